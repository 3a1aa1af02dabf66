package linetime

// maxPrefix bounds how many words may stand before a line's time.
const maxPrefix = 8

// prefix finds the time at the beginning of a line. Before it may stand what loggers put there, brackets, levels, process
// numbers and a syslog priority, but no word of a message: "last run at TIME" is not the line's own time.
func prefix(w *wall, text []byte) bool {
	for i, words := 0, 0; words < maxPrefix; words++ {
		i += marks(text[i:])
		if i >= len(text) {
			return false
		}
		if timeAt(w, text[i:]) > 0 {
			return true
		}
		end := i + wordEnd(text[i:])
		if words == 0 && number(w, text[i:end], 0) && plausible(text[i:]) {
			return true
		}
		if !heading(text[i:end]) {
			return false
		}
		i = end
	}
	return false
}

// marks returns how many bytes at the start of b are neither letters nor digits, colour codes (ECMA-48 section 8.3.117)
// included.
func marks(b []byte) int {
	i := 0
	for i < len(b) && !alnum(b[i]) {
		if b[i] == 0x1b && i+1 < len(b) && b[i+1] == '[' {
			for i += 2; i < len(b) && (digit(b[i]) || b[i] == ';'); i++ {
			}
		}
		i++
	}
	return i
}

// wordEnd returns where the letters, digits and points at the start of b end.
func wordEnd(b []byte) int {
	i := 0
	for i < len(b) && (alnum(b[i]) || b[i] == '.' && i+1 < len(b) && digit(b[i+1])) {
		i++
	}
	return i
}

// heading says whether a word may stand before a line's time: a number, one letter, or a level.
func heading(word []byte) bool {
	if _, ok := digits(word); ok || len(word) == 1 {
		return true
	}
	switch string(lower(word)) {
	case "trace", "debug", "info", "notice", "warn", "warning", "error", "err", "critical", "crit", "fatal", "alert", "emerg", "panic", "severe", "config",
		"fine", "finer", "finest", "verbose", "dbug", "eror", "fail", "trce", "inf", "dbg", "wrn", "ftl", "log":
		return true
	}
	return false
}

// lower returns a word of up to 8 letters in lower case, or nothing.
func lower(word []byte) []byte {
	if len(word) > 8 {
		return nil
	}
	var buf [8]byte
	for i, c := range word {
		buf[i] = c | 0x20
	}
	return buf[:len(word)]
}

// plausible says whether a number at the start of a line looks like seconds or milliseconds since the Unix epoch rather
// than like any other number: of 10 or 13 digits, with a blank, bracket or the end behind it.
func plausible(b []byte) bool {
	n := 0
	for n < len(b) && digit(b[n]) {
		n++
	}
	end := wordEnd(b)
	return (n == 10 || n == 13) && (end == len(b) || b[end] == ' ' || b[end] == ']' || b[end] == '\t' || b[end] == ':')
}
