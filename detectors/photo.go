package detectors

var photo = Detector{
	Name:   "photo",
	Type:   Photo,
	Doc:    "Pictures of people: inline image data, and names or addresses of picture files by key and cue.",
	Source: "45 CFR 164.514(b)(2)(i)(Q); RFC 2397 (data URLs)",
	Cues:   []string{"data", "photo", "picture", "selfie", "headshot", "portrait", "signature", "pic", "pics", "photos", "pictures", "selfies", "foto", "fotos", "bild"},
	Keys: []string{"photo", "photourl", "photofile", "photopath", "avatar", "avatarurl", "headshot", "facecrop", "faceimage", "facephoto", "patientphoto", "patientimage", "portrait", "selfie", "selfieurl", "picture",
		"pictureurl", "profilepic", "profilepicture", "profilephoto", "profileimage", "pixeldata", "foto", "mugshot", "idphoto", "thumbnailphoto"},
	Find: findPhoto,
	Value: func(dst []Span, s []byte, f Field) []Span {
		i, j := trimmed(s, f)
		if v := s[i:j]; constant(v) || len(v) < 5 || !among0(v, "./-_:=+") && len(v) < 32 {
			return dst
		}
		return append(dst, Span{Start: i, End: j, Type: Photo, Score: Keyed, Why: "key of a picture"})
	},
	Hits: []string{
		`photo=«jackson_alan_face.jpg»`,
		`avatar_url=«https://cdn.example.org/a/12.png»`,
		`rash is back, pic attached «IMG_7712_arm.jpg»`,
		`foto hochgeladen: «wunde_0412.jpg»`,
		`photo saved as «campbell_jean_face.jpg».`,
		`src="«data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ»" alt`,
		`headshot uploaded: «doe.png»`,
	},
	Misses: []string{`photo=true`, `data:text/plain;base64,aGVsbG8`, `photo service started`, `picture id 12`, `data: {"a":1}`, `photo=null`},
}

func among0(v []byte, set string) bool {
	for _, b := range v {
		if among(set, b) {
			return true
		}
	}
	return false
}

func findPhoto(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if hasFold(s, pos, "data") {
		if !hasFold(s, j, ":image/") {
			return dst
		}
		k := j + len(":image/")
		for k < len(s) && (is(s, k, digit|upper|lower) || among("+/=;,-._%\\", s[k])) {
			k++
		}
		return append(dst, Span{Start: pos, End: k, Type: Photo, Score: Structural, Why: "inline image data"})
	}
	for i := j; i < min(len(s), j+32); i++ {
		if s[i] == '\n' || s[i] == ';' {
			return dst
		}
		if !is(s, i, alnum) {
			continue
		}
		e := i
		for e < len(s) && e < i+128 && (is(s, e, word) || among("-./", s[e])) {
			e++
		}
		for e > i && s[e-1] == '.' {
			e--
		}
		if imageFile(s[i:e]) {
			return append(dst, Span{Start: i, End: e, Type: Photo, Score: Cued, Why: "picture file beside a cue"})
		}
		i = e
	}
	return dst
}

// imageFile says whether v is the name of a picture file.
func imageFile(v []byte) bool {
	for _, w := range [...]string{".jpg", ".jpeg", ".png", ".heic", ".webp", ".tiff", ".bmp", ".dcm", ".gif"} {
		if i := len(v) - len(w); i > 0 && hasFold(v, i, w) {
			return true
		}
	}
	return false
}
