package detectors

// NotKeys returns the normalised keys that own no identifier although a shorter key at their end would: "hostname" ends in
// "name", "requestid" in "id". The engine resolves a key by its longest suffix in the lexicon, so that these win.
// Source: the negative keys of the detector specification, and the fields of common log schemas (Elastic Common Schema,
// OpenTelemetry, Kubernetes).
func NotKeys() []string {
	return []string{
		// Names of things.
		"hostname", "nodename", "servername", "machinename", "computername", "podname", "containername", "servicename", "appname", "applicationname",
		"processname", "procname", "programname", "filename", "pathname", "dirname", "foldername", "classname", "typename", "methodname",
		"functionname", "funcname", "threadname", "loggername", "modulename", "packagename", "pluginname", "tablename", "columnname",
		"fieldname", "indexname", "dbname", "databasename", "schemaname", "viewname", "metricname", "queuename", "topicname", "bucketname", "streamname",
		"channelname", "jobname", "taskname", "stepname", "workflowname", "pipelinename", "eventname", "actionname", "operationname", "commandname",
		"rulename", "policyname", "planname", "productname", "itemname", "imagename", "tagname", "branchname", "reponame", "projectname",
		"clustername", "namespacename", "regionname", "zonename", "devicename", "drivername", "interfacename", "ifname", "networkname", "domainname",
		"sitename", "pagename", "routename", "endpointname", "resourcename", "bundlename", "templatename", "reportname", "formname", "rolename",
		"groupname", "teamname", "orgname", "organizationname", "companyname", "facilityname", "hospitalname", "clinicname", "departmentname",
		"pharmacyname", "payername", "insurername", "insurancename", "brandname", "genericname", "testname",
		"labname", "diagnosisname", "keyname", "varname", "paramname", "propertyname", "attributename", "headername",
		"cookiename", "sessionname", "profilename", "codename", "shortname", "qualifiedname", "fqdn",
		"layername", "beanname", "datasourcename", "poolname", "cachename", "workername", "consumername", "subscriptionname",
		// Fingerprints of programs.
		"browserfingerprint", "devicefingerprint", "certfingerprint", "sshfingerprint", "keyfingerprint", "canvasfingerprint", "clientfingerprint", "requestfingerprint", "errorfingerprint",
		// Machines' own numbers.
		"trace", "traceid", "span", "spanid", "parentid", "request", "requestid", "reqid", "correlation", "correlationid", "transaction", "transactionid",
		"txid", "session", "commit", "commitid", "sha", "digest", "etag", "offset", "partition", "seq", "sequence", "port", "pid", "ppid", "tid", "thread", "threadid",
		"lineno", "linenumber", "col", "column", "version", "build", "buildid", "epoch", "ts", "timestamp", "duration", "elapsed", "latency", "took", "bytes", "size",
		"length", "count", "total", "code", "status", "statuscode", "errorcode", "retry", "retries", "attempt", "lease", "block", "inode", "nodeid", "clusterid",
		"podid", "containerid", "messageid", "msgid", "eventid", "jobid", "taskid", "processid", "workerid", "queueid", "partitionid", "offsetid", "tenantid",
		"orgid", "projectid", "resourceid", "typeid", "consumergroup", "consumerid",
		"clientid", "bindaddress", "listenaddress", "listenaddr", "macaddresstable", "memoryaddress", "baseaddress",
	}
}
