package identity

// shapes are the lengths that numbers of a directory have, and how many of their bytes are digits: most numbers in logs are not
// like any person's, and need not be looked up. One bit a shape; numbers longer than maxShape share its bits. Behind them a bit a
// class and length says where numbers are crowded.
type shapes [(maxShape+1)*(maxShape+1)/8 + int(Shown+1)*(maxShape+1)/8]byte

const maxShape = 31

// crowd is of how many numbers of a length, of digits only, one is somebody's where they are crowded: a number without a sign of
// what it is may then well be of something else.
const crowd = 1000

// crowdDigits is from which length on numbers are never crowded: 2^32 people are too few.
const crowdDigits = 13

func shapeBit(length, digits int) int {
	return min(length, maxShape)*(maxShape+1) + min(digits, maxShape)
}

func crowdBit(class Class, length int) int {
	return (maxShape+1)*(maxShape+1) + int(class)*(maxShape+1) + min(length, maxShape)
}

func (s *shapes) set(bit int)      { s[bit/8] |= 1 << (bit % 8) }
func (s *shapes) has(bit int) bool { return s[bit/8]&(1<<(bit%8)) != 0 }

// counts are how many numbers of a class and length there are that have digits only.
type counts [Shown + 1][crowdDigits]uint64

// add notes a value.
func (c *counts) add(s *shapes, class Class, normal []byte) {
	digits := 0
	for _, b := range normal {
		if b-'0' < 10 {
			digits++
		}
	}
	if class == ID {
		s.set(shapeBit(len(normal), digits))
	}
	if digits == len(normal) && digits < crowdDigits {
		c[class][digits]++
	}
}

// crowds notes where numbers are crowded.
func (c *counts) crowds(s *shapes) {
	for class := range c {
		all := uint64(1)
		for length := range c[class] {
			if c[class][length]*crowd > all {
				s.set(crowdBit(Class(class), length))
			}
			all *= 10
		}
	}
}
