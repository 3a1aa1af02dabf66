package main

// The word lists below were written for Harpo from general knowledge.

// conditionVague are names of conditions, and words in them, that mean other things as well.
const conditionVague = `
aids shock stroke cold burn fall fracture depression anxiety stress pain fatigue collapse discharge obstruction block attack abuse
withdrawal overdose pregnancy abortion delivery measles shingles plague mass lump tone loss weakness injury wound bleeding infection
infections injuries deficiency disability dependence blindness insomnia headache incontinence cataract hospice dialysis chemotherapy lupus virus
syndrome disease disorder tumor cancer fever rash cough nausea dizziness swelling cyst ulcer polyp hernia seizure confusion
amnesia dyslexia trauma crisis bug cramp craving denial hopping paralysis reflex spasm symptom tenderness rigidity types media
palate ovary breast eyes appetite passage congenita system situ type dystonia tantrum tic tics stutter mania delirium rabies mumps sterility
atrophy necrosis degeneration hyperactivity hypochondria claustrophobia phobia paranoia agoraphobia pinworm anthrax cat scratch
acne obesity menopause blister blisters scar scars bruise fainting thirst chill chills sweats tremor tremors allergy allergies
`

// conditionHeads are the words that take a modifier and are a condition with it.
const conditionHeads = `
disease diseases disorder disorders syndrome syndromes cancer cancers carcinoma tumor tumors tumour neoplasm sarcoma lymphoma leukemia melanoma
fracture fractures infection infections failure injury deficiency dependence abuse overdose withdrawal allergy stenosis fibrosis
dystrophy anemia palsy pain attack hemorrhage insufficiency embolism thrombosis infarction ischemia aneurysm fibrillation effusion
neuropathy nephropathy retinopathy myopathy ulcer abscess cyst polyp hernia sclerosis cirrhosis hepatitis pneumonia arthritis dementia psychosis
depression addiction transplant transplantation bypass replacement amputation obstruction rupture stones pregnancy bleed tear edema oedema anaemia
dysfunction regurgitation prolapse intolerance ideation
`

// conditionModifiers are everyday words that make a condition of a head.
const conditionModifiers = `
heart kidney lung liver brain breast hip skin blood bone back colon bowel stomach throat eye ear neck knee ankle wrist shoulder spine spinal
prostate thyroid bladder cervical ovarian uterine pancreatic renal cardiac hepatic pulmonary coronary vascular valve valvular respiratory urinary
tract chest abdominal pelvic rib femur femoral tibia tibial fibula humerus radius ulna clavicle skull vertebral compression facial nasal dental tooth
joint muscle nerve disc lumbar rectal gastric intestinal esophageal oral mental mood personality anxiety panic eating sleep bipolar depressive
alcohol opioid drug substance cocaine heroin cannabis tobacco nicotine methamphetamine suicidal postpartum
iron vitamin immune autoimmune celiac sickle cell genetic congenital inherited metabolic infectious viral bacterial fungal yeast food peanut penicillin latex
chronic acute reflux obstructive restrictive inflammatory degenerative terminal metastatic advanced malignant benign venous arterial deep vein
mitral aortic tricuspid lactose gluten staph strep sinus hearing vision memory growth learning spectrum attention hyperactivity use seizure
end-stage stage wound pressure foot leg arm hand finger toe head myocardial cerebral retinal macular peripheral diabetic hypertensive lyme
`

// conditionSymptoms are the everyday words among symptoms that are worth a look beside a clinical cue.
const conditionSymptoms = `fever cough headache nausea fatigue rash dizziness vomiting diarrhea seizure swelling bleeding insomnia anxiety weakness`

// conditionOther are further names, an underscore for a blank.
const conditionOther = `
covid covid-19 long_covid substance_use_disorder opioid_addiction heroin_addiction drug_addiction alcohol_dependence alcohol_abuse alcoholic_hepatitis
heroin_dependence cannabis_use_disorder methadone_maintenance hiv_positive hiv_disease hiv_infection human_immunodeficiency_virus genital_herpes
brca1_mutation brca2_mutation sickle_cell_trait tay-sachs huntington_disease pregnant ectopic_pregnancy teen_pregnancy stillbirth infertility
schizophrenic suicidal suicide gender_dysphoria conduct_disorder oppositional_defiant_disorder obsessive_compulsive_disorder
acute_respiratory_distress_syndrome acute_respiratory_failure covid-19_pneumonia lower_back_pain chest_pain abdominal_pain knee_pain
prediabetic diabetic hypertensive asthmatic epileptic anorexia rheumatoid_arthritis plantar_fasciitis meniscal_tear acl_tear
rectal_cancer testicular_cancer endometrial_cancer head_and_neck_cancer non-hodgkin_lymphoma dyslipidemia hypercholesterolemia hyperglycemia
hypoglycemia hypokalemia hyperkalemia dehydration malnutrition concussion syncope cholelithiasis choledocholithiasis ileus gastroparesis
neutropenic_fever gastroenteritis lymphedema cachexia delirium_tremens hydrocephalus polyneuropathy stroke_with_hemiparesis hemiplegia paraplegia quadriplegia
hyperthermia hypothermia rhabdomyolysis bacteremia septicemia septic_shock pancytopenia thrombocytosis polycythemia eclampsia hyperemesis
`

// conditionSure are the abbreviations that hardly mean anything else.
const conditionSure = `HIV AIDS COPD PTSD ADHD ESRD GERD NSTEMI STEMI HFrEF HFpEF T1DM T2DM IDDM NIDDM MRSA PCOS NSCLC HPV`

// conditionBeside are further names that count beside a clinical cue only.
const conditionBeside = `
parkinsons alzheimers crohns hodgkins huntingtons cushings addisons flu the_flu influenza strep strep_throat croup lice head_lice scabies chickenpox c_diff c_difficile
rsv pku uti stroke overdose drug_overdose pregnancy preeclampsia type_1 type_2 kidney_stones gallstones bronchitis tonsillitis ear_infection pink_eye conjunctivitis ringworm
hepatotoxicity nephrotoxicity neutropenia pneumothorax appendicitis cholecystitis pancreatitis diverticulitis cellulitis endometriosis fibroids miscarriage vertigo tinnitus
glaucoma cataracts macular_degeneration bedsore bedsores pressure_ulcer hammertoe bunion tendonitis bursitis whiplash frostbite heat_stroke sunburn anaphylaxis
`

// procedures are names of procedures in common use.
const procedures = `
cabg appendectomy cholecystectomy colectomy colonoscopy endoscopy bronchoscopy cystoscopy laparoscopy arthroscopy hysteroscopy hysterectomy oophorectomy mastectomy
lumpectomy prostatectomy nephrectomy splenectomy thyroidectomy tonsillectomy adenoidectomy craniotomy tracheostomy colostomy ileostomy gastrostomy thoracotomy
laminectomy discectomy vertebroplasty kyphoplasty angioplasty rhinoplasty arthroplasty hip_replacement knee_replacement total_hip_replacement total_knee_replacement
shoulder_replacement hip_arthroplasty knee_arthroplasty spinal_fusion bypass_surgery gastric_bypass gastric_sleeve bariatric_surgery cardiac_catheterization
heart_catheterization coronary_stent stent_placement pacemaker_implantation icd_implantation cardioversion ablation dialysis hemodialysis peritoneal_dialysis
chemotherapy radiation_therapy radiotherapy immunotherapy bone_marrow_transplant kidney_transplant liver_transplant heart_transplant lung_transplant stem_cell_transplant
biopsy breast_biopsy lumbar_puncture spinal_tap paracentesis thoracentesis amniocentesis c-section cesarean cesarean_section tubal_ligation vasectomy circumcision
abortion d&c iud_insertion cataract_surgery lasik root_canal tooth_extraction wisdom_tooth_extraction skin_graft amputation mammogram mammography pap_smear
echocardiogram electroencephalogram sleep_study stress_test angiogram lithotripsy sigmoidoscopy ercp intubation mechanical_ventilation blood_transfusion
`

// conditionCommon are words of names that are too common in technical text to look at each.
const conditionCommon = `type high low back head heart open stress broken failure loss block attack bleed pain injury disease infection tear stress bone blood wound small cell disc twin preg
test massive active positive reactive carrier screen short early late latent acute type chest trouble drug pill skin foot hand mouth mental status change hard left right factor protein scratch
valley hair memory weight vision nose collar frozen trigger tennis spur mass dry cold dangerous domestic child abuse sexual assault iron self harm learning disability borderline personality
cluster grand down stage advanced shock dead stone stones missed incomplete threatened premature morning gunshot anxious venous pressure lazy pink absence altered alcohol ankle anti aps belly bony breath bulging burst clot clots club collapsed compression detachment developmental diff difficulty disco discal discale disturbo eating elbow
elevation fatty finger flank fragile joint induced inferior intellectual irregular labor lateral latex leiden lower magen molar neck odd ome pad pres rad resistant sein shoulder slipped sore sores
spine stab stomach sud oud tach torn trauma turner upper urgency violence whooping yellow als ais ain amd mds slap taa hie ich ili nows anterior allergic graves grauer sacral intoxicated mva mvc ttp arf bka hbp vascular
attacks bleeding breathing broken cardiac cerebral genital headaches medical pte rop sga lga iup uip pud spurs ribs wrist knee femur colica calcoli ernia tosse mody rotator febre magen fever fevers weakness reflux headache swelling numbness hives itching itchy chills fatigue confusion osteo prom ptl brady tachy rvr bloating floaters stuttering`

// notConditions are words with the ending of a condition that are none.
const notConditions = `dialysis capitis hemodialysis peritoneal anastomosis purposes zygoma necrosis apathy telepathy sympathy empathy diploma aroma homeopathy osteopathy naturopathy psychosis prognosis
osmosis hypnosis metamorphosis symbiosis schistosoma paraphilia pedophilia phobia`
