package metamorphic

import "strings"

// hl7 renders a value in its field of the HL7 v2 segment PID (version 2.5.1, chapter 3), or says no.
func hl7(cl *class, v value) (line, bool) {
	if cl.pid == 0 {
		return nil, false
	}
	head := "PID|1" + strings.Repeat("|", cl.pid-1)
	if cl.pid == 5 {
		return join(lit(head), valueLine(v.family), lit("^"), valueLine(v.given), lit("|||F")), true
	}
	return join(lit(head), valueLine(v.text), lit("|||F")), true
}

// x12 renders a value in a segment of an X12 837 transaction (ASC X12 005010), or says no.
func x12(cl *class, v value) (line, bool) {
	switch {
	case cl.x12 != "":
		return fill("ST*837*0001~"+cl.x12+"SE*3*0001~", nil, valueLine(v.text)), true
	case cl.pid == 5:
		return join(lit("ST*837*0001~NM1*IL*1*"), valueLine(v.family), lit("*"), valueLine(v.given), lit("****MI*~SE*3*0001~")), true
	}
	return nil, false
}

func join(parts ...line) line {
	var l line
	for _, p := range parts {
		l = append(l, p...)
	}
	return l
}
