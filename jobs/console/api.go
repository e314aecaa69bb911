package console

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"solieu/load"
	"solieu/schemas/tables"
)

// The pages of the API.
const (
	apiLimit   = 100    // rows, where the request does not say
	apiMost    = 1000   // rows
	apiScan    = 100000 // rows that one request looks at: a narrow filter may give a short page, or an empty one, with a cursor to go on
	apiVersion = "1.0"
)

// endpoint is a table of the API.
type endpoint struct {
	table   tables.Table
	filters []string // columns that a request may ask for by equality, beside partition columns
	read    func(c *Console, s load.Snapshot, q query, emit func(position, []byte) bool) error
}

// endpoints are the tables of the API, by the name in their address.
func endpoints() map[string]endpoint {
	return map[string]endpoint{
		"observations": {tables.Of[tables.Observation](), []string{"document_id", "indicator_code", "area_code", "area_list", "measure", "status", "period_key", "check_outcome"}, scan[tables.Observation]},
		"checks":       {tables.Of[tables.Check](), []string{"document_id", "issue_id", "kind", "outcome", "severity", "indicator_code", "area_code", "area_list", "period_key"}, scan[tables.Check]},
		"documents":    {tables.Of[tables.Document](), []string{"document_id", "uri", "document_number", "area_code", "area_list", "report_year"}, scan[tables.Document]},
		"runs":         {tables.Of[tables.Run](), []string{"job", "run_id", "outcome"}, scan[tables.Run]},
	}
}

// position is a row of a table of a snapshot: the file in the manifest's order, the row in it.
type position struct {
	file int
	row  int64
}

// query is a request for rows.
type query struct {
	endpoint
	snapshot int
	limit    int
	from     position
	equal    map[int]string // by the column's field
	part     map[string]string
}

// cursor says where the next page begins. It names its snapshot, so that pages fit together while new snapshots appear.
func (p position) cursor(snapshot int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%d.%d", snapshot, p.file, p.row))
}

func (q *query) goOn(cursor string) error {
	plain, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return err
	}
	n, err := fmt.Sscanf(string(plain), "%d.%d.%d", &q.snapshot, &q.from.file, &q.from.row)
	if err != nil || n != 3 || q.from.file < 0 || q.from.row < 0 || q.from.cursor(q.snapshot) != cursor {
		return errors.New("not a cursor")
	}
	return nil
}

// api answers /api/v1/TABLE.
func (c *Console) api(w http.ResponseWriter, r *http.Request) {
	e, ok := endpoints()[r.PathValue("table")]
	if !ok {
		problem(w, http.StatusNotFound, "no such table: use observations, checks, documents or runs")
		return
	}
	x := c.now.Load()
	if x == nil {
		problem(w, http.StatusServiceUnavailable, "nothing has been published yet")
		return
	}
	q, err := newQuery(e, r.URL.Query(), x.Snapshot.Number)
	if err != nil {
		problem(w, http.StatusBadRequest, err.Error())
		return
	}
	s := x.Snapshot
	if q.snapshot != s.Number {
		if s, err = c.store.Snapshot(q.snapshot); err != nil {
			problem(w, http.StatusGone, fmt.Sprintf("snapshot %d is not kept any more, or not yet there: begin again without a cursor", q.snapshot))
			return
		}
	}
	tag := fmt.Sprintf(`"%d-%.16s"`, s.Number, s.Manifest.Digest)
	w.Header().Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	c.answer(w, r, s, q)
}

func matches(header, tag string) bool {
	for given := range strings.SplitSeq(header, ",") {
		if given = strings.TrimSpace(given); given == "*" || strings.TrimPrefix(given, "W/") == tag {
			return true
		}
	}
	return false
}

func newQuery(e endpoint, v url.Values, snapshot int) (query, error) {
	q := query{endpoint: e, snapshot: snapshot, limit: apiLimit, equal: map[int]string{}, part: map[string]string{}}
	for _, key := range keysOf(v) {
		value := v.Get(key)
		n, err := strconv.Atoi(value)
		switch {
		case len(v[key]) > 1:
			return q, fmt.Errorf("%s is given twice", key)
		case key == "limit" && (err != nil || n < 1 || n > apiMost):
			return q, fmt.Errorf("limit is a number from 1 to %d", apiMost)
		case key == "limit":
			q.limit = n
		case key == "snapshot" && (err != nil || n < 1):
			return q, errors.New("snapshot is the number of a snapshot")
		case key == "snapshot":
			q.snapshot = n
		case key == "cursor" && value == "":
		case key == "cursor":
			if err := q.goOn(value); err != nil {
				return q, errors.New("cursor is what next of the page before says")
			}
		case slices.ContainsFunc(e.table.Partition, func(c tables.Column) bool { return c.Name == key }):
			q.part[key] = value
		case slices.Contains(e.filters, key):
			for _, c := range e.table.Columns {
				if c.Name == key {
					q.equal[c.Field] = value
				}
			}
		default:
			return q, fmt.Errorf("%s is not known: use limit, cursor, snapshot, %s", key, strings.Join(e.parameters(), ", "))
		}
	}
	return q, nil
}

func keysOf(v url.Values) []string {
	var out []string
	for key := range v {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

// parameters are the names that a request may filter by.
func (e endpoint) parameters() []string {
	out := slices.Clone(e.filters)
	for _, c := range e.table.Partition {
		out = append(out, c.Name)
	}
	return out
}

func (c *Console) answer(w http.ResponseWriter, r *http.Request, s load.Snapshot, q query) {
	rows := []byte{}
	n := 0
	var next *string
	err := q.read(c, s, q, func(at position, row []byte) bool {
		if row == nil || n == q.limit || r.Context().Err() != nil {
			cursor := at.cursor(s.Number)
			next = &cursor
			return false
		}
		if n++; n > 1 {
			rows = append(rows, ',')
		}
		rows = append(rows, row...)
		return true
	})
	if err != nil {
		c.opt.Log.Error().Str("path", r.URL.Path).Err(err).Msg("a request failed")
		problem(w, http.StatusInternalServerError, "the data cannot be read: see the program's log")
		return
	}
	end, err := json.Marshal(next)
	if err != nil {
		problem(w, http.StatusInternalServerError, err.Error())
		return
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"snapshot":%d,"next":%s,"rows":[%s]}`+"\n", s.Number, end, rows)
}

// scan emits the rows that a query asks for, from its position on; a nil row says that the scan stopped there to go on later.
func scan[T any, P tables.Row[T]](c *Console, s load.Snapshot, q query, emit func(position, []byte) bool) error {
	looked := 0
	for i, f := range s.Files(q.table.Name) {
		if i < q.from.file || !inPartition(f, q.part) {
			continue
		}
		at := position{i, 0}
		if i == q.from.file {
			at.row = q.from.row
		}
		for row, err := range load.ReadFrom[T](c.shelf, s.Path(f), at.row) {
			if err != nil {
				return err
			}
			if looked++; looked > apiScan {
				emit(at, nil)
				return nil
			}
			if q.wants(reflect.ValueOf(&row).Elem()) {
				object, err := encodeRow(q.table, &row)
				if err != nil {
					return err
				}
				if !emit(at, object) {
					return nil
				}
			}
			at.row++
		}
	}
	return nil
}

func inPartition(f load.File, part map[string]string) bool {
	for level := range strings.SplitSeq(f.Partition(), "/") {
		key, value, _ := strings.Cut(level, "=")
		if plain, err := url.PathUnescape(value); err == nil {
			value = plain
		}
		if want, ok := part[key]; ok && want != value {
			return false
		}
	}
	return true
}

func (q *query) wants(row reflect.Value) bool {
	for field, want := range q.equal {
		if fmt.Sprint(row.Field(field).Interface()) != want {
			return false
		}
	}
	return true
}

// encodeRow writes a row as a JSON object with the columns of the contract, in their order. Decimals are strings, so that no reader makes floats
// of them; an empty text of a nullable column is null.
func encodeRow(t tables.Table, row any) ([]byte, error) {
	v := reflect.ValueOf(row).Elem()
	out := []byte{'{'}
	for i, c := range t.Columns {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '"')
		out = append(append(out, c.Name...), '"', ':')
		f := v.Field(c.Field)
		if c.Nullable && c.Type == tables.TypeString && f.Len() == 0 || f.Kind() == reflect.Pointer && f.IsNil() {
			out = append(out, "null"...)
			continue
		}
		var value any = f.Interface()
		switch d := value.(type) {
		case *tables.Decimal:
			value = d.String()
		case *time.Time:
			value = d.UTC().Format(time.RFC3339Nano)
		case []int64:
			if d == nil {
				value = []int64{}
			}
		}
		b, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t.Name, c.Name, err)
		}
		out = append(out, b...)
	}
	return append(out, '}'), nil
}

// problem answers with an error as RFC 9457 has it.
func problem(w http.ResponseWriter, code int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(code), "status": code, "detail": detail}) // whoever went away needs no answer
}
