package detectors

// besideNounOf is the type of the number that the noun w announces in a record of a person, where numberNoun knows none.
func besideNounOf(w []byte) Type {
	if len(w) > 22 {
		return None
	}
	var buf [24]byte
	switch string(lowered(w, 0, len(w), &buf)) {
	case "hn", "ur", "urn", "chi", "nhi", "client", "resident", "file", "folder", "dossier", "survivor", "victim", "duplicate", "subsumed", "band", "armband", "bracelet", "registration", "opd", "ipd",
		"uhid", "mrns", "medrec", "pat", "patient", "pt", "hosp", "dfn", "hrn", "hrns", "umrn", "emrn", "cmrn", "ipp", "nip", "nhc", "hc", "historia", "expediente", "cartella", "prontuario", "prontuário",
		"patientennr", "patientnr", "patnr", "journal", "journalnr", "candidate", "candidates", "keep", "keeping", "kept", "drop", "dropped", "dropping", "retain", "retained", "retire", "retired", "deprecated",
		"src", "source", "tgt", "target", "winner", "loser", "winning", "losing", "surviving", "absorbed", "orphan", "golden", "dup", "dupe", "duplicates", "dups", "merging", "linked", "unlinked", "relinked",
		"replaces", "replaced", "superseded", "prior", "old", "new", "wrong", "correct", "misfiled", "filed", "patid", "paciente", "pasient", "patiënt", "paziente", "hasta", "pacjent", "患者番号", "患者", "病历号", "病历", "환자", "환자번호", "등록번호", "カルテ番号", "診察券番号", "карта", "карты",
		"pacient", "patienten", "pts", "ptid", "recip", "newborn", "ent", "entity", "euid", "eid", "mpid", "cmpi", "chartno", "mrno":
		return MRN
	case "mbr", "mbrs", "bene", "grp", "group", "ins", "insurer", "coverage", "contract", "scheme", "aid", "enrollee", "aetna", "cigna", "humana", "kaiser", "uhc", "tricare", "hmo", "ppo", "sub", "subscr", "cardholder",
		"health", "hcn", "ohip", "ihi", "membership", "benefit", "recipient", "medigap", "mcid", "memid", "hicno", "dbn", "dcn", "sbsb", "subno", "subid", "carriermemid", "enrollid", "mbrid",
		"vertrag", "polis", "polisnr", "polizza", "apólice", "apolice", "polisa", "versnr", "mutuelle", "adherent", "adhérent", "affiliate", "affiliato", "afiliação", "afiliada", "assuré", "assurée",
		"beneficiario", "beneficiária", "beneficiário", "carnet", "carteirinha", "carteira", "被保険者番号", "保険者番号", "医保卡号", "보험증번호", "полис", "tarjeta", "tessera", "titular", "versicherte", "versicherter", "verzekerde", "verzekerden", "mitglied", "mitgliedsnr",
		"policyholder", "insuree", "covered", "hix", "nhif", "sha", "philhealth", "ramq", "nam", "pis", "medisave", "chas", "dva", "cns", "fonasa", "isapre", "gms", "lti", "ehic", "ssin":
		return InsuranceID
	case "episode", "stay", "admission", "adm", "tcn", "icn", "clm", "clms", "claims", "guar", "check", "eft", "remit", "remittance", "folio", "inv", "refund", "deposit", "superbill", "eob", "ledger", "wallet",
		"tab", "iban", "routing", "fall", "fallnr", "fälle", "aufnahme", "aufnahmenr", "opname", "iep", "nda", "venue", "séjour", "sejour", "episodio", "episódio", "ricovero", "nosologico", "nosografico", "takip", "접수", "접수번호", "受付番号", "住院号", "门诊号", "התחייבות",
		"başvuru", "basvuru", "protokol", "vårdtillfälle", "exam", "exams", "examen", "accn", "acsn", "accno", "spec", "specs", "sid", "rekv", "rekvisition", "receita", "receta", "ricetta", "ordonnance", "rezept", "erezept",
		"recept", "resept", "nre", "siniestro", "sinistre", "sinistro", "schaden", "schade", "skade", "regning", "rechnung", "faktura", "facture", "fattura", "factura", "fatura", "beleg", "adj", "guia",
		"autorización", "autorizacion", "autorização", "autorizzazione", "encs", "vis", "visitno", "acctno", "ctrl", "pcn", "cardno", "debit", "crossmatch", "xmatch", "requisitions",
		"scripts", "rxs", "eps", "accessions", "studies", "isbt", "pap", "cyto", "histo", "surg", "autopsy":
		return Account
	case "sample", "smpl", "tube", "barcode", "lab", "ord", "req", "pa", "incident", "run", "pcr", "epcr", "trip", "ride", "booking", "conf", "study", "participant", "screening",
		"randomization", "randomisation", "transplant", "staff", "toe", "census", "appeal", "grievance", "complaint", "dispute", "letter", "document", "doc", "film", "slide", "cassette",
		"kit", "voucher", "ubrn", "docket", "dispatch", "form", "subrogation", "parcel", "shipment", "tracking", "package", "bag", "wristband", "edipi", "trial", "enrolment",
		"scan", "scanned", "tissue", "biopsy", "vial", "consent", "petition", "pickup", "crn", "rxid", "rxno", "workorder", "duz", "ien", "rodné", "rodne", "henkilö", "fødselsnummer", "fødselsnr", "personnummer", "주민", "주민번호", "주민등록번호", "身份证", "身份证号", "マイナンバー", "паспорт", "снилс", "инн", "פספורט", "הזהות", "זהות", "ז", "emps", "worker", "empl", "empno", "personnel", "payroll", "subj", "subjects", "subjid",
		"usubjid", "ptno", "din", "ccf", "donors", "detainee", "alien", "offender", "prisoner", "veteran", "claimant", "wb", "npid", "irn", "sponsor", "mci", "caseid",
		"dossard", "matricule", "matricola", "matrícula", "legajo", "tjenestenr", "aanvraag", "auftrag", "auftragsnr", "solicitud", "solicitação", "demande", "richiesta", "zlecenie", "skierowanie", "lähete",
		"remiss", "henvisning", "überweisung", "ueberweisung", "verwijzing", "volante", "impegnativa", "prescripción", "pnr", "fnr", "cpr", "hetu", "idnr", "bsn", "nric", "aadhaar", "abha", "passeport", "pasaporte",
		"passaporto", "reisepass", "ausweis", "paspoort", "ppn":
		return OtherID
	case "monitor", "hub", "tablet", "watch", "generator", "lead", "aids", "asset", "equipment", "wearable", "reader", "tracker", "n", "iol", "lens", "imei", "meid", "iccid", "iccsn", "udi", "ppm", "crt",
		"leads", "valve", "ivad", "lvad", "vad", "neurostimulator", "stimulator", "bipap", "nebulizer", "oximeter", "spirometer", "sleeve", "receiver", "charger", "programmer", "cochlear":
		return Device
	case "reg", "rego", "vehicle", "car", "van", "vrn", "truck", "motorcycle":
		return Vehicle
	case "lic", "lics", "lanr", "bsnr", "efn", "rpps", "adeli", "riziv", "inami", "nihdi", "agb", "gmc", "nmc", "hcpc", "gphc", "gdc", "mcrn", "imc", "cpso", "cpsid", "cpsbc", "cmq", "ahpra", "mciz", "prescriber", "colegiado", "colegiada",
		"coren", "cédula", "cedula", "hpr", "autorisationsid", "zsr", "nuit", "mmc", "hpcsa", "mdcn", "kmpdc", "pharmacist", "upin", "permiso", "führerschein", "rijbewijs":
		return License
	case "zip", "postal", "postcode", "plz", "zipcode":
		return ZIP
	case "ext", "extension", "extn":
		return Phone
	}
	return None
}

// nounStem is the type of the number that a word made of a noun and "nummer" or the like announces (Schadennr, polisnummer), OtherID where the noun
// says nothing; None for numbers of programs.
func nounStem(w []byte) Type {
	var buf [24]byte
	if len(w) < 5 || len(w) > len(buf) {
		return None
	}
	v := lowered(w, 0, len(w), &buf)
	for _, end := range [...]string{"nummer", "number", "numero", "numer", "nr", "num"} {
		n := len(v) - len(end)
		if n < 2 || string(v[n:]) != end {
			continue
		}
		stem := v[:n]
		for range 2 {
			if t := numberNoun(stem); t != None {
				return t
			}
			if t := besideNounOf(stem); t != None {
				return t
			}
			if len(stem) < 4 || stem[len(stem)-1] != 's' && stem[len(stem)-1] != 'n' {
				break
			}
			stem = stem[:len(stem)-1]
		}
		switch string(stem) {
		case "serien", "serie", "geräte", "geraete":
			return Device
		case "zeilen", "zeile", "seiten", "seite", "versions", "version", "fehler", "artikel", "telefon", "tele", "haus", "hus", "bestell", "satz", "feld", "lauf", "spalten", "sequenz", "teil", "modell", "rad",
			"raum", "zimmer", "konto", "fax", "mobil", "post", "kunde", "order", "sido", "row", "seq", "e", "i", "sum", "ref", "chassis", "bund", "kapitel", "para":
			return None
		}
		if programWord(stem) {
			return None
		}
		return OtherID
	}
	return None
}
