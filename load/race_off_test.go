//go:build !race

package load

// instrumented tells that the race detector is built in, which takes several times the memory and time.
const instrumented = false
