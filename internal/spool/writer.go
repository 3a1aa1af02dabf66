package spool

import (
	"github.com/harpolog/harpo/internal/failpoint"
	"github.com/harpolog/harpo/redact"
)

// writer writes one new segment.
type writer struct {
	seg  *segment
	seal *redact.Sealer
	f    File
	buf  []byte
}

func newWriter(o Options, seg *segment) (*writer, error) {
	seal, err := o.Keys.NewSealer(o.Purpose)
	if err != nil {
		return nil, err
	}
	if seg.opener, err = o.Keys.Opener(o.Purpose, seal.Header()); err != nil {
		return nil, err
	}
	f, err := o.FS.Create(seg.path)
	if err != nil {
		return nil, err
	}
	w := &writer{seg: seg, seal: seal, f: f}
	header := appendSegmentHeader(nil, seg.number, seal.Header())
	if _, err := f.Write(header); err != nil {
		f.Close()
		o.FS.Remove(seg.path)
		return nil, err
	}
	seg.size = int64(len(header))
	seg.synced, seg.limit = seg.size, seg.size
	return w, nil
}

// append writes a frame and returns by how much the segment grew. After an error the writer is of no more use.
func (w *writer) append(f *Frame) (int64, error) {
	h := frameHeader{number: w.seg.frames + 1, records: uint32(len(f.Records)), before: uint64(w.seg.records)}
	note, texts := f.encode()
	sealed := w.seal.Seal(append(w.buf[:0], make([]byte, frameHeaderSize)...), h.place(w.seg.number), note, texts)
	w.buf = sealed
	h.size = uint32(len(sealed) - frameHeaderSize)
	h.append(sealed[:0])
	failpoint.Torn("spool", w.f, sealed)
	if _, err := w.f.Write(sealed); err != nil {
		return 0, err
	}
	w.seg.size += int64(len(sealed))
	w.seg.frames++
	w.seg.records += int64(h.records)
	return int64(len(sealed)), nil
}

func (w *writer) sync() error {
	s := w.seg
	if s.synced == s.size && s.frames > 0 {
		return nil
	}
	failpoint.Hit("spool written")
	if err := w.f.Sync(); err != nil {
		return err
	}
	failpoint.Hit("spool synced")
	s.synced, s.syncedFrames, s.syncedRecords, s.limit = s.size, s.frames, s.records, s.size
	return nil
}

// end writes the trailer, if that can be done, and closes the file. It returns by how much the file grew. A trailer that is
// missing costs only the count of what is lost should the end of the segment be damaged.
func (w *writer) end() int64 {
	trailer := frameHeader{end: true, number: w.seg.frames, before: uint64(w.seg.records)}.append(nil)
	n, err := w.f.Write(trailer)
	if err != nil {
		w.f.Truncate(w.seg.size)
		n = 0
	}
	w.seg.size += int64(n)
	w.seg.whole = n > 0
	w.f.Sync()
	w.f.Close()
	return int64(n)
}

// abandon cuts off what is not known to be on the disk.
func (w *writer) abandon() {
	s := w.seg
	s.size, s.frames, s.records = s.synced, s.syncedFrames, s.syncedRecords
	w.f.Truncate(s.size)
	w.f.Close()
}
