package read

import (
	"bytes"
	"strconv"
)

// optional reports whether the destination behind \* is one that is read.
func (r *rich) optional() bool {
	for _, d := range []string{`\footnote`, `\shptxt`, `\shpinst`} {
		if bytes.HasPrefix(r.data[r.pos:], []byte(d)) {
			return true
		}
	}
	return false
}

// word acts on a control word.
func (r *rich) word(word string, value int, given bool) {
	on := !given || value != 0
	switch word {
	case "u":
		r.unicode(rune(uint16(value)))
	case "uc":
		r.state.uc = min(max(value, 0), 16)
	case "bin":
		r.pos = min(r.pos+max(value, 0), len(r.data))
	case "ansicpg":
		r.page = strconv.Itoa(value)
	case "deff":
		r.plain, r.state.font = value, value
	case "f":
		r.flush()
		r.state.font = value
	case "fcharset":
		if r.state.fonts {
			r.font().charset = value
		}
	case "plain":
		r.flush()
		r.state.raised, r.state.hidden, r.state.caps, r.state.font = false, false, false, r.plain
	case "super", "up":
		r.flush()
		r.state.raised = on
	case "nosupersub", "sub", "dn":
		r.flush()
		r.state.raised = false
	case "v", "deleted":
		r.flush()
		r.state.hidden = on
	case "caps":
		r.flush()
		r.state.caps = on
	default:
		r.layout(word, value)
	}
}

// layout acts on the control words of paragraphs, tables and destinations.
func (r *rich) layout(word string, value int) {
	switch word {
	case "par", "sect":
		r.endParagraph()
	case "line":
		r.put("\n")
	case "tab", "nestcell":
		if r.state.list {
			r.put(" ")
		} else {
			r.put("\t")
		}
	case "page":
		r.endParagraph()
		r.b.pageBreak()
	case "pard":
		r.state.row, r.state.centred = false, false
	case "qc":
		r.state.centred = true
	case "intbl":
		r.state.row = true
	case "cell":
		r.endCell()
	case "row":
		r.rows.endRow()
	case "trowd", "trhdr", "cellx", "clmgf", "clmrg", "clvmgf", "clvmrg":
		r.rows.define(word, value)
	case "footnote":
		r.openNote()
	case "shptxt":
		r.openBox()
	case "listtext", "pntext":
		r.state.list = true
		r.state.flow.kind = listKind
	case "fonttbl":
		r.state.fonts = true
	case "emdash", "endash", "bullet", "lquote", "rquote", "ldblquote", "rdblquote", "enspace", "emspace":
		r.put(map[string]string{"emdash": "—", "endash": "–", "bullet": "-", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "enspace": " ", "emspace": " "}[word])
	case "stylesheet", "colortbl", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "fldinst",
		"objdata", "shprslt", "nonshppict", "listtable", "listoverridetable", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "xe", "tc", "sp":
		r.state.skip = true
	}
}
