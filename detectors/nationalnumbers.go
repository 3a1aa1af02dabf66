package detectors

// personalNumbers are the numbers of people by country. A row's reader knows form and check digit; where a country has none that could be
// checked, or none that is published, the form alone is looked at.
var personalNumbers = [...]personalNumber{
	// Nordic and Baltic countries.
	{"personnummer personnr pnr persnr pers samordningsnummer", OtherID, false, figures("-+ ", swedish, 10, 12)},                   // Skatteverket, SKV 704
	{"personnummer samordningsnummer personnr", OtherID, true, laid("-+", swedish, "dddddd-dddd", "dddddd+dddd", "dddddddd-dddd")}, // the same, by its hyphen
	{"pnr pers", OtherID, true, laid("-+", swedish, "dddddd-dddd", "dddddddd-dddd")},                                               //
	{"fnr fodselsnummer dnummer dnr personnummer fodselsnr", OtherID, false, figures(" ", norwegian, 11)},                          // Skatteetaten, folkeregisteret
	{"fodselsnummer fodselsnr", OtherID, true, laid(" ", norwegian, "ddddddddddd", "dddddd ddddd")},                                //
	{"cpr cprnr personnummer", OtherID, false, figures("-", danish, 10)},                                                           //
	{"cpr cprnr personnummer", OtherID, true, laid("-", danish, "dddddd-dddd")},                                                    // CPR-kontoret: since 2007 not all have a check digit
	{"hetu henkilotunnus", OtherID, true, finnishEnd},                                                                              // DVV, henkilötunnus
	{"kennitala kt kennit", OtherID, false, figures("- ", icelandic, 10)},                                                          // Þjóðskrá
	{"isikukood kodas asmens ik", OtherID, false, figures("", baltic, 11)},                                                         // EVS 585; LT: asmens kodas
	{"kods personas", OtherID, true, laid("-", nil, "dddddd-ddddd")},                                                               // LV: personas kods
	// Western Europe.
	{"bsn sofinummer burgerservicenummer", OtherID, false, figures(" .", dutch, 9)},                                                             // elfproef
	{"insz niss rrn inss rijksregister rijksregisternummer nn registre rijksregisternr", OtherID, false, figures(".- /", belgian, 11)},          // KSZ/BCSS, mod 97
	{"insz niss rrn rijksregister rijksregisternummer", OtherID, true, laid(".-", belgian, "dd.dd.dd-ddd.dd", "dddddd-ddd-dd", "dddddd-ddddd")}, //
	{"nir insee numss ins secu nss securite sociale numsecu", OtherID, false, frenchEnd},                                                        // INSEE, NIR
	{"nino", OtherID, true, ninoEnd},                                          // HMRC NIM39110
	{"ni nin insurance", OtherID, true, ninoEnd},                              //
	{"pps ppsn ppsno rsi", OtherID, true, ppsnEnd},                            // gov.ie, PPS number format
	{"nhs nhsno nhsnumber", MRN, false, figures(" -", nhsNumber, 10)},         // NHS Data Dictionary
	{"nhs", MRN, true, laid(" -", nhsNumber, "ddd ddd dddd", "ddd-ddd-dddd")}, //
	{"chi chino", MRN, false, figures(" ", scottish, 10)},                     // NHS Scotland, CHI
	{"hcn hsc", MRN, false, figures(" ", nhsNumber, 10)},                      // Northern Ireland, health and care number
	// Germany, Austria, Switzerland.
	{"kvnr versichertennummer versichertennr kvnummer krankenversichertennummer versicherten kv egk", InsuranceID, true, kvnrEnd},                // GKV-Spitzenverband
	{"rvnr svnr svnummer sv rentenversicherungsnummer sozialversicherungsnummer versicherungsnummer vsnr", OtherID, true, rvnrEnd},               // DRV, VKVV
	{"svnr svnummer sv sozialversicherungsnummer vsnr versicherungsnummer", OtherID, false, figures(" -/.", austrian, 10)},                       // AT: Dachverband
	{"svnr svnummer sozialversicherungsnummer", OtherID, true, laid(" -/", austrian, "dddd dddddd", "dddd-dddddd", "dddd/dddddd", "dddddddddd")}, //
	{"idnr steuerid steuernummer tin identifikationsnummer steueridnr", OtherID, false, figures(" ", germanTax, 11)},                             // § 139b AO
	{"ahv avs ahvnr navs navsnr oasi ahvn sozialversicherungsnummer", OtherID, true, figures(". ", swiss, 13)},                                   // ZAS, 756 and EAN-13
	// Southern Europe.
	{"fiscale cf codicefiscale codfisc fisc", OtherID, true, ofLength(16, codiceFiscale)}, // D.M. 23/12/1976
	{"dni nie nif", OtherID, true, dniEnd},                                                // RD 1553/2005
	{"nuss naf nss seguridad", OtherID, false, figures(" /-", spanishSocial, 12)},         // TGSS: mod 97
	{"cip sns tsi cipa citi tis", InsuranceID, true, cipEnd},                              // RD 702/2013
	{"nif contribuinte nipc nifpt", OtherID, false, figures(" ", portuguese, 9)},          // Portaria 377/2003
	{"utente sns niss utentes", OtherID, true, figures(" ", unchecked, 9, 11)},            // SPMS: nine digits
	{"amka", OtherID, false, figures(" ", greek, 11)},                                     // ΗΔΙΚΑ
	// Central and eastern Europe.
	{"pesel", OtherID, false, figures("", polish, 11)},                                            // weights 1 3 7 9
	{"rodne cislo rc", OtherID, false, figures("/", czech, 9, 10)},                                // zákon 133/2000 Sb.
	{"rodne cislo rc", OtherID, true, laid("/", czech, "dddddd/dddd", "dddddd/ddd")},              //
	{"taj tajszam tajsz", InsuranceID, false, figures(" -", hungarian, 9)},                        // 1996. évi XX. tv.
	{"taj tajszam tajsz", InsuranceID, true, laid(" -", hungarian, "ddd ddd ddd", "ddd-ddd-ddd")}, //
	{"cnp", OtherID, false, figures("", romanian, 13)},                                            // OUG 97/2005
	{"egn lnch", OtherID, false, figures("", bulgarian, 10)},                                      // ГРАО
	{"oib", OtherID, false, figures("", croatian, 11)},                                            // ISO/IEC 7064, MOD 11,10
	{"jmbg emso em embg maticni umcn", OtherID, false, figures("", yugoslav, 13)},                 // JMBG
	{"snils", OtherID, true, laid("- ", nil, "ddd-ddd-ddd dd", "ddd-ddd-ddd-dd", "ddddddddddd")},  // RU
	// Turkey, Near East.
	{"tc tckn tckimlik kimlik tckno", OtherID, false, figures("", turkish, 11)}, // NVI
	{"tz teudat zehut tznumber", OtherID, false, figures("-", israeli, 9)},      // Luhn
	{"eid emirates", OtherID, true, figures("-", emirati, 15)},                  // ICP: 784
	{"qid", OtherID, false, figures("", qatari, 11)},
	{"pan", OtherID, true, panEnd},
	{"din isbt donation", OtherID, true, donationEnd},
	{"dni", OtherID, true, laid(".", nil, "dd.ddd.ddd")},
	{"iqama iqamah", OtherID, false, figures("", saudi, 10)},                                // Luhn, first digit 1 or 2
	{"cnic nadra nicop", OtherID, true, laid("-", nil, "ddddd-ddddddd-d", "ddddddddddddd")}, // NADRA
	// South and east Asia.
	{"aadhaar aadhar uidai adhar", OtherID, false, figures(" -", indian, 12)},                        // UIDAI: Verhoeff
	{"abha", MRN, true, laid(" -", nil, "dd-dddd-dddd-dddd", "dd dddd dddd dddd", "dddddddddddddd")}, // NHA, ABDM
	{"mykad ic nric", OtherID, true, laid("-", malaysian, "dddddd-dd-dddd")},                         // JPN
	{"mykad", OtherID, true, laid("", malaysian, "dddddddddddd")},                                    //
	{"nric fin uin", OtherID, false, nricEnd},                                                        // ICA
	{"hkid", OtherID, false, hkidEnd},                                                                // Immigration Department
	{"shenfenzheng sfz idcard", OtherID, false, chineseEnd},                                          // GB 11643
	{"rrn jumin arc", OtherID, true, laid("-", korean, "dddddd-ddddddd")},                            // MOIS
	{"mynumber kojin", OtherID, false, figures(" -", japanese, 12)},                                  // 番号法施行令
	{"nik ktp", OtherID, false, figures("", indonesian, 16)},                                         // Dukcapil
	{"bpjs", InsuranceID, true, laid("", nil, "ddddddddddddd")},                                      //
	{"philhealth", InsuranceID, true, laid("-", nil, "dd-ddddddddd-d", "dddddddddddd")},              // PIN
	{"cccd cmnd", OtherID, true, laid("", nil, "dddddddddddd", "ddddddddd")},                         // VN
	// Australia, New Zealand.
	{"medicare medicarecard", InsuranceID, false, figures(" -", australian, 10, 11)}, // Services Australia
	{"card", InsuranceID, false, laid(" ", australian, "dddd ddddd d", "dddd ddddd dd")},
	{"medicare", InsuranceID, true, laid(" ", australian, "dddd ddddd d", "dddd ddddd dd")}, //
	{"ihi", InsuranceID, false, figures(" ", individual, 16)},                               // AS 5017: 800360 and Luhn
	{"nhi", MRN, true, nhiEnd},                        // HISO 10046
	{"tfn", OtherID, false, figures(" ", taxFile, 9)}, // ATO
	// The Americas.
	{"sin nas", OtherID, false, canadianEnd},                           // Luhn
	{"phn carecard", InsuranceID, false, figures(" -", columbian, 10)}, // British Columbia
	{"phn ohip phin hsn mhsc uli", InsuranceID, true, laid(" -", nil, "dddd ddd ddd", "dddd-ddd-ddd", "ddd ddd ddd", "dddddddddd", "ddddddddd", "ddddd dddd", "ddddd-dddd")}, // provinces
	{"ohip hcn healthcard", InsuranceID, false, ontarioEnd},                            // Ontario
	{"ramq nam assurance maladie", InsuranceID, true, ramqEnd},                         // Québec
	{"cpf", OtherID, false, figures(".-", brazilian, 11)},                              // Receita Federal
	{"cpf", OtherID, true, laid(".-", nil, "ddd.ddd.ddd-dd")},                          //
	{"cns sus", InsuranceID, false, figures(" ", brazilianHealth, 15)},                 // DATASUS
	{"cuil cuit", OtherID, true, figures("-", argentine, 11)},                          // ANSES
	{"rut run", OtherID, false, rutEnd},                                                // Registro Civil, mod 11
	{"curp", OtherID, true, ofLength(18, curpForm)},                                    // RENAPO
	{"nss imss", OtherID, false, figures(" -", mexicanSocial, 11)},                     // IMSS: Luhn
	{"ci cedula dula", OtherID, true, laid(".-", nil, "d.ddd.ddd-d", "ddd-ddddddd-d")}, // UY, DO
	// Africa.
	{"ghana ghanacard", OtherID, true, ghanaEnd},                        // NIA
	{"idno said rsaid", OtherID, false, figures(" ", southAfrican, 13)}, // Luhn and a date
}
