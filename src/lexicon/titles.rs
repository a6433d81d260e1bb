//! Titles and posts.

/// Written before a name, and part of it.
pub const ACADEMIC: &str = "drs mr ir dr prof ing bc mag lic dhrmr jhr jkvr ds em";

/// Forms of address.
pub const HONORIFIC: &str = "heer heren dhr mevrouw mevr mevrouwen mw mej mejuffrouw meneer mijnheer dame dames \
    hrn mvr madame monsieur frau herr mister miss mrs ms juffrouw heerlmevrouw";

/// Written behind a name.
pub const POSTNOMINAL: &str = "msc ma bsc ba llm phd mba mpa mpm ra rc emfc llb mpp meng beng emia mmc bba med bed cpc cia re mph";

/// Posts that many hold; see also [`FUNCTION_ENDS`].
pub const FUNCTIONS: &str = "adviseur adviseurs beleidsmedewerker beleidsadviseur projectleider projectmanager \
    programmamanager programmaleider teamleider manager medewerker medewerkers secretaresse secretaris notulist \
    voorzitter vicevoorzitter jurist directeur directeuren afdelingshoofd clustermanager clusterhoofd hoofd \
    plv plaatsvervangend waarnemend wnd senior junior coordinerend coördinerend coordinator coördinator \
    ambtenaar behandelaar steller contactpersoon woordvoerder assistent assistente trainee stagiair stagiaire \
    collega collegae analist onderzoeker inspecteur controller econoom griffier opsteller penvoerder dossierhouder \
    accountmanager consultant specialist strateeg planner bode ondersteuner deelnemer gemachtigde advocaat notaris \
    accountant architect arts huisarts psycholoog wijkagent agent ondernemer bewoner bewoonster buurman buurvrouw \
    klager klaagster verzoeker verzoekster bezwaarmaker eiser eiseres indiener melder";

/// How names of posts end.
pub const FUNCTION_ENDS: &[&str] = &[
    "medewerker",
    "medewerkster",
    "adviseur",
    "manager",
    "leider",
    "secretaris",
    "jurist",
    "coordinator",
    "coördinator",
    "voorzitter",
    "consulent",
    "ambtenaar",
    "functionaris",
    "inspecteur",
    "officier",
    "directeur",
    "analist",
    "specialist",
    "voorlichter",
    "voerder",
    "controller",
    "assistent",
    "assistente",
    "griffier",
    "beheerder",
    "architect",
    "onderzoeker",
    "econoom",
    "planner",
    "regisseur",
    "trekker",
    "houder",
    "hoofd",
    "deskundige",
    "ondersteuner",
    "begeleider",
];
