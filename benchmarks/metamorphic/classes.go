package metamorphic

import "strings"

// classes returns every type of value in every form.
func classes() []class {
	o := newOwners()
	low := func(f func(*gen) value) func(*gen) value { return cased(f, strings.ToLower) }
	caps := func(f func(*gen) value) func(*gen) value { return cased(f, strings.ToUpper) }
	gf := name("{g} {f}")
	var out []class
	add := func(k kind, own *owner, least int, cs ...class) {
		for _, c := range cs {
			c.kind, c.owner, c.least = k, own, least
			out = append(out, c)
		}
	}
	add(names, &o.name, 2,
		class{name: "name First Last", make: gf, pid: 5, fhir: 5},
		class{name: "name Last, First", make: name("{f}, {g}")},
		class{name: "name First M. Last", make: name("{g} {i}. {f}")},
		class{name: "name First Middle Last", make: name("{g} {m} {f}")},
		class{name: "name Last, First M", make: name("{f}, {g} {i}")},
		class{name: "name F. Last", make: name("{i}. {f}")},
		class{name: "name Title First Last", make: name("Mrs. {g} {f}")},
		class{name: "name First Last Jr.", make: name("{g} {f} Jr.")},
		class{name: "name First Last, MD", make: name("{g} {f}, MD")},
		class{name: "name with particle", make: with(particles)},
		class{name: "name with apostrophe", make: with(apostrophes)},
		class{name: "name with hyphen", make: with(hyphens)},
		class{name: "name with diacritics", make: marked, pid: 5, fhir: 5},
		class{name: "name ALL CAPS", make: caps(gf), pid: 5, fhir: 5},
		class{name: "name LAST, FIRST", make: caps(name("{f}, {g}"))},
		class{name: "name lower case", make: low(gf)},
		class{name: "name on no list", make: unlisted, pid: 5, fhir: 5},
		class{name: "name of words", make: wordName, pid: 5, fhir: 5})
	add(names, &o.given, 2, class{name: "given name", make: givenOnly}, class{name: "given name lower", make: low(givenOnly)}, class{name: "given name on no list", make: func(g *gen) value { return plain(g.invented()) }})
	add(names, &o.family, 2, class{name: "family name", make: familyOnly}, class{name: "family name CAPS", make: caps(familyOnly)}, class{name: "family name on no list", make: func(g *gen) value { return plain(g.invented()) }})
	add(numbers, &o.ssn, 4,
		class{name: "SSN dashed", make: ssn("-"), pid: 19, fhir: 19}, class{name: "SSN bare", make: ssn(""), numeric: true, pid: 19, fhir: 19, x12: "REF*SY*{v}~"},
		class{name: "SSN spaced", make: ssn(" ")}, class{name: "SSN dotted", make: ssn(".")}, class{name: "SSN masked", make: form("***-**-####", "xxx-xx-####")})
	add(numbers, &o.itin, 4, class{name: "ITIN", make: itin})
	add(contacts, &o.email, 4, class{name: "email", make: email}, class{name: "email CAPS", make: caps(email)})
	add(contacts, &o.phone, 4,
		class{name: "phone (NPA) NXX-XXXX", make: phone("(%d) 555-%04d"), pid: 13}, class{name: "phone dashed", make: phone("%d-555-%04d"), fhir: 13},
		class{name: "phone dotted", make: phone("%d.555.%04d")}, class{name: "phone bare", make: phone("%d555%04d"), numeric: true, pid: 13, x12: "PER*IC**TE*{v}~"},
		class{name: "phone E.164", make: phone("+1%d555%04d"), fhir: 13}, class{name: "phone +1 spaced", make: phone("+1 %d 555 %04d")},
		class{name: "phone with extension", make: phone("%d-555-%04d x214")}, class{name: "phone 7 digits", make: phone7}, class{name: "phone abroad", make: foreignPhone})
	add(contacts, &o.fax, 4, class{name: "fax dashed", make: phone("%d-555-%04d")}, class{name: "fax bare", make: phone("%d555%04d"), x12: "PER*IC**FX*{v}~"})
	add(dates, &o.dob, 4,
		class{name: "DOB 2006-01-02", make: day("2006-01-02"), fhir: 7}, class{name: "DOB 01/02/2006", make: day("01/02/2006")}, class{name: "DOB 1/2/06", make: day("1/2/06")},
		class{name: "DOB 2-Jan-2006", make: day("2-Jan-2006")}, class{name: "DOB Jan 2, 2006", make: day("Jan 2, 2006")}, class{name: "DOB 2 January 2006", make: day("2 January 2006")},
		class{name: "DOB ordinal", make: ordinalDate}, class{name: "DOB 20060102", make: day("20060102"), numeric: true, pid: 7, x12: "DMG*D8*{v}*F~"},
		class{name: "DOB HL7 time", make: day("20060102150405-0500"), pid: 7}, class{name: "DOB 02.01.2006", make: day("02.01.2006")}, class{name: "DOB 2006/01/02", make: day("2006/01/02")},
		class{name: "DOB RFC 3339", make: day("2006-01-02T15:04:05Z")}, class{name: "DOB date and time", make: day("2006-01-02 15:04:05")}, class{name: "DOB year and month", make: day("2006-01")},
		class{name: "DOB Java", make: day("Mon Jan 02 15:04:05 MST 2006")}, class{name: "DOB 02JAN06", make: capsDate}, class{name: "DOB 2006002", make: julianDate},
		class{name: "DOB seconds", make: epochSeconds, numeric: true}, class{name: "DOB milliseconds", make: epochMillis, numeric: true}, class{name: "DOB /Date()/", make: dotNetDate})
	add(dates, &o.event, 4, class{name: "event 2006-01-02", make: recent("2006-01-02")}, class{name: "event 01/02/2006", make: recent("01/02/2006")},
		class{name: "event Jan 2, 2006", make: recent("Jan 2, 2006")}, class{name: "event RFC 3339", make: recent("2006-01-02T15:04:05Z")}, class{name: "event 20060102", make: recent("20060102"), x12: "DTP*472*D8*{v}~"})
	add(places, &o.street, 4, class{name: "street", make: street, pid: 11, x12: "N3*{v}~"}, class{name: "street and unit", make: streetUnit, fhir: 11}, class{name: "PO box", make: form("PO Box ####", "P.O. Box ####")},
		class{name: "full address", make: fullAddress}, class{name: "street CAPS", make: caps(street), pid: 11, x12: "N3*{v}~"})
	add(places, &o.city, 3, class{name: "city", make: city}, class{name: "city CAPS", make: caps(city)})
	add(places, &o.cityLine, 4, class{name: "city, ST ZIP", make: cityLine})
	add(places, &o.zip, 4, class{name: "ZIP", make: zip5, numeric: true}, class{name: "ZIP+4", make: form("9####-####")})
	add(numbers, &o.mrn, 4, class{name: "MRN digits", make: form("9######", "9#####"), numeric: true, pid: 3, x12: "REF*EA*{v}~", fhir: 3}, class{name: "MRN letter", make: form("E9######", "MR9#####"), pid: 3, fhir: 3},
		class{name: "MRN dashed", make: form("9#-##-##", "A-9#-####"), pid: 3}, class{name: "MRN leading zeros", make: form("00#9####"), pid: 3})
	add(numbers, &o.member, 4, class{name: "member XJB123456789", make: form("@@@9########", "@@@9########-01"), x12: "NM1*IL*1*ROE*RAY****MI*{v}~"}, class{name: "member digits", make: form("9########", "9##########")})
	add(numbers, &o.mbi, 4, class{name: "MBI dashed", make: mbi("-")}, class{name: "MBI bare", make: mbi("")}, class{name: "MBI lower", make: low(mbi(""))})
	add(numbers, &o.account, 4, class{name: "account digits", make: form("4#########", "2024#########"), numeric: true, pid: 18}, class{name: "account V123", make: form("V00######", "G-5####"), pid: 18, x12: "CLM*{v}*210***11:B:1~"})
	add(numbers, &o.card, 4, class{name: "card bare", make: card("")}, class{name: "card spaced", make: card(" ")}, class{name: "card dashed", make: card("-")})
	add(numbers, &o.iban, 4, class{name: "IBAN", make: iban})
	add(others, &o.diagnosis, 4, class{name: "ICD-10 dotted", make: icd(".")}, class{name: "ICD-10 bare", make: icd(""), x12: "HI*ABK:{v}~"})
	add(others, &o.ip, 4, class{name: "IPv4", make: publicIP}, class{name: "IPv6", make: ipv6})
	add(others, &o.password, 4, class{name: "password", make: password})
	add(others, &o.apiKey, 4, class{name: "API key", make: apiKey})
	add(numbers, &o.driver, 4, class{name: "driver licence", make: form("D9######", "F9##########0", "S9##-###-##-###-#"), pid: 20})
	add(numbers, &o.npi, 4, class{name: "NPI", make: npi})
	add(numbers, &o.dea, 4, class{name: "DEA", make: dea})
	add(numbers, &o.vin, 4, class{name: "VIN", make: vin}, class{name: "VIN lower", make: low(vin)})
	add(numbers, &o.plate, 4, class{name: "plate", make: form("KLM 48##", "7ABC9##", "OH-HXR44##")})
	add(numbers, &o.imei, 4, class{name: "IMEI", make: imei, numeric: true})
	add(numbers, &o.serial, 4, class{name: "device serial", make: form("PJN6#####H", "G6-88##", "SN0099###")})
	add(others, &o.user, 4, class{name: "username", make: username})
	add(others, &o.order, 4, class{name: "order id", make: form("ACC24-00####", "RX77#####", "7#######")})
	return out
}
