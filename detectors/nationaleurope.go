package detectors

// dayMonth says whether the digits at d[day] and d[month] are a day, to which add may have been added, and a month.
func dayMonth(d []byte, day, month, add int) bool {
	a, m := number(d, day, day+2), number(d, month, month+2)
	if add > 0 && a > add {
		a -= add
	}
	return a >= 1 && a <= 31 && m >= 1 && m <= 12
}

// swedish: yymmddnnnc, the last by Luhn; the day of a coordination number is 60 more.
func swedish(v numerals) verdict {
	d := v.digits[:v.n]
	if len(d) == 12 {
		if d[0] != '1' && d[0] != '2' {
			return formless
		}
		d = d[2:]
	}
	if len(d) != 10 || !dayMonth(d, 4, 2, 60) {
		return formless
	}
	return judged(luhn(d))
}

// norwegian: ddmmyynnnkk; the day of a D-number is 40 more, the month of synthetic people 40 or 80.
func norwegian(v numerals) verdict {
	d := v.digits[:v.n]
	m := number(d, 2, 4) % 40
	if a := number(d, 0, 2) % 40; a < 1 || a > 31 || m < 1 || m > 12 {
		return formless
	}
	k1, k2 := (11-weighted(d, "376189452", 11))%11, (11-weighted(d, "5432765432", 11))%11
	return judged(k1 == int(d[9]-'0') && k2 == int(d[10]-'0'))
}

// danish: ddmmyynnnn, since 2007 not always with a right check digit.
func danish(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 0, 2, 0) {
		return formless
	}
	return judged(weighted(d, "4327654321", 11) == 0)
}

// finnishEnd returns the end of ddmmyy, a sign of the century, three digits and a check character of 31.
func finnishEnd(s []byte, i int) (int, bool) {
	e := i + 11
	if e > len(s) || run(s, i, digit) != i+6 || !among("-+ABCDEFYXWVU", s[i+6]) || run(s, i+7, digit) < i+10 || !is(s, i+10, digit|upper) || is(s, e, word) || !dayMonth(s[i:e], 0, 2, 0) {
		return 0, false
	}
	return e, s[i+10] == "0123456789ABCDEFHJKLMNPRSTUVWXY"[(number(s, i, i+6)*1000+number(s, i+7, i+10))%31]
}

// icelandic: ddmmyynncx, weights 3 2 7 6 5 4 3 2.
func icelandic(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 0, 2, 40) {
		return formless
	}
	return judged((weighted(d, "32765432", 11)+int(d[8]-'0'))%11 == 0)
}

// baltic: gyymmddnnnc of Estonia and Lithuania, mod 11 in two steps.
func baltic(v numerals) verdict {
	d := v.digits[:v.n]
	if d[0] < '1' || d[0] > '8' || !dayMonth(d, 5, 3, 0) {
		return formless
	}
	c := weighted(d, "1234567891", 11)
	if c == 10 {
		c = weighted(d, "3456789123", 11) % 10
	}
	return judged(c == int(d[10]-'0'))
}

func dutch(v numerals) verdict {
	d := v.digits[:v.n]
	return checkedOnly(weighted(d[:9], "98765432", 11) == int(d[8]-'0'))
}

// checkedOnly returns checked if right holds: the form alone says nothing.
func checkedOnly(right bool) verdict {
	if right {
		return checked
	}
	return formless
}

// belgian: yymmddnnncc, the last two 97 less the rest modulo 97, of those born since 2000 with a 2 before it.
func belgian(v numerals) verdict {
	d := v.digits[:v.n]
	if m := number(d, 2, 4) % 20; m > 12 || number(d, 4, 6) > 31 {
		return formless
	}
	n, c := number(d, 0, 9), number(d, 9, 11)
	return judged(97-n%97 == c || 97-(2000000000+n)%97 == c)
}

// frenchEnd returns the end of the fifteen characters of a NIR, with 2A and 2B for Corsica, in groups or not.
func frenchEnd(s []byte, i int) (int, bool) {
	var d [16]byte
	n, k := 0, i
	for ; k < len(s) && n < 15; k++ {
		switch b := s[k]; {
		case b-'0' < 10:
			d[n] = b
			n++
		case n == 6 && (b == 'A' || b == 'B') && d[5] == '2': // less 1,000,000 or 2,000,000, which is to say 19 and 18
			d[5], d[6] = '1', '9'-(b-'A')
			n++
		case k == i || b != ' ' || !is(s, k+1, digit):
			return 0, false
		}
	}
	if n < 15 || is(s, k, word) || d[0] < '1' || d[0] > '8' {
		return 0, false
	}
	if m := number(d[:], 3, 5); m < 1 || m > 12 && m < 20 || m > 42 && m < 50 {
		return 0, false
	}
	return k, nirDigits(d[:15])
}

// ninoEnd returns the end of a British National Insurance number: two letters, six digits, a letter from A to D.
func ninoEnd(s []byte, i int) (int, bool) {
	if !is(s, i, upper) || !is(s, i+1, upper) || among("DFIUV", s[i]) || among("DFIUVO", s[i+1]) {
		return 0, false
	}
	var d [16]byte
	k := i + 2
	if at(s, k, ' ') {
		k++
	}
	n, e := partedDigits(s, k, " ", d[:])
	if n != 6 {
		return 0, false
	}
	if at(s, e, ' ') {
		e++
	}
	if !is(s, e, upper) || s[e] > 'D' {
		return 0, false
	}
	return e + 1, false
}

// ppsnEnd returns the end of an Irish Personal Public Service number: seven digits, a check letter of 23, and maybe one more.
func ppsnEnd(s []byte, i int) (int, bool) {
	e := run(s, i, digit)
	if e != i+7 || !is(s, e, upper) {
		return 0, false
	}
	sum := weighted(s[i:e], "8765432", 1<<20)
	c := s[e]
	if e++; is(s, e, upper) && s[e] != 'W' && !is(s, e+1, word) {
		sum += 9 * int(s[e]-'A'+1)
	}
	if is(s, e, upper) {
		e++
	}
	return e, c == "WABCDEFGHIJKLMNOPQRSTUV"[sum%23]
}

func nhsNumber(v numerals) verdict {
	d := v.digits[:v.n]
	return judged(nhs(d))
}

// scottish: ddmmyynnnc, mod 11 as numbers of the NHS.
func scottish(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 0, 2, 0) {
		return formless
	}
	return judged(nhs(d))
}

// kvnrEnd returns the end of the German health insurance number: a letter and nine digits.
func kvnrEnd(s []byte, i int) (int, bool) {
	e := run(s, i+1, digit)
	if !is(s, i, upper) || e != i+10 {
		return 0, false
	}
	n := int(s[i]-'A') + 1
	sum := n/10 + 2*(n%10)/10 + 2*(n%10)%10
	for k, b := range s[i+1 : i+9] {
		v := int(b - '0')
		if k%2 == 1 {
			v *= 2
		}
		sum += v/10 + v%10
	}
	return e, sum%10 == int(s[i+9]-'0')
}

// rvnrEnd returns the end of the German pension insurance number: two digits of the region, ddmmyy, a letter, three digits.
func rvnrEnd(s []byte, i int) (int, bool) {
	var d [16]byte
	n, k := partedDigits(s, i, " ", d[:])
	if n != 8 || !dayMonth(d[:], 2, 4, 50) {
		return 0, false
	}
	if at(s, k, ' ') {
		k++
	}
	if !is(s, k, upper) {
		return 0, false
	}
	if k++; at(s, k, ' ') {
		k++
	}
	if e := run(s, k, digit); e == k+3 {
		return e, false
	}
	return 0, false
}

// austrian: nnncddmmyy, of which the fourth checks the others.
func austrian(v numerals) verdict {
	d := v.digits[:v.n]
	if m := number(d, 6, 8); number(d, 4, 6) < 1 || number(d, 4, 6) > 31 || m < 1 || m > 15 { // 13 to 15 where days run out
		return formless
	}
	return judged(weighted(d, "3790584216", 11) == int(d[3]-'0'))
}

// germanTax: eleven digits, ISO/IEC 7064 MOD 11,10, not with a zero first.
func germanTax(v numerals) verdict {
	d := v.digits[:v.n]
	return checkedOnly(d[0] != '0' && mod1110(d))
}

// croatian: eleven digits, ISO/IEC 7064 MOD 11,10.
func croatian(v numerals) verdict {
	d := v.digits[:v.n]
	return judged(mod1110(d))
}

// mod1110 says whether the last digit is that of ISO/IEC 7064, MOD 11,10.
func mod1110(d []byte) bool {
	p := 10
	for _, b := range d[:len(d)-1] {
		if p = (p + int(b-'0')) % 10; p == 0 {
			p = 10
		}
		p = 2 * p % 11
	}
	return (p+int(d[len(d)-1]-'0'))%10 == 1
}

// swiss: 756, nine digits and the check digit of an EAN-13.
func swiss(v numerals) verdict {
	d := v.digits[:v.n]
	if number(d, 0, 3) != 756 {
		return formless
	}
	return judged(weighted(d, "1313131313131", 10) == 0)
}

// spanishSocial: province, serial and two digits that are the rest of both by 97.
func spanishSocial(v numerals) verdict {
	d := v.digits[:v.n]
	return judged(number(d, 0, 10)%97 == number(d, 10, 12))
}

// cipEnd returns the end of a Spanish health card's number: four letters and twelve, or of the system's own six and ten (CIP-SNS).
func cipEnd(s []byte, i int) (int, bool) {
	k := run(s, i, upper)
	e := run(s, k, digit)
	if k-i == 4 && e-k >= 8 && e-k <= 12 || k-i == 6 && e-k == 10 {
		return e, false
	}
	return 0, false
}

// portuguese: eight digits and one of mod 11.
func portuguese(v numerals) verdict {
	d := v.digits[:v.n]
	c := 11 - weighted(d, "98765432", 11)
	if c > 9 {
		c = 0
	}
	return checkedOnly(d[0] != '0' && c == int(d[8]-'0'))
}

// unchecked takes every number of the length.
func unchecked(numerals) verdict { return formed }

// greek: ddmmyynnnnc, the last by Luhn.
func greek(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 0, 2, 0) {
		return formless
	}
	return judged(luhn(d))
}

func polish(v numerals) verdict {
	d := v.digits[:v.n]
	return judged((weighted(d, "1379137913", 10)+int(d[10]-'0'))%10 == 0)
}

// czech: yymmdd/nnnc, the whole a multiple of 11 but of those with nine digits; the month of women is 50 more, 20 where numbers ran out.
func czech(v numerals) verdict {
	d := v.digits[:v.n]
	if m := number(d, 2, 4) % 50 % 20; m < 1 || m > 12 || number(d, 4, 6) < 1 || number(d, 4, 6) > 31 {
		return formless
	}
	return judged(len(d) == 10 && number(d, 0, 10)%11 == 0)
}

// hungarian: eight digits by 3 and 7 in turn.
func hungarian(v numerals) verdict {
	d := v.digits[:v.n]
	return judged(weighted(d, "37373737", 10) == int(d[8]-'0'))
}

// romanian: gyymmddccnnnk.
func romanian(v numerals) verdict {
	d := v.digits[:v.n]
	if d[0] == '0' || !dayMonth(d, 5, 3, 0) {
		return formless
	}
	return judged(weighted(d, "279146358279", 11)%10 == int(d[12]-'0') || weighted(d, "279146358279", 11) == 10 && d[12] == '1')
}

// bulgarian: yymmddnnnc; the month is 20 more of those born before 1900, 40 of those since 2000.
func bulgarian(v numerals) verdict {
	d := v.digits[:v.n]
	if m := number(d, 2, 4) % 20; m < 1 || m > 12 || number(d, 4, 6) > 31 {
		return formless
	}
	sum := 0
	for k, w := range [...]int{2, 4, 8, 5, 10, 9, 7, 3, 6} {
		sum += int(d[k]-'0') * w
	}
	return judged(sum%11%10 == int(d[9]-'0'))
}

// yugoslav: ddmmyyyrrnnnc.
func yugoslav(v numerals) verdict {
	d := v.digits[:v.n]
	if !dayMonth(d, 0, 2, 0) {
		return formless
	}
	c := 11 - weighted(d, "765432765432", 11)
	return judged(c%11%10 == int(d[12]-'0') && c != 10)
}
