package console

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"solieu/pipeline/audit"
)

// The cookies.
const (
	sessionCookie  = "solieu_session" // who has shown the token
	visitorCookie  = "solieu_visitor" // a browser, so that forms can be tied to it
	languageCookie = "solieu_lang"
)

// keys sign what browsers keep; they live as long as the process.
type keys struct{ session, form []byte }

func newKeys() keys {
	b := make([]byte, 64)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return keys{b[:32], b[32:]}
}

func sign(key []byte, of string) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(of))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// same compares without telling by its time how much agrees, or how long the texts are.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// known lets in who may come in: everybody where nobody is asked; else who was named by a proxy, or has the token.
func (c *Console) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.admits(r) {
			next.ServeHTTP(w, r)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/api/") || c.opt.Token == "" {
			w.Header().Set("WWW-Authenticate", "Bearer")
			c.fail(w, r, http.StatusUnauthorized, "cần đăng nhập", "a token is needed")
			return
		}
		http.Redirect(w, r, "/login", http.StatusSeeOther)
	})
}

func (c *Console) admits(r *http.Request) bool {
	if c.opt.Token == "" && c.opt.User == "" {
		return true
	}
	if c.user(r) != "" {
		return true
	}
	if c.opt.Token == "" {
		return false
	}
	if given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return same(given, c.opt.Token)
	}
	cookie, err := r.Cookie(sessionCookie)
	return err == nil && same(cookie.Value, sign(c.keys.session, c.opt.Token))
}

// user is who a trusted proxy says is asking; empty where none does.
func (c *Console) user(r *http.Request) string {
	if c.opt.User == "" {
		return ""
	}
	from := client(r)
	if !slices.ContainsFunc(c.opt.Proxies, func(p netip.Prefix) bool { return p.Contains(from) }) {
		return ""
	}
	who := audit.OneLine(r.Header.Get(c.opt.User))
	if len(who) > audit.MaxWho {
		return ""
	}
	return who
}

func (c *Console) loginPage(w http.ResponseWriter, r *http.Request) {
	if c.opt.Token == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	c.render(w, r, http.StatusOK, page{Name: "login", Title: [2]string{"Đăng nhập", "Sign in"}, Data: r.URL.Query().Get("failed") != ""})
}

func (c *Console) login(w http.ResponseWriter, r *http.Request) {
	if c.opt.Token == "" || !same(strings.TrimSpace(r.PostFormValue("token")), c.opt.Token) {
		http.Redirect(w, r, "/login?failed=1", http.StatusSeeOther)
		return
	}
	c.setCookie(w, sessionCookie, sign(c.keys.session, c.opt.Token), 12*3600)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func (c *Console) setCookie(w http.ResponseWriter, name, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: c.opt.Secure, SameSite: http.SameSiteStrictMode})
}

// formToken ties a form to the browser that it is shown in. A browser without a name gets one.
func (c *Console) formToken(w http.ResponseWriter, r *http.Request) string {
	if v, err := r.Cookie(visitorCookie); err == nil && len(v.Value) == 43 {
		return sign(c.keys.form, v.Value)
	}
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails since Go 1.24
	name := base64.RawURLEncoding.EncodeToString(b)
	c.setCookie(w, visitorCookie, name, 0)
	return sign(c.keys.form, name)
}

// ownForm reports whether a form was sent by the browser that it was shown in.
func (c *Console) ownForm(r *http.Request) bool {
	v, err := r.Cookie(visitorCookie)
	return err == nil && same(r.PostFormValue("form"), sign(c.keys.form, v.Value))
}

// language changes the language and leads back.
func (c *Console) language(w http.ResponseWriter, r *http.Request) {
	to, back := r.PostFormValue("to"), r.PostFormValue("back")
	if to != "en" {
		to = "vi"
	}
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.Contains(back, `\`) {
		back = "/"
	}
	c.setCookie(w, languageCookie, to, 365*24*3600)
	http.Redirect(w, r, back, http.StatusSeeOther)
}

// lang is the language that a browser asked for.
func (c *Console) lang(r *http.Request) string {
	if v, err := r.Cookie(languageCookie); err == nil && (v.Value == "en" || v.Value == "vi") {
		return v.Value
	}
	return c.opt.Lang
}
