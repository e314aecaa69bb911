package console

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"
)

// maxBody bounds what a form sends.
const maxBody = 16 << 10

// policy lets a page load the console's own style, script and pictures and nothing else, from nowhere else, and lets nobody frame it.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard is around every request: headers, the host's name, the rate, the size of bodies, requests made by other sites, panics.
func (c *Console) guard(next http.Handler) http.Handler {
	foreign := http.NewCrossOriginProtection()
	foreign.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.fail(w, r, http.StatusForbidden, "yêu cầu đến từ một trang khác", "the request comes from another site")
	}))
	next = foreign.Handler(http.MaxBytesHandler(next, maxBody))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cache-Control", "private, no-cache")
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				c.opt.Log.Error().Str("path", r.URL.Path).Interface("panic", p).Bytes("stack", debug.Stack()).Msg("a request failed")
				c.fail(w, r, http.StatusInternalServerError, "lỗi của chương trình", "a fault of the program")
			}
		}()
		switch {
		case !c.ownHost(r.Host):
			c.fail(w, r, http.StatusMisdirectedRequest, "tên máy chủ này không được phép", "this host name is not allowed")
		case !c.limit.allow(client(r), c.opt.Now()):
			h.Set("Retry-After", "2")
			c.fail(w, r, http.StatusTooManyRequests, "quá nhiều yêu cầu: chờ vài giây", "too many requests: wait some seconds")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ownHost reports whether the console answers to a name.
func (c *Console) ownHost(host string) bool {
	if len(c.opt.Hosts) == 0 {
		return true
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	return slices.Contains(c.opt.Hosts, strings.ToLower(strings.Trim(name, "[]")))
}

// client is the address that a request comes from.
func client(r *http.Request) netip.Addr {
	at, _ := netip.ParseAddrPort(r.RemoteAddr)
	return at.Addr().Unmap()
}

// fail answers with an error in both languages: whoever is refused may not have a language yet.
func (c *Console) fail(w http.ResponseWriter, r *http.Request, code int, vi, en string) {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		problem(w, code, en)
		return
	}
	http.Error(w, fmt.Sprintf("%d %s / %s", code, vi, en), code)
}

// limiter is a bucket of tokens for each address: it holds burst tokens and gains rate a second.
type limiter struct {
	rate  float64
	burst float64

	mu      sync.Mutex
	buckets map[netip.Addr]bucket
}

type bucket struct {
	tokens float64
	at     time.Time
}

// maxBuckets bounds what is remembered; full buckets are forgotten first, they say nothing.
const maxBuckets = 4096

func newLimiter(rate float64, burst int) *limiter {
	return &limiter{rate: rate, burst: float64(burst), buckets: map[netip.Addr]bucket{}}
}

func (l *limiter) allow(who netip.Addr, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, known := l.buckets[who]
	if !known {
		l.makeRoom(now)
		b = bucket{l.burst, now}
	}
	b.tokens, b.at = min(l.burst, b.tokens+max(0, now.Sub(b.at).Seconds())*l.rate), now
	ok := b.tokens >= 1
	if ok {
		b.tokens--
	}
	l.buckets[who] = b
	return ok
}

func (l *limiter) makeRoom(now time.Time) {
	if len(l.buckets) < maxBuckets {
		return
	}
	for who, b := range l.buckets {
		if b.tokens+now.Sub(b.at).Seconds()*l.rate >= l.burst {
			delete(l.buckets, who)
		}
	}
	if len(l.buckets) >= maxBuckets {
		clear(l.buckets)
	}
}
