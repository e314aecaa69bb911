package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"
	"go.opentelemetry.io/otel/sdk/trace"

	"solieu/jobs"
	"solieu/load/remote"
)

// The exit codes.
const (
	ExitDone     = 0 // everything asked for was done
	ExitBroken   = 1 // the world is broken: a full disk, no permission, an interrupt; nothing was published
	ExitUsage    = 2 // the command line is wrong
	ExitRejected = 3 // done, but something was set aside: see the rejects
	ExitFailedOn = 4 // done, but checks at or above --fail-on exist
)

// exitError ends a command with a code of its own; a nil err prints nothing.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return &exitError{code: ExitUsage, err: fmt.Errorf(format, args...)}
}

// env is what every command gets: the streams and the flags that all commands share.
type env struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer

	lang      choice
	logFormat choice
	logLevel  choice
	journal   jobs.Journal            // of the runs at work
	mirrors   map[string]*remote.Lake // by --out
	spans     *trace.TracerProvider   // nil where nobody asks for traces
	started   bool                    // the command line was understood; errors are no longer usage errors
}

// Main runs the command that args (without the program's name) ask for and returns the exit code.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := &env{stdin: stdin, stdout: stdout, stderr: stderr}
	root := e.root()
	root.SetArgs(longUpdate(args))
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	defer e.release()
	defer e.stopTracing()
	return e.code(root.ExecuteContext(withParent(ctx)))
}

// longUpdate lets -update, as Go's own tests spell it, stand for --update.
func longUpdate(args []string) []string {
	args = slices.Clone(args)
	for i, a := range args {
		if a == "-update" {
			args[i] = "--update"
		}
	}
	return args
}

func (e *env) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "solieu",
		Short:         "Figures of Vietnamese government reports: found, normalised, checked, published as Parquet",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRun: func(*cobra.Command, []string) {
			e.started = true
		},
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	e.lang = choice{value: systemLanguage(), allowed: []string{"vi", "en"}}
	e.logFormat = choice{allowed: []string{"json", "console"}}
	e.logLevel = choice{allowed: []string{"debug", "info", "warn", "error"}}
	root.PersistentFlags().Var(&e.lang, "lang", "language of messages: vi or en (default from LC_ALL or LANG, else vi)")
	root.PersistentFlags().Var(&e.logFormat, "log-format", "json or console (default: console on a terminal, else json)")
	root.PersistentFlags().Var(&e.logLevel, "log-level", "debug, info, warn or error (default: warn for the console, else info)")
	root.AddCommand(e.runCommand(), e.extractCommand(), e.explainCommand(), e.checkCommand(), e.evalCommand(), e.lexiconCommand(), e.schemaCommand(), e.exportCommand(), e.verifyCommand(), e.snapshotsCommand(), e.auditCommand(), e.versionCommand())
	root.AddCommand(e.configCommand(), e.jobsCommand(), e.runsCommand(), e.scheduleCommand(), e.backfillCommand(), e.serveCommand())
	return root
}

func (e *env) code(err error) int {
	var exit *exitError
	switch {
	case err == nil:
		return ExitDone
	case errors.As(err, &exit):
		if exit.err != nil {
			e.say(exit.err)
		}
		return exit.code
	case !e.started:
		fmt.Fprintf(e.stderr, "solieu: %v\n%s\n", err, e.text("Xem solieu --help.", "See solieu --help."))
		return ExitUsage
	}
	e.say(err)
	return ExitBroken
}

// say tells why a command ended: to a person in a line, to a machine as the last event of the log.
func (e *env) say(err error) {
	if e.forPeople() {
		fmt.Fprintln(e.stderr, "solieu:", err)
		return
	}
	log := e.logger()
	log.Error().Err(err).Msg("failed")
}
