package detectors

// courseEnd returns the end of what follows the name of a condition that ends at j and says how or where it is: an exacerbation,
// "of the right leg", ", unspecified", ", initial encounter" (the style of ICD-10-CM descriptions).
func courseEnd(s []byte, j int) int {
	for range 4 {
		e := courseWord(s, j)
		if e == 0 {
			e = siteEnd(s, j)
		}
		if e == 0 {
			e = commaCourse(s, j)
		}
		if e == 0 {
			break
		}
		j = e
	}
	return j
}

// courseWord returns the end of a word of the course of an illness behind s[j], or 0.
func courseWord(s []byte, j int) int {
	a, b, ok := nextWord(s, j)
	if !ok || s[j] != ' ' {
		return 0
	}
	var buf [24]byte
	switch string(lowered(s, a, min(b, a+len(buf)), &buf)) {
	case "exacerbation", "exacerbations", "flare", "flares", "flareup", "crisis", "relapse", "episode", "episodes", "attack", "attacks", "complications", "metastases", "recurrence", "remission":
		return b
	}
	return 0
}

// siteEnd returns the end of "of the right leg", "in pregnancy" and the like behind s[j], or 0: every word must be one of names
// of conditions, or of sides.
func siteEnd(s []byte, j int) int {
	if !hasFold(s, j, " of ") && !hasFold(s, j, " in ") && !hasFold(s, j, " with ") && !hasFold(s, j, " without ") {
		return 0
	}
	p, end := run(s, j+1, letter), 0
	for range 6 {
		a, b, ok := nextWord(s, p)
		if !ok || s[p] != ' ' {
			break
		}
		switch {
		case siteWord(s, a, b) || condSeed.left(s[a:b]).lookup()&(condModifier|condHead|condName) != 0:
			end = b
		case !wordFold(s, a, "of") && !wordFold(s, a, "the") && !wordFold(s, a, "and") && !wordFold(s, a, "or"):
			return end
		}
		p = b
	}
	return end
}

// siteWord says whether s[a:b] is a side or a part of the body that no condition is named by.
func siteWord(s []byte, a, b int) bool {
	var buf [24]byte
	switch string(lowered(s, a, min(b, a+len(buf)), &buf)) {
	case "left", "right", "upper", "lower", "both", "bilateral", "extremity", "extremities", "limb", "shaft", "neck", "body", "site", "multiple", "unspecified", "part", "parts", "lobe", "quadrant",
		"hemiplegia", "complications", "complication", "current", "aura", "intractable", "pathological", "remission":
		return true
	}
	return false
}

// commaCourse returns the end of ", unspecified", ", initial encounter" and the like behind s[j], or 0.
func commaCourse(s []byte, j int) int {
	if !at(s, j, ',') || !at(s, j+1, ' ') {
		return 0
	}
	for _, w := range [...]string{"unspecified organism", "unspecified control", "unspecified site", "unspecified severity", "unspecified type", "unspecified", "uncomplicated", "initial encounter", "subsequent encounter", "sequela",
		"recurrent", "single episode", "mild", "moderate", "severe", "in remission", "combined type", "not intractable", "intractable", "without complications", "with complications", "without status migrainosus",
		"not otherwise specified", "nos", "bilateral", "without complication", "without hemorrhage", "without rupture"} {
		if hasFold(s, j+2, w) && !is(s, j+2+len(w), word) {
			return j + 2 + len(w)
		}
	}
	return 0
}
