package detectors

// weak weighs a value whose key is also used for things.
func (v *keyedName) weak(s []byte, f Field) float32 {
	person := personKey(f.Key)
	switch {
	case v.stop > 0 && (v.best < Likely || !f.Quoted && v.lower > 0) || f.Key == "text" && f.Parent == "":
		if v.best >= Cued && v.titled >= 2 {
			return Cued
		}
		return 0
	case thingParent(f.Parent):
		if v.best >= Shaped && v.titled >= 2 {
			return Likely
		}
		return 0
	case v.words >= 2 && v.titled == v.words:
		switch {
		case v.best >= Likely || v.names > 0 && (person || v.comma || v.initials > 0) || person:
			return Checked
		case v.names > 0 || v.unknown == v.words && v.words <= 3:
			return Likely
		}
	case v.words >= 2 && v.lower == v.words && v.clean > 0 && v.names == v.words:
		return Shaped
	case v.words == 2 && v.lower == v.words && person && v.stop == 0 && v.clean > 0 && v.names+v.unknown == v.words && f.Quoted:
		return Likely
	case v.words == 1 && v.initials > 0 && v.titled == 1 && v.stop == 0 && f.Quoted && f.Key == "pname":
		return Likely
	case v.words == 1 && v.titled == 1 && v.clean == 1:
		if person || f.Key == "first" || f.Key == "last" {
			return Checked
		}
		return Likely
	case v.words == 1 && v.titled == 1 && (v.names == 1 || v.unknown == 1):
		return v.single(s, f, person)
	case v.words == 1 && v.lower == 1 && v.clean == 1 && (person || f.Key == "first" || f.Key == "last"):
		return Likely
	case v.initials > 0 && person && (v.titled > 0 || v.clean > 0 || v.words == 1 && v.lower == 0):
		return Likely
	}
	return 0
}

// single weighs one capitalised word that is no clean name.
func (v *keyedName) single(s []byte, f Field, person bool) float32 {
	switch {
	case f.Key == "given" || f.Key == "family" || f.Key == "maiden" || f.Key == "initials":
		return Checked
	case (f.Key == "first" || f.Key == "last" || f.Key == "fn" || f.Key == "ln") && v.names == 1:
		return Shaped
	case person && v.end-v.start > 2:
		return Likely
	case v.names == 1:
		return Doubtful
	}
	return 0
}
