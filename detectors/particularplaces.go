package detectors

// placed appends the city that begins with word k: behind a street, or behind in, near, from and the like, if it is a large city or the
// sentence speaks of where somebody lives.
func (t *passage) placed(dst []Span, s []byte, k int, street bool) []Span {
	w := &t.word[k]
	street = street && behindStreet(dst, s, w.start)
	if !street && !t.leadsToPlace(k) || w.glued || covered(dst, w.start) || !opens(s, w.start) || among("./_-=@", s[w.start-1]) {
		return dst
	}
	end := t.placeEnd(s, w.start)
	if end <= w.start+2 || t.namesThing(s, end) || !street && !t.largeCity(s, k, end) && !(t.home(s, k) && !plainWord(s, w.start)) {
		return dst
	}
	for i := range dst {
		if dst[i].Start >= w.start && dst[i].Start < end {
			return dst
		}
	}
	return append(dst, Span{Start: w.start, End: end, Type: City, Score: Likely, Why: placedWhy, By: &city})
}

// placeEnd returns the end of the name of a place at s[i], or i where no such name can stand.
func (t *passage) placeEnd(s []byte, i int) int {
	end := cityEnd(s, i)
	for k := i; k < end; k++ {
		if s[k] == '(' {
			end = k
			break
		}
	}
	for end > i && s[end-1] == ' ' {
		end--
	}
	if end > t.to || end < len(s) && (is(s, end, word) || among("(=/@_", s[end])) {
		return i
	}
	for k, n := i, 0; k < end; n++ {
		e := wordStop(s, k)
		if e == k {
			k++
			n--
			continue
		}
		info := lookupName(s[k:e])
		stop := info&isDate != 0 || info&isStop != 0 && info.given() == 0 && (e == end || !cityPrefix(s, k, e)) || camel(s[k:e]) || level(s, k, e)
		if of := contextOfWord(s[k:e]) & ctxMask; stop || n == 0 && of != ctxEdge && of != ctxOrg && of != ctxStreet && of != ctxOther && of != ctxArticle || !t.loud && e-k < 5 && count(s[k:e], upper) == e-k {
			if n == 0 {
				return i
			}
			return blankBefore(s, k)
		}
		k = e
	}
	return end
}

// cityPrefix says whether s[i:j] begins the names of places: Las Cruces, Fort Collins, San José.
func cityPrefix(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "el", "las", "los", "la", "le", "san", "santa", "santo", "saint", "st", "st.", "fort", "ft", "mount", "mt", "new", "port", "north", "south", "east", "west", "lake", "palm", "cape", "grand", "glen", "des", "baton", "bad", "den":
		return true
	}
	return false
}

// plainWord says whether the word at s[i] is an ordinary one.
func plainWord(s []byte, i int) bool {
	e := wordStop(s, i)
	w := lookupName(s[i:e])
	return w.common() > 3 && w&isPlace == 0 && !cityPrefix(s, i, e)
}

// holdsAddress says whether one of the spans found is an address between from and to.
func holdsAddress(found []Span, from, to int) bool {
	for i := range found {
		if f := &found[i]; f.Type == Address && f.Score >= Likely && f.Start < to && f.End >= from {
			return true
		}
	}
	return false
}

// behindStreet says whether an address ends right before s[i], with a comma, a blank or "in" between.
func behindStreet(found []Span, s []byte, i int) bool {
	for k := range found {
		if f := &found[k]; f.Type == Address && f.Score >= Likely && f.End < i && i-f.End <= 4 {
			switch string(s[f.End:i]) {
			case ", ", ",", " in ", " IN ":
				return true
			case " ":
				return is(s, f.End-1, upper|digit) && is(s, i+1, upper)
			}
		}
	}
	return false
}

// leadsToPlace says whether a place may follow the word before word k.
func (t *passage) leadsToPlace(k int) bool {
	if t.word[k].before != sepBlank {
		return false
	}
	switch b := &t.word[k-1]; b.of {
	case ctxPlacePrep:
		return b.end-b.start == 2 || b.end-b.start == 4 || b.end-b.start == 7 // in, at; near; outside
	case ctxPrep:
		return true
	}
	return false
}

// namesThing says whether the word behind s[end] makes the words before it the name of an institution, a street or a server.
func (t *passage) namesThing(s []byte, end int) bool {
	for k := range t.n {
		w := &t.word[k]
		if w.start >= end {
			if w.before != sepBlank {
				return false
			}
			switch w.of {
			case ctxOrg, ctxStreet, ctxEponym, ctxMachine:
				return !state(s, w.start)
			case ctxCapital, ctxUnknown, ctxAbbrev:
				return !state(s, w.start) && is(s, w.start, upper) && !t.loud
			}
			return false
		}
	}
	return false
}

// largeCity says whether one of the words from word k to s[end] is the name of a large city and hardly anything else.
func (t *passage) largeCity(s []byte, k, end int) bool {
	for ; k < t.n && t.word[k].end <= end; k++ {
		if w := lookupName(s[t.word[k].start:t.word[k].end]); w&isPlace != 0 && w.common() <= 2 {
			return true
		}
	}
	return false
}

// home says whether one of the six words before word k speaks of where somebody lives, was born or goes.
func (t *passage) home(s []byte, k int) bool {
	for j := k - 1; j >= 0 && j >= k-6; j-- {
		w := &t.word[j]
		var buf [24]byte
		switch string(lowered(s, w.start, min(w.end, w.start+len(buf)), &buf)) {
		case "lives", "live", "lived", "living", "resides", "residing", "moved", "moving", "relocated", "relocating", "address", "born", "died", "grew", "staying", "stays", "evicted", "works", "going", "traveling", "travelling",
			"visiting", "vive", "wohnt", "habite", "nacido", "nacida", "geboren", "né", "née", "home", "native":
			return true
		}
	}
	return false
}
