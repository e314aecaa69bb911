package load

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas/tables"
)

// TestHistoryOfDocuments: what stands under a URI, what superseded it and what was retired is told by snapshots, over runs, a quiet night and a
// restoration; the dimension of documents holds those that stand, each once.
func TestHistoryOfDocuments(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	src := corpus(4, 5)
	names := map[string]string{}
	for i, x := range src {
		names[x.ext.Document.ID.String()] = string(rune('a' + i))
	}
	changed, a := report(src[1].ext.Document.URI, 2024, "06", 3, "7")
	names[changed.Document.ID.String()] = "B"
	other := source{changed, a}
	twin := src[0]
	twin.ext.Document.URI = "zz"
	want := func(name string, snap Snapshot, err error, lines ...string) {
		t.Helper()
		must(t, snap, err)
		var got []string
		for _, v := range all[tables.DocumentVersion](t, snap) {
			line := fmt.Sprintf("%s %s %d-", v.URI[len(v.URI)-2:], names[v.DocumentID], v.ValidFrom)
			if v.ValidTo != nil {
				line += fmt.Sprint(*v.ValidTo, " ", v.Ended, names[v.SupersededBy])
			}
			got = append(got, line)
		}
		if d := cmp.Diff(lines, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		standing := map[string]int{}
		for _, d := range all[tables.Document](t, snap) {
			standing[d.DocumentID] = 1
		}
		dim := map[string]int{}
		for _, d := range all[tables.DimDocument](t, snap) {
			dim[d.DocumentID]++
		}
		if d := cmp.Diff(standing, dim); d != "" {
			t.Errorf("%s: dim_documents: %s", name, d)
		}
	}
	first, err := publish(s, Run{Version: "1"}, []source{src[0], src[1], twin})
	want("first", first, err, "xt a 1-", "xt b 1-", "zz a 1-")
	quiet, err := publish(s, Run{Version: "1"}, []source{src[0], src[1], twin})
	want("quiet", quiet, err, "xt a 1-", "xt b 1-", "zz a 1-")
	next, err := publish(s, Run{Version: "1"}, []source{other, src[2]})
	want("superseded", next, err, "xt a 1-", "xt b 1-2 supersededB", "xt B 3-", "xt c 3-", "zz a 1-")
	full, err := publish(s, Run{Version: "2", Full: true}, []source{src[0], other, src[2], twin})
	want("read again", full, err, "xt a 1-", "xt b 1-2 supersededB", "xt B 3-", "xt c 3-", "zz a 1-")
	pruned, err := publish(s, Run{Version: "2", Prune: true}, []source{src[0], other})
	want("pruned", pruned, err, "xt a 1-", "xt b 1-2 supersededB", "xt B 3-", "xt c 3-4 retired", "zz a 1-4 retired")
	back, err := s.Restore(context.Background(), 2, Run{ID: "undo"})
	want("restored", back, err, "xt a 1-", "xt b 1-2 supersededB", "xt B 3-5 restoredb", "xt b 6-", "xt c 3-4 retired", "zz a 1-4 retired", "zz a 6-")
	again, err := publish(s, Run{Version: "1"}, []source{src[2]})
	want("come back", again, err, "xt a 1-", "xt b 1-2 supersededB", "xt B 3-5 restoredb", "xt b 6-", "xt c 3-4 retired", "xt c 7-", "zz a 1-4 retired", "zz a 6-")
}

// TestHistoryBeginsLate: over a lake that had no history its documents are known from the snapshot that was there.
func TestHistoryBeginsLate(t *testing.T) {
	s := copyOfFixture(t)
	snap := run(t, s, Run{ID: "2", Version: "2", Prune: true}, corpus(1, 5))
	var got []string
	for _, v := range all[tables.DocumentVersion](t, snap) {
		line := fmt.Sprintf("%s %d", v.URI, v.ValidFrom)
		if v.ValidTo != nil {
			line += fmt.Sprintf("-%d %s", *v.ValidTo, v.Ended)
		}
		got = append(got, line)
	}
	if d := cmp.Diff([]string{"bao-cao-thu.md 1-1 retired", "báo-cáo/00.txt 2", "khong-ro.txt 1-1 retired"}, got); d != "" {
		t.Error(d)
	}
}
