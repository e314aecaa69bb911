package read

import "solieu/schemas"

// shift records that text offset at comes from source offset from. Calls must come in ascending order of at.
func shift(m *schemas.OffsetMap, at, from int) {
	delta, last := from-at, 0
	if n := len(*m); n > 0 {
		last = (*m)[n-1].Delta
		if (*m)[n-1].At == at {
			(*m)[n-1].Delta = delta
			return
		}
	}
	if delta != last {
		*m = append(*m, schemas.OffsetShift{At: at, Delta: delta})
	}
}

// compose returns the map that leads through outer, then through inner: outer's source is inner's text.
func compose(outer, inner schemas.OffsetMap) schemas.OffsetMap {
	if len(inner) == 0 {
		return outer
	}
	if len(outer) == 0 {
		return inner
	}
	if outer[0].At > 0 {
		outer = append(schemas.OffsetMap{{}}, outer...)
	}
	var m schemas.OffsetMap
	next, delta := 0, 0 // delta holds for inner offsets before inner[next].At
	for i, o := range outer {
		from := o.At + o.Delta
		for ; next < len(inner) && inner[next].At <= from; next++ {
			delta = inner[next].Delta
		}
		shift(&m, o.At, from+delta)
		for ; next < len(inner); next++ {
			at := inner[next].At - o.Delta
			if i+1 < len(outer) && at >= outer[i+1].At {
				break
			}
			delta = inner[next].Delta
			shift(&m, at, inner[next].At+delta)
		}
	}
	return m
}
