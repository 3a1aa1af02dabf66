package format

// latinLetters are the letters without their marks of U+00C0 to U+017F, which UTF-8 writes with the bytes 0xC3 to 0xC5 and one
// more (Unicode 16, Latin-1 Supplement and Latin Extended-A): keys are written with and without them. A blank stands for what
// is no letter, or two.
const latinLetters = "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkkklllllll" +
	"lllnnnnnn   oooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// latin returns the letter that the two bytes of UTF-8 stand for without its mark, in lower case, 0 if they are none.
func latin(a, b byte) byte {
	if a-0xC3 > 2 || b&0xC0 != 0x80 {
		return 0
	}
	if c := latinLetters[int(a-0xC3)<<6|int(b&0x3F)]; c != ' ' {
		return c
	}
	return 0
}
