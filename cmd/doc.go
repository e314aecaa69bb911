// Package cmd is the command line of solieu: one thin file per command, from flags to a call of the pipeline to an exit code.
//
// Data goes to standard output, everything else to standard error. docs/cli.md is the manual.
//
//	code := cmd.Main(ctx, []string{"extract", "report.txt"}, os.Stdin, os.Stdout, os.Stderr)
package cmd
