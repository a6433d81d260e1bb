use super::*;

/// Line, label, value, exact.
const HITS: &[(&str, Label, &str, bool)] = &[
    ("Datum", Label::Date, "", true),
    ("DATUM", Label::Date, "", true),
    (
        "Datum 17 december 2021",
        Label::Date,
        "17 december 2021",
        true,
    ),
    (
        "Datum: 24 maart 2021 van 14:30",
        Label::Date,
        "24 maart 2021 van 14:30",
        true,
    ),
    ("Datum g april 2024", Label::Date, "g april 2024", true),
    ("oatum", Label::Date, "", false),
    (
        "oatum 17 december 2021",
        Label::Date,
        "17 december 2021",
        false,
    ),
    ("Daturn", Label::Date, "", false),
    ("D atum", Label::Date, "", false),
    ("Publicatiedatum", Label::Date, "", true),
    ("Verzenddatum 3 mei 2022", Label::Date, "3 mei 2022", true),
    (
        "Verzonden: dinsdag 3 mei 2022 10:12",
        Label::Date,
        "dinsdag 3 mei 2022 10:12",
        true,
    ),
    (
        "Sent: Tuesday, May 3, 2022 10:12 AM",
        Label::Date,
        "Tuesday, May 3, 2022 10:12 AM",
        true,
    ),
    ("Ontvangen BPZ", Label::Received, "", true),
    ("Ons kenmerk", Label::Reference, "", true),
    ("Ons kenmerk 2021/306", Label::Reference, "2021/306", true),
    ("Onskenmerk", Label::Reference, "", false),
    ("Ons kenrnerk", Label::Reference, "", false),
    ("Nns kenmer", Label::Reference, "", false),
    ("ons k y", Label::Reference, "", false),
    ("Kenmerk   : 4436061", Label::Reference, "4436061", true),
    ("Kenmerk 2021/306", Label::Reference, "2021/306", true),
    ("Onze referentle", Label::Reference, "", false),
    ("Ref erentie", Label::Reference, "", false),
    ("Onze ref.: 12-345", Label::Reference, "12-345", true),
    ("Uw kenmerk", Label::YourReference, "", true),
    ("vw kenmerk 12/3", Label::YourReference, "12/3", false),
    (
        "Uw brief van 3 mei 2022",
        Label::YourLetter,
        "3 mei 2022",
        true,
    ),
    (
        "Kenmerlc UIT-24-30917",
        Label::Reference,
        "UIT-24-30917",
        false,
    ),
    (
        "Zaakuummer BZW-24-00391",
        Label::Reference,
        "BZW-24-00391",
        false,
    ),
    (
        "Onderwerp | Uitnodiging",
        Label::Subject,
        "Uitnodiging",
        true,
    ),
    (
        "0atum |: 20 maart 2017",
        Label::Date,
        "20 maart 2017",
        false,
    ),
    (
        "Uw zaaknummer: 2022/1",
        Label::YourReference,
        "2022/1",
        true,
    ),
    (
        "Aan de Minister v an Landbouw",
        Label::To,
        "de Minister v an Landbouw",
        true,
    ),
    ("Aan", Label::To, "", true),
    ("Aan: MOCW", Label::To, "MOCW", true),
    ("Aan : MPVO", Label::To, "MPVO", true),
    ("aan: redactie", Label::To, "redactie", true),
    (
        "Aan de Minister voor Natuur en Stikstof",
        Label::To,
        "de Minister voor Natuur en Stikstof",
        true,
    ),
    (
        "Aan de minister-president",
        Label::To,
        "de minister-president",
        true,
    ),
    ("Via MOCW", Label::Via, "MOCW", true),
    ("Van", Label::From, "", true),
    ("Van CZW/CZ", Label::From, "CZW/CZ", true),
    (
        "Van: Bram Eelderink <b.eelderink@minvoorbeeld.nl>",
        Label::From,
        "Bram Eelderink <b.eelderink@minvoorbeeld.nl>",
        true,
    ),
    (
        "From: Eelderink, Bram",
        Label::From,
        "Eelderink, Bram",
        true,
    ),
    ("Cc:", Label::Copy, "", true),
    ("CC", Label::Copy, "", true),
    ("Kopie aan", Label::Copy, "", true),
    ("In afschrift aan", Label::Copy, "", true),
    ("Opgesteld door", Label::Author, "", true),
    ("Opgesteld doar", Label::Author, "", false),
    ("Behandeld door |", Label::Author, "", true),
    (
        "Behandeld door J. Eelderink",
        Label::Author,
        "J. Eelderink",
        true,
    ),
    ("Uw contactpersoon", Label::Contact, "", true),
    ("Inlichtingen bij", Label::Contact, "", true),
    (
        "Notulist: B. Eelderink",
        Label::Author,
        "B. Eelderink",
        true,
    ),
    ("Bijlage(n)", Label::Annexes, "", true),
    ("Bijlage (n)", Label::Annexes, "", true),
    ("Bijlagen", Label::Annexes, "", true),
    ("Bijlage(n) 2", Label::Annexes, "2", true),
    ("Bijiage(n)", Label::Annexes, "", false),
    ("Bijiagen 2", Label::Annexes, "2", false),
    ("Aantal bijlagen", Label::Annexes, "", true),
    (
        "Onderwerp Beslissing op uw verzoek",
        Label::Subject,
        "Beslissing op uw verzoek",
        true,
    ),
    ("Onderwerp: beslissing", Label::Subject, "beslissing", true),
    (
        "betreft: verslag overleg",
        Label::Subject,
        "verslag overleg",
        true,
    ),
    (
        "Telefoonnummer +3123art. 10.2.e",
        Label::Phone,
        "+3123art. 10.2.e",
        true,
    ),
    ("T 070 123 45 67", Label::Phone, "070 123 45 67", true),
    ("E-mail", Label::Email, "", true),
    (
        "E info@voorbeeld.nl",
        Label::Email,
        "info@voorbeeld.nl",
        true,
    ),
    (
        "Retouradres: Postbus 202, 1000 AE Amsterdam",
        Label::OfficeAddress,
        "Postbus 202, 1000 AE Amsterdam",
        true,
    ),
    (
        "Directie Eigenaarsadvisering",
        Label::Unit,
        "Eigenaarsadvisering",
        true,
    ),
    (
        "Cluster secretaris-generaal",
        Label::Unit,
        "secretaris-generaal",
        true,
    ),
    ("TER BESLISSING", Label::NoteKind, "", true),
    (
        "Ter informatie en bespreking",
        Label::NoteKind,
        "en bespreking",
        true,
    ),
    ("Nota actief openbaar", Label::ActivelyPublic, "", true),
    (
        "Nota actief openbaar: Nee",
        Label::ActivelyPublic,
        "Nee",
        true,
    ),
    ("Aanwezig:", Label::Attendees, "", true),
    (
        "Voorzitter: J. Eelderink",
        Label::Attendees,
        "J. Eelderink",
        true,
    ),
    ("Beslistermijn", Label::Deadline, "", true),
    (
        "Mede namens/met akkoord van Minister van Wonen",
        Label::OnBehalf,
        "Minister van Wonen",
        true,
    ),
    ("Projectnaam", Label::Project, "", true),
];

const MISSES: &[&str] = &[
    "",
    "  ",
    ":",
    "Van deze gelden is een deel besteed.",
    "Van Dolder zijn akkoord dat deze overweging wordt",
    "Van der Bergweg",
    "Aan de orde geweest.",
    "Aan de Minister is gevraagd om een besluit",
    "Aan het eind van de middag",
    "aan",
    "van",
    "datum, zodat de organisaties hiermee rekening kunnen houden",
    "datum.",
    "datums",
    "Datum van inwerkingtreding is niet bekend",
    "Kenmerken van de regeling",
    "Kenmerkend voor de aanpak is",
    "kenmerk van de aanpak",
    "Bijlage 1 Relevante artikelen",
    "Bijlagenlijst",
    "Projecten in de regio",
    "opgesteld door de taakorganisaties van het ministerie",
    "Contact met de gemeente leverde niets op",
    "Directie en medewerkers hebben overlegd",
    "Ter informatie treft u hierbij het verslag aan",
    "E-mails en berichten vallen buiten het verzoek",
    "Onderwerp van gesprek was de begroting",
    "Toelichting",
    "Aanleiding",
    "Aanwezigheid van de minister",
    "Afdelingen",
    "ee",
    "Tegen dit besluit kan bezwaar worden gemaakt",
    "Verzonden stukken zijn niet opgenomen",
    "Plaatsing op de agenda",
];

#[test]
fn labels_are_known_in_their_printed_and_damaged_forms() {
    for &(line, label, value, exact) in HITS {
        let hit = at_start(line).unwrap_or_else(|| panic!("{line:?} is a label"));
        assert_eq!(hit.label, label, "{line:?}");
        assert_eq!(line[hit.len..].trim(), value, "{line:?}");
        assert_eq!(hit.exact, exact, "{line:?}");
        assert_eq!(hit.alone, value.is_empty(), "{line:?}");
    }
}

#[test]
fn sentences_and_longer_words_are_no_labels() {
    for line in MISSES {
        assert_eq!(at_start(line), None, "{line:?}");
    }
}

proptest::proptest! {
    #[test]
    fn the_value_begins_at_a_character_for_any_line(line in "(Aan|Ons kenmerk|Bijlage\\(|Datum|E-mail)?\\PC{0,50}") {
        if let Some(hit) = at_start(&line) {
            assert!(line.is_char_boundary(hit.len) && hit.len > 0);
        }
    }
}
