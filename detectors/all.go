package detectors

// All returns the detectors, in the order in which they are documented and asked: the list that a new one is added to.
// The detectors are shared and must not be written to.
func All() []*Detector {
	return []*Detector{
		&name,
		&proseName,
		&careName,
		&pathName,
		&beforeNumber,
		&email,
		&ssn,
		&phone,
		&fax,
		&dob,
		&personDate,
		&age90,
		&address,
		&city,
		&zip,
		&geo,
		&mrn,
		&insurance,
		&account,
		&license,
		&vehicle,
		&device,
		&profileURL,
		&ip,
		&biometric,
		&photo,
		&diagnosis,
		&condition,
		&medication,
		&procedure,
		&credential,
		&username,
		&bound,
		&other,
		&digitWords,
		&spelledName,
	}
}
