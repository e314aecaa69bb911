package lexicon_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"solieu/schemas/lexicon"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "re-record golden files")

func load(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Load(lexicon.Files())
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// TestFaults loads a dictionary full of mistakes: every one must be reported, with its place and what to do.
func TestFaults(t *testing.T) {
	lex, err := lexicon.Load(os.DirFS("testdata/faults"))
	if err == nil || lex != nil {
		t.Fatal("a dictionary with mistakes was loaded")
	}
	var fault *lexicon.Fault
	if !errors.As(err, &fault) || fault.File == "" || fault.Line == 0 {
		t.Errorf("the error holds no fault with a place: %v", err)
	}
	golden(t, "faults.golden", err.Error()+"\n")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestLoadEmpty(t *testing.T) {
	lex, err := lexicon.Load(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	if len(lex.Units)+len(lex.Areas)+len(lex.Indicators) != 0 || lex.Digest == "" {
		t.Errorf("an empty dictionary gives %+v", lex)
	}
}

func TestDigest(t *testing.T) {
	digest := func(files fstest.MapFS) string {
		lex, err := lexicon.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		return lex.Digest
	}
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	a := digest(fstest.MapFS{"units/a.yaml": file("- nouns: [con]\n"), "units/b.yaml": file("")})
	if b := digest(fstest.MapFS{"units/a.yaml": file("- nouns: [con]\n"), "units/b.yaml": file("")}); a != b {
		t.Error("the same files give two digests")
	}
	if b := digest(fstest.MapFS{"units/a.yaml": file(""), "units/b.yaml": file("- nouns: [con]\n")}); a == b {
		t.Error("content that moved to another file gives the same digest")
	}
}

func TestNouns(t *testing.T) {
	yaml := `- nouns: [con, bác sĩ, bác sỹ, {noun: hợp tác xã, also: [HTX NN]}, {text: HTX, id: "{HTX}"}, {text: liên minh HTX, id: "{HTX}"}]`
	lex, err := lexicon.Load(fstest.MapFS{"units/n.yaml": {Data: []byte(yaml)}})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, u := range lex.Units {
		if u.Family != lexicon.CountFamily || u.Base != u.ID || !u.Noun || u.Line != 1 {
			t.Errorf("not a count unit: %+v", u)
		}
		for _, s := range u.Surfaces {
			got[u.ID] = append(got[u.ID], s.Text)
		}
	}
	want := map[string][]string{
		"{con}": {"con"}, "{bác sĩ}": {"bác sĩ"}, "{hợp tác xã}": {"hợp tác xã", "HTX NN"}, "{HTX}": {"HTX", "liên minh HTX"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAreas counts the code lists and follows every province of 2004 to its successor.
func TestAreas(t *testing.T) {
	lex := load(t)
	count, inForce := map[string]int{}, 0
	byCode := map[string]lexicon.Area{}
	for _, a := range lex.Areas {
		count[a.List+" "+a.Level]++
		byCode[a.List+":"+a.Code] = a
		if a.Level == "district" && a.ValidFrom <= "2023-05-07" && a.ValidTo >= "2023-05-07" {
			inForce++
		}
	}
	want := map[string]int{"2004 province": 63, "2025 province": 34, "2004 district": 715}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Error(diff)
	}
	if inForce != 705 {
		t.Errorf("%d districts in force in May 2023, want 705", inForce)
	}
	heirs := map[string]bool{}
	for _, a := range lex.Areas {
		if a.List == "2004" && a.Level == "province" {
			heirs[a.Successor] = true
		}
		if a.List == "2004" && a.Level == "district" && byCode["2004:"+a.Parent].Level != "province" {
			t.Errorf("district %s %s has no province", a.Code, a.Name)
		}
	}
	if len(heirs) != 34 {
		t.Errorf("%d successors, want 34", len(heirs))
	}
	for code, name := range map[string]string{"2004:06": "Bắc Kạn", "2004:46": "Thừa Thiên Huế", "2025:46": "Huế", "2004:24": "Bắc Giang", "2025:24": "Bắc Ninh"} {
		if byCode[code].Name != name {
			t.Errorf("%s is %q, want %q", code, byCode[code].Name, name)
		}
	}
	if d := byCode["2004:001"]; d.FullName != "Quận Ba Đình" || d.NameEN != "Ba Dinh" || d.ValidTo != "2025-06-30" || d.Line == 0 {
		t.Errorf("derived fields of a district: %+v", d)
	}
}

// TestCatalogue checks the size of the catalogue and that its parts share their whole's family.
func TestCatalogue(t *testing.T) {
	lex := load(t)
	if len(lex.Indicators) < 330 || len(lex.Rules) < 25 {
		t.Errorf("%d indicators and %d rules", len(lex.Indicators), len(lex.Rules))
	}
	family := map[string]string{}
	for _, in := range lex.Indicators {
		family[in.Code] = in.Family
	}
	for _, in := range lex.Indicators {
		if in.Parent != "" && family[in.Parent] != in.Family {
			t.Errorf("%s is %s, its parent %s is %s", in.Code, in.Family, in.Parent, family[in.Parent])
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}
