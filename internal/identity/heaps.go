package identity

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// heaps hold the entries of a directory in the making, apart by the first byte of their digests: so that none of many millions is
// copied time and again as they become more, and each heap is sorted alone.
type heaps [256][]entry

type entry struct {
	digest [digestSize]byte
	person uint32
}

func (h *heaps) add(e entry) { h[e.digest[0]] = append(h[e.digest[0]], e) }

func (h *heaps) len() (n int) {
	for _, of := range h {
		n += len(of)
	}
	return n
}

// fold sorts the entries and leaves one of each digest, and returns how many were of people who are not the same.
func (h *heaps) fold(same func(p, q uint32) bool, step func()) (shared int) {
	for i, of := range h {
		slices.SortFunc(of, compare)
		n := 0
		for _, e := range of {
			switch {
			case n == 0 || of[n-1].digest != e.digest:
				of[n] = e
				n++
			case of[n-1].person != ambiguous && !same(of[n-1].person, e.person):
				of[n-1].person = ambiguous
				shared++
			}
		}
		h[i] = of[:n]
		step()
	}
	return shared
}

func compare(x, y entry) int {
	if p, q := binary.BigEndian.Uint64(x.digest[:]), binary.BigEndian.Uint64(y.digest[:]); p != q {
		if p < q {
			return -1
		}
		return 1
	}
	return bytes.Compare(x.digest[8:], y.digest[8:])
}

// draws hold what the identifiers draw, in pieces that are never copied.
type draws struct {
	full [][]uint64
	last []uint64
}

const drawsPiece = 1 << 16

func (d *draws) add(n uint64) {
	if len(d.last) == cap(d.last) {
		if d.last != nil {
			d.full = append(d.full, d.last)
		}
		d.last = make([]uint64, 0, drawsPiece)
	}
	d.last = append(d.last, n)
}

func (d *draws) len() int { return len(d.full)*drawsPiece + len(d.last) }

func (d *draws) each(f func(uint64)) {
	for _, piece := range append(d.full, d.last) {
		for _, n := range piece {
			f(n)
		}
	}
}
