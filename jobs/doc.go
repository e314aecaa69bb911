// Package jobs runs the pipeline by the clock: it reads solieu.yaml, knows when each job is due, and keeps a daemon that starts
// them, retries them, catches up on what was missed and stops when it is told to.
//
// A [Config] enters by [Parse] with every fault at its place. [Execute] is one run; [Daemon] is the night shift. Nothing is
// remembered outside the datasets: when a job ran last is in the table runs of its snapshot ([Watermark]).
//
//	config, err := jobs.Load("solieu.yaml")
//	next := config.Jobs[0].Next(time.Now())
//
// The scheduler library is imported by cron.go alone.
package jobs
