package jobs

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"solieu/jobs/source"
)

const sourceKeys = "url list headers"

func (r *reader) sources(n ast.Node) []source.Source {
	var all []source.Source
	for _, v := range r.list(n) {
		all = append(all, r.source(v))
	}
	return all
}

// source reads a path or an address, or a mapping with one.
func (r *reader) source(n ast.Node) source.Source {
	if isScalar(n) {
		if text := r.text(n); strings.Contains(text, "://") {
			return source.Source{URL: r.far(n)}
		}
		return source.Source{Path: r.path(n)}
	}
	var s source.Source
	r.mapping(n, sourceKeys, "", func(key string, v ast.Node) {
		switch key {
		case "url":
			s.URL = r.far(v)
		case "list":
			s.URL, s.List = r.far(v), true
		case "headers":
			s.Headers = r.headers(v)
		}
	})
	_, isMapping := n.(*ast.MappingNode)
	switch {
	case s.URL == "" && isMapping:
		r.fault(n, "thiếu khóa \"url\" hoặc \"list\": thêm một trong hai", "the key \"url\" or \"list\" is missing: add one of them")
	case strings.HasPrefix(s.URL, "s3://") && (s.List || s.Headers != nil):
		r.fault(n, "s3:// không dùng với list và headers: chỉ để url", "s3:// goes without list and headers: leave url alone")
	}
	return s
}

// far reads the address of an object or of a document on the web. Secrets have no place in it: it is written to logs and tables.
func (r *reader) far(n ast.Node) string {
	text := r.text(n)
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "s3" && u.Scheme != "http" && u.Scheme != "https" {
		r.fault(n, fmt.Sprintf("%q không phải địa chỉ s3://, http:// hoặc https://", text), fmt.Sprintf("%q is no address with s3://, http:// or https://", text))
		return text
	}
	if u.User != nil {
		r.fault(n, "địa chỉ không được chứa mật khẩu: dùng headers với ${BIẾN}", "an address must not hold a password: use headers with ${VARIABLE}")
	}
	return text
}

func (r *reader) headers(n ast.Node) http.Header {
	h := http.Header{}
	pairs, ok := pairsOf(n)
	if !ok {
		r.fault(n, "cần các cặp \"tên: giá trị\"", "\"name: value\" pairs are needed")
	}
	for _, kv := range pairs {
		h.Set(kv.Key.GetToken().Value, string(r.secret(kv.Value)))
	}
	return h
}

var variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// secret reads a text in which ${NAME} stands for a variable of the environment.
func (r *reader) secret(n ast.Node) Secret {
	text := r.text(n)
	return Secret(variable.ReplaceAllStringFunc(text, func(ref string) string {
		name := ref[2 : len(ref)-1]
		value, ok := os.LookupEnv(name)
		if !ok {
			r.fault(n, fmt.Sprintf("biến môi trường %s chưa được đặt", name), fmt.Sprintf("the environment variable %s is not set", name))
		}
		return value
	}))
}

// Secret is a text that must not be shown: it prints as ***.
type Secret string

// String hides the secret.
func (s Secret) String() string { return "***" }

// GoString hides the secret.
func (s Secret) GoString() string { return "***" }

// MarshalText hides the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte("***"), nil }

// out reads the name of a folder, or an address in object storage.
func (r *reader) out(n ast.Node) string {
	for _, scheme := range []string{"s3://", "gs://", "azblob://"} {
		if p := r.text(n); strings.HasPrefix(p, scheme) {
			return p
		}
	}
	return r.path(n)
}

// path reads the name of a file or folder, or a pattern.
func (r *reader) path(n ast.Node) string {
	p := r.text(n)
	switch {
	case p == "":
		r.fault(n, "đường dẫn trống: viết tên tệp hoặc thư mục", "the path is empty: name a file or folder")
	case strings.Contains(p, "://"):
		r.fault(n, fmt.Sprintf("%q không phải đường dẫn: viết tên tệp hoặc thư mục trên máy", p),
			fmt.Sprintf("%q is no path: name a file or folder of this machine", p))
	case !filepath.IsAbs(p):
		return filepath.Join(r.folder, p)
	}
	return p
}
