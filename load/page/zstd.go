package page

import (
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
)

// Codec compresses pages. It may be used by several goroutines.
type Codec interface {
	// Encode compresses src into the room of dst, or more.
	Encode(dst, src []byte) ([]byte, error)
	// CompressionCodec names the method.
	CompressionCodec() format.CompressionCodec
}

// Zstd compresses with zstd. Its encoders look back over a megabyte alone, which is more than a page has: the usual eight would be memory for
// nothing.
type Zstd struct {
	Level    zstd.EncoderLevel
	encoders sync.Pool // of *zstd.Encoder
}

// zstdWindow is how many bytes an encoder looks back.
const zstdWindow = 1 << 20

// Encode compresses src; see [Codec].
func (z *Zstd) Encode(dst, src []byte) ([]byte, error) {
	e, ok := z.encoders.Get().(*zstd.Encoder)
	if !ok {
		var err error
		e, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(z.Level), zstd.WithEncoderConcurrency(1), zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false),
			zstd.WithWindowSize(zstdWindow), zstd.WithLowerEncoderMem(true))
		if err != nil {
			return nil, err
		}
	}
	defer z.encoders.Put(e)
	return e.EncodeAll(src, dst[:0]), nil
}

// CompressionCodec is zstd.
func (*Zstd) CompressionCodec() format.CompressionCodec { return format.Zstd }
