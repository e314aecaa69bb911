package load

import (
	"iter"
	"path"
	"path/filepath"
	"slices"
	"unsafe"

	"solieu/load/block"
	"solieu/load/page"
	"solieu/schemas/tables"
)

// partWriter writes one partition of a table of rows that belong to documents.
type partWriter[T any, P owned[T]] struct {
	builder *builder
	plan    plan
	added   *blocks[T, P]
	format  *page.Format
	kept    func(*T) bool
	see     observer

	encode *block.Encoder[T] // made where it is needed, as the next one
	decode *block.Decoder[T]
	names  block.Reader // looks at the URIs of blocks
	buffer []byte       // of the block at hand
	made   []byte       // of a block that had to be made anew
	rows   []T
}

// write merges the new rows of the partition with the kept rows of its previous file, if that is to be read; without any row there is no
// file.
func (w *partWriter[T, P]) write(part string, fresh []piece, last File, exists bool) error {
	old := values[T](nil)
	if exists {
		if err := last.verify(w.builder.parent.Dir); err != nil {
			return refuse(err)
		}
		old = filter(readParquet[T](filepath.Join(w.builder.parent.Dir, filepath.FromSlash(last.Path))), w.kept)
	}
	some, err := newStream(w.seen(w.merged(fresh, old)))
	defer some.stop()
	if err != nil || some.head == nil {
		return err
	}
	t := tables.Of[T, P]()
	f := File{Path: path.Join(t.Name, part, partName)}
	if between, ok := w.plan.between[part]; ok {
		f.Between = &between
	}
	return writeBlocks(w.builder, w.format, t, f, func(yield func(block.View, error) bool) {
		for v, err := range some.rest() {
			if err != nil {
				yield(block.View{}, err)
				return
			}
			if !yield(*v, nil) {
				return
			}
		}
	})
}

// seen shows each block to the observer before it is written.
func (w *partWriter[T, P]) seen(all iter.Seq2[block.View, error]) iter.Seq2[*block.View, error] {
	return func(yield func(*block.View, error) bool) {
		for v, err := range all {
			if err == nil && w.see.block != nil {
				err = w.see.block(v)
			}
			if !yield(&v, err) || err != nil {
				return
			}
		}
	}
}

// merged yields the rows of both sides by document, each block valid until the next is asked for. Where both have rows of one owner, or one
// was added to several times, these are put in order.
func (w *partWriter[T, P]) merged(fresh []piece, old iter.Seq2[*T, error]) iter.Seq2[block.View, error] {
	return func(yield func(block.View, error) bool) {
		rows, err := newStream(old)
		defer rows.stop()
		for err == nil && (len(fresh) > 0 || rows.head != nil) {
			var v block.View
			switch {
			case len(fresh) == 0 || rows.head != nil && P(rows.head).Owner() < fresh[0].owner:
				v, err = w.older(rows, fresh)
			case w.mixed(fresh, rows.head):
				v, fresh, err = w.sorted(fresh, rows)
			default:
				v, err = w.placed(fresh[0])
				fresh = fresh[1:]
			}
			if err == nil && v.Rows > 0 && !yield(v, nil) {
				return
			}
		}
		if err != nil {
			yield(block.View{}, err)
		}
	}
}

// older gathers kept rows of documents before the next one that is new.
func (w *partWriter[T, P]) older(rows *stream[T], fresh []piece) (block.View, error) {
	w.rows = w.rows[:0]
	for rows.head != nil && len(w.rows) < gatheredRows && (len(fresh) == 0 || P(rows.head).Owner() < fresh[0].owner) {
		if w.plan.settle(P(rows.head)) {
			w.rows = append(w.rows, *rows.head)
		}
		if err := rows.advance(); err != nil {
			return block.View{}, err
		}
	}
	return w.block(), nil
}

// mixed reports whether rows of the next owner lie in several places.
func (w *partWriter[T, P]) mixed(fresh []piece, old *T) bool {
	return old != nil && P(old).Owner() == fresh[0].owner || len(fresh) > 1 && fresh[1].owner == fresh[0].owner && fresh[1].add != fresh[0].add
}

// sorted puts all rows of the next owner in order, and returns the pieces behind.
func (w *partWriter[T, P]) sorted(fresh []piece, rows *stream[T]) (block.View, []piece, error) {
	w.rows = w.rows[:0]
	owner := fresh[0].owner
	for len(fresh) > 0 && fresh[0].owner == owner {
		v, err := w.added.read(nil, fresh[0]) // the rows stay parts of it
		if err == nil {
			err = w.append(v)
		}
		if err != nil {
			return block.View{}, nil, err
		}
		fresh = fresh[1:]
	}
	for rows.head != nil && P(rows.head).Owner() == owner {
		w.rows = append(w.rows, *rows.head)
		if err := rows.advance(); err != nil {
			return block.View{}, nil, err
		}
	}
	slices.SortStableFunc(w.rows, func(x, y T) int { return P(&x).Compare(&y) })
	w.rows = slices.DeleteFunc(w.rows, func(row T) bool { return !w.plan.settle(P(&row)) })
	for i := range w.rows {
		w.plan.settle(P(&w.rows[i]))
	}
	return w.block(), fresh, nil
}

// placed returns the block of a piece with the URI that its document has now; an empty one where the document is not live.
func (w *partWriter[T, P]) placed(p piece) (block.View, error) {
	v, err := w.added.read(w.buffer, p)
	if err != nil {
		return v, err
	}
	w.buffer = v.Data
	if p.owner == "" {
		return v, nil
	}
	home, live := w.plan.home[p.owner]
	if !live {
		return block.View{}, nil
	}
	uri, err := w.uri(v)
	if err != nil || uri == home {
		return v, err
	}
	w.rows = w.rows[:0]
	if err := w.append(v); err != nil {
		return v, err
	}
	for i := range w.rows {
		P(&w.rows[i]).Place(home)
	}
	return w.block(), nil
}

// uri returns the URI of the first row of a block.
func (w *partWriter[T, P]) uri(v block.View) (string, error) {
	columns := w.format.Columns()
	at := slices.IndexFunc(columns, func(c block.Column) bool { return c.Name == "uri" })
	if err := w.names.Open(columns, at, v); err != nil {
		return "", err
	}
	if w.names.Kind == block.Texts {
		return w.names.Words[0], nil
	}
	plain, err := w.names.Bytes()
	if err != nil {
		return "", err
	}
	return unsafe.String(unsafe.SliceData(plain), len(plain))[4:], nil
}

// append appends the rows of a block.
func (w *partWriter[T, P]) append(v block.View) (err error) {
	if w.decode == nil {
		w.decode = block.NewDecoder[T](w.format.Columns())
	}
	w.rows, err = w.decode.Append(w.rows, v)
	return err
}

// block makes a block of the gathered rows.
func (w *partWriter[T, P]) block() block.View {
	if w.encode == nil {
		w.encode = block.NewEncoder[T](w.format.Columns())
	}
	w.made = w.encode.Append(w.made[:0], w.rows)
	return block.View{Data: w.made, Rows: len(w.rows)}
}

func filter[T any](seq iter.Seq2[*T, error], ok func(*T) bool) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for v, err := range seq {
			if err == nil && !ok(v) {
				continue
			}
			if !yield(v, err) {
				return
			}
		}
	}
}
