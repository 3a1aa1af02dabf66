package detectors

// Bytes that may stand beside a cue, for Detector.Before and Detector.Behind.

const (
	digits = "0123456789"
	words  = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" + digits
)

// except returns all bytes but those of s.
func except(s string) string {
	b := make([]byte, 0, 256)
	for i := range 256 {
		if !among0([]byte{byte(i)}, s) {
			b = append(b, byte(i))
		}
	}
	return string(b)
}

// joints are the bytes that may follow a cue of cuedID, see barren.
const joints = " \t#:=()'\"[{\\>_/-" + digits
