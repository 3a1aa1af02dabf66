package metamorphic

// separators stand between a key and its value, with what stands around both.
func separators() []string {
	return []string{"=", ": ", " : ", " = ", ":", "=>", " => ", ":=", " -> ", "\t", " is ", "|", "=="}
}

// heldSeparators are those in odd places.
func heldSeparator(i int) bool { return i%2 == 1 }

// quotes stand around a value.
func quotes() [][2]string {
	return [][2]string{{"", ""}, {`"`, `"`}, {"'", "'"}, {"`", "`"}, {"[", "]"}, {"(", ")"}, {"<", ">"}, {"{", "}"}, {`\"`, `\"`}, {"“", "”"}, {"«", "»"}, {"['", "']"}, {`<"`, `">`}, {"*", "*"}}
}

// prefix is what stands before a message, and after it. {l} is the message.
type prefix struct {
	name   string
	held   bool
	text   string
	escape func(string) string
	json   bool // the whole is a JSON document
}

func prefixes() []prefix {
	j := jsonEscape
	return []prefix{
		{name: "none", text: "{l}"},
		{name: "syslog RFC 3164", text: "<134>Mar  2 09:14:11 app-27 intake[9018]: {l}"},
		{name: "syslog RFC 5424", held: true, text: `<165>1 2026-03-02T09:14:11.003Z app-27 intake 9018 ID47 [origin@32473 ip="10.0.0.4"] {l}`},
		{name: "log4j", text: "2026-03-02 09:14:07,123 INFO  [http-nio-8080-exec-3] o.e.portal.VisitController - {l}"},
		{name: "logback with MDC", held: true, text: "09:14:07.123 [main] WARN  c.e.Intake [traceId=4bf92f3577b34da6a3ce929d0e0e4736] - {l}"},
		{name: "CRI", text: "2026-03-02T09:14:07.123456789Z stdout F {l}"},
		{name: "docker JSON", text: `{"log":"{l}\n","stream":"stdout","time":"2026-03-02T09:14:07.123456789Z"}`, escape: j, json: true},
		{name: "klog", text: "I0302 09:14:07.123456    9018 controller.go:114] {l}"},
		{name: "JSON envelope", text: `{"timestamp":"2026-03-02T09:14:07.123Z","level":"INFO","logger":"o.e.Intake","message":"{l}","thread":"main"}`, escape: j, json: true},
		{name: "GELF", held: true, text: `{"version":"1.1","host":"app-27","short_message":"{l}","level":6,"_pid":9018}`, escape: j, json: true},
		{name: "logfmt msg", held: true, text: `ts=2026-03-02T09:14:07Z level=warn msg="{l}" trace=4bf92f3577b34da6`, escape: func(s string) string { return j(s) }},
		{name: "nginx error", held: true, text: `2026/03/02 09:14:07 [error] 31#31: *1274 {l}, upstream: "http://10.0.0.9:8080/"`},
		{name: "Python logging", held: true, text: "WARNING:intake.views:{l}"},
		{name: "glog in CRI", held: true, text: "2026-03-02T09:14:07.1Z stderr F E0302 09:14:07.123456       1 reconcile.go:88] {l}"},
		{name: "Rails", held: true, text: "I, [2026-03-02T09:14:07.123456 #9018]  INFO -- : [4bf92f35-77b3-4da6-a3ce-929d0e0e4736] {l}"},
		{name: "journald", text: "Mar 02 09:14:11 app-27 intake[9018]: level=info {l}"},
	}
}

// put writes a message behind a prefix.
func (p *prefix) put(l line) line {
	if p.escape != nil {
		l = l.escape(p.escape)
	}
	return frame(p.text, l)
}
