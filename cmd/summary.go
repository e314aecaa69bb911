package cmd

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"solieu/pipeline"
	"solieu/schemas"
)

// shownViolations bounds what a person is shown; the rest is in the checks table.
const shownViolations = 20

// summary prints what a run did as a short table for a person.
func (e *env) summary(w io.Writer, r *pipeline.Report, out string) {
	fmt.Fprintf(w, "\nsolieu %s · %s · %s\n\n", Version, e.count(r.Documents, "văn bản", "document", "documents"), e.duration(r.Duration))
	rows := e.rows(r)
	width := 0
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	for _, row := range rows {
		line := fmt.Sprintf("  %s%s  %10s  %s", row[0], strings.Repeat(" ", width-utf8.RuneCountInString(row[0])), row[1], row[2])
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	e.violations(w, r)
	e.ending(w, r, out)
}

func (e *env) rows(r *pipeline.Report) [][3]string {
	set := func(vi, en string, n int, vi2, en2 string) [3]string {
		return [3]string{e.text(vi, en), e.number(n), e.text(vi2, en2)}
	}
	rows := [][3]string{
		set("Văn bản", "Documents", r.Documents,
			fmt.Sprintf("không đổi %d, trùng %d, bị loại %d", r.Unchanged, r.Duplicates, r.Rejected),
			fmt.Sprintf("%d unchanged, %d duplicates, %d rejected", r.Unchanged, r.Duplicates, r.Rejected)),
		set("Con số", "Numerals", r.Numerals,
			"có phân loại "+e.percent(r.Accounted, r.Numerals), e.percent(r.Accounted, r.Numerals)+" accounted for"),
		set("Số liệu", "Figures", r.Figures,
			"có mã chỉ tiêu "+e.percent(r.Coded, r.Figures), e.percent(r.Coded, r.Figures)+" with an indicator code"),
		set("Quan sát", "Observations", r.Observations, "", ""),
		set("Kiểm tra", "Checks", r.Relations, e.outcomes(r), e.outcomes(r)),
	}
	if len(r.Rejects) > 0 {
		var parts []string
		n := 0
		for _, c := range r.Rejects {
			n += c.Count
			parts = append(parts, fmt.Sprintf("%s %d", c.Reason, c.Count))
		}
		rows = append(rows, set("Bị loại", "Rejects", n, strings.Join(parts, " · "), strings.Join(parts, " · ")))
	}
	return rows
}

func (e *env) outcomes(r *pipeline.Report) string {
	var parts []string
	for _, o := range []struct {
		outcome schemas.Outcome
		vi, en  string
	}{
		{schemas.Exact, "đúng", "exact"},
		{schemas.Rounded, "đúng khi làm tròn", "rounded"},
		{schemas.Truncated, "cắt số", "truncated"},
		{schemas.Partial, "một phần", "partial"},
		{schemas.Approximate, "xấp xỉ", "approximate"},
		{schemas.Violated, "MÂU THUẪN", "VIOLATED"},
		{schemas.NotEvaluable, "không tính được", "not evaluable"},
	} {
		if n := r.Outcomes(o.outcome); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", e.text(o.vi, o.en), n))
		}
	}
	return strings.Join(parts, " · ")
}

func (e *env) violations(w io.Writer, r *pipeline.Report) {
	if len(r.Violations) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", e.text("Số liệu mâu thuẫn (không khẳng định số nào sai)", "Contradicting figures (no claim as to which one is wrong)"))
	for i, v := range r.Violations {
		if i == shownViolations {
			fmt.Fprintf(w, "\n  … %s\n", e.text("còn nữa: xem bảng checks", "more: see the checks table"))
			return
		}
		fmt.Fprintf(w, "\n  %d. %s:%d  %s\n", i+1, v.URI, v.Line, e.gravity(v)+e.text(v.MessageVI, v.MessageEN))
		fmt.Fprintf(w, "     “%s”\n", v.Excerpt)
		if v.Formula != "" {
			fmt.Fprintf(w, "     %s\n", recomputation(v, e.text("tính lại", "recomputed")))
		}
	}
}

// gravity marks the violations that turn a verdict: who trusts the words decides wrongly.
func (e *env) gravity(v pipeline.Violation) string {
	if v.Severity != schemas.SeverityDecision {
		return ""
	}
	return e.text("KẾT LUẬN SAI: ", "DECISION ERROR: ")
}

func recomputation(v pipeline.Violation, recomputed string) string {
	s := v.Formula
	if v.Computed != "" {
		s += "; " + recomputed + " " + v.Computed
	}
	if v.Low != "" && v.Low != v.High {
		s += fmt.Sprintf(" [%s; %s]", v.Low, v.High)
	}
	return s
}

func (e *env) ending(w io.Writer, r *pipeline.Report, out string) {
	if r.Outcome == pipeline.Published {
		fmt.Fprintf(w, "\n"+e.text("Đã công bố bản chụp %d: %s/current", "Published snapshot %d: %s/current")+"\n", r.Snapshot, out)
	}
	fmt.Fprintln(w)
}

// count is "3 documents", or "3 văn bản".
func (e *env) count(n int, vi, one, many string) string {
	en := many
	if n == 1 {
		en = one
	}
	return e.number(n) + " " + e.text(vi, en)
}

// number groups thousands as the language does.
func (e *env) number(n int) string {
	s, sep := fmt.Sprint(n), e.text(".", ",")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return s
}

// percent is a share cut, not rounded, to one digit: 100 % means all of them.
func (e *env) percent(part, whole int) string {
	if whole == 0 || part == whole {
		return "100 %"
	}
	tenths := part * 1000 / whole
	return fmt.Sprintf("%d%s%d %%", tenths/10, e.text(",", "."), tenths%10)
}

func (e *env) duration(d time.Duration) string {
	return strings.Replace(fmt.Sprintf("%.1f s", d.Seconds()), ".", e.text(",", "."), 1)
}
