package main

import (
	"bufio"
	"io"
	"os/exec"
	"time"

	"github.com/harpolog/harpo/benchmarks/internal/proc"
)

// filter is a running `harpo filter`.
type filter struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func start(harpo, key string) (*filter, error) {
	cmd := exec.Command(harpo, "filter", "--jobs", "1", "--key-file", key)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &filter{cmd, in, bufio.NewReaderSize(out, 1<<20)}, cmd.Start()
}

// line sends one line and waits for what becomes of it.
func (f *filter) line(text []byte) error {
	if _, err := f.in.Write(text); err != nil {
		return err
	}
	_, err := f.out.ReadSlice('\n')
	return err
}

// stop ends the filter.
func (f *filter) stop() error {
	if err := f.in.Close(); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, f.out); err != nil {
		return err
	}
	return f.cmd.Wait()
}

// startUp returns how long the filter takes from its start to its first line, n times.
func startUp(harpo, key string, n int) (took []time.Duration, err error) {
	for range n {
		begin := time.Now()
		f, err := start(harpo, key)
		if err != nil {
			return nil, err
		}
		if err := f.line([]byte("ssn=536-22-8145\n")); err != nil {
			return nil, err
		}
		took = append(took, time.Since(begin))
		if err := f.stop(); err != nil {
			return nil, err
		}
	}
	return took, nil
}

// through is how many lines are sent one by one.
const through = 20_000

// stream sends lines one by one, then all in one stream, and returns how long the former took and the filter's peak memory.
func stream(harpo, key string, lines [][]byte) (took []time.Duration, rss int64, err error) {
	f, err := start(harpo, key)
	if err != nil {
		return nil, 0, err
	}
	for _, l := range lines[:min(len(lines), through)] {
		begin := time.Now()
		if err := f.line(l); err != nil {
			return nil, 0, err
		}
		took = append(took, time.Since(begin))
	}
	sent := make(chan error, 1)
	go func() {
		w := bufio.NewWriterSize(f.in, 1<<20)
		for _, l := range lines {
			if _, err := w.Write(l); err != nil {
				sent <- err
				return
			}
		}
		sent <- w.Flush()
	}()
	for range lines {
		if _, err := f.out.ReadSlice('\n'); err != nil {
			return nil, 0, err
		}
	}
	if err := <-sent; err != nil {
		return nil, 0, err
	}
	if rss, err = proc.Peak(f.cmd.Process.Pid); err != nil {
		return nil, 0, err
	}
	return took, rss, f.stop()
}
