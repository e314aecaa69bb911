package page

import (
	"encoding/binary"
	"hash/crc32"
	"unsafe"

	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"solieu/load/block"
	"solieu/schemas/tables"
)

// pageBytes is how large a page may grow, before compression, until it ends.
const pageBytes = 256 << 10

// stepRows is how many rows are taken until it is asked whether a page is full.
const stepRows = 1024

// chunk is one column of a row group that is being filled.
type chunk struct {
	column *block.Column
	index  int
	format *Format
	digest Digest

	reader  block.Reader
	known   []int32 // of each text of the block: its number in the dictionary, or -1 while the page has not met it
	there   []bool
	scratch []byte

	// the page at hand
	rows, nulls int
	levels      []byte // definition levels, where there are any; the next two likewise
	repeats     []byte
	numbers     []int32 // of texts with a dictionary
	values      []byte  // everything else, PLAIN
	bounds      bounds

	// the pages before it
	dictionary dictionary
	pages      []byte
	entries    []entry
	total      bounds
	allRows    int64
	allEntries int64
	allNulls   int64
	plainBytes int64 // of all pages with their headers, before compression
}

// entry is what the indices of a file say of a page.
type entry struct {
	at, size int // within the pages of the chunk
	first    int64
	nulls    int64
	null     bool // no value at all
	bounds   bounds
}

// optional reports whether the column has definition levels.
func (c *chunk) optional() bool { return c.column.Nullable || c.column.Kind == block.Lists }

// open begins with a block.
func (c *chunk) open(v block.View) error {
	if err := c.reader.Open(c.format.columns, c.index, v); err != nil {
		return err
	}
	c.meet()
	return nil
}

// meet forgets which texts of the block the page has met.
func (c *chunk) meet() {
	c.known = c.known[:0]
	for range c.reader.Words {
		c.known = append(c.known, -1)
	}
}

// take takes rows [from, to) of the block, which follow those that were taken.
func (c *chunk) take(from, to int) error {
	for from < to {
		n := min(to-from, stepRows-c.rows%stepRows)
		alone := c.column.Long && c.column.Kind == block.Bytes // each may be a page of its own
		if alone {
			n = 1
		}
		if err := c.step(from, n); err != nil {
			return err
		}
		from += n
		if c.rows += n; (alone || c.rows%stepRows == 0) && len(c.values)+4*len(c.numbers) >= pageBytes {
			if err := c.end(); err != nil {
				return err
			}
			c.meet()
		}
	}
	return nil
}

func (c *chunk) step(from, n int) error {
	switch c.column.Kind {
	case block.Texts:
		c.texts(from, n)
		return nil
	case block.Bytes:
		return c.bytes(n)
	case block.Lists:
		return c.lists(n)
	}
	c.fixed(n)
	return nil
}

// texts takes texts with a dictionary.
func (c *chunk) texts(from, n int) {
	numbers := c.reader.Numbers
	if len(numbers) == 0 {
		c.repeat(n)
		return
	}
	for _, word := range numbers[from : from+n] {
		if c.column.Nullable && c.reader.Words[word] == "" {
			c.null()
			continue
		}
		number := c.known[word]
		if number < 0 {
			number = c.word(word)
		}
		c.numbers = append(c.numbers, number)
		c.digest.Number(c.dictionary.hashes[number])
		if c.column.Nullable {
			c.levels = append(c.levels, 1)
		}
	}
}

// repeat takes the only text of the block n times.
func (c *chunk) repeat(n int) {
	if c.column.Nullable && c.reader.Words[0] == "" {
		for range n {
			c.null()
		}
		return
	}
	number := c.word(0)
	hash := c.dictionary.hashes[number]
	for range n {
		c.numbers = append(c.numbers, number)
		c.digest.Number(hash)
	}
	if c.column.Nullable {
		for range n {
			c.levels = append(c.levels, 1)
		}
	}
}

// word returns the number of a text of the block that the page has not met.
func (c *chunk) word(word uint32) int32 {
	text := c.reader.Words[word]
	number := c.dictionary.number(c.digest.seed, text)
	c.known[word] = number
	if bounded(c.column) {
		c.bounds.text(unsafe.Slice(unsafe.StringData(text), len(text)))
	}
	return number
}

func (c *chunk) null() {
	c.levels = append(c.levels, 0)
	c.nulls++
	c.digest.Mark(Null)
}

// bytes takes texts without a dictionary.
func (c *chunk) bytes(n int) error {
	for range n {
		plain, err := c.reader.Bytes()
		if err != nil {
			return err
		}
		text := plain[4:]
		if c.column.Nullable && len(text) == 0 {
			c.null()
			continue
		}
		c.values = append(c.values, plain...)
		c.digest.Text(text)
		if bounded(c.column) {
			c.bounds.text(text)
		}
		if c.column.Nullable {
			c.levels = append(c.levels, 1)
		}
	}
	return nil
}

// lists takes lists of integers. An empty list is a value without elements, not a NULL.
func (c *chunk) lists(n int) error {
	for range n {
		plain, err := c.reader.List()
		if err != nil {
			return err
		}
		if len(plain) == 0 {
			c.levels, c.repeats = append(c.levels, 0), append(c.repeats, 0)
			c.nulls++
			c.digest.Mark(Empty)
			continue
		}
		c.values = append(c.values, plain...)
		for i := 0; i < len(plain); i += 8 {
			mark, level := First, byte(0)
			if i > 0 {
				mark, level = Next, 1
			}
			c.levels, c.repeats = append(c.levels, 1), append(c.repeats, level)
			v := binary.LittleEndian.Uint64(plain[i:])
			c.digest.Mark(mark)
			c.digest.Number(v)
			c.bounds.number(int64(v))
		}
	}
	return nil
}

// fixed takes values of a fixed width.
func (c *chunk) fixed(n int) {
	data, there := c.reader.Take(n, c.there)
	c.there = there
	switch {
	case c.reader.None():
		for range n {
			c.null()
		}
		return
	case c.reader.All():
		c.add(data)
		if c.optional() {
			for range n {
				c.levels = append(c.levels, 1)
			}
		}
		return
	}
	width := c.column.Width
	for _, is := range there {
		if !is {
			c.null()
			continue
		}
		c.add(data[:width])
		data = data[width:]
		c.levels = append(c.levels, 1)
	}
}

// add takes values that are there.
func (c *chunk) add(data []byte) {
	c.values = append(c.values, data...)
	switch c.column.Type {
	case tables.TypeDecimal:
		for ; len(data) > 0; data = data[16:] {
			c.digest.Decimal(data)
		}
	case tables.TypeDouble:
		for ; len(data) > 0; data = data[8:] {
			v := binary.LittleEndian.Uint64(data)
			c.digest.Number(v)
			c.bounds.double(doubleOf(v))
		}
	case tables.TypeBoolean:
		for _, v := range data {
			c.digest.Number(uint64(v))
			c.bounds.number(int64(v))
		}
	default:
		if c.column.Width == 4 {
			for ; len(data) > 0; data = data[4:] {
				v := int64(int32(binary.LittleEndian.Uint32(data)))
				c.digest.Number(uint64(v))
				c.bounds.number(v)
			}
			return
		}
		for ; len(data) > 0; data = data[8:] {
			v := binary.LittleEndian.Uint64(data)
			c.digest.Number(v)
			c.bounds.number(int64(v))
		}
	}
}

// end encodes the page at hand.
func (c *chunk) end() error {
	if c.rows == 0 {
		return nil
	}
	count := c.rows
	if c.column.Kind == block.Lists {
		count = len(c.levels)
	}
	var repeats, levels []byte
	if c.column.Kind == block.Lists {
		repeats = appendLevels(nil, c.repeats)
	}
	if c.optional() {
		levels = c.definition(count)
	}
	plain, encoding, err := c.encoded()
	if err != nil {
		return err
	}
	body, err := c.format.codec.Encode(c.scratch[:0], plain)
	if err != nil {
		return err
	}
	c.scratch = body
	least, greatest := c.bounds.encoded(c.column)
	crc := crc32.Update(crc32.Update(crc32.ChecksumIEEE(repeats), crc32.IEEETable, levels), crc32.IEEETable, body)
	header := format.PageHeader{Type: format.DataPageV2, CRC: int32(crc),
		UncompressedPageSize: int32(len(repeats) + len(levels) + len(plain)), CompressedPageSize: int32(len(repeats) + len(levels) + len(body)),
		DataPageHeaderV2: thrift.New(format.DataPageHeaderV2{NumValues: int32(count), NumNulls: int32(c.nulls), NumRows: int32(c.rows), Encoding: encoding,
			DefinitionLevelsByteLength: int32(len(levels)), RepetitionLevelsByteLength: int32(len(repeats)), IsCompressed: thrift.New(true),
			Statistics: format.Statistics{NullCount: int64(c.nulls), MinValue: least, MaxValue: greatest}})}
	at := len(c.pages)
	if err := c.header(&header); err != nil {
		return err
	}
	c.plainBytes += int64(len(c.pages)-at) + int64(header.UncompressedPageSize)
	c.pages = append(append(append(c.pages, repeats...), levels...), body...)
	c.entries = append(c.entries, entry{at: at, size: len(c.pages) - at, first: c.allRows, nulls: int64(c.nulls), null: c.nulls == count, bounds: c.bounds})
	c.total.widen(c.column, &c.bounds)
	c.allRows += int64(c.rows)
	c.allEntries += int64(count)
	c.allNulls += int64(c.nulls)
	c.bounds = bounds{} // the entry keeps the texts
	c.rows, c.nulls = 0, 0
	c.levels, c.repeats, c.numbers, c.values = c.levels[:0], c.repeats[:0], c.numbers[:0], c.values[:0]
	return nil
}

// header appends a page header to the pages.
func (c *chunk) header(h *format.PageHeader) error {
	b, err := thrift.Marshal(new(thrift.CompactProtocol), h)
	c.pages = append(c.pages, b...)
	return err
}

// encoded returns the values of the page at hand.
func (c *chunk) encoded() ([]byte, format.Encoding, error) {
	switch {
	case c.column.Kind == block.Texts:
		b, err := new(rle.DictionaryEncoding).EncodeInt32(nil, c.numbers)
		return b, format.RLEDictionary, err
	case c.column.Type == tables.TypeBoolean:
		packed := make([]byte, (len(c.values)+7)/8)
		for i, v := range c.values {
			packed[i/8] |= v << (i % 8)
		}
		return packed, format.Plain, nil
	}
	return c.values, format.Plain, nil
}

// definition encodes the definition levels of the page at hand.
func (c *chunk) definition(count int) []byte {
	switch c.nulls {
	case 0:
		return appendRun(nil, count, 1)
	case count:
		return appendRun(nil, count, 0)
	}
	return appendLevels(nil, c.levels)
}

// appendRun appends a run of one level, in one bit.
func appendRun(dst []byte, count int, level byte) []byte {
	return append(binary.AppendUvarint(dst, uint64(count)<<1), level)
}

// appendLevels appends levels of one bit as runs and packed groups.
func appendLevels(dst []byte, levels []byte) []byte {
	b, _ := (&rle.Encoding{BitWidth: 1}).EncodeLevels(nil, levels) // it fails on other widths alone
	return append(dst, b...)
}

// dictionaryPage encodes the dictionary, where the column has one.
func (c *chunk) dictionaryPage() ([]byte, error) {
	if c.column.Kind != block.Texts {
		return nil, nil
	}
	body, err := c.format.codec.Encode(c.scratch[:0], c.dictionary.plain)
	if err != nil {
		return nil, err
	}
	c.scratch = body
	header := format.PageHeader{Type: format.DictionaryPage, CRC: int32(crc32.ChecksumIEEE(body)),
		UncompressedPageSize: int32(len(c.dictionary.plain)), CompressedPageSize: int32(len(body)),
		DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(c.dictionary.len()), Encoding: format.Plain})}
	head, err := thrift.Marshal(new(thrift.CompactProtocol), &header)
	c.plainBytes += int64(len(head)) + int64(header.UncompressedPageSize)
	return append(head, body...), err
}

// metadata describes the chunk, whose pages begin at an offset in the file, behind the dictionary.
func (c *chunk) metadata(dictionary, at int64) format.ColumnMetaData {
	m := format.ColumnMetaData{Type: c.format.types[c.index], PathInSchema: c.format.paths[c.index], Codec: c.format.codec.CompressionCodec(),
		NumValues: c.allEntries, TotalUncompressedSize: c.plainBytes, TotalCompressedSize: at - dictionary + int64(len(c.pages)), DataPageOffset: at}
	m.Statistics.NullCount = c.allNulls
	m.Statistics.MinValue, m.Statistics.MaxValue = c.total.encoded(c.column)
	pages := int32(len(c.entries))
	if c.column.Kind == block.Texts {
		m.DictionaryPageOffset = dictionary
		m.Encoding = []format.Encoding{format.Plain, format.RLE, format.RLEDictionary}
		m.EncodingStats = []format.PageEncodingStats{{PageType: format.DictionaryPage, Encoding: format.Plain, Count: 1},
			{PageType: format.DataPageV2, Encoding: format.RLEDictionary, Count: pages}}
		return m
	}
	m.Encoding = []format.Encoding{format.Plain, format.RLE}
	m.EncodingStats = []format.PageEncodingStats{{PageType: format.DataPageV2, Encoding: format.Plain, Count: pages}}
	return m
}

// columnIndex returns the bounds of all pages; ok is false where there are none to speak of.
func (c *chunk) columnIndex() (index format.ColumnIndex, ok bool) {
	if !bounded(c.column) {
		return index, false
	}
	var last *bounds
	ascending, descending := true, true
	for i := range c.entries {
		e := &c.entries[i]
		if !e.null && !e.bounds.any {
			return format.ColumnIndex{}, false // values that have no order, such as NaN alone
		}
		least, greatest := e.bounds.encoded(c.column)
		if e.null {
			least, greatest = []byte{}, []byte{}
		}
		index.NullPages = append(index.NullPages, e.null)
		index.MinValues, index.MaxValues = append(index.MinValues, least), append(index.MaxValues, greatest)
		index.NullCounts = append(index.NullCounts, e.nulls)
		if e.null {
			continue
		}
		if last != nil {
			order, known := last.compare(c.column, &e.bounds)
			ascending, descending = ascending && known && order <= 0, descending && known && order >= 0
		}
		last = &e.bounds
	}
	switch {
	case ascending:
		index.BoundaryOrder = format.Ascending
	case descending:
		index.BoundaryOrder = format.Descending
	}
	return index, true
}

// offsetIndex returns where the pages lie.
func (c *chunk) offsetIndex(at int64) (index format.OffsetIndex) {
	for _, e := range c.entries {
		index.PageLocations = append(index.PageLocations, format.PageLocation{Offset: at + int64(e.at), CompressedPageSize: int32(e.size), FirstRowIndex: e.first})
	}
	return index
}

// reset makes the chunk ready for the next row group. The digest goes on.
func (c *chunk) reset() {
	c.dictionary.reset()
	c.pages, c.entries, c.total = c.pages[:0], nil, bounds{}
	c.allRows, c.allEntries, c.allNulls, c.plainBytes = 0, 0, 0, 0
}
