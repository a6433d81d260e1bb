//! What codes mean, in Dutch. A code that is not here is shown as it is, with what the manifest says.

use crate::model::{Action, Class, Kind};

/// Why something has no result.
pub(super) struct Why {
    pub(super) title: &'static str,
    /// What to do.
    pub(super) remedy: &'static str,
}

/// What a reason means and what to do.
pub(super) fn reason(code: &str) -> Option<Why> {
    let (title, remedy) = match code {
        "empty" => (
            "Leeg",
            "Er staat niets in. Vraag het bestand opnieuw op als er iets in hoort te staan.",
        ),
        "encrypted" => (
            "Beveiligd met een wachtwoord",
            "Sla een kopie zonder wachtwoord op, of pak het archief zelf uit, en draai opnieuw.",
        ),
        "no-text-layer" => (
            "Een scan zonder tekstlaag",
            "De pagina’s zijn plaatjes. Doe er eerst tekstherkenning (OCR) over, bijvoorbeeld met ocrmypdf -l nld, en draai opnieuw.",
        ),
        "no-unicode" => (
            "Tekst die niet te lezen is",
            "De lettertypen in het bestand zeggen niet welke letters ze tonen. Doe er tekstherkenning over, bijvoorbeeld met ocrmypdf -l nld --force-ocr, en draai opnieuw.",
        ),
        "unknown-format" => (
            "Een soort bestand dat niet wordt gelezen",
            "Sla het op in een soort die wel wordt gelezen (bijvoorbeeld PDF of Word) en draai opnieuw, of beoordeel het zelf.",
        ),
        "damaged" => (
            "Beschadigd",
            "Open het bestand in het programma waarmee het is gemaakt en sla het opnieuw op, of vraag het opnieuw op.",
        ),
        "limit" => (
            "Over een grens",
            "Het bestand is te groot, te diep genest of pakt uit tot te veel. Ziet het er vertrouwd uit, draai dan opnieuw met een ruimere grens; bij elk bestand staat welke.",
        ),
        "timeout" => (
            "Niet op tijd klaar",
            "Draai opnieuw met een ruimere --timeout, of beoordeel het zelf.",
        ),
        "memory" => (
            "Te veel geheugen nodig",
            "Draai opnieuw met een ruimere --max-memory, splits het bestand, of beoordeel het zelf.",
        ),
        "changed" => ("Regels of beleid zijn onderweg veranderd", "Draai opnieuw."),
        "panic" | "crash" | "too-deep" => (
            "Het programma is erop vastgelopen",
            "Alleen dit bestand is geraakt. Beoordeel het zelf, en meld het aan de makers van lakmoes.",
        ),
        "no-thread" | "no-process" => (
            "Geen rekenruimte meer",
            "Draai opnieuw met minder --threads.",
        ),
        "unreadable" => (
            "Niet te openen",
            "Kijk of het bestand er nog staat en of u het mag lezen, en draai opnieuw.",
        ),
        "unwritable" => (
            "Niet weg te schrijven",
            "Kijk of de schijf vol is en of u in de map mag schrijven, en draai opnieuw.",
        ),
        "not-a-file" => (
            "Geen gewoon bestand",
            "Een verwijzing of apparaat wordt niet gevolgd. Zet het bestand zelf in de map als het erbij hoort.",
        ),
        "unsafe-path" => (
            "Een naam die uit het archief wijst",
            "Zulke archieven zijn vaak gemaakt om schade te doen. Pak het alleen uit als u de afzender vertrouwt.",
        ),
        "pdf-unwritable" => (
            "Geen gelakte PDF te maken",
            "De gelakte tekst is er wel. Maak de PDF opnieuw (bijvoorbeeld door hem af te drukken naar PDF), of lak hem zelf.",
        ),
        "not-a-pdf" => ("Geen PDF", "Alleen een PDF wordt een gelakte PDF."),
        "leak" => (
            "Ingetrokken door de eindcontrole",
            "In het resultaat stond nog iets dat gelakt had moeten zijn; daarom is het er niet. Beoordeel het stuk zelf, en meld het aan de makers van lakmoes.",
        ),
        "container" => (
            "Archieven en postbussen",
            "Wat erin zit, telt als eigen bestanden mee.",
        ),
        "system-file" => ("Bestanden van het besturingssysteem", "Geen documenten."),
        "gold" => ("Antwoorden voor lakmoes eval", "Geen documenten."),
        "inline-image" => (
            "Plaatjes in de tekst van een mail",
            "Vaak logo’s. Ze zijn niet gelezen en niet gepubliceerd.",
        ),
        "signature" => ("Digitale ondertekeningen van mails", "Geen documenten."),
        _ => return None,
    };
    Some(Why { title, remedy })
}

/// Something in the document was not read.
pub(super) const PARTLY_READ: [&str; 10] = [
    "content-damaged",
    "cut-off",
    "embedded-not-read",
    "encrypted",
    "glyphs-without-unicode",
    "images-not-read",
    "page-without-text",
    "pages-missing",
    "part-not-read",
    "truncated",
];

/// How much a warning asks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Level {
    /// Do not publish before someone has decided.
    Stop,
    /// Something is to be decided.
    Decide,
    /// Something may be missing or wrong.
    Look,
    /// Good to know.
    Know,
}

impl Level {
    pub(super) const ALL: [Self; 4] = [Self::Stop, Self::Decide, Self::Look, Self::Know];

    /// Markup: the word, and how it looks.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Self::Stop => "<span class=\"level stop\">Stop</span>",
            Self::Decide => "<span class=\"level decide\">Beslissen</span>",
            Self::Look => "<span class=\"level\">Nakijken</span>",
            Self::Know => "<span class=\"level\">Ter informatie</span>",
        }
    }
}

/// What a warning means.
pub(super) struct Meaning {
    pub(super) level: Level,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

/// What a warning means and what it asks.
pub(super) fn warning(code: &str) -> Option<Meaning> {
    use Level::{Decide, Know, Look, Stop};
    let (level, title, text) = match code {
        "classified" => (
            Stop,
            "Draagt een rubricering",
            "Het stuk is gerubriceerd. Zo mag het niet worden gepubliceerd.",
        ),
        "not-for-publication" => (
            Stop,
            "Zegt zelf: niet actief openbaar",
            "In het stuk staat ‘Nota actief openbaar: Nee’. Vraag na waarom, voordat u publiceert.",
        ),
        "hidden-sheet" => (
            Decide,
            "Heeft een verborgen tabblad",
            "Het verborgen tabblad is gelezen en staat in het resultaat. Hoort het erbij?",
        ),
        "hidden-cells" => (
            Decide,
            "Heeft verborgen rijen of kolommen",
            "Ze zijn gelezen en staan in het resultaat. Horen ze erbij?",
        ),
        "page-without-text" => (
            Look,
            "Pagina’s zonder tekst",
            "Een of meer pagina’s zijn een plaatje: daarvan is niets gelezen en niets gepubliceerd (in een gelakte PDF zijn ze afgedekt). Doe er tekstherkenning (OCR) over en draai opnieuw.",
        ),
        "images-not-read" => (
            Look,
            "Afbeeldingen",
            "Wat in afbeeldingen te lezen is, is niet gelezen en niet gepubliceerd.",
        ),
        "embedded-not-read" => (
            Look,
            "Bestanden of tekeningen in het bestand",
            "Ze zijn niet gelezen en niet gepubliceerd. Sla ze apart op als ze erbij horen.",
        ),
        "layout-uncertain" => (
            Look,
            "De leesvolgorde is onzeker",
            "Regels van de zijkolom kunnen tussen de tekst staan, of andersom.",
        ),
        "truncated" | "cut-off" => (
            Look,
            "Het bestand lijkt afgekapt",
            "Wat er was, is gelezen. Vraag het bestand opnieuw op.",
        ),
        "pages-missing" => (
            Look,
            "Er ontbreken pagina’s",
            "Het bestand noemt meer pagina’s dan er zijn gevonden.",
        ),
        "content-damaged" => (Look, "Beschadigde pagina’s", "Er kan tekst ontbreken."),
        "glyphs-without-unicode" => (
            Look,
            "Letters die niet te lezen zijn",
            "Van een deel van de letters zegt het bestand niet welke het zijn. Ze zijn niet gelezen.",
        ),
        "encoding-damaged" => (
            Look,
            "Onleesbare tekens",
            "Sommige tekens zijn beschadigd en niet gelezen.",
        ),
        "deleted-text" => (
            Look,
            "Verwijderde tekst",
            "Tekst die met ‘wijzigingen bijhouden’ is verwijderd, staat nog in het bestand. Die is niet gepubliceerd; publiceer ook het bronbestand niet.",
        ),
        "hidden-text" => (
            Look,
            "Verborgen tekst",
            "De verborgen tekst is niet gepubliceerd; publiceer ook het bronbestand niet.",
        ),
        "comments" => (
            Look,
            "Opmerkingen in de kantlijn",
            "De opmerkingen zijn niet gepubliceerd; publiceer ook het bronbestand niet.",
        ),
        "encrypted" => (
            Look,
            "Een versleutelde mail",
            "Alleen de kop van de mail is gelezen. Open hem in het mailprogramma en sla hem zonder versleuteling op.",
        ),
        "part-not-read" => (
            Look,
            "Een onderdeel is niet gelezen",
            "Het bestand bevat een onderdeel dat het niet toont en dat niet te lezen is. Het is niet gepubliceerd.",
        ),
        "stored-data" => (
            Look,
            "Bewaarde kopieën van gegevens",
            "Het bestand bewaart gegevens die het niet hoeft te tonen. Die zijn niet gepubliceerd; publiceer ook het bronbestand niet.",
        ),
        "macros-not-read" => (
            Know,
            "Macro’s",
            "Ze zijn niet gelezen en niet gepubliceerd.",
        ),
        "kept-apart" => (
            Know,
            "Gegevens van het programma zelf",
            "Ze zijn op namen nagekeken en niet gepubliceerd.",
        ),
        "older-than-five-years" => (
            Know,
            "Misschien ouder dan vijf jaar",
            "Artikel 5.3 Woo: een relatieve grond vraagt dan om een extra motivering.",
        ),
        "encoding-guessed" | "encoding-mixed" => (
            Know,
            "De tekencodering is geraden",
            "Accenten kunnen verkeerd zijn.",
        ),
        "looks-like-xml" => (
            Know,
            "Gelezen als gewone tekst",
            "Het lijkt op XML; ook de codes eromheen staan in het resultaat.",
        ),
        "form-field-unpainted" => (
            Know,
            "Ingevulde formuliervelden",
            "De tekst is uit de velden gelezen.",
        ),
        _ => return None,
    };
    Some(Meaning { level, title, text })
}

/// What was taken out.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Namen van personen",
        Kind::Email => "E-mailadressen",
        Kind::Phone => "Telefoonnummers",
        Kind::Bsn => "Burgerservicenummers",
        Kind::Iban => "Bankrekeningnummers",
        Kind::Plate => "Kentekens",
        Kind::DateOfBirth => "Geboortedata",
        Kind::Address => "Woon- en postadressen",
        Kind::PersonnelNo => "Personeelsnummers",
        Kind::Signature => "Handtekeningen en parafen",
        Kind::Username => "Gebruikersnamen",
        Kind::IdDocument => "Nummers van identiteitsbewijzen",
        Kind::IpAddress => "IP-adressen",
        Kind::OfficeHolder => "Ambtsdragers",
        Kind::Organisation => "Organisaties",
        Kind::Mailbox => "Algemene mailadressen",
        Kind::Switchboard => "Algemene telefoonnummers",
        Kind::OfficialAddress => "Adressen van organisaties",
        Kind::Reference => "Kenmerken",
        Kind::Date => "Datums",
        Kind::Law => "Wetsartikelen",
        Kind::NameInName => "Namen in namen",
        Kind::ExistingRedaction => "Wat al gelakt was",
    }
}

/// A ground in words, where it is one that the program itself uses.
pub(super) fn ground(code: &str) -> &'static str {
    match code {
        "5.1.1d" => "bijzondere en strafrechtelijke persoonsgegevens",
        "5.1.1e" => "nationale identificatienummers",
        "5.1.2e" => "eerbiediging van de persoonlijke levenssfeer",
        "5.1.2i" => "goed functioneren van de Staat",
        "5.2" => "persoonlijke beleidsopvattingen",
        "10.2.e" | "10.2e" => "eerbiediging van de persoonlijke levenssfeer (Wob)",
        _ => "",
    }
}

/// A class of people or names.
pub(super) fn class(class: Class) -> &'static str {
    match class {
        Class::OfficeHolder => "Bewindspersonen, Kamerleden, burgemeesters, wethouders, raadsleden",
        Class::Judge => "Rechters en officieren van justitie",
        Class::SgDg => "SG, DG, IG",
        Class::Clerk => "Griffiers",
        Class::Expert => "Hoogleraren, leden van staatscommissies",
        Class::Author => "Auteurs van boeken en openbare rapporten",
        Class::Director => "Directeuren en afdelingshoofden",
        Class::Spokesperson => "Woordvoerders",
        Class::ThirdParty => "Advocaten, notarissen, artsen, makelaars",
        Class::Mandated => "Wie namens een ander ondertekent",
        Class::Firm => "Bedrijven met de naam van een persoon",
        Class::NameInName => "Moties, wetten, commissies en straten met een naam",
    }
}

/// What happens to something.
pub(super) fn action(action: Action) -> &'static str {
    match action {
        Action::Keep => "blijft staan",
        Action::Review => "gelakt tot iemand anders beslist",
        Action::Redact => "gelakt",
    }
}
