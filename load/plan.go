package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"solieu/schemas/tables"
)

// plan is what the next snapshot holds, as a function of the previous one and of what the run saw.
type plan struct {
	sources []located          // every source, by URI
	home    map[string]string  // live document id → the URI that stands for it
	carried map[string]bool    // live document ids whose rows are taken from the previous snapshot
	kept    map[string]bool    // partitions with carried documents
	touched map[string]bool    // partitions whose files must be written anew
	retired int64              // documents of the previous snapshot that are no longer live
	between map[string]Between // of each partition of the table checks that has relations between reports
	all     bool               // every partition is touched: the contract has changed
}

func (t *Txn) plan() plan {
	p := plan{home: map[string]string{}, carried: map[string]bool{}, kept: map[string]bool{}, touched: map[string]bool{},
		all: t.parent.Number > 0 && t.parent.Manifest.Contract != tables.Version}
	sources := t.sources()
	for _, uri := range slices.Sorted(maps.Keys(sources)) {
		id := sources[uri]
		if _, fresh := t.added[id]; !fresh {
			p.carried[id] = true
			p.kept[t.known[id].part] = true
		}
		s := located{uri: uri, id: id}
		if home, ok := p.home[id]; ok {
			s.duplicateOf = home
		} else {
			p.home[id] = uri
		}
		p.sources = append(p.sources, s)
	}
	for id, d := range t.known {
		if _, live := p.home[id]; !live {
			p.retired++
		}
		if !p.carried[id] || p.home[id] != d.home {
			p.touched[d.part] = true
		}
	}
	for _, d := range t.added {
		p.touched[d.part] = true
	}
	return p
}

// sources returns the document id of every source of the next snapshot by its URI.
func (t *Txn) sources() map[string]string {
	out := map[string]string{}
	for uri, d := range t.previous {
		if id, seen := t.seen[uri]; id == "" && (seen || !t.run.Prune) {
			out[uri] = d.id
		}
	}
	for uri, id := range t.seen {
		if id != "" {
			out[uri] = id
		}
	}
	return out
}

func documentPartition(year int32, area string) string {
	if area == "" {
		area = tables.UnknownArea
	}
	return PartitionPath(tables.Partition{Year: int(year), Area: area})
}

// inputs digests the sources.
func (p plan) inputs() Inputs {
	h := sha256.New()
	for _, s := range p.sources {
		fmt.Fprintf(h, "%s\t%s\n", s.uri, s.id)
	}
	return Inputs{Sources: len(p.sources), Documents: len(p.home), Digest: hex.EncodeToString(h.Sum(nil))}
}

// settle tells a row of a document where that document stands now; false where it is not live: it lost its URI to another document of
// the same run.
func (p plan) settle(row interface {
	Owner() string
	Place(uri string)
}) bool {
	owner := row.Owner()
	if owner == "" {
		return true
	}
	home, live := p.home[owner]
	if live {
		row.Place(home)
	}
	return live
}
