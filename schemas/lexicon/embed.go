package lexicon

import (
	"embed"
	"io/fs"
)

//go:embed */*.yaml
var files embed.FS

// Files returns the dictionary's own files: units/, cues/, areas/, indicators/ and rules/, each with *.yaml.
func Files() fs.FS { return files }
