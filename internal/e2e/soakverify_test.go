package e2e

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/ledger"
	"github.com/harpolog/harpo/redact"
)

// soakResult is what was found after a soak.
type soakResult struct {
	received int // lines Loki was sent in all
	stored   []entry
	letters  map[string]int // by line
	book     ledger.Report
	secrets  []string
	lost     []string
	twice    int
	repeats  []string // the lines that are stored twice
	strange  int
	alarms   int // times that an agent says something is lost
}

func (s *soak) search(where, text string) {
	if secret := secretIn(text); secret != "" {
		s.secrets = append(s.secrets, where+": "+secret)
	}
}

// secretIn returns a canary of the writers if the text has one.
func secretIn(text string) string {
	for _, c := range []string{"canary", "312-555-"} {
		if i := strings.Index(text, c); i >= 0 {
			return text[i:min(len(text), i+30)]
		}
	}
	return ""
}

var soakID = regexp.MustCompile(`^(?:.*? stdout F )?soak (\w+) (\d+) `)

var soakBanner = regexp.MustCompile(`^soak (\w+) banner `)

// verify counts what is where.
func (s *soak) verify(t *testing.T) {
	t.Helper()
	s.stored = s.l.query(t, fmt.Sprintf("{job=%q}", soakJob))
	s.received = s.l.received(t)
	seen := map[string]int{}
	for _, e := range s.stored {
		s.search("loki", e.line)
		if m := soakID.FindStringSubmatch(e.line); m != nil {
			id := m[1] + " " + m[2]
			seen[id]++
		} else if m := soakBanner.FindStringSubmatch(e.line); m != nil {
			seen[m[1]]++
		} else {
			s.strange++
		}
	}
	s.readLetters(t)
	for _, w := range s.writers {
		for i := range int(w.lines.Load()) {
			id := fmt.Sprintf("%s %d", w.kind, i)
			n := seen[id]
			if w.isPoison(i) {
				n = min(s.letters[id], 1) // one refused again after a kill is kept again
			}
			if n == 0 {
				s.lost = append(s.lost, id)
			}
			if n > 1 {
				s.twice += n - 1
				s.repeats = append(s.repeats, id)
			}
		}
		if got, want := seen[w.kind], int(w.banners.Load()); got != want {
			t.Errorf("%d of %d first lines of the files of writer %s", got, want, w.kind)
		}
	}
	check(t, filepath.WalkDir(s.agent.state(), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var text []byte
			if text, err = os.ReadFile(path); err == nil {
				s.search("the state folder", filepath.Base(path)+string(text))
			}
		}
		return err
	}))
	for _, out := range s.out {
		s.search("an agent's output", out)
		s.alarms += strings.Count(out, "bytes were destroyed before they were read")
	}
	s.secrets = append(s.secrets, s.far.secrets...)
	a := s.account
	left := a["records_read_total"] + a["records_recovered_total"]
	right := a["records_acknowledged_total"] + a["placeholders_acknowledged_total"] + a["records_dead_lettered_total"] + a["records_lost_total"] + a["waiting_records"] + a["spool_records"]
	s.verifyBook(t)
	if left != right {
		t.Errorf("the last agent's account does not come out even: read and recovered %v, all else %v", left, right)
	}
	if s.alarms > 0 {
		t.Errorf("agents say %d times that bytes were destroyed", s.alarms)
	}
	if len(s.lost)+s.twice+s.strange+len(s.secrets) > 0 || a["records_lost_total"] > 0 {
		t.Errorf("lost %d: %s\nstored twice %d: %s\nnever written %d, identifiers in the clear: %s", len(s.lost), spans(s.lost), s.twice, spans(s.repeats), s.strange, first(s.secrets))
	}
}

// verifyBook has the ledger checked, which was kept over all the kills: each line was read once, and is with Loki or among the dead letters.
func (s *soak) verifyBook(t *testing.T) {
	t.Helper()
	out, err := exec.Command(s.agent.binary, "ledger", "verify", filepath.Join(s.agent.state(), "ledger"), "--format", "json").Output()
	if err != nil {
		t.Fatalf("the ledger is not sound: %v: %s", err, out)
	}
	check(t, json.Unmarshal(out, &s.book))
	w := s.book.Total.OfSink("loki")
	good, bad := s.written()
	if w.Read != uint64(good+bad) || w.Acknowledged != uint64(good) || w.Dead != uint64(bad) || w.Placeholders+w.Lost > 0 || s.book.Runs-s.book.Unended != 1 { // some are killed before they have begun
		t.Errorf("the ledger after %d runs, %d of them killed, has %+v; written were %d, of which %d are refused for ever", s.book.Runs, s.book.Unended, w, good+bad, bad)
	}
}

// spans writes numbered lines, which come in order, as "kind from-to", for a message.
func spans(ids []string) string {
	var out []string
	for i := 0; i < len(ids); {
		kind, from, to := "", 0, 0
		fmt.Sscan(ids[i], &kind, &from)
		to = from
		for i++; i < len(ids) && ids[i] == fmt.Sprint(kind, " ", to+1); i++ {
			to++
		}
		out = append(out, fmt.Sprintf("%s %d-%d", kind, from, to))
	}
	return first(out)
}

// first returns some of a list.
func first(all []string) string { return strings.Join(all[:min(len(all), 60)], ", ") }

// readLetters counts the dead letters by line.
func (s *soak) readLetters(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile(s.agent.keyFile)
	check(t, err)
	keys, err := redact.ParseKeys(text)
	check(t, err)
	dirs, err := filepath.Glob(filepath.Join(s.agent.state(), "dead*"))
	check(t, err)
	for _, dir := range dirs {
		check(t, agent.OpenLetters(agent.DeadLetters{Dir: dir, MaxBytes: 1 << 30}, keys, nil).All(func(l *agent.Letter) bool {
			s.search("dead letters", l.Record.Line.String())
			if m := soakID.FindStringSubmatch(l.Record.Line.String()); m != nil {
				s.letters[m[1]+" "+m[2]]++
			}
			return true
		}))
	}
}

// report is a table of the run.
func (s *soak) report(took time.Duration) string {
	good, bad := s.written()
	var b strings.Builder
	row := func(what string, v any) { fmt.Fprintf(&b, "%-44s %v\n", what, v) }
	row("time", took.Round(time.Second))
	row("kills", s.kills)
	for _, m := range slices.Sorted(maps.Keys(s.moments)) {
		row("  at: "+m, s.moments[m])
	}
	for _, w := range s.writers {
		row("lines written, "+w.kind, fmt.Sprintf("%d in %d files", w.lines.Load(), w.rotations.Load()+1))
	}
	row("files begin alike", s.alike)
	row("reloads", s.reloads)
	row("outages", s.outages)
	row("disk of the state folder full", s.fills)
	row("  starts refused for that", s.refused)
	row("clock set while an agent ran", s.jumps)
	s.far.mu.Lock()
	for _, f := range slices.Sorted(maps.Keys(s.far.done)) {
		row("requests: "+f, s.far.done[f])
	}
	s.far.mu.Unlock()
	row("lines to be stored", good)
	row("lines that are refused for ever", bad)
	row("sent again", s.received-s.before-len(s.stored))
	row("lost", len(s.lost))
	row("stored twice", s.twice)
	row("identifiers in the clear, anywhere", len(s.secrets))
	w := s.book.Total.OfSink("loki")
	row("ledger of all agents", fmt.Sprintf("%d runs, %d without an end; read %d = acknowledged %d + placeholders %d + dead letters %d + lost %d", s.book.Runs, s.book.Unended,
		w.Read, w.Acknowledged, w.Placeholders, w.Dead, w.Lost))
	row("account of the last agent", fmt.Sprintf("read %v + recovered %v = acknowledged %v + withheld %v + dead letters %v + lost %v",
		s.account["records_read_total"], s.account["records_recovered_total"], s.account["records_acknowledged_total"],
		s.account["placeholders_acknowledged_total"], s.account["records_dead_lettered_total"], s.account["records_lost_total"]))
	return b.String()
}
