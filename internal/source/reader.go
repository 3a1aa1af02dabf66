package source

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// Reader reads a stream that cannot be replayed, such as standard input, as plain lines. Whatever whole lines a read
// brings are emitted at once, so a slow stream is live. Its chunks have no end position.
type Reader struct {
	r     io.Reader
	o     ReaderOptions
	carry []byte // a line without its LF yet, at most MaxLine long
	skip  bool   // the line being read is too long; its bytes are passed over
	pos   int64
	build build
	frame framer
	from  Origin
}

// ReaderOptions configure a Reader; zero values are defaults.
type ReaderOptions struct {
	MaxLine int // longest record in bytes; 0 is 1 MiB
	Block   int // bytes read at a time; 0 is 256 KiB
	Stats   Stats
}

// NewReader returns a source of the lines of r.
func NewReader(r io.Reader, o ReaderOptions) *Reader {
	o.MaxLine = orDefault(o.MaxLine, DefaultMaxLine)
	o.Block = orDefault(o.Block, DefaultBlock)
	o.Stats.setDefaults()
	return &Reader{r: r, o: o, frame: framer{format: Plain, max: o.MaxLine, multi: new(Multiline)}, from: Origin{ID: newID()}}
}

// block is one read. The goroutine that reads waits for its buffer to come back before it reads again.
type block struct {
	b   []byte
	err error
}

// Run emits lines until the stream ends or ctx does. A stream's last line needs no LF. When ctx ends first, a read that
// is under way cannot be called off: its goroutine lives until it returns, and what it brings is lost with the process,
// as the rest of the stream is.
func (s *Reader) Run(ctx context.Context, emit func(*Chunk) error) error {
	blocks, free := make(chan block), make(chan []byte, 1)
	free <- make([]byte, s.o.Block)
	go readBlocks(ctx, s.r, blocks, free)
	for {
		select {
		case <-ctx.Done():
			return nil
		case in := <-blocks:
			if err := s.take(in.b, emit); err != nil {
				return stopped(ctx, err)
			}
			switch {
			case errors.Is(in.err, io.EOF):
				return stopped(ctx, s.finish(emit))
			case in.err != nil:
				s.o.Stats.Failed("read")
				return errors.Join(errors.New("read stream: input broke off"), stopped(ctx, s.finish(emit)))
			}
			free <- in.b[:cap(in.b)]
		}
	}
}

func readBlocks(ctx context.Context, r io.Reader, blocks chan<- block, free <-chan []byte) {
	for {
		select {
		case <-ctx.Done():
			return
		case b := <-free:
			n, err := r.Read(b)
			select {
			case <-ctx.Done():
				return
			case blocks <- block{b[:n], err}:
			}
			if err != nil {
				return
			}
		}
	}
}

// take emits the whole lines of b and keeps the rest.
func (s *Reader) take(b []byte, emit func(*Chunk) error) error {
	s.o.Stats.Read(len(b))
	s.build.reset(&s.from)
	if s.skip || len(s.carry) > 0 {
		i := bytes.IndexByte(b, '\n')
		if i < 0 {
			s.keep(b)
			return nil
		}
		s.keep(b[:i])
		s.endLine()
		b = b[i+1:]
		if err := s.emit(emit); err != nil {
			return err
		}
		s.build.reset(&s.from)
	}
	i := bytes.LastIndexByte(b, '\n') + 1
	s.frame.lines(&s.build, b[:i], s.pos)
	s.pos += int64(i)
	if err := s.emit(emit); err != nil {
		return err
	}
	s.keep(b[i:])
	return nil
}

// keep holds on to a part of a line, unless the line is too long.
func (s *Reader) keep(b []byte) {
	if s.skip = s.skip || len(s.carry)+len(b) > s.o.MaxLine; s.skip {
		s.carry = nil
		return
	}
	s.carry = append(s.carry, b...)
}

// endLine adds the line kept.
func (s *Reader) endLine() {
	b := &s.build
	b.out = append(b.out, s.carry...)
	b.record(s.o.MaxLine, 0, 0, s.pos, s.skip)
	b.c.Data = b.out
	s.pos += int64(len(s.carry)) + 1
	s.carry, s.skip = s.carry[:0], false
}

func (s *Reader) finish(emit func(*Chunk) error) error {
	if len(s.carry) == 0 && !s.skip {
		return nil
	}
	s.build.reset(&s.from)
	s.endLine()
	return s.emit(emit)
}

func (s *Reader) emit(emit func(*Chunk) error) error {
	if len(s.build.c.Records) == 0 {
		return nil
	}
	return emit(&s.build.c)
}
