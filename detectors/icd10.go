package detectors

// icdCategories holds, for each letter, which of the 100 numeric categories exist in ICD-10-CM, FY2023 (CMS and NCHS;
// public domain): bit n of the first word is category n, bit n of the second category 50+n. U07 and U09 are the codes
// assigned since 2020.
var icdCategories = [26][2]uint64{
	0:         {0x35fffdffe83ff, 0x37ffffb3fe7ff},
	'B' - 'A': {0x3fffe4e1f87ff, 0x2f7fbffffc7ff},
	'C' - 'A': {0x3fbe7c7ffffff, 0x7f5ffffffdff},
	'D' - 'A': {0x3fffffffffeff, 0x97dfffffef},
	'E' - 'A': {0x7f1dfff1afff, 0xfe7ff7ef7f},
	'F' - 'A': {0x13f87f3fffefe, 0x33bc5f0fde63f},
	'G' - 'A': {0xf939c7b07fff, 0x3ff83c0f0ffff},
	'H' - 'A': {0x2dd1fde778c37, 0x3f03c3ff9ebf},
	'I' - 'A': {0x3ffffdff1bfe7, 0x2e0fbffffbc07},
	'J' - 'A': {0xbfffc077fe7f, 0x37f1dc01ffc00},
	'K' - 'A': {0x7f78fef07b7f, 0x373bcff7ffe7},
	'L' - 'A': {0x23f007ff07d3f, 0x3bfffc7f7f7ff},
	'M' - 'A': {0x3ef1fcffffdf7, 0x2fffeee73bc1b},
	'N' - 'A': {0x3ffbffefffdff, 0x3ffffcff0fc0f},
	'O' - 'A': {0x1ff1ff7f1ff9f, 0x317f94ffffc00},
	'P' - 'A': {0xf83fc8ffbf, 0x7f06dd700fff},
	'Q' - 'A': {0x3fffdff7fcff, 0x3efbffffffc7f},
	'R' - 'A': {0x3ffbfeefffefb, 0x29fffffbcffff},
	'S' - 'A': {0x3fffffffbffff, 0x3ffffffffffff},
	'T' - 'A': {0x3fff7dfffc080, 0x7ff7bfffff},
	'U' - 'A': {0x280, 0x0},
	'V' - 'A': {0x3fffffffffe7f, 0x3ffffffffffff},
	'W' - 'A': {0x265fffffffffb, 0x21dd8018adfff},
	'X' - 'A': {0xfdc00ffd7f, 0x3fc03ffe00105},
	'Y' - 'A': {0x7bffe0039f, 0x22d07fff9f000},
	'Z' - 'A': {0x3fff7f0fffb3f, 0x3fffffffff6ee},
}

// icdCategory says whether the three characters at i are a category of ICD-10-CM, capitals only. Seven categories of
// neoplasms, gout, childbirth and gestation end in a letter.
func icdCategory(s []byte, i int) bool {
	if !is(s, i, upper) || !is(s, i+1, digit) {
		return false
	}
	if is(s, i+2, upper) {
		switch string(s[i : i+3]) {
		case "C4A", "C7A", "C7B", "D3A", "M1A", "O9A", "Z3A", "I1A", "J4A":
			return true
		}
		return false
	}
	if !is(s, i+2, digit) {
		return false
	}
	n := number(s, i+1, i+3)
	return icdCategories[s[i]-'A'][n/50]>>(n%50)&1 != 0
}

// icdEnd returns the end of the dotted ICD-10-CM code at i, or 0: a category, a dot, one to four characters. A letter
// in the fifth or sixth place must be the placeholder X or lead on to further characters, and the seventh is a letter
// or a digit. sure says that no key or cue is needed to tell it from a part number.
func icdEnd(s []byte, i int) (end int, sure bool) {
	if !icdCategory(s, i) || !at(s, i+3, '.') {
		return 0, false
	}
	end = run(s, i+4, upper|digit)
	n := end - i - 4
	if n < 1 || n > 4 || is(s, end, lower|high|under) || at(s, end, '.') && is(s, end+1, alnum) {
		return 0, false
	}
	last := end - 1
	return end, n == 4 || is(s, last, digit) || n == 1 && s[last] <= 'K'
}
