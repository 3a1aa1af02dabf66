package main

// The lists of this file were written for Harpo from general knowledge; what the names mean was checked against ICD-10-CM (CMS/NCHS) and,
// for words of other languages, the translations of ICD-10 by their national bodies. An underscore stands for a blank.
//
// All are names that count where the record holds an identifier of a person, or beside a clinical cue.

// recordAbbreviations are abbreviations of conditions. Those of up to three letters count in capitals only, but for those of recordSmall.
const recordAbbreviations = `
copd ckd ckd1 ckd2 ckd3 ckd3a ckd3b ckd4 ckd5 chf adhf ccf esrd esrf eskd osa osahs nsclc sclc dka hhs gib ugib lgib lbbb rbbb ivcd cva rrms spms ppms poag pacg namd wamd
gsw jme hcv hbv hdv aki arf dvt vte pte saddle_pe sah sdh tbi ptsd adhd ocd mdd bpad sud oud gerd gord ibs ibd nafld masld pbc hcc rcc dcis lcis cll cml mgus dlbcl gbm
itp ttp hus scd pnh vwd fvl aps sle gca pmr gpa egpa cidp gbs mnd nph svt psvt nsvt afib aflutter afl wpw lqts hocm hcm stemi nstemi pvd htn
hld t1dm t2dm dm1 dm2 dmii t1d t2d iddm niddm lada mody gdm siadh pcos cah phpt men1 men2 urti lrti uti cauti clabsi ssti pna hap vap ltbi mdr-tb xdr-tb mrsa mssa vre esbl cdi rsv hsv hsv1 hsv2 hsv-1 hsv-2 hpv cmv ebv vzv
hiv hiv+ hcv+ hbv+ sars ards iugr pprom hellp pih iufd mcda dcda twin_preg bph luts oab djd hnp lbp ddh jia avn crps tmj tmd mcas etoh ftt sob brbpr bppv gvhd ptld esld ild ipf uip copd_exac
lvh hfref hfpef hfmref ihd rhd avnrt lsil hsil ascus ais hnpcc brca1 brca2 dmd cmt nf1 nf2 sma aatd pku fxs vsd hlhs pfo tof pah taa ich ivh hie lpr eoe sibo h_pylori
hbsag anti-hcv rpr vdrl aom ome csom armd pdr npdr bcva ncva lems mgfa cvst hsp iga_nephropathy fsgs mpgn adpkd pkd rpgn atn ain
pud pbc psc rop ttn ckd-mbd osteopenia hypok hyperk hypona htn_urgency hfrec acl_tear mcl_tear slap_tear
avc bpco epoc tvp vih vih+ sida hta pavk khk dpoc dm_ii dm_i dm_2 dm_1 dm2+ irct hbp nof bka uqtr zoster hzo
preg iup lga sga vlbw nows cin1 cin2 cin3 cin_1 cin_2 cin_3 adenoca scca met_ca cholangioca
c_diff c_difficile c.diff cdiff cdif hep_a hep_b hep_c hepc hepb hep_c+ hep_b+ staph strep gbs+ covid covid+ covid19 covid-19 flu_a flu_b
`

// recordSmall are the abbreviations of up to three letters that count in small letters too.
const recordSmall = `ckd chf osa dka dvt uti htn hcv hbv hiv hpv hsv rsv cva tbi ocd ibs bph svt pna hld gsw hcc aki mdd pvd`

// recordCapitals are further abbreviations, which are ordinary words or common in technical text in small letters.
const recordCapitals = `
ASD BPD GAD AUD SUD ODD DCM TIA TIAs ALS PAD CAD PRES RAD FUO AML MDS MM NHL DDD AMD CHB ILI DVTs UTIs CVAs NSTEMIs MCI FTD LBD AVH CDI CRE VT AF VF
`

// recordWords are single words for conditions, in clinical and in everyday English.
const recordWords = `
shingles lupus fibroids tinnitus whiplash angioedema haematuria hematuria hemoptysis haemoptysis schizoaffective schizophrenia schizotypal gonorrhea gonorrhoea chlamydia syphilis
chickenpox varicella mumps measles rubella pertussis diphtheria tetanus cholera typhoid dengue zika ebola malaria mpox monkeypox scarlatina impetigo scabies candida candidiasis tinea giardia
flu influenza bronchitis croup emphysema wheezing dyspnea dyspnoea tachycardia bradycardia palpitations arrhythmia angina cardiomyopathy endocarditis
epilepsy seizure seizures migraine migraines vertigo neuropathy radiculopathy sciatica paralysis hemiparesis hemiplegia paraplegia quadriplegia tetraplegia aphasia dysphasia dysarthria ataxia tremors
parkinsons parkinsonism alzheimers dementia delirium concussion encephalopathy meningitis narcolepsy insomnia
depression anxiety bipolar psychosis psychotic mania manic suicidal suicidality anorexia bulimia autism autistic aspergers adhd ptsd alcoholism alcoholic intoxicated overdose
diabetes diabetic prediabetes prediabetic ketoacidosis hypoglycemia hyperglycemia hypothyroid hypothyroidism hyperthyroidism goiter goitre thyrotoxicosis gout obesity obese
anemia anaemia anemic hemophilia haemophilia leukemia leukaemia lymphoma myeloma thalassemia thrombocytopenia neutropenia pancytopenia
cancer cancers carcinoma sarcoma melanoma tumor tumour tumors tumours neoplasm malignancy metastasis metastases metastatic mets glioma glioblastoma mesothelioma neuroblastoma
appendicitis pancreatitis cholecystitis cholangitis hepatitis cirrhosis jaundice colitis diverticulitis gastritis gastroparesis gallstones gallstone hemorrhoids haemorrhoids constipation diarrhea diarrhoea hematemesis melena hematochezia ascites
hernia ulcer ulcers ulceration bedsore bedsores cellulitis abscess psoriasis eczema dermatitis urticaria hives rosacea vitiligo alopecia gangrene
arthritis osteoarthritis osteoporosis osteopenia fibromyalgia scoliosis tendonitis tendinitis bursitis fracture fractures sprain amputation amputee rhabdo
nephropathy nephrolithiasis hydronephrosis pyelonephritis cystitis dysuria incontinence urosepsis sepsis septic bacteremia
pregnant pregnancy miscarriage miscarried stillbirth preeclampsia pre-eclampsia eclampsia endometriosis menopause infertility infertile amenorrhea menorrhagia
glaucoma cataract cataracts retinopathy uveitis keratitis conjunctivitis amblyopia strabismus blindness deafness
lymphedema lymphoedema hemorrhage haemorrhage haematoma hematoma aneurysm thrombosis embolism stenosis ischemia ischaemia infarct infarction
hypertension hypotension hyperlipidemia hypercholesterolemia hyperkalemia hypokalemia hyponatremia hypernatremia
pneumonia pneumothorax atelectasis tuberculosis sarcoidosis asthma asthmatic apnea apnoea covid
syncope presyncope hypoxia hypoxic anaphylaxis anaphylactic dystonia sclerosis scleroderma vasculitis sarcoid mastitis prostatitis vaginosis vaginitis orchitis epididymitis
rectal_bleed nosebleed epistaxis polyps adenoma adenomas gestational postpartum celiac coeliac
marfan takayasu takotsubo hodgkin hodgkins tourette tourettes sjogren sjogrens kawasaki_disease guillain-barre hashimoto hashimotos cushings klinefelter meniere menieres raynaud raynauds behcet
ehlers-danlos fabry gaucher tay-sachs lyme hirschsprung kaposi legionella legionnaires osgood-schlatter pagets peyronie peyronies stargardt wegener wegeners wilms burkitt
waldenstrom brugada prader-willi angelman crohn crohns duchenne sezary perthes lewy_body ewings

stroke strokes fever fevers rash cough coughing vomiting nausea dizziness dizzy lightheaded lightheadedness headache headaches numbness tingling itching itchy hives swelling swollen edema oedema chills fatigue weakness malaise sweats
laceration lacerations contusion contusions bruising abrasions hallucinations hallucinating paranoia paranoid delusions delusional catatonia choking cramps cramping spotting bloating heartburn indigestion reflux
hoarseness snoring insomnia nightmares bedwetting enuresis colic drooling lethargy lethargic unresponsive fainted fainting overdosed addict addiction
bleeding nosebleeds wheeze wheezes rales sorethroat earache toothache backache stomachache cavities caries gingivitis periodontitis impacted_wisdom_tooth bruxism malocclusion
keratoconus ptosis chalazion crvo brvo crao wet_amd dry_amd uveitis nystagmus diplopia floaters
tamponade aortic_dissection cardiomegaly long_qt brady tachy afib_rvr af_rvr rvr mitral_regurgitation aortic_stenosis
appy perf_appy acute_appy pyelo nephrotic nephrotic_syndrome osteo chiari trigeminal_neuralgia hydrocephalus endometrioma ovarian_cyst ovarian_torsion testicular_torsion hydrocele varicocele
lynch_syndrome tumor_lysis neutropenic_fever febrile_neutropenia stage_iv_cancer
breech oligohydramnios polyhydramnios pre-e hyperemesis pprom ptl preterm chorioamnionitis postdates
tongue_tie clubfoot plagiocephaly torticollis jaundice croup intussusception pyloric_stenosis undescended_testis undescended_testes
dysphoria stuttering dyslexia dyscalculia dyspraxia autism_spectrum
`

// recordPhrases are names of several words.
const recordPhrases = `
c_diff chest_tightness chest_pain chest_pressure sickle_cell sickle_cell_trait sickle_cell_crisis sickle_cell_anemia twin_pregnancy twin_preg troponin_leak troponin_elevation elevated_troponin positive_troponin
burst_fracture herniated_disc slipped_disc disc_herniation bulging_disc torn_meniscus torn_acl torn_rotator_cuff rotator_cuff_tear meniscus_tear labral_tear hearing_loss noise-induced_hearing_loss vision_loss weight_loss hair_loss memory_loss
latent_syphilis early_latent_syphilis late_latent_syphilis heart_attack heart_failure kidney_failure renal_failure liver_failure respiratory_failure kidney_disease renal_disease liver_disease lung_disease heart_disease
bone_mets brain_mets liver_mets lung_mets spine_mets nodal_mets bony_mets hepatic_mets leptomeningeal_mets metastatic_disease renal_tx kidney_tx liver_tx heart_tx lung_tx renal_transplant kidney_transplant liver_transplant heart_transplant lung_transplant
shortness_of_breath short_of_breath difficulty_breathing diff_breathing trouble_breathing abd_pain abdominal_pain stomach_pain belly_pain flank_pain back_pain neck_pain knee_pain hip_pain shoulder_pain pelvic_pain joint_pain
altered_mental_status mental_status_change suicidal_ideation suicide_attempt self_harm self-harm homicidal_ideation panic_attack panic_attacks panic_disorder eating_disorder substance_abuse drug_abuse alcohol_abuse etoh_abuse etoh_withdrawal alcohol_withdrawal
opioid_withdrawal heroin_addiction opioid_addiction drug_addiction drug_overdose heroin_overdose pill_overdose iv_drug_use ivdu ivda
urinary_retention urinary_incontinence kidney_stone kidney_stones renal_colic yeast_infection bladder_infection kidney_infection ear_infection sinus_infection wound_infection skin_infection bone_infection blood_infection foot_infection diabetic_foot foot_ulcer diabetic_ulcer
diabetic_foot_ulcer leg_ulcer pressure_ulcer pressure_injury pressure_sore sacral_decub sacral_decubitus decubitus_ulcer venous_stasis
high_blood_pressure low_blood_pressure high_cholesterol high_bp blood_clot blood_clots irregular_heartbeat heart_murmur heart_block heart_arrhythmia cardiac_arrest atrial_fib a_fib a-fib v_fib v-fib v_tach v-tach aflutter
brain_bleed brain_tumor brain_injury head_injury head_trauma head_bleed gi_bleed gi_bleeding upper_gi_bleed lower_gi_bleed rectal_bleeding vaginal_bleeding
mini_stroke mini-stroke acute_stroke ischemic_stroke hemorrhagic_stroke mca_stroke pca_stroke aca_stroke brainstem_stroke lacunar_stroke
broken_hip broken_arm broken_leg broken_wrist broken_ankle broken_collarbone broken_ribs broken_nose broken_foot hip_fx wrist_fx ankle_fx rib_fx rib_fxs femur_fx tib/fib_fx nof_# #nof compression_fx burst_fx stress_fx open_fx
gunshot_wound stab_wound sexual_assault domestic_violence child_abuse
lazy_eye pink_eye strep_throat cold_sores genital_warts genital_herpes staph_infection hand_foot_mouth hand_foot_and_mouth whooping_cough scarlet_fever rheumatic_fever rheumatic_heart_disease dengue_fever yellow_fever hay_fever
valley_fever q_fever lassa_fever typhoid_fever lyme_disease cat_scratch_disease kawasaki_disease
celiac_disease lactose_intolerance gluten_intolerance peanut_allergy nut_allergy food_allergy penicillin_allergy pcn_allergy latex_allergy sulfa_allergy allergic_latex allergic_penicillin allergic_pcn allergic_sulfa allergic_peanuts
acid_reflux irritable_bowel fatty_liver bowel_obstruction small_bowel_obstruction carpal_tunnel plantar_fasciitis frozen_shoulder tennis_elbow trigger_finger bone_spur bone_spurs
absence_seizures absence_seizure grand_mal tonic-clonic status_epilepticus febrile_seizure febrile_seizures cluster_headache cluster_headaches
macular_degeneration diabetic_retinopathy retinal_detachment detached_retina corneal_abrasion dry_eye
sleep_apnea sleep_apnoea collapsed_lung lung_nodule lung_mass pleural_effusion pulmonary_embolism pulmonary_embolus saddle_pe submassive_pe massive_pe bilateral_pe acute_pe bilateral_pes
inf_stemi ant_stemi anterior_stemi inferior_stemi lateral_stemi posterior_stemi type_2_mi acute_mi inferior_mi anterior_mi
prostate_ca breast_ca lung_ca colon_ca ovarian_ca pancreatic_ca rectal_ca bladder_ca thyroid_ca gastric_ca esophageal_ca cervical_ca endometrial_ca renal_ca liver_ca skin_ca invasive_ductal_ca invasive_lobular_ca ductal_ca lobular_ca metastatic_ca
metastatic_prostate_ca metastatic_breast_ca metastatic_lung_ca metastatic_colon_ca squamous_cell_ca basal_cell_ca small_cell_ca
ectopic_pregnancy molar_pregnancy missed_abortion incomplete_abortion threatened_abortion placenta_previa placental_abruption gestational_diabetes morning_sickness preterm_labor premature_labor failure_to_thrive
erectile_dysfunction premature_ejaculation gender_dysphoria learning_disability developmental_delay intellectual_disability down_syndrome down's_syndrome trisomy_21 trisomy_18 trisomy_13 fragile_x turner_syndrome cerebral_palsy
spina_bifida cleft_palate cleft_lip club_foot clubfoot muscular_dystrophy cystic_fibrosis multiple_sclerosis myasthenia_gravis motor_neurone_disease
bells_palsy bell's_palsy broca's_aphasia broca_aphasia wernicke's_aphasia wernicke_aphasia takayasu_arteritis takayasu's_arteritis temporal_arteritis giant_cell_arteritis barrett's_esophagus barretts_esophagus graves_disease graves'_disease
von_willebrand factor_v_leiden protein_c_deficiency bipolar_disorder bipolar_d/o schizoaffective_d/o schizoaffective_disorder borderline_personality major_depression postpartum_depression
end-stage_chf end_stage_chf end-stage_copd end_stage_copd end-stage_renal_disease advanced_dementia vascular_dementia lewy_body_dementia
thc_positive positive_thc thc_pos thc+ cocaine_positive positive_cocaine cocaine_pos opiates_positive positive_opiates opiates_pos opiate_positive positive_opiate amphetamines_positive positive_amphetamines amphetamine_positive positive_amphetamine
benzodiazepines_positive positive_benzodiazepines benzos_positive fentanyl_positive positive_fentanyl methamphetamine_positive positive_methamphetamine marijuana_positive positive_marijuana cannabinoids_positive positive_cannabinoids
hbsag_reactive hbsag_positive hbsag_pos hbsag+ anti-hcv_pos anti-hcv_positive anti-hcv_reactive anti-hbc_reactive anti-hbc_pos hcv_pos hcv_positive hcv_reactive hiv_pos hiv_reactive hiv_poz rpr_reactive rpr_positive rpr_pos vdrl_reactive
covid_positive covid_pos covid-19_positive tb_positive quantiferon_positive ppd_positive mrsa_positive mrsa_pos mrsa_carrier mrsa_screen_positive vre_positive strep_positive flu_positive flu_pos influenza_positive rsv_positive
type_2_dm type_1_dm type_ii_dm type_i_dm t2_dm t1_dm drug-resistant_tb active_tb latent_tb pulmonary_tb
`
