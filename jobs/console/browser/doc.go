// Package browser holds the tests that drive a real browser through the console: every page, filter, waiver and export, at three widths, by day
// and by night, with axe-core looking for barriers. It is a module of its own, so that the driver is no dependency of the program. The script
// run installs axe-core into a temporary folder and runs them; without Chromium they are left out.
package browser
