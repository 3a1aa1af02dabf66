package main

// The word lists below were written for Harpo from general knowledge.

const (
	// placePopulation is the least population of a city whose name is marked as a place.
	placePopulation = 200_000
	// unmistakable is the least number of bearers of a surname that a city of that name does not put in doubt, unless
	// collisions or places list it.
	unmistakable = 20_000
	// wordnetTags and techdocsWords are the sums of the counts in the two tables, to make rates of them.
	wordnetTags   = 237_292
	techdocsWords = 1_158_251
)

// collisions are words that are also names, which never complete a pair alone.
const collisions = `
will may grant mark rose bill chase dean hope page price field case root best long art guy pat sue rob bob drew gene frank
earnest max min miles rich sandy faith joy grace dawn angel christian love money cash sharp short small little young old new good
fair wise noble strong swift rush storm snow frost winter summer hill wood stone banks brook field rivers lake forest park ford
bush rice bean berry cherry brown white green black gray grey west east north south
server client host node key token index error warning link bridge gate porter hunter fisher baker carter cook mason marshall
judge bishop pope king knight reader ranger spencer docker jenkins travis ray dash ember ruby crystal julia pascal ada python
jasper parker kelly dexter trace buck hash barry merge rebase branch major minor legacy cadence channel echo delta alpha
sierra amber sky cliff rod dot pace gale reed sterling jewel pearl opal iris daisy lily violet ivy olive ginger basil sage
april june august melody harmony destiny journey haven chance trinity genesis heaven serenity
austin dallas houston jackson lincoln madison washington virginia georgia carolina dakota paris london florence sydney victoria
jordan israel chad kenya india asia china cuba chelsea brooklyn savannah cheyenne memphis phoenix denver boston charlotte
montana nevada arizona alaska texas utah ohio iowa kansas oregon maine indiana maryland delaware florida california colorado
buddy baby junior senior prince princess duke earl king queen baron lord lady sir major general
cross day lane street law wall house box head gates gold silver power powers post hand hook blue smart quick
english french german irish ward anthem kaiser spring vault salt storm hive church post slack epic mirth perl scala trust bank street court road plan safari opera
doris franz hugo jaeger ryu cassandra loki thanos zeus apollo athena hermes titan atlas phoenix nova luna aurora stella orion
rocky mesa magnum diamond sunny stormy lucky happy true early ever merry bliss bright love joy patience prudence mercy charity
constant rusty dusty misty windy sonny skip chip chuck don al ed ty lee van dee jay kay bea may fay
max pat dick denim norm herb gene jay colt drake wolf bear fox
`

// places are states and countries; large cities come from the table.
const places = `
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa
kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma
oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming carolina dakota
america canada mexico france germany spain italy england ireland scotland wales britain europe africa asia australia china japan
india russia brazil argentina chile peru colombia cuba jamaica israel jordan kenya egypt turkey greece poland norway sweden denmark
finland iceland switzerland austria belgium holland netherlands portugal singapore vietnam korea ukraine romania hungary
london paris berlin rome madrid dublin oxford cambridge manchester birmingham sydney melbourne toronto montreal vancouver moscow
tokyo beijing geneva vienna amsterdam frankfurt
`

// dates are months and days of the week with their abbreviations.
const dates = `
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
utc gmt est edt cst cdt mst mdt pst pdt am pm
`

// stops end a name: function words, roles and titles, words of clinical and system text, organisations, products.
const stops = `
the and for not but nor with from into onto upon over under than then that this these those there here what when where which who whom
whose why how all any both each few more most other some such no only own same so too very can could would should shall might must
has have had having do does did done is are was were be been being am an as at by in of off on or out to up via per if its it he
she they them their his her him our your you we us me my mine once after before since until while because about against between
during through again further yes ok okay please thanks thank hello hi hey dear regards sincerely said says new also just now
name names first last middle full user users username login patient patients member members subscriber subscribers guarantor insured
beneficiary dependent spouse wife husband mother father daughter brother sister parent parents guardian child children sibling
dr mr mrs ms miss mx prof doctor nurse attending provider providers physician caregiver contact attn attention customer client owner
employee recipient sender author actor person people resident surgeon pharmacist therapist technician clinician admin operator
emergency referral referring primary secondary medical record number account claim visit encounter appointment admission
discharge diagnosis medication prescription allergy procedure lab result results report reports order orders
insurance policy group coverage benefit eligibility authorization payer billing invoice payment
hospital hospitals clinic clinics center centre health healthcare care medical medicine medicare medicaid university college school
institute foundation department dept unit pharmacy laboratory radiology cardiology oncology pediatrics surgery
inc llc ltd corp corporation company co gmbh plc lp llp partners associates group systems solutions services technologies
international national county city state avenue blvd boulevard
blue shield aetna cigna humana permanente unitedhealthcare optum centene tricare
boot apache kafka kubernetes docker grafana loki prometheus redis mongo mongodb postgres postgresql mysql oracle
linux ubuntu debian redhat fedora centos windows microsoft google amazon azure android mozilla chrome firefox webkit gecko
nginx tomcat hadoop hbase zookeeper airflow elasticsearch kibana logstash fluentd fluentbit ansible
terraform vagrant maven hibernate tomcat wildfly jboss glassfish websphere weblogic
rails django laravel symfony javascript typescript golang kotlin php dotnet
couchbase neo4j rabbitmq activemq celery sidekiq unicorn istio envoy linkerd traefik haproxy
github gitlab bitbucket jira confluence salesforce cerner allscripts meditech
server service client token index error warning info debug fatal notice critical exception failure failed success
started starting stopped stopping running waiting pending complete completed finished timeout retry queue topic thread worker job
task process session request response message event log logger metric file folder path column row schema database query
value values type types status code codes id ids uuid version release build deploy deployment cluster pod container image
namespace controller manager handler factory builder listener adapter parser serializer validator repository entity model view
form button menu header footer main test demo sample example default null none unknown anonymous undefined
true false http https tcp udp ssl tls dns api url uri json xml html csv pdf sql ssh ftp smtp hl7 fhir
update updated create created delete deleted insert inserted select import imported export exported upload download read write
opened close closed connect connected connection disconnect received sent send get set put add added remove removed
american british canadian australian chinese japanese korean russian dutch swedish danish norwegian finnish polish italian spanish
portuguese brazilian mexican indian european african asian arabic hebrew greek turkish latin tech nan inf monte eof
san santa saint los las fort mount mt ft sir
cannot could unable invalid missing required found denied refused rejected accepted allowed
passenger gradle java node table son note notes chart open next spark flink
up down left right top bottom start stop end begin step previous
dea npi mrn dob ssn phi ehr emr debezium keycloak argocd sentry datadog splunk snowflake tableau kinesis lambda postgresql mariadb
clickhouse temporal dynatrace grafana opentelemetry pagerduty opsgenie servicenow workday okta auth0 twilio stripe
`
