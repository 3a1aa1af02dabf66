package redact

import (
	"bytes"

	"github.com/harpolog/harpo/internal/format"
)

// The parts of a form (RFC 7578) whose lines come as records of their own: the header that names a field, an empty line, the value.

// form returns what a line says of the value behind it if it is the header of a part of a form, or nil.
func (t *tables) form(line []byte) *Columns {
	const header = "content-disposition: "
	if len(line) < len(header) || !bytes.EqualFold(line[:len(header)], []byte(header)) {
		return nil
	}
	name, ok := format.FormName(line, len(header))
	if !ok {
		return nil
	}
	owner, _ := t.keyTable.look(line[name.Start:name.End])
	if owner == nil || owner.owner == nil {
		return nil
	}
	return &Columns{form: true, cells: 1, of: []column{{0, owner.owner, owner.key}}}
}

// mayHead says whether heading may return something: nearly all lines fail in their first bytes.
func mayHead(line []byte) bool {
	return format.HeaderAt(line) || len(line) > 7 && line[7] == '-' && line[0]|0x20 == 'c'
}

// heading returns what a line says of the records behind it, or nil.
func (t *tables) heading(line []byte) *Columns {
	if len(line) > 7 && line[7] == '-' && line[0]|0x20 == 'c' {
		if c := t.form(line); c != nil {
			return c
		}
	}
	return t.columns(line)
}

// inHead says whether a line still belongs to the head of a part.
func inHead(line []byte) bool {
	line = bytes.TrimRight(line, "\r")
	return len(line) == 0 || len(line) > 8 && line[7] == '-' && bytes.EqualFold(line[:8], []byte("content-"))
}

// formValue returns the value that a line of a form is; none for that of a boundary.
func formValue(line []byte) format.Cell {
	if hasPrefix(line, "--") {
		return format.Cell{}
	}
	return format.Cell{End: len(bytes.TrimRight(line, " \r"))}
}

// openForm says whether text, which begins with the header of a part, ends before its value.
func openForm(text []byte) bool {
	end := lineEndAt(text, 0)
	return inHeads(text[min(end+1, len(text)):])
}

// inHeads says whether all lines of text still belong to the head of a part.
func inHeads(text []byte) bool {
	for at := 0; at < len(text); {
		end := lineEndAt(text, at)
		if !inHead(text[at:end]) {
			return false
		}
		at = end + 1
	}
	return true
}
