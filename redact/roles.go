package redact

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// roleTypes is the entity type of each role that a positional carrier gives to a field. A role without one is not
// replaced for its position; what it holds is still looked at.
var roleTypes = [format.NumRoles]detectors.Type{
	format.RoleName:       detectors.Name,
	format.RoleMRN:        detectors.MRN,
	format.RoleAccount:    detectors.Account,
	format.RoleInsurance:  detectors.InsuranceID,
	format.RoleSSN:        detectors.SSN,
	format.RoleDOB:        detectors.DOB,
	format.RoleDate:       detectors.Date,
	format.RoleStreet:     detectors.Address,
	format.RoleCity:       detectors.City,
	format.RoleZIP:        detectors.ZIP,
	format.RolePhone:      detectors.Phone,
	format.RoleFax:        detectors.Fax,
	format.RoleEmail:      detectors.Email,
	format.RoleDiagnosis:  detectors.Diagnosis,
	format.RoleProcedure:  detectors.Procedure,
	format.RoleMedication: detectors.Medication,
	format.RoleLicense:    detectors.License,
	format.RoleCredential: detectors.Credential,
	format.RoleAge:        detectors.Age90,
	format.RolePhoto:      detectors.Photo,
	format.RoleIP:         detectors.IP,
	format.RoleOther:      detectors.OtherID,
}
