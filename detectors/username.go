package detectors

var username = Detector{
	Name: "username",
	Type: Username,
	Doc: "Login names of people: by key, in the user field of an access log line, and as sshd and others write them (for jdoe from 203.0.113.7); " +
		"logins made of a name behind or before what was done (printed by rn_kessler). " +
		"System and service accounts, numeric ids of processes, and e-mail addresses (an EMAIL) stay.",
	Source:  "45 CFR 164.514(b)(2)(i)(R); Apache common log format (authuser); OpenSSH auth messages",
	Anchors: IPForm | At,
	Cues: append(append([]string{"username", "login", "user", "users", "home", "staging", "uid", "cmd", "tty", "pts", "clerk", "nurse",
		"registrar", "pharmacist", "technician", "biller", "receptionist", "physician", "clinician", "therapist", "auth", "oauth"}, doers[:]...), deeds[:]...),
	Keys: []string{"user", "username", "userid", "login", "loginid", "loginname", "uid", "uname", "usr", "userlogin", "samaccountname", "nameid", "authuser", "remoteuser", "ruser", "modifiedby",
		"createdby", "updatedby", "operatorid", "usuario", "benutzer", "benutzername", "utilisateur", "nomutilisateur", "screenname", "handle", "clientuser", "loginuser", "endpointuser", "acctuser", "suser", "duser", "susername", "dusername",
		"usrname", "usernm", "viewedby", "openedby", "accessedby", "printedby", "verifiedby", "releasedby", "scannedby", "collectedby", "exportedby", "closedby", "changedby", "editedby",
		"deletedby", "submittedby", "uploadedby", "altid",
		"logonname", "logonid", "operid", "samaccount", "userprincipal", "gebruiker", "gebruikersnaam", "subjectusername", "targetusername", "sub", "opid", "agentid", "actorid", "ntlogin", "ntid", "netid", "ssoid", "logon", "signon", "signinname", "winuser", "windowsuser", "lanid", "actas", "lockedby", "unlockedby", "dispensedby", "pulledby", "wastedby", "cosignedby", "acknowledgedby", "overriddenby", "cancelledby", "canceledby", "rphid", "pharmacistid", "nurseid", "techid", "clerkid", "witnessid", "staffuser", "by", "agent"},
	Find:   findUsername,
	Before: except(words),
	Behind: except("_13456789"),
	Idle:   idleUsername,
	Vain:   vainUser,
	Value:  valueUsername,
	Apart:  true,
	Hits: []string{
		`charon: 11[IKE] EAP method EAP_MSCHAPV2 failed for peer '«dr.halloran»' at 198.51.100.9`,
		`Login failed for user 'CLINIC\«kvandenberg»'. Reason: x`,
		`audit: user NRS\«jcastellon» viewed a note`,
		`AH01617: user «m.halloran»: authentication failure for "/rota"`,
		`2026-02-11 18:04:40 UTC [42] «kvandenberg»@warehouse LOG:  duration: 18 ms`,
		`198.51.100.8 - «kvandenberg» "GET /a/b.pdf HTTP/1.1" 200 81`,
		`addendum lock held by «path_kvandenberg» - x`,
		`reviewer «hmx_kvandenberg» took it`,
		`«kvandenberg.rn» uploaded census row 14`,
		`«medic7_halloran» signed the run`,
		`journal låst av «brandt07» sedan`,
		`uploader «rosaline.q.1957», UA x`,
		`query by «pharm.halloran»: 4 rows`,
		`addr «thandi.r84@abdm» granted`,
		`collect from «halloran99@okaxis» failed`,
		`not recognized, logged in as «kvandenberg3»`,
		`signed on as CLINIC\«kvandenberg»; ok`,
		`requester «adm-kvandenberg» asked`,
		`Login OK: [«iosorbo»] (from client wlc-1 port 0)`,
		`Login incorrect (pap: no match): [«iosorbo»/<via Auth-Type>]`,
		`user=«rodriguezj79» action=VIEW`,
		`user=«Jane R.»`,
		`clerk «jzorvanen» viewed chart of`,
		`nurse «kbrell» opened the record`,
		`pharmacist «t.zorvan» dispensed 30`,
		`batch 12 printed by «rn_kessler»`,
		`override by «kvandenberg», reason`,
		`override by Staff «kvandenberg», reason`,
		`witness «kvandenberg» signed`,
		`{"old":"1","by":"«kvandenberg»"}`,
		`{"old":"1","by":"«regclerk4»"}`,
		`«mholt2»/198.51.100.203:51820 MULTI: Learn: 10.8.0.6`,
		`login from 2001:db8:77:12::4 for «astrid.halloran»`,
		`call 0:07:44 agent=«mholt2» wrap`,
		`«rn.tavares» removed morphine 2 mg`,
		`drawer 4: «kvandenberg» pulled 2 tablets`,
		`user «kvandenberg» wrote 4 rows`,
		`"username":"«jdoe»"`,
		`user «linda.szymborska» logged in`,
		`sub=auth0|«62f1c9d0e77a1b0012ab34cd» ok`,
		`"sub":"google-oauth2|«108833771200441882735»"`,
		`203.0.113.7 - «jdoe» [16/Mar/2026:04:24:09 +0000] "GET / HTTP/1.1" 200 5`,
		`10.0.0.4 - «jane.doe» [16/Mar/2026:04:24:09 +0000] "GET / HTTP/1.1" 200 5`,
		`Accepted publickey for «bwhite» from 67.53.63.88 port 24620 ssh2`,
		`Failed password for invalid user «bob» from 203.0.113.8 port 22`,
		`says she cannot log in, username «gmurphy»`,
		`login failed for «johnsonl2»`,
		`login failed for user «mkinnunen» from web`,
		`login_id=«jsmith2»`,
		`cannot log in, username «jane.roe»`,
		`user «jdoe7» logged in`,
		`createdBy: «jdoe»`,
		`Error loading /home/«jdoe»/src/run: Permission denied`,
		`chdir(/home/«jdoe2»/job) failed`,
		`to C:\Users\«jdoe»\AppData\Local`,
		`{"path":"C:\\Users\\«jdoe»\\x"}`,
		`open /Users/«jroe»/Library/x`,
		`hdfs://name-1:9000/user/«jroe»/input`,
		`/tmp/staging/«jroe»/.staging/job_1`,
		`[LeaseRenewer:«jroe»@name-1:9000] renew`,
		`session opened for user «jroe» by (uid=0)`,
		`session opened for user root by «jroe»(uid=1000)`,
		`closed by authenticating user «jroe» 203.0.113.7 port 22`,
		`CRON[12]: («jroe») CMD (run)`,
		`sudo:   «jroe» : TTY=pts/0 ; PWD=/tmp ; USER=root`,
		`thanks @«jane.roe»!`,
		`su: (to root) «jroe» on pts/1`,
		`new user: name=«jroe», UID=1001`,
		`User '«jroe»' logged in`,
		`password authentication failed for user "«jane.roe»"`,
	},
	Misses: []string{
		`logged in as root, signed on as an administrator`,
		`user: can i talk to a human`,
		`user 'HKLM\software' read`,
		`postgres@orders LOG:  checkpoint starting`,
		`metrics exported, traces uploaded`,
		`payment-service signed the request`,
		`owner platform-team, author unknown`,
		`198.51.100.8 - - "GET /a/b.pdf HTTP/1.1" 200 81`,
		`node.js opened 4 sockets`,
		`published on build@sha256 LOG: x`,
		`user: you can email me`,
		`User: please call me back`,
		`user=root`,
		`nurse station viewed`,
		`clerk queue updated`,
		`sorted by region`,
		`job started by kubelet`,
		`killed by signal 9`,
		`closed by timeout`,
		`owned by the operator team`,
		`managed by argocd`,
		`rows grouped by state`,
		`listener removed`,
		`image pulled`,
		`node-7 removed`,
		`tech preview on`,
		`agent=Mozilla/5.0`,
		`agent: otelcol`,
		`{"sort":"asc","by":"region"}`,
		`nurse practitioner signed`,
		`physician portal logged 3 errors`,
		`user=admin`,
		`user=unknown`,
		`user=null`,
		`uid=0 euid=0`,
		`uid=1000`,
		`user=www-data`,
		`Failed password for root from 203.0.113.8 port 22`,
		`user service started`,
		`user=system:serviceaccount:kube-system:default`,
		`username not found`,
		`user=jane@example.org`,
		`login failed`,
		`login failed for unknown reason`,
		`login by password disabled`,
		`login failed for the account`,
		`203.0.113.7 - - [16/Mar/2026:04:24:09 +0000] "GET / HTTP/1.1" 200 5`,
		`user_count=12`,
		`user=svc-backup`,
		`user=Postgres V.`,
		`user=Debezium`,
		`user=claims_reader`,
		`user=dependabot[bot]`,
		`user id 42 loaded`,
		`sub=orders topic=adt`,
		`@here deploy done`,
		`@Override public void run()`,
		`user story.points updated`,
		`user app.settings loaded`,
		`auth0 rule 7 ran`,
		`oauth2 flow started`,
		`Times: user=0.11 sys=0.01`,
		`imap-login: Disconnected (no auth attempts)`,
		`for user from 10.0.0.1`,
		`GET /home/dashboard HTTP/1.1`,
		`GET /users/search/all`,
		`/home/ubuntu/app.log`,
		`C:\Users\Public\x`,
		`session opened for user news by (uid=0)`,
		`(root) CMD (run)`,
		`android.os.BinderProxy@2bd79ce:12`,
		`import foo@1.2.3`,
		`credentials for user authentication missing`,
		`git@host:22`,
		`user 'name' is required`,
		`listening on pts/1`,
		`root@web-1:~# ls`,
		`node@18:20`,
	},
}

// system says whether v is an account that stands for no person.
func system(v []byte) bool {
	if len(v) > 0 && among("sabn", fold(v[0])) {
		for _, w := range [...]string{"svc", "system:", "sa-", "service-", "srv-", "app-", "bot-", "nt authority", "arn:"} {
			if hasFold(v, 0, w) {
				return true
			}
		}
	}
	joined := false
	for _, b := range v {
		joined = joined || b == '-' || b == '_' || b == ']'
	}
	for _, w := range [...]string{"-svc", "_svc", "-bot", "_bot", "[bot]", "_user", "_app", "_ro", "_rw", "_reader", "_writer", "_owner", "_service", "-service", "_admin", "-admin", "_agent", "-agent", "_job", "-runner"} {
		if i := len(v) - len(w); joined && i > 0 && hasFold(v, i, w) {
			return true
		}
	}
	if len(v) > len("systemd-network") {
		return constant(v)
	}
	var buf [24]byte
	switch string(lowered(v, 0, len(v), &buf)) {
	case "root", "admin", "administrator", "system", "nobody", "anonymous", "guest", "user", "users", "daemon", "bin", "sys", "sync", "mail", "news", "www", "www-data", "apache", "nginx", "mysql", "postgres", "postgresql", "oracle", "redis", "kafka",
		"zookeeper", "hadoop", "hdfs", "yarn", "spark", "elastic", "elasticsearch", "logstash", "kibana", "git", "ubuntu", "debian", "centos", "ec2-user", "vagrant", "docker", "jenkins", "ansible", "prometheus", "grafana", "nagios", "zabbix", "ftp", "sshd",
		"ntp", "rpc", "dbus", "nfsnobody", "operator", "service", "app", "application", "api", "client", "server", "worker", "scheduler", "cron", "batch", "public", "sa", "dba", "superuser", "support", "webmaster", "localhost", "mapred", "hive", "hbase",
		"id", "agent", "internal", "local", "demo", "pi", "cyrus", "tomcat", "backup", "monitor", "monitoring", "curi", "device", "domain", "session", "invalid", "named", "input", "rabbit", "rabbitmq", "ejabberd", "couchdb", "nfs", "games", "lp", "man", "proxy", "list", "irc", "gnats", "uucp", "messagebus", "syslog",
		"systemd-network", "systemd-resolve", "polkitd", "gdm", "lightdm", "avahi", "pulse", "rtkit", "postfix", "dovecot", "amanda", "squid", "mailman", "webalizer", "halt", "shutdown", "opc", "admins",
		"azureuser", "cloud-user", "fedora", "core", "node", "runner", "builder", "deploy", "deployer", "ci", "etcd", "consul", "vault", "telegraf", "influxdb", "mongodb", "mongod", "cassandra", "nova", "neutron",
		"debezium", "airflow", "superset", "metabase", "kong", "istio", "envoy", "argocd", "flux", "fluentd", "fluentbit", "filebeat", "datadog", "newrelic", "splunk", "snowflake", "looker", "tableau", "dbt", "celery", "gunicorn", "uwsgi", "caddy",
		"haproxy", "traefik", "minio", "nexus", "sonarqube", "gitlab", "github", "dependabot", "renovate", "terraform", "puppet", "chef", "saltstack", "rundeck", "temporal", "clickhouse", "cockroach", "mariadb", "pgbouncer", "patroni", "barman", "replicator", "replication", "health", "healthcheck",
		"glance", "cinder", "keystone", "swift", "heat", "stack", "shared", "download", "downloads", "lost+found", "linuxbrew", "phi", "vsts", "circleci", "travis", "jovyan", "buildkite", "buildkite-agent", "teamcity", "bamboo", "drone", "vscode", "coder", "gitpod", "semaphore", "appveyor", "actions":
		return true
	}
	return constant(v)
}

// idleUsername says whether the cue at s[pos] is the last part of a path.
func idleUsername(s []byte, pos int) bool {
	j := cueEnd(s, pos)
	if isAuth(s, pos, j) {
		return !at(s, j+1, '|') && !at(s, j+1, '%')
	}
	switch actKind(s, pos, j) {
	case 1:
		return idleDoer(s, j)
	case 2:
		return (!at(s, pos-1, ' ') || !is(s, pos-2, lower|digit)) && enteredAs(s, j) == 0
	}
	if !at(s, pos-1, '/') && !at(s, pos-1, '\\') || fold(s[pos]) != 'u' && fold(s[pos]) != 'l' {
		return false
	}
	return !at(s, j, '/') && !at(s, j, '\\')
}

// isAuth says whether the cue s[pos:j] is auth or oauth.
func isAuth(s []byte, pos, j int) bool {
	switch j - pos {
	case 4:
		return hasFold(s, pos, "auth")
	case 5:
		return hasFold(s, pos, "oauth")
	}
	return false
}

// radius returns where the user begins behind "Login OK: [" and "Login incorrect: [", as FreeRADIUS writes them, where the word Login ends
// at j; else 0.
func radius(s []byte, j int) int {
	for _, w := range [...]string{" ok: [", " incorrect: ["} {
		if hasFold(s, j, w) {
			return j + len(w)
		}
	}
	if hasFold(s, j, " incorrect (") { // the reason stands between
		for k := j; k+3 < len(s) && k < j+2*window && s[k] != '\n'; k++ {
			if hasFold(s, k, "): [") {
				return k + len("): [")
			}
		}
	}
	return 0
}

func findUsername(dst []Span, s []byte, pos int) []Span {
	if is(s, pos, digit) {
		i, j := quad(s, pos)
		if j == 0 {
			return dst
		}
		if accessLog(s, i, j) {
			return authUser(dst, s, j+1)
		}
		if at(s, i-1, '/') && at(s, j, ':') && is(s, j+1, digit) { // OpenVPN: jroe/203.0.113.7:51820
			n := len(dst)
			if dst = ownerBefore(dst, s, i-1); len(dst) > n && !LoginForm(s[dst[n].Start:dst[n].End]) {
				dst = dst[:n]
			}
			return dst
		}
		return sshUser(dst, s, i)
	}
	if s[pos] == '@' {
		return atHost(dst, s, pos)
	}
	j := cueEnd(s, pos)
	if isAuth(s, pos, j) {
		return subject(dst, s, pos, j)
	}
	if is(s, j, word) || is(s, pos-1, word) {
		return dst
	}
	switch actKind(s, pos, j) {
	case 1:
		return doerUser(dst, s, pos, j)
	case 2:
		if i := enteredAs(s, j); i > 0 {
			return append(dst, Span{Start: i, End: loginEnd(s, i), Type: Username, Score: Cued, Why: "who somebody signed in as"})
		}
		return deedUser(dst, s, pos)
	}
	if isStaff(s, pos) {
		return staffUser(dst, s, pos, j)
	}
	switch fold(s[pos]) {
	case 'h', 's':
		return homeOf(dst, s, pos, j)
	case 'c':
		return cronUser(dst, s, pos, j)
	case 't':
		return sudoUser(dst, s, pos, j)
	case 'p':
		return suUser(dst, s, pos)
	}
	if at(s, pos-1, '/') || at(s, pos-1, '\\') {
		return homeOf(dst, s, pos, j)
	}
	if wordFold(s, pos, "uid") {
		return uidOwner(dst, s, pos)
	}
	if k := radius(s, j); k > 0 {
		if end := loginEnd(s, k); end > k+1 && !system(s[k:end]) && (at(s, end, ']') || at(s, end, '/')) {
			return append(dst, Span{Start: k, End: end, Type: Username, Score: Cued, Why: "user of an account's record"})
		}
		return dst
	}
	if hasFold(s, j, ": name=") { // useradd
		j += len(": name=") - 1
		if end := loginEnd(s, j+1); end > j+2 && !system(s[j+1:end]) {
			return append(dst, Span{Start: j + 1, End: end, Type: Username, Score: Cued, Why: "user of an account's record"})
		}
		return dst
	}
	if i := loginFor(s, pos, j); i > 0 {
		return append(dst, Span{Start: i, End: loginEnd(s, i), Type: Username, Score: Cued, Why: "login made of a name, for whom somebody signed in"})
	}
	if i := failedLogin(s, pos, j); i > 0 {
		if at(s, i, '\'') || at(s, i, '"') {
			i++
		}
		end := loginEnd(s, i)
		if k := behindDomain(s, i, end); k > 0 {
			i, end = k, loginEnd(s, k)
			return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "login behind its domain"})
		}
		if v := s[i:end]; len(v) >= 4 && !system(v) && lowerOnly(v[:1]) && (count(v, digit) > 0 && count(v, digit) <= 4 || NameLike(v)) && !at(s, end, '@') {
			return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "word behind a login cue"})
		}
		return dst
	}
	if span, ok := quotedUser(s, j); ok {
		return append(dst, span)
	}
	i := j
	for i < len(s) && i < j+4 && among(" :=\"'", s[i]) {
		i++
	}
	end := loginEnd(s, i)
	v := s[i:end]
	if at(s, end, '\\') && i > j && len(v) > 1 {
		if k := behindDomain(s, i, end); k > 0 {
			return append(dst, Span{Start: k, End: loginEnd(s, k), Type: Username, Score: Cued, Why: "login behind its domain"})
		}
	}
	if i == j || len(v) < 3 || system(v) || !is(v, 0, upper|lower) || at(s, end, '@') || at(s, end, '(') {
		return dst
	}
	if sessionUser(s, pos, i, end) && i-j == 1 && !at(s, end, ':') && !at(s, end, '=') {
		return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "user of a session"})
	}
	if i-j == 1 && LoginForm(v) && (end == len(s) || among(" ,;)\n", s[end]) || at(s, end, ':') && !is(s, end+1, alnum)) {
		return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "login name made of a name"})
	}
	if i-j == 1 && knownUser(s, pos, v, end) {
		return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "login name made of a name, before what was done"})
	}
	last := i-j == 1 && (end == len(s) || among(".,;)\"'\n", s[end])) && wordFold(s, pos, "username") && lowerOnly(v)
	if !(count(v, digit) > 0 && count(v, digit) <= 4 && is(s, i, lower|upper) && !wordy2(v)) && !last {
		if i-j == 1 && loginLike(v) && len(v) > 3 && !saidWord(v) && lookupName(v).common() == 0 && (at(s, end, ' ') || end == len(s) || among(",;)", s[end])) {
			return append(dst, Span{Start: i, End: end, Type: Username, Score: Contextual, Why: "word behind user, in the company of identifiers"})
		}
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "word behind a login cue"})
}

// failedLogin returns where the name begins behind "login failed for" and the like, the cue of which is s[pos:j], or 0.
func failedLogin(s []byte, pos, j int) int {
	if !wordFold(s, pos, "login") {
		return 0
	}
	for _, w := range [...]string{" failed for user ", " failed for ", " attempt by ", " attempt for ", " successful for ", " succeeded for ", " denied for ", " by user ", " by ", " for user ", " from user ", " rejected for ", " blocked for "} {
		if hasFold(s, j, w) {
			return j + len(w)
		}
	}
	return 0
}

// behindDomain returns where the login begins behind the domain s[i:e] of Windows and its backslash, which a string may double, or 0.
func behindDomain(s []byte, i, e int) int {
	if !at(s, e, '\\') || e-i < 2 || e-i > 24 || registry(s[i:e]) || !is(s, i, upper|lower) {
		return 0
	}
	k := e + 1
	if at(s, k, '\\') {
		k++
	}
	end := loginEnd(s, k)
	if v := s[k:max(k, end)]; len(v) < 3 || len(v) > 32 || system(v) || at(s, end, '\\') || at(s, end, '.') && is(s, end+1, alnum) || !is(v, 0, upper|lower) || at(s, end, '$') {
		return 0
	}
	return k
}

// lowerOnly says whether v holds only lower-case letters, dots and underscores.
func lowerOnly(v []byte) bool { return count(v, lower)+dots(v)+count(v, under) == len(v) }

// wordy2 says whether v is a name of a machine: more than one hyphen, or a dot and digits.
func wordy2(v []byte) bool {
	n := 0
	for i, b := range v {
		if b == '-' || b == '.' && is(v, i+1, digit) {
			n++
		}
	}
	return n > 0
}

// loginEnd returns the end of the login name at i.
func loginEnd(s []byte, i int) int {
	j := i
	for is(s, j, word) || j > i && j+1 < len(s) && among(".-", s[j]) && is(s, j+1, alnum) {
		j++
	}
	return j
}

// authUser takes the third field of an access log line whose second starts at i.
func authUser(dst []Span, s []byte, i int) []Span {
	for i < len(s) && s[i] != ' ' {
		i++
	}
	i++
	j := i
	for j < len(s) && s[j] != ' ' {
		j++
	}
	if v := s[i:j]; len(v) < 2 || system(v) || !holds(v, letter) {
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: Username, Score: Cued, Why: "user field of an access log line"})
}

// sshUser takes the word before "from" and the address at i, when "for" or "user" stands before it.
func sshUser(dst []Span, s []byte, i int) []Span {
	const from = " from "
	e := i - len(from)
	if !hasFold(s, e, from) {
		return dst
	}
	b := e
	for b > 0 && e-b < 64 && (is(s, b-1, word) || among(".-", s[b-1])) {
		b--
	}
	if v := s[b:e]; len(v) < 2 || system(v) || !holds(v, letter) || !hasFold(s, b-4, "for ") && !hasFold(s, b-5, "user ") {
		return dst
	}
	return append(dst, Span{Start: b, End: e, Type: Username, Score: Cued, Why: "user of a connection from an address"})
}

func valueUsername(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if f.Key == "sub" { // a token's subject: it counts in the company of identifiers
		e := loginEnd(s, i)
		if v := s[i:e]; e > j || e < j && f.Quoted || len(v) < 5 || count(v, digit) < 3 || count(v, digit) == len(v) && len(v) < 8 || system(v) || uuid(s, i) != 0 || dots(v) > 1 {
			return dst
		}
		return append(dst, Span{Start: i, End: e, Type: Username, Score: Contextual, Why: "subject of a token, in the company of identifiers"})
	}
	if f.Key == "by" || f.Key == "agent" || f.Key == "actorid" || f.Key == "agentid" {
		if e := firstWord(s, i, j, f); e == j && e-i > 2 && run(s, i, letter) == e && is(s, i, upper) && count(s[i+1:e], lower) == e-i-1 && GivenName(s[i:e]) {
			return append(dst, Span{Start: i, End: e, Type: Name, Score: Cued, Why: "given name behind the key of who acts"})
		}
	}
	if (f.Key == "by" || f.Key == "agent") && !LoginForm(s[i:firstWord(s, i, j, f)]) && !(f.Key == "by" && numberedLogin(s[i:firstWord(s, i, j, f)])) {
		return dst // of things too
	}
	if !f.Quoted {
		k := i
		for k < j && s[k] > ' ' && s[k] != ',' && s[k] != ')' {
			k++
		}
		j = k
		if at(s, j, ' ') && is(s, j+1, upper) && at(s, j+2, '.') && !is(s, j+3, word) && is(s, i, upper) && count(s[i+1:j], lower) == j-i-1 && GivenName(s[i:j]) {
			j += 3 // Jane R.
		}
	}
	v := s[i:j]
	if len(v) < 2 || len(v) > 80 || system(v) || among0(v, "@{[=") {
		return dst
	}
	if n := count(v, digit); n == len(v) && (n < 6 || f.Key == "uid") || n+dots(v) == len(v) && dots(v) == 1 {
		return dst // seconds of user time too
	}
	if !f.Quoted && class[v[0]]&upper != 0 && count(v[1:], lower) == len(v)-1 && at(s, j, ' ') && (at(s, j+1, '(') || is(s, j+1, lower)) {
		return dst // a sentence behind the name of a process
	}
	if !f.Quoted && at(s, i-1, ' ') && at(s, i-2, ':') && at(s, j, ' ') && is(s, j+1, upper|lower) && saidWord(v) {
		return dst // what a user said: "user: can i talk to ..."
	}
	return append(dst, Span{Start: i, End: j, Type: Username, Score: Keyed, Why: "key of a login name"})
}

// saidWord says whether v is an ordinary word that begins a sentence rather than a login name.
func saidWord(v []byte) bool {
	if count(v, upper|lower) != len(v) && !among0(v, "'") {
		return false
	}
	if of := contextOfWord(v) & ctxMask; of != ctxEdge && of != ctxStaff && of != ctxMachine {
		return true
	}
	w := lookupName(v)
	return w.common() >= 3 && w.given() < 6
}
