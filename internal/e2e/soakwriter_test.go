package e2e

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"time"
)

// soakWriter appends numbered lines, some with canaries, some that are refused for ever, and rotates its file in its way. It
// waits for nobody.
type soakWriter struct {
	kind, log                  string // kind: rename, copytruncate, replaced, cri, gz, zst
	alike                      bool   // its files begin with the same text
	lines, poisoned, rotations atomic.Int64
	banners                    atomic.Int64 // files that begin with one
	packed                     int          // rotations up to this one are compressed
}

func (w *soakWriter) isPoison(i int) bool { return w.kind == "rename" && i%5003 == 500 }

func (w *soakWriter) line(i int) string {
	prefix := ""
	if w.kind == "cri" {
		prefix = time.Now().UTC().Format("2006-01-02T15:04:05.000000000Z07:00") + " stdout F "
	}
	text := fmt.Sprintf("soak %s %d level=info msg=\"step finished\"", w.kind, i)
	switch {
	case w.isPoison(i):
		text += " " + poison
	case i%5 == 0:
		text += fmt.Sprintf(" email=canary%06d@example.org phone=312-555-%04d", i, i%10000)
	}
	return prefix + text + "\n"
}

// banner is the first line of a file: the same of every file of a kind, and longer than what a fingerprint of its head covers.
func (w *soakWriter) banner() string {
	return "soak " + w.kind + " banner " + strings.Repeat("the next file begins like this one; ", 40) + "\n"
}

// run writes about 500 lines a second until stop is closed.
func (w *soakWriter) run(stop <-chan struct{}, rng *rand.Rand) error {
	pace := time.NewTicker(10 * time.Millisecond)
	defer pace.Stop()
	f, err := os.OpenFile(w.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { f.Close() }()
	next := 400 + rng.IntN(1200)
	for {
		select {
		case <-stop:
			return nil
		case <-pace.C:
		}
		var b strings.Builder
		if fi, err := f.Stat(); err == nil && fi.Size() == 0 && w.kind != "cri" && w.alike {
			b.WriteString(w.banner())
			w.banners.Add(1)
		}
		for range 5 {
			i := int(w.lines.Load())
			b.WriteString(w.line(i))
			if w.isPoison(i) {
				w.poisoned.Add(1)
			}
			w.lines.Add(1)
		}
		if _, err := io.WriteString(f, b.String()); err != nil {
			return err
		}
		if next -= 5; next > 0 {
			continue
		}
		if f, err = w.rotate(f); err != nil {
			return err
		}
		if next = 400 + rng.IntN(1200); w.kind == "replaced" && rng.IntN(2) == 0 {
			next = 5 // and at once again: the file in between lives for some milliseconds
		}
		if err := w.pack(rng.IntN(2)); err != nil {
			return err
		}
	}
}

func (w *soakWriter) rotated(n int) string { return fmt.Sprintf("%s.%d", w.log, n) }

func (w *soakWriter) rotate(f *os.File) (*os.File, error) {
	to := w.rotated(int(w.rotations.Add(1)))
	if w.kind == "copytruncate" {
		text, err := os.ReadFile(w.log)
		if err == nil {
			err = os.WriteFile(to, text, 0o600)
		}
		if err == nil {
			err = os.Truncate(w.log, 0)
		}
		return f, err
	}
	if err := os.Rename(w.log, to); err != nil {
		return f, err
	}
	f.Close()
	return os.OpenFile(w.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// pack compresses what was rotated, all but the latest so many: with 0 as logrotate does with compress, with 1 as with
// delaycompress.
func (w *soakWriter) pack(but int) error {
	program := map[string][]string{"gz": {"gzip"}, "zst": {"zstd", "--rm", "-q"}}[w.kind]
	if program == nil {
		return nil
	}
	for w.packed < int(w.rotations.Load())-but {
		w.packed++
		if out, err := exec.Command(program[0], append(program[1:], w.rotated(w.packed))...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", program[0], err, out)
		}
	}
	return nil
}
