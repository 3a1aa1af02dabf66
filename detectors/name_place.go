package detectors

// notPerson says whether the run q is the name of a place, a street or an organisation.
func notPerson(s []byte, q *nameSeq) bool {
	start, end := q.start(), q.end()
	if at(s, end, ' ') && is(s, end+1, letter) && contextOfWord(s[end+1:lettersEnd(s, end+1)])&ctxMask == ctxEponym {
		return true
	}
	if at(s, end, ' ') && hardware(s[end+1:lettersEnd(s, end+1)]) {
		return true
	}
	if q.stop.form != formNone && q.stop.start == end+1 && orgWord(s[q.stop.start:q.stop.end]) {
		return true
	}
	if n := back(s, max(start-1, 0), digit); start > 0 && s[start-1] == ' ' && n < start-1 && !is(s, n-1, alnum|under) {
		if streetWord(s[q.tok[q.n-1].start:end]) || q.stop.start == end+1 && streetWord(s[q.stop.start:q.stop.end]) {
			return true
		}
	}
	return q.n > 2 && streetShort(s[q.tok[q.n-1].start:end]) || stateAfter(s, end)
}

// stateAfter says whether ", TX", ", TX 75201" or " TX 75201" stands at s[i]. States that are also credentials (MD, PA, MA)
// count only before a ZIP code.
func stateAfter(s []byte, i int) bool {
	j := i
	if at(s, j, ',') {
		j++
	}
	if !at(s, j, ' ') || !state(s, j+1) {
		return false
	}
	zip := at(s, j+3, ' ') && (run(s, j+4, digit) == j+9 || hasFold(s, j+4, "phi-zip"))
	return zip || at(s, i, ',') && !nameCredential(s[j+1:j+3]) && string(s[j+1:j+3]) != "MA"
}

// hardware says whether w is a word of computing that makes a product of the name before it: "Ada Lovelace GPU".
func hardware(w []byte) bool {
	switch string(w) {
	case "GPU", "GPUs", "CPU", "CPUs", "superchip", "Superchip", "chip", "chips", "chipset", "cores", "microarchitecture", "architecture", "supercomputer", "runtime", "kernel", "firmware",
		"namespace", "namespaces", "datacenter", "datacenters", "cluster", "clusters", "region", "regions", "nodepool", "availability":
		return true
	}
	return false
}

// orgWord says whether the word t makes an organisation or a facility of the name before it.
func orgWord(t []byte) bool {
	switch string(t) {
	case "Hospital", "Hospitals", "Clinic", "Clinics", "Center", "Centre", "Health", "Healthcare", "Medical", "Medicine", "University", "College", "School",
		"Institute", "Foundation", "Church", "Pharmacy", "Laboratory", "Laboratories", "Labs", "Inc", "LLC", "Ltd", "Corp", "Corporation", "Company", "Co", "GmbH",
		"PLC", "LLP", "Bank", "Trust", "Associates", "Group", "Systems", "Solutions", "Services", "Technologies", "International", "County", "Memorial",
		"Regional", "General", "Insurance", "Networks", "Software", "Partners", "Industries", "Enterprises", "Holdings", "Media", "Hall", "Tower", "Building", "Conference", "Airport", "Library", "Museum", "Park", "Avenue", "Ave", "Street", "Blvd", "Boulevard", "Road", "Rd", "Parkway",
		"Pkwy", "Hwy", "Highway", "Exception", "Error", "Server", "Service", "Cluster", "Edition", "Dept", "Department":
		return true
	}
	return false
}

// streetWord says whether t is a street suffix (USPS Publication 28, appendix C1, the usual ones).
func streetWord(t []byte) bool {
	switch string(t) {
	case "St", "Street", "Ave", "Avenue", "Blvd", "Boulevard", "Rd", "Road", "Dr", "Drive", "Ln", "Lane", "Ct", "Court", "Cir", "Circle", "Pl", "Place",
		"Way", "Ter", "Terrace", "Pkwy", "Parkway", "Hwy", "Highway", "Trl", "Trail", "Loop", "Sq", "Square", "Park", "Hill", "Hills", "Ridge", "Run", "Pike",
		"Row", "Walk", "Path", "Xing", "Crossing", "Cove", "Cv", "Pt", "Point", "Plaza", "Alley", "Brg", "Bridge", "Creek", "Glen", "Grove", "Heights",
		"Knoll", "Landing", "Manor", "Meadow", "Mill", "Park View", "Valley", "View", "Vista", "Villa", "ST", "AVE", "BLVD", "RD", "DR", "LN", "CT", "CIR", "PL":
		return true
	}
	return false
}

// streetShort says whether t is a street suffix that is no surname.
func streetShort(t []byte) bool { return len(t) < 5 && streetWord(t) && lookupName(t).surname() < 9 }
