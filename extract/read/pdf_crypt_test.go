package read

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	reference "github.com/ledongthuc/pdf"

	"solieu/schemas"
)

// encrypted encrypts the streams of a plain file for the empty user password. The encryption dictionary is written by the rules of
// ISO 32000-1, 7.6; another library's reader proves that the file is as the standard wants it.
func encrypted(t *testing.T, plain []byte, useAES, otherPassword bool) []byte {
	t.Helper()
	const id = "0123456789abcdef"
	owner := strings.Repeat("o", 32)
	permissions := int32(-44)
	password := pdfPadding
	if otherPassword {
		password = "bimat" + pdfPadding[:27]
	}
	h := md5.New()
	h.Write([]byte(password + owner))
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(permissions)))
	h.Write([]byte(id))
	key := h.Sum(nil)
	for range 50 {
		s := md5.Sum(key)
		key = s[:]
	}
	sum := md5.Sum([]byte(pdfPadding + id))
	user := rc4Of(key, sum[:])
	for i := byte(1); i < 20; i++ {
		turned := bytes.Clone(key)
		for j := range turned {
			turned[j] ^= i
		}
		user = rc4Of(turned, user)
	}
	user = append(user, make([]byte, 16)...)
	var out bytes.Buffer
	out.WriteString("%PDF-1.6\n")
	var offsets []int
	for n := 1; ; n++ {
		head := fmt.Sprintf("\n%d 0 obj\n", n)
		at := bytes.Index(plain, []byte(head))
		if at < 0 {
			break
		}
		body := plain[at+len(head):]
		offsets = append(offsets, out.Len())
		if end := bytes.Index(body, []byte("\nendstream\nendobj")); end >= 0 && !bytes.Contains(body[:end], []byte("\nendobj")) {
			dict, data, _ := bytes.Cut(body[:end], []byte("\nstream\n"))
			sealed := seal(key, data, n, useAES)
			fmt.Fprintf(&out, "%d 0 obj\n%s /Length %d>>\nstream\n%s\nendstream\nendobj\n", n, dict[:bytes.Index(dict, []byte("/Length"))], len(sealed), sealed)
			continue
		}
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, body[:bytes.Index(body, []byte("\nendobj"))])
	}
	version := "/V 2 /R 3 /Length 128"
	if useAES {
		version = "/V 4 /R 4 /Length 128 /CF <</StdCF <</CFM /AESV2 /AuthEvent /DocOpen /Length 16>>>> /StmF /StdCF /StrF /StdCF"
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	root := plain[bytes.Index(plain, []byte("/Root ")):]
	fmt.Fprintf(&out, "trailer\n<</Size %d %s /ID [(%s)(%s)] /Encrypt <</Filter /Standard %s /P %d /O (%s) /U <%x>>> >>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets)+1, root[:bytes.Index(root, []byte(">>"))], id, id, version, permissions, owner, user, start)
	return out.Bytes()
}

// seal encrypts a stream of object n.
func seal(key, data []byte, n int, useAES bool) []byte {
	h := md5.New()
	h.Write(key)
	h.Write([]byte{byte(n), byte(n >> 8), byte(n >> 16), 0, 0})
	if !useAES {
		return rc4Of(h.Sum(nil), data)
	}
	h.Write([]byte("sAlT"))
	block, err := aes.NewCipher(h.Sum(nil))
	if err != nil {
		panic(err)
	}
	pad := 16 - len(data)%16
	data = append(bytes.Clone(data), bytes.Repeat([]byte{byte(pad)}, pad)...)
	iv := []byte("an iv of 16 byte")
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
	return append(iv, data...)
}

func TestPDFWithoutPassword(t *testing.T) {
	want := readOne(t, samplePDF()).Text
	for _, useAES := range []bool{false, true} {
		data := encrypted(t, samplePDF(), useAES, false)
		other, err := reference.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("the other library says %v", err)
		}
		text, err := other.Page(1).GetPlainText(nil)
		if err != nil || !strings.Contains(text, "212.500") {
			t.Fatalf("the other library reads %q, %v", text, err)
		}
		if got := readOne(t, data).Text; got != want {
			t.Errorf("AES %v: %q", useAES, got)
		}
	}
	if e := reasonOf(t, Limits{}, encrypted(t, samplePDF(), true, true)); e.Reason != schemas.RejectEncrypted {
		t.Errorf("with a password: %v", e)
	}
}
