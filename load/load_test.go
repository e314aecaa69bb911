package load

import (
	"testing"

	"solieu/schemas/tables"
)

func TestPublishAndReadBack(t *testing.T) {
	s := open(t, t.TempDir(), Options{Now: clock})
	snap, err := publish(s, Run{ID: "r1", Version: "1"}, corpus(6, 40))
	if err != nil {
		t.Fatal(err)
	}
	if errs := snap.Verify(); errs != nil {
		t.Fatal(errs)
	}
	for _, c := range snap.Manifest.Tables {
		t.Log(c)
	}
	n := 0
	for o, err := range ReadTable[tables.Observation](snap) {
		if err != nil {
			t.Fatal(err)
		}
		if n == 1 {
			t.Logf("%+v %v", o, o.Value)
		}
		n++
	}
	if n != 240 {
		t.Fatalf("%d rows", n)
	}
	again, err := publish(s, Run{ID: "r2", Version: "1"}, corpus(7, 40))
	if err != nil {
		t.Fatal(err)
	}
	if errs := again.Verify(); errs != nil {
		t.Fatal(errs)
	}
}
