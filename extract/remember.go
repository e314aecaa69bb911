package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// update leaves to the following clauses what they inherit from this one.
func (s *sentence) update(a *amount, i int, r reading, head phrase, target int) {
	b := s.b
	f := &b.figures[i]
	q := &b.p.Quantities[a.qty]
	if target >= 0 {
		return
	}
	fr := a.frame
	if !q.Unit.Noun && !a.own && a.count.text != "" && fr.action != "" {
		fr.action = a.count.text // "đầu tư 164,5 tỷ đồng xây mới 187 phòng học"
	}
	level := r.measure == schemas.Level || r.measure == schemas.Change && a.preds.Has(parse.MoreOf) || r.measure == schemas.Rate && r.unit != "%" || r.measure == schemas.Score
	if level || r.measure == schemas.Rate && (a.own || fr.last < 0) {
		fr.last = i
	}
	if a.own && !(r.measure == schemas.Rate && s.onlyAverage(a) && s.averaged(q) != "") { // an average says more of what is named already
		fr.head = phrase{text: s.headText(f, a, r), traits: a.np.traits}
		if q.Unit.Noun && a.np.traits.Measure && !s.counts(a.np.text, s.nounText(q.Unit.ID)) && r.measure == schemas.Level {
			fr.head.text = strings.TrimSpace(a.np.text + " " + s.nounText(q.Unit.ID) + " " + a.count.text) // "dư nợ đối với 250 doanh nghiệp là …"
		}
		if fr.opener == schemas.OpenNone || fr.opener == schemas.OpenCuThe && fr.parent < 0 {
			b.para.head = fr.head
		}
		if q.Unit.Noun && !a.np.traits.Measure && r.measure == schemas.Level {
			fr.subject = a.np.text
			fr.head.rest = strings.TrimSpace(a.count.text + " " + a.np.text)
		}
	} else if q.Unit.Noun && (a.count.text != "" || fr.head.empty()) && r.measure == schemas.Level {
		fr.head = phrase{text: f.Indicator, traits: parse.Traits{Measure: true}, rest: a.count.text}
		if fr.opener == schemas.OpenNone {
			b.para.head = fr.head
		}
	}
	if q.Unit.ID == "{vụ}" && r.measure == schemas.Level {
		if ev, ok := strings.CutPrefix(f.Indicator, "số vụ "); ok && countWords(ev) < 10 && !(b.para.event != "" && s.handled(a)) {
			b.para.event = ev
		}
	}
	if level {
		b.para.lastQ = i
		if fr.opener == schemas.OpenNone || fr.outer == nil || b.para.last < 0 || fr.opener == schemas.OpenCuThe && fr.parent < 0 {
			b.para.last = i
		}
	}
}

// headText returns the name that later clauses of the scope refer to.
func (s *sentence) headText(f *schemas.Figure, a *amount, r reading) string {
	switch {
	case r.measure == schemas.Level || r.measure == schemas.Rate || r.measure == schemas.Score:
		return f.Indicator
	case r.measure == schemas.Share && s.partBehind(a):
		return a.np.text
	}
	if strings.Contains(f.Indicator, " - ") {
		return strings.TrimPrefix(strings.TrimPrefix(f.Indicator, "tốc độ tăng "), "tỷ trọng ")
	}
	return a.np.text
}

// remember keeps for the next sentence what it may go on with.
func (s *sentence) remember() {
	b := s.b
	for i := len(b.figures) - 1; i >= s.first; i-- {
		f := &b.figures[i]
		if f.Role == schemas.Main && f.Measure == schemas.Level && f.Opener == schemas.OpenNone {
			b.para.last = i
			return
		}
	}
}
