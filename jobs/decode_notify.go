package jobs

import (
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"solieu/jobs/client"
	"solieu/jobs/lineage"
	"solieu/jobs/notice"
	"solieu/pipeline/audit"
	"solieu/schemas/lexicon"
)

// The keys of a notification and of its channels, and of the lineage.
const (
	notifyKeys  = "on lang webhook email command"
	webhookKeys = "url secret"
	emailKeys   = "server tls user password from to"
	lineageKeys = "namespace file url api_key"
)

// waivers reads the file of a job's waivers; its faults are faults of the configuration.
func (r *reader) waivers(n ast.Node) []audit.Waiver {
	name := r.path(n)
	data, err := os.ReadFile(name)
	if err == nil {
		var ws []audit.Waiver
		if ws, err = audit.ReadWaivers(name, data); err == nil {
			return ws
		}
	}
	r.fault(n, fmt.Sprintf("không dùng được tệp miễn trừ: %v", err), fmt.Sprintf("the waivers cannot be used: %v", err))
	return nil
}

// rules reads the folder of a job's rules; its faults are faults of the configuration.
func (r *reader) rules(n ast.Node) string {
	name := r.path(n)
	if _, err := lexicon.BuiltIn(lexicon.RuleFolder{Name: name, Files: os.DirFS(name)}); err != nil {
		r.fault(n, fmt.Sprintf("không dùng được các quy tắc: %v", err), fmt.Sprintf("the rules cannot be used: %v", err))
	}
	return name
}

// notify reads who is told; an empty list means nobody.
func (r *reader) notify(n ast.Node) []Notify {
	all := []Notify{}
	if s, ok := n.(*ast.SequenceNode); ok && len(s.Values) == 0 {
		return all
	}
	for _, v := range r.list(n) {
		all = append(all, r.told(v))
	}
	return all
}

func (r *reader) told(n ast.Node) Notify {
	to := Notify{Lang: "vi", On: []notice.Event{notice.Failed, notice.Recovered, notice.Violations}}
	channels := 0
	r.mapping(n, notifyKeys, "", func(key string, v ast.Node) {
		switch key {
		case "on":
			to.On = nil
			for _, w := range r.list(v) {
				to.On = append(to.On, notice.Event(r.choice(w, "failed recovered violations")))
			}
		case "lang":
			to.Lang = r.choice(v, "vi en")
		case "webhook":
			channels, to.Channel = channels+1, r.webhook(v)
		case "email":
			channels, to.Channel = channels+1, r.email(v)
		case "command":
			channels, to.Channel = channels+1, r.command(v)
		}
	})
	if channels != 1 {
		r.fault(n, "cần đúng một trong: webhook, email, command", "exactly one is needed of: webhook, email, command")
	}
	return to
}

func (r *reader) webhook(n ast.Node) notice.Channel {
	w := notice.Webhook{Client: client.New(), Now: time.Now}
	r.mapping(n, webhookKeys, "url", func(key string, v ast.Node) {
		switch key {
		case "url":
			w.URL = r.web(v)
		case "secret":
			secret, err := notice.Key(string(r.secret(v)))
			if err != nil || len(secret) == 0 {
				r.fault(v, "khóa không hợp lệ: viết whsec_ và base64, hoặc một chuỗi", "no key: write whsec_ and base64, or a text")
			}
			w.Secret = secret
		}
	})
	return w
}

// web reads an address on the web, which may hold secrets.
func (r *reader) web(n ast.Node) string {
	text := string(r.secret(n))
	if u, err := url.Parse(text); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		r.fault(n, "cần một địa chỉ http:// hoặc https://", "an address with http:// or https:// is needed")
	}
	return text
}

func (r *reader) lineage(n ast.Node) *lineage.Target {
	t := &lineage.Target{Namespace: "solieu", Client: client.New()}
	r.mapping(n, lineageKeys, "", func(key string, v ast.Node) {
		switch key {
		case "namespace":
			t.Namespace = r.text(v)
		case "file":
			t.File = r.path(v)
		case "url":
			t.URL = r.web(v)
		case "api_key":
			t.Key = string(r.secret(v))
		}
	})
	if (t.File == "") == (t.URL == "") || t.Namespace == "" {
		r.fault(n, "cần đúng một trong: file, url", "exactly one is needed of: file, url")
	}
	return t
}

func (r *reader) email(n ast.Node) notice.Channel {
	m := notice.Mail{TLS: "starttls", Port: 587}
	r.mapping(n, emailKeys, "server from to", func(key string, v ast.Node) {
		switch key {
		case "server":
			m.Host, m.Port = r.server(v, m.Port)
		case "tls":
			m.TLS = r.choice(v, "starttls tls none")
		case "user":
			m.User = string(r.secret(v))
		case "password":
			m.Password = string(r.secret(v))
		case "from":
			m.From = r.mailbox(v)
		case "to":
			for _, w := range r.list(v) {
				m.To = append(m.To, r.mailbox(w))
			}
		}
	})
	return m
}

// server reads host:port, or a host alone.
func (r *reader) server(n ast.Node, port int) (string, int) {
	text := r.text(n)
	if !strings.Contains(text, ":") && text != "" {
		return text, port
	}
	host, digits, err := net.SplitHostPort(text)
	number, wrong := strconv.Atoi(digits)
	if err != nil || wrong != nil || host == "" || number < 1 || number > 65535 {
		r.fault(n, fmt.Sprintf("%q không phải máy chủ thư: viết máy:cổng", text), fmt.Sprintf("%q is no mail server: write host:port", text))
	}
	return host, number
}

func (r *reader) mailbox(n ast.Node) string {
	text := r.text(n)
	if _, err := mail.ParseAddress(text); err != nil {
		r.fault(n, fmt.Sprintf("%q không phải địa chỉ thư", text), fmt.Sprintf("%q is no e-mail address", text))
	}
	return text
}

func (r *reader) command(n ast.Node) notice.Channel { return notice.Command(r.program(n)) }

// program reads a program and its arguments.
func (r *reader) program(n ast.Node) []string {
	var args []string
	for _, v := range r.list(n) {
		args = append(args, r.text(v))
	}
	if len(args) == 0 || args[0] == "" {
		r.fault(n, "lệnh trống: viết chương trình và các đối số", "the command is empty: name a program and its arguments")
		return []string{""}
	}
	return args
}
