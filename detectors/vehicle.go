package detectors

var vehicle = Detector{
	Name:   "vehicle",
	Type:   Vehicle,
	Doc:    "Vehicle identification numbers with a right check digit beside a cue, any under a key; licence plates by key and cue.",
	Source: "45 CFR 164.514(b)(2)(i)(L); 49 CFR 565.15 (VIN check digit); ISO 3779",
	Cues:   []string{"vin", "plate", "plates", "lp", "vehicle", "vehicles", "kenteken", "kennzeichen", "numberplate", "rego"},
	Keys: []string{"vin", "vehiclevin", "carvin", "autovin", "vinno", "vinnumber", "vehicleid", "vehicleidentificationnumber", "plate", "licenseplate", "licenceplate", "plateno", "platenumber", "numberplate",
		"licenseplatenumber", "vehicleplate", "tagnumber", "kennzeichen", "matricula", "registrationplate",
		"fahrgestellnummer", "immatriculation", "numeroimmatriculation", "targa", "numerotelaio", "numerochassis", "chassisnummer", "kenteken", "bastidor",
		"tag", "lp", "lpn", "lpno", "licplate", "plaque", "plaqueimmatriculation", "placa", "matriculaauto",
		"vehiclereg", "vehicleregistration", "vehicleregistrationnumber", "autotag", "regplate", "vehicletag", "regno", "carreg", "carregno", "vrn", "rego", "registrationmark"},
	Find:   findVehicle,
	Behind: except("_" + digits),
	Value:  valueVehicle,
	Hits: []string{
		`vin on the loaner «1M8GDM9AXKP042788»`,
		`vin=«1HGCM82633A004352»`,
		`VIN «1M8GDM9AXKP042788» towed`,
		`vin: «5gzcz43d13s812715»`,
		`plate: «KLM 4821»`,
		`license plate: «B-MW 4479» towed`,
		`kenteken «12-ABC-3» van bezoeker`,
		`plate «AB-123-CD» copied`,
		`plate=«7AKX153»`,
		`license_plate="«OH-HXR4471»"`,
		`and plate «ABC-7311» copied`,
		`unit plate «GV 1042»`,
		`vin=«WVWZZZ1JZXW000001»`,
		`license plate «OH-HXR4471» seen`,
		`LP «KLM4821» at gate`,
		`vin: «1HG CM826 33A0 04352»`,
		`VIN «1HG-CM826-33A004352» towed`,
		`GET /vehicles/«1HGCM82633A004352»`,
		`vehicle «1M8GDM9AXKP042788» parked`,
		`parking vehicle tag=«7ABC123»`,
	},
	Misses: []string{`vin=null`, `vin 1M8GDM9A1KP042788`, `plate=default`, `boiler plate code 12`, `x 28342503914935090 y`, `template plate loaded`, `vin=true`, `tag=7ABC123`, `lp 12345`, `vehicle 12345678901234567`, `/vehicles/list`, `vehicle tag=v1.2.3`},
}

func findVehicle(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, j, word) {
		return dst
	}
	i, _ := afterCue(s, j)
	if at(s, j, '/') && i == j {
		i++
	}
	end := vinEnd(s, i)
	if !wordFold(s, pos, "plate") && !wordFold(s, pos, "plates") && !wordFold(s, pos, "lp") && !wordFold(s, pos, "kenteken") && !wordFold(s, pos, "kennzeichen") && !wordFold(s, pos, "numberplate") && !wordFold(s, pos, "rego") {
		for n := 0; end == 0 && n < 3 && at(s, run(s, i, lower), ' ') && i < j+window; n++ { // vin on the loaner ...
			i = run(s, i, lower) + 1
			end = vinEnd(s, i)
		}
		if end == 0 || !opens(s, i) {
			return dst
		}
		return append(dst, Span{Start: i, End: end, Type: Vehicle, Score: Checked, Why: "vehicle identification number with its check digit"})
	}
	if end = plateEnd(s, i); end == 0 {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Vehicle, Score: Cued, Why: "licence plate beside a cue"})
}

// vinEnd returns the end of the vehicle identification number with a right check digit at i, which blanks or hyphens may part,
// or 0.
func vinEnd(s []byte, i int) int {
	var v [17]byte
	n, j := 0, i
	for ; j < len(s) && n < len(v); j++ {
		if is(s, j, alnum) {
			v[n] = s[j]
			n++
		} else if j == i || s[j] != ' ' && s[j] != '-' || !is(s, j+1, alnum) {
			return 0
		}
	}
	if n < len(v) || !vin(v[:]) || is(s, j, word) {
		return 0
	}
	return j
}

// plateEnd returns the end of the licence plate at i, or 0: capitals and digits, both, 5 to 8 together, in one or two parts, and
// maybe a state before them.
func plateEnd(s []byte, i int) int {
	if e := run(s, i, upper); e == i+2 && at(s, e, '-') && run(s, e+1, upper|digit) >= e+6 {
		if j := plateEnd(s, e+1); j > 0 {
			return j
		}
	}
	if e := run(s, i, upper); e == i+2 && at(s, e, ' ') && state(s, i) && opens(s, i) {
		if j := plateEnd(s, e+1); j > 0 && j-e > 6 {
			return j
		}
	}
	if j := plateParts(s, i); j > 0 {
		return j
	}
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

// plateParts returns the end of a plate in three parts at s[i], of letters and of digits in turn, as European ones are (B-MW 4471, AB-123-CD,
// 12-ABC-3), or 0.
func plateParts(s []byte, i int) int {
	k, n, letters := i, 0, 0
	for ; n < 3; n++ {
		e := run(s, k, upper)
		if e > k {
			letters++
		} else {
			e = run(s, k, digit)
		}
		if e == k || e > k+4 {
			return 0
		}
		if k = e; n < 2 {
			if !at(s, k, '-') && !(at(s, k, ' ') && n == 1) {
				return 0
			}
			k++
		}
	}
	if k-i < 7 || k-i > 10 || letters == 0 || letters == 3 || is(s, k, word) || at(s, k, '-') || !opens(s, i) {
		return 0
	}
	return k
}

func valueVehicle(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if f.Key == "tag" && (plateEnd(s, i) != j || !near(s, f.KeyStart, f.KeyEnd, "vehicle") && !near(s, f.KeyStart, f.KeyEnd, "plate") &&
		!near(s, f.KeyStart, f.KeyEnd, "parking") && !near(s, f.KeyStart, f.KeyEnd, "car")) {
		return dst
	}
	if !f.Quoted {
		if e := vinEnd(s, i); e != 0 && e > j {
			j = e
		} else if e := plateEnd(s, i); e != 0 && e <= j {
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
