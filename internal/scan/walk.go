package scan

// walk appends the events of k words.
func (s *Scanner) walk(dst []Event, src []byte, off, k int) []Event {
	m := &s.m
	view := func(b *bitmap) *[words]uint64 { return (*[words]uint64)(b[base:]) }
	anyShape, at, proper, cues, tags, seps, slashes, odd := view(&m.Any), view(&m.At), view(&m.Proper), view(&m.Cue), view(&m.Tag), view(&m.Sep), view(&m.Close), view(&m.Odd)
	for j := range k {
		i := j & (words - 1) // as the compiler cannot know otherwise
		o := off + j*64
		shaped, cue := anyShape[i]|at[i]|proper[i], cues[i]
		if tags[i] != 0 {
			cue |= s.numbers(src, o, tags[i]&m.tagged(base+j, j == k-1))
		}
		sep := uint64(0)
		if seps[i] != 0 {
			sep = s.seps(src, o, seps[i])
		}
		if slashes[i] != 0 {
			sep |= s.tags(src, o, slashes[i])
		}
		coded, arrow := uint64(0), uint64(0)
		if odd[i] != 0 {
			coded, arrow = odds(src, o, odd[i])
		}
		for all := shaped | cue | sep | coded | arrow; all != 0; all &= all - 1 {
			n := uint(trailing(all)) & 63
			p := o + int(n)
			kind := Kind(sep>>n&1)*Sep | Kind(cue>>n&1)*Cue | Kind(coded>>n&1)*Odd | Kind(arrow>>n&1)*Arrow
			if shaped>>n&1 != 0 {
				if m.Run[base+i]>>n&1 != 0 {
					dst = append(dst, Event{uint32(p - 1), Run})
				}
				if p >= len(src) {
					continue
				}
				kind |= s.kinds(src, p, base+i, n)
			}
			if kind != 0 {
				dst = append(dst, Event{uint32(p), kind})
			}
		}
	}
	return dst
}

// tagged gives the bits of word i behind which two digits and a digit or hyphen stand. What stands behind the last word of the
// chunk is not known yet: it may be anything.
func (m *maps) tagged(i int, last bool) uint64 {
	d, g := m.D[i+1], m.D[i+1]|m.Dash[i+1]
	if last {
		d, g = ^uint64(0), ^uint64(0)
	}
	return sr(m.D[i], d, 1) & sr(m.D[i], d, 2) & sr(m.D[i]|m.Dash[i], g, 3)
}

// kinds gathers the shapes at bit n of word i, which stands for src[p], and narrows those of which only the beginning was
// marked.
func (s *Scanner) kinds(src []byte, p, i int, n uint) Kind {
	m := &s.m
	n &= 63
	bit := func(b *bitmap, k Kind) Kind { return Kind(b[i]>>n&1) * k }
	kind := bit(&m.Proper, Proper)
	if m.At[i]>>n&1 != 0 && (src[p] == '@' || p+2 < len(src) && src[p+1] == '4' && src[p+2] == '0') {
		kind |= At
	}
	if m.Any[i]>>n&1 == 0 {
		return kind
	}
	kind |= bit(&m.SSN, SSN) | bit(&m.Tel, Tel) | bit(&m.IP, IP) | bit(&m.ICD, ICD)
	if s.t.Dates || s.t.Numbers {
		kind |= bit(&m.Date, Date) | bit(&m.Num, Num) | bit(&m.Indent, Indent)
	}
	if m.Card[i]>>n&1 != 0 && card(src, p) {
		kind |= Run
	}
	if m.MBI[i]>>n&1 != 0 && mbi(src, p) {
		kind |= MBI
	}
	if m.ZIP[i]>>n&1 != 0 && p > 6 && src[p-7]-'A' < 26 && (p == 7 || !alnum(src[p-8])) {
		kind |= ZIP
	}
	if m.Colons[i]>>n&1 != 0 && (src[p-1] == ':' || chained(src, p, 3)) {
		kind |= Colons
	}
	if m.Blob[i]>>n&1 != 0 && s.mixed(src, p, i, n) {
		kind |= Blob
	}
	return kind
}

// alnum says whether b is a letter, in the sense of the bitmaps, or a digit.
func alnum(b byte) bool { return b >= 0x80 || b|0x20-'a' < 26 || b-'0' < 10 }

// card says whether four groups of four digits end with src[p], the last behind a separator, at most one between the
// others.
func card(src []byte, p int) bool {
	for n := range 4 {
		if n > 0 && p >= 0 && (src[p] == '-' || src[p] == ' ') {
			p--
		} else if n == 1 {
			return false
		}
		for range 4 {
			if p < 0 || src[p]-'0' >= 10 {
				return false
			}
			p--
		}
	}
	return true
}

// mbi says whether a Medicare Beneficiary Identifier ends with src[p]: DLAD LAD LLDD, with dashes between the groups or not,
// alone.
func mbi(src []byte, p int) bool {
	is := func(i int, form byte) bool {
		if i < 0 {
			return false
		}
		switch b := src[i]; form {
		case 'D':
			return b-'0' < 10
		case 'L':
			return b >= 0x80 || b|0x20-'a' < 26
		case 'A':
			return alnum(b)
		default:
			return b == form
		}
	}
forms:
	for _, form := range [...]string{"DLADLADLLDD", "DLAD-LAD-LLDD"} {
		a := p + 1 - len(form)
		if a > 0 && alnum(src[a-1]) {
			continue
		}
		for i := range len(form) {
			if !is(a+i, form[i]) {
				continue forms
			}
		}
		return true
	}
	return false
}

// chained says whether n more colons stand before the one at src[p], each with one to four bytes between it and the next.
func chained(src []byte, p, n int) bool {
	if n == 0 {
		return true
	}
	for i := p - 2; i >= max(0, p-5); i-- {
		if src[i] == ':' && chained(src, i, n-1) {
			return true
		}
	}
	return false
}

// maxMixed bounds how far mixed looks.
const maxMixed = 256

// mixed says whether the run of base64 characters around src[p], the 24th of a run of letters and digits and bit n of word i,
// may hold a capital: without one it is a hexadecimal number or a word.
func (s *Scanner) mixed(src []byte, p, i int, n uint) bool {
	if p < s.blobEnd {
		return s.blobMixed
	}
	s.blobEnd, s.blobMixed = p+1, true
	if (s.m.U[i]<<(63-n)|s.m.U[i-1]>>1>>n)>>40 != 0 {
		return true
	}
	hit, from, to := byte(0), p-24, p+1
	for ; from >= 0 && p-from < maxMixed && blobKind[src[from]] != 0; from-- {
		hit |= blobKind[src[from]]
	}
	for ; to < len(src) && to-p < maxMixed && blobKind[src[to]] != 0; to++ {
		hit |= blobKind[src[to]]
	}
	s.blobEnd, s.blobMixed = to, hit&2 != 0 || p-from == maxMixed || to-p == maxMixed
	return s.blobMixed
}

// blobKind is 1 for the characters of base64 and base64url and for bytes of 0x80 and above, and 3 for capitals.
var blobKind = func() (t [256]byte) {
	for i := range 256 {
		switch b := byte(i); {
		case b-'A' < 26:
			t[i] = 3
		case alnum(b), b == '+', b == '/', b == '-', b == '_':
			t[i] = 1
		}
	}
	return
}()
