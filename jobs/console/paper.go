package console

import (
	"container/list"
	"strings"
	"sync"
	"unicode/utf8"

	"solieu/jobs/console/index"
	"solieu/load"
	"solieu/pipeline/audit"
	"solieu/schemas/tables"
)

// paper is a document as it is shown: with its findings, and where its text is cut for the screen.
type paper struct {
	*audit.Document
	Found []*audit.Finding
	cuts  []int // offsets at which the parts begin; the first is 0
	pages []int // offsets at which pages 2, 3, … of the source begin
}

// partBytes is about the length of a part of a text.
const partBytes = 48 << 10

// papers keeps the documents that were shown last, so that the next click is quick.
type papers struct {
	mu    sync.Mutex
	order *list.List // of *kept, the last used first
	byKey map[string]*list.Element
	bytes int
}

type kept struct {
	key   string
	paper *paper
	bytes int
}

// keptBytes bounds the texts that are kept; what belongs to a text takes some times as much.
const keptBytes = 12 << 20

func newPapers() *papers { return &papers{order: list.New(), byKey: map[string]*list.Element{}} }

// get returns a document with everything that the snapshot says of it.
func (p *papers) get(x *index.Index, d *tables.Document, lang string) (*paper, error) {
	key := lang + d.DocumentID
	p.mu.Lock()
	if e, ok := p.byKey[key]; ok {
		p.order.MoveToFront(e)
		p.mu.Unlock()
		return e.Value.(*kept).paper, nil
	}
	p.mu.Unlock()
	got, err := readPaper(x, d, lang)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.byKey[key]; !ok {
		size := len(got.Text()) + 64*int(d.Numerals)
		p.byKey[key] = p.order.PushFront(&kept{key, got, size})
		p.bytes += size
	}
	for p.bytes > keptBytes && p.order.Len() > 1 {
		last := p.order.Remove(p.order.Back()).(*kept)
		delete(p.byKey, last.key)
		p.bytes -= last.bytes
	}
	return got, nil
}

func readPaper(x *index.Index, d *tables.Document, lang string) (*paper, error) {
	rows, part := audit.Rows{Document: *d}, index.PartitionOf(d)
	texts, err := load.ReadOwned[tables.Text](x.Shelf, x.Snapshot, "texts", part, d.DocumentID)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		rows.Text = t.Text
	}
	if rows.Figures, err = load.ReadOwned[tables.Observation](x.Shelf, x.Snapshot, "observations", part, d.DocumentID); err != nil {
		return nil, err
	}
	if rows.Numerals, err = load.ReadOwned[tables.Numeral](x.Shelf, x.Snapshot, "numerals", part, d.DocumentID); err != nil {
		return nil, err
	}
	if rows.Checks, err = load.ReadOwned[tables.Check](x.Shelf, x.Snapshot, "checks", part, d.DocumentID); err != nil {
		return nil, err
	}
	p := &paper{}
	p.Document, p.Found = audit.Assemble(rows, audit.Options{Lang: lang})
	p.cuts, p.pages = cuts(rows.Text), pageStarts(rows.Text)
	return p, nil
}

// cuts are where the parts of a text begin: at a line, in an endless line at a word, in an endless word at a character.
func cuts(text string) []int {
	out := []int{0}
	for at := 0; len(text)-at > partBytes; {
		piece := text[at : at+partBytes]
		n := strings.LastIndexByte(piece, '\n') + 1
		if n < partBytes/2 {
			n = strings.LastIndexByte(piece, ' ') + 1
		}
		if n < partBytes/2 {
			for n = partBytes; n > partBytes/2 && !utf8.RuneStart(text[at+n]); {
				n--
			}
		}
		at += n
		out = append(out, at)
	}
	return out
}

// pageStarts are where the pages after the first begin, as far as the stored text tells: behind its form feeds.
func pageStarts(text string) []int {
	var out []int
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\f')
		if i < 0 {
			return out
		}
		at += i + 1
		out = append(out, at)
	}
}

// part returns the number of the part that holds an offset, from 1.
func (p *paper) part(at int) int {
	n := 1
	for n < len(p.cuts) && p.cuts[n] <= at {
		n++
	}
	return n
}

// bounds returns the half-open piece of the text that is part n.
func (p *paper) bounds(n int) (start, end int) {
	if n < len(p.cuts) {
		return p.cuts[n-1], p.cuts[n]
	}
	return p.cuts[n-1], len(p.Text())
}

// page returns the page of the source that holds an offset; 0 where the text does not tell pages.
func (p *paper) page(at int) int {
	if len(p.pages) == 0 {
		return 0
	}
	n := 1
	for _, start := range p.pages {
		if start <= at {
			n++
		}
	}
	return n
}
