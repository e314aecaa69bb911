package load

import "sync"

// crew runs tasks beside the caller, a few at a time, and keeps the first error.
type crew struct {
	group sync.WaitGroup
	slots chan struct{}
	mu    sync.Mutex
	err   error
}

func newCrew(size int) *crew { return &crew{slots: make(chan struct{}, size)} }

// do starts a task as soon as there is room for it.
func (c *crew) do(task func() error) {
	c.slots <- struct{}{}
	c.group.Go(func() {
		defer func() { <-c.slots }()
		if err := task(); err != nil {
			c.mu.Lock()
			defer c.mu.Unlock()
			if c.err == nil {
				c.err = err
			}
		}
	})
}

// lend starts a task where there is room for it now. The task must not fail.
func (c *crew) lend(task func()) bool {
	select {
	case c.slots <- struct{}{}:
	default:
		return false
	}
	c.group.Go(func() {
		defer func() { <-c.slots }()
		task()
	})
	return true
}

func (c *crew) failed() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// wait returns when all tasks have ended, with the first error.
func (c *crew) wait() error {
	c.group.Wait()
	return c.failed()
}
