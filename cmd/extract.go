package cmd

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"solieu/pipeline"
	"solieu/pipeline/listing"
)

func (e *env) extractCommand() *cobra.Command {
	var workers int
	var reading readingFlags
	c := &cobra.Command{
		Use:   "extract FILE…",
		Short: "Print every numeral of a report with its class and, for figures, all that is known, as JSON lines",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			eng, err := e.engine(workers, "") // no rule changes what is extracted
			if err != nil {
				return err
			}
			if err := reading.use(eng.Pipeline); err != nil {
				return err
			}
			eng.Transformer = nil
			return e.list(c.Context(), eng.Pipeline, args, func(it pipeline.Item, document string) iter.Seq[[]byte] {
				return listing.Numerals(it.Extraction, document)
			})
		},
	}
	reading.add(c)
	c.Flags().IntVar(&workers, "workers", defaultWorkers(), "documents in work at a time")
	return c
}

// lister returns the lines of one document; each line names the document where that is not empty.
type lister func(it pipeline.Item, document string) iter.Seq[[]byte]

// list brings the files that args name through p and prints the lines of each.
func (e *env) list(ctx context.Context, p *pipeline.Pipeline, args []string, lines lister) error {
	inputs, err := e.inputs(args, p.Options.MaxBytes)
	if err != nil {
		return err
	}
	log, out, rejected := e.logger(), bufio.NewWriterSize(e.stdout, 1<<16), false
	err = p.Assess(ctx, inputs, func(it pipeline.Item) error {
		if it.Reject != nil {
			rejected = true
			logReject(log, it)
			return nil
		}
		document := ""
		if len(inputs) > 1 || it.URI != inputs[0].URI {
			document = it.URI
		}
		for line := range lines(it, document) {
			if _, err := out.Write(line); err != nil {
				return err
			}
		}
		return nil
	})
	if err := firstError(err, out.Flush()); err != nil {
		return err
	}
	if rejected {
		return &exitError{code: ExitRejected}
	}
	return nil
}

// inputs returns what the arguments name, in their order; "-" is standard input.
func (e *env) inputs(args []string, maxBytes int64) ([]pipeline.Input, error) {
	var inputs []pipeline.Input
	for _, arg := range args {
		if arg != pipeline.Stdin {
			inputs = append(inputs, pipeline.Files([]string{arg})...)
			continue
		}
		data, err := io.ReadAll(io.LimitReader(e.stdin, maxBytes+1))
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		inputs = append(inputs, pipeline.Bytes(pipeline.Stdin, data))
	}
	return inputs, nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
