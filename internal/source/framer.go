package source

import "bytes"

// framer cuts the lines of one file into records and joins what a container runtime cut apart. It keeps bytes only
// while a join is open, at most max of them a stream.
type framer struct {
	format Format // Auto until the first line has been seen
	max    int
	joins  [2]join // stdout, stderr

	multi  *Multiline
	groups [2]group // stdout, stderr; a plain file has the first
	cuts   []int64  // where groups are to be closed: see Position.Cuts
	text   []byte   // the record that put is about
	seen   [2]int64 // offset of the last record of each stream
	start  int64    // the last place at which a restart may begin
	handed bool     // the file goes on from records of the file before it
}

func newFramer(o *FileOptions) framer {
	return framer{format: o.Format, max: o.MaxLine, multi: &o.Multiline}
}

// join is a record of which some parts have been seen.
type join struct {
	open    bool
	tooLong bool
	begin   int64 // offset of the first part
	text    []byte
}

// settle decides the format of a file from its first line. It is a guess for the file only: a line that turns out not
// to be of that format is a record as it stands.
func (f *framer) settle(first []byte) {
	f.format = Plain
	if _, _, ok := parseCRI(first); ok {
		f.format = CRI
	} else if _, _, ok := appendDocker(nil, first); ok {
		f.format = Docker
	}
}

// open says whether a join or a group is unfinished.
func (f *framer) open() bool { return f.joins[0].open || f.joins[1].open || f.grouped() }

// held returns how many bytes of unfinished joins and groups are held.
func (f *framer) held() (n int64) {
	for i := range f.joins {
		n += int64(len(f.joins[i].text) + len(f.groups[i].text))
	}
	return n
}

// build is a chunk being filled. out is reused from chunk to chunk.
type build struct {
	c    Chunk
	out  []byte
	safe int64 // the last offset behind a line at which no join was open, or -1
}

func (b *build) reset(o *Origin) {
	b.c = Chunk{Origin: o, Records: b.c.Records[:0], Lines: true}
	b.out, b.safe = b.out[:0], -1
}

// markSafe says that a restart may begin at off: all records so far lie before it.
func (b *build) markSafe(off int64) { b.safe, b.c.Before = off, len(b.c.Records) }

// lines adds whole lines, which begin at offset off of the file. For plain files the chunk's Data is block itself.
func (f *framer) lines(b *build, block []byte, off int64) {
	if f.format == Plain && !f.multi.on() {
		f.plainLines(b, block, off)
		return
	}
	for len(block) > 0 {
		f.makeCuts(b, off)
		n := bytes.IndexByte(block, '\n') + 1
		f.line(b, block[:n-1], off)
		block, off = block[n:], off+int64(n)
		if !f.open() {
			b.markSafe(off)
			f.start = off
		}
	}
	b.c.Data = b.out
}

func (f *framer) plainLines(b *build, block []byte, off int64) {
	for at := 0; at < len(block); {
		n := bytes.IndexByte(block[at:], '\n')
		r := Record{Start: at, End: at + n, Offset: off + int64(at)}
		if n > f.max {
			r.End, r.TooLong, b.c.Lines = at, true, false
		}
		b.c.Records = append(b.c.Records, r)
		at += n + 1
	}
	b.c.Data = block
	b.markSafe(off + int64(len(block)))
}

// line adds one line without its LF, as it stands in the file.
func (f *framer) line(b *build, line []byte, off int64) {
	begin := len(b.out)
	switch f.format {
	case CRI:
		if p, text, ok := parseCRI(line); ok {
			b.out = append(b.out, text...)
			f.part(b, p, begin, off)
			return
		}
	case Docker:
		out, p, ok := appendDocker(b.out, line)
		if b.out = out; ok {
			f.part(b, p, begin, off)
			return
		}
	}
	b.out = append(b.out, line...)
	f.put(b, 0, begin, 0, off, len(line) > f.max)
}

// part takes the part in b.out[begin:] into the join of its stream, and adds the record if it is the last one.
func (f *framer) part(b *build, p part, begin int, off int64) {
	stream := 0
	if p.stderr {
		stream = 1
	}
	j := &f.joins[stream]
	if p.last && !j.open {
		f.put(b, stream, begin, p.time, off, false)
		return
	}
	if !j.open {
		*j = join{open: true, begin: off, text: j.text[:0]}
	}
	if text := b.out[begin:]; len(j.text)+len(text) > f.max {
		j.tooLong, j.text = true, nil
	} else if !j.tooLong {
		j.text = append(j.text, text...)
	}
	b.out = b.out[:begin]
	if p.last {
		f.finish(b, stream, p.time)
	}
}

// finish adds the record of a join and gives its memory back.
func (f *framer) finish(b *build, stream int, time int64) {
	j := f.joins[stream]
	f.joins[stream] = join{}
	begin := len(b.out)
	b.out = append(b.out, j.text...)
	f.put(b, stream, begin, time, j.begin, j.tooLong)
}

// record adds b.out[begin:] as one record.
func (b *build) record(max, begin int, time, off int64, tooLong bool) {
	if tooLong || len(b.out)-begin > max {
		b.out = b.out[:begin]
		tooLong = true
	}
	r := Record{Start: begin, End: len(b.out), Time: time, Offset: off, TooLong: tooLong}
	if tooLong || bytes.IndexByte(b.out[begin:], '\n') >= 0 {
		b.c.Lines = false
	}
	b.out = append(b.out, '\n')
	b.c.Records = append(b.c.Records, r)
}

// rest adds what an ended file leaves: a last line without LF, and unfinished joins.
func (f *framer) rest(b *build, line []byte, off int64) {
	f.makeCuts(b, off)
	if len(line) > 0 {
		if f.format == Plain || f.format == Auto {
			begin := len(b.out)
			b.out = append(b.out, line...)
			f.put(b, 0, begin, 0, off, false)
		} else {
			f.line(b, line, off)
		}
	}
	for i := range f.joins {
		if f.joins[i].open {
			f.finish(b, i, 0)
		}
	}
	f.closeGroups(b)
	b.c.Data = b.out
	b.markSafe(off + int64(len(line)))
}
