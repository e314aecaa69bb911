package lexicon

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// folders are the parts of the dictionary, in the order of [Lexicon]'s fields.
func folders() []string { return []string{"units", "cues", "areas", "indicators", "rules"} }

// RuleFolder holds rules beside the dictionary's own: *.yaml files in the form of those in rules/.
type RuleFolder struct {
	Name  string // as a person calls it; faults begin with it
	Files fs.FS
}

// userRules stands for a further folder of rules in the digest, so that a folder may move without anything being read again.
const userRules = "rules/user"

// Load reads the dictionary from fsys (folders units, cues, areas, indicators and rules, each with *.yaml) and further rules, and checks it
// whole. A folder without files gives an empty list; a further folder without any is a fault. The error joins one [*Fault] for every mistake in
// every file; files that cannot be read at all are reported as they are. The lexicon is nil where there is an error.
func Load(fsys fs.FS, more ...RuleFolder) (*Lexicon, error) {
	parts, err := sources(fsys)
	if err != nil {
		return nil, err
	}
	for _, folder := range more {
		further, err := readRules(folder)
		if err != nil {
			return nil, err
		}
		parts = append(parts, further...)
	}
	var wg sync.WaitGroup
	for _, p := range parts {
		wg.Go(p.decode)
	}
	wg.Wait()
	lex := &Lexicon{Digest: digest(parts)}
	var all faults
	for _, p := range parts {
		lex.Units = append(lex.Units, p.lex.Units...)
		lex.Multipliers = append(lex.Multipliers, p.lex.Multipliers...)
		lex.Cues = append(lex.Cues, p.lex.Cues...)
		lex.Areas = append(lex.Areas, p.lex.Areas...)
		lex.Indicators = append(lex.Indicators, p.lex.Indicators...)
		lex.Phrases.add(p.lex.Phrases)
		lex.Rules = append(lex.Rules, p.lex.Rules...)
		all = append(all, p.faults...)
	}
	lex.Units = mergeUnits(lex.Units)
	fillFamilies(lex)
	all = append(all, validate(lex)...)
	if len(all) == 0 && len(more) > 0 { // the dictionary's own rules are proved by its tests
		all.contradictions(lex.Rules)
	}
	if err := all.err(); err != nil {
		return nil, err
	}
	return lex, nil
}

// sources reads all files, in order of folder and name.
func sources(fsys fs.FS) ([]*file, error) {
	var parts []*file
	for _, folder := range folders() {
		names, err := fs.Glob(fsys, folder+"/*.yaml")
		if err != nil {
			return nil, fmt.Errorf("lexicon: %s: %w", folder, err)
		}
		slices.Sort(names)
		for _, name := range names {
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, fmt.Errorf("lexicon: %w", err)
			}
			parts = append(parts, &file{name: name, id: name, folder: folder, data: data})
		}
	}
	return parts, nil
}

// readRules reads a further folder of rules, in order of name.
func readRules(r RuleFolder) ([]*file, error) {
	entries, err := fs.ReadDir(r.Files, ".")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Name, err)
	}
	var parts []*file
	for _, e := range entries {
		if ext := path.Ext(e.Name()); e.IsDir() || ext != ".yaml" && ext != ".yml" {
			continue
		}
		data, err := fs.ReadFile(r.Files, e.Name())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Name, err)
		}
		parts = append(parts, &file{name: path.Join(r.Name, e.Name()), id: path.Join(userRules, e.Name()), folder: "rules", data: data})
	}
	if len(parts) == 0 {
		var none faults
		none.add(Source{File: r.Name, Line: 1}, 1, "thư mục không có tệp quy tắc *.yaml: thêm tệp hoặc sửa đường dẫn", "the folder has no file of rules, *.yaml: add one or correct the path")
		return nil, none.err()
	}
	return parts, nil
}

// digest returns the SHA-256 over the sorted names and the contents of all files.
func digest(parts []*file) string {
	sorted := slices.Clone(parts)
	slices.SortStableFunc(sorted, func(a, b *file) int { return strings.Compare(a.id, b.id) })
	h := sha256.New()
	for _, p := range sorted {
		fmt.Fprintf(h, "%s\x00%d\x00", p.id, len(p.data))
		h.Write(p.data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// mergeUnits joins counted nouns of one id, so that an alias adds a surface to its noun, and drops a noun that is another spelling
// of one before it (bác sĩ, bác sỹ).
func mergeUnits(units []Unit) []Unit {
	at, spelt := make(map[string]int, len(units)), make(map[string]string, len(units))
	out := make([]Unit, 0, len(units))
	for _, u := range units {
		if i, seen := at[u.ID]; seen && u.Noun && out[i].Noun {
			out[i].Surfaces = append(out[i].Surfaces, u.Surfaces...)
			continue
		}
		if key := Fold(u.Name); u.Noun {
			if first, seen := spelt[key]; seen && first != u.Name && len(u.Surfaces) == 1 {
				continue
			}
			spelt[key] = u.Name
		}
		at[u.ID] = len(out)
		out = append(out, u)
	}
	return out
}
