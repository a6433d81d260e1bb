use super::lay_out;
use crate::model::{Break, Laid, Part};

/// The lines of one part as they will be published: wrapped pieces joined.
fn part(laid: &Laid, of: &[Part]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in laid.pieces.iter().filter(|piece| of.contains(&piece.part)) {
        let text = &laid.raw[piece.span.range()];
        match lines.last_mut() {
            Some(last) if piece.before != Break::Paragraph => {
                last.push(' ');
                last.push_str(text);
            }
            _ => lines.push(text.to_owned()),
        }
    }
    lines
}

fn body(raw: &str) -> Vec<String> {
    part(&lay_out(raw.to_owned()), &[Part::Body])
}

fn colofon(raw: &str) -> Vec<String> {
    part(&lay_out(raw.to_owned()), &[Part::Colofon])
}

fn headings(raw: &str) -> Vec<String> {
    let laid = lay_out(raw.to_owned());
    laid.pieces
        .iter()
        .filter(|piece| piece.heading.is_some())
        .map(|piece| laid.raw[piece.span.range()].to_owned())
        .collect()
}

const WOVEN: &str = "\
1. Aanleiding

De dijken langs de rivier zijn in het voorjaar geïnspecteerd en daarbij is gebleken
dat op drie plaatsen herstel nodig is. Voor de overige delen wordt verwezen naar Directie Waterveiligheid
het rapport dat de dienst zelf aan de gemeenten heeft gestuurd. Cluster Dijken

Datum

Het herstel van de dijken tussen de beide bruggen kan naar verwachting g april 2024

in het najaar beginnen, zodra de aannemer de vergunning heeft ons k y
Ons kenmerk
ontvangen. 5444272

2. Geadviseerd besluit

U wordt geadviseerd in te stemmen met het herstel.
";

#[test]
fn a_woven_side_column_is_taken_out_and_the_sentence_reads_on() {
    let lines = body(WOVEN);
    assert_eq!(lines[0], "1. Aanleiding");
    assert!(
        lines[1].contains("wordt verwezen naar het rapport dat de dienst zelf"),
        "{lines:#?}"
    );
    assert!(lines[2].ends_with("kan naar verwachting in het najaar beginnen, zodra de aannemer de vergunning heeft ontvangen."), "{lines:#?}");
    assert_eq!(
        colofon(WOVEN),
        [
            "Directie Waterveiligheid",
            "Cluster Dijken",
            "Datum",
            "g april 2024",
            "ons k y",
            "Ons kenmerk",
            "5444272"
        ]
    );
    assert!(lay_out(WOVEN.to_owned()).interleaved);
}

#[test]
fn every_character_lies_in_exactly_one_piece() {
    let laid = lay_out(WOVEN.to_owned());
    let mut seen = vec![0u8; laid.raw.len()];
    for piece in &laid.pieces {
        for at in piece.span.range() {
            seen[at] += 1;
        }
    }
    for (at, c) in laid.raw.char_indices() {
        assert!(
            seen[at] <= 1 && (c.is_whitespace() || seen[at] == 1),
            "{at} {c:?}"
        );
    }
}

#[test]
fn headings_of_a_note() {
    assert_eq!(headings(WOVEN), ["1. Aanleiding", "2. Geadviseerd besluit"]);
}

#[test]
fn labels_before_values_between_paragraphs() {
    let raw = "\
Aanleiding
De regio heeft in maart een plan ingediend voor de opvang van leerlingen in het
voortgezet onderwijs en vraagt om een bijdrage in de kosten daarvan.

Datum
Onze referentie
12 maart 2023
2023-0000123456

Toelichting
Het plan past binnen de afspraken die met de regio zijn gemaakt over de opvang.
";
    assert_eq!(
        colofon(raw),
        [
            "Datum",
            "Onze referentie",
            "12 maart 2023",
            "2023-0000123456"
        ]
    );
    assert_eq!(headings(raw), ["Aanleiding", "Toelichting"]);
}

#[test]
fn a_header_block_of_another_ministry_is_colofon() {
    let raw = "\
TER BESLISSING
Aan
de Minister

Directoraat-generaal Water
en Bodem
Datum
3 juni 2022
Onze referentie
IENW/BSK-2022/111222
Opgesteld door
Bijlage(n)
2

Beslisnota
Kamerbrief over de stand van zaken van de
drinkwatervoorziening

Krachtenveld
De drinkwaterbedrijven zijn betrokken bij de brief en kunnen zich erin vinden.
";
    assert_eq!(body(raw)[0], "Krachtenveld");
    let colofon = colofon(raw);
    assert!(
        colofon.contains(&"Directoraat-generaal Water en Bodem".to_owned()),
        "{colofon:#?}"
    );
    assert!(
        colofon.contains(
            &"Kamerbrief over de stand van zaken van de drinkwatervoorziening".to_owned()
        ),
        "{colofon:#?}"
    );
}

#[test]
fn body_lines_that_begin_like_a_colofon_stay() {
    let raw = "\
1. Aanleiding
Over de voortgang van het programma is in het najaar met de regio gesproken. Van
de zijde van de gemeenten is gevraagd om een bijdrage in de kosten die zij maken.
Aan de minister wordt voorgesteld om daarmee in te stemmen en dit te melden op de
Datum en plaats die in de uitnodiging van de regio staan vermeld, dat wil zeggen
Directie en medewerkers worden daarover voor het einde van de maand ingelicht.
2. Kernpunten
Bij het overleg waren de volgende onderdelen aanwezig:
- Directie Bestuur
- Afdeling Financiën
- Team Communicatie
De brief is op 9 april 2024 verstuurd.
";
    assert!(colofon(raw).is_empty(), "{:#?}", colofon(raw));
    assert_eq!(body(raw).len(), 8, "{:#?}", body(raw));
}

#[test]
fn a_running_head_in_the_middle_of_a_sentence() {
    let raw = "\
Geachte heer,
Op grond van uw verzoek is een overzicht gemaakt van de meldingen in het gebied en
Een routebeschrijving vindt u op www.zuidlaren-stad.nl.
\u{c}Gemeente Zuidstad Datum 17 december 2021
Kenmerk 2021/99
Pagina 2 van6
van de afhandeling daarvan. De stukken treft u als bijlage bij deze brief aan.
Met vriendelijke groet,
\u{c}Gemeente Zuidstad Datum 17 december 2021
Kenmerk 2021/99
Pagina 3 van 6
Bijlage 1 — Overzicht van de meldingen
Het overzicht is gemaakt op grond van het register van de gemeente en de politie.
";
    let lines = body(raw);
    assert_eq!(
        lines[1],
        "Op grond van uw verzoek is een overzicht gemaakt van de meldingen in het gebied en van de afhandeling daarvan. De stukken treft u als bijlage bij deze brief aan."
    );
    assert_eq!(colofon(raw).len(), 5, "{:#?}", colofon(raw));
    assert_eq!(headings(raw), ["Bijlage 1 — Overzicht van de meldingen"]);
}

#[test]
fn messages_stay_whole_and_in_order() {
    let raw = "\
Van: Noor Veldhuis <n.veldhuis@zuidstad.nl>
Verzonden: dinsdag 5 juli 2022 17:53
Aan: Joris Aldenkamp
Onderwerp: RE: voorzet

Hoi Joris,

Prima voorzet. Ik zou in de tekst nog aanvullen dat de raad hierover in het
najaar een brief krijgt.

Groet,
Noor

Van: Joris Aldenkamp
Verzonden: dinsdag 5 juli 2022 16:47
Aan: Noor Veldhuis
Onderwerp: voorzet

Zie de bijlage.
";
    let lines = body(raw);
    assert!(colofon(raw).is_empty());
    assert_eq!(
        &lines[..4],
        [
            "Van: Noor Veldhuis <n.veldhuis@zuidstad.nl>",
            "Verzonden: dinsdag 5 juli 2022 17:53",
            "Aan: Joris Aldenkamp",
            "Onderwerp: RE: voorzet"
        ]
    );
    assert_eq!(lines.len(), 13, "{lines:#?}");
    assert!(headings(raw).is_empty());
}

#[test]
fn chat_lines_stay_apart() {
    let raw = "[12-03-2024 14:02] Joris: ben je er al\n[12-03-2024 14:03] Noor: bijna\n[12-03-2024 14:05] Joris: ok\n";
    assert_eq!(body(raw).len(), 3);
}

#[test]
fn minutes_have_a_header_and_numbered_headings() {
    let raw = "\
Verslag overleg waterketen
Datum: 12 maart 2024
Aanwezig: Noor Veldhuis, Joris Aldenkamp
Afwezig: Sanne Terpstra

1. Opening
De voorzitter opent de vergadering om tien uur en heet iedereen welkom.

2. Stand van zaken regio
- Joris meldt dat de vergunning is aangevraagd.
- Noor vraagt naar de kosten.

3. Rondvraag en sluiting
Er zijn geen vragen. De voorzitter sluit de vergadering.
";
    assert_eq!(
        headings(raw),
        [
            "1. Opening",
            "2. Stand van zaken regio",
            "3. Rondvraag en sluiting"
        ]
    );
    assert_eq!(body(raw)[0], "1. Opening");
    assert_eq!(colofon(raw).len(), 4);
}

#[test]
fn a_colofon_behind_the_whole_body_is_found() {
    let raw = "\
Aanleiding
De Kamer heeft gevraagd om een overzicht van de maatregelen in het gebied en van
de kosten daarvan.
Geadviseerd besluit
U wordt geadviseerd de brief te ondertekenen.

Directie Natuur
Datum
3 juni 2024
Ons kenmerk
44556677
Bijlage(n)
1
Pagina 1 van 1
";
    assert_eq!(body(raw).len(), 4, "{:#?}", body(raw));
    assert_eq!(
        colofon(raw),
        [
            "Directie Natuur",
            "Datum",
            "3 juni 2024",
            "Ons kenmerk",
            "44556677",
            "Bijlage(n)",
            "1"
        ]
    );
    assert!(!lay_out(raw.to_owned()).interleaved);
}

#[test]
fn a_side_column_kept_apart_by_blanks() {
    let raw = "\
Aanleiding                                                                Directie Natuur
De Kamer heeft gevraagd om een overzicht van de maatregelen               en Landschap
in het gebied en van de kosten daarvan voor de gemeenten die
daaraan meedoen. De brief gaat daar kort op in en verwijst voor           Datum
de bijzonderheden naar het rapport dat als bijlage is                     3 juni 2024
toegevoegd.                                                               Ons kenmerk
                                                                          44556677
";
    assert_eq!(
        body(raw),
        [
            "Aanleiding",
            "De Kamer heeft gevraagd om een overzicht van de maatregelen in het gebied en van de kosten daarvan voor de gemeenten die daaraan meedoen. De brief gaat daar kort op in en verwijst voor de bijzonderheden naar het rapport dat als bijlage is toegevoegd."
        ]
    );
    assert_eq!(colofon(raw).len(), 6, "{:#?}", colofon(raw));
}

#[test]
fn text_with_a_paragraph_a_line_stays_as_it_is() {
    let raw = "\
1. Aanleiding

In de brief van 5 maart 2021 is toegezegd dat de Kamer voor het zomerreces wordt geïnformeerd over de voortgang van het programma en over de kosten die daarmee voor de gemeenten gemoeid zijn.

Op 21 mei heeft de minister de eerste rapportage gestuurd, met een overzicht van de maatregelen die in het afgelopen jaar zijn genomen en van de resultaten daarvan in de regio.

2. Advies

Akkoord gaan.
";
    let expected: Vec<&str> = raw.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(body(raw), expected);
    assert_eq!(body(&expected.join("\n")), expected);
}

#[test]
fn double_spaced_pages_wrap() {
    let raw = "\
Geachte mevrouw,

Tegen dit besluit kan ingevolge de Algemene wet bestuursrecht een bezwaarschrift

worden ingediend. De termijn voor het indienen van een bezwaarschrift bedraagt zes

weken. De termijn vangt aan met ingang van de dag na die waarop het besluit op de

voorgeschreven wijze bekend is gemaakt aan de belanghebbenden in de gemeente.
";
    assert_eq!(body(raw).len(), 2, "{:#?}", body(raw));
}

#[test]
fn rows_of_a_list_of_documents_stay_in_the_body() {
    let raw = "\
Inventarislijst verzoek zwembad
Nr. Document Datum Beoordeling
1 E-mail over de planning 12-03-2021 Deels openbaar
2 Notitie exploitatie 15-03-2021 Openbaar
3 Verslag overleg 19-03-2021 Niet openbaar
";
    assert_eq!(body(raw).len(), 5, "{:#?}", colofon(raw));
    assert!(headings(raw).is_empty(), "{:#?}", headings(raw));
}

#[test]
fn a_side_column_behind_every_line_is_found_by_its_labels() {
    let raw = "\
Aanleiding
Op 12 maart heeft de Kamer een motie aangenomen over de toegankelijkheid van Bestuurskern Vervoer
het openbaar vervoer in landelijke gebieden. In de motie wordt de regering Afdeling Regio
verzocht om voor de zomer een plan van aanpak te maken en de Kamer daarover Datum
te informeren. Met de vervoerders en de provincies is inmiddels overlegd en 14 mei 2025
daarbij is afgesproken dat de provincies een bijdrage leveren. De vervoerders Onze referentie
gaan werken met kleinere bussen op rustige tijden, zodat er geen lijnen meer IENW/BSK-2025/112233
worden geschrapt. Voor de stations wordt met de beheerder afgesproken dat er Auteur
voor 2027 geen drempels meer zijn, en dat geldt ook voor de haltes die in het S. Aldenkamp
buitengebied liggen.
";
    let lines = body(raw);
    assert!(
        lines[1].ends_with("ook voor de haltes die in het buitengebied liggen."),
        "{lines:#?}"
    );
    for own in [
        "Datum",
        "Onze referentie",
        "IENW/BSK",
        "Auteur",
        "Aldenkamp",
    ] {
        assert!(!lines[1].contains(own), "{own}: {lines:#?}");
    }
}

#[test]
fn a_body_laid_out_once_stays_as_it_is() {
    let once = body(WOVEN);
    assert_eq!(body(&once.join("\n\n")), once);
    assert!(colofon(&once.join("\n\n")).is_empty());
}

#[test]
fn a_body_does_not_hang_on_the_length_of_a_name() {
    let with = |name: &str| {
        body(&format!(
            "Geachte heer {name},\nOver het plan voor de haven heeft {name} in maart met de gemeente gesproken, en\nis afgesproken dat er een tweede gesprek komt met de bewoners van de wijk.\n"
        ))
        .len()
    };
    assert_eq!(with("Bos"), with("Van Heuvelstein-Aldenkamp"));
}

#[test]
fn a_form_or_a_text_before_the_first_heading_is_body() {
    let form = "\
Zaak : lawaai bij het zwembad
Gemeld op : 28-08-2021 23:42
Stadsdeel : Zuid
Bron : online
Soort bedrijf : Horeca
Oorzaak : Bezoekers op het terras
Toelichting
De melder heeft de gemeente gevraagd om terug te bellen over de overlast.
";
    assert!(colofon(form).is_empty(), "{:#?}", colofon(form));
    let text = "\
Gemeente Zuidstad
Datum 3 mei 2021
Verordening van de raad van de gemeente houdende regels over de heffing van een
bijdrage en op de subsidie voor de zone in het centrum van de gemeente, gelezen
het voorstel van burgemeester en wethouders van maart; gelet op de afspraken met
de vereniging over de subsidie en op de wet, en gehoord de beraadslaging; vast te
stellen de volgende verordening:
Artikel 1
Deze verordening verstaat onder zone het aangewezen gebied in de gemeente.
";
    assert_eq!(colofon(text), ["Gemeente Zuidstad", "Datum 3 mei 2021"]);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Lines such as documents have, mixed at random.
    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            Just("Datum".to_owned()),
            Just("Ons kenmerk 2021/306".to_owned()),
            Just("5444272".to_owned()),
            Just("Directie Water".to_owned()),
            Just("1. Aanleiding".to_owned()),
            Just("Pagina 2 van 6\u{c}".to_owned()),
            Just("Met vriendelijke groet,".to_owned()),
            Just(
                "De plannen van de dienst zijn besproken en worden naar de Directie Water"
                    .to_owned()
            ),
            Just("gestuurd, waarna de minister ze aan de Kamer zendt. | |".to_owned()),
            "[ -~é\u{c}\r|]{0,60}",
        ]
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_doubled(lines in prop::collection::vec(line(), 0..40)) {
            let laid = lay_out(lines.join("\n"));
            let mut seen = vec![0u8; laid.raw.len()];
            for piece in &laid.pieces {
                prop_assert!(!piece.span.is_empty());
                prop_assert!(piece.page >= 1 && piece.page <= laid.pages);
                for at in piece.span.range() {
                    seen[at] += 1;
                }
            }
            for (at, c) in laid.raw.char_indices() {
                prop_assert!(seen[at] <= 1 && (c.is_whitespace() || seen[at] == 1), "{} {:?}", at, c);
            }
        }

        #[test]
        fn any_text_can_be_laid_out(text in "\\PC{0,200}") {
            let laid = lay_out(text);
            prop_assert!(laid.pages >= 1);
        }
    }
}
