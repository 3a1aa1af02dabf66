package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// row is one command on one file: seconds, one value a round.
type row struct {
	Name string    `json:"name"`
	CPU  []float64 `json:"cpu_seconds"` // user and system, of the command and its children
	Wall []float64 `json:"wall_seconds"`
	args []string
}

// yardstick is the row that the others are compared with.
const yardstick = "wc -l"

func measure(o *options, dir string, res *result) error {
	key := filepath.Join(dir, "token.key")
	if err := exec.Command(o.harpo, "key", "new", key).Run(); err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	var pin []string
	if _, err := exec.LookPath("taskset"); err == nil && o.core >= 0 {
		pin, res.Pinned = []string{"taskset", "-c", strconv.Itoa(o.core)}, true
	}
	for _, f := range res.Files {
		if err := check(o, key, f); err != nil {
			return fmt.Errorf("check %s: %w", f.Name, err)
		}
		f.Rows = rows(o, key, f.path)
	}
	for round := range o.rounds + 1 {
		for _, f := range res.Files {
			for _, r := range f.Rows {
				if err := r.run(pin, round > 0); err != nil {
					return fmt.Errorf("run %s: %w", r.Name, err)
				}
			}
		}
	}
	return nil
}

// rows returns the commands for a file. They are run without a shell, but for the peers.
func rows(o *options, key, path string) []*row {
	rs := []*row{
		{Name: yardstick, args: []string{"wc", "-l", path}},
		{Name: "cat", args: []string{"cat", path}},
		{Name: "harpo filter", args: filterArgs(o, key, path)},
	}
	for _, p := range o.peers {
		name, command, _ := strings.Cut(p, "=")
		quoted := "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
		rs = append(rs, &row{Name: name, args: []string{"sh", "-c", strings.ReplaceAll(command, "{}", quoted)}})
	}
	return rs
}

func filterArgs(o *options, key, path string) []string {
	return []string{o.harpo, "filter", "--policy", o.policy, "--key-file", key, "--jobs", "1", path}
}

// check runs harpo once and looks at its output: a program that passes its input on would be fast.
func check(o *options, key string, f *file) error {
	args := filterArgs(o, key, f.path)
	cmd := exec.Command(args[0], args[1:]...)
	var c counter
	cmd.Stdout = &c
	if err := cmd.Run(); err != nil {
		return err
	}
	f.Tokens = c.tokens
	if c.lines != f.Facts.Lines {
		return fmt.Errorf("harpo wrote %d lines for %d", c.lines, f.Facts.Lines)
	}
	if f.Facts.PHIRecords > 0 && c.tokens < f.Facts.PHIRecords/2 {
		return fmt.Errorf("harpo wrote %d tokens for %d records with health information: it does not redact", c.tokens, f.Facts.PHIRecords)
	}
	if f.Facts.PHIRecords == 0 && !f.Made && c.tokens == 0 {
		return errors.New("harpo wrote no token: name a file that holds something to redact")
	}
	return nil
}

// run runs the command once, and counts it unless it only warms up.
func (r *row) run(pin []string, counts bool) error {
	args := append(slices.Clone(pin), r.args...)
	cmd := exec.Command(args[0], args[1:]...)
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer null.Close()
	cmd.Stdout = null
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	begin := time.Now()
	err = cmd.Run()
	wall := time.Since(begin)
	if err != nil || !counts {
		return err
	}
	r.Wall = append(r.Wall, wall.Seconds())
	r.CPU = append(r.CPU, (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds())
	return nil
}
