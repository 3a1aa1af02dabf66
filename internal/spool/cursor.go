package spool

import (
	"encoding/binary"
	"io"
	"os"
	"path/filepath"

	"github.com/harpolog/harpo/internal/failpoint"
)

const (
	cursorName = "cursor"
	cursorSize = 8 + 8 + 4 + 8 + 8 + 4
	cursorSlot = 64 // bytes from one slot to the other
)

// cursor is the place up to which all is done, in a file of two slots that are written in turn: a torn write leaves the
// other. It lies about nothing that matters: too early a place means repeated delivery.
type cursor struct {
	f   *os.File
	seq uint64
}

// load returns the place that was written last, with through counted within its segment.
func (c *cursor) load(dir string) (best Mark) {
	b, err := os.ReadFile(filepath.Join(dir, cursorName))
	if err != nil {
		return best
	}
	for at := 0; at+cursorSize <= len(b); at += cursorSlot {
		slot := b[at : at+cursorSize]
		if seq := binary.BigEndian.Uint64(slot); seq > c.seq && sumHolds(slot) {
			c.seq = seq
			best = Mark{segment: binary.BigEndian.Uint64(slot[8:]), frame: binary.BigEndian.Uint32(slot[16:]),
				end: int64(binary.BigEndian.Uint64(slot[20:])), through: binary.BigEndian.Uint64(slot[28:])}
		}
	}
	return best
}

// write notes a place. A failure is none of the caller's business: the one before stands.
func (c *cursor) write(dir string, m Mark, within uint64) {
	if c.f == nil {
		f, err := os.OpenFile(filepath.Join(dir, cursorName), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return
		}
		c.f = f
	}
	c.seq++
	b := make([]byte, 0, cursorSize)
	b = binary.BigEndian.AppendUint64(b, c.seq)
	b = binary.BigEndian.AppendUint64(b, m.segment)
	b = binary.BigEndian.AppendUint32(b, m.frame)
	b = binary.BigEndian.AppendUint64(b, uint64(m.end))
	b = binary.BigEndian.AppendUint64(b, within)
	b, at := appendSum(b, 0), int64(c.seq%2)*cursorSlot
	failpoint.Torn("spool cursor", io.NewOffsetWriter(c.f, at), b)
	c.f.WriteAt(b, at)
}

func (c *cursor) close() {
	if c.f != nil {
		c.f.Sync()
		c.f.Close()
		c.f = nil
	}
}
