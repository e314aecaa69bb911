package read

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"

	"solieu/schemas"
)

// pdfKey decrypts the streams of a file that opens without a password: it only forbids printing or copying (ISO 32000-2, 7.6).
type pdfKey struct {
	key    []byte
	aes    bool
	direct bool // the key itself, not one made for each object
}

// pdfPadding is the password of a file without one (algorithm 2, step a).
const pdfPadding = "\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a"

// unlock finds the key for the empty password; it rejects a file that needs another.
func (f *pdfFile) unlock() error {
	if f.trailer["Encrypt"] == nil {
		return nil
	}
	locked := reject(schemas.RejectEncrypted, "PDF")
	d := f.dict(f.trailer["Encrypt"])
	if d == nil {
		return locked
	}
	v, r := whole(f.get(d["V"])), whole(f.get(d["R"]))
	o, _ := f.get(d["O"]).(pdfString)
	u, _ := f.get(d["U"]).(pdfString)
	k := &pdfKey{}
	length := 5
	if n := whole(f.get(d["Length"])); v > 1 && n >= 40 && n <= 128 {
		length = n / 8
	}
	if v >= 4 {
		name, _ := f.get(d["StmF"]).(pdfName)
		filter := f.dict(f.dict(d["CF"])[name])
		switch method, _ := f.get(filter["CFM"]).(pdfName); {
		case name == "Identity" || name == "" || method == "None":
			return nil // only strings are encrypted
		case method == "AESV2" || method == "AESV3":
			k.aes = true
		}
		length = 16
	}
	switch {
	case v >= 5 && len(u) >= 48:
		ue, _ := f.get(d["UE"]).(pdfString)
		k.direct, k.key = true, key256(u, ue, r)
	case v >= 1 && v <= 4 && len(o) >= 32 && len(u) >= 32:
		id := f.array(f.trailer["ID"])
		first := pdfString("")
		if len(id) > 0 {
			first, _ = f.get(id[0]).(pdfString)
		}
		open := f.get(d["EncryptMetadata"]) == false && r >= 4
		k.key = key128(o, u, first, uint32(int64(f.number(d["P"]))), r, length, open)
	}
	if k.key == nil {
		return locked
	}
	f.key = k
	f.cache, f.packs = map[int]any{}, map[int]*pdfPack{}
	return nil
}

// key128 makes the key of revisions 2 to 4 (algorithm 2) and proves it by U (algorithms 4 and 5); nil where the password is another.
func key128(o, u, id pdfString, permissions uint32, r, length int, openMetadata bool) []byte {
	h := md5.New()
	h.Write([]byte(pdfPadding))
	h.Write([]byte(o[:32]))
	h.Write(binary.LittleEndian.AppendUint32(nil, permissions))
	h.Write([]byte(id))
	if openMetadata {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	key := h.Sum(nil)[:length]
	if r == 2 {
		if string(rc4Of(key, []byte(pdfPadding))) != string(u[:32]) {
			return nil
		}
		return key
	}
	for range 50 {
		sum := md5.Sum(key)
		copy(key, sum[:])
	}
	check := md5.Sum([]byte(pdfPadding + string(id)))
	proof := rc4Of(key, check[:])
	for i := byte(1); i < 20; i++ {
		turned := make([]byte, len(key))
		for j, c := range key {
			turned[j] = c ^ i
		}
		proof = rc4Of(turned, proof)
	}
	if string(proof) != string(u[:16]) {
		return nil
	}
	return key
}

func rc4Of(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// key256 opens the key of revisions 5 and 6 (algorithm 2.A); nil where the password is another.
func key256(u, ue pdfString, r int) []byte {
	if len(ue) < 32 || string(hash256([]byte(u[32:40]), r)) != string(u[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash256([]byte(u[40:48]), r))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, []byte(ue[:32]))
	return key
}

// hash256 hashes the empty password with a salt (algorithm 2.B; revision 5 stops after the first step).
func hash256(salt []byte, r int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if r < 6 {
		return k
	}
	for round := 1; ; round++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		mod := 0
		for _, c := range e[:16] {
			mod += int(c)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if round >= 64 && int(e[len(e)-1]) <= round-32 {
			return k[:32]
		}
	}
}

// decrypt returns the bytes of a stream of object num (algorithm 1).
func (k *pdfKey) decrypt(data []byte, num, gen int) []byte {
	key := k.key
	if !k.direct {
		h := md5.New()
		h.Write(key)
		h.Write([]byte{byte(num), byte(num >> 8), byte(num >> 16), byte(gen), byte(gen >> 8)})
		if k.aes {
			h.Write([]byte("sAlT"))
		}
		key = h.Sum(nil)[:min(len(key)+5, 16)]
	}
	if !k.aes {
		return rc4Of(key, data)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	body := bytes.Clone(data[16 : len(data)-len(data)%16])
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(body, body)
	if pad := int(body[len(body)-1]); pad >= 1 && pad <= 16 {
		body = body[:len(body)-pad]
	}
	return body
}
