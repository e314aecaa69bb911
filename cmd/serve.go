package cmd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"solieu/jobs"
	"solieu/jobs/console"
)

// tokenVariable is where the token of serve may stand: a flag would show it to everybody who lists processes.
const tokenVariable = "SOLIEU_TOKEN"

// serveMemory is where the collector becomes eager: half a gigabyte is what the console promises to stay within.
const serveMemory = 400 << 20

// followEvery is how often serve looks for a new snapshot.
const followEvery = 2 * time.Second

type serveFlags struct {
	out, addr, config, waivers string
	allowWaivers, secure       bool
	tokenFile, user            string
	proxies, hosts             []string
}

func (e *env) serveCommand() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the auditors' console until SIGTERM",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			opt, err := e.serveOptions(f)
			if err != nil {
				return err
			}
			done, err := e.bring(c.Context(), &opt)
			if err != nil {
				return err
			}
			defer done()
			return e.serve(c.Context(), f.addr, opt)
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.out, "out", "solieu-data", "the dataset's folder")
	flags.StringVar(&f.addr, "addr", "127.0.0.1:8464", "host:port to listen at")
	flags.StringVar(&f.config, "config", "", "a configuration; its jobs that publish into the dataset are shown with their next times")
	flags.StringVar(&f.waivers, "waivers", "", "the file of accepted findings")
	flags.BoolVar(&f.allowWaivers, "allow-waivers", false, "findings may be accepted, upheld and taken back in the console; needs --waivers")
	flags.StringVar(&f.tokenFile, "token-file", "", "a file that holds the token which visitors must show (or "+tokenVariable+" in the environment)")
	flags.StringVar(&f.user, "user-header", "", "the header in which a proxy names whom it has let in; needs --proxy")
	flags.StringArrayVar(&f.proxies, "proxy", nil, "an address or network of that proxy, such as 10.0.0.5 or 10.0.0.0/24")
	flags.StringArrayVar(&f.hosts, "host", nil, "a name under which the console may be asked for (default on a loopback address: localhost and it; else any)")
	flags.BoolVar(&f.secure, "secure", false, "visitors come by HTTPS alone: cookies say so")
	return c
}

// serveOptions checks the flags together: an address that others can reach needs a token or a proxy that names people.
func (e *env) serveOptions(f serveFlags) (console.Options, error) {
	opt := console.Options{Out: f.out, Lang: e.lang.value, Version: Version, Log: e.logger(), Now: time.Now, Waivers: f.waivers, AllowWaivers: f.allowWaivers,
		User: f.user, Hosts: f.hosts, Secure: f.secure}
	local, err := loopback(f.addr)
	if err != nil {
		return opt, err
	}
	if opt.Token, err = token(f.tokenFile); err != nil {
		return opt, err
	}
	for _, p := range f.proxies {
		network, err := network(p)
		if err != nil {
			return opt, usage("--proxy: %v", err)
		}
		opt.Proxies = append(opt.Proxies, network)
	}
	switch {
	case f.allowWaivers && f.waivers == "":
		return opt, usage("%s", e.text("--allow-waivers cần --waivers TỆP", "--allow-waivers needs --waivers FILE"))
	case (f.user == "") != (len(f.proxies) == 0):
		return opt, usage("%s", e.text("--user-header và --proxy đi cùng nhau", "--user-header and --proxy go together"))
	case !local && opt.Token == "" && f.user == "":
		return opt, usage(e.text("%s: máy khác vào được địa chỉ này: đặt --token-file (hoặc %s), hoặc --user-header với --proxy", "%s: others can reach this address: set --token-file (or %s), or --user-header with --proxy"), f.addr, tokenVariable)
	case local && len(f.hosts) == 0:
		opt.Hosts = console.LocalHosts()
	}
	if f.config != "" {
		config, err := e.config(f.config)
		if err != nil {
			return opt, err
		}
		opt.Jobs = slices.DeleteFunc(slices.Clone(config.Jobs), func(j jobs.Job) bool { return !sameFolder(j.Out, f.out) })
	}
	_, err = readWaiversIfThere(f.waivers)
	return opt, err
}

// sameFolder reports whether two names are of one folder, which need not exist yet.
func sameFolder(a, b string) bool {
	one, err := filepath.Abs(a)
	other, err2 := filepath.Abs(b)
	return err == nil && err2 == nil && one == other
}

// readWaiversIfThere reads a waiver file that need not exist yet.
func readWaiversIfThere(name string) (int, error) {
	if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	ws, err := readWaivers(name)
	return len(ws), err
}

// loopback reports whether an address is the machine's own.
func loopback(addr string) (bool, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false, usage("--addr: %v", err)
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback(), nil
}

func network(s string) (netip.Prefix, error) {
	if ip, err := netip.ParseAddr(s); err == nil {
		return netip.PrefixFrom(ip, ip.BitLen()), nil
	}
	return netip.ParsePrefix(s)
}

// token returns the token of a file, else of the environment. A short one is refused: it could be guessed.
func token(file string) (string, error) {
	value, from := os.Getenv(tokenVariable), tokenVariable
	if file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			return "", usage("--token-file: %v", err)
		}
		value, from = string(data), file
	}
	value = strings.TrimSpace(value)
	if len(value) < 16 && (value != "" || file != "") {
		return "", usage("%s: a token has at least 16 characters: openssl rand -hex 24 / mã phải có ít nhất 16 ký tự", from)
	}
	return value, nil
}

func (e *env) serve(ctx context.Context, addr string, opt console.Options) error {
	c, err := console.New(opt)
	if err != nil {
		return err
	}
	defer c.Close()
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(serveMemory)
	}
	if err := c.Refresh(ctx); err != nil {
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	if e.forPeople() {
		fmt.Fprintf(e.stderr, e.text("Mở http://%s trong trình duyệt. Ctrl+C để dừng.", "Open http://%s in a browser. Ctrl+C stops it.")+"\n", l.Addr())
	}
	opt.Log.Info().Str("address", l.Addr().String()).Msg("listening")
	server := &http.Server{Handler: c.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 2 * time.Minute,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	go c.Follow(ctx, followEvery)
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return server.Shutdown(within)
}
