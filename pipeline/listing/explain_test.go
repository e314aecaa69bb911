package listing

import (
	"encoding/json"
	"strings"
	"testing"

	"solieu/extract"
	"solieu/schemas"
)

func TestAppendExplanation(t *testing.T) {
	ex := extraction(t)
	at := ex.Figures[0].Start
	e := extract.Explanation{Extraction: ex, Bindings: []extract.Binding{{Subject: "thu", Inherited: true, Cues: []string{"reach", "up"}, Scope: "gom", Column: schemas.Span{Start: 5, End: 9}, Entry: "indicators/a.yaml:7"}},
		Sentences: []extract.Sentence{{Span: schemas.Span{End: at + 3}, Line: 1, Block: "item", Marker: "-", Numerals: []int{0, 1}, Items: []extract.Item{
			{Span: schemas.Span{End: 3}, Kind: extract.ItemCue, Cue: "up", Entries: []string{"cues/a.yaml:1", "cues/a.yaml:2"}},
			{Span: schemas.Span{Start: 5, End: 9}, Kind: extract.ItemTime, Time: &extract.Moment{Form: "year", Edge: "to", Period: "2023", Total: true}},
			{Span: schemas.Span{Start: at, End: at + 3}, Kind: extract.ItemQuantity, Amount: &extract.Amount{Value: decimal(t, "5.2"), Unit: "VND", Mult: 9, Qual: "<", Range: "high", Guessed: true},
				Known: []extract.Known{{Span: schemas.Span{End: 3}, Use: "giver", Value: "tỉnh", Entry: "cues/a.yaml:3"}}},
		}}}}
	e.Figures[0].Parent = 0
	const want = `{"start":0,"end":14,"text":"Năm 2023: 5,2","line":1,"block":"item","marker":"-","items":[` +
		`{"start":0,"end":3,"text":"Nă","kind":"cue","cue":"up","entries":["cues/a.yaml:1","cues/a.yaml:2"]},` +
		`{"start":5,"end":9,"text":"2023","kind":"time","form":"year","edge":"to","period":"2023","cumulated":true},` +
		`{"start":11,"end":14,"text":"5,2","kind":"quantity","value":"5.2","unit":"VND","unit_mult":9,"qual":"<","range":"high","unit_guessed":true,` +
		`"known":[{"start":0,"end":3,"text":"Nă","use":"giver","value":"tỉnh","entry":"cues/a.yaml:3"}]}],"numerals":[` +
		`{"start":5,"end":9,"text":"2023","class":"date","rule":""},{"start":11,"end":14,"text":"5,2","class":"figure","value":"5200000000",`
	const end = `"rule":"level","of":null,"parent":{"start":11,"end":14,"text":"5,2","quote":"5,2 \"tỷ\" <đồng>","indicator":"thu ngân sách"},` +
		`"subject":"thu","inherited":true,"cues":["reach","up"],"scope":"gom","column":"2023","indicator_entry":"indicators/a.yaml:7"}],"document":"a.txt"}` + "\n"
	got := string(AppendExplanation(nil, e, "a.txt"))
	if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, end) {
		t.Errorf("got\n%s\nwant\n%s…%s", got, want, end)
	}
	if !json.Valid([]byte(got)) {
		t.Error("no valid JSON")
	}
}
