package read

import (
	"fmt"
	"os"
	"testing"
)

func TestLegacyDev(t *testing.T) {
	for _, f := range []string{"/tmp/l/tcvn.txt", "/tmp/l/1258.txt"} {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := readOne(t, b)
		w, _ := os.ReadFile("/tmp/l/u.txt")
		fmt.Println(d.Encoding, d.EncodingConfidence, d.Text == string(w), len(d.Text), len(w))
		os.WriteFile(f+".out", []byte(d.Text), 0644)
	}
}
