//! What the head of a column says of the cells below it.

use crate::model::Kind;

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Head {
    /// Values of this kind and nothing else.
    Of(Kind),
    /// Persons, or whatever else has a name.
    Named,
    /// Part of an address, where the row is of a person.
    Address,
    /// An organisation: the row is of that.
    Body,
    /// What says nothing of persons.
    Other,
}

const SURELY: &[&str] = &[
    "voornaam",
    "voornamen",
    "roepnaam",
    "achternaam",
    "achternamen",
    "familienaam",
    "geslachtsnaam",
    "meisjesnaam",
    "geboortenaam",
    "voorletters",
    "voorletter",
    "voorl",
    "medewerker",
    "medewerkers",
    "collega",
    "contactpersoon",
    "contactpersonen",
    "steller",
    "behandelaar",
    "behandelaars",
    "behandeld door",
    "behandelend ambtenaar",
    "auteur",
    "auteurs",
    "opsteller",
    "opgesteld door",
    "aanvrager",
    "aanvragers",
    "indiener",
    "indieners",
    "verzoeker",
    "melder",
    "klager",
    "bezwaarmaker",
    "reclamant",
    "deelnemer",
    "deelnemers",
    "aanwezig",
    "aanwezige",
    "aanwezigen",
    "genodigde",
    "genodigden",
    "afwezig",
    "afwezigen",
    "cursist",
    "leerling",
    "student",
    "patient",
    "patiënt",
    "client",
    "cliënt",
    "bewoner",
    "bewoners",
    "huurder",
    "dossierhouder",
    "projectleider",
    "teamleider",
    "leidinggevende",
    "aangemaakt door",
    "gewijzigd door",
    "ingevoerd door",
    "laatst gewijzigd door",
    "eigenaar",
    "actiehouder",
    "actiehouders",
    "actie door",
    "verantwoordelijke",
    "trekker",
    "bezoeker",
    "betrokkene",
    "betrokkenen",
    "sollicitant",
    "kandidaat",
    "gemachtigde",
    "inspecteur",
    "toezichthouder",
    "notulist",
    "jurist",
    "adviseur",
    "casemanager",
    "zaakbehandelaar",
    "first name",
    "last name",
    "surname",
    "employee",
    "contact person",
    "full name",
    "volledige naam",
    "naam en voorletters",
    "naam en functie",
    "voor- en achternaam",
    "naam contact",
    "contact",
    "wie",
    "door wie",
    "persoon",
    "personen",
    "voorzitter",
    "secretaris",
    "paraafhouder",
    "accounthouder",
    "budgethouder",
    "hoofdbewoner",
    "uitkeringsgerechtigde",
    "begunstigde",
    "belanghebbende",
    "vergunninghouder",
    "tekenbevoegde",
];

/// Behind "naam": what it is the name of.
const NOT_OF_PERSONS: &[&str] = &[
    "organisatie",
    "bedrijf",
    "document",
    "project",
    "bestand",
    "school",
    "instelling",
    "locatie",
    "gemeente",
    "vereniging",
    "product",
    "stichting",
    "afdeling",
    "team",
    "object",
    "gebied",
    "straat",
    "partij",
    "regeling",
    "bijlage",
    "systeem",
    "applicatie",
    "onderneming",
    "fonds",
];

/// What the head of a column says; none where it is no head that is known.
pub(super) fn read(cell: &str) -> Option<Head> {
    let head = normal(cell);
    let head = head.as_str();
    if head.is_empty() || head.len() > 40 {
        return None;
    }
    if SURELY.contains(&head) {
        return Some(Head::Of(Kind::Person));
    }
    if let Some(of) = head.strip_prefix("naam ") {
        let of = of
            .trim_start_matches("van de ")
            .trim_start_matches("van ")
            .trim_start_matches("de ");
        return Some(match of {
            _ if NOT_OF_PERSONS.iter().any(|not| of.starts_with(not)) => Head::Body,
            _ if SURELY.contains(&of) => Head::Of(Kind::Person),
            _ => Head::Named,
        });
    }
    Some(match head {
        "naam" | "namen" | "name" | "names" => Head::Named,
        "tel" | "telefoon" | "telefoonnummer" | "telefoonnummers" | "telnr" | "tel nr"
        | "tel.nr" | "telefoonnr" | "mobiel" | "mobiele nummer" | "mobiel nummer"
        | "mobielnummer" | "mobiele telefoon" | "gsm" | "fax" | "faxnummer" | "doorkiesnummer"
        | "phone" | "mobile" | "06" | "06-nummer" | "06 nummer" | "tel mobiel" | "tel werk"
        | "tel prive" | "telefoon mobiel" | "telefoon werk" | "telefoon privé"
        | "telefoon thuis" | "telefoon vast" | "whatsapp" => Head::Of(Kind::Phone),
        "bsn"
        | "bsn-nummer"
        | "bsn nummer"
        | "bsnnummer"
        | "burgerservicenummer"
        | "burgerservicenr"
        | "sofinummer"
        | "sofi-nummer"
        | "sofi" => Head::Of(Kind::Bsn),
        "geboortedatum" | "geb.datum" | "geb datum" | "geb. datum" | "gebdatum" | "geboren"
        | "geboren op" | "geboortedat" | "geb dat" | "geb.dat" | "gebdat" | "dob"
        | "date of birth" | "birthdate" | "geb" => Head::Of(Kind::DateOfBirth),
        "iban" | "rekeningnummer" | "bankrekening" | "bankrekeningnummer" | "rekeningnr"
        | "iban-nummer" | "iban nummer" => Head::Of(Kind::Iban),
        "personeelsnummer" | "personeelsnr" | "pers.nr" | "persnr" | "pers nr" | "stamnummer"
        | "medewerkernummer" | "medewerkernr" | "medewerker id" | "employee id" | "pasnummer"
        | "dienstnummer" => Head::Of(Kind::PersonnelNo),
        "gebruikersnaam" | "inlognaam" | "loginnaam" | "username" | "user name" | "userid"
        | "user id" | "gebruikersid" | "useraccount" | "accountnaam" => Head::Of(Kind::Username),
        "kenteken" | "kentekens" => Head::Of(Kind::Plate),
        "paspoortnummer"
        | "paspoortnr"
        | "id-nummer"
        | "nummer identiteitsbewijs"
        | "rijbewijsnummer"
        | "v-nummer"
        | "vnummer"
        | "vreemdelingennummer" => Head::Of(Kind::IdDocument),
        "adres"
        | "woonadres"
        | "huisadres"
        | "thuisadres"
        | "straat"
        | "straatnaam"
        | "postcode"
        | "straat en huisnummer"
        | "straat + huisnummer"
        | "straat en nr"
        | "postcode en plaats"
        | "pc"
        | "postadres"
        | "correspondentieadres"
        | "address"
        | "adresgegevens"
        | "postcode + plaats"
        | "adres aanvrager"
        | "adres bewoner" => Head::Address,
        "organisatie" | "bedrijf" | "bedrijfsnaam" | "instelling" | "onderneming" | "school"
        | "vereniging" | "stichting" | "kvk" | "kvk-nummer" | "kvk nummer" | "vestiging"
        | "locatie" | "object" | "rechtspersoon" | "partij" => Head::Body,
        _ => return is_other(head).then_some(Head::Other),
    })
}

/// Whether a head asks for what only persons have.
pub(super) fn is_personal(head: Option<Head>, cell: &str) -> bool {
    match head {
        Some(Head::Of(kind)) => kind != Kind::Iban && kind != Kind::Plate,
        Some(Head::Other) => matches!(
            normal(cell).as_str(),
            "functie"
                | "rol"
                | "e-mail"
                | "email"
                | "e-mailadres"
                | "emailadres"
                | "geslacht"
                | "paraaf"
                | "aanhef"
                | "leeftijd"
                | "nationaliteit"
                | "salaris"
                | "schaal"
                | "tussenvoegsel"
                | "m/v"
                | "mailadres"
        ),
        _ => false,
    }
}

fn is_other(head: &str) -> bool {
    matches!(
        head,
        "nr" | "nummer"
            | "volgnr"
            | "volgnummer"
            | "id"
            | "datum"
            | "status"
            | "functie"
            | "rol"
            | "afdeling"
            | "directie"
            | "team"
            | "onderdeel"
            | "e-mail"
            | "email"
            | "e-mailadres"
            | "emailadres"
            | "mail"
            | "mailadres"
            | "plaats"
            | "woonplaats"
            | "gemeente"
            | "huisnummer"
            | "huisnr"
            | "toevoeging"
            | "tussenvoegsel"
            | "tussenvoegsels"
            | "geslacht"
            | "m/v"
            | "nationaliteit"
            | "leeftijd"
            | "opmerking"
            | "opmerkingen"
            | "toelichting"
            | "actie"
            | "acties"
            | "deadline"
            | "onderwerp"
            | "zaaknummer"
            | "kenmerk"
            | "dossier"
            | "dossiernummer"
            | "bedrag"
            | "aantal"
            | "periode"
            | "paraaf"
            | "besluit"
            | "titel"
            | "aanhef"
            | "soort"
            | "type"
            | "categorie"
            | "van"
            | "tot"
            | "uren"
            | "salaris"
            | "schaal"
            | "begin"
            | "einde"
            | "begindatum"
            | "einddatum"
            | "ingangsdatum"
            | "aanvraagdatum"
            | "wijk"
            | "land"
            | "provincie"
            | "gereed"
            | "voortgang"
            | "informatie"
            | "beoordeling"
            | "grond"
            | "aanwezig ja/nee"
    )
}

/// Lower case, without what stands around a head: "Naam:", "E-mail *", "Tel. (werk)".
fn normal(cell: &str) -> String {
    let cell = cell.trim();
    let bare = match cell.find('(') {
        Some(at) if at > 2 => &cell[..at],
        _ => cell,
    };
    let bare = bare.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '*' | '.' | '#' | '"' | '\'' | '_')
    });
    bare.to_lowercase().replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_what_stands_below_them() {
        for (cell, head) in [
            ("Naam", Some(Head::Named)),
            ("NAAM:", Some(Head::Named)),
            ("Naam aanvrager", Some(Head::Of(Kind::Person))),
            ("Naam van de organisatie", Some(Head::Body)),
            ("Contactpersoon *", Some(Head::Of(Kind::Person))),
            ("Tel. (werk)", Some(Head::Of(Kind::Phone))),
            ("geb_datum", Some(Head::Of(Kind::DateOfBirth))),
            ("BSN", Some(Head::Of(Kind::Bsn))),
            ("Opmerkingen", Some(Head::Other)),
            ("Jan Jansen", None),
            ("", None),
        ] {
            assert_eq!(read(cell), head, "{cell}");
        }
    }
}
