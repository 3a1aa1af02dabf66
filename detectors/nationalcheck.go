package detectors

// partedDigits reads up to 16 digits at s[i], which single bytes of seps may part, into d, and returns how many and where they end.
func partedDigits(s []byte, i int, seps string, d []byte) (n, end int) {
	for k := i; k < len(s); k++ {
		if !is(s, k, digit) {
			if k > i && among(seps, s[k]) && is(s, k+1, digit) {
				continue
			}
			break
		}
		if n == len(d) {
			return 0, i
		}
		d[n] = s[k]
		n++
		end = k + 1
	}
	return n, end
}

// verdict is what a check says of digits: not of the form, of the form, or with a right check digit too.
type verdict uint8

const (
	formless verdict = iota
	formed
	checked
)

// numerals are the digits of a number, handed on by value so that they stay on the stack.
type numerals struct {
	digits [20]byte
	n      int
}

// judged returns checked if right holds, and formed otherwise.
func judged(right bool) verdict {
	if right {
		return checked
	}
	return formed
}

// figures makes the reader of a number of one of the lengths, of which single bytes of seps may part the digits, and which check judges.
func figures(seps string, check func(numerals) verdict, lengths ...int) func([]byte, int) (int, bool) {
	longest := lengths[len(lengths)-1]
	return func(s []byte, i int) (end int, sure bool) {
		var v numerals
		n := 0
		for k := i; k < len(s) && n < longest; k++ {
			if !is(s, k, digit) {
				if k > i && among(seps, s[k]) && is(s, k+1, digit) {
					continue
				}
				break
			}
			v.digits[n] = s[k]
			if n++; is(s, k+1, digit) {
				continue
			}
			for _, want := range lengths {
				if n != want {
					continue
				}
				v.n = n
				switch check(v) {
				case checked:
					end, sure = k+1, true
				case formed:
					if !sure && !(k+2 < len(s) && among(seps, s[k+1]) && is(s, k+2, digit)) {
						end = k + 1
					}
				}
			}
		}
		return end, sure
	}
}

// laid makes the reader of a number that is laid out in one of the ways, d for a digit; check, if any, judges its digits.
func laid(seps string, check func(numerals) verdict, layouts ...string) func([]byte, int) (int, bool) {
	return func(s []byte, i int) (end int, sure bool) {
		for _, l := range layouts {
			var v numerals
			n, k := 0, 0
			for ; k < len(l) && i+k < len(s); k++ {
				b := s[i+k]
				if l[k] != 'd' {
					if b != l[k] {
						break
					}
					continue
				}
				if b-'0' >= 10 {
					break
				}
				v.digits[n] = b
				n++
			}
			e := i + len(l)
			if k < len(l) || is(s, e, word) || e+1 < len(s) && among(seps, s[e]) && is(s, e+1, digit) {
				continue
			}
			if check == nil {
				return e, false
			}
			v.n = n
			if c := check(v); c != formless {
				return e, c == checked
			}
		}
		return 0, false
	}
}

// weighted returns the sum of the first digits, each by its weight, modulo m.
func weighted(d []byte, weights string, m int) (sum int) {
	for k := range weights {
		sum += int(d[k]-'0') * int(weights[k]-'0')
	}
	return sum % m
}

// cpfDigits says whether the last two of eleven digits check the others (Receita Federal), which are not all the same.
func cpfDigits(d []byte) bool {
	same := true
	for _, n := range [...]int{9, 10} {
		sum := 0
		for k := range n {
			sum += int(d[k]-'0') * (n + 1 - k)
			same = same && d[k] == d[0]
		}
		if c := sum * 10 % 11 % 10; c != int(d[n]-'0') {
			return false
		}
	}
	return !same
}

// nirDigits says whether the last two of fifteen digits are 97 less the others modulo 97; the first is of the sex.
func nirDigits(d []byte) bool {
	n := 0
	for _, v := range d[:13] {
		n = (n*10 + int(v-'0')) % 97
	}
	return d[0] >= '1' && d[0] <= '4' && 97-n == number(d, 13, 15)
}

// dniEnd returns the end of the Spanish number at s[i], whose letter is that of its remainder by 23, or 0.
func dniEnd(s []byte, i int) (int, bool) {
	k, n := i, 0
	if b := at0(s, i); b >= 'X' && b <= 'Z' {
		n = int(b - 'X')
		k++
		if at(s, k, '-') {
			k++
		}
	}
	e := run(s, k, digit)
	if e-k != 8-min(1, k-i) {
		return 0, false
	}
	for _, b := range s[k:e] {
		n = n*10 + int(b-'0')
	}
	if at(s, e, '-') || at(s, e, ' ') {
		e++
	}
	if !is(s, e, upper) || s[e] != "TRWAGMYFPDXBNJZSQVHLCKE"[n%23] {
		return 0, false
	}
	return e + 1, true
}

// rutEnd returns the end of the Chilean number at s[i] with its check digit behind a hyphen, or 0.
func rutEnd(s []byte, i int) (int, bool) {
	var d [16]byte
	n, e := partedDigits(s, i, ".", d[:])
	if n < 7 || n > 8 || !at(s, e, '-') {
		return 0, false
	}
	sum := 0
	for k := range n {
		sum += int(d[n-1-k]-'0') * (k%6 + 2)
	}
	c := byte('0' + 11 - sum%11)
	switch 11 - sum%11 {
	case 10:
		c = 'k'
	case 11:
		c = '0'
	}
	if fold(at0(s, e+1)) != c {
		return 0, false
	}
	return e + 2, true
}

// hkidEnd returns the end of the Hong Kong identity card number at s[i]: one or two letters, six digits, a check digit in brackets; or 0.
func hkidEnd(s []byte, i int) (int, bool) {
	k := run(s, i, upper)
	e := run(s, k, digit)
	if k == i || k > i+2 || e != k+6 && e != k+7 {
		return 0, false
	}
	sum, w := 0, 8
	if k == i+1 {
		sum = 36 * 9 // a blank before the letter
	} else {
		sum = int(s[i]-'A'+10) * 9
	}
	sum += int(s[k-1]-'A'+10) * w
	for _, b := range s[k : k+6] {
		w--
		sum += int(b-'0') * w
	}
	c := e
	if e == k+6 && at(s, e, '(') {
		c = e + 1
	} else if e == k+7 {
		c = e - 1
	}
	v := fold(at0(s, c))
	n := int(v - '0')
	if v == 'a' {
		n = 10
	}
	if n > 10 || (sum+n)%11 != 0 {
		return 0, false
	}
	if at(s, c+1, ')') {
		return c + 2, true
	}
	return c + 1, true
}

// nricEnd returns the end of the Singaporean number at s[i], or 0 (weights 2 7 6 5 4 3 2).
func nricEnd(s []byte, i int) (int, bool) {
	b := at0(s, i)
	if b != 'S' && b != 'T' && b != 'F' && b != 'G' || run(s, i+1, digit) != i+8 {
		return 0, false
	}
	sum := 0
	for k, b := range s[i+1 : i+8] {
		sum += int(b-'0') * int("2765432"[k]-'0')
	}
	letters := "JZIHGFEDCBA"
	if b == 'F' || b == 'G' {
		letters = "XWUTRQPNMLK"
	}
	if b == 'T' || b == 'G' {
		sum += 4
	}
	if at0(s, i+8) != letters[sum%11] {
		return 0, false
	}
	return i + 9, true
}

// codiceFiscale says whether v has the form of the Italian tax code and its check letter.
func codiceFiscale(v []byte) bool {
	const form = "LLLLLLDDLDDLDDDL"
	odd := [36]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}
	sum := 0
	for k, b := range v {
		b = fold(b)
		isLetter, isDigit := b-'a' < 26, b-'0' < 10
		if form[k] == 'L' && !isLetter || form[k] == 'D' && !isDigit && !among("lmnpqrstuv", b) { // letters for digits where two people have one code
			return false
		}
		n := int(b-'0') % 10
		if isLetter {
			n = int(b - 'a')
		}
		switch {
		case k == 15:
			return sum%26 == n
		case k%2 == 1:
			sum += n
		case isLetter:
			sum += odd[10+n]
		default:
			sum += odd[n]
		}
	}
	return false
}

// curpForm says whether v has the form of the Mexican population code: four letters, a date, the sex, the state and consonants, two more.
func curpForm(v []byte) bool {
	const form = "LLLLDDDDDDSLLLLLAD"
	for k, b := range v {
		b = fold(b)
		isLetter, isDigit := b-'a' < 26, b-'0' < 10
		switch form[k] {
		case 'L':
			if !isLetter {
				return false
			}
		case 'D':
			if !isDigit {
				return false
			}
		case 'S':
			if b != 'h' && b != 'm' && b != 'x' {
				return false
			}
		default:
			if !isLetter && !isDigit {
				return false
			}
		}
	}
	m, d := number(v, 6, 8), number(v, 8, 10)
	return m >= 1 && m <= 12 && d >= 1 && d <= 31
}

// ofLength makes what finds the end of a number of n bytes, all of which are of its form.
func ofLength(n int, form func([]byte) bool) func([]byte, int) (int, bool) {
	return func(s []byte, i int) (int, bool) {
		if e := i + n; e <= len(s) && form(s[i:e]) {
			return e, true
		}
		return 0, false
	}
}
