package cmd

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"solieu/jobs"
)

func (e *env) scheduleCommand() *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:   "schedule",
		Short: "Run the jobs of a configuration when they are due, until SIGTERM; SIGHUP reads the configuration again",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return e.schedule(c.Context(), name)
		},
	}
	c.Flags().StringVar(&name, "config", configName, "the configuration file")
	return c
}

func (e *env) schedule(ctx context.Context, name string) error {
	hup := make(chan os.Signal, 1) // before anything else: an early SIGHUP must not end the daemon
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	config, err := e.config(name)
	if err != nil {
		return err
	}
	eng, err := e.engine(defaultWorkers(), "")
	if err != nil {
		return err
	}
	watchers, err := e.watchers(ctx, eng)
	if err != nil {
		return err
	}
	d := &jobs.Daemon{Run: e.runner(eng), Log: e.logger(), Metrics: jobs.NewMetrics(Version), Watchers: watchers,
		Watermark: func(j jobs.Job) (time.Time, error) { return jobs.Watermark(ctx, j.Out, j.Name) }}
	d.Notify, d.Watchdog = func(state string) { notify(d.Log, state) }, watchdog()
	stop, err := listen(d, config.Listen)
	if err != nil {
		return err
	}
	defer stop()
	reload := make(chan jobs.Config)
	go reloads(ctx, d, name, hup, reload)
	return d.Serve(ctx, config, reload)
}

// reloads reads the configuration again at each SIGHUP and hands it on; one with faults is told of and dropped.
func reloads(ctx context.Context, d *jobs.Daemon, name string, hup <-chan os.Signal, to chan<- jobs.Config) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hup:
		}
		config, err := jobs.Load(name)
		d.Metrics.Reloaded(err == nil)
		if err != nil {
			d.Log.Error().Err(err).Msg("configuration refused: the old one stays")
			continue
		}
		select {
		case <-ctx.Done():
			return
		case to <- config:
		}
	}
}

// notify tells systemd what the daemon does, where systemd asks for it: see sd_notify(3). Without an answer the daemon goes on.
func notify(log zerolog.Logger, state string) {
	socket := os.Getenv("NOTIFY_SOCKET")
	if socket == "" {
		return
	}
	conn, err := net.Dial("unixgram", socket)
	if err == nil {
		_, err = conn.Write([]byte(state))
		err = errors.Join(err, conn.Close())
	}
	if err != nil {
		log.Warn().Err(err).Str("state", state).Msg("systemd was not told")
	}
}

// watchdog is how often systemd wants to hear that the daemon lives, and as often again: see sd_watchdog_enabled(3). 0 means never.
func watchdog() time.Duration {
	usec, err := strconv.ParseInt(os.Getenv("WATCHDOG_USEC"), 10, 64)
	if pid := os.Getenv("WATCHDOG_PID"); err != nil || usec <= 0 || pid != "" && pid != strconv.Itoa(os.Getpid()) {
		return 0
	}
	return time.Duration(usec) * time.Microsecond / 2
}

// listen serves the daemon's endpoints at addr, if there is one, until the returned function is called.
func listen(d *jobs.Daemon, addr string) (stop func(), err error) {
	if addr == "" {
		return func() {}, nil
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	d.Log.Info().Str("address", l.Addr().String()).Msg("listening")
	server := &http.Server{Handler: d.Handler(), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go serve(server, l, d.Log)
	return func() { _ = server.Close() }, nil // the process ends; whoever asks now gets no answer
}

func serve(server *http.Server, l net.Listener, log zerolog.Logger) {
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		log.Error().Err(err).Msg("the endpoints are gone")
	}
}
