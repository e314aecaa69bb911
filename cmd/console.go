package cmd

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/term"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value   string
	allowed []string
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.allowed, "|") }

// Set takes one of the allowed words; anything else is a usage error.
func (c *choice) Set(s string) error {
	if !slices.Contains(c.allowed, s) {
		return fmt.Errorf("must be one of %s", strings.Join(c.allowed, ", "))
	}
	c.value = s
	return nil
}

// systemLanguage is en where the locale says English, else vi.
func systemLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "en") {
				return "en"
			}
			return "vi"
		}
	}
	return "vi"
}

// text returns the message in the language that was asked for.
func (e *env) text(vi, en string) string {
	if e.lang.value == "en" {
		return en
	}
	return vi
}

// forPeople reports whether messages are for a person: on a terminal, or where the console format was asked for.
func (e *env) forPeople() bool {
	if e.logFormat.value != "" {
		return e.logFormat.value == "console"
	}
	return isTerminal(e.stderr)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// logger returns the log for this run: JSON lines, or short lines for people. People are told only of what went wrong,
// where they did not ask for more.
func (e *env) logger() zerolog.Logger {
	var out io.Writer = e.stderr
	word := "info"
	if e.forPeople() {
		out, word = zerolog.ConsoleWriter{Out: e.stderr, NoColor: !isTerminal(e.stderr), TimeFormat: time.TimeOnly}, "warn"
	}
	if e.logLevel.value != "" {
		word = e.logLevel.value
	}
	level, err := zerolog.ParseLevel(word)
	if err != nil {
		level = zerolog.InfoLevel
	}
	return zerolog.New(io.MultiWriter(out, &e.journal)).Level(level).With().Timestamp().Logger()
}
