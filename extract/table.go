package extract

import "solieu/extract/text"

// table reads the rows of a markdown table.
func (b *binder) table(rows []text.Block) {
	for i := range rows {
		b.enter(&rows[i], 0)
		for from := 0; from < len(rows[i].Parts); {
			from = b.read(&rows[i], from)
		}
	}
}
