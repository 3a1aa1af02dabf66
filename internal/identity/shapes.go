package identity

// shapes are the lengths that numbers of a directory have, and how many of their bytes are digits: most numbers in logs are not
// like any person's, and need not be looked up. One bit a shape; longer numbers than maxShape share those of maxShape.
type shapes [(maxShape + 1) * (maxShape + 1) / 8]byte

const maxShape = 31

func shapeBit(length, digits int) (byte, bit int) {
	n := min(length, maxShape)*(maxShape+1) + min(digits, maxShape)
	return n / 8, n % 8
}

func (s *shapes) add(normal []byte) {
	digits := 0
	for _, b := range normal {
		if b-'0' < 10 {
			digits++
		}
	}
	i, bit := shapeBit(len(normal), digits)
	s[i] |= 1 << bit
}

func (s *shapes) has(length, digits int) bool {
	i, bit := shapeBit(length, digits)
	return s[i]&(1<<bit) != 0
}
