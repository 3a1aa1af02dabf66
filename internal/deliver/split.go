package deliver

import "github.com/harpolog/harpo/sinks"

// size returns the number of records and the bytes of their lines.
func size(b *sinks.Batch) (records, bytes int) {
	for i := range b.Streams {
		for _, r := range b.Streams[i].Records {
			records++
			bytes += r.Line.Len()
		}
	}
	return records, bytes
}

// part returns records [from, to) of the batch, counted over its streams in order. It shares the batch's memory.
func part(b *sinks.Batch, from, to int) *sinks.Batch {
	p := &sinks.Batch{}
	for _, s := range b.Streams {
		n := len(s.Records)
		lo, hi := min(max(from, 0), n), min(max(to, 0), n)
		if lo < hi {
			p.Streams = append(p.Streams, sinks.Stream{Labels: s.Labels, Records: s.Records[lo:hi]})
		}
		from, to = from-n, to-n
	}
	return p
}

// halve splits a batch of two records or more into two parts that are not empty, in order.
func halve(b *sinks.Batch) (left, right *sinks.Batch) {
	n := b.Len()
	return part(b, 0, n/2), part(b, n/2, n)
}

// overhead is what a record takes in a request besides its line, in bytes: time, lengths and tags of Loki's protobuf come
// to less. Without it a batch of a million short lines would pass for a small one.
const overhead = 32

// cut splits a batch into parts of at most limit bytes of lines and overhead, in order; a longer line is a part of its own.
func cut(b *sinks.Batch, limit int) []*sinks.Batch {
	if records, bytes := size(b); bytes+records*overhead <= limit {
		return []*sinks.Batch{b}
	}
	var parts []*sinks.Batch
	from, at, bytes := 0, 0, 0
	for i := range b.Streams {
		for _, r := range b.Streams[i].Records {
			cost := r.Line.Len() + overhead
			if bytes+cost > limit && at > from {
				parts = append(parts, part(b, from, at))
				from, bytes = at, 0
			}
			bytes += cost
			at++
		}
	}
	return append(parts, part(b, from, at))
}

// layers splits a batch into parts of which none has more than so many bytes of a stream, which limits says by its place in the batch; 0 is no
// limit, and a longer line is alone. Each stream begins in the first part and goes on in the next ones, in order, so that there are no more
// parts than the largest stream needs.
func layers(b *sinks.Batch, limits []int) []*sinks.Batch {
	if !exceeds(b, limits) {
		return []*sinks.Batch{b}
	}
	var parts []*sinks.Batch
	for i, s := range b.Streams {
		from, bytes, n := 0, 0, 0
		put := func(to int) {
			if n == len(parts) {
				parts = append(parts, &sinks.Batch{})
			}
			parts[n].Streams = append(parts[n].Streams, sinks.Stream{Labels: s.Labels, Records: s.Records[from:to]})
			from, bytes = to, 0
			n++
		}
		for at, r := range s.Records {
			if limits[i] > 0 && bytes+r.Line.Len() > limits[i] && at > from {
				put(at)
			}
			bytes += r.Line.Len()
		}
		if len(s.Records) > 0 {
			put(len(s.Records))
		}
	}
	return parts
}

// exceeds says whether a stream has more than its limit.
func exceeds(b *sinks.Batch, limits []int) bool {
	for i := range b.Streams {
		if limits[i] == 0 {
			continue
		}
		bytes := 0
		for j := range b.Streams[i].Records {
			if bytes += b.Streams[i].Records[j].Line.Len(); bytes > limits[i] {
				return true
			}
		}
	}
	return false
}
