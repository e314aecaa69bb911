package tables

import "cmp"

// DimDocument is a row of `dim_documents`: a document, for joins by its hash.
type DimDocument struct {
	URI            string `parquet:"uri" vi:"nơi lấy báo cáo" en:"where the report came from"`
	DocumentID     string `parquet:"document_id" vi:"mã băm SHA-256 của tệp nguồn" en:"SHA-256 of the source bytes, hexadecimal"`
	DocumentNumber string `parquet:"document_number,optional" vi:"số ký hiệu văn bản: 765/BC-UBND" en:"document number: 765/BC-UBND"`
	Issuer         string `parquet:"issuer,optional,dict" vi:"cơ quan ban hành" en:"issuing body"`
	Place          string `parquet:"place,optional,dict" vi:"nơi ký" en:"place of signing"`
	DocumentDate   *Date  `parquet:"document_date,optional,date" vi:"ngày ký" en:"date of signing"`
	Title          string `parquet:"title,optional" vi:"tên báo cáo" en:"title"`
	Period         string `parquet:"period,optional,dict" vi:"kỳ báo cáo" en:"the report's own period"`
	PeriodStart    *Date  `parquet:"period_start,optional,date" vi:"ngày đầu kỳ báo cáo" en:"first day of that period, inclusive"`
	PeriodEnd      *Date  `parquet:"period_end,optional,date" vi:"ngày cuối kỳ báo cáo" en:"last day of that period, inclusive"`
	ReportYear     int32  `parquet:"report_year" unit:"year" vi:"năm báo cáo; 0 nếu không rõ" en:"report year; 0 where unknown"`
	AreaCode       string `parquet:"area_code,optional,dict" vi:"mã địa bàn của báo cáo" en:"reference area of the report, GSO code"`
	AreaList       string `parquet:"area_list,optional,dict" vi:"danh mục của mã địa bàn" en:"code list of the area code: 2004 or 2025"`
	AreaName       string `parquet:"area_name,optional,dict" vi:"tên địa bàn" en:"name of the area"`
}

// NewDimDocument returns the row of a document.
func NewDimDocument(d *Document) DimDocument {
	return DimDocument{URI: d.URI, DocumentID: d.DocumentID, DocumentNumber: d.DocumentNumber, Issuer: d.Issuer, Place: d.Place,
		DocumentDate: d.DocumentDate, Title: d.Title, Period: d.Period, PeriodStart: d.PeriodStart, PeriodEnd: d.PeriodEnd,
		ReportYear: d.ReportYear, AreaCode: d.AreaCode, AreaList: d.AreaList, AreaName: d.AreaName}
}

// Compare orders rows by the table's sort key.
func (d *DimDocument) Compare(b *DimDocument) int { return cmp.Compare(d.URI, b.URI) }

// About describes the table.
func (*DimDocument) About() About {
	return About{Name: "dim_documents", Sort: []string{"uri"}, Key: []string{"document_id"},
		VI: "mỗi dòng là một báo cáo, để nối theo document_id; văn bản trùng chỉ có một dòng", EN: "a row is a document, to be joined by document_id; equal ones have one row"}
}

// DocumentVersion is a row of `document_versions`: a document that stands, or stood, under a URI. It tells of snapshots, so its file is not
// part of the promise of byte-identical results.
type DocumentVersion struct {
	URI            string `parquet:"uri" vi:"nơi lấy báo cáo" en:"where the report came from"`
	ValidFrom      int64  `parquet:"valid_from" vi:"số của bản chụp đầu tiên có báo cáo này ở nơi đó" en:"number of the first snapshot that holds the document under this URI"`
	ValidTo        *int64 `parquet:"valid_to,optional" vi:"số của bản chụp cuối cùng còn báo cáo đó; trống khi vẫn còn" en:"number of the last such snapshot, inclusive; NULL while it stands"`
	DocumentID     string `parquet:"document_id" vi:"mã băm SHA-256 của tệp nguồn" en:"SHA-256 of the source bytes, hexadecimal"`
	Ended          string `parquet:"ended,optional,dict" vi:"vì sao không còn: superseded (có văn bản khác thay), retired (nguồn không còn), restored (khôi phục bản chụp cũ)" en:"why it stands no longer: superseded (another document came from there), retired (its source was gone), restored (an older snapshot was published again)"`
	SupersededBy   string `parquet:"superseded_by,optional" vi:"mã băm của văn bản thay thế" en:"document_id of the document that came from there instead"`
	DocumentNumber string `parquet:"document_number,optional" vi:"số ký hiệu văn bản" en:"document number"`
	DocumentDate   *Date  `parquet:"document_date,optional,date" vi:"ngày ký" en:"date of signing"`
	Title          string `parquet:"title,optional" vi:"tên báo cáo" en:"title"`
}

// NewDocumentVersion returns the row of a document that stands from a snapshot on.
func NewDocumentVersion(d *Document, from int64) DocumentVersion {
	return DocumentVersion{URI: d.URI, ValidFrom: from, DocumentID: d.DocumentID, DocumentNumber: d.DocumentNumber, DocumentDate: d.DocumentDate, Title: d.Title}
}

// Compare orders rows by the table's sort key.
func (v *DocumentVersion) Compare(b *DocumentVersion) int {
	return cmp.Or(cmp.Compare(v.URI, b.URI), cmp.Compare(v.ValidFrom, b.ValidFrom))
}

// About describes the table.
func (*DocumentVersion) About() About {
	return About{Name: "document_versions", Sort: []string{"uri", "valid_from"}, Key: []string{"uri", "valid_from"},
		VI: "mỗi dòng là một phiên bản báo cáo ở một nơi, từ bản chụp valid_from đến valid_to", EN: "a row is a document under a URI, from snapshot valid_from to valid_to: the history of the sources"}
}
