package source

import (
	"errors"
	"io"
	"math"
	"os"
	"strings"
	"syscall"

	"github.com/harpolog/harpo/internal/inflate"
)

// packed is the text of a compressed file, read from its beginning on. Positions in it are those of the text, so that what
// was begun before the file was compressed is gone on with. It holds on to a window of the text: what lies before what was
// last asked to be kept is forgotten, and asking for it begins anew.
type packed struct {
	f      *os.File
	kind   inflate.Kind
	size   int64 // of the file
	in     *counting
	text   io.ReadCloser
	base   int64  // where the window begins in the text
	window []byte //
	ended  bool   // there is no text behind the window
	placed bool   // where reading begins has been looked at
}

// skipStep is how much text is passed over at once, in bytes: other files have their turn in between.
const skipStep = 8 << 20

// A text is taken for a bomb, not for a log, when it is more than so many times as long as its file, and longer than slackText.
// Deflate cannot do more than 1032 times.
const (
	maxRatio  = 2000
	slackText = 64 << 20
)

var (
	errMore = errors.New("unpack: not there yet")
	errBomb = errors.New("unpack: far more text than a log has")
)

type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// newPacked returns nil if the file is not compressed.
func newPacked(f *os.File, size int64) *packed {
	var magic [inflate.Sniff]byte
	n, _ := f.ReadAt(magic[:], 0)
	kind := inflate.KindOf(magic[:n])
	if kind == inflate.None {
		return nil
	}
	return &packed{f: f, kind: kind, size: size}
}

// begin reads from the start of the text.
func (p *packed) begin() (err error) {
	p.close()
	p.in = &counting{r: io.NewSectionReader(p.f, 0, math.MaxInt64)}
	p.base, p.window, p.ended = 0, p.window[:0], false
	p.text, err = inflate.NewReader(p.in, p.kind)
	return err
}

func (p *packed) close() {
	if p.text != nil {
		p.text.Close()
		p.text = nil
	}
}

// use goes on with another descriptor of the same file.
func (p *packed) use(f *os.File) {
	p.close()
	p.f = f
}

// keep forgets the text before off, as far as it has been read.
func (p *packed) keep(off int64) {
	if n := min(off-p.base, int64(len(p.window))); n > 0 {
		p.base += n
		p.window = append(p.window[:0], p.window[n:]...)
	}
}

// ReadAt implements io.ReaderAt on the text. errMore says that off is far ahead: ask again.
func (p *packed) ReadAt(b []byte, off int64) (int, error) {
	if p.text == nil || off < p.base {
		if err := p.begin(); err != nil {
			return 0, err
		}
	}
	for skipped := 0; ; {
		have := p.base + int64(len(p.window))
		if off+int64(len(b)) <= have || p.ended {
			break
		}
		if off > have {
			if p.base, p.window = have, p.window[:0]; skipped > skipStep {
				return 0, errMore
			}
		}
		n, err := p.more()
		if skipped += n; err != nil {
			return 0, err
		}
	}
	if off >= p.base+int64(len(p.window)) {
		return 0, io.EOF
	}
	n := copy(b, p.window[off-p.base:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// some is ReadAt for one who reads on: where the text breaks off, what can be read before that comes first, and the error after it.
func (p *packed) some(b []byte, off int64) (int, error) {
	n, err := p.ReadAt(b, off)
	if have := p.base + int64(len(p.window)); n == 0 && broken(err) && p.base <= off && off < have {
		return copy(b, p.window[off-p.base:]), nil
	}
	return n, err
}

// broken says whether an error is of the compressed text itself: more of the same is not to be had.
func broken(err error) bool {
	return err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errMore) && !errors.Is(err, errBomb) && !errors.Is(err, syscall.ESTALE)
}

// more reads some text behind the window.
func (p *packed) more() (int, error) {
	const step = 64 << 10
	n := len(p.window)
	p.window = append(p.window, make([]byte, step)...)
	got, err := p.text.Read(p.window[n:])
	p.window = p.window[:n+got]
	if have := p.base + int64(len(p.window)); have > slackText && have > maxRatio*max(p.in.n, 1) {
		return got, errBomb
	}
	if errors.Is(err, io.EOF) {
		p.ended, err = true, nil
	}
	return got, err
}

// length returns how long the text is as far as it is known, or says, else more than any text.
func (p *packed) length() int64 {
	if p.ended {
		return p.base + int64(len(p.window))
	}
	return math.MaxInt64
}

// over says whether the text ends at off, if the file says how long it is.
func (p *packed) over(off int64) bool {
	size := inflate.Size(p.f, p.size, p.kind)
	if p.kind == inflate.Gzip {
		off &= math.MaxUint32
	}
	return size >= 0 && size == off
}

// unpackedName returns the name a file had before it was compressed.
func unpackedName(path string) (name string, ok bool) {
	for _, ext := range [...]string{".gz", ".zst"} {
		if name, ok = strings.CutSuffix(path, ext); ok {
			return name, true
		}
	}
	return path, false
}

// text is what t's positions are positions in.
func (t *tail) text() io.ReaderAt {
	if t.packed != nil {
		return t.packed
	}
	return t.f
}

// look is what a compressed file was when it was looked at, and how many generations had been truncated by then. It need not
// be looked at again before one of these changes.
type look struct {
	size, mod int64
	holes     int64
}

func (s *File) lookOf(fi os.FileInfo) look {
	return look{fi.Size(), fi.ModTime().UnixNano(), s.truncations.Load()}
}

// maxLooked bounds the memory of looks. Forgetting them costs looking again.
const maxLooked = 16_384

func (s *File) looked(fi os.FileInfo) {
	if len(s.looks) >= maxLooked {
		clear(s.looks)
	}
	s.looks[keyOf(fi)] = s.lookOf(fi)
}

// rescuePacked looks at a compressed sibling of the wanted files: it may be what was rotated, or copied, and compressed before
// it was read to its end, or read at all.
func (s *File) rescuePacked(path string, fi os.FileInfo) {
	if s.looks[keyOf(fi)] == s.lookOf(fi) || !s.rotatedName(path) {
		return
	}
	if t := s.open(path, func(string) {}); t != nil {
		s.takePacked(t, fi, false)
	}
}

// takePacked begins a compressed file if there may be something in it to be read: what was not read of a known generation; all, if
// the file was asked for or was missed. It reports whether it did.
func (s *File) takePacked(t *tail, fi os.FileInfo, asked bool) bool {
	s.looked(fi)
	if t.packed == nil || t.end.PrintLen == 0 || !s.mayHoldMore(t, asked) { // not compressed, not whole yet, or nothing to read
		if t.packed != nil {
			t.packed.close()
		}
		t.f.Close()
		return false
	}
	t.settleHead()
	t.gone = true
	if name, ok := s.wantedName(t.path); ok {
		t.path, t.origin.Path = name, Raw(name) // the labels it had before it was renamed
	}
	if len(t.claims) > 0 {
		t.head, t.end.Print, t.end.PrintLen = t.end, "", 0
		t.undecided.Store(true)
	} else {
		s.o.Memory.Found(t.end)
	}
	s.enter(t)
	return true
}

// mayHoldMore says that a compressed file need not be read, or notes what has to be known before.
func (s *File) mayHoldMore(t *tail, asked bool) bool {
	t.asNew = asked || s.unheard(t) && s.wantedRotated(t.path)
	if t.asNew {
		s.lookAgain()
	}
	t.claims = s.claims(t)
	if len(t.claims) > 0 && (t.claims[0].here || len(t.claims) == 1 && !t.asNew) && t.packed.over(t.claims[0].Offset) {
		if id := t.claims[0].ID; s.reading(id) == nil {
			s.o.Memory.Done(id) // as in rescueFile
		}
		return false
	}
	return t.asNew || len(t.claims) > 0
}

// truncated says whether a generation ended by truncation: its copy may end inside of a line.
func (s *File) truncated(id string) bool {
	for _, t := range s.all() {
		t.mu.Lock()
		for _, p := range t.old {
			if p.ID == id {
				t.mu.Unlock()
				return true
			}
		}
		t.mu.Unlock()
	}
	return false
}

// generations returns the positions of all that was ever read and is not being read now, as far as it is remembered.
func (s *File) generations() (all []Position) {
	for _, t := range s.all() {
		t.mu.Lock()
		all = append(append(all, t.end), t.old...)
		t.mu.Unlock()
	}
	s.mu.Lock()
	for _, p := range s.closed {
		all = append(all, p)
	}
	s.mu.Unlock()
	all = append(all, s.o.Memory.Idle()...)
	for i := 0; i < len(all); {
		if all[i].PrintLen == 0 {
			all = append(all[:i], all[i+1:]...)
		} else {
			i++
		}
	}
	return all
}

// breakOff ends a compressed file that cannot be read on: it is damaged, not whole yet, or a bomb. Should it change, it is
// looked at again and gone on with.
func (s *File) breakOff(t *tail) {
	s.o.Stats.Failed("unpack")
	t.ended = true
}
