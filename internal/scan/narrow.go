package scan

// card is a Kind for shapes only: the beginning of Run that four groups of four digits are.
const cardForm Kind = 1 << 30

// narrow marks the shapes of the chunk at off. Those of which the bitmap knows the beginning only are looked at by the bytes. One
// that belongs to the chunk before is put among the events in dst.
func (s *Scanner) narrow(dst []Event, src []byte, off, k int) []Event {
	m := &s.m
	doubts := s.t.Dates || s.t.Numbers
	n := s.eng.positions(&m.Shape, k, &s.pos)
	look := s.names[:0] // no longer needed
	for _, p := range s.pos[:n] {
		i, b := (base+p/64)%uint32(len(bitmap{})), p&63
		bit := func(m *bitmap, k Kind) Kind { return Kind(m[i]>>b&1) * k }
		kind := bit(&m.SSN, SSN) | bit(&m.Tel, Tel) | bit(&m.IP, IP) | bit(&m.ICD, ICD) | bit(&m.Blob, Blob)
		more := bit(&m.At, At) | bit(&m.Run, Run) | bit(&m.Card, cardForm) | bit(&m.MBI, MBI) | bit(&m.ZIP, ZIP) | bit(&m.Colons, Colons)
		if doubts {
			kind |= bit(&m.Date, Date) | bit(&m.Num, Num) | bit(&m.Indent, Indent)
		}
		s.kind[p&(chunk-1)] = kind
		m.Event[i] |= nonzero(kind) << b
		s.names[len(look)] = p
		look = look[:len(look)+int(nonzero(more))]
	}
	for _, p := range look {
		dst = s.narrowOne(dst, src, off, p)
	}
	return dst
}

// nonzero is 1 if x is not 0; the compiler makes no branch of it.
func nonzero[T Kind | rareKind | Context | uint64](x T) (b uint64) {
	if x != 0 {
		b = 1
	}
	return b
}

// narrowOne looks at what begins, or ends, at p of the chunk.
func (s *Scanner) narrowOne(dst []Event, src []byte, off int, q uint32) []Event {
	m, p := &s.m, off+int(q)
	i, n := base+q/64, q&63
	at := func(b *bitmap) bool { return b[i]>>n&1 != 0 }
	if at(&m.Run) && telling(src[:p]) {
		if q == 0 {
			dst = insert(dst, Event{Pos: uint32(p - 1), Kind: Run})
		} else {
			s.mark(q-1, Run)
		}
	}
	if p >= len(src) {
		return dst
	}
	if at(&m.At) && (src[p] == '@' || p+2 < len(src) && src[p+1] == '4' && src[p+2] == '0') {
		s.mark(q, At)
	}
	if at(&m.Card) && card(src, p) {
		s.mark(q, Run)
	}
	if at(&m.MBI) && mbi(src, p) {
		s.mark(q, MBI)
	}
	if at(&m.ZIP) && p > 6 && src[p-7]-'A' < 26 && (p == 7 || !alnum(src[p-8])) {
		s.mark(q, ZIP)
	}
	if at(&m.Colons) && (src[p-1] == ':' || chained(src, p, 3)) {
		s.mark(q, Colons)
	}
	return dst
}

// alnum says whether b is a letter, in the sense of the bitmaps, or a digit.
func alnum(b byte) bool { return b >= 0x80 || b|0x20-'a' < 26 || b-'0' < 10 }

// telling says whether the nine or more digits that end src are at least fourteen, or stand behind a plus sign or a double quote.
func telling(src []byte) bool {
	i := len(src) - 9
	for i > 0 && len(src)-i < 14 && src[i-1]-'0' < 10 {
		i--
	}
	return len(src)-i == 14 || i > 0 && (src[i-1] == '+' || src[i-1] == '"')
}

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
