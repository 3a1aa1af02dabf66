package detectors

// Base letters of U+00C0..U+024F (Latin-1 letters, Latin Extended-A and -B) and U+1E00..U+1EFF (Latin Extended
// Additional, which holds Vietnamese): the first letter of the canonical decomposition of the lower-case letter in the
// Unicode Character Database, and the usual plain spelling of letters that have none. A dot marks no Latin base letter.
const (
	baseLatin = "aaaaaaeceeeeiiiidnooooo.ouuuuytsaaaaaaeceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggg" +
		"hhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnooooooeerrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsbb.....c" +
		"c.....ee.ff....ikkl.....oo..pp......tt.uu..yyzz......................aaiioouuuuuuuuuueaaaaeeggggkkoo" +
		"oo..j...gg..nnaaeeooaaaaeeeeiiiioooorrrruuuusstt..hh.d..zzaaeeooooooooyy...j..accl.....bu.eejj..rryy"
	baseVietnamese = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
		"wwwwwwwwwwxxxxyyzzzzzzhtwy.s..s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
)

// baseLetter returns the base letter of a Latin letter with a diacritic, 0 for a combining mark or a typographic
// apostrophe, and any other rune unchanged.
func baseLetter(r rune) rune {
	b := byte('.')
	switch {
	case r >= 0xC0 && r < 0x250:
		b = baseLatin[r-0xC0]
	case r >= 0x1E00 && r < 0x1F00:
		b = baseVietnamese[r-0x1E00]
	case r >= 0x300 && r < 0x370, r == 0x2019, r == 0x2BC:
		return 0
	}
	if b == '.' {
		return r
	}
	return rune(b)
}
