package agent

import (
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
)

// A file, or the log of one container, is a stream: what a record shows with certainty is found again in later records (see
// redact.Stream). A replay must give the same bytes. So what is remembered at a record depends on nothing but the two
// windows of the file that it lies in, and a file that is read from its middle is first read again, without being
// delivered, from where those begin.

// carry returns the stream of an origin. A source that is replayed, but that does not show its past again, carries nothing
// over.
func (in *input) carry() *redact.Stream {
	if in.c.Source != nil {
		return in.red.Alone()
	}
	return in.red.Stream()
}

// back is source.FileOptions.Back.
func (in *input) back(offset int64) int64 { return in.line.redactor(in.c.Policy).Stream().Back(offset) }

// begin tells the stream where a record begins, if it can be read again from there.
func (o *origin) begin(c *source.Chunk, r *source.Record) {
	if c.End.ID != "" || c.Past {
		o.carry.Begin(r.Offset)
	}
}

// window returns the number of the window that a record of a chunk begins in, if that matters.
func (o *origin) window(c *source.Chunk, i int) int64 {
	if c.End.ID == "" && !c.Past {
		return 0
	}
	return o.carry.Window(c.Records[i].Offset)
}

// windows calls f for the lines of a chunk, those that begin in one window at a time.
func (o *origin) windows(c *source.Chunk, f func(lines []byte)) {
	if c.End.ID == "" && !c.Past {
		f(c.Data)
		return
	}
	for i := 0; i < len(c.Records); {
		w, j := o.carry.Window(c.Records[i].Offset), i+1
		for j < len(c.Records) && o.carry.Window(c.Records[j].Offset) == w {
			j++
		}
		o.carry.Begin(c.Records[i].Offset)
		f(c.Data[c.Records[i].Start : c.Records[j-1].End+1])
		i = j
	}
}

// learn takes a chunk of what was delivered before, or never is to be. It returns what is left of it: the end
// position.
func (o *origin) learn(c *source.Chunk) *source.Chunk {
	if !o.past {
		o.carry.Reset()
	}
	o.past = true
	caught(func() error { // what a record fails with here it failed with when it was delivered: it was withheld and taught nothing
		if c.Lines {
			o.windows(c, o.carry.Learn)
			return nil
		}
		for i := range c.Records {
			if r := &c.Records[i]; !r.TooLong {
				o.begin(c, r)
				o.carry.LearnRecord(c.Data[r.Start:r.End])
			}
		}
		return nil
	})
	return &source.Chunk{Origin: c.Origin, Lines: true, End: c.End, Also: c.Also}
}
