package detectors

// contextLists are the words of each context, written for Harpo. A word stands in one list only.
var contextLists = [...]struct {
	of    context
	words string
}{
	{ctxArticle, `the a an this these those each every any some no all both another such our its el los las der die das den dem een het le les un una ein eine`},
	{ctxPrep, `by with w for from to of re regarding per cc about via toward towards regards concerning including attn c/o d/w against versus vs von mit para con por
		pour avec
		bei nach für zu aus um`},
	{ctxPlacePrep, `in at near into onto on inside outside around between through over under within across off up down behind before after since until till during
		upon without`},
	{ctxTitle, `dr mr mrs ms miss mx prof professor doctor sir madam ma'am rev reverend sr sra srta señor señora señorita dra don doña herr frau mme mlle monsieur madame
		sgt sergeant lt lieutenant capt captain cpl pvt col colonel judge detective deputy rabbi imam pastor
		fr dottor dottore dottoressa signor signora lcdr cpo pte`},
	{ctxRelation, `mother mom mum mommy mama father dad daddy papa parent parents stepmother stepfather stepmom stepdad stepson stepdaughter grandmother grandma
		grandfather grandpa grandson granddaughter grandchild granny wife husband spouse partner fiance fiancé fiancee fiancée girlfriend boyfriend ex-wife ex-husband ex
		son daughter child kid baby newborn infant twin sibling brother bro sis sister aunt auntie uncle cousin niece nephew mother-in-law father-in-law
		sister-in-law brother-in-law son-in-law daughter-in-law widow widower friend friends neighbor neighbour roommate flatmate housemate coworker colleague
		landlord guardian godmother godfather bf gf hubby family esposa esposo madre padre hijo hija hermano hermana mutter vater sohn tochter bruder schwester ehefrau
		ehemann mère père fils fille frère sœur mari
		granddad grandad gran nan nanny stepbrother stepsister half-brother half-sister kin ex-partner ex-boyfriend ex-girlfriend bride groom housekeeper classmate teammates
		bestie grandkids in-laws tía tío abuela abuelo prima primo suegra suegro oma opa
		stepdaughters in-law`},
	{ctxPatient, `patient pt pts patiënt patientin paciente versicherte versicherter versicherten patiente pasiente paziente assistito client resident member subscriber insured beneficiary bene guarantor guar enrollee dependent customer caller
		veteran decedent deceased employee tenant passenger driver victim student inmate claimant policyholder cardholder visitor lady gentleman woman man boy girl
		male female youth teen toddler applicant participant donor recipient plaintiff suspect user sender payer payor signer signatory owner holder respondent
		attendee registrant candidate
		individual taxpayer voter juror prisoner detainee refugee traveler traveller guest shopper cyclist pedestrian rider bystander survivor orphan minor
		adolescent neonate primigravida multigravida smoker drinker diabetic amputee addict homeless`},
	{ctxStaff, `nurse rn lpn lvn cna np pa md aide hha tech technician technologist phlebotomist officer trooper paramedic medic emt ems firefighter chaplain priest
		minister supervisor manager director coordinator clerk scheduler registrar receptionist secretary assistant agent rep representative operator adjuster attorney
		lawyer paralegal interpreter translator therapist counselor counsellor psychologist psychiatrist clinician physician provider prescriber surgeon attending
		fellow intern hospitalist intensivist anesthesiologist anesthetist radiologist pathologist cardiologist oncologist neurologist pediatrician midwife doula
		pharmacist dietitian nutritionist dentist hygienist optometrist scribe sitter caregiver carer caretaker caseworker worker sponsor witness notary poa hcp
		proxy surrogate trustee executor contact pcp obgyn ob teacher principal coach trainer auditor investigator reviewer approver requester requestor reporter author
		teammate oncall crna cnm lcsw msw sw cm ride handoff signout dea
		doc sheriff courier porter orderly preceptor chief educator advocate ombudsman liaison navigator biller coder inspector instructor recruiter dispatcher
		chairman anesthesia proctor enfermera enfermero médico doctora ärztin arzt`},
	{ctxGreeting, `hi hello hey hiya dear hola bonjour hallo buenas morning afternoon evening howdy thanks thank thx ty cheers sincerely best respectfully
		yours cordially warmly welcome goodbye bye sorry congrats congratulations happy greetings gracias danke merci saludos`},
	{ctxSelf, `name names named called alias aka née nee surname nickname nicknamed renamed spelled i'm im i’m soy je am myself speaking heisse heiße nombre apellido nom prénom
		vorname nachname naam
		m'appelle chiamo llamo llama heißt heisst`},
	{ctxAddress, `told tell tells telling asked ask asking call calling phoned rang texted emailed messaged paged page paging notified notify notifying informed inform alerted
		advised advise reminded remind reached reach contacted spoke speak talked talk talking met meet meeting saw see visited thanked invited interviewed interview educated
		instructed reassured consulted consult copied cosigned faxed mailed sent gave give given handed assigned reassigned delegated escalated forwarded credited
		answered helped assist assisted accompanied escorted introduced married ping pinged dm know looking
		ring dial dialed dialled voicemailed looped greet join joins hug missing remember recommend suggested trusts blame blamed accused
		congratulated promised owes owe paid assisting helping interviewing addressing messaging emailing texting introducing`},
	{ctxCare, `admitted admit admitting discharged discharging transferred transferring triaged treated treating examined examining evaluated evaluating assessed
		seen intubated extubated resuscitated ambulated turned repositioned bathed fed weaned sedated medicated counseled counselled immunized vaccinated
		scheduled scheduling rescheduled resched rescheduling cancel cancelled canceled booked registered registering enrolled enrolling disenrolled merged
		merging referred referring diagnosed prescribed dispensed billed rebilled charged refunded authorized approved evicted arrested restrained
		wheeled rounding rounded following followed monitored observed roomed consented
		overbook overbooked overbooking waitlist waitlisted book booking schedule cosign prep prepped ambulate bathe redirected reoriented consoled precert preauthorized
		enroll readmit readmitted admits discharges transfers treats treat wean extubate intubate immunize vaccinate reassess reassessed recheck rechecked catheterized
		cathed casted splinted sutured irrigated repositions toileted
		hemolyzed clotted redraw redrawn recollect`},
	{ctxActs, `says said say states stated reported denies complains complained describes described endorses endorsed wants wanted needs needed prefers preferred
		requests requested asks lives lived live resides resided works worked feels felt thinks thought believes believed agrees agreed declines declined refuses
		refused tolerated tolerates presents presented arrived arrives attended attends left returned returns fell tripped slipped cried teary tearful went goes came comes
		took takes wrote writes replied replies explained explains insisted insists claimed remembers recalls verbalized understands
		understood uses used smokes smoked drinks drank eats ate sleeps slept walks walked drives drove flew travels moved moves likes loves hates worries worried
		hopes calls missed misses died dies passed expired survived graduated retired weighs appears appeared seems seemed looks looked
		sounds received receives gets got knows knew plans planned tried tries brings brought picked signed signs
		spends spent relapsed overdosed eloped improving resting sleeping crying upset anxious awake dx'd shouted speaks
		verbalizes tolerating eating voiding ambulating coughing breathing snoring swallowing vomited seized collapsed improved worsened progressed deteriorated stabilized recovered
		responded smiled laughed joked yelled screamed cursed threatened kicked bit wandered paced rested napped dozed woke rolled stood
		stands sits waits waited waiting hung hangs became become becomes kept keeps apologized complimented wished wishes hoped offered
		accepted intends chose chooses enjoys enjoyed hurt hurts injured broke broken burned fainted choked bled bleeds suffers suffered
		struggles struggled manages managed copes coping lost found won stayed stays crashed landed ran runs swam sings plays
		played reads read teaches taught studies studied serves served leads led owns owned rents rented sold bought pays
		dates dated weds
		necesito necesita quiero tengo tiene dice dile diles salió brauche habe hat wohnt`},
	{ctxPronoun, `she he her his him hers my mine your their them they we us me i you himself herself themselves u ur she's he's mi su ihre ihr sein seine ma sa
		mio mia suo sua ton tu tus ses meine meiner mein unser`},
	{ctxAux, `is was are were be been being has had have having will would can could should must might did does do isn't wasn't hasn't didn't doesn't won't can't
		couldn't wouldn't it's that's ist war est es`},
	{ctxThing, `chart charts record records labs lab results result appointment appointments appt appts visit visits encounter prescription prescriptions rx refill
		refills script scripts referral referrals consent consents note notes letter letters voicemail bill bills statement claim claims wristband specimen wallet
		belongings echo scan mri ct xray x-ray film films biopsy bx meds medication medications dose dosage insurance coverage authorization auth policy
		balance copay payment refund check account acct discharge admission transfer transport surgery procedure consultation eval evaluation
		assessment plan care condition symptoms diagnosis history hx dx pmh allergies vitals vaccine vaccines immunizations imaging report reports order orders message
		messages msg request reminder reminders envelope card cards license passport address number room bed unit residence house home
		apartment car vehicle funeral obituary birthday complaint grievance incident accident case portal login access behalf invite password email text
		wheelchair crutches glasses dentures braces sling cast line monitor oxygen concentrator cpap nebulizer inhaler pills bottle necklace
		purse clothes shoes coat mail parcel invoice quote estimate contract application enrollment membership profile photo picture selfie video
		badge locker pet dog cat benefits pension estate divorce custody parole probation warrant
		apgar apgars`},
	{ctxMachine, `dhcpack dhcprequest dhcpdiscover dhcpoffer dhcpnak dhcprelease server servers host hosts node nodes service error errors exception exceptions queue queues thread threads process processes job jobs
		task tasks pool cluster container containers pod pods image images build builds release releases version versions deploy deployment deployments module
		package packages class classes method function functions table tables column columns row rows index database db schema query queries cache caches key keys token
		tokens session sessions socket connection connections port ports endpoint endpoints api url uri http https response responses status code codes event
		events log logs logger config configuration setting settings parameter parameters property value values field fields type types object objects array string
		integer boolean timeout timeouts retry retries failed failure failures started starting stopped stopping loaded loading connected disconnected initialized
		enabled disabled running completed finished created updated deleted inserted committed timestamp bytes byte kb mb gb seconds milliseconds latency throughput
		memory cpu disk network interface interfaces adapter firmware kernel daemon controller handler listener gateway router
		broker topic topics partition offset consumer producer payload batch stream pipeline workflow rule rules alert alerts metric metrics dashboard
		test tests bug bugs fix fixes feature features upgrade patch commit branch merge repo repository ticket tickets issue issues plugin plugins library
		framework template templates screen pages button menu form forms printer printers backup backups migration rollback feed feeds file files folder
		directory path certificate certificates domain domains dns tls ssl vpn ldap sso`},
	{ctxOrg, `hospital hospitals clinic clinics center centre health healthcare medical medicine university college school institute foundation church pharmacy laboratory
		laboratories inc llc ltd corp corporation company co gmbh plc llp bank trust associates group systems solutions technologies international memorial
		regional department dept ward wing tower building hall conference campus team office lobby cafeteria airlines mutual networks
		software partners consulting services studio hotel inn restaurant cafe store market motors foods industries enterprises holdings media press news
		times journal magazine digest housekeeping edition union association society council committee commission agency bureau authority ministry board`},
	{ctxStreet, `street st ave avenue blvd boulevard rd road drive ln lane ct. court pl place way ter terrace pkwy parkway hwy highway trl trail loop square plaza county city
		town township village lake river creek mountain mount hill hills valley beach island bay park bridge airport station harbor fort canyon falls springs
		state province apt suite ste bldg`},
	{ctxEponym, `disease diseases syndrome syndromes disorder disorders catheter catheters scale score scores sign criteria criterion palsy clamp
		clamps fracture fractures protocol protocols operation maneuver manoeuvre classification chorea cyst reflex triad tube drain bag pump
		stain dementia lymphoma sarcoma tumor tumour contracture thyroiditis ulcer esophagus anemia equation formula technique stent graft
		incision position stocking stockings splint bodies canal gland law theorem distribution effect algorithm filter transform award prize
		day week month act fund survey questionnaire checklist screening tool model coma`},
	{ctxAnd, `and or und et y e nor plus`},
	{ctxTime, `today tomorrow yesterday tonight now noon midnight pm monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec later early late again
		still already yet soon always often sometimes weekly daily monthly yearly ago next spring summer autumn fall winter shift overnight hours hour min minutes`},
	{ctxIdent, `iban vin itin mbi hicn dob born birthdate bday mrn ssn dl age aged y/o yo yof yom yr yrs year years phone tel cell mobile fax ph addr dod npi ext
		geb geboren nacido nacida nascido nascida nato nata né id num fecha nacimiento naissance nascimento nascita geburt geboorte geburtsdatum geboortedatum exp medicaid medicare last first`},
	{ctxDegree, `phd dnp aprn facp facs mph msn bsn esq cpa jd mbbs jr iii ii ccc slp dpt otr rph pharmd dpm psyd lmft lpc`},
	{ctxQuestion, `who whom whose what which when where why how if whether because while although though unless so but then than as like
		que qui chi quando quien quién`},
	{ctxDrugUse, `mg mcg ml tablet tablets tab tabs capsule capsules injection infusion bid tid qid qd qhs prn po iv subq units twice doses once insulin`},
	{ctxNot, `not never neither don't`},
}

// careList are words of care, billing and family, besides those of a person's contexts: they say that a line speaks of people.
const careList = `hpi psh ros nkda bp icu ed er pacu nicu micu snf ltc dnr hospice therapy pain fever cough nausea vomiting chest wound diabetic pregnant pregnancy labor
	birth death dead divorced single alone deductible eligibility premium allergic s/p h/o f/u n/v`

// manyList are words of people at large, and of texts and rules for them: what a sentence with one says is about nobody.
const manyList = `patients members people persons adults children women men individuals populations population employees visitors clinicians users customers residents
	families parents everyone anyone should if article articles chapter covered defined definition guideline guidelines protocol protocols
	policy policies screening awareness prevention education training course webinar cohort cohorts registry registries study studies trial trials
	research published publish dashboard rows count counts average rate rates report reports query program programs eponyms eponym available brochure
	leaflet faq faqs notes release feature set sets template model models icon tab page form category categories types risk score calculator
	support foundation association week month day walk fund campaign vaccine vaccines test tests kit kits alert alerts rule rules subscription
	topic topics tag tags title headline blog video podcast specialist specialists clinic unit ward center service line bundle pathway assessment
	checklist plans deaths outbreak season wave pandemic epidemic prevalence incidence causes caused usually often `
