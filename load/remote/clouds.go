//go:build clouds

package remote

// These two bring more code than the rest of the program together, so they are there only where they are asked for.
import (
	_ "gocloud.dev/blob/azureblob" // azblob://
	_ "gocloud.dev/blob/gcsblob"   // gs://
)
