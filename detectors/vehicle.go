package detectors

var vehicle = Detector{
	Name:   "vehicle",
	Type:   Vehicle,
	Doc:    "Vehicle identification numbers with a right check digit beside a cue, any under a key; licence plates by key and cue.",
	Source: "45 CFR 164.514(b)(2)(i)(L); 49 CFR 565.15 (VIN check digit); ISO 3779",
	Cues:   []string{"vin", "plate", "plates"},
	Keys: []string{"vin", "vehiclevin", "carvin", "autovin", "vinno", "vinnumber", "vehicleid", "vehicleidentificationnumber", "plate", "licenseplate", "licenceplate", "plateno", "platenumber", "numberplate",
		"licenseplatenumber", "vehicleplate", "tagnumber", "kennzeichen", "matricula", "registrationplate",
		"fahrgestellnummer", "immatriculation", "numeroimmatriculation", "targa", "numerotelaio", "numerochassis", "chassisnummer", "kenteken", "bastidor",
		"lp", "lpn", "lpno", "licplate", "plaque", "plaqueimmatriculation", "placa", "matriculaauto"},
	Find:   findVehicle,
	Behind: except("_" + digits),
	Value:  valueVehicle,
	Hits: []string{
		`vin=«1HGCM82633A004352»`,
		`VIN «1M8GDM9AXKP042788» towed`,
		`vin: «5gzcz43d13s812715»`,
		`plate: «KLM 4821»`,
		`plate=«7AKX153»`,
		`license_plate="«OH-HXR4471»"`,
		`and plate «ABC-7311» copied`,
		`unit plate «GV 1042»`,
		`vin=«WVWZZZ1JZXW000001»`,
	},
	Misses: []string{`vin=null`, `vin 1M8GDM9A1KP042788`, `plate=default`, `boiler plate code 12`, `x 28342503914935090 y`, `template plate loaded`, `vin=true`},
}

func findVehicle(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, j, word) {
		return dst
	}
	i, _ := afterCue(s, j)
	end := run(s, i, alnum)
	if wordFold(s, pos, "vin") {
		if !vin(s[i:end]) || !opens(s, i) {
			return dst
		}
		return append(dst, Span{Start: i, End: end, Type: Vehicle, Score: Checked, Why: "vehicle identification number with its check digit"})
	}
	if end = plateEnd(s, i); end == 0 {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Vehicle, Score: Cued, Why: "licence plate beside a cue"})
}

// plateEnd returns the end of the licence plate at i, or 0: capitals and digits, both, 5 to 8 together, in one or two parts.
func plateEnd(s []byte, i int) int {
	j := run(s, i, upper|digit)
	if e := run(s, j+1, upper|digit); j < len(s) && (s[j] == ' ' || s[j] == '-') && e > j+1 && !is(s, e, word) && e-i <= 9 {
		j = e
	}
	v := s[i:j]
	if is(s, j, word) || !opens(s, i) || len(v) < 5 || len(v) > 9 || count(v, digit) < 2 || count(v, upper) < 1 {
		return 0
	}
	return j
}

func valueVehicle(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if !f.Quoted {
		if e := plateEnd(s, i); e != 0 && e <= j {
			j = e
		} else {
			j = min(j, idEnd(s, i))
		}
	}
	if v := s[min(i, j):j]; len(v) < 4 || len(v) > 24 || !holds(v, digit) || constant(v) || wordy(v) && !vinShape(v) {
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: Vehicle, Score: Keyed, Why: "key of a vehicle"})
}
