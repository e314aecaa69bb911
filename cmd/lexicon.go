package cmd

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"solieu/extract"
	"solieu/pipeline/examples"
	"solieu/schemas/lexicon"
)

// builtIn is where the lexicon's own files stand in the repository.
const builtIn = "schemas/lexicon"

func (e *env) lexiconCommand() *cobra.Command {
	var dir, rules string
	var update bool
	c := &cobra.Command{Use: "lexicon", Short: "Check the lexicon, or count its entries", Args: cobra.NoArgs}
	c.PersistentFlags().StringVar(&dir, "dir", "", "a lexicon folder (units/, cues/, areas/, indicators/, rules/) instead of the built-in one")
	check := &cobra.Command{
		Use:   "check",
		Short: "Load the lexicon and run the examples of every entry; print every fault as file:line",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return e.lexiconCheck(c, dir, rules, update) },
	}
	check.Flags().StringVar(&rules, "rules", "", "a folder of further rules, as run --rules takes it")
	check.Flags().BoolVar(&update, "update", false, "re-record the expectations of the examples in the lexicon's files")
	stats := &cobra.Command{
		Use:   "stats",
		Short: "Count the entries",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return e.lexiconStats(dir) },
	}
	c.AddCommand(check, stats)
	return c
}

// lexiconFiles returns the folder dir, or the built-in files; prefix leads from a file's name to where a person finds it.
func lexiconFiles(dir string) (files fs.FS, prefix string) {
	if dir == "" {
		return lexicon.Files(), builtIn
	}
	return os.DirFS(dir), strings.TrimSuffix(dir, "/")
}

func (e *env) lexiconCheck(c *cobra.Command, dir, rules string, update bool) error {
	if update && dir == "" {
		dir = builtIn // the files that the next build takes in
	}
	files, prefix := lexiconFiles(dir)
	lex, err := lexicon.Load(files, rulesOf(rules)...)
	if err != nil {
		return e.faults(splitFaults(err), prefix, rules)
	}
	x, err := extract.New(lex)
	if err != nil {
		return e.faults(splitFaults(err), prefix)
	}
	wrong, ran, err := examples.Run(c.Context(), lex, x)
	if err != nil {
		return err
	}
	if update {
		if wrong, err = examples.Update(dir, wrong); err != nil {
			return err
		}
		if err := recompile(files, filepath.Join(dir, lexicon.CompiledFile)); err != nil {
			return err
		}
	}
	faults := make([]error, len(wrong))
	for i, f := range wrong {
		faults[i] = f
	}
	if len(faults) > 0 {
		return e.faults(faults, prefix)
	}
	_, err = fmt.Fprintf(e.stdout, e.text("%d ví dụ đều đúng\n", "%d examples hold\n"), ran)
	return err
}

// recompile writes the compiled form of a dictionary anew, where one stands beside its files as in a checkout.
func recompile(files fs.FS, form string) error {
	if _, err := os.Stat(form); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	lex, err := lexicon.Load(files)
	if err != nil {
		return err
	}
	return os.WriteFile(form, lexicon.Compile(lex), 0o644)
}

// faults prints every fault, each with the prefix that leads to its file, but for files of the further folders, and ends with exit code 1.
func (e *env) faults(faults []error, prefix string, further ...string) error {
	for _, f := range faults {
		line := f.Error()
		if !slices.ContainsFunc(further, func(dir string) bool { return dir != "" && strings.HasPrefix(line, path.Clean(dir)) }) {
			line = path.Join(prefix, line)
		}
		fmt.Fprintln(e.stdout, line)
	}
	return fmt.Errorf(e.text("từ điển có %d lỗi", "%d faults in the lexicon"), len(faults))
}

// splitFaults undoes errors.Join.
func splitFaults(err error) []error {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		return joined.Unwrap()
	}
	return []error{err}
}

// counts are the entries of a lexicon by kind.
type counts struct {
	Units       int    `json:"units"`
	Multipliers int    `json:"multipliers"`
	Cues        int    `json:"cues"`
	CueWords    int    `json:"cue_words"`
	Areas       int    `json:"areas"`
	Indicators  int    `json:"indicators"`
	Synonyms    int    `json:"indicator_synonyms"`
	Rules       int    `json:"rules"`
	Examples    int    `json:"examples"`
	Digest      string `json:"digest"`
}

func (e *env) lexiconStats(dir string) error {
	files, prefix := lexiconFiles(dir)
	lex, err := lexicon.Load(files)
	if err != nil {
		return e.faults(splitFaults(err), prefix)
	}
	n := counts{Units: len(lex.Units), Multipliers: len(lex.Multipliers), Cues: len(lex.Cues), Areas: len(lex.Areas),
		Indicators: len(lex.Indicators), Rules: len(lex.Rules), Digest: lex.Digest}
	for _, u := range lex.Units {
		n.Examples += len(u.Examples)
	}
	for _, c := range lex.Cues {
		n.CueWords += len(c.Words)
		n.Examples += len(c.Examples)
	}
	for _, i := range lex.Indicators {
		n.Synonyms += len(i.Synonyms)
		n.Examples += len(i.Examples)
	}
	return json.NewEncoder(e.stdout).Encode(n)
}
