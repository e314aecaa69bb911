package audit

import (
	"solieu/load"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// Judgement is what waivers do to the checks of a snapshot.
type Judgement struct {
	Accepted []Accepted // by document and place
	Expired  []Waiver   // waivers whose last day is past
	Unused   []Waiver   // waivers that no check of the snapshot bears the id of
}

// Accepted is a check with a waiver in force.
type Accepted struct {
	DocumentID string
	URI        string
	Severity   schemas.Severity
	Outcome    schemas.Outcome
	Waiver     Waiver
}

// Judge applies waivers to the checks of a snapshot on a day.
func Judge(s load.Snapshot, ws []Waiver, day schemas.Date) (Judgement, error) {
	var j Judgement
	r := newRegister(ws, day)
	for c, err := range load.ReadTable[tables.Check](s) {
		if err != nil {
			return j, err
		}
		if w, _ := r.find(c.IssueID); w != nil {
			j.Accepted = append(j.Accepted, Accepted{c.DocumentID, c.URI, schemas.Severity(c.Severity), schemas.Outcome(c.Outcome), *w})
		}
	}
	j.Expired, j.Unused = r.idle()
	return j, nil
}
