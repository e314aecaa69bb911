// Package notice tells people and programs how runs went: by a signed webhook, by e-mail, by a command.
//
// A [Notice] enters, [Notice.Text] words it in Vietnamese or English, and a [Channel] delivers it. When there is something to tell is
// decided elsewhere.
package notice

import (
	"context"
	"embed"
	"strings"
	"text/template"
	"time"
)

// Event is what a notice is about.
type Event string

// The events: each is a change, so each is told once.
const (
	Failed     Event = "failed"     // a run failed, and the one before had not
	Recovered  Event = "recovered"  // a run was published, and the one before had failed
	Violations Event = "violations" // a run published violated checks that were not there before
)

// Notice is what there is to tell. Its JSON is what webhooks and commands get.
type Notice struct {
	Event    Event     `json:"event"`
	Job      string    `json:"job"`
	Run      string    `json:"run"`
	Due      time.Time `json:"due"` // the time that the run stands for
	Ended    time.Time `json:"ended"`
	Attempts int       `json:"attempts"`
	Outcome  string    `json:"outcome"`
	Error    string    `json:"error,omitempty"`
	Out      string    `json:"out"`
	Snapshot int       `json:"snapshot"`        // 0 where nothing was published
	New      int       `json:"new_violations"`  // since the snapshot that was told of last
	Shown    []Finding `json:"shown,omitempty"` // the gravest of them
}

// Finding is a violated check.
type Finding struct {
	Issue    string `json:"issue"`
	Severity string `json:"severity"`
	URI      string `json:"uri"`
	Formula  string `json:"formula"`
	VI       string `json:"message_vi"`
	EN       string `json:"message_en"`
}

// Text is a notice in words.
type Text struct{ Subject, Body string }

// Channel delivers notices. An error means that the notice was not delivered.
type Channel interface {
	Deliver(context.Context, Notice, Text) error
	String() string // names the channel without its secrets
}

//go:embed templates
var templates embed.FS

// Text words the notice in a language, vi or en.
func (n Notice) Text(lang string) (Text, error) {
	t, err := template.ParseFS(templates, "templates/"+lang+".txt")
	if err != nil {
		return Text{}, err
	}
	var subject, body strings.Builder
	if err := t.ExecuteTemplate(&subject, "subject", n); err != nil {
		return Text{}, err
	}
	err = t.ExecuteTemplate(&body, "body", n)
	return Text{strings.Join(strings.Fields(subject.String()), " "), strings.TrimSpace(body.String()) + "\n"}, err
}

// ID is the same however often a notice is delivered.
func (n Notice) ID() string { return n.Run + "." + string(n.Event) }
