package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"solieu/pipeline"
	"solieu/pipeline/eval"
	"solieu/pipeline/listing"
)

func (e *env) evalCommand() *cobra.Command {
	var gold string
	var misses, workers int
	var reading readingFlags
	var rules *string
	c := &cobra.Command{
		Use:   "eval --gold GOLD FILE…",
		Short: "Score what is extracted from reports against gold annotations",
		Long: `Score what is extracted from reports against gold annotations.

GOLD is a listing of numerals or of checks (JSON lines), or a folder of such listings: for the report X.txt the ones named
X.figures.jsonl and X.checks.jsonl. A FILE that ends in .jsonl is a listing itself and is scored as it is.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if gold == "" {
				return usage("eval: --gold names the listing to compare with")
			}
			eng, err := e.engine(workers, *rules)
			if err != nil {
				return err
			}
			if err := reading.use(eng.Pipeline); err != nil {
				return err
			}
			s := scorer{figures: eval.Figures(nil, nil), checks: &eval.CheckScore{}}
			for _, arg := range args {
				if err := s.file(c, eng.Pipeline, gold, arg); err != nil {
					return err
				}
			}
			return s.write(c, misses)
		},
	}
	rules = rulesFlag(c)
	c.Flags().StringVar(&gold, "gold", "", "gold listing, or a folder of them")
	reading.add(c)
	c.Flags().IntVar(&misses, "misses", 0, "show this many differences")
	c.Flags().IntVar(&workers, "workers", defaultWorkers(), "documents in work at a time")
	return c
}

// scorer adds up the scores of several files.
type scorer struct {
	figures             *eval.Score
	checks              *eval.CheckScore
	anyFigure, anyCheck bool
}

func (s *scorer) file(c *cobra.Command, p *pipeline.Pipeline, gold, name string) error {
	figures, checks, err := listings(c, p, name)
	if err != nil {
		return err
	}
	golds, err := goldFor(gold, name)
	if err != nil {
		return err
	}
	for _, path := range golds {
		want, err := readListing(path)
		if err != nil {
			return err
		}
		if eval.IsChecks(want) || strings.HasSuffix(path, ".checks.jsonl") {
			s.checks.Add(eval.Checks(want, checks))
			s.anyCheck = true
			continue
		}
		s.figures.Add(eval.Figures(want, figures))
		s.anyFigure = true
	}
	return nil
}

func (s *scorer) write(c *cobra.Command, misses int) error {
	if s.anyFigure {
		if err := s.figures.Write(c.OutOrStdout(), misses); err != nil {
			return err
		}
	}
	if s.anyCheck {
		return s.checks.Write(c.OutOrStdout(), misses)
	}
	return nil
}

// listings returns what the program finds in a report, or the content of a listing.
func listings(c *cobra.Command, p *pipeline.Pipeline, name string) (figures, checks []eval.Line, err error) {
	if strings.HasSuffix(name, ".jsonl") {
		lines, err := readListing(name)
		return lines, lines, err
	}
	var numerals, relations []byte
	err = p.Assess(c.Context(), pipeline.Files([]string{name}), func(it pipeline.Item) error {
		if it.Reject != nil {
			return fmt.Errorf("%s: %s: %s", it.URI, it.Reject.Reason, it.Reject.Detail)
		}
		numerals = listing.AppendNumerals(numerals, it.Extraction, "")
		relations = listing.AppendChecks(relations, it.Extraction, it.Assessment.Checks, "")
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	if figures, err = eval.Read(bytes.NewReader(numerals)); err != nil {
		return nil, nil, err
	}
	checks, err = eval.Read(bytes.NewReader(relations))
	return figures, checks, err
}

// goldFor returns the gold listings of a file: gold itself, or those in the folder gold that carry the file's name.
func goldFor(gold, name string) ([]string, error) {
	info, err := os.Stat(gold)
	if err != nil {
		return nil, usage("--gold: %w", err)
	}
	if !info.IsDir() {
		return []string{gold}, nil
	}
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	var found []string
	for _, suffix := range []string{".figures.jsonl", ".checks.jsonl"} {
		path := filepath.Join(gold, base+suffix)
		if _, err := os.Stat(path); err == nil {
			found = append(found, path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	if len(found) == 0 {
		return nil, usage("--gold: %s holds no %s.figures.jsonl and no %s.checks.jsonl", gold, base, base)
	}
	return found, nil
}

func readListing(path string) ([]eval.Line, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := eval.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return lines, nil
}
