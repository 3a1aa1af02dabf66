package scan

// maxForm bounds a value of a form that holds encoded blanks.
const maxForm = 128

// PlusBlank says whether the plus sign text[i] stands for a blank (application/x-www-form-urlencoded, WHATWG URL 5.1):
// between letters, digits or escapes, in the value of a pair. What holds a colon, a slash or an at sign as such is not
// encoded: a time with its zone, base64, an address.
func PlusBlank(text []byte, i int) bool {
	if i == 0 || i+1 == len(text) || !FormByte(text[i-1]) || !FormByte(text[i+1]) {
		return false
	}
	for j := i - 1; j >= 0 && i-j < maxForm; j-- {
		switch b := text[j]; {
		case b == '=':
			return j > 0 && (keyByte[text[j-1]] && text[j-1] < 0x80 && text[j-1] != '-' && text[j-1] != '.' || text[j-1] == ']')
		case b != '+' && !FormByte(b):
			return false
		}
	}
	return false
}

// FormByte says whether an encoded value holds b as it is, or as a part of an escape (WHATWG URL, 1.3).
func FormByte(b byte) bool {
	return b|0x20-'a' < 26 || b-'0' < 10 || b == '%' || b == '-' || b == '.' || b == '_' || b == '*' || b == '(' || b == ')' || b == '\''
}
