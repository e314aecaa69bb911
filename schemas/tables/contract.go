package tables

import (
	"fmt"
	"strconv"
	"strings"
)

// Listing is the contract as plain lines, "table column type null|required partition?", to be kept and compared.
func Listing(all []Table) []string {
	var out []string
	for _, t := range all {
		for _, c := range append(append([]Column{}, t.Partition...), t.Columns...) {
			line := t.Name + " " + c.Name + " " + strings.ReplaceAll(string(c.Type), " ", "")
			if c.Nullable {
				line += " null"
			} else {
				line += " required"
			}
			if c.Field < 0 {
				line += " partition"
			}
			out = append(out, line)
		}
	}
	return out
}

// Breaks compares a kept contract with the present one and says what a reader of the old would stumble over; versions are major.minor.
// Within a major version nothing may go or change, and what is new needs a higher minor version. A new major version may do anything.
func Breaks(oldVersion string, old []string, newVersion string, now []string) []string {
	oldMajor, oldMinor := version(oldVersion)
	major, minor := version(newVersion)
	if major > oldMajor {
		return nil
	}
	var out []string
	present := map[string]string{}
	for _, line := range now {
		present[key(line)] = line
	}
	kept := map[string]bool{}
	for _, line := range old {
		k := key(line)
		kept[k] = true
		switch is, ok := present[k]; {
		case !ok:
			out = append(out, fmt.Sprintf("%s: is gone: it may go in version %d.0", k, oldMajor+1))
		case is != line:
			out = append(out, fmt.Sprintf("%s: was %q, is %q: it may change in version %d.0", k, line, is, oldMajor+1))
		}
	}
	for _, line := range now {
		if !kept[key(line)] && minor <= oldMinor && major == oldMajor {
			out = append(out, fmt.Sprintf("%s: is new: raise the version to %d.%d", key(line), oldMajor, oldMinor+1))
		}
	}
	return out
}

func key(line string) string {
	fields := strings.Fields(line)
	return fields[0] + "." + fields[1]
}

func version(s string) (major, minor int) {
	a, b, _ := strings.Cut(s, ".")
	major, _ = strconv.Atoi(a)
	minor, _ = strconv.Atoi(b)
	return major, minor
}
