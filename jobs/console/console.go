package console

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"solieu/jobs"
	"solieu/jobs/console/index"
	"solieu/jobs/console/ledger"
	"solieu/load"
)

// Options of a console.
type Options struct {
	Out     string // the dataset's folder
	Records string // where the runs' records are, if not there: the address of a dataset in object storage, of which Out is a mirror
	Lang    string // vi or en: for who has not chosen
	Version string // of the program
	Log     zerolog.Logger
	Now     func() time.Time
	Jobs    []jobs.Job // whose state and next time are shown; may be empty

	Waivers      string // the waiver file; empty where there is none
	AllowWaivers bool   // findings may be accepted from the console

	Token   string         // who knows it may come in; empty where nobody is asked
	User    string         // the header in which a proxy that has checked somebody names them, such as X-Forwarded-User
	Proxies []netip.Prefix // addresses from which that header is believed
	Hosts   []string       // names under which the console may be asked for; empty means any. A loopback console needs some: see [LocalHosts]
	Secure  bool           // browsers reach it by HTTPS alone: cookies say so

	Rate  float64 // requests a second of one address, in the long run; 0 means 20
	Burst int     // requests of one address at once; 0 means 200
}

// LocalHosts are the names of a console on the machine itself. Others are refused: a page elsewhere could give its own name this address.
func LocalHosts() []string { return []string{"localhost", "127.0.0.1", "::1"} }

// Console is the auditors' console of one dataset.
type Console struct {
	opt   Options
	store *load.Store
	shelf *load.Shelf
	pages map[string]*template.Template // by language
	keys  keys
	limit *limiter

	now     atomic.Pointer[shown]
	refresh sync.Mutex // one at a time reads a new snapshot
	ledger  *ledger.Ledger
}

// shown is what is shown until the next snapshot is there.
type shown struct {
	*index.Index
	papers *papers
}

// openFiles are the data files that stay open between requests.
const openFiles = 96

// New returns a console that shows nothing yet: see [Console.Refresh].
func New(opt Options) (*Console, error) {
	store, err := load.Open(opt.Out, load.Options{})
	if err != nil {
		return nil, err
	}
	opt.Lang = cmp.Or(opt.Lang, "vi")
	c := &Console{opt: opt, store: store, shelf: load.NewShelf(openFiles), keys: newKeys(),
		limit: newLimiter(cmp.Or(opt.Rate, 20), cmp.Or(opt.Burst, 200)), ledger: ledger.Open(opt.Waivers)}
	if c.pages, err = parsePages(); err != nil {
		return nil, err
	}
	if opt.AllowWaivers {
		if _, err := ledger.Prove(opt.Waivers, "", nil); err != nil {
			return nil, err
		}
	}
	_, err = c.ledger.Waivers()
	return c, err
}

// Refresh shows the newest snapshot, if it is not shown yet. Until it is read the one before stays. An empty dataset is no error.
func (c *Console) Refresh(ctx context.Context) error {
	c.refresh.Lock()
	defer c.refresh.Unlock()
	n, err := c.store.CurrentNumber()
	if err != nil {
		return err
	}
	if old := c.now.Load(); n == 0 || old != nil && old.Snapshot.Number == n {
		return nil
	}
	s, err := c.store.Current()
	if errors.Is(err, load.ErrEmpty) {
		return nil
	}
	if err != nil {
		return err
	}
	start := c.opt.Now()
	x, err := index.Open(ctx, c.store, s, c.shelf)
	if err != nil {
		return fmt.Errorf("snapshot %d: %w", s.Number, err)
	}
	c.now.Store(&shown{Index: x, papers: newPapers()})
	c.opt.Log.Info().Int("snapshot", s.Number).Int("findings", len(x.Findings)).Int64("observations", s.Rows("observations")).
		Dur("read_ms", c.opt.Now().Sub(start)).Msg("showing")
	return nil
}

// Follow looks for a new snapshot again and again until the context ends.
func (c *Console) Follow(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := c.Refresh(ctx); err != nil && ctx.Err() == nil {
			c.opt.Log.Error().Err(err).Msg("the snapshot cannot be shown: the one before stays")
		}
	}
}

// Close closes the files that are kept open.
func (c *Console) Close() { c.shelf.Close() }

// Handler answers requests.
func (c *Console) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", c.page(c.tonight))
	mux.HandleFunc("GET /findings", c.page(c.findings))
	mux.HandleFunc("GET /findings.csv", c.export(writeCSV))
	mux.HandleFunc("GET /findings.json", c.export(writeJSON))
	mux.HandleFunc("GET /finding/{issue}", c.page(c.finding))
	mux.HandleFunc("POST /finding/{issue}/accept", c.decide(c.accept))
	mux.HandleFunc("POST /finding/{issue}/withdraw", c.decide(c.withdraw))
	mux.HandleFunc("POST /finding/{issue}/uphold", c.decide(c.uphold))
	mux.HandleFunc("GET /documents", c.page(c.documents))
	mux.HandleFunc("GET /document/{id}", c.page(c.document))
	mux.HandleFunc("GET /indicators", c.page(c.indicators))
	mux.HandleFunc("GET /indicator/{id}", c.page(c.indicator))
	mux.HandleFunc("GET /explore", c.page(c.explore))
	mux.HandleFunc("GET /explore.csv", c.exploreCSV)
	mux.HandleFunc("GET /coverage", c.page(c.coverage))
	mux.HandleFunc("GET /api/v1/openapi.json", c.openAPI)
	mux.HandleFunc("GET /api/v1/{table}", c.api)
	mux.HandleFunc("POST /language", c.language)
	open := http.NewServeMux() // for everybody
	open.HandleFunc("GET /static/{file}", c.static)
	open.HandleFunc("GET /healthz", c.health)
	open.HandleFunc("GET /login", c.loginPage)
	open.HandleFunc("POST /login", c.login)
	open.Handle("/", c.known(mux))
	return c.guard(open)
}

func (c *Console) health(w http.ResponseWriter, _ *http.Request) {
	if c.now.Load() == nil {
		http.Error(w, "no snapshot yet", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}
