//! Header blocks of many ministries and kinds of document, all invented, with what is to be read.

use super::*;
use crate::model::{CleanText, Heading, Part, RawSpan, TextBuilder};

fn text(lines: &[&str]) -> CleanText {
    let mut out = TextBuilder::default();
    let raw = lines.join("\n");
    let mut at = 0;
    let mut page = 1;
    for line in lines {
        let from = at;
        at += line.len() + 1;
        if *line == "\u{c}" {
            page += 1;
            continue;
        }
        let (heading, skip) = match line.strip_prefix("# ") {
            Some(_) => {
                let heading = Heading {
                    number: None,
                    level: 1,
                    title_at: 0,
                };
                (Some(heading), 2)
            }
            None => (None, 0),
        };
        out.start_block(page, heading);
        out.copy(&raw, RawSpan::new(from + skip, from + line.len()));
    }
    out.finish()
}

pub(super) fn clean(colofon: &str, body: &str) -> Clean {
    let lines = |t: &str| -> Vec<String> {
        t.lines()
            .map(|l| l.trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect()
    };
    let (colofon, body) = (lines(colofon), lines(body));
    let of = |l: &[String]| text(&l.iter().map(String::as_str).collect::<Vec<_>>());
    Clean {
        body: of(&body),
        colofon: of(&colofon),
        linear: None,
    }
}

/// What a header says; empty means the field is to stay empty.
#[derive(Default)]
struct Says {
    kind: &'static str,
    date: &'static str,
    kenmerk: &'static str,
    yours: &'static str,
    to: &'static [&'static str],
    from: &'static [&'static str],
    subject: &'static str,
    project: &'static str,
    annexes: Option<u32>,
    titles: &'static [&'static str],
    deadline: &'static str,
    class: &'static str,
    asks: &'static str,
    public: Option<bool>,
}

fn check(name: &str, colofon: &str, body: &str, says: &Says) {
    let clean = clean(colofon, body);
    let note = read(&clean);
    let one = |f: &Option<crate::model::FieldValue>| {
        f.as_ref().map_or(String::new(), |f| f.value.clone())
    };
    let many =
        |f: &[crate::model::FieldValue]| f.iter().map(|v| v.value.clone()).collect::<Vec<_>>();
    let mut wrong = Vec::new();
    let mut same = |field: &str, got: String, want: &str| {
        if got != want {
            wrong.push(format!("{field}: got {got:?}, want {want:?}"));
        }
    };
    same("type", one(&note.document_type), says.kind);
    same("date", one(&note.date), says.date);
    same("kenmerk", one(&note.kenmerk), says.kenmerk);
    same("your_reference", one(&note.your_reference), says.yours);
    same("subject", one(&note.subject), says.subject);
    same("project", one(&note.project), says.project);
    same("deadline", one(&note.deadline), says.deadline);
    same("classification", one(&note.classification), says.class);
    same("kind", one(&note.kind), says.asks);
    same(
        "recipients",
        many(&note.recipients).join(" | "),
        &says.to.join(" | "),
    );
    same(
        "sender",
        many(&note.sender).join(" | "),
        &says.from.join(" | "),
    );
    let (count, titles) = note
        .attachments
        .as_ref()
        .map_or((None, String::new()), |a| {
            (Some(a.count), many(&a.titles).join(" | "))
        });
    same(
        "annexes",
        format!("{count:?}"),
        &format!("{:?}", says.annexes),
    );
    same("titles", titles, &says.titles.join(" | "));
    same(
        "public",
        format!("{:?}", note.actively_public),
        &format!("{:?}", says.public),
    );
    assert!(wrong.is_empty(), "{name}:\n  {}", wrong.join("\n  "));
    spans_hold(&clean, &note);
}

/// Every value's words stand in its span, but for dates, types and kinds, which are rewritten.
fn spans_hold(clean: &Clean, note: &Note) {
    let verbatim = note
        .recipients
        .iter()
        .chain(&note.sender)
        .chain(&note.subject)
        .chain(&note.kenmerk)
        .chain(&note.project);
    for value in verbatim {
        let text = match value.part {
            Part::Body => &clean.body,
            _ => &clean.colofon,
        };
        let evidence: String = text.slice(value.span).split_whitespace().collect();
        for word in value.value.split_whitespace() {
            let word = word.trim_end_matches(',');
            assert!(
                evidence.contains(word)
                    || crate::lexicon::ministries::mended_title(text.slice(value.span).trim())
                        .is_some(),
                "{word:?} of {value:?} in {evidence:?}"
            );
        }
    }
}

const TEXT: &str = "# Aanleiding\nOp 5 maart 2021 is besloten dat de minister van Wonen een brief stuurt.\n# Geadviseerd besluit\nAkkoord te gaan.";

macro_rules! header {
    ($name:ident, $colofon:expr, $body:expr, $($field:ident: $value:expr),* $(,)?) => {
        #[test]
        #[allow(clippy::needless_update)]
        fn $name() {
            let says = Says { $($field: $value,)* ..Says::default() };
            check(stringify!($name), $colofon, $body, &says);
        }
    };
}

header!(jenv_unlabelled_addressees_and_project_over_two_lines,
    "Minister van Justitie en Veiligheid, Minister voor Wonen en de staatssecretaris van Justitie en Veiligheid
    cluster secretaris-generaal
    Directie Vooruitgang
    Turfmarkt 147
    2511 DP Den Haag
    Postbus 20301
    2500 EH Den Haag
    www.rijksoverheid.nl/jenv
    nota
    Aanbieding Voortgangsbericht 2022 van de
    Dienst Verkeersborden aan de Tweede Kamer
    Datum
    7 februari 2023
    Projectnaam
    Voortgang van de Borden
    2022
    Ons kenmerk
    4419876
    Bijlage(n)
    1
    Bijlage(n)
    - Voortgangsbericht over 2022",
    TEXT,
    kind: "nota", date: "2023-02-07", kenmerk: "4419876",
    to: &["Minister van Justitie en Veiligheid", "Minister voor Wonen", "staatssecretaris van Justitie en Veiligheid"],
    from: &["cluster secretaris-generaal", "Directie Vooruitgang"],
    subject: "Aanbieding Voortgangsbericht 2022 van de Dienst Verkeersborden aan de Tweede Kamer",
    project: "Voortgang van de Borden 2022", annexes: Some(1), titles: &["Voortgangsbericht over 2022"]);

header!(jenv_shredded_labels_of_a_second_page,
    "Cluster secretaris-generaal
    Directie Vooruitgang
    Datum
    9 april 2024
    ons k y
    Nns kenmer
    5512345",
    TEXT,
    kind: "nota", date: "2024-04-09", kenmerk: "5512345",
    from: &["Cluster secretaris-generaal", "Directie Vooruitgang"]);

header!(asiel_en_migratie_with_empty_labels,
    "Directoraat-generaal Migratie
    Directie Toegang
    Team Kust
    Turfmarkt 147
    2511 DP Den Haag
    www.rijksoverheid.nl
    Aan de Minister van Asiel en Migratie
    TER BESLISSING
    Nota
    Reactie op het advies over de wachttijden
    Datum
    12 november 2024
    Uw kenmerk
    Ons kenmerk
    6023344
    Opgesteld door
    Bijlage(n)
    2",
    TEXT,
    kind: "nota", date: "2024-11-12", kenmerk: "6023344",
    to: &["Minister van Asiel en Migratie"],
    from: &["Directoraat-generaal Migratie", "Directie Toegang", "Team Kust"],
    subject: "Reactie op het advies over de wachttijden", annexes: Some(2), asks: "ter beslissing");

header!(bzk_labels_before_values,
    "TER ONDERTEKENING
    Nota actief openbaar
    Ja
    Aan
    Van
    Onze referentie
    2024-0000182799
    MBZK
    CZW/CZ
    Datum
    21 maart 2024
    Opgesteld door
    Oplegnota: ondertekening benoeming lid adviescollege en
    Kamerbrief
    Samengewerkt met
    Bijlage(n)
    2",
    "# Aanleiding\nEen brief van 3 mei 2023.\n# Bijlagen\nVolgnummer\nNaam\nInformatie\n1\nBesluit benoeming\nEelderink\n2\nKamerbrief benoeming",
    kind: "nota", date: "2024-03-21", kenmerk: "2024-0000182799", to: &["MBZK"], from: &["CZW/CZ"],
    subject: "Oplegnota: ondertekening benoeming lid adviescollege en Kamerbrief",
    annexes: Some(2), titles: &["Besluit benoeming Eelderink", "Kamerbrief benoeming"],
    asks: "ter ondertekening", public: Some(true));

header!(bzk_not_public_and_two_addressees,
    "TER BESLUITVORMING
    Nota actief openbaar
    Nee
    Aan MBZK en SBZK
    Van DGOO/O&P
    Onze referentie
    2023-0000700999
    Datum
    13 december 2023
    Uiterste datum
    20 december 2023
    Kabinetsreactie rapport Wegwijs in de wijk
    Bijlage(n)
    geen",
    TEXT,
    kind: "nota", date: "2023-12-13", kenmerk: "2023-0000700999", to: &["MBZK", "SBZK"], from: &["DGOO/O&P"],
    subject: "Kabinetsreactie rapport Wegwijs in de wijk", deadline: "2023-12-20", annexes: Some(0),
    asks: "ter besluitvorming", public: Some(false));

header!(ienw_reference_with_slashes,
    "TER BESLISSING
    Aan
    de staatssecretaris van Infrastructuur en Waterstaat
    Datum
    3 oktober 2022
    Onze referentie
    IENW/BSK-2022/248777
    Opgesteld door
    Bestuurskern
    Dir.Wegen en Verkeersveiligheid
    Cluster Kustwegen
    J. Eelderink
    T 070-456 0000
    Kenmerk
    IENW/BSK-2022/248777
    Beslistermijn
    10 oktober 2022
    Bijlage(n)
    3
    beslisnota
    Beantwoording schriftelijk overleg kustwegen",
    TEXT,
    kind: "beslisnota", date: "2022-10-03", kenmerk: "IENW/BSK-2022/248777",
    to: &["staatssecretaris van Infrastructuur en Waterstaat"],
    from: &["Dir.Wegen en Verkeersveiligheid", "Cluster Kustwegen"],
    subject: "Beantwoording schriftelijk overleg kustwegen", annexes: Some(3),
    deadline: "2022-10-10", asks: "ter beslissing");

header!(ocw_unit_parted_by_the_addressee,
    "TER ONDERTEKENING
    Primair Onderwijs en
    Aan: SOCW
    Kinderopvang
    Van
    Persoonsgegeven
    Datum
    14 juni 2023
    Referentie
    37138888
    Bijlagen
    Beantwoording vragen Eelderink (PVR)
    1.Beantwoording vragen
    Extern OCW afgestemd
    Ministerie van Volksgezondheid en
    Welzijn",
    TEXT,
    kind: "nota", date: "2023-06-14", kenmerk: "37138888", to: &["SOCW"],
    from: &["Primair Onderwijs en Kinderopvang"],
    subject: "Beantwoording vragen Eelderink (PVR)", annexes: Some(1), titles: &["Beantwoording vragen"],
    asks: "ter ondertekening");

header!(ocw_route_is_no_addressee_and_annexes_are_listed,
    "Ministerie van Onderwijs, Cultuur en
    Wetenschap
    TER BESLUITVORMING
    Aan : MPVO
    Via MOCW
    Rust en Regelmaat
    Van
    Persoonsgegeven
    Datum
    22 juni 2022
    Referentie
    33187799
    nota
    Wetsvoorstel beperken van ruis
    cL vult nv( kvi-fi Ey&
    1i, oir
    Bijlagen
    - Wetsvoorstel beperken
    ruis
    - Vragenlijst
    - Format consultatie
    Intern OCW afgestemd
    MBO,WJZ",
    TEXT,
    kind: "nota", date: "2022-06-22", kenmerk: "33187799", to: &["MPVO"], from: &["Rust en Regelmaat"],
    subject: "Wetsvoorstel beperken van ruis", annexes: Some(3),
    titles: &["Wetsvoorstel beperken ruis", "Vragenlijst", "Format consultatie"], asks: "ter besluitvorming");

header!(lnv_reference_of_two_words,
    "Aan de Minister voor Natuur en Stikstof
    Directoraat-generaal Natuur
    en Visserij
    Cluster Heidevelden
    Auteur
    TER BESLISSING
    Openbare beslisnota beantwoording vragen over
    drie uitspraken van de rechtbank betreffende
    heidevelden
    Datum
    21 mei 2024
    Kenmerk
    DGNV-NV 58779999
    Kopie aan
    Parafenroute
    Bijlage(n)
    Ontvangen BPZ",
    TEXT,
    kind: "beslisnota", date: "2024-05-21", kenmerk: "DGNV-NV 58779999",
    to: &["Minister voor Natuur en Stikstof"],
    from: &["Directoraat-generaal Natuur en Visserij", "Cluster Heidevelden"],
    subject: "Openbare beslisnota beantwoording vragen over drie uitspraken van de rechtbank betreffende heidevelden",
    asks: "ter beslissing");

header!(ezk_two_addressees_under_one_label,
    "Directoraat-generaal
    Economie en Digitalisering
    Aan de Minister van Economische Zaken en Klimaat
    de Directeur-generaal Economie en Digitalisering
    Auteur
    TER BESLISSING
    Datum
    11 januari 2024
    Kenmerk
    DGED / 44319999
    Kamerbrief derde ronde Groeifonds
    Kopie aan
    Bijlage(n)
    2
    Parafenroute
    Mede namens/met akkoord van Minister van Financien",
    TEXT,
    kind: "nota", date: "2024-01-11", kenmerk: "DGED / 44319999",
    to: &["Minister van Economische Zaken en Klimaat", "Directeur-generaal Economie en Digitalisering"],
    from: &["Directoraat-generaal Economie en Digitalisering"],
    subject: "Kamerbrief derde ronde Groeifonds", annexes: Some(2), asks: "ter beslissing");

header!(ezk_template_is_no_reference,
    "Directoraat-generaal Klimaat
    en Energie
    Programmadirectie Wind
    Kenmerk
    DGKE-PW / documentId",
    TEXT,
    kind: "nota", from: &["Directoraat-generaal Klimaat en Energie", "Programmadirectie Wind"]);

header!(defensie_labels_first,
    "Aan
    Van
    MINDEF
    TER BESLISSING
    DGB
    In afschrift aan
    Afgestemd met
    Opgesteld door
    T
    Datum
    18 september 2024
    Onze referentie
    BS2024029999
    Aantal bijlagen
    2
    nota
    Inzet van de veldkeuken bij rampen",
    TEXT,
    kind: "nota", date: "2024-09-18", kenmerk: "BS2024029999", to: &["MINDEF"], from: &["DGB"],
    subject: "Inzet van de veldkeuken bij rampen", annexes: Some(2), asks: "ter beslissing");

header!(az_cabinet,
    "Kabinet Minister-President
    Aan de Minister-President
    Datum
    15 januari 2024
    Onze referentie
    4389999
    Beslisnota
    Beantwoording Kamervragen van de leden Eelderink, Van
    Zanten (beiden Partij voor de Rust) en Smit
    (Volt)
    Lijnparaaf
    Medeparaaf",
    TEXT,
    kind: "beslisnota", date: "2024-01-15", kenmerk: "4389999", to: &["Minister-President"],
    from: &["Kabinet Minister-President"],
    subject: "Beantwoording Kamervragen van de leden Eelderink, Van Zanten (beiden Partij voor de Rust) en Smit (Volt)");

header!(vws_deadline_and_long_reference,
    "TER BESLISSING
    Aan de minister van VWS
    Directie Jeugd
    Datum document
    6 juni 2024
    Kenmerk
    3796999-1061234-PDC19
    Deadline
    14 juni 2024
    Bijlage(n)
    1
    (Ter beslissing) Stand van zaken dagopvang
    Parafenlijst",
    TEXT,
    kind: "nota", date: "2024-06-06", kenmerk: "3796999-1061234-PDC19", to: &["minister van VWS"],
    from: &["Directie Jeugd"], subject: "(Ter beslissing) Stand van zaken dagopvang", deadline: "2024-06-14",
    annexes: Some(1), asks: "ter beslissing");

header!(fin_nota_number,
    "TER INFORMATIE
    Aan
    de minister
    Directie Financiële Markten
    Inlichtingen
    B. Eelderink
    T 070-342 0000
    Datum
    8 maart 2023
    Notanummer
    2023-0000061234
    Bijlagen
    1. Kamerbrief
    nota
    Voortgang toezicht op spaarvarkens",
    TEXT,
    kind: "nota", date: "2023-03-08", kenmerk: "2023-0000061234", to: &["minister"],
    from: &["Directie Financiële Markten"],
    subject: "Voortgang toezicht op spaarvarkens", annexes: Some(1), titles: &["Kamerbrief"], asks: "ter informatie");

header!(szw_kerned_labels_and_inline_values,
    "Aan: Minister van Sociale Zaken en Werkgelegenheid
    Van: Directie Arbeidsverhoudingen
    Dat um: 4 juli 2022
    Onze ref erentie: 2022-0000139999
    Onderwerp: Advies over roosters in de bakkerij
    Uiterste datum: 11-07-2022
    Rubricering: Departementaal Vertrouwelijk",
    TEXT,
    kind: "nota", date: "2022-07-04", kenmerk: "2022-0000139999",
    to: &["Minister van Sociale Zaken en Werkgelegenheid"], from: &["Directie Arbeidsverhoudingen"],
    subject: "Advies over roosters in de bakkerij", deadline: "2022-07-11", class: "Departementaal Vertrouwelijk");

header!(bz_memorandum,
    "Memorandum
    Aan
    Minister van Buitenlandse Zaken
    Via
    DGPZ, SG
    Van
    DVN/NF
    Datum
    30 augustus 2021
    Kenmerk
    BZDOC-123459999-12
    Onderwerp
    Bezoek aan de haven",
    TEXT,
    kind: "memo", date: "2021-08-30", kenmerk: "BZDOC-123459999-12", to: &["Minister van Buitenlandse Zaken"],
    from: &["DVN/NF"], subject: "Bezoek aan de haven");

header!(provincial_memo_of_a_meeting,
    "Aan
    Gedeputeerde Eelderink, wethouder Van Zanten
    Kopie aan
    art. 10.2.e
    Uw contactpersoon
    art. 10.2.e
    BEL/GND
    Telefoonnummer +3123art. 10.2.e
    art. 10.2.e @provincie-voorbeeld.nl
    Betreft: Verslag bestuurlijk overleg met wethouder Van Zanten
    gemeente Veldwijk over de nieuwe zonneweide
    aan de Kerkweg
    19 juli 2021
    Memo
    Bestuurlijk overleg 24.03.2021 gemeente Veldwijk
    19 juli 2021 | Memo",
    "Datum: 24 maart 2021 van 14:30 – 15:30 uur\nLocatie: digitaal\nAanwezig:\n• Gedeputeerde Eelderink\n# Agenda\n1. Opening",
    kind: "memo", date: "2021-07-19", to: &["Gedeputeerde Eelderink", "wethouder Van Zanten"], from: &["BEL/GND"],
    subject: "Verslag bestuurlijk overleg met wethouder Van Zanten gemeente Veldwijk over de nieuwe zonneweide aan de Kerkweg");

header!(provincial_decision_with_publication_date,
    "POSTBUS 3007 | 2001 DA HAARLEM
    Gedeputeerde Staten
    Uw contactpersoon
    art. 10.2.e
    CZ/JZ/WCD
    Wob@provincie-voorbeeld.nl
    1|2
    Publicatiedatum
    23 december 2021
    Betreft: Besluit actieve openbaarmaking documenten project
    ‘Zonneweide Kerkweg’ september
    2021
    Kenmerk
    1549999
    Postbus 3007
    2001 DA Haarlem
    Telefoon (023) 514 0000",
    "Op 15 december 2020 hebben wij besloten documenten openbaar te maken.\n# Wettelijk kader\nTekst.",
    kind: "besluit", date: "2021-12-23", kenmerk: "1549999", from: &["Gedeputeerde Staten"],
    subject: "Besluit actieve openbaarmaking documenten project ‘Zonneweide Kerkweg’ september 2021");

header!(municipal_decision_without_addressee,
    "Bezoekadres
    > Gemeente Bezoeke
    Veldwijk 1011 PN Veldwijk
    Postbus 202
    1000 AE Veldwijk
    Telefoon 14 020
    > < veldwijk.nl
    Retouradres: Postbus 202, 1000 AE Veldwijk
    De heer EN
    por mai
    Datum 18 mei 2021
    Ons kenmerk 2021/399
    Behandeld door |
    Bijlage(n) 2
    Onderwerp Beslissing op uw verzoek in het kader van Wet openbaarheid bestuur d.d. 29 maart
    2021.
    Gemeente Veldwijk Datum 18 mei 2021
    Kenmerk 2021/399
    Pagina 2 van 2",
    "Geachte heer A.\nPer mail van 29 maart 2021 heeft u informatie verzocht.\n# Besluit\nHet document is openbaar.\nMet vriendelijke groet,\nHet college van burgemeester en wethouders van Veldwijk\nNamens deze,",
    kind: "besluit", date: "2021-05-18", kenmerk: "2021/399",
    from: &["Het college van burgemeester en wethouders van Veldwijk"],
    subject: "Beslissing op uw verzoek in het kader van Wet openbaarheid bestuur d.d. 29 maart 2021.",
    annexes: Some(2));

header!(letter_with_place_and_date,
    "Dn AE
    en: Ni
    KNVB
    nn
    Woudenbergseweg 56-58
    3707 HX Zeist
    Veldwijk, 8 september 2017
    Betreft: De Meeuwen — Veldwijk zonder uitsupporters",
    "Eerder vandaag is de club door de burgemeester van Den Haag medegedeeld dat op 20 september wordt gespeeld.\nHoogachtend,",
    kind: "brief", date: "2017-09-08", to: &["KNVB"], subject: "De Meeuwen — Veldwijk zonder uitsupporters");

header!(stamped_letter_of_a_committee,
    "EEn
    Ingekomen |
    Veldwijk |
    Algemeen Bestuur ers |
    nd =h DEC, 2019
    Stadsdeel Zuid
    Postbus 74019 Vaaistratie |
    1070 BA VELDWIJK Stutselelen |
    betreft: WOB-verzoek Kerkweg 47, 1074 AC, OLO 3685999 |
    Veldwijk, 30 november 2018 |",
    "Geachte heer, mevrouw, geacht bestuur,\nIn het kader van de op 13 april 2018 geweigerde aanvraag.",
    kind: "brief", date: "2018-11-30", to: &["Stadsdeel Zuid"], subject: "WOB-verzoek Kerkweg 47, 1074 AC, OLO 3685999");

header!(letter_to_parliament,
    "> Retouradres Postbus 20301 2500 EH Den Haag
    Aan de Voorzitter van de Tweede Kamer
    der Staten-Generaal
    Postbus 20018
    2500 EA DEN HAAG
    Directoraat-Generaal Politie
    Directie Verkeer
    Turfmarkt 147
    2511 DP Den Haag
    www.rijksoverheid.nl/jenv
    Onze referentie
    5401999
    Uw referentie
    2024Z11999
    Datum 16 mei 2024
    Onderwerp Beantwoording Kamervragen over de bakfiets",
    "Hierbij zend ik u de antwoorden.\nDe Minister van Justitie en Veiligheid,\nB. Eelderink",
    kind: "kamerbrief", date: "2024-05-16", kenmerk: "5401999", yours: "2024Z11999",
    to: &["Voorzitter van de Tweede Kamer der Staten-Generaal"],
    from: &["Directoraat-Generaal Politie", "Directie Verkeer", "De Minister van Justitie en Veiligheid"],
    subject: "Beantwoording Kamervragen over de bakfiets");

header!(decision_list_of_a_meeting,
    "MINISTERRAAD Kenmerk   : 4436999
    BESLUITENLIJST
    Besluitenlijst van de vergadering gehouden op vrijdag 10 januari 2025
    in de Tuinzaal,
    aangevangen om 11.25 uur
    -2- MR vrijdag 10 januari 2025",
    "# 0. Vaststelling agenda\nVastgesteld.\n# 1. Notulen van de vergadering van 6 december 2024 (nr.3822999)\nVastgesteld.",
    kind: "verslag", date: "2025-01-10", kenmerk: "4436999", from: &["MINISTERRAAD"],
    subject: "Besluitenlijst van de vergadering gehouden op vrijdag 10 januari 2025 in de Tuinzaal");

header!(minutes_with_attendance,
    "VERSLAG
    Onderwerp: Overleg duinwater
    Datum: 12-04-2022
    Tijd: 10.00 – 11.30 uur
    Locatie: Zaal 3
    Aanwezig: J. Eelderink (vz), S. van Zanten
    Afwezig: P. Smit
    Notulist: J. Eelderink",
    "# 1. Opening\nDe voorzitter opent de vergadering.",
    kind: "verslag", date: "2022-04-12", subject: "Overleg duinwater");

header!(mail_thread,
    "",
    "Van: Eelderink, Bram <b.eelderink@minvoorbeeld.nl>\nVerzonden: dinsdag 3 mei 2022 10:12\nAan: Zanten, Sil van; Postbus Duinwater\nCC: Smit, Pim\nOnderwerp: RE: planning duinwater\nBeste Sil,\nAkkoord.\nVan: Zanten, Sil van\nVerzonden: maandag 2 mei 2022 09:00\nAan: Eelderink, Bram\nOnderwerp: planning duinwater\nDag Bram,",
    kind: "e-mail", date: "2022-05-03", to: &["Zanten, Sil van", "Postbus Duinwater"],
    from: &["Eelderink, Bram <b.eelderink@minvoorbeeld.nl>"], subject: "RE: planning duinwater");

header!(english_mail,
    "From: Eelderink, Bram\nSent: Tuesday, May 3, 2022 10:12 AM\nTo: Zanten, Sil van\nSubject: planning\nAttachments: plan.pdf",
    "Beste Sil,\nAkkoord.",
    kind: "e-mail", date: "2022-05-03", to: &["Zanten, Sil van"], from: &["Eelderink, Bram"], subject: "planning",
    annexes: Some(1), titles: &["plan.pdf"]);

header!(interleaved_and_damaged_labels,
    "oatum
    Onze referentle
    16-12-2022
    2022-0000651111
    Bijiage(n)
    4
    Opgesteld doar
    Aan
    SBZK",
    TEXT,
    kind: "nota", date: "2022-12-16", kenmerk: "2022-0000651111", to: &["SBZK"], annexes: Some(4));

header!(values_before_their_labels,
    "TER INFORMATIE
    21 maart 2023
    Datum
    2023-0000111222
    Onze referentie",
    TEXT,
    kind: "nota", date: "2023-03-21", kenmerk: "2023-0000111222", asks: "ter informatie");

header!(repeated_heads_of_later_pages,
    "TER BESLISSING
    Aan
    MLVVN
    Datum
    4 februari 2025
    Kenmerk
    DGA / 99887766
    Directie Akkers
    Kenmerk
    DGA / 99887766
    Datum
    4 februari 2025
    Pagina 2 van 3",
    TEXT,
    kind: "nota", date: "2025-02-04", kenmerk: "DGA / 99887766", to: &["MLVVN"], from: &["Directie Akkers"],
    asks: "ter beslissing");

header!(nothing_is_taken_from_the_running_text,
    "Pagina 1 van 2",
    "# 1. Inleiding\nOp 5 maart 2021 heeft de minister van Wonen aan de voorzitter van de Tweede Kamer geschreven (kenmerk 2023Z21022).\nVan deze gelden is een deel besteed.",
    kind: "");

header!(receipt_stamp_is_not_the_date,
    "Gemeente Veldwijk
    Ingekomen
    4 mei 2022
    Postbus 12
    1000 AA Veldwijk
    Betreft: bezwaar bakfiets
    Uw kenmerk: Z-22/1234",
    "Geacht college,\nHierbij maak ik bezwaar tegen het besluit van 2 april 2022.",
    kind: "brief", yours: "Z-22/1234", to: &["Gemeente Veldwijk"], subject: "bezwaar bakfiets");

header!(secret_note,
    "Stg. GEHEIM
    TER BESPREKING
    Aan: MP
    Van: SG
    Datum: 1 december 2020
    Onderwerp: Overleg met de havenmeester",
    TEXT,
    kind: "nota", date: "2020-12-01", to: &["MP"], from: &["SG"], subject: "Overleg met de havenmeester",
    class: "Stg. GEHEIM", asks: "ter bespreking");

header!(columns_read_line_by_line,
    "TER BESLISSING Rust en Regelmaat
    Onze referentie
    Aan MBZK 2023-0000700999
    Van CZW/CZ Datum
    13 december 2023
    Opgesteld door
    Kamerbrief bij aanbieding evaluatie van het College voor de Rust
    2023-0000700999
    Bijlage(n)
    4",
    TEXT,
    kind: "nota", date: "2023-12-13", kenmerk: "2023-0000700999", to: &["MBZK"], from: &["CZW/CZ"],
    subject: "Kamerbrief bij aanbieding evaluatie van het College voor de Rust", annexes: Some(4),
    asks: "ter beslissing");

header!(second_addressee_behind_an_empty_label,
    "Aan de Minister van Economische Zaken eu Klimaat
    Auteur
    de Directeur-generaal Economie en Digitalisering
    TER BESLISSING
    Datum
    11 januari 2024",
    TEXT,
    kind: "nota", date: "2024-01-11", asks: "ter beslissing",
    to: &["Minister van Economische Zaken en Klimaat", "Directeur-generaal Economie en Digitalisering"]);

header!(request_to_a_body_with_a_word_between,
    "Gemeente Veldwijk
    WOB-verzoek
    Postbus 202
    1000 AE VELDWIJK
    Veldwijk, 19 juli 2019
    Betreft: dossier bakfiets Geachte heer, mevrouw, Ik verzoek u",
    "Tot mij wendde zich een bewoner.\nHoogachtend,",
    kind: "brief", date: "2019-07-19", to: &["Gemeente Veldwijk"], subject: "dossier bakfiets");

header!(mail_with_two_files,
    "",
    "Van: Eelderink, Bram\nVerzonden: dinsdag 23 oktober 2018 15:53\nAan: Postbus Duinwater\nOnderwerp: FW: klacht\nOpvolgingsvlag: Opvolgen\nBijlagen: file2.jpeg; plan duin.pdf\nBeste Sil,",
    kind: "e-mail", date: "2018-10-23", to: &["Postbus Duinwater"], from: &["Eelderink, Bram"],
    subject: "FW: klacht", annexes: Some(2), titles: &["file2.jpeg", "plan duin.pdf"]);

header!(stamps_and_boxes_are_no_references,
    "P.O. Box 75181
    Ons kenmerk
    1 2 JUNI 2018
    Uw kenmerk
    Datum jd 11-02-2022 08:32
    Soort bewijs: pas Nummer: NVR62C1D9
    Bijlagen die later komen",
    "Geachte heer,\nTekst.",
    kind: "brief");

header!(a_page_head_in_the_body_dates_a_memo,
    "Aan
    Gedeputeerde Eelderink art. 5.1.2e
    Betreft: Verslag bestuurlijk overleg over de zonneweide Memo",
    "Datum: 24 maart 2021 van 14:30 – 15:30 uur\n# Agenda\nTekst.\n19 juli 2021 | Memo\nMeer tekst.",
    kind: "memo", date: "2021-07-19", to: &["Gedeputeerde Eelderink"],
    subject: "Verslag bestuurlijk overleg over de zonneweide");

header!(memo_of_one_line_labels,
    "MEMO 11-02-2019
    Aan: DG
    Van: Directie Havens
    Re: nachtelijke brief",
    "Zoals besproken is de brief getekend.",
    kind: "memo", date: "2019-02-11", to: &["DG"], from: &["Directie Havens"], subject: "nachtelijke brief");

header!(empty_annexes_leave_the_title_alone,
    "TER BESLISSING
    Aan
    MINDEF
    Van
    DGB
    Datum
    24 maart 2022
    Aantal bijlagen
    Materieelleveringen aan de oostkust",
    TEXT,
    kind: "nota", date: "2022-03-24", to: &["MINDEF"], from: &["DGB"], subject: "Materieelleveringen aan de oostkust",
    asks: "ter beslissing");

header!(office_type_and_title_on_shared_lines,
    "Minister van Sociale Zaken en Werkgelegenheid nota
    Gesprek over personeelstekort
    Directie Kinderopvang
    Datum
    29 september 2022
    Onze referentie
    2022-0000199999",
    TEXT,
    kind: "nota", date: "2022-09-29", kenmerk: "2022-0000199999",
    to: &["Minister van Sociale Zaken en Werkgelegenheid"], from: &["Directie Kinderopvang"],
    subject: "Gesprek over personeelstekort");

header!(minutes_that_open_with_when_and_where,
    "Verslag overleg waterplan
    8 september 2022, provinciehuis in Veldwijk
    Nummer D-2022-51999
    Aanwezig
    S. van Zanten",
    "# Opening\nDe voorzitter heet iedereen welkom.",
    kind: "verslag", date: "2022-09-08", kenmerk: "D-2022-51999", subject: "Verslag overleg waterplan");

header!(a_list_of_dates_is_no_date,
    "31-12-2024
    30-06-2024",
    "Overzicht ontheffingen parkeergarage\nNaam Kenteken",
    kind: "");

header!(a_short_title_is_what_is_left,
    "TER BESLISSING
    Aan
    Staatssecretaris van Infrastructuur en Waterstaat
    Directie Openbaar Vervoer en Spoor
    Datum
    3 december 2021
    Bijlage(n)
    Nachttrein Veldwijk-Praag",
    TEXT,
    kind: "nota", date: "2021-12-03", to: &["Staatssecretaris van Infrastructuur en Waterstaat"],
    from: &["Directie Openbaar Vervoer en Spoor"], subject: "Nachttrein Veldwijk-Praag", asks: "ter beslissing");

header!(letterhead_without_label_is_no_addressee,
    "Gemeente Veldwijk
    Postbus 12
    1000 AA Veldwijk
    Datum 3 mei 2022
    Ons kenmerk 2022/99
    Onderwerp Besluit Wob-verzoek sporthal",
    "Geachte heer,\nTekst.",
    kind: "besluit", date: "2022-05-03", kenmerk: "2022/99", from: &["Gemeente Veldwijk"],
    subject: "Besluit Wob-verzoek sporthal");

header!(short_title_behind_kind_and_stamp,
    "Aan de Minister van Klimaat en Groene Groei
    TERBESLIS5ING
    0001
    Netcongestie Veldwijk
    Directoraat-generaal Klimaat en Energie
    Auteur
    J. Eelderink
    Datum
    9 oktober 2024",
    TEXT,
    kind: "nota", date: "2024-10-09", to: &["Minister van Klimaat en Groene Groei"],
    from: &["Directoraat-generaal Klimaat en Energie"], subject: "Netcongestie Veldwijk", asks: "ter beslissing");

header!(impossible_dates_are_refused,
    "nota
    Datum
    31 april 2023
    Ons kenmerk
    1234567",
    TEXT,
    kind: "nota", kenmerk: "1234567");

#[test]
fn confidence_falls_where_the_evidence_is_damaged_or_contradicted() {
    let of = |colofon: &str| read(&clean(colofon, TEXT)).date.unwrap().confidence;
    let sure = of("nota\nDatum\n23 maart 2023");
    let damaged = of("nota\noatum\ng maart 2023");
    let contradicted = of("nota\nDatum\n23 maart 2023\nKenmerk\n123456\nDatum\n25 maart 2023");
    let unlabelled = of("nota\n23 maart 2023");
    assert!(sure > 0.95, "{sure}");
    assert!(damaged < sure && contradicted < 0.8 && unlabelled < sure);
}

#[test]
fn a_scans_vw_is_read_as_uw_in_a_subject() {
    let subject = read(&clean("Onderwerp: Antwoord op vw verzoek", "Geachte heer,"))
        .subject
        .unwrap();
    assert_eq!(subject.value, "Antwoord op uw verzoek");
    assert!(subject.confidence < 0.95);
}

/// What is redacted in one part is taken out of values that were read there, and nowhere else.
#[test]
fn no_value_goes_on_in_another_part() {
    for colofon in ["Ministerie", "Directie Wonen en", "Directie\nWonen en"] {
        let note = read(&clean(colofon, "en P. Jansen en ik\n# Aanleiding"));
        for sender in &note.sender {
            assert!(!sender.value.contains("Jansen"), "{sender:?}");
        }
    }
}

#[test]
fn sections_run_from_heading_to_heading() {
    let clean = clean(
        "",
        "Vooraf\n# Aanleiding\nEen.\nTwee.\n# Advies\n# Toelichting\nDrie.",
    );
    let note = read(&clean);
    let got: Vec<_> = note
        .sections
        .iter()
        .map(|s| (clean.body.slice(s.title), clean.body.slice(s.text)))
        .collect();
    assert_eq!(
        got,
        [
            ("Aanleiding", "Een.\nTwee."),
            ("Advies", ""),
            ("Toelichting", "Drie.")
        ]
    );
}

proptest::proptest! {
    #[test]
    fn any_header_is_survived(lines in proptest::collection::vec("(Aan|Van|Datum|Ons kenmerk|Bijlage\\(n\\)|Minister van|nota|Onderwerp:|1|- |5 mei 2022|Postbus 1)?\\PC{0,12}", 0..14)) {
        let text = lines.join("\n");
        let clean = clean(&text, &text);
        let note = read(&clean);
        spans_hold(&clean, &note);
    }
}
