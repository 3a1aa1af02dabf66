package corpus

import "fmt"

// The vocabulary of the records: what programs say about themselves.
var (
	services = []string{"checkout-api", "scheduler", "ehr-gateway", "claims-worker", "auth", "billing-svc", "fhir-proxy", "notifier"}
	paths    = []string{"/api/v2/appointments", "/healthz", "/fhir/R4/Patient", "/static/js/app.9f3c1a.js", "/api/v2/claims/search", "/login", "/metrics", "/api/v1/orders/41822/items"}
	agents   = []string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.127 Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
		"kube-probe/1.29", "Go-http-client/2.0", "curl/8.5.0",
	}
	messages = []string{
		"request completed", "cache miss, falling back to database", "Retrying connection after timeout", "Job finished successfully",
		"User session refreshed", "Failed to acquire lock on resource", "Processing batch of records", "connection pool exhausted, waiting for free slot",
		"Started background worker", "Configuration reloaded from disk", "Slow query detected", "Published event to topic claims.adjudicated",
	}
	levels = []string{"info", "info", "info", "debug", "warn", "error"}
	frames = []string{
		"com.acme.ehr.patient.PatientService.findById(PatientService.java:%d)",
		"org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:%d)",
		"java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:%d)",
		"com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:%d)",
		"io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead(AbstractChannelHandlerContext.java:%d)",
	}
)

// text returns a message; it needs no escaping in JSON or between double quotes.
func (m *Maker) text(phi bool) string {
	if phi {
		return m.phiText()
	}
	switch m.r.IntN(6) {
	case 0:
		return fmt.Sprintf("%s id=%s took %d.%03dms", m.pick(messages), m.uuid(), m.n(0, 900), m.n(0, 999))
	case 1:
		return fmt.Sprintf("upstream %s:%d answered %d after %d attempts", m.privateIP(), m.pickInt(80, 443, 8080, 9090), m.pickInt(200, 404, 502), m.n(1, 5))
	}
	return fmt.Sprintf("%s duration_ms=%d rows=%d", m.pick(messages), m.n(1, 4000), m.n(0, 9999))
}

func (m *Maker) phiText() string {
	switch m.r.IntN(10) {
	case 0:
		return fmt.Sprintf("Sent appointment reminder to %s <%s>", m.person(), m.email())
	case 1:
		return fmt.Sprintf("Patient %s DOB: %s SSN %s verified", m.person(), m.dob(), m.ssn())
	case 2:
		return fmt.Sprintf("callback requested at %s by patient %s", m.phone(), m.person())
	case 3:
		return fmt.Sprintf("eligibility check member_id=%s dob=%s returned active", m.member(), m.dob())
	case 4:
		return fmt.Sprintf("payment declined card %s client ip %s", m.card(), m.ip())
	case 5:
		return fmt.Sprintf("encounter closed diagnosis: %s provider Dr. %s", m.icd(), m.family())
	case 6:
		return fmt.Sprintf("login failed for %s from %s", m.email(), m.ip())
	case 7:
		return fmt.Sprintf("address changed: %s, %s, OH %s", m.street(), m.city(), m.zip())
	case 8:
		return fmt.Sprintf("chart opened MRN: %s patient_name='%s'", m.mrn(), m.person())
	}
	return fmt.Sprintf("claim submitted patient='%s' subscriber id: %s icd10=%s", m.person(), m.member(), m.icd())
}
