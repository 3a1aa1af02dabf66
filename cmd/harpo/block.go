package main

import (
	"bytes"
	"io"
)

// blockSize is how much is read at once, in bytes: larger blocks gain little and leave the cache.
const blockSize = 256 << 10

// cutter cuts a stream into blocks of whole lines. Of a line longer than max bytes it keeps the first max+1, enough
// for a redactor to see that it is too long and to withhold it, so that memory stays bounded.
type cutter struct {
	r     io.Reader
	max   int
	carry []byte // begun line without its LF
	err   error  // of the last Read, told once the bytes before it are out
}

// next returns the next block in dst's memory, grown if need be. Only the last block may lack its final LF. It returns
// as soon as a whole line is there, so what has arrived never waits for what has not. After the last block it returns
// io.EOF.
func (c *cutter) next(dst []byte) ([]byte, error) {
	dst = append(dst[:0], c.carry...)
	c.carry = c.carry[:0]
	long := false // dst is max+1 bytes of a line whose further bytes are dropped
	for c.err == nil {
		if !long && len(dst) > c.max {
			dst, long = dst[:c.max+1], true
		}
		dst = c.room(dst)
		fresh := len(dst)
		n, err := c.r.Read(dst[fresh:cap(dst)])
		c.err = err
		text := dst[fresh : fresh+n]
		if long {
			text = text[max(0, bytes.IndexByte(text, '\n')):] // from the LF on, or
			if len(text) == 0 || text[0] != '\n' {
				continue // nothing
			}
			long = false
		}
		dst = append(dst, text...) // in place, or down over what was dropped
		if i := bytes.LastIndexByte(dst[fresh:], '\n'); i >= 0 {
			c.carry = append(c.carry, dst[fresh+i+1:]...)
			return dst[:fresh+i+1], nil
		}
	}
	if len(dst) > 0 && c.err == io.EOF {
		return dst, nil
	}
	return dst[:0], c.err
}

// room returns dst with free space of at least a quarter of a block.
func (c *cutter) room(dst []byte) []byte {
	if cap(dst)-len(dst) >= blockSize/4 {
		return dst
	}
	size := max(blockSize, min(2*cap(dst), c.max+1+blockSize), len(dst)+blockSize/4)
	return append(make([]byte, 0, size), dst...)
}
