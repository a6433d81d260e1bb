//! Things that bear names and are no people: streets, firms, motions, towns, bodies.

use std::error::Error;
use std::path::Path;

use crate::people::{Names, Person, capital};
use lakmoes::detect::training::Chance;

/// The lists that things are drawn from.
pub struct Things {
    /// Towns and municipalities.
    pub places: Vec<String>,
    /// Ministries, agencies, water boards.
    pub bodies: Vec<String>,
}

impl Things {
    /// Reads the value lists.
    pub fn read(data: &Path) -> Result<Self, Box<dyn Error>> {
        let mut places = labels(data, "rwc_gemeenten_compleet_4.json")?;
        places.extend(labels(data, "rwc_provincies_compleet_1.json")?);
        for place in &mut places {
            for kind in ["gemeente ", "provincie "] {
                if let Some(bare) = place.strip_prefix(kind) {
                    *place = bare.to_owned();
                }
            }
        }
        let mut bodies = labels(data, "rwc_overige_overheidsorganisaties_compleet_3.json")?;
        bodies.extend(labels(data, "rwc_waterschappen_compleet_1.json")?);
        bodies.extend(labels(data, "rwc_ministeries_compleet_1.json")?);
        bodies.extend(BODIES.iter().map(|b| (*b).to_owned()));
        Ok(Self { places, bodies })
    }

    /// What a slot stands for.
    pub fn of(&self, slot: &str, names: &Names, chance: &mut Chance) -> String {
        let mut who = || Person::new(names, chance);
        let (one, two) = (who(), who());
        let surname = one.form(Some('s'), chance);
        let other = two.form(Some('s'), chance);
        let full = one.form(Some('f'), chance);
        match slot {
            "street" => street(&surname, &full, chance),
            "firm" => firm(&surname, &other, &full, chance),
            "school" => school(&surname, &full, chance),
            "motie" => match chance.below(5) {
                0 => format!("motie-{surname} c.s."),
                1 => format!("motie {surname}/{other}"),
                2 => format!("motie-{surname}/{other}"),
                3 => format!("amendement-{surname}"),
                _ => format!("motie-{surname}"),
            },
            "commissie" => match chance.below(5) {
                0 => format!("commissie {surname}"),
                1 => format!("kabinet-{surname}"),
                2 => format!("wet-{surname}"),
                _ => format!("Commissie-{surname}"),
            },
            "place" => self.place(chance),
            "gemeente" if chance.share(0.5) => format!("Gemeente {}", self.place(chance)),
            "gemeente" => format!("gemeente {}", self.place(chance)),
            "org" => self.bodies[chance.below(self.bodies.len())].clone(),
            "unit" => unit(chance),
            _ => product(&one.form(Some('v'), chance), chance),
        }
    }

    /// A town: of the list, far away, or one that could be.
    pub fn place(&self, chance: &mut Chance) -> String {
        match chance.below(20) {
            0..8 => self.places[chance.below(self.places.len())].clone(),
            8..11 => pick(&FAR, chance).to_owned(),
            _ => invented_town(chance),
        }
    }
}

fn labels(data: &Path, file: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let text = std::fs::read_to_string(data.join("organisations").join(file))?;
    let all: serde_json::Value = serde_json::from_str(&text)?;
    let label = |item: &serde_json::Value| {
        let of = &item["http://www.w3.org/2000/01/rdf-schema#label"][0]["@value"];
        of.as_str().map(str::to_owned)
    };
    let mut out: Vec<String> = all
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(label)
        .collect();
    out.sort();
    out.dedup();
    Ok(out)
}

const BODIES: &[&str] = &[
    "RIVM",
    "UWV",
    "SVB",
    "CBS",
    "CPB",
    "PBL",
    "SCP",
    "IND",
    "COA",
    "DJI",
    "NCTV",
    "AIVD",
    "MIVD",
    "Rijkswaterstaat",
    "Staatsbosbeheer",
    "Rijksvastgoedbedrijf",
    "Belastingdienst",
    "Kadaster",
    "Openbaar Ministerie",
    "Raad van State",
    "Algemene Rekenkamer",
    "Nationale ombudsman",
    "Europese Commissie",
    "Tweede Kamer",
    "Eerste Kamer",
    "VNG",
    "IPO",
    "Unie van Waterschappen",
    "FNV",
    "VNO-NCW",
    "MKB-Nederland",
    "TNO",
    "Deltares",
    "KNMI",
    "Politie",
    "Defensie",
    "Logius",
    "Autoriteit Persoonsgegevens",
    "ACM",
    "AFM",
    "DNB",
    "NZa",
    "IGJ",
    "NVWA",
    "ILT",
    "RVO",
    "DUO",
    "Dienst Justitiële Inrichtingen",
    "Raad voor de rechtspraak",
    "GGD",
    "Veiligheidsregio",
    "Stichting Lezen en Schrijven",
    "Vereniging Eigen Huis",
    "Rode Kruis",
    "Amnesty International",
    "Greenpeace",
    "Shell",
    "Philips",
    "KLM",
    "Schiphol",
    "ProRail",
    "NS",
    "Tata Steel",
    "Microsoft",
    "Deloitte",
    "KPMG",
    "Ernst & Young",
    "PwC",
    "Capgemini",
    "Centric",
    "Berenschot",
    "Twynstra Gudde",
];

const FAR: [&str; 60] = [
    "Parijs",
    "Londen",
    "Berlijn",
    "Madrid",
    "Rome",
    "Warschau",
    "Kyiv",
    "Moskou",
    "Ankara",
    "Izmir",
    "Konya",
    "Rabat",
    "Casablanca",
    "Nador",
    "Oujda",
    "Tunis",
    "Cairo",
    "Damascus",
    "Homs",
    "Mosul",
    "Erbil",
    "Teheran",
    "Shiraz",
    "Kabul",
    "Herat",
    "Kandahar",
    "Karachi",
    "Delhi",
    "Mumbai",
    "Dhaka",
    "Jakarta",
    "Bandung",
    "Manilla",
    "Hanoi",
    "Peking",
    "Shanghai",
    "Seoul",
    "Tokio",
    "Asmara",
    "Addis Abeba",
    "Mogadishu",
    "Hargeisa",
    "Nairobi",
    "Kampala",
    "Lagos",
    "Abuja",
    "Kumasi",
    "Praia",
    "Paramaribo",
    "Nickerie",
    "Willemstad",
    "Oranjestad",
    "Philipsburg",
    "Bogota",
    "Lima",
    "Antwerpen",
    "Gent",
    "Luik",
    "Keulen",
    "Münster",
];

/// A town that is on no map, made as Dutch towns are.
fn invented_town(chance: &mut Chance) -> String {
    const BEGIN: [&str; 48] = [
        "Hout", "Wadder", "Berg", "Linde", "Koorn", "Leer", "Putter", "Dorre", "Zand", "Veld",
        "Ooster", "Wester", "Noorder", "Zuider", "Nieuwe", "Oude", "Hooge", "Lage", "Kruis",
        "Molen", "Heer", "Graven", "Bisschop", "Monniken", "Winkel", "Wolf", "Vosse", "Haze",
        "Eikel", "Beuke", "Elze", "Riet", "Ganze", "Ever", "Roden", "Witte", "Zwarte", "Lekker",
        "Maas", "IJssel", "Vecht", "Dommel", "Scholte", "Barne", "Water", "Steen", "Brede",
        "Smalle",
    ];
    const END: [&str; 32] = [
        "drecht", "meer", "dam", "wijk", "veen", "um", "hem", "lo", "stein", "dorp", "kerk",
        "horst", "loo", "beek", "broek", "burg", "huizen", "ingen", "waard", "wolde", "koog",
        "werd", "dijk", "hoek", "berg", "zijl", "voort", "schoten", "gouw", "mond", "kamp", "rade",
    ];
    let town = format!("{}{}", pick(&BEGIN, chance), pick(&END, chance));
    match chance.below(12) {
        0 => format!(
            "{} aan de {}",
            town,
            pick(&["Maas", "Lek", "Vecht", "Rijn"], chance)
        ),
        1 => format!(
            "{}-{town}",
            pick(&["Nieuw", "Oud", "Noord", "Zuid"], chance)
        ),
        _ => town,
    }
}

fn pick<'t>(list: &[&'t str], chance: &mut Chance) -> &'t str {
    list[chance.below(list.len())]
}

fn street(surname: &str, full: &str, chance: &mut Chance) -> String {
    const ENDS: [&str; 10] = [
        "straat", "laan", "weg", "plein", "kade", "singel", "hof", "dreef", "gracht", "pad",
    ];
    const OTHER: [&str; 12] = [
        "Kerkstraat",
        "Lange Voorhout",
        "Dorpsstraat",
        "Turfmarkt",
        "Rijnstraat",
        "Stationsplein",
        "Oude Gracht",
        "Markt",
        "Molenweg",
        "Beatrixlaan",
        "Prins Hendrikkade",
        "Plein 1813",
    ];
    let end = pick(&ENDS, chance);
    let name = match chance.below(6) {
        0 => format!("{full}{end}"),
        1 => format!("{surname}{end}"),
        2 => format!("Burgemeester {surname}{end}"),
        3 => format!("{} {}", full.split(' ').next().unwrap_or(full), surname) + end,
        4 => format!("Laan van {surname}"),
        _ => pick(&OTHER, chance).to_owned(),
    };
    match chance.below(3) {
        0 => name,
        1 => format!("{name} {}", 1 + chance.below(300)),
        _ => format!(
            "{name} {}{}",
            1 + chance.below(300),
            pick(&["a", "B", "-2", " III"], chance)
        ),
    }
}

fn firm(surname: &str, other: &str, full: &str, chance: &mut Chance) -> String {
    const KINDS: [&str; 14] = [
        "Bakkerij",
        "Bouwbedrijf",
        "Garage",
        "Adviesbureau",
        "Aannemersbedrijf",
        "Transportbedrijf",
        "Slagerij",
        "Autobedrijf",
        "Makelaardij",
        "Notariskantoor",
        "Drukkerij",
        "Kwekerij",
        "Loonbedrijf",
        "Uitgeverij",
    ];
    const BEHIND: [&str; 12] = [
        "B.V.",
        "BV",
        "Advocaten",
        "Bouw",
        "Groep",
        "Consultancy",
        "Holding",
        "Advies",
        "Notarissen",
        "Accountants",
        "Vastgoed",
        "Installatietechniek",
    ];
    match chance.below(9) {
        0 => format!("{surname} & {other}"),
        1 => format!("{surname} & {other} {}", pick(&BEHIND, chance)),
        2 => format!("{} {surname}", pick(&KINDS, chance)),
        3 => format!("{} {surname} B.V.", pick(&KINDS, chance)),
        4 => format!("{surname} {}", pick(&BEHIND, chance)),
        5 => format!("{surname} en Zonen"),
        6 => format!("Gebr. {surname}"),
        7 => format!("{full} {}", pick(&BEHIND, chance)),
        _ => format!("Koninklijke {surname} {}", pick(&BEHIND, chance)),
    }
}

fn school(surname: &str, full: &str, chance: &mut Chance) -> String {
    match chance.below(7) {
        0 => format!("{full} College"),
        1 => format!("{surname}school"),
        2 => format!("{surname} College"),
        3 => format!("{full} School"),
        4 => format!("{full} Stichting"),
        5 => format!("{full} Huis"),
        _ => format!(
            "basisschool De {}",
            pick(&["Regenboog", "Klimop", "Wegwijzer", "Linde"], chance)
        ),
    }
}

fn unit(chance: &mut Chance) -> String {
    const NAMED: [&str; 24] = [
        "Directie Financiën",
        "Directie Wetgeving",
        "Bestuurskern",
        "Directie Communicatie",
        "Afdeling Juridische Zaken",
        "Cluster Asiel",
        "Team Mobiliteit",
        "DGPenV",
        "DWJZ",
        "FEZ",
        "DGRR",
        "BOA",
        "HBJZ",
        "DGOO",
        "BZ/DAM",
        "DGLM",
        "WJZ",
        "PDJE",
        "DCM",
        "CIO Rijk",
        "DGB/DGD",
        "Bureau SG",
        "Directie Voorlichting",
        "Programma Stelsels",
    ];
    if chance.share(0.6) {
        return pick(&NAMED, chance).to_owned();
    }
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPRSTVWZ";
    let n = 2 + chance.below(4);
    (0..n)
        .map(|_| char::from(LETTERS[chance.below(LETTERS.len())]))
        .collect()
}

fn product(first: &str, chance: &mut Chance) -> String {
    const NAMES: [&str; 20] = [
        "SharePoint",
        "Teams",
        "Digidoc",
        "Mijn Overheid",
        "DigiD",
        "SAP",
        "Proza",
        "Octopus",
        "Horizon",
        "Zaaksysteem",
        "JIRA",
        "Topdesk",
        "P-Direkt",
        "Atlas",
        "Samen Digitaal",
        "WhatsApp",
        "Excel",
        "Common Ground",
        "Copilot",
        "Corsa",
    ];
    match chance.below(6) {
        0 => format!("project {first}"),
        1 => format!("applicatie {}", first.to_uppercase()),
        2 => capital(&format!("{}net", first.to_lowercase())),
        _ => pick(&NAMES, chance).to_owned(),
    }
}
