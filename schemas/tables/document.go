package tables

import (
	"cmp"
	"time"
)

// Document is a row of `documents`: a source.
type Document struct {
	URI            string  `parquet:"uri" vi:"nơi lấy báo cáo" en:"where the report came from"`
	DocumentID     string  `parquet:"document_id" vi:"mã băm SHA-256 của tệp nguồn" en:"SHA-256 of the source bytes, hexadecimal"`
	DuplicateOf    string  `parquet:"duplicate_of,optional" vi:"nơi lấy khác có cùng nội dung, được dùng thay" en:"the source with the same bytes that stands for this one"`
	Format         string  `parquet:"format,optional,dict" vi:"định dạng tệp nguồn" en:"format of the source"`
	Encoding       string  `parquet:"encoding,optional,dict" vi:"bảng mã của tệp nguồn" en:"character encoding of the source"`
	Bytes          int64   `parquet:"bytes" unit:"byte" vi:"kích thước tệp nguồn" en:"size of the source"`
	TextBytes      int64   `parquet:"text_bytes" unit:"byte" vi:"kích thước văn bản lưu trữ (UTF-8)" en:"size of the stored text (UTF-8)"`
	Pages          int32   `parquet:"pages" unit:"page" vi:"số trang; 0 nếu định dạng không có trang" en:"number of pages; 0 where the format has none"`
	DocumentNumber string  `parquet:"document_number,optional" vi:"số ký hiệu văn bản: 765/BC-UBND" en:"document number: 765/BC-UBND"`
	Issuer         string  `parquet:"issuer,optional,dict" vi:"cơ quan ban hành" en:"issuing body"`
	Place          string  `parquet:"place,optional,dict" vi:"nơi ký" en:"place of signing"`
	DocumentDate   *Date   `parquet:"document_date,optional,date" vi:"ngày ký" en:"date of signing"`
	Title          string  `parquet:"title,optional" vi:"tên báo cáo" en:"title"`
	Period         string  `parquet:"period,optional,dict" vi:"kỳ báo cáo" en:"the report's own period"`
	PeriodStart    *Date   `parquet:"period_start,optional,date" vi:"ngày đầu kỳ báo cáo" en:"first day of that period, inclusive"`
	PeriodEnd      *Date   `parquet:"period_end,optional,date" vi:"ngày cuối kỳ báo cáo" en:"last day of that period, inclusive"`
	ReportYear     int32   `parquet:"report_year" unit:"year" vi:"năm báo cáo, là phân vùng year; 0 nếu không rõ" en:"report year, the partition year: that of the period's end, else of the date; 0 where unknown"`
	AreaCode       string  `parquet:"area_code,optional,dict" vi:"mã địa bàn của báo cáo, là phân vùng area" en:"reference area of the report, the partition area; GSO code"`
	AreaList       string  `parquet:"area_list,optional,dict" vi:"danh mục của mã địa bàn" en:"code list of the area code: 2004 or 2025"`
	AreaName       string  `parquet:"area_name,optional,dict" vi:"tên địa bàn" en:"name of the area"`
	Numerals       int64   `parquet:"numerals" unit:"row" vi:"số con số trong văn bản" en:"numerals of the text"`
	Figures        int64   `parquet:"figures" unit:"row" vi:"số số liệu" en:"numerals that are figures"`
	Observations   int64   `parquet:"observations" unit:"row" vi:"số dòng trong observations" en:"rows in observations"`
	Checks         int64   `parquet:"checks" unit:"row" vi:"số quan hệ đã kiểm tra trong nội bộ báo cáo" en:"evaluated relations within the report"`
	Violations     int64   `parquet:"violations" unit:"row" vi:"số quan hệ bị vi phạm trong nội bộ báo cáo" en:"violated relations within the report"`
	Rejects        int64   `parquet:"rejects" unit:"row" vi:"số mục bị để riêng" en:"rows in rejects"`
	Coverage       float64 `parquet:"coverage" unit:"share 0..1" vi:"tỷ phần con số đã được xếp lớp khác other" en:"share of the numerals with a class other than other; 1 where there is none"`
	LexiconDigest  string  `parquet:"lexicon_digest,optional,dict" vi:"mã băm của từ điển đã dùng" en:"digest of the lexicon that the document was read with"`
	ProgramVersion string  `parquet:"program_version,optional,dict" vi:"phiên bản chương trình đã dùng" en:"version of the program that read it"`

	EncodingConfidence *float64 `parquet:"encoding_confidence,optional" unit:"share 0..1" vi:"độ chắc chắn của bảng mã: 1 nếu biết rõ, nếu đoán thì là tỷ phần âm tiết tiếng Việt" en:"confidence in the encoding: 1 where it is certain, the share of Vietnamese syllables where they decided; NULL for documents read before 1.1"`
}

// Compare orders rows by the table's sort key.
func (d *Document) Compare(b *Document) int {
	return cmp.Or(cmp.Compare(d.URI, b.URI), cmp.Compare(d.DocumentID, b.DocumentID))
}

// About describes the table.
func (*Document) About() About {
	return About{Name: "documents", Sort: []string{"uri", "document_id"}, Key: []string{"uri"},
		VI: "mỗi dòng là một báo cáo nguồn", EN: "a row is a source document"}
}

// Text is a row of `texts`: the stored text that every offset points into.
type Text struct {
	DocumentID string `parquet:"document_id" vi:"mã băm SHA-256 của tệp nguồn" en:"SHA-256 of the source bytes, hexadecimal"`
	URI        string `parquet:"uri" vi:"nơi lấy báo cáo" en:"where the report came from"`
	Text       string `parquet:"text" long:"yes" vi:"toàn văn UTF-8, NFC, xuống dòng \\n" en:"the whole text: UTF-8, NFC, line ends \\n"`
}

// Compare orders rows by the table's sort key.
func (t *Text) Compare(b *Text) int { return cmp.Compare(t.DocumentID, b.DocumentID) }

// Owner returns the document that the row belongs to.
func (t *Text) Owner() string { return t.DocumentID }

// Place sets where the document came from.
func (t *Text) Place(uri string) { t.URI = uri }

// About describes the table.
func (*Text) About() About {
	return About{Name: "texts", Partition: reportPartition(), Sort: []string{"document_id"}, Key: []string{"document_id"},
		VI: "mỗi dòng là toàn văn một báo cáo; mọi vị trí byte trỏ vào đây", EN: "a row is the stored text of a document; every byte offset points into it"}
}

// Reject is a row of `rejects`: something that was set aside.
type Reject struct {
	URI        string `parquet:"uri" vi:"nơi lấy báo cáo" en:"where the report came from"`
	DocumentID string `parquet:"document_id,optional,dict" vi:"mã băm của tệp nguồn; trống nếu không thành báo cáo" en:"SHA-256 of the source bytes; NULL where the source never became a document"`
	Start      *int64 `parquet:"start,optional" unit:"byte" vi:"vị trí đầu; trống nếu là cả báo cáo" en:"start of the place; NULL where the whole document is meant"`
	End        *int64 `parquet:"end,optional" unit:"byte" vi:"vị trí cuối (không gồm)" en:"end of the place, exclusive"`
	Reason     string `parquet:"reason,dict" vi:"mã lý do" en:"stable reason code"`
	Detail     string `parquet:"detail,optional" long:"yes" vi:"điều đã thấy" en:"what was found, in plain words"`
	Text       string `parquet:"text,optional" vi:"đoạn văn bản tại chỗ đó, tối đa 200 byte" en:"the text at the place, at most 200 bytes"`
}

// Compare orders rows by the table's sort key.
func (r *Reject) Compare(b *Reject) int {
	return cmp.Or(cmp.Compare(r.DocumentID, b.DocumentID), cmp.Compare(r.URI, b.URI), compareNull(r.Start, b.Start),
		compareNull(r.End, b.End), cmp.Compare(r.Reason, b.Reason), cmp.Compare(r.Detail, b.Detail))
}

func compareNull[T cmp.Ordered](a, b *T) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

// Owner returns the document that the row belongs to; empty where the source never became one.
func (r *Reject) Owner() string { return r.DocumentID }

// Place sets where the document came from.
func (r *Reject) Place(uri string) { r.URI = uri }

// About describes the table.
func (*Reject) About() About {
	return About{Name: "rejects", Sort: []string{"document_id", "uri", "start", "end", "reason", "detail"},
		VI: "mỗi dòng là một mục bị để riêng, kèm lý do và vị trí", EN: "a row is something set aside, with reason and place"}
}

// Run is a row of `runs`: one run that published a snapshot. It holds times, so its file is not part of the promise of
// byte-identical results.
type Run struct {
	Snapshot      int64      `parquet:"snapshot" vi:"số của bản chụp mà lần chạy đã công bố" en:"number of the snapshot that the run published"`
	RunID         string     `parquet:"run_id" vi:"mã lần chạy" en:"identifier of the run"`
	Job           string     `parquet:"job,optional" vi:"tên công việc" en:"name of the job"`
	StartedAt     *time.Time `parquet:"started_at,optional,timestamp(microsecond)" unit:"UTC" vi:"lúc bắt đầu; không sớm hơn lúc lần chạy trước kết thúc" en:"start; never before the end of the run before, whatever the clock says"`
	FinishedAt    *time.Time `parquet:"finished_at,optional,timestamp(microsecond)" unit:"UTC" vi:"lúc ghi xong dữ liệu" en:"when the data was written"`
	Outcome       string     `parquet:"outcome" vi:"kết quả: published, restored" en:"outcome: published, restored"`
	Version       string     `parquet:"version,optional" vi:"phiên bản chương trình" en:"program version"`
	LexiconDigest string     `parquet:"lexicon_digest,optional" vi:"mã băm của từ điển" en:"digest of the lexicon"`
	Full          bool       `parquet:"full" vi:"chạy lại toàn bộ" en:"everything was read again"`
	Added         int64      `parquet:"added" unit:"document" vi:"số báo cáo đọc mới hoặc đọc lại" en:"documents read in this run"`
	Unchanged     int64      `parquet:"unchanged" unit:"document" vi:"số báo cáo giữ nguyên" en:"sources found unchanged"`
	Retired       int64      `parquet:"retired" unit:"document" vi:"số báo cáo bị thay thế hoặc gỡ bỏ" en:"documents superseded or removed"`
	Rejected      int64      `parquet:"rejected" unit:"document" vi:"số nguồn không thành báo cáo" en:"sources that never became documents"`
	Documents     int64      `parquet:"documents" unit:"row" vi:"số dòng documents của bản chụp" en:"rows of documents in the snapshot"`
	Observations  int64      `parquet:"observations" unit:"row" vi:"số dòng observations của bản chụp" en:"rows of observations in the snapshot"`
	Checks        int64      `parquet:"checks" unit:"row" vi:"số dòng checks của bản chụp" en:"rows of checks in the snapshot"`
	Violations    int64      `parquet:"violations" unit:"row" vi:"số quan hệ bị vi phạm trong bản chụp" en:"violated relations in the snapshot"`
}

// Compare orders rows by the table's sort key.
func (r *Run) Compare(b *Run) int { return cmp.Compare(r.Snapshot, b.Snapshot) }

// About describes the table.
func (*Run) About() About {
	return About{Name: "runs", Sort: []string{"snapshot"}, Key: []string{"snapshot"},
		VI: "mỗi dòng là một lần chạy đã công bố bản chụp", EN: "a row is one run that published a snapshot"}
}
