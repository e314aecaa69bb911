package load

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// ManifestFormat names the layout of a manifest.
const ManifestFormat = "solieu-snapshot/1"

// Manifest is the record that makes a snapshot's files true; it is written after them.
type Manifest struct {
	Format        string  `json:"format"`
	Contract      string  `json:"contract"` // version of the data contract
	Snapshot      int     `json:"snapshot"`
	Parent        int     `json:"parent"`                  // 0 for the first
	ParentDigest  string  `json:"parent_digest,omitempty"` // of the parent's manifest, so that history cannot be rewritten in the middle
	RestoredFrom  int     `json:"restored_from,omitempty"` // the snapshot whose files these are
	RunID         string  `json:"run_id"`
	Version       string  `json:"version"` // program version
	LexiconDigest string  `json:"lexicon_digest"`
	Compared      bool    `json:"compared,omitempty"` // reports were compared with each other
	Inputs        Inputs  `json:"inputs"`
	Tables        []Count `json:"tables"`
	Files         []File  `json:"files"`
	Log           *LogEnd `json:"log,omitempty"` // where the validation log ends; absent in snapshots without one
	Digest        string  `json:"digest"`        // SHA-256 of the manifest with an empty digest
}

// Inputs says what the snapshot was made from; each source with its hash is a row of the table `documents`.
type Inputs struct {
	Sources   int    `json:"sources"`   // rows of documents
	Documents int    `json:"documents"` // different contents among them
	Digest    string `json:"digest"`    // SHA-256 over "uri TAB document_id LF" in the order of the uri
}

// Count is the size of a table.
type Count struct {
	Table string `json:"table"`
	Rows  int64  `json:"rows"`
	Files int    `json:"files"`
}

// File is one data file, or the validation log; Path is relative to the snapshot, with forward slashes. Rows counts rows of tables.
type File struct {
	Path   string `json:"path"`
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`

	Between *Between `json:"between,omitempty"` // of the table checks, where reports are compared
}

// same reports whether both entries say the same.
func (f File) same(b File) bool {
	one, other := f.Between, b.Between
	f.Between, b.Between = nil, nil
	return f == b && (one == other || one != nil && other != nil && *one == *other)
}

// Table returns the table that the file belongs to.
func (f File) Table() string {
	table, _, _ := strings.Cut(f.Path, "/")
	return table
}

// Partition returns the folder between table and file name, such as "year=2023/area=06"; empty for unpartitioned tables.
func (f File) Partition() string {
	_, rest, _ := strings.Cut(f.Path, "/")
	if i := strings.LastIndexByte(rest, '/'); i >= 0 {
		return rest[:i]
	}
	return ""
}

// ErrDamaged reports a file whose content is not what its manifest says.
var ErrDamaged = errors.New("damaged")

func (m Manifest) encode() ([]byte, error) {
	m.Digest = ""
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b)
	m.Digest = hex.EncodeToString(sum[:])
	b, err = json.MarshalIndent(m, "", " ")
	return append(b, '\n'), err
}

func readManifest(dir string) (Manifest, error) {
	path := filepath.Join(dir, "manifest.json")
	b, err := os.ReadFile(path)
	if err != nil {
		return Manifest{}, err
	}
	m, err := ParseManifest(b)
	if err != nil {
		return m, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

// ParseManifest reads and checks a manifest; a single changed byte is an error.
func ParseManifest(b []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if m.Format != ManifestFormat {
		return m, fmt.Errorf("format %q is not %q: written by another version of the program, or damaged", m.Format, ManifestFormat)
	}
	again, err := m.encode()
	if err != nil {
		return m, err
	}
	if !bytes.Equal(again, b) {
		return m, fmt.Errorf("%w: content does not match its digest", ErrDamaged)
	}
	return m, nil
}

func writeManifest(d disk, dir string, m Manifest) (err error) {
	b, err := m.encode()
	if err != nil {
		return err
	}
	f, err := d.create(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	if _, err := f.Write(b); err != nil {
		return err
	}
	return f.sync()
}

// hashFile returns the size and the SHA-256 of a file.
func hashFile(path string) (int64, string, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return n, hex.EncodeToString(h.Sum(nil)), err
}

// verify compares a file with its entry.
func (f File) verify(dir string) error {
	path := filepath.Join(dir, filepath.FromSlash(f.Path))
	n, sum, err := hashFile(path)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
	case n != f.Bytes:
		return fmt.Errorf("%s: %w: %d bytes, the manifest says %d", path, ErrDamaged, n, f.Bytes)
	case sum != f.SHA256:
		return fmt.Errorf("%s: %w: SHA-256 %s, the manifest says %s", path, ErrDamaged, sum, f.SHA256)
	}
	return nil
}
