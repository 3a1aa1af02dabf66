package source

import (
	"errors"
	"io"
)

// footMax is how many last bytes before a position its second fingerprint covers. The first, of the head, cannot tell generations
// apart that begin with the same text: a banner, the names of columns.
const footMax = 256

// setFoot takes the fingerprint of what lies before t's end position. block was read at offset at. t.mu must be held.
func (s *File) setFoot(t *tail, block []byte, at int64) {
	off := t.end.Offset
	n := min(footMax, off)
	t.end.Foot, t.end.FootLen = "", 0
	var b []byte
	if in := off - at; in >= n && in <= int64(len(block)) {
		b = block[in-n : in]
	} else if t.f != nil && (t.packed == nil || off-n >= t.packed.base) {
		var buf [footMax]byte
		got, _ := t.text().ReadAt(buf[:n], off-n)
		b = buf[:got]
	}
	if len(b) == int(n) && n > 0 {
		t.end.Foot, t.end.FootLen = s.digest("foot", b), len(b)
	}
}

// foot returns the second fingerprint of p, of what lies before its offset or, should nothing have been acknowledged, before what was sent
// of it. It has none if Len is 0.
func (p *Position) foot() Foot {
	f := Foot{p.Offset, p.Foot, p.FootLen}
	if f.Len <= 0 {
		f = p.Ahead
	}
	if f.Len <= 0 || f.Len > footMax || int64(f.Len) > f.Offset {
		return Foot{}
	}
	return f
}

// recognised says whether a file holds what was read of some generation: not only does it begin like it, which begins says.
func (s *File) recognised(t *tail, begins func(Position) bool) bool {
	for _, p := range s.generations() {
		if p.foot().Len > 0 && begins(p) {
			if same, err := s.hasFoot(t.f, p); same && err == nil {
				return true
			}
		}
	}
	return false
}

// hasFoot says whether a text has the second fingerprint of p; without one nothing speaks against it.
func (s *File) hasFoot(text io.ReaderAt, p Position) (bool, error) {
	f := p.foot()
	if f.Len == 0 {
		return true, nil
	}
	var buf [footMax]byte
	n, err := text.ReadAt(buf[:f.Len], f.Offset-int64(f.Len))
	if n < f.Len && errors.Is(err, io.EOF) {
		return false, nil
	}
	if n < f.Len {
		return false, err
	}
	return s.digest("foot", buf[:n]) == f.Print, nil
}
