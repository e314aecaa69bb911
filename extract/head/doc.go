// Package head reads what a report says about itself: number, issuer, place and date, title, its own period and its reference area.
//
// Data enters as a document's stored text and leaves as one [schemas.Meta]. The head is the first lines of the text; a passage
// without a head (an excerpt, a bulletin's section) gets the year that its own words name most often, comparisons left out.
//
//	p := head.New(lex.Areas)
//	m := p.Parse("UBND TỈNH BẮC KẠN\nSố: 12/BC-UBND\nBắc Kạn, ngày 5 tháng 12 năm 2023\nBÁO CÁO\nTình hình năm 2023\n")
//	fmt.Println(m.Number, m.Date, m.Period, m.Area)  // 12/BC-UBND 2023-12-05 2023 06
package head
