package notice

import (
	"context"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// Mail sends notices by SMTP.
type Mail struct {
	Host     string
	Port     int
	TLS      string // starttls, tls or none
	User     string // empty means that nobody logs in
	Password string
	From     string
	To       []string
}

// String names the recipients.
func (m Mail) String() string { return "e-mail to " + strings.Join(m.To, ", ") }

// sendWithin bounds the conversation with the server.
const sendWithin = 30 * time.Second

// Deliver implements [Channel].
func (m Mail) Deliver(ctx context.Context, n Notice, t Text) error {
	letter := mail.NewMsg()
	if err := letter.From(m.From); err != nil {
		return err
	}
	if err := letter.To(m.To...); err != nil {
		return err
	}
	letter.Subject(t.Subject)
	letter.SetDateWithValue(n.Ended)
	letter.SetMessageIDWithValue(n.ID() + "@solieu")
	letter.SetGenHeader("Auto-Submitted", "auto-generated") // nobody's holiday answers it
	letter.SetBodyString(mail.TypeTextPlain, t.Body)
	options := []mail.Option{mail.WithPort(m.Port), mail.WithTimeout(sendWithin)}
	switch m.TLS {
	case "tls":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if m.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(m.User), mail.WithPassword(m.Password))
	}
	client, err := mail.NewClient(m.Host, options...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, letter)
}
