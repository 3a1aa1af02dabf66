package format

import "bytes"

// attached is the role of an element of Attachment (R4, 2.24.0.3): a picture, another document, or where one lies.
func (w *fhirWalk) attached(key string, in *fhirFrame, v span) Role {
	if !w.named(in, "photo", "presentedForm", "attachment", "valueAttachment", "contentAttachment", "image") {
		return RoleNone
	}
	switch {
	case key == "title":
		return RoleText
	case v.b-v.a < minAttached:
		return RoleNone
	case w.named(in, "photo", "image") || w.holds(in, "image/"):
		return RolePhoto
	}
	return RoleOther
}

// minAttached is the least length of data, or of an address, of a document.
const minAttached = 12

// publicHost says whether v is an address of the Internet protocol that a host outside of a private network has (RFC 1918, RFC
// 4193, RFC 4291); a name is none.
func publicHost(v []byte) bool {
	for _, p := range [...]string{"10.", "127.", "192.168.", "169.254.", "172.16.", "172.17.", "172.18.", "172.19.", "172.2", "172.30.", "172.31.", "0.", "::1", "fe80", "fd", "fc"} {
		if hasFold(v, 0, p) {
			return false
		}
	}
	for _, b := range v {
		if b != '.' && b != ':' && b-'0' >= 10 && fold(b)-'a' >= 6 {
			return false
		}
	}
	return bytes.Count(v, []byte(".")) == 3 || bytes.Count(v, []byte(":")) > 1
}
