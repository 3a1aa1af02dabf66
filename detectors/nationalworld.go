package detectors

// turkish: eleven digits, of which the last two check the others.
func turkish(v numerals) verdict {
	d := v.digits[:v.n]
	odd, even, sum := 0, 0, 0
	for k := range 10 {
		v := int(d[k] - '0')
		if sum += v; k < 9 && k%2 == 0 {
			odd += v
		} else if k < 9 {
			even += v
		}
	}
	if d[0] == '0' {
		return formless
	}
	return judged(((7*odd-even)%10+10)%10 == int(d[9]-'0') && sum%10 == int(d[10]-'0'))
}

func israeli(v numerals) verdict {
	d := v.digits[:v.n]
	return judged(luhn(d))
}

// emirati: 784, year, seven digits, one by Luhn.
func emirati(v numerals) verdict {
	d := v.digits[:v.n]
	if number(d, 0, 3) != 784 || d[3] != '1' && d[3] != '2' {
		return formless
	}
	return judged(luhn(d))
}

func saudi(v numerals) verdict {
	d := v.digits[:v.n]
	return checkedOnly((d[0] == '1' || d[0] == '2') && luhn(d))
}

func indian(v numerals) verdict {
	d := v.digits[:v.n]
	if d[0] < '2' {
		return formless
	}
	return judged(verhoeff(d))
}

// malaysian: yymmdd, place, four digits.
func malaysian(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 4, 2, 0) {
		return formless
	}
	return formed
}

// chineseEnd returns the end of seventeen digits and a check character (ISO/IEC 7064, MOD 11-2).
func chineseEnd(s []byte, i int) (int, bool) {
	if run(s, i, digit) < i+17 || !is(s, i+17, digit) && fold(at0(s, i+17)) != 'x' || !dayMonth(s[i:], 12, 10, 0) {
		return 0, false
	}
	p := 0
	for _, b := range s[i : i+17] {
		p = (p + int(b-'0')) * 2 % 11
	}
	return i + 18, fold(s[i+17]) == "10x98765432"[p%11]
}

// korean: yymmdd and seven digits, the first of the century and the sex.
func korean(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 4, 2, 0) || d[6] == '0' {
		return formless
	}
	return judged((11-weighted(d, "234567892345", 11))%10 == int(d[12]-'0'))
}

// japanese: eleven digits and one of mod 11.
func japanese(v numerals) verdict {
	d := v.digits[:v.n]
	c := 11 - weighted(d, "65432765432", 11)
	if c > 9 {
		c = 0
	}
	return judged(c == int(d[11]-'0'))
}

// indonesian: place, ddmmyy, serial; the day of women is 40 more.
func indonesian(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 6, 8, 40) {
		return formless
	}
	return formed
}

// australian: eight digits, one that checks them, one of the issue, and maybe one of the person.
func australian(v numerals) verdict {
	d := v.digits[:v.n]
	if d[0] < '2' || d[0] > '6' {
		return formless
	}
	return judged(weighted(d, "13791379", 10) == int(d[8]-'0'))
}

func individual(v numerals) verdict {
	d := v.digits[:v.n]
	return checkedOnly(number(d, 0, 6) == 800360 && luhn(d))
}

// nhiEnd returns the end of the New Zealand number: three letters without I and O, then four digits or two, a letter and a digit.
func nhiEnd(s []byte, i int) (int, bool) {
	if run(s, i, upper) < i+3 || among("IO", s[i]) || among("IO", s[i+1]) || among("IO", s[i+2]) {
		return 0, false
	}
	if e := run(s, i+3, digit); e == i+7 || e == i+5 && is(s, e, upper) && is(s, e+1, digit|upper) && !is(s, e+2, word) {
		return i + 7, false
	}
	return 0, false
}

// taxFile: weights 1 4 3 7 5 8 6 9 10.
func taxFile(v numerals) verdict {
	d := v.digits[:v.n]
	return checkedOnly((weighted(d, "14375869", 1<<20)+10*int(d[8]-'0'))%11 == 0)
}

// canadianEnd returns the end of a Social Insurance Number, in groups, or in one behind its name in capitals.
func canadianEnd(s []byte, i int) (int, bool) {
	var d [16]byte
	n, e := partedDigits(s, i, " -", d[:])
	k := back(s, backAny(s, i, " :=#."), letter)
	if n == 9 && luhn(d[:9]) && (e-i == 11 || is(s, k, upper) && is(s, k+1, upper)) {
		return e, true
	}
	return 0, false
}

// columbian: a 9, eight digits and one of mod 11.
func columbian(v numerals) verdict {
	d := v.digits[:v.n]
	if d[0] != '9' {
		return formless
	}
	sum := 0
	for k, w := range [...]int{2, 4, 8, 5, 10, 9, 7, 3} {
		sum += int(d[k+1]-'0') * w % 11
	}
	return judged(11-sum%11 == int(d[9]-'0'))
}

// ontarioEnd returns the end of ten digits, the last by Luhn, and the two letters of the card's version where they stand right behind.
func ontarioEnd(s []byte, i int) (int, bool) {
	var d [16]byte
	n, e := partedDigits(s, i, " -", d[:])
	if n != 10 {
		return 0, false
	}
	k := e
	if at(s, k, '-') {
		k++
	}
	if run(s, k, upper) == k+2 {
		e = k + 2
	}
	return e, luhn(d[:10])
}

// ramqEnd returns the end of the number of Québec: four letters of the name, yymmdd of which the month is 50 more for women, two more digits.
func ramqEnd(s []byte, i int) (int, bool) {
	if run(s, i, upper|lower) != i+4 {
		return 0, false
	}
	k := i + 4
	if at(s, k, ' ') || at(s, k, '-') {
		k++
	}
	var d [16]byte
	n, e := partedDigits(s, k, " -", d[:])
	if n != 8 || !dayMonth(d[:], 4, 2, 0) && !monthOver(d[2:6]) {
		return 0, false
	}
	return e, false
}

// monthOver says whether the digits are a month and 50, and a day.
func monthOver(d []byte) bool {
	m, a := number(d, 0, 2)-50, number(d, 2, 4)
	return m >= 1 && m <= 12 && a >= 1 && a <= 31
}

func brazilian(v numerals) verdict {
	d := v.digits[:v.n]
	return checkedOnly(cpfDigits(d))
}

// brazilianHealth: fifteen digits, weights 15 to 1, modulo 11.
func brazilianHealth(v numerals) verdict {
	d := v.digits[:v.n]
	if !among("12789", d[0]) {
		return formless
	}
	sum := 0
	for k, b := range d {
		sum += int(b-'0') * (15 - k)
	}
	return judged(sum%11 == 0)
}

// argentine: kind, eight digits, one of mod 11.
func argentine(v numerals) verdict {
	d := v.digits[:v.n]
	if p := number(d, 0, 2); p < 20 || p > 34 {
		return formless
	}
	c := 11 - weighted(d, "5432765432", 11)
	return judged(c%11 == int(d[10]-'0') || c == 10 && d[10] == '9')
}

func mexicanSocial(v numerals) verdict {
	d := v.digits[:v.n]
	return judged(luhn(d))
}

// ghanaEnd returns the end of GHA-000000000-0.
func ghanaEnd(s []byte, i int) (int, bool) {
	if hasFold(s, i, "gha-") && run(s, i+4, digit) == i+13 && at(s, i+13, '-') && run(s, i+14, digit) == i+15 {
		return i + 15, false
	}
	return 0, false
}

// southAfrican: yymmdd, serial, citizenship, one by Luhn.
func southAfrican(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 4, 2, 0) || d[10] > '2' {
		return formless
	}
	return judged(luhn(d))
}

// qatari: the century, two digits of the year, three of the country, five more.
func qatari(v numerals) verdict {
	if v.digits[0] != '2' && v.digits[0] != '3' {
		return formless
	}
	return formed
}

// panEnd returns the end of the Indian tax number: five letters, the fourth of the kind of taxpayer, four digits, a letter.
func panEnd(s []byte, i int) (int, bool) {
	k := run(s, i, upper)
	e := run(s, k, digit)
	if k != i+5 || !among("PCHABGJLFT", s[i+3]) || e != k+4 || !is(s, e, upper) {
		return 0, false
	}
	return e + 1, false
}

// donationEnd returns the end of a donation identification number (ISBT 128): facility, year, serial, and maybe two flag digits.
func donationEnd(s []byte, i int) (int, bool) {
	var d [16]byte
	n, e := partedDigits(s, i+1, " -", d[:])
	if !is(s, i, upper) || n != 12 && n != 14 {
		return 0, false
	}
	return e, false
}
