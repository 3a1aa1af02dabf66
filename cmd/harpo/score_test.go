package main

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

const goldText = "pt José O'Brien, DOB 1/2/1980 at 10.0.0.1"

func mark(part, typ string) goldSpan {
	i := strings.Index(goldText, part)
	return goldSpan{i, i + len(part), typ}
}

// scored scores predictions for a record with a name, a birth date and an optional address, and one without anything.
func scored(s *scorer, a, b []goldSpan) totals {
	gold := []goldRecord{
		{ID: "a", Text: goldText, Spans: []goldSpan{mark("José O'Brien", "NAME"), mark("1/2/1980", "DOB")}, Optional: []goldSpan{mark("10.0.0.1", "IP")}},
		{ID: "b", Text: "all quiet"},
	}
	s.add(&gold[0], a)
	s.add(&gold[1], b)
	return s.sum.total.totals()
}

func TestScore(t *testing.T) {
	name, born, ip := mark("José O'Brien", "NAME"), mark("1/2/1980", "DOB"), mark("10.0.0.1", "IP")
	check := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	perfect := scored(newScorer(), []goldSpan{name, born, ip}, nil)
	check("perfect leak", perfect.LeakChars+perfect.LeakSpans+perfect.Over, 0)
	check("perfect F", *perfect.StrictF1+*perfect.NormF1+perfect.CharF2, 3)

	none := scored(newScorer(), nil, nil)
	check("none leak", none.LeakChars+none.LeakSpans, 2)
	check("none over", none.Over, 0)

	parts := []goldSpan{mark("José", "NAME"), mark("O'Brien", "NAME"), mark("1/2/1980", "DATE")}
	split := scored(newScorer(), parts, nil)
	check("split leaks its blank only", split.LeakChars, 1.0/20)
	check("split spans", split.LeakSpans, 0)
	check("split strict", *split.StrictF1, 0)
	check("split norm", *split.NormF1, .5)
	s := newScorer()
	s.alias = map[string]string{"DATE": "DOB"}
	check("alias", *scored(s, parts, nil).NormF1, 1)

	wrong := scored(newScorer(), []goldSpan{name, born}, []goldSpan{{0, 3, "X"}})
	check("touched", wrong.NegativeRecordsTouched, 1)
	check("over on negative", wrong.OverOnNegative, 3.0/8)

	check("one letter left", scored(newScorer(), []goldSpan{{name.Start, name.Start + 7, "NAME"}, born}, nil).LeakSpans, .5)
	s = newScorer()
	s.optional = map[string]bool{"NAME": true}
	free := scored(s, []goldSpan{born}, nil)
	check("optional type", float64(free.Spans)+free.LeakSpans, 1)
}

func TestCharSpansWiden(t *testing.T) {
	got := charSpans("aéb", []goldSpan{{2, 3, "X"}, {0, 2, "Y"}}, nil)
	want := []charSpan{{0, 2, "Y"}, {1, 2, "X"}} // both offsets inside é widen
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestReadGold(t *testing.T) {
	f := func(text string, n int, ok bool) {
		t.Helper()
		got, err := readGold(strings.NewReader(text))
		if len(got) != n || (err == nil) != ok {
			t.Errorf("%q: %d records, %v", text, len(got), err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("error quotes input: %v", err)
		}
	}
	f("", 0, true)
	f("{\"id\":\"a\",\"text\":\"x\"}\r\n\n{\"id\":\"b\",\"text\":\"y\",\"spans\":[{\"start\":0,\"end\":1,\"type\":\"NAME\"}]}", 2, true)
	f("{\"id\":\"a\",\"text\":\"secret\",\"spans\":[{\"start\":0,\"end\":7,\"type\":\"NAME\"}]}", 0, false)
	f("{\"id\":\"a\",\"text\":\"secret\",\"optional\":[{\"start\":2,\"end\":2,\"type\":\"NAME\"}]}", 0, false)
	f("secret", 0, false)
}

func TestExamplesHideText(t *testing.T) {
	s := newScorer()
	s.misses, s.wrong = 5, 5
	scored(s, []goldSpan{mark("pt", "NAME")}, nil)
	for _, o := range []evalOptions{{}, {json: true}} {
		var b bytes.Buffer
		if err := o.write(&b, &s.sum); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "José") || !strings.Contains(b.String(), "DOB") {
			t.Errorf("hidden: %s", &b)
		}
		b.Reset()
		o.reveal = true
		if err := o.write(&b, &s.sum); err != nil || !strings.Contains(b.String(), "José") {
			t.Errorf("revealed: %s", &b)
		}
	}
}
