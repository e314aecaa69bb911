package console

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"path"
	"time"

	"solieu/jobs/console/ledger"
	"solieu/pipeline/audit"
	"solieu/schemas"
)

// maxWaiver is how far ahead a waiver from the console reaches.
const maxWaiver = 3 // years

// refusal says what is wrong with a form, in Vietnamese and in English.
type refusal [2]string

func (r refusal) Error() string { return r[1] }

// decision is a form of a finding's page that was sent.
type decision struct {
	ledger.Decision
	seen ledger.Seen
	form url.Values
}

// decide takes a form of a finding's page: it must be the browser's own, of a finding that is shown, with a reason and a name. What act refuses is
// shown beside the form, with what was typed.
func (c *Console) decide(act func(decision) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		x, lang := c.now.Load(), c.lang(r)
		if x == nil || !c.opt.AllowWaivers {
			c.fail(w, r, http.StatusForbidden, "trang này chỉ để đọc: khởi động với --allow-waivers", "this console is read-only: start it with --allow-waivers")
			return
		}
		if !c.ownForm(r) {
			c.fail(w, r, http.StatusForbidden, "biểu mẫu đã cũ: tải lại trang và gửi lại", "the form is old: load the page again and send it again")
			return
		}
		v, err := c.findingView(x, r, lang)
		var missing noSuch
		switch {
		case errors.As(err, &missing):
			c.render(w, r, http.StatusNotFound, page{Name: "missing", Title: [2]string{"Không tìm thấy", "Not found"}, Data: []string{missing.vi, missing.en}})
			return
		case err != nil:
			c.broken(w, r, err)
			return
		}
		d, err := c.decision(x, r)
		if err == nil {
			err = act(d)
		}
		if err == nil {
			c.opt.Log.Info().Str("issue", d.Issue).Str("who", d.Who).Str("form", r.URL.Path).Msg("decided")
			http.Redirect(w, r, "/finding/"+d.Issue+"?document="+url.QueryEscape(r.PostFormValue("document")), http.StatusSeeOther)
			return
		}
		v.Refused, v.Said, v.Given = formOf(r), c.refused(d, err), r.PostForm
		c.render(w, r, http.StatusUnprocessableEntity, page{Name: "finding", Title: [2]string{"Kết quả kiểm tra", "Finding"}, Data: v})
	}
}

// refused words an error for the page. What is no fault of the form is for the program's log as well.
func (c *Console) refused(d decision, err error) refusal {
	var said refusal
	switch {
	case errors.As(err, &said):
		return said
	case errors.Is(err, audit.ErrWaived):
		return refusal{"Kết quả này vừa được miễn trừ.", "Somebody has accepted this finding already."}
	case errors.Is(err, audit.ErrNotWaived):
		return refusal{"Miễn trừ này vừa được rút.", "Somebody has withdrawn this waiver already."}
	case errors.Is(err, ledger.ErrUpheld):
		return refusal{"Kết quả này vừa được giữ nguyên.", "Somebody has upheld this finding already."}
	}
	c.opt.Log.Error().Str("issue", d.Issue).Err(err).Msg("a decision was not written")
	return refusal{err.Error(), err.Error()}
}

// decision reads what every form has.
func (c *Console) decision(x *shown, r *http.Request) (decision, error) {
	d := decision{form: r.PostForm, seen: ledger.Seen{Snapshot: x.Snapshot.Number}}
	if log := x.Snapshot.Manifest.Log; log != nil {
		d.seen.Head = log.Head
	}
	d.Decision = ledger.Decision{Issue: r.PathValue("issue"), Reason: audit.OneLine(r.PostFormValue("reason")),
		Who: cmp.Or(c.user(r), audit.OneLine(r.PostFormValue("who"))), At: c.opt.Now().In(zone()).Truncate(time.Second)}
	switch {
	case len(d.Reason) < 5 || len(d.Reason) > audit.MaxReason:
		return d, refusal{"Lý do phải có từ 5 đến 2000 ký tự.", "The reason must have 5 to 2000 characters."}
	case d.Who == "" || len(d.Who) > audit.MaxWho:
		return d, refusal{"Hãy ghi họ tên và đơn vị, tối đa 200 ký tự.", "Write your name and office, at most 200 characters."}
	}
	return d, nil
}

// accept lives with a finding until a day.
func (c *Console) accept(d decision) error {
	until, err := time.ParseInLocation(time.DateOnly, d.form.Get("until"), zone())
	if err != nil || until.Before(d.At.AddDate(0, 0, -1)) || until.After(d.At.AddDate(maxWaiver, 0, 0)) {
		return refusal{"Ngày hết hạn phải từ hôm nay đến ba năm sau.", "The last day must be from today to three years ahead."}
	}
	return c.ledger.Accept(audit.Waiver{Issue: d.Issue, Reason: d.Reason, Who: d.Who, At: d.At,
		Until: schemas.Date{Year: until.Year(), Month: int(until.Month()), Day: until.Day()}}, d.seen)
}

// withdraw ends a waiver.
func (c *Console) withdraw(d decision) error { return c.ledger.Withdraw(d.Decision, d.seen) }

// uphold says that a finding stands.
func (c *Console) uphold(d decision) error { return c.ledger.Uphold(d.Decision, d.seen) }

// formOf names the form that a request sent: the last word of its address.
func formOf(r *http.Request) string { return path.Base(r.URL.Path) }
