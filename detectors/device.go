package detectors

var device = Detector{
	Name: "device",
	Type: Device,
	Doc: "Serial numbers of devices, IMEI, hardware addresses, mobile device ids and unique device identifiers, by key and cue. Serials of " +
		"certificates and zones stay. A bare chain of hexadecimal pairs is a hardware address when it is as long as one, or as two or three. Addresses and serials of " +
		"switches, bridges, network cards, disks and storage networks stay, unless the line speaks of a client or of a person's device.",
	Source:  "45 CFR 164.514(b)(2)(i)(M); 21 CFR 801.40 and GS1 General Specifications (UDI; GTIN check digit); 3GPP TS 23.003 (IMEI, Luhn); IEEE 802 (48-bit addresses)",
	Anchors: Digits9 | Colons,
	Cues:    []string{"imei", "serial", "pacemaker", "implant", "udi", "pump", "mac", "hibc", "isbt", "defib", "defibrillator", "ventilator", "wheelchair", "apa", "cli", "sn", "iccid", "iccsn", "imsi"},
	Keys: []string{"serial", "serialno", "serialnumber", "serialnum", "sn", "imei", "meid", "imsi", "iccid", "mac", "macaddress", "macaddr", "clientmac", "devicemac", "udi", "udicarrier", "carrierhrf", "deviceid",
		"transmitterid", "transmitter", "transmitterserial", "cgmid", "pumpid", "implantid", "deviceserial", "deviceserialnumber", "deviceuid", "deviceidentifier", "implant", "implantserial", "pumpserial", "androidid", "idfa", "idfv", "gaid", "advertisingid", "hwaddr", "ethernetaddress",
		"lotnumber", "distinctidentifier", "sernum", "seriennummer", "numeroserie", "glucometerid", "monitorid", "wearableid", "device", "assettag", "meterserial", "monitorserial", "recorderserial", "sensorserial", "readerserial", "watchserial", "hubserial", "aidserial", "bandserial", "leadserial", "generatorserial", "batteryserial", "implantsn", "devicesn", "pumpsn", "metersn"},
	Find:   findDevice,
	Before: except("_"),
	Behind: except("_012345678"),
	Idle: func(s []byte, i int) bool {
		j := cueEnd(s, i)
		if j != i+3 {
			return false
		}
		return fold(s[i]) == 'a' && !at(s, j, '9') || fold(s[i]) == 'c' && !(at(s, j, ' ') && isHex(s, j+1) && isHex(s, j+2))
	},
	Vain: func(s []byte, i int) bool {
		if !wordFold(s, i, "mac") {
			return false
		}
		k, _ := afterCue(s, cueEnd(s, i))
		return macEnd(s, k) == 0
	},
	Value: valueDevice,
	Hits: []string{
		`chip «FF:F2:9F:16:E2:23» replaced, row 1EG4TE5MK73`,
		`Ventilator «VT-55910» moved to bed 4`,
		`defib id «ZL88-2019-114» due`,
		`imei=«353844367313446»`,
		`IMEI «356938035643809» seen`,
		`imei=«35 693803 564380 9» x`,
		`IMEI «35-693803-564380-9» wiped`,
		`receiver sn «SM7K2210Q4» paired`,
		`lens sn «21195573 022» opened`,
		`ICCSN «80276001011699902288» gesperrt`,
		`iccid: «8944500411204477183» suspended`,
		`pump_serial=«MDT-468791»`,
		`pacemaker serial «PJN601234H»`,
		`push to «dXk3nQ9sT0u:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx» failed`,
		`Login OK: [x] (from client wlc port 0 cli «8C-85-90-AB-12-CD»)`,
		`"serialNumber":"«G6-8812»"`,
		`mac=«5c:50:15:4c:18:13»`,
		`mac=«0012.3456.789a»`,
		`chip «FF:F2:9F:16:E2:23» replaced`,
		`mLp(«FF:F2:9F:16:E0:DA:00:0D:60:E9:1F:25»)`,
		`android_id=«9774d56d682e549c»`,
		`serial=«SN-29294888»`,
		`udi «(01)00850001234566(17)270131(10)A77(21)SN0099812» scanned`,
		`implanted «(01)00850001234566(17)270131(21)SN0099812»`,
		`pump SN#«00912»`,
		`udi «+A99912345/$$52001510X3» scanned`,
		`idfa=«c8a34dc6-a397-4c1e-9d1e-0123456789ab»`,
		`device serial «SN-PM-00120-AX» implanted`,
		`device serial number «A8812-77»`,
		`scanned «01008500012345661727013121SN0099812» ok`,
		`udi «=/A9999XYZ100T0479=,000025=A99971312345600» scanned`,
		`HIBC «+H12345ABC1/$$3270131A77/SSN0099»`,
		`DHCPDISCOVER from «00:11:43:e3:ba:c3» via eth1`,
		`wlan0: STA «5c:50:15:4c:18:13» associated`,
		`device «5c:50:15:4c:18:13» on port 4 paired`,
		`bedside monitor serial=«VM-8812771» on switch 4`,
	},
	Misses: []string{
		`device=sda1 mounted`,
		`switch sn FOC2231X0AB up`,
		`disk sn 9QJ12AB3 failed`,
		`monitor sn unknown`,
		`subject=CN = portal.example, serial=04:71:88:20:AB:CD, notAfter=Jul  2 08:00:00 2026 GMT`,
		`device=iPhone os=18.1`,
		`cli 8C started`,
		`serial=null`,
		`loaded serial 2026030201`,
		`mac=00:00:00:00:00:00`,
		`x (01)00850001234567 y`,
		`mac=ff:ff:ff:ff:ff:ff`,
		`serial console ttyS0 at 115200`,
		`imei 356938035643808`,
		`mac os 10.15.7`,
		`serial: 03:af:2b:11:c4:99:01:20:88:7f:aa:bb:cc:dd:ee:ff`,
		`device_id=eth0`,
		`fingerprint 03:af:2b:11:c4:99:01:20:88:7f:aa:bb:cc:dd:ee:ff`,
		`at 12:30:45:11`,
		`00:00:00:00:00:00`,
		`2001:db8:85a3:0:0:8a2e:370:7334`,
		`implant done`,
		`serial device serial 0001`,
		`offset 01008500012345671727013121 done`,
	},
}

func findDevice(dst []Span, s []byte, pos int) []Span {
	if is(s, pos, digit) {
		return appendUDI(dst, s, pos)
	}
	if s[pos] == ':' {
		return bareMAC(dst, s, pos)
	}
	j := cueEnd(s, pos)
	if j == pos+3 && hasFold(s, pos, "apa91b") {
		return pushToken(dst, s, pos)
	}
	if is(s, j, word) || is(s, pos-1, under) {
		return dst
	}
	switch {
	case wordFold(s, pos, "cli"): // of RADIUS: the Calling-Station-Id (RFC 3580, 3.21)
		if e := macEnd(s, j+1); e != 0 && at(s, j, ' ') {
			return append(dst, Span{Start: j + 1, End: e, Type: Device, Score: Cued, Why: "hardware address beside a cue"})
		}
		return dst
	case wordFold(s, pos, "imei"):
		i, _ := afterCue(s, j)
		if e := imeiEnd(s, i); e > 0 && bounded(s, i, e) {
			return append(dst, Span{Start: i, End: e, Type: Device, Score: Checked, Why: "IMEI with its check digit"})
		}
		return dst
	case wordFold(s, pos, "iccid") || wordFold(s, pos, "iccsn") || wordFold(s, pos, "imsi"): // of a SIM (ITU-T E.118), of a health card
		i, _ := afterCue(s, j)
		if e := run(s, i, digit); e >= i+15 && e <= i+20 && bounded(s, i, e) && !epoch(s[i:e]) {
			return append(dst, Span{Start: i, End: e, Type: Device, Score: Cued, Why: "number of a card beside a cue"})
		}
		return dst
	case wordFold(s, pos, "sn"): // receiver sn SM4D7719K2
		var buf [24]byte
		w, _ := wordBefore(s, pos, &buf)
		if i, _ := afterCue(s, j); personalDevice(w) && !machinesToo(w) && opens(s, i) {
			if e := idEnd(s, i); e-i >= 6 && e-i < 24 && count(s[i:e], digit) >= 4 && run(s, i, upper|digit) > i+3 && !is(s, e, word) {
				if k := run(s, e+1, digit); at(s, e, ' ') && k > e+2 && k < e+5 && groupEnds(s, k) {
					e = k
				}
				return append(dst, Span{Start: i, End: e, Type: Device, Score: Cued, Why: "number beside a device cue"})
			}
		}
		return dst
	case wordFold(s, pos, "mac"):
		i, _ := afterCue(s, j)
		if e := macEnd(s, i); e != 0 && !machineNear(s, i, e, false) {
			return append(dst, Span{Start: i, End: e, Type: Device, Score: Cued, Why: "hardware address beside a cue"})
		}
		return dst
	case !wordFold(s, pos, "serial") && !wordFold(s, pos, "udi") && !wordFold(s, pos, "hibc") && !wordFold(s, pos, "isbt"):
		for _, w := range [...]string{" serial", " sn", " s/n", " device", " id", " ser", " unit"} {
			if hasFold(s, j, w) && !is(s, j+len(w), letter) {
				return cuedID(dst, s, j+len(w), Device, 4, 3, "number beside a device cue")
			}
		}
		if e := run(s, j+1, upper|digit); at(s, j, ' ') && e > j+2 && is(s, j+1, upper) { // ventilator VT-55910
			if at(s, e, '-') {
				e = run(s, e+1, upper|digit)
			}
			if d := count(s[j+1:e], digit); d >= 4 && e < j+20 && !is(s, e, word) {
				return append(dst, Span{Start: j + 1, End: e, Type: Device, Score: Cued, Why: "number beside a device cue"})
			}
		}
		return dst
	}
	if wordFold(s, pos, "udi") || wordFold(s, pos, "hibc") || wordFold(s, pos, "isbt") {
		i, _ := afterCue(s, j)
		if at(s, i, '/') && at(s, i-1, '=') { // afterCue takes the data identifier =/ of ISBT 128 for a separator
			i--
		}
		if (at(s, i, '+') || at(s, i, '=')) && i+1 < len(s) && (is(s, i+1, upper) || s[i+1] == '/') {
			end := i + 1
			for end < len(s) && end < i+80 && (is(s, end, upper|digit) || among("-.$/+%*=,&", s[end])) {
				end++
			}
			if count(s[i:end], digit) >= 4 && !is(s, end, word) {
				return append(dst, Span{Start: i, End: end, Type: Device, Score: Cued, Why: "health industry bar code beside a cue"})
			}
		}
	}
	if i, _ := afterCue(s, j); hasFold(s, j-len("serial"), "serial") && run(s, i, digit) == i+10 && dateAt(s[:min(len(s), i+8)], i, compact).end == i+8 {
		return dst // the serial of a DNS zone (RFC 1912, 2.2)
	}
	weak := 6
	var buf [24]byte
	switch w, _ := wordBefore(s, pos, &buf); string(w) {
	default:
		if personalDevice(w) {
			weak = 4
		}
	}
	n := len(dst)
	dst = cuedID(dst, s, j, Device, weak, 4, "number beside a device cue")
	if len(dst) > n && weak == 4 && dst[n].Start == j+1 {
		if v := s[dst[n].Start:dst[n].End]; len(v) < 6 && count(v, digit) == len(v) {
			return dst[:n] // serial device 0001: a port
		}
	}
	if len(dst) > n && weak == 6 && machineNear(s, dst[n].Start, dst[n].End, true) {
		return dst[:n]
	}
	return dst
}

// imeiEnd returns the end of the fifteen digits of an IMEI with its check digit at s[i], in one run or in groups, or 0: 35-209900-176148-1.
func imeiEnd(s []byte, i int) int {
	var d [16]byte
	n, e := partedDigits(s, i, " -/", d[:])
	if n == 16 && e == i+16 { // with the software's version
		return 0
	}
	if n != 15 || !luhn(d[:15]) || !opens(s, i) {
		return 0
	}
	return e
}

// personalDevice says whether w is a device that one person wears or has.
func personalDevice(w []byte) bool {
	switch string(w) {
	case "device", "pump", "pacemaker", "implant", "monitor", "glucometer", "defibrillator", "defib", "ventilator", "prosthesis", "receiver", "transmitter", "sensor", "meter", "cgm", "cpap", "bipap", "apap",
		"concentrator", "lens", "iol", "icd", "ppm", "crt", "stent", "valve", "lead", "leads", "aid", "aids", "hearing", "cochlear", "stimulator", "neurostimulator", "wheelchair", "scooter", "walker", "bed", "handset", "watch",
		"wearable", "tracker", "phone", "tablet", "recorder", "loop", "holter", "oximeter", "spirometer", "nebulizer", "inhaler", "generator", "lvad", "vad", "port", "graft", "mesh", "knee", "hip", "cuff", "scale":
		return true
	}
	return false
}

// machinesToo says whether such a word names things of an office as often.
func machinesToo(w []byte) bool {
	switch string(w) {
	case "device", "monitor", "port", "phone", "tablet", "generator", "scale", "tracker", "handset":
		return true
	}
	return false
}

// appendUDI takes the GS1 identifier whose 14-digit GTIN ends at pos, when a part that tells pieces apart follows it:
// lot (10), expiry (17) or serial (21).
func appendUDI(dst []Span, s []byte, pos int) []Span {
	if e := plainUDI(s, pos); e > 0 {
		return append(dst, Span{Start: back(s, pos, digit), End: e, Type: Device, Score: Checked, Why: "unique device identifier with its check digit"})
	}
	i := pos - 13
	if i < 4 || string(s[i-4:i]) != "(01)" || !gtin(s[i:pos+1]) {
		return dst
	}
	end := pos + 1
	for at(s, end, '(') && is(s, end+1, digit) && is(s, end+2, digit) && at(s, end+3, ')') {
		end = idEnd(s, end+4)
	}
	if end == pos+1 {
		return dst
	}
	return append(dst, Span{Start: i - 4, End: end, Type: Device, Score: Checked, Why: "unique device identifier with its check digit"})
}

// plainUDI returns the end of the GS1 identifier without brackets whose first run of digits ends at pos, or 0: 01 and the GTIN, 17
// and the expiry, 21 or 10 and the serial or lot.
func plainUDI(s []byte, pos int) int {
	i := back(s, pos, digit)
	if pos+1-i < 26 || pos+1-i > 46 || s[i] != '0' || s[i+1] != '1' || !gtin(s[i+2:i+16]) || s[i+16] != '1' || s[i+17] != '7' || !opens(s, i) {
		return 0
	}
	if m, d := number(s, i+20, i+22), number(s, i+22, i+24); m < 1 || m > 12 || d > 31 || string(s[i+24:i+26]) != "21" && string(s[i+24:i+26]) != "10" {
		return 0
	}
	if e := run(s, pos+1, upper|digit); !is(s, e, word) && (e > i+26) {
		return e
	}
	return 0
}

// bareMAC takes the chain of hexadecimal pairs whose fourth colon is at pos, if it is six pairs long, eight (IEEE EUI-64), or
// twice that. Chains of 16, 20 and 32 pairs are fingerprints, three or four are times.
func bareMAC(dst []Span, s []byte, pos int) []Span {
	i := pos - 11
	if i < 0 || !isHex(s, i) || !isHex(s, i+1) || at(s, i+2, ':') && (at(s, i-1, ':') || !opens(s, i)) {
		return dst
	}
	var buf [24]byte
	if w, _ := wordBefore(s, i, &buf); string(w) == "serial" && !at(s, i-1, ' ') {
		return dst // of a certificate (RFC 5280, 4.1.2.2), as OpenSSL prints it
	}
	n, k, plain := 0, i, true
	for n < 20 && isHex(s, k) && isHex(s, k+1) {
		plain = plain && s[k]|0x20 == s[i]|0x20 && s[k+1]|0x20 == s[i]|0x20
		n++
		if k += 2; !at(s, k, ':') || !isHex(s, k+1) {
			break
		}
		k++
	}
	if n != 6 && n != 8 && n != 12 || plain || is(s, k, word) || n < 12 && machineNear(s, i, k, false) {
		return dst
	}
	return append(dst, Span{Start: i, End: k, Type: Device, Score: Shaped, Why: "hardware address"})
}

// pushToken takes the registration token of Firebase Cloud Messaging whose second half begins at pos: an instance id, a colon, "APA91b" and more.
func pushToken(dst []Span, s []byte, pos int) []Span {
	i := pos - 1
	if !at(s, i, ':') {
		return dst
	}
	for i > 0 && pos-i < 64 && (is(s, i-1, word) || s[i-1] == '-') {
		i--
	}
	end := pos
	for is(s, end, word) || at(s, end, '-') {
		end++
	}
	if pos-i < 9 || end-pos < 24 {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Device, Score: Checked, Why: "registration token of a device"})
}

// macEnd returns the end of the 48-bit hardware address at i, in six pairs or three groups of four, or 0. The zero and
// the broadcast address are nobody's.
func macEnd(s []byte, i int) int {
	j, n, plain := i, 0, true
	for ; j < len(s) && n < 12; j++ {
		if isHex(s, j) {
			plain = plain && s[j]|0x20 == s[i]|0x20
			n++
		} else if !among(":-.", s[j]) || !isHex(s, j+1) {
			return 0
		}
	}
	if n != 12 || plain || is(s, j, word) || j < len(s) && among(":-", s[j]) && isHex(s, j+1) || j == i+12 || !opens(s, i) {
		return 0
	}
	return j
}

func valueDevice(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if f.Key == "device" { // of a machine too: it counts in the company of identifiers
		if e := uuid(s, i); e != 0 && e == j || e != 0 && !f.Quoted {
			return append(dst, Span{Start: i, End: e, Type: Device, Score: Contextual, Why: "identifier of a device, in the company of others"})
		}
		return dst
	}
	if f.Key == "mac" || f.Key == "macaddr" || f.Key == "macaddress" || f.Key == "clientmac" || f.Key == "devicemac" || f.Key == "hwaddr" || f.Key == "ethernetaddress" {
		e := macEnd(s, i)
		if e == 0 && run(s, i, alnum) == i+12 && holds(s[i:i+12], digit) {
			e = i + 12
		}
		if e == 0 || e > j || machineNear(s, f.KeyStart, e, f.Key != "hwaddr" && f.Key != "ethernetaddress") {
			return dst
		}
		return append(dst, Span{Start: i, End: e, Type: Device, Score: Keyed, Why: "key of a hardware address"})
	}
	if j > i && s[i] == '(' || i > 0 && s[i-1] == '(' && f.Start < i {
		return append(dst, Span{Start: max(f.Start, i-1), End: j, Type: Device, Score: Keyed, Why: "key of a device identifier"})
	}
	if f.Key == "imei" {
		if e := imeiEnd(s, i); e > 0 {
			return append(dst, Span{Start: i, End: e, Type: Device, Score: Keyed, Why: "key of a device"})
		}
	}
	j = firstWord(s, i, j, f)
	for k := i; k < j; k++ {
		if s[k] == ':' && isHex(s, k+1) {
			return dst // the serial of a certificate
		}
	}
	if wordy(s[i:j]) || plainSerial(f.Key) && machineNear(s, f.KeyStart, j, true) {
		return dst
	}
	return appendID(dst, s, f, Device, 3, "key of a device")
}

// plainSerial says whether the key of a serial number does not tell what has it.
func plainSerial(key string) bool {
	switch key {
	case "serial", "serialno", "serialnumber", "serialnum", "sn", "sernum":
		return true
	}
	return false
}
