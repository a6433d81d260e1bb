//! What the government calls things: concepts of TOOI, each an identifier and a label.
//!
//! Identifiers and labels are those of the value lists that the standard names; where one has no word
//! for something, nothing is said of it.

use crate::write::Language;

const KERN: &str = "https://identifier.overheid.nl/tooi/def/thes/kern/";
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/";
const FILE_TYPE: &str = "http://publications.europa.eu/resource/authority/file-type/";
/// Before the kind and the code of an organisation.
pub(super) const ORGANISATION: &str = "https://identifier.overheid.nl/tooi/id/";

/// A concept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Concept {
    scheme: &'static str,
    pub(super) code: &'static str,
    pub(super) label: &'static str,
}

impl Concept {
    pub(super) fn uri(&self) -> String {
        format!("{}{}", self.scheme, self.code)
    }
}

const fn kern(code: &'static str, label: &'static str) -> Concept {
    Concept {
        scheme: KERN,
        code,
        label,
    }
}

/// What was done with a document: it got its final form.
pub(super) const ESTABLISHED: Concept = kern("c_641ecd76", "vaststelling");
/// What a mail is to what came with it.
pub(super) const HAS_ATTACHMENT: Concept = kern("c_05f4a5f3", "heeft bijlage");
/// What a redacted PDF is.
pub(super) const PDF: Concept = Concept {
    scheme: FILE_TYPE,
    code: "PDF",
    label: "PDF",
};

/// What a document is written in.
pub(super) fn language(language: Language) -> &'static Concept {
    const fn of(code: &'static str, label: &'static str) -> Concept {
        Concept {
            scheme: LANGUAGE,
            code,
            label,
        }
    }
    const DUTCH: Concept = of("NLD", "Nederlands");
    const ENGLISH: Concept = of("ENG", "Engels");
    match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
    }
}

/// What kind of document it is, by our word for it.
pub(super) fn document_type(ours: &str) -> Option<&'static Concept> {
    const TYPES: [(&str, Concept); 7] = [
        ("beslisnota", kern("c_2977c34f", "beslisnota")),
        ("besluit", kern("c_465163c9", "besluit")),
        ("brief", kern("c_7652d853", "brief")),
        ("formulier", kern("c_3a121159", "formulier")),
        ("kamerbrief", kern("c_49599e6c", "Kamerbrief")),
        ("rapport", kern("c_3300f29a", "rapport")),
        ("verslag", kern("c_42e406dd", "vergaderverslag")),
    ];
    TYPES.iter().find(|t| t.0 == ours).map(|t| &t.1)
}

/// The categories of the Woo, article 3.3 (and 3.1, for what it does not name). The first is that of a
/// dossier on request.
pub(super) const CATEGORIES: [Concept; 18] = [
    kern("c_3baef532", "Woo-verzoeken en -besluiten"),
    kern("c_99a836c7", "adviezen"),
    kern(
        "c_3a248e3a",
        "agenda’s en besluitenlijsten bestuurscolleges",
    ),
    kern("c_89ee6784", "bereikbaarheidsgegevens"),
    kern("c_46a81018", "beschikkingen"),
    kern(
        "c_8c840238",
        "bij vertegenwoordigende organen ingekomen stukken",
    ),
    kern("c_8fc2335c", "convenanten"),
    kern("c_816e508d", "inspanningsverplichting art 3.1 Woo"),
    kern("c_c6cd1213", "jaarplannen en jaarverslagen"),
    kern("c_a870c43d", "klachtoordelen"),
    kern("c_fdaee95e", "onderzoeksrapporten"),
    kern(
        "c_759721e2",
        "ontwerpen van wet- en regelgeving met adviesaanvraag",
    ),
    kern("c_40a05794", "organisatie en werkwijze"),
    kern("c_aab6bfc7", "overige besluiten van algemene strekking"),
    kern(
        "c_cf268088",
        "subsidieverplichtingen anders dan met beschikking",
    ),
    kern("c_c76862ab", "vergaderstukken Staten-Generaal"),
    kern("c_db4862c3", "vergaderstukken decentrale overheden"),
    kern("c_139c6280", "wetten en algemeen verbindende voorschriften"),
];

/// A ministry: its abbreviation, its code, and what comes after "ministerie van".
pub(super) const MINISTRIES: [(&str, &str, &str); 15] = [
    ("AZ", "mnre1010", "Algemene Zaken"),
    ("AenM", "mnre1162", "Asiel en Migratie"),
    ("BZ", "mnre1013", "Buitenlandse Zaken"),
    (
        "BZK",
        "mnre1034",
        "Binnenlandse Zaken en Koninkrijksrelaties",
    ),
    ("Def", "mnre1018", "Defensie"),
    ("EZ", "mnre1045", "Economische Zaken"),
    ("Fin", "mnre1090", "Financiën"),
    ("IenW", "mnre1130", "Infrastructuur en Waterstaat"),
    ("JenV", "mnre1058", "Justitie en Veiligheid"),
    ("KGG", "mnre1182", "Klimaat en Groene Groei"),
    (
        "LVVN",
        "mnre1153",
        "Landbouw, Visserij, Voedselzekerheid en Natuur",
    ),
    ("OCW", "mnre1109", "Onderwijs, Cultuur en Wetenschap"),
    ("SZW", "mnre1073", "Sociale Zaken en Werkgelegenheid"),
    (
        "VRO",
        "mnre1171",
        "Volkshuisvesting en Ruimtelijke Ordening",
    ),
    ("VWS", "mnre1025", "Volksgezondheid, Welzijn en Sport"),
];
