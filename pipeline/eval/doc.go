// Package eval compares what the program finds with gold annotations: figures field by field ([Figures]), checks by their sets
// of figures ([Checks]).
//
// What enters are two listings as JSON lines, the gold one and the system's; what leaves is a [Score], printed in the words
// of the annotation guide. Two listings agree on a numeral where their byte spans are equal.
//
//	gold, err := eval.ReadFigures(goldFile)
//	system, err := eval.ReadFigures(bytes.NewReader(listing))
//	eval.Figures(gold, system).Write(os.Stdout, 10)
package eval
