package pipeline

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"solieu/schemas"
)

// tree writes files below a new folder, makes it the working directory and returns it.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return dir
}

// names lists inputs as "uri" or "uri reason".
func names(inputs []Input) []string {
	out := []string{}
	for _, in := range inputs {
		s := in.URI
		if in.Reject != nil {
			s += " " + string(in.Reject.Reason)
		}
		out = append(out, s)
	}
	return out
}

func TestFiles(t *testing.T) {
	tree(t, "in/b.txt", "in/a.md", "in/sub/c.TXT", "in/data.jsonl", "in/.hidden.txt", "in/.git/x.txt", "in/~$d.docx", "empty/readme", "list.dat", "q[1].txt")
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{"a file", []string{"in/b.txt"}, []string{"in/b.txt"}},
		{"a file of any name, when named outright", []string{"list.dat"}, []string{"list.dat"}},
		{"a folder, recursive and sorted", []string{"in"}, []string{"in/a.md", "in/b.txt", "in/sub/c.TXT"}},
		{"the same twice", []string{"in/", "./in/b.txt", "in"}, []string{"in/a.md", "in/b.txt", "in/sub/c.TXT"}},
		{"the order of arguments does not matter", []string{"in/sub", "in/b.txt", "in/a.md"}, []string{"in/a.md", "in/b.txt", "in/sub/c.TXT"}},
		{"a pattern", []string{"in/*.txt"}, []string{"in/b.txt"}},
		{"a pattern over folders", []string{"**/*.{txt,TXT}"}, []string{"in/b.txt", "in/sub/c.TXT", "q[1].txt"}},
		{"a name that looks like a pattern", []string{"q[1].txt"}, []string{"q[1].txt"}},
		{"a folder without reports", []string{"empty"}, []string{"empty no_documents"}},
		{"a pattern without matches", []string{"in/*.pdf"}, []string{"in/*.pdf no_documents"}},
		{"a file that is not there", []string{"nowhere.txt", "in/b.txt"}, []string{"in/b.txt", "nowhere.txt unreadable"}},
		{"a pattern that is none", []string{"in/[.txt"}, []string{"in/[.txt unreadable"}},
	} {
		if got := names(Files(c.args)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFilesFollowsLinksOnlyWithinTheFolder(t *testing.T) {
	dir := tree(t, "in/a.txt", "outside.txt", "other/o.txt")
	for link, target := range map[string]string{
		"in/inside.txt": filepath.Join(dir, "in", "a.txt"), "in/leaves.txt": filepath.Join(dir, "outside.txt"),
		"in/folder": filepath.Join(dir, "other"), "in/dangling.txt": filepath.Join(dir, "gone.txt"),
	} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip(err)
		}
	}
	want := []string{"in/a.txt", "in/dangling.txt unreadable", "in/folder unreadable", "in/inside.txt", "in/leaves.txt unreadable"}
	if got := names(Files([]string{"in"})); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestInputOpens(t *testing.T) {
	tree(t, "in/a.txt")
	in := Files([]string{"in"})[0]
	f, err := in.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil || string(content) != "in/a.txt" || in.Size != int64(len(content)) {
		t.Errorf("got %q of %d bytes, %v", content, in.Size, err)
	}
}

func TestNoRegularFile(t *testing.T) {
	if got := Files([]string{os.DevNull}); len(got) != 1 || got[0].Reject == nil || got[0].Reject.Reason != schemas.RejectUnreadable {
		t.Errorf("got %q", names(got))
	}
}
