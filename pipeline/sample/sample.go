// Package sample holds three report passages that come with the program, so that the first run needs nothing else: two
// years of one province and one of its districts. The places are real, every figure is invented. The arithmetic is right,
// rounded as officials round or cut as some of them cut, but for five planted contradictions: shares of the economy that
// add up to 103 %, expenditures that exceed their total, a goat herd whose percentage is not its quotient, a poultry herd
// that is said to be above its plan at 97 %, and an export growth that the other year's report contradicts.
//
//	inputs, err := sample.Inputs()
package sample

import (
	"embed"
	"io/fs"

	"solieu/pipeline"
)

//go:embed *.md *.txt
var files embed.FS

// Inputs returns the passages, sorted by name, with URIs such as "sample/bao-cao-hoa-binh-2023.md".
func Inputs() ([]pipeline.Input, error) {
	names, err := fs.Glob(files, "bao-cao-*")
	if err != nil {
		return nil, err
	}
	inputs := make([]pipeline.Input, len(names))
	for i, name := range names {
		content, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		inputs[i] = pipeline.Bytes("sample/"+name, content)
	}
	return inputs, nil
}
