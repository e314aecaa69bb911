package cmd

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"solieu/extract"
	"solieu/pipeline"
	"solieu/pipeline/listing"
	"solieu/schemas/lexicon"
)

func (e *env) explainCommand() *cobra.Command {
	var dir string
	var flags readingFlags
	format := choice{value: "text", allowed: []string{"text", "json"}}
	c := &cobra.Command{
		Use:   "explain TEXT|FILE[:LINE]",
		Short: "Show how sentences are read: words, cues, quantities and times with their lexicon entries, and why each figure came out as it did",
		Example: `  solieu explain "Năm 2023, diện tích lúa đạt 1.200 ha, tăng 5% so với năm 2022."
  solieu explain report.txt:120 --format json`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			reading, err := flags.over(pipeline.Reading{})
			if err != nil {
				return err
			}
			t, err := e.target(args[0], reading.Limits.Source())
			if err != nil {
				return err
			}
			return e.explain(c.Context(), t, dir, reading, format.value == "json")
		},
	}
	flags.add(c)
	c.Flags().StringVar(&dir, "dir", "", "a lexicon folder (units/, cues/, areas/, indicators/, rules/) instead of the built-in one")
	c.Flags().Var(&format, "format", "text for people or json, a line for each sentence")
	return c
}

// target is what is to be explained; line is 0 where all of it is.
type target struct {
	inputs []pipeline.Input
	line   int
}

// target finds out whether an argument is standard input, a file, a line of a file, or a text.
func (e *env) target(arg string, maxBytes int64) (target, error) {
	name, number, _ := cutLast(arg, ":")
	line, err := strconv.Atoi(number)
	switch {
	case arg == pipeline.Stdin || exists(arg):
		inputs, err := e.inputs([]string{arg}, maxBytes)
		return target{inputs: inputs}, err
	case err == nil && exists(name):
		if line < 1 {
			return target{}, usage(e.text("%s: dòng đếm từ 1", "%s: lines count from 1"), arg)
		}
		inputs, err := e.inputs([]string{name}, maxBytes)
		return target{inputs, line}, err
	case looksLikeFile(arg) || err == nil && looksLikeFile(name):
		return target{}, usage(e.text("%s: không có tệp này", "%s: no such file"), arg)
	}
	return target{inputs: []pipeline.Input{pipeline.Bytes("text", []byte(arg))}}, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil || errors.Is(err, fs.ErrPermission)
}

// looksLikeFile reports whether a name that no file has was hardly meant as a text: one word with an ending of letters.
func looksLikeFile(name string) bool {
	ending := strings.TrimPrefix(filepath.Ext(name), ".")
	return ending != "" && len(ending) < len(name)-1 && !strings.ContainsFunc(name, unicode.IsSpace) &&
		!strings.ContainsFunc(ending, func(r rune) bool { return !unicode.IsLetter(r) })
}

// explain prints how every sentence of the target is read with the lexicon of dir.
func (e *env) explain(ctx context.Context, t target, dir string, reading pipeline.Reading, asJSON bool) error {
	files, prefix := lexiconFiles(dir)
	lex, err := lexicon.Load(files)
	if err != nil {
		return e.faults(splitFaults(err), prefix)
	}
	x, err := extract.New(lex)
	if err != nil {
		return e.faults(splitFaults(err), prefix)
	}
	p, err := pipeline.New(lex, pipeline.Options{Workers: 1, Now: time.Now})
	if err != nil {
		return err
	}
	p.Use(reading)
	log, out, rejected, found := e.logger(), bufio.NewWriterSize(e.stdout, 1<<16), false, false
	err = p.Plan(ctx, t.inputs, func(it pipeline.Item) error {
		if it.Reject != nil {
			rejected = true
			logReject(log, it)
			return nil
		}
		ex, err := x.Explain(ctx, it.Extraction.Document)
		if err != nil {
			return err
		}
		if t.line > 0 {
			ex.Sentences = ex.OnLine(t.line)
		}
		found = found || len(ex.Sentences) > 0
		document := ""
		if len(t.inputs) > 1 || it.URI != t.inputs[0].URI {
			document = it.URI
		}
		if asJSON {
			_, err = out.Write(listing.AppendExplanation(nil, ex, document))
			return err
		}
		return e.explanation(out, ex, document)
	})
	switch err = firstError(err, out.Flush()); {
	case err != nil:
		return err
	case rejected:
		return &exitError{code: ExitRejected}
	case !found && t.line > 0:
		return usage(e.text("dòng %d không có câu nào", "line %d holds no sentence"), t.line)
	}
	return nil
}
