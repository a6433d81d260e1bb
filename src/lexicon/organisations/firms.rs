//! Words that firms carry beside the name of a person.

use crate::lexicon::gate::Gate;

/// Behind a name, and nobody's: "Jansen B.V.", "De Wit Advocaten". In order.
const TAILS: [&str; 62] = [
    "Accountancy",
    "Accountants",
    "Advocaten",
    "Advocatuur",
    "Agro",
    "Architecten",
    "Associates",
    "Assurantiën",
    "BV",
    "Bouwbedrijf",
    "CV",
    "Catering",
    "Consultancy",
    "Consultants",
    "Consulting",
    "Deurwaarders",
    "Energieadvies",
    "Engineering",
    "Foundation",
    "Gerechtsdeurwaarders",
    "Groep",
    "Group",
    "Holding",
    "Hotel",
    "Hoveniers",
    "Infra",
    "Ingenieurs",
    "Installaties",
    "Installatietechniek",
    "Interieur",
    "International",
    "Investments",
    "Juristen",
    "Letselschade",
    "Logistics",
    "Loodgieters",
    "Makelaardij",
    "Makelaars",
    "Mediators",
    "NV",
    "Notarissen",
    "Partners",
    "Precision",
    "Producties",
    "Projectontwikkeling",
    "Projectverhuizingen",
    "Recycling",
    "Schilders",
    "Schoonmaak",
    "Solutions",
    "Systems",
    "Tolken",
    "Trading",
    "Transport",
    "Transporten",
    "Uitgevers",
    "VOF",
    "Vastgoed",
    "Verhuizers",
    "Verhuizingen",
    "Vertalers",
    "Vertalingen",
];

/// Behind a surname also the name of a unit, so that more must say that it is a firm. In order.
const DOUBTFUL: [&str; 16] = [
    "Advies",
    "Adviseurs",
    "Beheer",
    "Beveiliging",
    "Bouw",
    "Communicatie",
    "Design",
    "Logistiek",
    "Media",
    "Nederland",
    "Onderzoek",
    "Security",
    "Software",
    "Techniek",
    "Training",
    "Vlees",
];

/// Before a name, written small or with a capital: "bakkerij De Graaf". In order.
const LEADS: [&str; 87] = [
    "aannemersbedrijf",
    "accountantskantoor",
    "administratiekantoor",
    "adviesbureau",
    "advocatenkantoor",
    "apotheek",
    "architectenbureau",
    "autobedrijf",
    "bakkerij",
    "basisschool",
    "begrafenisonderneming",
    "boekhandel",
    "bouwbedrijf",
    "brasserie",
    "brouwerij",
    "bureau",
    "buurthuis",
    "café",
    "camping",
    "cateraar",
    "college",
    "crèche",
    "dansschool",
    "dorpshuis",
    "drukkerij",
    "expertisecentrum",
    "firma",
    "galerie",
    "garage",
    "gebr",
    "gebroeders",
    "gymnasium",
    "handelsonderneming",
    "hotel",
    "hoveniersbedrijf",
    "huisartsenpraktijk",
    "ingenieursbureau",
    "installatiebedrijf",
    "instituut",
    "jachtwerf",
    "juwelier",
    "kapsalon",
    "kasteel",
    "kenniscentrum",
    "kinderdagverblijf",
    "kwekerij",
    "loonbedrijf",
    "lyceum",
    "maatschap",
    "makelaardij",
    "makelaarskantoor",
    "manege",
    "molen",
    "museum",
    "notariskantoor",
    "onderzoeksbureau",
    "peuterspeelzaal",
    "pizzeria",
    "rederij",
    "restaurant",
    "rijschool",
    "ristorante",
    "scheepswerf",
    "schildersbedrijf",
    "scholengemeenschap",
    "slagerij",
    "sporthal",
    "sportpark",
    "stal",
    "stichting",
    "studio",
    "supermarkt",
    "taxibedrijf",
    "theater",
    "transportbedrijf",
    "uitgeverij",
    "verhuisbedrijf",
    "verpleeghuis",
    "vertaalbureau",
    "verzorgingstehuis",
    "wijkcentrum",
    "wijkgebouw",
    "woonzorgcentrum",
    "ziekenhuis",
    "zorgboerderij",
    "zorgcentrum",
    "zwembad",
];

/// Clubs before a name, always small or in capitals: "VV Johan de Witt". In order.
const CLUBS: [&str; 8] = ["asv", "hv", "rksv", "sc", "sv", "vv", "vvv", "wv"];

const TAIL: Gate = Gate::of(&TAILS);
const LEAD: Gate = Gate::of(&LEADS);
const CLUB: Gate = Gate::of(&CLUBS);

/// Whether a word behind a name makes it that of a firm.
#[must_use]
pub fn is_tail(word: &str) -> bool {
    TAIL.may_hold(word) && TAILS.binary_search(&word).is_ok()
}

/// Whether a word behind a surname may make it that of a firm.
#[must_use]
pub fn is_doubtful_tail(word: &str) -> bool {
    DOUBTFUL.binary_search(&word).is_ok()
}

/// Whether a word before a name makes it that of a firm, a school or a club.
#[must_use]
pub fn is_lead(word: &str) -> bool {
    if word.len() > 24 || !LEAD.may_hold(word) && !CLUB.may_hold(word) {
        return false;
    }
    let mut small = [0u8; 24];
    let Some(buffer) = small.get_mut(..word.len()) else {
        return false;
    };
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    let Ok(small) = std::str::from_utf8(buffer) else {
        return false;
    };
    let same_case = word.chars().skip(1).all(char::is_lowercase);
    same_case && LEADS.binary_search(&small).is_ok()
        || CLUBS.binary_search(&small).is_ok()
            && (word == small || word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(TAILS.is_sorted());
        assert!(DOUBTFUL.is_sorted());
        assert!(LEADS.is_sorted());
        assert!(CLUBS.is_sorted());
    }

    #[test]
    fn leads_are_known_in_any_case() {
        assert!(is_lead("Bakkerij") && is_lead("bakkerij") && is_lead("VV") && is_lead("sv"));
        assert!(!is_lead("é") && !is_lead("bakker") && !is_lead("Sv"));
    }
}
