package detectors

var geo = Detector{
	Name:   "geo",
	Type:   Geo,
	Doc:    "Coordinates with three or more decimals (some hundred metres), and geohashes of six or more characters, under a key.",
	Source: "45 CFR 164.514(b)(2)(i)(B): equivalent geocodes; ISO 6709 decimal degrees",
	Keys: []string{"lat", "latitude", "lon", "lng", "longitude", "geo", "coordinates", "coords", "latlng", "latlon", "geohash", "gps", "geolocation", "geopoint",
		"homelat", "homelon", "location", "position"},
	Value: func(dst []Span, s []byte, f Field) []Span {
		i, j := trimmed(s, f)
		v := s[i:j]
		if f.Key == "geohash" && len(v) >= 6 && len(v) <= 12 && run(v, 0, digit|lower) == len(v) && holds(v, digit) {
			return append(dst, Span{Start: i, End: j, Type: Geo, Score: Keyed, Why: "key of a geohash"})
		}
		for k := i; k < j; k++ {
			if !is(s, k, digit) || !degrees(s, k) {
				k = max(k, run(s, k, digit|under|letter)-1)
				continue
			}
			e := run(s, run(s, k, digit)+1, digit)
			b := k
			if at(s, k-1, '-') || at(s, k-1, '+') {
				b--
			}
			dst = append(dst, Span{Start: b, End: e, Type: Geo, Score: Keyed, Why: "key of a coordinate"})
			k = e
		}
		return dst
	},
	Hits: []string{
		`lat=«41.65381»,lon=«-83.53626»`,
		`{"latitude":«41.65381»,"longitude":«-83.53626»}`,
		`coords="«41.65381»,«-83.53626»"`,
		`geohash=«dpsby3»`,
	},
	Misses: []string{`lat=12.5`, `lat=0.2ms`, `location=/api/v1`, `position=1234`, `lon=long`, `location=10.0.0.1`, `latitude=null`},
}

// degrees says whether a number below 181 with at least three decimals, and no further dot, starts at i.
func degrees(s []byte, i int) bool {
	j := run(s, i, digit)
	if j-i > 3 || !at(s, j, '.') || number(s, i, j) > 180 || is(s, i-1, word) || at(s, i-1, '.') {
		return false
	}
	e := run(s, j+1, digit)
	return e >= j+4 && !is(s, e, word) && !(at(s, e, '.') && is(s, e+1, digit))
}
