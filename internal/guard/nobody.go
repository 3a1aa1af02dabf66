package guard

import "bytes"

// What has the form of an address and is nobody's. A line with one of these is of use to those who read logs, and no leak: to hold it back would hide
// it from them, and tell them of a leak that is none. Words that are a top-level domain too are not among them, but for .so and .target, which
// names of libraries and units end with.

// noDomain are the ends of names of units (systemd.unit(5)), pictures, programs and archives; read-only.
var noDomain = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range []string{"service", "socket", "timer", "mount", "automount", "swap", "slice", "scope", "device", "path", "target",
		"png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "ico", "bmp", "tif", "tiff", "js", "mjs", "cjs", "jsx", "ts", "tsx", "css", "scss", "map", "json", "html", "htm",
		"xml", "yaml", "yml", "conf", "txt", "log", "gz", "tgz", "bz", "xz", "zst", "whl", "jar", "war", "so", "dll", "exe", "java", "class"} {
		words[w] = true
	}
	return words
}()

// nobodys says whether the address s[from:end], with its @ at i and its last label at last, is nobody's.
func nobodys(s []byte, from, i, last, end int) bool {
	return isFile(s[last:end]) || isRemote(s, from, i, end) || isExtension(s, from, i) || isMessage(s, from)
}

func isFile(label []byte) bool {
	var buf [16]byte
	return len(label) <= len(buf) && noDomain[string(append(buf[:0], bytes.ToLower(label)...))]
}

// isRemote says whether it is a repository's: git@github.com:org/repo.
func isRemote(s []byte, from, i, end int) bool {
	return end < len(s) && s[end] == ':' && (string(s[from:i]) == "git" || string(s[from:i]) == "hg")
}

// isExtension says whether it is a line inside a telephone system: sip:4412@pbx.example.org.
func isExtension(s []byte, from, i int) bool {
	return i-from <= 5 && allDigits(s[from:i]) && (endsWord(s[:from], "sip:") || endsWord(s[:from], "sips:"))
}

// isMessage says whether it is a message's (RFC 5322, 3.6.4): message-id=<20240101.1234@mx.example.org>.
func isMessage(s []byte, from int) bool {
	if from == 0 || s[from-1] != '<' {
		return false
	}
	key := bytes.TrimRight(s[max(0, from-8):from-1], `=: "'\`)
	key = s[:max(0, from-8)+len(key)]
	for _, word := range []string{"message-id", "messageid", "message_id", "msgid", "msg-id"} {
		if endsWord(key, word) {
			return true
		}
	}
	return false
}

// endsWord says whether a text ends with a word, in any case of its letters, that no letter or digit goes before.
func endsWord(s []byte, word string) bool {
	n := len(s) - len(word)
	return n >= 0 && bytes.EqualFold(s[n:], []byte(word)) && (n == 0 || !alnum(s[n-1]))
}
