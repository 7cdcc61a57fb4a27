/*
 * fifteen.c -- the fifteen kinds of support that every house begins with, each with the facts that are its own.
 *
 * Codes are those of the published list of fifteen; HL7 service types and Open Eligibility terms stand beside them, the
 * nearest first.  What belongs to every service (price, stages, access, languages) is not repeated here.
 */
#include "kind/kind_parts.h"

#define FIELDS(...) (const struct fifteen_field[]){ __VA_ARGS__, { 0 } }

#define CHILD_AGES \
	"0_1|Under 1 år|Under 1 year\n1_2|1–2 år|1–2 years\n3_5|3–5 år|3–5 years\n6_9|6–9 år|6–9 years\n" \
	"10_14|10–14 år|10–14 years\n15_17|15–17 år|15–17 years"
#define DAY_PARTS "morning|Formiddag|Morning\nafternoon|Eftermiddag|Afternoon\nevening|Aften|Evening\nweekend|Weekend|Weekend\n" \
	"own_pace|I eget tempo|At your own pace"

const struct fifteen kind_fifteen[] = {
	{ "transportation", "Kørsel og transport", "Transportation",
	  "En tur til behandling, gruppe, arbejde eller noget andet vigtigt, og hjem igen.",
	  "A ride to treatment, a group, work or something else that matters, and home again.",
	  "kørsel, lift, køre med, bil, bus, busbillet, taxa, flextrafik, transport, hentes, komme derhen, komme hjem, togkort",
	  "ride, lift, drive, car, bus, bus pass, taxi, cab, transport, pick up, get there, get home, gas card",
	  "ride", "request", "outpatient aftercare rss", "arrived", "295 465 230", "1175 1173 1172",
	  FIELDS(
		{ "ride_mode", "choices", "Hvordan man kommer af sted", "How one gets there", NULL, NULL,
		  "volunteer|Frivillig chauffør|Volunteer driver\nminibus|Minibus|Minibus\nbus_ticket|Bus- eller togbillet|Bus or train ticket\n"
		  "taxi_voucher|Taxa betalt på forhånd|Taxi paid ahead\nfuel|Hjælp til brændstof|Help with fuel", .required = true, .filter = true },
		{ "purposes", "choices", "Hvad man kan køre til", "What one can go to", "Chaufføren får det aldrig at vide.",
		  "The driver is never told.",
		  "treatment|Behandling|Treatment\nsupport_activity|Grupper og aktiviteter|Groups and activities\n"
		  "employment|Arbejde og jobsamtaler|Work and interviews\neducation|Skole og kursus|School and courses\nother|Andet vigtigt|Something else that matters",
		  .filter = true },
		{ "way_home", "yes_no", "Turen hjem er med", "The way home is part of it", NULL, NULL, NULL, .filter = true },
		{ "pickup_windows", "long", "Hvornår man kan hentes og køres hjem", "When one can be picked up and taken home",
		  "Fx hverdage 8–10 og 15–18.", "For example weekdays 8–10 and 15–18." },
		{ "book_ahead", "text", "Hvor lang tid i forvejen man bestiller", "How long ahead to book", "Fx dagen før kl. 12.",
		  "For example the day before by noon." },
		{ "seats", "number", "Pladser i bilen", "Seats in the car", NULL, NULL, NULL, 1, 60 },
		{ "child_seat", "yes_no", "Barnestol", "Child seat", NULL, NULL, NULL, .filter = true },
		{ "wheelchair", "yes_no", "Plads til kørestol", "Room for a wheelchair", NULL, NULL, NULL, .filter = true },
		{ "driver_wish", "yes_no", "Man kan ønske en kvinde eller en mand ved rattet", "One may ask for a woman or a man at the wheel" },
		{ "mileage", "money", "Godtgørelse til chaufføren pr. km", "What the driver gets per km", NULL, NULL, NULL, .hidden = true }) },

	{ "employment", "Arbejde og oplæring", "Work and job training",
	  "Job, praktik, oplæring og hjælp til at søge, også med et hul i cv'et.",
	  "Jobs, trials, training and help with applying, also with a gap in the CV.",
	  "job, arbejde, jobcenter, virksomhedspraktik, praktik, cv, ansøgning, jobsamtale, oplæring, fleksjob, løntilskud, frivilligt arbejde",
	  "job, work, employment, training, trial, CV, resume, application, interview, apprenticeship, volunteer, career, skills",
	  "work", "request", "aftercare rss", "first_working_day", "118 116 119 375", "1357 1358 1365 1373",
	  FIELDS(
		{ "opportunity", "choices", "Hvad det er", "What it is", NULL, NULL,
		  "job|Arbejde med løn|Paid work\ntrial|Praktik eller prøvetid|A trial\ntraining|Oplæring eller kursus|Training\n"
		  "volunteering|Frivilligt arbejde|Volunteering\nschool|Skole|School\nhelp|Hjælp til at søge|Help with applying", .required = true, .filter = true },
		{ "starts", "date", "Begynder", "Starts", NULL, NULL, NULL, .filter = true },
		{ "apply_by", "date", "Sidste dag at søge", "Last day to apply", "Når dagen er gået, bliver tilbuddet ikke vist mere.",
		  "When the day has passed, it is no longer shown.", NULL, .expires = true },
		{ "openness", "choices", "Tager imod", "Takes people with", "Hvad arbejdsgiveren selv har sagt ja til.",
		  "What the employer has said yes to.",
		  "gap_ok|Et hul i cv'et|A gap in the CV\nrecord_ok|En plettet straffeattest|A criminal record\n"
		  "record_ask|Straffeattest: spørg først|A criminal record: ask first\nsubstitution_ok|Substitutionsmedicin|Substitution medicine\n"
		  "aftercare_hours|Fri til efterbehandling|Time off for after-care", .filter = true },
		{ "hours_a_week", "text", "Timer om ugen", "Hours a week", "Fx 12–20.", "For example 12–20." },
		{ "pay", "text", "Løn", "Pay", "Fx overenskomst, ingen løn eller frokost.", "For example by agreement, none, or lunch." },
		{ "licence", "text", "Kørekort eller beviser, der kræves", "Licences needed" },
		{ "benefits_effect", "long", "Hvad det betyder for ydelser", "What it does to benefits",
		  "Fx at kontanthjælpen sættes ned, og hvem man spørger.", "For example that cash benefit is reduced, and whom to ask." },
		{ "mentor", "yes_no", "En makker på arbejdspladsen", "A companion at the workplace", NULL, NULL, NULL, .filter = true },
		{ "employer_note", "long", "Aftalt med arbejdsgiveren", "Agreed with the employer", NULL, NULL, NULL, .hidden = true }) },

	{ "case-management", "Koordinering, ret og ydelser", "Coordination, law and benefits",
	  "En, der holder trådene samlet: retshjælp, kontanthjælp, bolig, gæld og mad.",
	  "Somebody who holds the threads together: legal help, cash benefits, housing, debt and food.",
	  "kontanthjælp, ydelse, borgerservice, retshjælp, advokat, gæld, gældsrådgivning, klage, ansøgning, papirer, MitID, pas, madhjælp, bisidder, sagsbehandler, koordinator",
	  "benefits, TANF, food stamps, SNAP, cash assistance, legal aid, lawyer, debt, appeal, papers, ID card, social services, case manager, food pantry",
	  "papers law_money", "request", "contact inpatient outpatient aftercare rss", "answered", "279 133 121 470", "1292 1375 1260 1258",
	  FIELDS(
		{ "topics", "choices", "Hjælp til", "Help with", NULL, NULL,
		  "cash|Kontanthjælp og andre ydelser|Cash benefits\nfood|Mad|Food\nlegal|Ret og lov|Legal matters\ndebt|Gæld|Debt\n"
		  "housing|Bolig og boligstøtte|Housing and rent\nid|Legitimation og MitID|Identity papers\nhealth|Sundhed og sygesikring|Health cover\n"
		  "family_law|Samvær og familieret|Custody and family law\nrecord|Straffeattest og dom|Criminal record", .required = true, .filter = true },
		{ "documents", "long", "Det skal man have med", "What to bring", "Et papir på hver linje.", "One paper on each line." },
		{ "deadlines", "long", "Frister, man skal kende", "Deadlines to know", "Fx klage inden fire uger.", "For example appeal within four weeks." },
		{ "companion", "yes_no", "En går med til mødet", "Somebody comes along to the meeting", NULL, NULL, NULL, .filter = true },
		{ "reply_days", "number", "Svar inden for så mange dage", "Answer within so many days", NULL, NULL, NULL, 0, 90 },
		{ "one_plan", "yes_no", "En samlet plan, man selv ejer", "One plan, owned by the person" }) },

	{ "outreach", "Opsøgende arbejde", "Outreach",
	  "Mennesker, der kommer ud på gaden, herberget, hospitalet eller i fængslet. Ingen navne.",
	  "People who come out to the street, the shelter, the hospital or the jail. No names.",
	  "gade, gadeplan, opsøgende, varmestue, herberg, fængsel, arrest, hospital, natkafé, bus, nødhjælp",
	  "street, outreach, shelter, jail, prison, hospital, van, mobile, night",
	  "talk sleep", "drop_in", "contact harm", "answered", "398 498", "",
	  FIELDS(
		{ "settings", "choices", "Hvor man møder dem", "Where one meets them", NULL, NULL,
		  "street|På gaden|In the street\nshelter|På herberg|In shelters\njail|I arrest og fængsel|In jail\nhospital|På hospitalet|In hospital\n"
		  "home|Hjemme|At home\nonline|På nettet|Online", .required = true, .filter = true },
		{ "route", "long", "Ruten", "The round", "Steder og tider, som man kan regne med.", "Places and times that one can rely on." },
		{ "next_round", "date", "Næste runde", "Next round" },
		{ "materials", "choices", "De har med", "They bring", NULL, NULL,
		  "directory|Lommeguide|Pocket directory\ncard|Kort med numre|Card with numbers\nkit|Modgift og sundhedspakke|Naloxone and health kit\n"
		  "food|Mad og kaffe|Food and coffee\nclothes|Tøj og tæpper|Clothes and blankets\nother|Andet|Other", .filter = true },
		{ "no_names", "yes_no", "Man behøver ikke sige, hvem man er", "One need not say who one is" } ) },

	{ "relapse-prevention", "Forebyg tilbagefald", "Relapse prevention",
	  "Kend dine egne advarselstegn, lav en plan, og kom hurtigt tilbage, hvis det går skævt.",
	  "Know your own warning signs, make a plan, and get back quickly when it goes wrong.",
	  "tilbagefald, trang, faldt i, brugte i går, drak igen, advarselstegn, plan, efterbehandling, holde fast, motivation",
	  "relapse, craving, urge, slipped, used yesterday, drank again, warning signs, plan, aftercare, stay well",
	  "talk group", "series", "aftercare rss", "attended", "105 455", "1178",
	  FIELDS(
		{ "format", "choices", "Formen", "Form", NULL, NULL,
		  "course|Kursus|Course\none_to_one|En til en|One to one\ngroup|Gruppe|Group\nphone|Telefonopkald|Phone calls", .required = true, .filter = true },
		{ "same_day", "yes_no", "Man kan komme tilbage samme dag", "One can come back the same day", "Også når man har brugt eller drukket.",
		  "Also after having used or drunk.", NULL, .filter = true },
		{ "plan_card", "yes_no", "Man laver sit eget plankort", "One makes a plan card of one's own" },
		{ "calls_after", "yes_no", "De ringer bagefter", "They call afterwards", NULL, NULL, NULL, .filter = true },
		{ "first_day", "long", "De første 24 timer", "The first 24 hours", "Hvad man kan regne med, når man ringer.",
		  "What one can count on after calling." },
		{ "close_people", "yes_no", "Man kan tage en med", "One may bring somebody" },
		{ "starts", "date", "Næste hold begynder", "Next course starts", NULL, NULL, NULL, .filter = true },
		{ "weeks", "number", "Uger", "Weeks", NULL, NULL, NULL, 1, 104 }) },

	{ "housing", "Et sted at bo", "Housing",
	  "En seng i nat, et værelse senere, eller hjælp til at beholde sin bolig.",
	  "A bed tonight, a room later, or help to keep one's home.",
	  "bolig, seng, sove, herberg, forsorgshjem, hjemløs, værelse, udslusning, lejlighed, husly, nødovernatning, husleje, udsættelse",
	  "housing, bed, sleep, shelter, homeless, room, recovery house, sober living, apartment, rent, eviction, halfway house",
	  "sleep home", "capacity", "housing rss", "moved_in", "125 128 127 427", "1136 1137 1154",
	  FIELDS(
		{ "stay", "choices", "Hvor længe", "How long", NULL, NULL,
		  "tonight|I nat|Tonight\nshort|Nogle uger|Some weeks\nlong|Flere måneder|Several months\nown_home|Egen bolig|A home of one's own\n"
		  "keep_home|Hjælp til at beholde boligen|Help to keep the home", .required = true, .filter = true },
		{ "level", "choice", "Hvor meget støtte", "How much support", NULL, NULL,
		  "peer_run|Beboerne driver det selv|Run by those who live there\nmonitored|En husleder ser til|A house leader looks in\n"
		  "supervised|Personale i huset|Staff in the house\nservice_provider|Behandling i huset|Treatment in the house\n"
		  "forsorgshjem|Forsorgshjem (§ 110)|Shelter with staff (Danish § 110)\nudslusning|Udslusningsbolig|Step-down housing\n"
		  "stoettet_bolig|Støttet bolig|Supported housing\nalmen|Almen bolig|Ordinary public housing", .required = true, .filter = true },
		{ "pets", "yes_no", "Kæledyr", "Pets", NULL, NULL, NULL, .filter = true },
		{ "couples", "yes_no", "Par kan bo sammen", "Couples can live together", NULL, NULL, NULL, .filter = true },
		{ "smoking", "choice", "Rygning", "Smoking", NULL, NULL,
		  "inside|Inde og ude|Inside and outside\noutside|Kun ude|Outside only\nno|Nej|No" },
		{ "curfew", "text", "Hjemme senest", "Home by", "Fx kl. 23, eller ingen tid.", "For example 23:00, or no time." },
		{ "relapse_rule", "long", "Hvad der sker, hvis man bruger igen", "What happens when one uses again",
		  "Med almindelige ord: mister man sengen, og hvad så?", "In plain words: does one lose the bed, and what then?" },
		{ "house_rules", "long", "Husets regler i øvrigt", "Other rules of the house" },
		{ "deposit", "money", "Depositum", "Deposit" },
		{ "move_in", "long", "Det kræver det at flytte ind", "What it takes to move in" },
		{ "waiting_list", "choice", "Venteliste", "Waiting list", NULL, NULL,
		  "no|Ingen|None\nshort|Under en måned|Less than a month\nlong|Længere|Longer\nclosed|Lukket|Closed" },
		{ "wheelchair_room", "yes_no", "Værelse til kørestol", "Room for a wheelchair", NULL, NULL, NULL, .filter = true }) },

	{ "child-care", "Børnepasning", "Child care",
	  "Et trygt sted til barnet, mens du er til møde, kursus eller behandling.",
	  "A safe place for the child while you are at a meeting, a course or in treatment.",
	  "børnepasning, pasning, barn, børn, babysitter, vuggestue, dagpleje, legestue, mens jeg er til møde",
	  "child care, babysitter, day care, kids, children, nursery, crèche, while I attend",
	  "child", "capacity", "outpatient aftercare rss", "attended", "284 39 38", "1280 1281 1282",
	  FIELDS(
		{ "child_ages", "choices", "Børnenes alder", "Ages of the children", NULL, NULL, CHILD_AGES, .required = true, .filter = true },
		{ "during", "choices", "Mens forælderen er til", "While the parent is at", NULL, NULL,
		  "meetings|Møder|Meetings\ncourses|Kurser|Courses\ntreatment|Behandling|Treatment\nwork|Arbejde|Work\nrespite|Et pusterum|A break",
		  .filter = true },
		{ "checked", "yes_no", "De voksne har børneattest", "The adults have been checked", "Uden ja kan tilbuddet ikke vises.",
		  "Without a yes it cannot be shown.", NULL, .required = true },
		{ "two_adults", "yes_no", "Altid to voksne", "Always two adults" },
		{ "per_adult", "number", "Børn pr. voksen, højst", "Children for each adult, at most", NULL, NULL, NULL, 1, 20 },
		{ "collecting", "long", "Hvem der må hente", "Who may collect" },
		{ "allergies", "yes_no", "Tager hensyn til allergi", "Allergies are taken care of" },
		{ "bring", "text", "Tag med", "Bring along", "Fx skiftetøj og madpakke.", "For example spare clothes and lunch." },
		{ "emergency", "text", "Nødnummer til de voksne", "Emergency number of the adults", NULL, NULL, NULL, .hidden = true }) },

	{ "family-marriage-education", "Kurser for familie og par", "Family and couples education",
	  "Familien lærer at tale sammen, sætte grænser og passe på sig selv.",
	  "Families learn to talk together, set boundaries and take care of themselves.",
	  "pårørende, pårørendekursus, parkursus, par, ægteskab, samliv, familie, grænser, kommunikation, kæreste, forældre til",
	  "family course, couples, marriage, relationship, boundaries, communication, partner, loved one, relatives",
	  "family", "series", "inpatient outpatient aftercare rss education", "course_completed", "79 71 42", "1304",
	  FIELDS(
		{ "together", "choice", "Sammen eller hver for sig", "Together or apart", "Hver enkelt tilmelder sig selv.", "Each person enrols alone.",
		  "separate|Hver for sig|Apart\njoint|Sammen, hvis begge ønsker det|Together, when both wish it\neither|Begge dele|Either", .required = true, .filter = true },
		{ "asked_alone", "yes_no", "Hver bliver spurgt alene først, om det er i orden at sidde sammen",
		  "Each is asked alone first whether sitting together is all right" },
		{ "couples", "yes_no", "For par", "For couples", NULL, NULL, NULL, .filter = true },
		{ "starts", "date", "Begynder", "Starts", NULL, NULL, NULL, .filter = true },
		{ "sessions", "number", "Gange", "Sessions", NULL, NULL, NULL, 1, 60 },
		{ "themes", "long", "Det handler om", "What it is about" },
		{ "child_care", "yes_no", "Børnene bliver passet imens", "Children are looked after meanwhile", NULL, NULL, NULL, .filter = true }) },

	{ "peer-support", "Makker, mentor og coach", "Peers, mentoring and coaching",
	  "Et menneske, der selv har prøvet det, og som har tid til dig.",
	  "A person who has been there and has time for you.",
	  "makker, mentor, peer, recovery-mentor, coach, bisidder, en at tale med, erfaring, ven, følges med, støtteperson",
	  "peer, mentor, coach, recovery coach, companion, buddy, someone to talk to, lived experience, sponsor",
	  "talk", "request", "contact inpatient outpatient aftercare rss social", "attended", "553", "1310 1308 1309",
	  FIELDS(
		{ "contact_ways", "choices", "Hvordan man ses", "How one meets", NULL, NULL,
		  "walk|På gåtur|On a walk\ncafe|På café|In a café\nhome|Hjemme|At home\nphone|På telefon|By phone\nonline|På skærm|Online\nalong|Til møder og aftaler|At meetings and appointments",
		  .required = true, .filter = true },
		{ "match_wishes", "text", "Man kan ønske", "One may ask for", "Fx køn, alder, sprog, egen erfaring.", "For example gender, age, language, own experience." },
		{ "rhythm", "text", "Hvor tit", "How often", "Fx en time om ugen.", "For example an hour a week." },
		{ "how_long", "text", "Hvor længe", "For how long" },
		{ "agreement", "yes_no", "En aftale om grænser", "An agreement about boundaries" },
		{ "supervision", "yes_no", "Makkeren får selv støtte", "The peer has support of their own" },
		{ "change", "yes_no", "Man kan skifte uden at forklare", "One may change without explaining" },
		{ "coach_limit", "number", "Personer pr. makker, højst", "People for each peer, at most", NULL, NULL, NULL, 1, 100, .hidden = true }) },

	{ "support-groups", "Selvhjælp og grupper", "Self-help and support groups",
	  "Mennesker, der mødes og hjælper hinanden. Flere veje side om side.",
	  "People who meet and help each other. Many paths side by side.",
	  "gruppe, selvhjælp, møde, AA, NA, SMART, Al-Anon, tolv trin, 12 trin, fællesskab, samtalegruppe, pårørendegruppe",
	  "group, meeting, support group, self-help, AA, NA, SMART, Al-Anon, twelve step, 12 step, fellowship, mutual aid, Women for Sobriety",
	  "group talk", "drop_in", "mutual aftercare rss", "attended", "552 224 435", "1312 1313 1179",
	  FIELDS(
		{ "path", "choice", "Metode", "Method", "Ingen metode er bedre placeret end en anden.", "No method is placed before another.",
		  "talk|Samtale|Talking\ntools|Redskaber og øvelser|Tools and exercises\ntwelve_steps|Tolv trin|Twelve steps\nsmart|SMART Recovery|SMART Recovery\n"
		  "women|Women for Sobriety|Women for Sobriety\nactivity|Vi laver noget sammen|Doing something together\nother|Andet|Other", .required = true, .filter = true },
		{ "openness", "choice", "Åben eller lukket", "Open or closed", NULL, NULL,
		  "open|Åben for alle, der vil lytte|Open to everybody who wants to listen\nclosed|Kun for dem, det handler om|Only for those whom it concerns", .filter = true },
		{ "newcomers", "yes_no", "Nye er velkomne uden aftale", "New people are welcome without appointment", NULL, NULL, NULL, .filter = true },
		{ "facilitator", "choice", "Hvem leder", "Who leads", NULL, NULL,
		  "trained|En uddannet mødeleder|A trained facilitator\nturns|Man skiftes|Taking turns\nprofessional|En fagperson|A professional" },
		{ "group_size", "number", "Hvor mange plejer at komme", "How many usually come", NULL, NULL, NULL, 1, 500 } ) },

	{ "life-skills", "Hverdagens færdigheder", "Life skills",
	  "Penge, mad, post, telefon og MitID: lær det sammen med nogen.",
	  "Money, cooking, post, phone and digital ID: learn it with somebody.",
	  "hverdag, budget, penge, madlavning, rengøring, post, e-Boks, MitID, telefon, botræning, hverdagsmestring, struktur",
	  "life skills, budget, money, cooking, cleaning, mail, phone, digital ID, daily life, routine",
	  "learn", "series", "inpatient aftercare rss", "course_completed", "614", "1352 1191 1262",
	  FIELDS(
		{ "topics", "choices", "Emner", "Topics", NULL, NULL,
		  "money|Penge og budget|Money and budget\ncooking|Mad|Cooking\nhome|Hjemmet|Keeping a home\npost|Post og e-Boks|Post and letters\n"
		  "digital|Telefon, computer og MitID|Phone, computer and digital ID\nhealth|Søvn og krop|Sleep and body\ntime|Dagens rytme|Rhythm of the day\n"
		  "people|At tale med andre|Talking with others", .required = true, .filter = true },
		{ "format", "choice", "Formen", "Form", NULL, NULL,
		  "course|Kort kursus|Short course\none_to_one|En til en|One to one\nhome|Hjemme hos dig|In your home\nopen|Åbent værksted|Open workshop", .filter = true },
		{ "starts", "date", "Begynder", "Starts", NULL, NULL, NULL, .filter = true },
		{ "sessions", "number", "Gange", "Sessions", NULL, NULL, NULL, 1, 60 },
		{ "own_list", "yes_no", "Man krydser selv af, hvad man kan", "One ticks off oneself what one can" } ) },

	{ "spiritual", "Tro og mening", "Spiritual and faith-based support",
	  "For dig, der spørger efter det. Aldrig for dig, der ikke gør.",
	  "For those who ask for it. Never for those who do not.",
	  "tro, præst, kirke, moské, menighed, bøn, sjælesorg, gadepræst, meditation, sindsro, mening, imam, kloster, stilhed",
	  "faith, spiritual, church, mosque, pastor, prayer, chaplain, meditation, serenity, meaning, imam, synagogue, silence",
	  "meaning talk", "drop_in", "inpatient aftercare rss", "attended", "558", "1311",
	  FIELDS(
		{ "tradition", "choices", "Tradition", "Tradition", NULL, NULL,
		  "christian|Kristen|Christian\nmuslim|Muslimsk|Muslim\njewish|Jødisk|Jewish\nbuddhist|Buddhistisk|Buddhist\nhindu|Hinduistisk|Hindu\n"
		  "open|Åben for alle trosretninger|Open to all faiths\nnone|Uden religion|Without religion", .required = true, .filter = true },
		{ "forms", "choices", "Hvad man gør", "What one does", NULL, NULL,
		  "talk|Samtale|Talking\nprayer|Bøn|Prayer\nservice|Gudstjeneste|Services\ngroup|Gruppe|Group\nmeditation|Meditation og stilhed|Meditation and silence\n"
		  "meal|Fællesspisning|Shared meals\nretreat|Retræte|Retreat", .filter = true },
		{ "silence", "yes_no", "Tavshedspligt", "What is said is kept" } ) },

	{ "education", "Skole og uddannelse", "Education",
	  "Tilbage på skolebænken: læse, skrive, sprog, eksamen eller en videre uddannelse.",
	  "Back to school: reading, writing, languages, exams or further education.",
	  "skole, uddannelse, VUC, eksamen, ordblind, læse, skrive, dansk, engelsk, matematik, 9. klasse, HF, SU, aftenskole",
	  "school, education, GED, diploma, reading, writing, dyslexia, English, math, college, evening class",
	  "learn work", "series", "aftercare rss", "course_completed", "112 577 113", "1323 1332 1317",
	  FIELDS(
		{ "level", "choices", "Niveau", "Level", NULL, NULL,
		  "basic|Læse, skrive og regne|Reading, writing and numbers\ndyslexia|Ordblindeundervisning|Help with dyslexia\nlanguage|Sprog|Languages\n"
		  "lower|9. og 10. klasse|Lower secondary\nupper|HF, gymnasium, GED|Upper secondary, GED\nvocational|Erhvervsuddannelse|Vocational\n"
		  "higher|Videregående|Higher education", .required = true, .filter = true },
		{ "starts", "date", "Begynder", "Starts", NULL, NULL, NULL, .filter = true },
		{ "apply_by", "date", "Sidste dag at søge", "Last day to apply", "Når dagen er gået, bliver tilbuddet ikke vist mere.",
		  "When the day has passed, it is no longer shown.", NULL, .expires = true },
		{ "day_parts", "choices", "Tid på dagen", "Time of day", NULL, NULL, DAY_PARTS, .filter = true },
		{ "entry", "long", "Hvad man skal kunne først", "What one needs first" },
		{ "funding", "long", "Hvem betaler, og hvad man lever af imens", "Who pays, and what one lives on meanwhile" },
		{ "on_site", "yes_no", "Støtte på stedet", "Support on the spot", NULL, NULL, NULL, .filter = true },
		{ "quiet", "yes_no", "Man kan begynde i en lille gruppe", "One can begin in a small group" } ) },

	{ "parent-education", "Forældre og børns udvikling", "Parents and child development",
	  "Forældre og børn: tryghed, leg, hverdag og hjælp til at være forælder igen.",
	  "Parents and children: safety, play, everyday life and help with being a parent again.",
	  "forældre, forældrekursus, familiekursus, barn, baby, tilknytning, leg, sundhedsplejerske, mor, far, samvær, opdragelse",
	  "parenting, parent course, baby, attachment, play group, mother, father, child development, family time",
	  "child family", "series", "outpatient aftercare rss education", "course_completed", "42 402 103", "1195 1315 1337",
	  FIELDS(
		{ "child_ages", "choices", "Barnets alder", "Age of the child", NULL, NULL, CHILD_AGES, .required = true, .filter = true },
		{ "child_present", "choice", "Er barnet med?", "Is the child there?", NULL, NULL,
		  "with|Barnet er med|The child is there\nwithout|Uden barnet|Without the child\neither|Som man vil|As one likes", .filter = true },
		{ "child_care", "yes_no", "Børnene bliver passet imens", "Children are looked after meanwhile", NULL, NULL, NULL, .filter = true },
		{ "play_group", "yes_no", "Legestue", "Play group", NULL, NULL, NULL, .filter = true },
		{ "starts", "date", "Begynder", "Starts", NULL, NULL, NULL, .filter = true },
		{ "sessions", "number", "Gange", "Sessions", NULL, NULL, NULL, 1, 60 },
		{ "separated", "yes_no", "Også når barnet bor et andet sted", "Also when the child lives elsewhere", NULL, NULL, NULL, .filter = true }) },

	{ "substance-education", "Viden om rusmidler", "Education about substances",
	  "Fakta om stoffer og alkohol, om overdosis og om, hvad der hjælper. For alle.",
	  "Facts about drugs and alcohol, about overdose and about what helps. For everybody.",
	  "viden, oplysning, rusmidler, stoffer, alkohol, overdosis, naloxon, modgift, førstehjælp, foredrag, skole, undervisning",
	  "education, facts, drugs, alcohol, overdose, naloxone, narcan, first aid, talk, school, training, prevention",
	  "learn family", "series", "education harm", "course_completed", "561 106", "1190 1178",
	  FIELDS(
		{ "for_whom", "choices", "Holdes for", "Held for", NULL, NULL,
		  "person|Den enkelte|The person\nfamily|Familier|Families\nschool|Skoler|Schools\nemployer|Arbejdspladser|Workplaces\npublic|Alle|Everybody",
		  .required = true, .filter = true },
		{ "overdose", "yes_no", "Førstehjælp ved overdosis", "First aid at an overdose", NULL, NULL, NULL, .filter = true },
		{ "within_days", "number", "Man kan få en tid inden for så mange dage", "One gets a time within so many days", NULL, NULL, NULL, 0, 90 },
		{ "minutes", "number", "Minutter", "Minutes", NULL, NULL, NULL, 10, 600 },
		{ "starts", "date", "Næste gang", "Next time", NULL, NULL, NULL, .filter = true },
		{ "take_home", "yes_no", "Modgift med hjem", "Naloxone to take home", NULL, NULL, NULL, .filter = true },
		{ "material", "text", "Materiale", "Material" },
		{ "review_by", "date", "Materialet skal ses efter senest", "The material is to be reviewed by", NULL, NULL, NULL, .hidden = true }) },
	{ 0 }
};
