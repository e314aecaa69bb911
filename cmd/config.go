package cmd

import (
	"encoding/json"
	"errors"
	"io/fs"

	"github.com/spf13/cobra"

	"solieu/jobs"
)

// configName is the configuration that commands take where none is named.
const configName = "solieu.yaml"

func (e *env) configCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Check the configuration of scheduled jobs, or print its schema",
		Args:  cobra.NoArgs,
	}
	c.AddCommand(e.configCheck(), e.configSchema())
	return c
}

func (e *env) configCheck() *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:   "check [FILE]",
		Short: "Print every fault of a configuration as file:line:column; exit with 2 where there is one",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				name = args[0]
			}
			config, err := e.config(name)
			if err != nil {
				return err
			}
			return json.NewEncoder(e.stdout).Encode(struct {
				File string `json:"file"`
				Jobs int    `json:"jobs"`
			}{config.File, len(config.Jobs)})
		},
	}
	c.Flags().StringVar(&name, "config", configName, "the configuration file")
	return c
}

func (e *env) configSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the configuration, for editors",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := e.stdout.Write(jobs.Schema)
			return err
		},
	}
}

// config loads a configuration. A missing file and faults in it end the command as usage errors do: nothing was begun.
func (e *env) config(name string) (jobs.Config, error) {
	config, err := jobs.Load(name)
	fault := new(jobs.Fault)
	if errors.As(err, &fault) || errors.Is(err, fs.ErrNotExist) {
		return config, &exitError{code: ExitUsage, err: err}
	}
	return config, err
}
