package detectors

// NameSpot is a word of running text that may be a name, with what the model of names knows of it.
type NameSpot struct {
	Start, End int
	Features   [maxFeatures]uint16 // each below NameFeatures, each present once
}

// NameFeatures is the number of features of the model.
const NameFeatures = features

// NameSpots appends the words of text that may be names, for the model's trainer. known says that the record holds other
// identifiers of a person. What lies beyond the first words of a passage is left.
func NameSpots(dst []NameSpot, text []byte, known bool) []NameSpot {
	var t passage
	for i := 0; i < len(text); {
		if t.read(text, i); t.from < i || t.n == 0 {
			i = max(i, t.to) + 1
			continue
		}
		t.settle(text)
		for k := range t.n {
			if t.candidate(text, k) {
				dst = append(dst, NameSpot{t.word[k].start, t.word[k].end, t.features(k, known)})
			}
		}
		i = t.to + 1
	}
	return dst
}
