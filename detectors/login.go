package detectors

// LoginForm says whether v is written as people's logins are made of their names: initials and a surname (kvandenberg, jroe2), names and initials with
// dots or underscores between (jane.roe, rn_kessler, v.coleridge), a name and digits (mary12).
func LoginForm(v []byte) bool {
	if len(v) < 4 || len(v) > 32 || !is(v, 0, lower) || system(v) {
		return false
	}
	end := len(v)
	for end > 0 && is(v, end-1, digit) {
		end--
	}
	if len(v)-end > 4 || end < 3 {
		return false
	}
	for _, b := range v[:end] {
		if class[b]&lower == 0 && b != '.' && b != '_' && b != '-' {
			return false
		}
	}
	if run(v, 0, lower) == end {
		return oneWordLogin(v[:end], len(v)-end)
	}
	return partedLogin(v[:end])
}

// oneWordLogin judges a login without separators, with so many digits behind it.
func oneWordLogin(v []byte, figures int) bool {
	w := lookupName(v)
	if w.common() > 0 || w&(isStop|isPlace|isDate) != 0 {
		return figures >= 2 && w.given() >= 8 && w.common() < 3 // grace12
	}
	if w.given() > 0 || w.surname() > 0 {
		return figures > 0 || w.surname() >= 5 && len(v) >= 6
	}
	for k := 1; k <= 2 && len(v)-k >= 4; k++ {
		least := 3
		if k == 2 || len(v)-k == 4 {
			least = 6
		}
		if b := lookupName(v[k:]); b.surname() >= least && b.common() < 4 && b&(isStop|isDate) == 0 {
			return true
		}
	}
	b := lookupName(v[:len(v)-1]) // roej
	return len(v) >= 6 && b.surname() >= 7 && b.common() < 2 && b&(isStop|isDate|isPlace) == 0
}

// partedLogin judges a login of words that dots, underscores or hyphens part.
func partedLogin(v []byte) bool {
	named, parts := 0, 0
	for i := 0; i < len(v); {
		e := run(v, i, lower)
		if e == i || e < len(v) && e+1 == len(v) {
			return false
		}
		p := v[i:e]
		w := lookupName(p)
		switch {
		case len(p) <= 2 || rolePrefix(p):
		case max(w.given(), w.surname()) >= 3 && w.common() < 3 && w&(isStop|isDate) == 0:
			named++
		case w == 0 && len(p) >= 5 && parts > 0 && (i == 2 || named > 0 || rolePrefix(v[:i-1])): // v.quillfeather
			named++
		default:
			return false
		}
		parts++
		i = e + 1
	}
	return named > 0 && parts <= 3
}

// numberedLogin says whether v is letters that are no ordinary word, and up to four digits behind them: regclerk4.
func numberedLogin(v []byte) bool {
	e := run(v, 0, lower)
	return loginLike(v) && e >= 4 && e < len(v) && len(v)-e <= 4 && run(v, e, digit) == len(v) && lookupName(v[:e])&0xf00 == 0
}

// rolePrefix says whether p is what a place puts before the names of those who work there.
func rolePrefix(p []byte) bool {
	switch string(p) {
	case "nurse", "tech", "pharm", "clerk", "adm", "admin", "usr", "user", "emp", "phys", "prov", "lab", "reg", "rph", "crna", "lpn", "cna", "temp", "ext", "adj", "agt":
		return true
	}
	return false
}
