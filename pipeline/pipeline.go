package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"solieu/extract/read"
	"solieu/schemas"
)

// Reader turns the bytes of one source into its documents, several where it is an archive.
type Reader interface {
	Read(ctx context.Context, uri string, data []byte) ([]schemas.Document, error)
}

// Extractor finds every numeral and figure of a document.
type Extractor interface {
	Extract(context.Context, schemas.Document) (schemas.Extraction, error)
}

// Transformer makes observations of figures and checks the relations between them.
type Transformer interface {
	Transform(context.Context, schemas.Extraction) (schemas.Assessment, error)
}

// Sink takes what the stages made, in the order of the inputs and from one goroutine. Its errors end the run.
type Sink interface {
	// Add takes one document with everything that was found in it. A document whose bytes were added already under
	// another URI comes again, with its own URI and nothing else.
	Add(context.Context, schemas.Extraction, schemas.Assessment) error
	// AddReject takes a source or a document that was set aside as a whole.
	AddReject(ctx context.Context, uri string, why schemas.Reject) error
}

// Options are the settings of a run.
type Options struct {
	Workers  int                                          // documents in work at a time; 0 means 1
	Timeout  time.Duration                                // for each stage's work on one document; 0 means no limit
	Scan     time.Duration                                // how much longer reading may take where a command reads scans
	MaxBytes int64                                        // largest source that is read; 0 means no limit
	Now      func() time.Time                             // for durations; nil leaves them zero
	Observe  func(Item)                                   // called for every item after the sink took it; may be nil
	Known    func(uri string, id schemas.DocumentID) bool // reports a document whose rows are in the last snapshot already; may be nil
	Stamps   Stamps                                       // may spare reading what did not change; may be nil
}

// Pipeline is the way from sources to a sink.
type Pipeline struct {
	Reader      Reader
	Extractor   Extractor
	Transformer Transformer // nil where extractions are all that is wanted
	Options     Options
}

// Item is one document on its way, or a source that yielded none.
type Item struct {
	URI        string
	Bytes      int64 // of the source
	Extraction schemas.Extraction
	Assessment schemas.Assessment
	Reject     *schemas.Reject // set where the document was set aside as a whole; later stages pass it on
	Known      bool            // unchanged since the last snapshot; later stages pass it on
	Unread     bool            // known by its source's stamp: its bytes were not read
	Duplicate  bool            // the same bytes as an earlier item; later stages pass it on
	Busy       [len(stageNames)]time.Duration
	stopped    int // the stage that set Reject
}

// skip reports whether an item passes the later stages as it is.
func (it Item) skip() bool { return it.Reject != nil || it.Known || it.Duplicate }

// Run brings every input through all stages and returns what happened. Documents that cannot be processed are counted in
// the report and given to the sink as rejects. The error, where there is one, is the sink's or the context's; the sink's
// rows must not be published then.
func (p *Pipeline) Run(ctx context.Context, inputs []Input, sink Sink) (*Report, error) {
	report := newReport()
	refused := map[schemas.DocumentID]*schemas.Reject{}
	stages := Then(Then(p.reading(), p.identify()), p.analysis())
	err := Drain(stages(ctx, Values(inputs...)), func(it Item) error {
		id := it.Extraction.Document.ID
		if it.Duplicate && refused[id] != nil {
			it.Duplicate, it.Reject = false, refused[id] // what could not be processed once cannot be processed twice
		}
		if it.Reject != nil {
			refused[id] = it.Reject
		}
		if err := p.sink(ctx, sink, &it); err != nil {
			return err
		}
		report.add(it)
		if p.Options.Observe != nil {
			p.Options.Observe(it)
		}
		return nil
	})
	return report, err
}

// Assess brings every input through all stages but the last and calls f for each item, in order. It processes what the last
// snapshot holds already, and equal documents as often as they come.
func (p *Pipeline) Assess(ctx context.Context, inputs []Input, f func(Item) error) error {
	return Drain(Then(p.reading(), p.analysis())(ctx, Values(inputs...)), f)
}

// Plan reads every input and calls f with what a run would do with it: [Item.Reject], [Item.Known], [Item.Duplicate], or
// none of them where it would be processed. Nothing is extracted.
func (p *Pipeline) Plan(ctx context.Context, inputs []Input, f func(Item) error) error {
	return Drain(Then(p.reading(), p.identify())(ctx, Values(inputs...)), f)
}

func (p *Pipeline) reading() Stage[Input, Item] {
	return Then(Map(stageNames[stageRead], p.Options.Workers, p.read), Flatten[Item]())
}

func (p *Pipeline) analysis() Stage[Item, Item] {
	w := p.Options.Workers
	return Then(Map(stageNames[stageExtract], w, p.extract), Map(stageNames[stageTransform], w, p.transform))
}

// identify marks documents that the last snapshot or this run holds already.
func (p *Pipeline) identify() Stage[Item, Item] {
	return func(_ context.Context, in Seq[Item]) Seq[Item] {
		seen := map[schemas.DocumentID]bool{}
		return func(yield func(Item, error) bool) {
			for it, err := range in {
				if err == nil && it.Reject == nil {
					doc := it.Extraction.Document
					it.Known = p.Options.Known != nil && p.Options.Known(doc.URI, doc.ID)
					it.Duplicate = !it.Known && seen[doc.ID]
					seen[doc.ID] = true
					if it.Unread && !it.Known {
						err = fmt.Errorf("%s: its stamp is known, its document %s is not: run with --rehash", doc.URI, doc.ID)
					}
				}
				if !yield(it, err) || err != nil {
					return
				}
			}
		}
	}
}

func (p *Pipeline) read(ctx context.Context, in Input) ([]Item, error) {
	if in.Reject != nil {
		return []Item{{URI: in.URI, Reject: in.Reject}}, nil
	}
	if items, ok := p.held(in); ok {
		return items, nil
	}
	start := p.now()
	data, why := p.load(in)
	if why != nil {
		return []Item{{URI: in.URI, Bytes: in.Size, Reject: why}}, nil
	}
	limit := p.Options.Timeout
	if limit > 0 {
		limit += p.Options.Scan
	}
	decode := Limit(stageNames[stageRead], limit, func(ctx context.Context, data []byte) ([]schemas.Document, error) {
		return p.Reader.Read(ctx, in.URI, data)
	})
	docs, err := decode(ctx, data)
	var items []Item
	for _, doc := range docs {
		items = append(items, Item{URI: doc.URI, Bytes: doc.Bytes, Extraction: schemas.Extraction{Document: doc}})
	}
	failed, err := p.failures(ctx, Item{URI: in.URI, Bytes: int64(len(data))}, err)
	if len(failed) == 0 && err == nil {
		p.note(in, docs)
	}
	items = append(items, failed...)
	if len(items) == 0 {
		items = []Item{{URI: in.URI, Bytes: int64(len(data)), Reject: &schemas.Reject{Reason: schemas.RejectEmpty}}}
	}
	items[0].Busy[stageRead] = p.since(start)
	return items, err
}

// failures are the rejects that an error of the reader stands for: one, or one for each member of an archive that is at fault.
func (p *Pipeline) failures(ctx context.Context, source Item, err error) ([]Item, error) {
	if err == nil {
		return nil, nil
	}
	each := []error{err}
	var members read.Errors
	if errors.As(err, &members) {
		each, source.Bytes = members.Unwrap(), 0
	}
	var items []Item
	for _, err := range each {
		it := source
		if err := p.setAside(ctx, &it, stageRead, err); err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

// load returns the content of an input, or why it cannot be had.
func (p *Pipeline) load(in Input) ([]byte, *schemas.Reject) {
	limit := p.Options.MaxBytes
	if limit > 0 && in.Size > limit {
		return nil, tooLarge(limit)
	}
	r, err := in.Open()
	if err != nil {
		return nil, &schemas.Reject{Reason: schemas.RejectUnreadable, Detail: reason(err)}
	}
	defer r.Close()
	var src io.Reader = r
	if limit > 0 {
		src = io.LimitReader(r, limit+1)
	}
	data, err := io.ReadAll(src)
	if err != nil {
		return nil, &schemas.Reject{Reason: schemas.RejectUnreadable, Detail: reason(err)}
	}
	if limit > 0 && int64(len(data)) > limit {
		return nil, tooLarge(limit)
	}
	return data, nil
}

func tooLarge(limit int64) *schemas.Reject {
	return &schemas.Reject{Reason: schemas.RejectTooLarge, Detail: fmt.Sprintf("more than %d bytes", limit)}
}

// MaxNumerals is how many numerals a document may hold; the largest annual reports have a few thousand. Figures take about 2 KB each until
// they are written, so this bounds the memory that one document can claim.
const MaxNumerals = 300_000

func (p *Pipeline) extract(ctx context.Context, it Item) (Item, error) {
	if it.skip() {
		return it, nil
	}
	if n := CountNumerals(it.Extraction.Document.Text); n > MaxNumerals {
		it.Reject = &schemas.Reject{Reason: schemas.RejectTooLarge, Detail: fmt.Sprintf("%d numerals, more than %d", n, MaxNumerals)}
		it.stopped = stageExtract
		return it, nil
	}
	start := p.now()
	ex, err := Limit(stageNames[stageExtract], p.Options.Timeout, p.Extractor.Extract)(ctx, it.Extraction.Document)
	it.Busy[stageExtract] = p.since(start)
	if err != nil {
		err = p.setAside(ctx, &it, stageExtract, err)
		return it, err
	}
	it.Extraction = ex
	return it, nil
}

func (p *Pipeline) transform(ctx context.Context, it Item) (Item, error) {
	if it.skip() || p.Transformer == nil {
		return it, nil
	}
	start := p.now()
	as, err := Limit(stageNames[stageTransform], p.Options.Timeout, p.Transformer.Transform)(ctx, it.Extraction)
	it.Busy[stageTransform] = p.since(start)
	if err != nil {
		err = p.setAside(ctx, &it, stageTransform, err)
		return it, err
	}
	it.Assessment = as
	return it, nil
}

// setAside turns an error of a stage into the item's reject. The context's own end is not the document's fault: it stays
// an error.
func (p *Pipeline) setAside(ctx context.Context, it *Item, stage int, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	why := classify(err)
	it.Reject, it.stopped = &why, stage
	var place *read.Error
	if errors.As(err, &place) && place.Place != "" {
		it.URI = place.Place // names the member of an archive
	}
	return nil
}

func classify(err error) schemas.Reject {
	var timeout *TimeoutError
	var panicked *PanicError
	var unreadable *read.Error
	switch {
	case errors.As(err, &unreadable):
		return schemas.Reject{Reason: unreadable.Reason, Detail: unreadable.Detail}
	case errors.As(err, &timeout):
		return schemas.Reject{Reason: schemas.RejectTimeout, Detail: timeout.Error()}
	case errors.As(err, &panicked):
		return schemas.Reject{Reason: schemas.RejectInternal, Detail: panicked.Error() + "\n" + panicked.Stack}
	}
	return schemas.Reject{Reason: schemas.RejectInternal, Detail: err.Error()}
}

func (p *Pipeline) sink(ctx context.Context, sink Sink, it *Item) error {
	start := p.now()
	defer func() { it.Busy[stageLoad] = p.since(start) }()
	switch {
	case it.Known:
		return nil
	case it.Reject != nil:
		return sink.AddReject(ctx, it.URI, *it.Reject)
	case it.Duplicate:
		return sink.Add(ctx, schemas.Extraction{Document: it.Extraction.Document}, schemas.Assessment{Document: it.Extraction.Document.ID})
	}
	return sink.Add(ctx, it.Extraction, it.Assessment)
}

func (p *Pipeline) now() time.Time {
	if p.Options.Now == nil {
		return time.Time{}
	}
	return p.Options.Now()
}

func (p *Pipeline) since(start time.Time) time.Duration { return p.now().Sub(start) }
