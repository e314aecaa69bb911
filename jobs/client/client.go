// Package client makes the HTTP client of the jobs: one that is patient with servers.
package client

import (
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

const (
	patience  = 10 * time.Minute // for one request, its retries included
	moreTries = 3
)

// New returns a client that tries again, after growing pauses, where a server does not answer or says that it is busy. The answer
// to the last try is returned as it is.
func New() *http.Client {
	c := retryablehttp.NewClient()
	c.RetryMax, c.RetryWaitMin, c.RetryWaitMax, c.Logger = moreTries, 250*time.Millisecond, 15*time.Second, nil
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler
	std := c.StandardClient()
	std.Timeout = patience
	return std
}
