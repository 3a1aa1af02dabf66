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
func dniEnd(s []byte, i int) int {
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
		return 0
	}
	for _, b := range s[k:e] {
		n = n*10 + int(b-'0')
	}
	if at(s, e, '-') || at(s, e, ' ') {
		e++
	}
	if !is(s, e, upper) || s[e] != "TRWAGMYFPDXBNJZSQVHLCKE"[n%23] {
		return 0
	}
	return e + 1
}

// rutEnd returns the end of the Chilean number at s[i] with its check digit behind a hyphen, or 0.
func rutEnd(s []byte, i int) int {
	var d [16]byte
	n, e := partedDigits(s, i, ".", d[:])
	if n < 7 || n > 8 || !at(s, e, '-') {
		return 0
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
		return 0
	}
	return e + 2
}

// hkidEnd returns the end of the Hong Kong identity card number at s[i]: one or two letters, six digits, a check digit in brackets; or 0.
func hkidEnd(s []byte, i int) int {
	k := run(s, i, upper)
	e := run(s, k, digit)
	if k == i || k > i+2 || e != k+6 && e != k+7 {
		return 0
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
		return 0
	}
	if at(s, c+1, ')') {
		return c + 2
	}
	return c + 1
}

// nricEnd returns the end of the Singaporean number at s[i], or 0 (weights 2 7 6 5 4 3 2).
func nricEnd(s []byte, i int) int {
	b := at0(s, i)
	if b != 'S' && b != 'T' && b != 'F' && b != 'G' || run(s, i+1, digit) != i+8 {
		return 0
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
		return 0
	}
	return i + 9
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
