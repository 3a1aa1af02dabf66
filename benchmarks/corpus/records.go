package corpus

import (
	"fmt"
	"strings"

	"github.com/harpolog/harpo/detectors"
)

// record appends one record of a drawn format. The shares are those of the speed page: most of what an agent reads is
// access logs and structured lines.
func (m *Maker) record(dst []byte, phi bool) []byte {
	switch k := m.r.IntN(100); {
	case k < 20:
		return m.nginx(dst, phi)
	case k < 45:
		return m.json(dst, phi)
	case k < 60:
		return m.logfmt(dst, phi)
	case k < 73:
		return m.cri(dst, phi)
	case k < 78:
		return m.hl7(dst, phi)
	case k < 88:
		return m.java(dst, phi)
	case len(m.real) > 0:
		return m.mixed(dst, phi)
	}
	return m.syslog(dst, phi)
}

// nginx is the combined log format with request time and id.
func (m *Maker) nginx(dst []byte, phi bool) []byte {
	client, query := m.pick([]string{"unix:", m.privateIP()}), ""
	if phi {
		client = m.ip()
		if m.one(2) {
			query = "?email=" + m.email()
		}
	}
	return fmt.Appendf(dst, "%s - - [%s] \"%s %s%s HTTP/1.1\" %d %d \"https://portal.example.org%s\" \"%s\" rt=0.%03d uct=\"0.00%d\" rid=%s\n",
		client, m.now().Format("02/Jan/2006:15:04:05 -0700"), m.pick([]string{"GET", "GET", "POST", "PUT"}), m.pick(paths), query,
		m.pickInt(200, 200, 200, 304, 404, 500), m.n(100, 90000), m.pick(paths), m.pick(agents), m.n(0, 999), m.n(0, 9), m.hex(32))
}

func (m *Maker) json(dst []byte, phi bool) []byte {
	dst = fmt.Appendf(dst, `{"ts":"%s","level":"%s","service":"%s","trace_id":"%s","span_id":"%s","msg":"%s","thread":"http-nio-8080-exec-%d","http":{"method":"GET","path":"%s","status":%d,"latency_ms":%d}`,
		m.iso(), m.pick(levels), m.pick(services), m.hex(32), m.hex(16), m.text(phi), m.n(1, 200), m.pick(paths), m.pickInt(200, 201, 404, 500), m.n(1, 3000))
	if phi && m.one(2) {
		dst = fmt.Appendf(dst, `,"patient":{"name":"%s","birthDate":"%s","phone":"%s","mrn":%s}`, m.person(), m.dob(), m.phone(), m.mrn())
	}
	return append(dst, "}\n"...)
}

func (m *Maker) logfmt(dst []byte, phi bool) []byte {
	return fmt.Appendf(dst, "ts=%s level=%s caller=handler.go:%d component=%s traceID=%s msg=\"%s\"\n",
		m.iso(), m.pick(levels), m.n(10, 900), m.pick(services), m.hex(32), m.text(phi))
}

// cri is a container line (Kubernetes CRI log format) around klog or application text.
func (m *Maker) cri(dst []byte, phi bool) []byte {
	dst = fmt.Appendf(dst, "%s stdout F ", m.now().Format("2006-01-02T15:04:05.000000000Z"))
	if m.one(2) {
		return fmt.Appendf(dst, "I%s %7d controller.go:%d] \"%s\" pod=\"prod/%s-%s-%s\" err=null\n",
			m.now().Format("0102 15:04:05.000000"), m.n(1, 99999), m.n(10, 990), m.text(phi), m.pick(services), m.hex(9), m.hex(5))
	}
	return fmt.Appendf(dst, "[%s] %s c.a.e.%s - %s\n", m.pick(services), strings.ToUpper(m.pick(levels)),
		m.pick([]string{"PatientController", "ClaimListener", "AuditFilter"}), m.text(phi))
}

// hl7 is one segment of an HL7 version 2 message a line: fields of PID and OBX by chapters 3 and 7 of the standard. OBX
// ends before OBX-14, the time of the observation, which is a date of a person.
func (m *Maker) hl7(dst []byte, phi bool) []byte {
	if !phi {
		return fmt.Appendf(dst, "OBX|%d|NM|%d-%d^Hemoglobin^LN||%d.%d|g/dL|12.0-16.0|N|||F\n",
			m.n(1, 20), m.n(100, 9999), m.n(0, 9), m.n(8, 18), m.n(0, 9))
	}
	mrn := m.mrn()
	family, given := m.caps()
	birth := m.now().AddDate(-m.n(5, 80), -m.n(0, 11), -m.n(0, 27)).Format("20060102")
	if p := m.who; p != nil {
		birth = fmt.Sprintf("%d%02d%02d", p.Year, p.Month, p.Day)
	}
	return fmt.Appendf(dst, "PID|1||%s^^^MRN||%s^%s||%s|%s|||%s^^%s^IL^%s||%s|||||%s\n",
		mrn, family, given, m.plant(detectors.DOB, birth), m.pick([]string{"M", "F"}), m.street(), m.city(), m.zip(), m.phone(), m.ssn())
}

// java is a message with its stack trace: a record of several lines.
func (m *Maker) java(dst []byte, phi bool) []byte {
	dst = fmt.Appendf(dst, "%s ERROR [http-nio-8080-exec-%d] c.a.e.GlobalExceptionHandler - java.lang.IllegalStateException: %s\n", m.iso(), m.n(1, 200), m.text(phi))
	for range m.n(2, 8) {
		dst = fmt.Appendf(append(dst, "\tat "...), m.pick(frames), m.n(10, 2000))
		dst = append(dst, '\n')
	}
	return dst
}

// syslog is a line of RFC 3164 or of RFC 5424.
func (m *Maker) syslog(dst []byte, phi bool) []byte {
	host := fmt.Sprintf("node-%d", m.n(1, 40))
	if m.one(2) {
		return fmt.Appendf(dst, "<%d>1 %s %s %s %d ID%d [origin@32473 software=\"%s\"] %s\n",
			m.n(1, 191), m.iso(), host, m.pick(services), m.n(2, 40000), m.n(1, 99), m.pick(services), m.text(phi))
	}
	return fmt.Appendf(dst, "%s %s %s[%d]: %s\n", m.now().Format("Jan _2 15:04:05"), host, m.pick(services), m.n(2, 40000), m.text(phi))
}

// mixed is a line from elsewhere, with a message behind it where the record is to hold health information.
func (m *Maker) mixed(dst []byte, phi bool) []byte {
	dst = append(dst, m.pick(m.real)...)
	if phi {
		dst = append(append(dst, ": "...), m.phiText()...)
	}
	return append(dst, '\n')
}
