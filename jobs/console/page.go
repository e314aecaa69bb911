package console

import (
	"bytes"
	"cmp"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/pipeline/audit"
	"solieu/schemas/tables"
)

//go:embed pages/*.gohtml
var pageFiles embed.FS

//go:embed console.css
var ownStyle string

//go:embed console.js
var script string

// page is what is rendered: a template by its name, with its data.
type page struct {
	Name  string
	Title [2]string // Vietnamese, English
	Data  any
}

// view is what every template gets.
type view struct {
	Name, Title, Lang, Here string
	Snapshot                int // 0 before the first
	Version, User, Form     string
	Asks                    bool // somebody has to sign in
	CanAccept               bool
	Data                    any
}

// noSuch is what a handler returns where there is nothing of that name.
type noSuch struct{ vi, en string }

func (n noSuch) Error() string { return n.en }

// page wraps a handler that makes a page of what is shown.
func (c *Console) page(make func(x *shown, r *http.Request, lang string) (page, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		x := c.now.Load()
		if x == nil {
			c.render(w, r, http.StatusServiceUnavailable, page{Name: "empty", Title: [2]string{"Chưa có dữ liệu", "No data yet"}})
			return
		}
		p, err := make(x, r, c.lang(r))
		switch err := err.(type) {
		case nil:
			c.render(w, r, http.StatusOK, p)
		case noSuch:
			c.render(w, r, http.StatusNotFound, page{Name: "missing", Title: [2]string{"Không tìm thấy", "Not found"}, Data: []string{err.vi, err.en}})
		default:
			c.broken(w, r, err)
		}
	}
}

func (c *Console) broken(w http.ResponseWriter, r *http.Request, err error) {
	c.opt.Log.Error().Str("path", r.URL.Path).Err(err).Msg("a request failed")
	c.fail(w, r, http.StatusInternalServerError, "không đọc được dữ liệu: xem nhật ký của chương trình", "the data cannot be read: see the program's log")
}

// render prints a page. Characters that cannot be seen are spelled out in all of it.
func (c *Console) render(w http.ResponseWriter, r *http.Request, code int, p page) {
	lang := c.lang(r)
	v := view{Name: p.Name, Title: p.Title[0], Lang: lang, Here: r.URL.RequestURI(), Version: c.opt.Version, User: c.user(r), Form: c.formToken(w, r),
		Asks: c.opt.Token != "", CanAccept: c.opt.AllowWaivers, Data: p.Data}
	if lang == "en" {
		v.Title = p.Title[1]
	}
	if x := c.now.Load(); x != nil {
		v.Snapshot = x.Snapshot.Number
	}
	var b bytes.Buffer
	if err := c.pages[lang].ExecuteTemplate(&b, p.Name, v); err != nil {
		c.broken(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Vary", "Cookie")
	w.WriteHeader(code)
	_, _ = w.Write(audit.SpellOut(b.Bytes())) // whoever went away needs no answer
}

func (c *Console) static(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	content, kind := "", ""
	switch r.PathValue("file") {
	case "console.css":
		content, kind = audit.Style()+ownStyle, "text/css"
	case "console.js":
		content, kind = script, "text/javascript"
	default:
		http.NotFound(w, r)
		return
	}
	tag := `"` + sign(nil, content)[:16] + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	_, _ = w.Write([]byte(content))
}

// parsePages reads the templates once for each language.
func parsePages() (map[string]*template.Template, error) {
	out := map[string]*template.Template{}
	for _, lang := range []string{"vi", "en"} {
		t, err := template.New("").Funcs(functions(lang)).ParseFS(pageFiles, "pages/*.gohtml")
		if err != nil {
			return nil, err
		}
		out[lang] = t
	}
	return out, nil
}

// functions are what the templates call: texts, numbers and dates in a language.
func functions(lang string) template.FuncMap {
	l := audit.Lang(lang)
	return template.FuncMap{
		"t":        func(vi, en string) string { return either(lang, vi, en) },
		"n":        func(n any) string { return l.Number(plainInt(n)) },
		"num":      func(v float64) string { return double(l, v) },
		"decimal":  func(d *tables.Decimal) string { return exact(l, d) },
		"share":    func(part, whole int) string { return percent(l, part, whole) },
		"severity": l.Severity, "outcome": l.Outcome, "class": l.Class, "kind": l.Kind, "status": l.Status, "unit": audit.Unit, "value": l.Value,
		"date":   func(d any) string { return date(lang, d) },
		"clock":  func(at any) string { return clock(lang, at) },
		"short":  func(s string) string { return s[:min(len(s), 12)] },
		"act":    func(what string) string { return act(lang, what) },
		"none":   func() url.Values { return nil },
		"dict":   dict,
		"cut":    cut,
		"base":   path.Base,
		"cap":    capital,
		"down":   func(y, by int) int { return y + by },
		"query":  func(encoded string) template.URL { return template.URL(encoded) }, // made by url.Values
		"double": func(d *tables.Decimal) float64 { return d.Value().Float64() },
		"areaName": func(x *shown, key string) string {
			a, _ := x.Area(key)
			return cmp.Or(a.Name, a.Key)
		},
	}
}

func either(lang, vi, en string) string {
	if lang == "en" {
		return en
	}
	return vi
}

func plainInt(n any) string {
	switch n := n.(type) {
	case int:
		return strconv.Itoa(n)
	case int32:
		return strconv.Itoa(int(n))
	case int64:
		return strconv.FormatInt(n, 10)
	}
	return "?"
}

// dict makes a map of pairs, so that a template can hand several values to another.
func dict(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

// cut shortens a text for a list, at a word's end where there is one near.
func cut(most int, s string) string {
	if len(s) <= most {
		return s
	}
	s = strings.ToValidUTF8(s[:most], "")
	if i := strings.LastIndexByte(s, ' '); i > most/2 {
		s = s[:i]
	}
	return s + " …"
}

// capital begins a text with a capital letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
