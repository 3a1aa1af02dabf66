package metamorphic

import (
	"encoding/json"
	"html"
	"net/url"
	"strings"
)

// style is how the words of a key are joined.
type style uint8

const (
	snake style = iota
	camel
	pascal
	kebab
	upperSnake
	dotted
	spaced
	titled // Words With Capitals
	flat
	train // Words-With-Capitals
	numStyles
)

var styleNames = [numStyles]string{"snake_case", "camelCase", "PascalCase", "kebab-case", "UPPER_SNAKE", "dotted.words", "spaced words", "Titled Words", "flatwords", "Train-Case"}

// join writes the words of a key in a style.
func (s style) join(words string) string {
	w := strings.Fields(words)
	for i := range w {
		up := strings.ToUpper(w[i][:1]) + w[i][1:]
		switch {
		case s == upperSnake:
			w[i] = strings.ToUpper(w[i])
		case s == pascal, s == titled, s == train, s == camel && i > 0:
			w[i] = up
		}
	}
	sep := [numStyles]string{snake: "_", kebab: "-", upperSnake: "_", dotted: ".", spaced: " ", titled: " ", train: "-"}
	return strings.Join(w, sep[s])
}

// carrier is a way to write a key and its value.
type carrier struct {
	name      string
	group     string // for the bounds
	held      bool
	styles    []style
	templates []string
	escape    func(string) string   // of the value's characters
	wrap      []func(string) string // of the whole, inmost first
	around    string                // what stands around the wrapped text, with {l} in its place
	solid     bool                  // values hold no blank, comma or quote
	numeric   bool                  // values are numbers
	record    bool                  // several lines are one record
	whole     bool                  // a document of its own: JSON, which must stay valid
}

var (
	program = []style{snake, camel, pascal, flat}
	spoken  = []style{spaced, titled}
	any4    = []style{snake, camel, kebab, dotted}
)

// jsonEscape escapes as between the quotes of a JSON string.
func jsonEscape(s string) string {
	b, _ := json.Marshal(s) // a string cannot fail
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(b[1 : len(b)-1]))
}

func xmlEscape(s string) string { return html.EscapeString(s) }
func percent(s string) string   { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
func sqlQuote(s string) string  { return strings.ReplaceAll(s, "'", "''") }
func backslash(s string) string { return strings.ReplaceAll(s, "'", `\'`) }

// fits says whether the carrier can hold values of a class.
func (c *carrier) fits(cl *class) bool { return !c.numeric || cl.numeric }

// said returns the carrier's templates for values of a class.
func (c *carrier) said(cl *class) []string {
	if c.templates == nil {
		return cl.owner.prose
	}
	return c.templates
}

// holds says whether the carrier can hold a value as it is.
func (c *carrier) holds(v string) bool { return !c.solid || !strings.ContainsAny(v, " ,\"'()/") }

// render writes a key and a value.
func (c *carrier) render(template, key string, v line) line {
	if c.escape != nil {
		v = v.escape(c.escape)
	}
	l := fill(template, keyLine(key), v)
	for _, f := range c.wrap {
		l = l.escape(f)
	}
	if c.around == "" {
		return l
	}
	return frame(c.around, l)
}

// frame puts a line in the place of {l}.
func frame(text string, l line) line {
	before, after, _ := strings.Cut(text, "{l}")
	return join(lit(before), l, lit(after))
}

// carriers returns every carrier. Those held out are marked; rules are made looking at the others.
func carriers() []carrier {
	j, x, p := jsonEscape, xmlEscape, percent
	twice := []func(string) string{j}
	return []carrier{
		{name: "JSON field", group: "json", whole: true, styles: any4, escape: j, templates: templates(`{"level":"info","{k}":"{v}","status":200}`, `{"{k}": "{v}"}`, `{"id":17,"ok":true,"{k}":"{v}"}`)},
		{name: "JSON nested", group: "json", whole: true, styles: any4, escape: j, templates: templates(`{"event":"saved","data":{"record":{"{k}":"{v}"}},"ok":true}`, `{"request":{"body":{"{k}": "{v}", "rev": 3}}}`)},
		{name: "JSON array of objects", group: "json", whole: true, styles: any4, escape: j, templates: templates(`{"items":[{"seq":1,"{k}":"{v}"},{"seq":2}]}`, `[{"{k}":"{v}"}]`)},
		{name: "JSON array of values", group: "json", held: true, whole: true, styles: any4, escape: j, templates: templates(`{"{k}":["{v}"],"n":1}`, `{"rows":{"{k}": ["{v}", null]}}`)},
		{name: "JSON number", group: "json", whole: true, numeric: true, styles: any4, templates: templates(`{"{k}":{v},"status":200}`, `{"data":{"{k}": {v}}}`)},
		{name: "JSON in a JSON string", group: "json", whole: true, styles: any4, escape: j, wrap: twice, around: `{"level":"warn","msg":"{l}"}`, templates: templates(`{"{k}":"{v}"}`, `rejected: {"seq":4,"{k}":"{v}"}`)},
		{name: "JSON twice in strings", group: "json", held: true, whole: true, styles: any4, escape: j, wrap: []func(string) string{j, func(s string) string { return j(s) }}, around: `{"log":"{\"msg\":\"{l}\"}"}`, templates: templates(`{"{k}":"{v}"}`)},
		{name: "JSON in prose", group: "json", styles: any4, escape: j, templates: templates(`Request body: {"{k}":"{v}"} rejected`, `got 422 for payload={"op":"put","{k}":"{v}"}`)},
		{name: "JSON cut off", group: "json", held: true, styles: any4, escape: j, templates: templates(`{"level":"info","{k}":"{v}`, `... [truncated] body={"seq":3,"{k}":"{v}`)},
		{name: "JSON key and value rows", group: "rows", whole: true, styles: any4, escape: j, templates: templates(`{"key":"{k}","value":"{v}"}`, `{"name":"{k}","value":"{v}"}`, `{"field":"{k}","rejectedValue":"{v}"}`)},
		{name: "logfmt bare", group: "pairs", solid: true, styles: any4, templates: templates(`level=info {k}={v} status=200`, `{k}={v}`, `ts=1772442847 op=save {k}={v}`)},
		{name: "logfmt quoted", group: "pairs", styles: any4, escape: strconvQuote, templates: templates(`level=info {k}="{v}" status=200`, `op=save {k}="{v}"`)},
		{name: "Key: value", group: "pairs", styles: []style{spaced, titled, pascal, snake}, templates: templates(`{k}: {v}`, `{k}: {v}; status: ok`, `updated {k}: {v}`)},
		{name: "key = value;", group: "pairs", held: true, styles: program, templates: templates(`{k} = {v};`, `set {k} = "{v}";`)},
		{name: "[key=value]", group: "pairs", held: true, styles: program, templates: templates(`saved [{k}={v}] in 3ms`, `ctx[{k}={v}] done`)},
		{name: "YAML", group: "pairs", record: true, styles: any4, templates: templates("patch:\n  {k}: {v}\n  rev: 3", "- {k}: \"{v}\"\n  rev: 4")},
		{name: "INI and environment", group: "pairs", held: true, styles: []style{upperSnake}, templates: templates(`export {k}="{v}"`, `{k}='{v}'`)},
		{name: "command line option", group: "pairs", held: true, styles: []style{kebab, snake}, templates: templates(`exec: sync --{k}="{v}" --dry-run`, `exec: sync --{k} "{v}" --force`)},
		{name: "URL query", group: "url", styles: any4, escape: p, templates: templates(`GET /api/v1/search?{k}={v}&page=2 HTTP/1.1`, `https://portal.example.org/find?limit=5&{k}={v}`)},
		{name: "URL query with +", group: "url", held: true, styles: any4, escape: url.QueryEscape, templates: templates(`GET /api/v1/search?{k}={v}&page=2 HTTP/1.1`, `referer=https://portal.example.org/x?{k}={v}#top`)},
		{name: "form body", group: "url", styles: any4, escape: url.QueryEscape, templates: templates(`POST body: op=save&{k}={v}&rev=3`, `{k}={v}&csrf=7`)},
		{name: "SQL WHERE", group: "sql", styles: []style{snake, upperSnake, flat}, escape: sqlQuote, templates: templates(`SELECT id FROM patients WHERE {k} = '{v}' LIMIT 1`, `select * from t where active=1 and p.{k}='{v}'`)},
		{name: "SQL IN, LIKE", group: "sql", styles: []style{snake, upperSnake, flat}, escape: sqlQuote, templates: templates(`SELECT id FROM patients WHERE {k} IN ('{v}') ORDER BY 1`, `SELECT 1 FROM t WHERE {k} LIKE '%{v}%'`)},
		{name: "SQL INSERT", group: "sql", styles: []style{snake, upperSnake, flat}, escape: sqlQuote, templates: templates(`INSERT INTO patients (id, {k}, active) VALUES (7, '{v}', 1)`, "insert into p(`rev`,`{k}`) values (3,'{v}')")},
		{name: "SQL UPDATE", group: "sql", styles: []style{snake, upperSnake, flat}, escape: sqlQuote, templates: templates(`UPDATE patients SET rev = 3, {k} = '{v}' WHERE id = 7`, `update t set {k}='{v}' where id=7`)},
		{name: "SQL bind list", group: "sql", styles: []style{snake, flat}, escape: sqlQuote, record: true, templates: templates("execute S_1: SELECT id FROM patients WHERE {k} = $1 AND active = $2\nDETAIL:  parameters: $1 = '{v}', $2 = 't'", "execute <unnamed>: INSERT INTO patients (id, {k}) VALUES ($1, $2) DETAIL:  parameters: $1 = '7', $2 = '{v}'")},
		{name: "PostgreSQL Key", group: "sql", styles: []style{snake, flat}, templates: templates(`ERROR: duplicate key value violates unique constraint "u1" DETAIL: Key ({k})=({v}) already exists.`, `DETAIL:  Key (id, {k})=(7, {v}) is not present in table "p".`)},
		{name: "MySQL duplicate entry", group: "sql", styles: []style{snake, flat}, escape: backslash, templates: templates(`Duplicate entry '{v}' for key 'patients.{k}'`, `Duplicate entry '{v}' for key 'uq_{k}'`)},
		{name: "bound in the record", group: "bound", record: true, styles: []style{snake}, templates: templates("select p.id from patient p where p.{k}=? and p.active=?\nbinding parameter [1] as [VARCHAR] - [{v}]\nbinding parameter [2] as [BOOLEAN] - [true]", "insert into patient (id, {k}) values (?, ?)\nbinding parameter (1:BIGINT) <- [7]\nbinding parameter (2:VARCHAR) <- [{v}]")},
		{name: "MyBatis parameters", group: "bound", record: true, styles: []style{snake}, templates: templates("==>  Preparing: SELECT * FROM patient WHERE {k} = ? AND rev = ?\n==> Parameters: {v}(String), 3(Integer)")},
		{name: "DB-API and ActiveRecord", group: "bound", held: true, styles: []style{snake}, escape: backslash, templates: templates("[SQL: INSERT INTO patients (id, {k}) VALUES (?, ?)] [parameters: (7, '{v}')]", `SELECT "patients".* FROM "patients" WHERE "patients"."{k}" = $1 LIMIT $2  [["{k}", "{v}"], ["LIMIT", 1]]`)},
		{name: "binding parameter", group: "no key", styles: []style{snake}, templates: templates(`o.h.type.descriptor.sql.BasicBinder - binding parameter [2] as [VARCHAR] - [{v}]`, `TRACE BasicBinder: binding parameter (1:VARCHAR) <- [{v}]`)},
		{name: "Java toString", group: "dump", styles: []style{camel}, templates: templates(`Patient(id=7, {k}={v}, active=true)`, `Patient{id=7, {k}='{v}', active=true}`, `PatientDto[{k}={v}]`)},
		{name: "Java map", group: "dump", held: true, styles: []style{camel, snake}, templates: templates(`{id=7, {k}={v}, active=true}`, `params: {{k}=[{v}], page=[2]}`)},
		{name: "Python repr", group: "dump", styles: []style{snake, camel}, escape: backslash, templates: templates(`{'id': 7, '{k}': '{v}', 'active': True}`, `Patient(id=7, {k}='{v}')`)},
		{name: "Go %+v", group: "dump", styles: []style{pascal}, templates: templates(`&{ID:7 {k}:{v} Active:true}`, `saved {{k}:{v} Rev:3}`)},
		{name: "Go %#v", group: "dump", held: true, styles: []style{pascal}, templates: templates(`main.Patient{ID:7, {k}:"{v}", Active:true}`, `map[string]string{"{k}":"{v}"}`)},
		{name: "Ruby inspect", group: "dump", styles: []style{snake}, templates: templates(`{:id=>7, :{k}=>"{v}", :active=>true}`, `#<Patient id: 7, {k}: "{v}">`, `Parameters: {"{k}"=>"{v}", "commit"=>"Save"}`)},
		{name: "PHP print_r", group: "dump", styles: []style{snake, camel}, templates: templates(`Array ( [id] => 7 [{k}] => {v} [active] => 1 )`, `[{k}] => {v}`)},
		{name: "PHP var_dump", group: "dump", held: true, styles: []style{snake, camel}, templates: templates(`array(2) { ["id"]=> int(7) ["{k}"]=> string(11) "{v}" }`, `'{k}' => '{v}',`)},
		{name: "C# record", group: "dump", held: true, styles: []style{pascal}, templates: templates(`Patient { Id = 7, {k} = {v}, Active = True }`, `Executed DbCommand (3ms) [Parameters=[@{k}='{v}' (Size = 4000)]]`)},
		{name: "protobuf text", group: "dump", held: true, styles: []style{snake}, templates: templates(`id: 7 {k}: "{v}" active: true`, `patient { {k}: "{v}" rev: 3 }`)},
		{name: "Rust, Elixir, Scala", group: "dump", held: true, styles: []style{snake, camel}, templates: templates(`Patient { id: 7, {k}: "{v}" }`, `%{id: 7, {k}: "{v}"}`, `{k} = Some({v})`, `{k}: Some("{v}")`)},
		{name: "XML element", group: "xml", styles: program, escape: x, templates: templates(`<patient><id>7</id><{k}>{v}</{k}></patient>`, `<ns2:{k}>{v}</ns2:{k}>`)},
		{name: "XML attribute", group: "xml", styles: program, escape: x, templates: templates(`<patient id="7" {k}="{v}"/>`, `<row {k}='{v}' rev="3">`)},
		{name: "XML escaped", group: "xml", styles: program, escape: x, wrap: []func(string) string{x}, around: "body: {l}", templates: templates(`<patient><{k}>{v}</{k}></patient>`, `<row {k}="{v}"/>`)},
		{name: "XML CDATA", group: "xml", held: true, styles: program, templates: templates(`<p><{k}><![CDATA[{v}]]></{k}></p>`, `<{k} xsi:type="xs:string">{v}</{k}>`)},
		{name: "XML in JSON", group: "xml", held: true, whole: true, styles: program, escape: x, wrap: twice, around: `{"soap":"{l}"}`, templates: templates(`<patient id="7"><{k}>{v}</{k}></patient>`)},
		{name: "CSV with header", group: "csv", record: true, styles: []style{snake, flat, upperSnake, titled}, templates: templates("id,{k},active\n7,\"{v}\",t", "{k},rev\n\"{v}\",3")},
		{name: "pipe table", group: "csv", held: true, record: true, styles: []style{snake, flat}, templates: templates("id|{k}|active\n7|{v}|t", " id | {k} | active\n----+------+---\n  7 | {v} | t")},
		{name: "HTTP header", group: "header", styles: []style{train}, templates: templates(`> X-{k}: {v}`, `X-{k}: {v}`, `headers: {X-{k}=[{v}], Accept=[*/*]}`)},
		{name: "cookie", group: "header", held: true, solid: true, styles: []style{snake, camel}, templates: templates(`Cookie: sid=x; {k}={v}; theme=dark`, `Set-Cookie: {k}={v}; Path=/; HttpOnly`)},
		{name: "GraphQL variables", group: "dump", held: true, styles: []style{camel}, templates: templates(`variables: { {k}: "{v}", first: 5 }`, `query { patient({k}: "{v}") { id } }`)},
		{name: "document stores", group: "store", held: true, styles: []style{camel, snake}, escape: jsonEscape, templates: templates(`db.patients.find({ {k}: "{v}" }).limit(1)`, `{"query":{"bool":{"must":[{"term":{"{k}":"{v}"}}]}}}`, `POST /patients/_search {"query":{"match":{"{k}":{"query":"{v}"}}}}`)},
		{name: "Redis", group: "store", held: true, styles: []style{snake}, templates: templates(`"HSET" "patient:7" "{k}" "{v}"`, `HSET patient:7 {k} "{v}" rev 3`)},
		{name: "message queue", group: "store", held: true, styles: any4, escape: jsonEscape, templates: templates(`ConsumerRecord(topic = intake, partition = 3, offset = 88, key = null, value = {"{k}":"{v}"})`, `Publishing to exchange=intake routing_key=created body={"{k}":"{v}"}`)},
		{name: "HCL and TOML", group: "pairs", held: true, record: true, styles: []style{snake}, templates: templates("record \"r\" {\n  rev = 3\n  {k} = \"{v}\"\n}", "[record]\n{k} = \"{v}\"\nrev = 3")},
		{name: "CEF and LEEF", group: "pairs", held: true, solid: true, styles: []style{camel}, templates: templates(`CEF:0|Acme|Portal|1.2|100|saved|3|act=save {k}={v} cnt=1`, "LEEF:2.0|Acme|Portal|1.2|saved|act=save\t{k}={v}\tcnt=1")},
		{name: "psql and Markdown tables", group: "csv", record: true, styles: []style{snake, flat}, templates: templates("| id | {k} |\n| --- | --- |\n| 7 | {v} |", "+----+------+\n| id | {k} |\n+----+------+\n| 7  | {v} |\n+----+------+")},
		{name: "typed value", group: "dump", styles: []style{snake}, templates: templates(`{k}: Some("{v}")`, `["{k}"]=> string(11) "{v}"`, `{k}: (string) (len=9) "{v}",`)},
		{name: "pydantic", group: "exception", record: true, styles: []style{snake}, escape: backslash, templates: templates("1 validation error for Intake\n{k}\n  Value error, not accepted [type=value_error, input_value='{v}', input_type=str]")},
		{name: "database complaint", group: "exception", held: true, styles: []style{snake}, templates: templates("Data too long for column '{k}' at row 1: '{v}'", "Incorrect value: '{v}' for column '{k}' at row 1", "Cannot insert duplicate key row in object 'dbo.P' with unique index 'IX_{k}'. The duplicate key value is ({v}).")},
		{name: "exception", group: "exception", styles: spoken, templates: templates(`java.lang.IllegalArgumentException: Invalid {k}: {v}`, `ValueError: invalid {k} '{v}'`, `NotFoundError: no row with {k} "{v}"`)},
		{name: "exception, value first", group: "exception", held: true, styles: spoken, templates: templates(`java.text.ParseException: "{v}" is not a valid {k}`, `RuntimeError: '{v}' is no {k}`, `Error: value '{v}' of {k} is too long`)},
		{name: "validation message", group: "exception", held: true, styles: program, templates: templates(`Field error in object 'form' on field '{k}': rejected value [{v}]; codes [Size]`, `{k} must match pattern, got '{v}'`, `invalid input for {k}: "{v}"`)},
		{name: "key in a sentence", group: "sentence", styles: spoken, templates: templates(`updated {k} to {v}`, `{k} {v} verified`, `the {k} is {v}`, `{v} ({k})`)},
		{name: "key in another sentence", group: "sentence", held: true, styles: spoken, templates: templates(`{k} changed from {v} to blank`, `found {v} as {k}`, `{k} was set to {v} by import`, `no {k} like {v} on file`)},
		{name: "prose with a cue", group: "prose", styles: spoken},
		{name: "seen before in the line", group: "again", styles: any4, templates: templates(`level=warn {k}="{v}" msg="no result for {v}, retry"`, `{"{k}":"{v}","error":"cannot find {v} in index"}`)},
		{name: "seen after in the line", group: "again", held: true, styles: any4, templates: templates(`no result for {v}, retry; {k}="{v}"`, `{"error":"cannot find {v} in index","{k}":"{v}"}`)},
		{name: "seen before in the record", group: "again", held: true, record: true, styles: spoken, templates: templates("Invalid {k}: {v}\n\tat com.acme.Intake.find(Intake.java:42)\nCaused by: java.lang.IllegalStateException: {v} is taken\n\t... 12 more")},
	}
}

func templates(s ...string) []string { return s }

func strconvQuote(s string) string {
	if s == `"` || s == `\` {
		return `\` + s
	}
	return s
}
