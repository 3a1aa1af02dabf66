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
	if end > 1 && end < len(v) && among("._-", v[end-1]) { // rosa.p.1957
		end--
	}
	if len(v)-end > 5 || end < 3 {
		return false
	}
	for i, b := range v[:end] {
		if class[b]&lower == 0 && b != '.' && b != '_' && b != '-' && !(class[b]&digit != 0 && i < 8) {
			return false
		}
	}
	if run(v, 0, lower) == end {
		return oneWordLogin(v[:end], len(v)-end)
	}
	return partedLogin(v[:end], len(v)-end)
}

// oneWordLogin judges a login without separators, with so many digits behind it.
func oneWordLogin(v []byte, figures int) bool {
	w := lookupName(v)
	if n := len(v) - 1; n > 3 && (v[n] == 's' && lookupName(v[:n]).common() > 0 || n > 5 && (v[n] == 'd' && v[n-1] == 'e' || v[n] == 'g' && v[n-1] == 'n') && w.surname() == 0) {
		return false // a plural, a verb
	}
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

// partedLogin judges a login of words that dots, underscores or hyphens part: one is of a name, the others are initials, what somebody is at
// the place, or the short name of a place. figures is how many digits stand behind it.
func partedLogin(v []byte, figures int) bool {
	named, parts, codes := 0, 0, 0
	for i := 0; i < len(v); {
		e := run(v, i, lower)
		z := run(v, e, digit|lower) // medic7
		if e == i || z < len(v) && z+1 == len(v) || z-e > 2 {
			return false
		}
		p := v[i:e]
		w := lookupName(p)
		lone := w == 0 && len(p) >= 5
		switch {
		case rolePrefix(p):
		case z > e:
			return false
		case len(p) <= 2:
		case max(w.given(), w.surname()) >= 3 && w.common() < 3 && w&(isStop|isDate) == 0:
			named++
		case lone && (parts > 0 && (i == 2 || named > 0 || rolePrefix(v[:i-1])) || roleBehind(v[e:]) || v[i-min(i, 1)] == '_' && oneWordLogin(p, 0)): // v.quillfeather, tphan.rn
			named++
		case lone && (oneWordLogin(p, 0) || figures > 1):
			named++
		case w == 0 && len(p) <= 4:
			codes++
		default:
			return false
		}
		parts++
		i = z + 1
	}
	return named > 0 && parts <= 3 && codes < 2
}

// roleBehind says whether v is a separator and what somebody is.
func roleBehind(v []byte) bool {
	if len(v) < 3 || run(v, 1, lower) != len(v) {
		return false
	}
	switch string(v[1:]) {
	case "rn", "md", "np", "pa", "do", "lpn", "cna", "crna", "nurse", "pharm", "rph", "lab", "dr", "broker", "tech", "reg", "ext", "adm", "temp", "lcsw", "pt", "ot", "rt":
		return true
	}
	return false
}

// numberedLogin says whether v is letters that are no ordinary word, and up to four digits behind them: regclerk4.
func numberedLogin(v []byte) bool {
	e := run(v, 0, lower)
	return loginLike(v) && e >= 4 && e < len(v) && len(v)-e <= 4 && run(v, e, digit) == len(v) && lookupName(v[:e])&0xf00 == 0
}

// rolePrefix says whether p is what a place puts before the names of those who work there.
func rolePrefix(p []byte) bool {
	switch string(p) {
	case "nurse", "tech", "pharm", "clerk", "adm", "admin", "usr", "user", "emp", "phys", "prov", "lab", "reg", "rph", "crna", "lpn", "cna", "temp", "ext", "adj", "agt", "rn", "md", "np", "pa", "do", "dr", "ma", "doc",
		"medic", "emt", "cra", "crc", "path", "rad", "anes", "surg", "icu", "triage", "ward", "unit", "unitsec", "float", "agency", "locum", "student", "stud", "res", "fellow", "staff", "mobile", "broker", "agent", "rep", "csr",
		"sched", "intake", "billing", "biller", "coder", "front", "desk", "frontdesk", "hr", "resp", "rehab", "slp", "lcsw", "vol", "volunteer", "contractor", "vendor", "consult", "visitor", "mgr", "supv", "sup", "dir", "arzt", "pfl", "pflege", "enf", "med", "inf",
		"sec", "call", "home", "work", "er", "ed", "or", "pt", "ot", "rt", "sw", "priv", "sa", "da", "wa":
		return true
	}
	return false
}
