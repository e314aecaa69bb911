package read

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"solieu/schemas"
)

// container is an opened ZIP file, read within limits: the bytes unpacked of all its parts together count.
type container struct {
	limits Limits
	files  []*zip.File
	byName map[string]*zip.File
	budget int64 // bytes that may still be unpacked
}

func isZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// openContainer reads the directory of a ZIP file.
func openContainer(data []byte, limits Limits) (*container, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, reject(schemas.RejectMalformed, "ZIP: "+err.Error())
	}
	if len(z.File) > limits.Files {
		return nil, reject(schemas.RejectTooLarge, fmt.Sprintf("ZIP: %d > %d files", len(z.File), limits.Files))
	}
	c := &container{limits: limits, files: z.File, byName: make(map[string]*zip.File, len(z.File)), budget: limits.Unpacked}
	for _, f := range z.File {
		if _, twice := c.byName[f.Name]; !twice {
			c.byName[f.Name] = f
		}
	}
	return c, nil
}

// part returns the unpacked bytes of a part of an office file; nil where there is no such part.
func (c *container) part(name string) ([]byte, error) {
	f, ok := c.byName[strings.TrimPrefix(name, "/")]
	if !ok {
		return nil, nil
	}
	return c.unpack(f)
}

// unpack returns the bytes of a file. It believes no size that the archive declares.
func (c *container) unpack(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, reject(schemas.RejectEncrypted, "ZIP: "+f.Name)
	}
	limit := c.budget
	if packed := int64(f.CompressedSize64); packed > 0 {
		limit = min(limit, max(packed*int64(c.limits.Ratio), 1<<20))
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, reject(schemas.RejectUnsupported, fmt.Sprintf("ZIP: %s: %d", f.Name, f.Method))
	}
	if err != nil {
		return nil, reject(schemas.RejectMalformed, "ZIP: "+f.Name+": "+err.Error())
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(data)) > limit {
		return nil, reject(schemas.RejectTooLarge, fmt.Sprintf("ZIP: %s: > %d byte / %d byte", f.Name, limit, f.CompressedSize64))
	}
	if err != nil {
		return nil, reject(schemas.RejectMalformed, "ZIP: "+f.Name+": "+err.Error())
	}
	c.budget -= int64(len(data))
	return data, nil
}

// relations reads the targets of a part's relations, by their id and by the last word of their type; the part "" is the file itself.
func (c *container) relations(part string) (byID, byKind map[string]string, err error) {
	dir, base := path.Split(part)
	data, err := c.part(dir + "_rels/" + base + ".rels")
	if err != nil || data == nil {
		return nil, nil, err
	}
	x, err := newXML(data)
	if err != nil {
		return nil, nil, err
	}
	byID, byKind = map[string]string{}, map[string]string{}
	for t := x.next(); t != xmlEOF; t = x.next() {
		if t != xmlStart || string(x.name) != "Relationship" || x.attr("TargetMode") == "External" {
			continue
		}
		to := x.attr("Target")
		if !strings.HasPrefix(to, "/") {
			to = dir + to
		}
		to = strings.TrimPrefix(path.Clean("/"+to), "/")
		byID[x.attr("Id")] = to
		if kind := path.Base(x.attr("Type")); byKind[kind] == "" {
			byKind[kind] = to
		}
	}
	return byID, byKind, x.err
}

// hasFile reports, for sniffing, whether data is a ZIP file with a file in its directory whose name begins and ends so.
func hasFile(data []byte, prefix, suffix string) bool {
	if !isZip(data) {
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return false
	}
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, prefix) && strings.HasSuffix(f.Name, suffix) {
			return true
		}
	}
	return false
}
