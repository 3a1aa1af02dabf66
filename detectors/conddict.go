package detectors

import _ "embed" // the dictionary is data of the program

// conditions is the packed table of names of conditions and of the words they are made of. internal/dictgen writes it;
// NOTICE lists what it was made from. It is read in place:
//
//	slots * 4 bytes  ConditionHash of each phrase, little endian, 0 = free; open addressing, see ConditionSlot
//	slots * 1 byte   the flags of the phrase in the same slot
//
//go:embed conditions.bin
var conditions string

// conditionCues are the words at which the table is to be asked, one a line.
//
//go:embed conditions.txt
var conditionCues string

var conditionSlots = uint32(len(conditions) / 5)

//go:generate go run ../internal/dictgen -data $DICT -conditions conditions.bin

// condInfo is what the table knows of a word or phrase; the zero value is one that it does not hold.
type condInfo uint8

const (
	condName      condInfo = 1 << iota // names a condition, complete
	condModifier                       // stands before a head: coronary, bipolar
	condVague                          // means something else as well: counts beside a clinical cue only
	condCapitals                       // an abbreviation: counts in capitals only
	condHead                           // takes modifiers: disease, cancer, failure
	condDrug                           // names a medicine
	condProcedure                      // names a procedure
	condRecord                         // vague, but counts where the record holds an identifier of a person
)

// condHash hashes a phrase from its last byte to its first, so that it can be prolonged to the left.
type condHash uint32

const condSeed condHash = 0x811c9dc5

// left prolongs the phrase by the bytes w before it: letters in lower case and digits; a run of anything else but
// apostrophes is a blank.
func (h condHash) left(w []byte) condHash {
	for i := len(w) - 1; i >= 0; i-- {
		if b := condByte[w[i]]; b != 0 {
			h = (h ^ condHash(b)) * 0x01000193
		}
	}
	return h
}

// condByte is what a byte of a phrase is hashed as; 0: not at all.
var condByte = func() (t [256]byte) {
	for i := range t {
		switch b := fold(byte(i)); {
		case b == '\'':
		case class[b]&alnum == 0:
			t[i] = ' '
		case b >= 0x80 && b < 0x9f:
			t[i] = b + 0x20 // the second byte of É is that of é
		default:
			t[i] = b
		}
	}
	return
}()

func (h condHash) sum() uint32 {
	h ^= h >> 15
	h *= 0x2c1b3c6d
	if h ^= h >> 13; h == 0 {
		h++
	}
	return uint32(h)
}

// ConditionHash hashes a phrase for the table of conditions; it is exported for the table's generator.
func ConditionHash(phrase []byte) uint32 { return condSeed.left(phrase).sum() }

// ConditionSlot returns the slot at which the search for h starts.
func ConditionSlot(h, slots uint32) uint32 { return uint32(uint64(h) * uint64(slots) >> 32) }

// lookup returns what the table knows of the phrase. 32 bits are compared: of 10^5 unknown phrases, one may pass.
func (h condHash) lookup() condInfo {
	fp := h.sum()
	for i := ConditionSlot(fp, conditionSlots); ; {
		s := conditions[4*i : 4*i+4]
		switch uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24 {
		case fp:
			return condInfo(conditions[4*conditionSlots+i])
		case 0:
			return 0
		}
		if i++; i == conditionSlots {
			i = 0
		}
	}
}
