//! People who do not exist: names drawn from lists, or made of pieces of names, in every form in
//! which a document writes them.

use std::error::Error;
use std::path::Path;

use lakmoes::detect::training::Chance;

/// The lists that names are drawn from.
pub struct Names {
    /// First names.
    pub first: Vec<String>,
    /// The first names that are met most.
    common_first: Vec<String>,
    /// First names that are words too.
    first_words: Vec<String>,
    /// Surnames, each with its prefixes.
    pub surnames: Vec<Surname>,
    /// The surnames that are met most.
    common: Vec<Surname>,
    /// Surnames that are words too.
    words: Vec<Surname>,
}

/// A surname.
#[derive(Clone, Debug)]
pub struct Surname {
    /// `van der`, or nothing.
    pub prefix: String,
    /// The rest.
    pub name: String,
}

impl Surname {
    fn of(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let capital = |w: &&str| {
            w.trim_start_matches(['\'', '’'])
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
        };
        let from = words.iter().position(capital)?;
        Some(Self {
            prefix: words[..from].join(" "),
            name: words[from..].join(" "),
        })
    }

    fn small(&self) -> String {
        if self.prefix.is_empty() {
            self.name.clone()
        } else if self.prefix.ends_with(['\'', '’']) && self.prefix.len() < 4 {
            format!("{}{}", self.prefix, self.name)
        } else {
            format!("{} {}", self.prefix, self.name)
        }
    }

    fn alone(&self) -> String {
        capital(&self.small())
    }
}

/// With a capital in front.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some('\'') | Some('’') => text.to_owned(),
        Some(c) => c.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

const PREFIXES: [&str; 22] = [
    "van", "de", "van de", "van der", "van den", "den", "ter", "ten", "te", "van 't", "'t",
    "in 't", "op de", "op den", "el", "al", "von", "dos", "da", "di", "la", "le",
];

const OF_WORDS: &str = "Jong Vries Boer Groot Wit Bruin Graaf Haan Vos Wolf Leeuw Bos Berg Dijk Meer Veen \
    Kok Bakker Visser Smit Mulder Kuiper Prins Koning Keizer Vrijdag Maandag Zondag Roos Mees Engel Winter \
    Zomer Post Raad Wind Storm Water Zee Kerk Brug Poort Hout Steen Zand Dam Hof Tuin Huis Linden Appel Peer \
    Boom Blad Bloem Gans Haas Hond Paard Schaap Spin Kikker Pot Pan Stoel Klok Kaars Ring Ketting Schout \
    Rechter Meester Ridder Schipper Jager Timmerman Metselaar Slager Molenaar Herder Dekker Schilder Zanger \
    Klein Lang Kort Goed Zwart Grijs Rood Groen Blauw Vroom Snel Sterk Vet Mager Wijs Stil Best Fransen \
    Duits Deen Zweed Pool Noor Schot Utrecht Delft Zwolle Breda Leiden Gent Buren Heusden Tilborg Dongen \
    Waal Maas Rijn Vecht Laan Plein Straat Markt Kamp Bosch Heide Veld Akker Berk Eik Beuk Dennen Wilg";

/// First names that are words too.
const FIRST_WORDS: &str = "Roos Storm Wil Mark Linde Sterre Jet Bas Fleur Mees Guus Rein Joy Iris Merel \
    Max Bob Sem Bo Ot Art May June Hoop Ster Stef Ad Aad Bram Dop Co Wim Hans Frans Pim Jip Bart Puck Pien \
    Hugo Floor Sara Olijf Zon Sky River Wolf Vos Tijger Beer Leeuw Arend Duif Lente Zomer Winter Herfst \
    Noor Dirk Job Ben Will Jan Jas Amber Robijn Parel Jade Ruby Saffier Liefde Vrede Grace Faith Hope Mei \
    Sunday Friday Blessing Prince Comfort Mercy Kim Kees Jaap Piet Klaas Tom Tim Ton Tes Loes Miep Door Toon \
    Cor Har Ger Leo Luc Lot Ro Jo An Els Ans Ria Ina Leen Steen Berg Dijk Hanna Rosa Viola Flora Aurora Luna";

impl Names {
    /// Reads the lists.
    pub fn read(root: &Path, data: &Path) -> Result<Self, Box<dyn Error>> {
        let own = |name: &str| -> Result<Vec<String>, std::io::Error> {
            let text = std::fs::read_to_string(root.join("src/lexicon/names").join(name))?;
            Ok(text
                .lines()
                .filter(|l| !l.starts_with('#'))
                .flat_map(str::split_whitespace)
                .map(|w| capital(w.trim_end_matches(['*', '+'])))
                .collect())
        };
        let lines = |name: &str| -> Result<Vec<String>, std::io::Error> {
            let text = std::fs::read_to_string(data.join("names").join(name))?;
            Ok(text
                .lines()
                .map(str::trim)
                .filter(|l| !l.is_empty())
                .map(str::to_owned)
                .collect())
        };
        let common = own("surnames.txt")?
            .iter()
            .filter_map(|s| Surname::of(s))
            .collect();
        Ok(Self {
            first: lines("first_names.txt")?,
            common_first: own("first_names.txt")?,
            first_words: FIRST_WORDS.split_whitespace().map(str::to_owned).collect(),
            words: OF_WORDS
                .split_whitespace()
                .filter_map(Surname::of)
                .collect(),
            surnames: lines("family_names.txt")?
                .iter()
                .filter_map(|s| Surname::of(s))
                .collect(),
            common,
        })
    }

    /// A first name.
    pub fn first(&self, chance: &mut Chance) -> String {
        let one = |list: &[String], chance: &mut Chance| list[chance.below(list.len())].clone();
        match chance.below(20) {
            0..2 => one(&self.first_words, chance),
            2..9 => one(&self.common_first, chance),
            9..18 => one(&self.first, chance),
            _ => made(&one(&self.first, chance), &one(&self.first, chance), chance),
        }
    }

    /// A surname.
    pub fn surname(&self, chance: &mut Chance) -> Surname {
        let one = |list: &[Surname], chance: &mut Chance| list[chance.below(list.len())].clone();
        let mut s = match chance.below(20) {
            0..3 => self.with_prefix(one(&self.words, chance), chance),
            3..7 => self.with_prefix(one(&self.common, chance), chance),
            7..16 => one(&self.surnames, chance),
            _ => {
                let (a, b) = (one(&self.surnames, chance), one(&self.surnames, chance));
                Surname {
                    name: made(&a.name, &b.name, chance),
                    prefix: a.prefix,
                }
            }
        };
        if chance.share(0.03) {
            s.name = format!("{}-{}", s.name, one(&self.words, chance).name);
        } else if chance.share(0.04) {
            s.name = format!("{} {}", s.name, one(&self.surnames, chance).name);
        } else if chance.share(0.05) {
            s.name = format!(
                "{}-{}",
                s.name,
                capital(&one(&self.surnames, chance).small())
            );
        }
        s
    }
}

impl Names {
    fn with_prefix(&self, mut surname: Surname, chance: &mut Chance) -> Surname {
        if chance.share(0.35) {
            PREFIXES[chance.below(PREFIXES.len())].clone_into(&mut surname.prefix);
        } else if chance.share(0.25) {
            "de".clone_into(&mut surname.prefix);
        }
        surname
    }
}

/// Cuts a name short, as friends do.
fn short(name: &str, chance: &mut Chance) -> String {
    let letters = name.chars().count();
    name.chars()
        .take(letters.min(2 + chance.below(3)))
        .collect()
}

/// The beginning of one name and the end of another.
fn made(a: &str, b: &str, chance: &mut Chance) -> String {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let cut = 2 + chance.below(a.len().saturating_sub(3).max(1));
    let from = b.len() / 2;
    a.iter().take(cut).chain(b.iter().skip(from)).collect()
}

/// Somebody.
pub struct Person {
    first: Vec<String>,
    call: String,
    surname: Surname,
    partner: Surname,
}

impl Person {
    /// Someone new.
    pub fn new(names: &Names, chance: &mut Chance) -> Self {
        let count = match chance.below(10) {
            0..6 => 1,
            6..9 => 2,
            _ => 3,
        };
        let first: Vec<String> = (0..count).map(|_| names.first(chance)).collect();
        let mut call = first[0].clone();
        if chance.share(0.04) {
            call = format!("{}-{}", call, names.first(chance));
        }
        Self {
            first,
            call,
            surname: names.surname(chance),
            partner: names.surname(chance),
        }
    }

    fn initials(&self, chance: &mut Chance) -> String {
        let style = chance.below(12);
        let letters: Vec<String> = self
            .first
            .iter()
            .map(|f| {
                let two = f
                    .get(..2)
                    .filter(|t| matches!(*t, "Th" | "Ch" | "IJ" | "Ph" | "Sj" | "Tj"));
                match two {
                    Some(two) if style < 6 => two.to_owned(),
                    _ => f.chars().take(1).flat_map(char::to_uppercase).collect(),
                }
            })
            .collect();
        match style {
            0..8 => letters.iter().map(|l| format!("{l}.")).collect(),
            8 => letters
                .iter()
                .map(|l| format!("{l}."))
                .collect::<Vec<_>>()
                .join(" "),
            9 => letters.concat(),
            10 => letters.join("."),
            _ => format!("{}.", letters.concat()),
        }
    }

    fn surname_first(&self, chance: &mut Chance) -> String {
        let given = if chance.share(0.7) {
            self.initials(chance)
        } else {
            self.call.clone()
        };
        let (p, n) = (&self.surname.prefix, &self.surname.name);
        if p.is_empty() {
            return format!("{n}, {given}");
        }
        match chance.below(4) {
            0 => format!("{p} {n}, {given}"),
            1 => format!("{n} {p}, {given}"),
            _ => format!("{n}, {given} {p}"),
        }
    }

    fn full(&self, chance: &mut Chance) -> String {
        let given = if self.first.len() > 1 && chance.share(0.15) {
            self.first.join(" ")
        } else {
            self.call.clone()
        };
        let mut surname = self.surname.small();
        if !self.surname.prefix.is_empty() && chance.share(0.08) {
            surname = capital(&surname);
        }
        if self.first.len() > 1 && chance.share(0.04) {
            let middle: String = self.first[1].chars().take(1).collect();
            return format!("{given} {middle}. {surname}");
        }
        format!("{given} {surname}")
    }

    fn with_initials(&self, chance: &mut Chance) -> String {
        format!("{} {}", self.initials(chance), self.surname.small())
    }

    /// The name in the form that a slot's letter asks for.
    pub fn form(&self, letter: Option<char>, chance: &mut Chance) -> String {
        match letter {
            None if chance.share(0.5) => self.full(chance),
            None => self.with_initials(chance),
            Some('f') if chance.share(0.12) => self.with_initials(chance),
            Some('f') => self.full(chance),
            Some('i') if chance.share(0.12) => self.full(chance),
            Some('i') => self.with_initials(chance),
            Some('s') if chance.share(0.15) => self.surname.small(),
            Some('s') => self.surname.alone(),
            Some('v') => self.called(chance),
            Some('c') => self.surname_first(chance),
            Some('b') if chance.share(0.5) => {
                format!(
                    "{} ({}) {}",
                    self.initials(chance),
                    self.call,
                    self.surname.small()
                )
            }
            Some('b') => format!(
                "{} ({}) {}",
                self.call,
                self.initials(chance),
                self.surname.small()
            ),
            Some('d') => {
                let given = if chance.share(0.6) {
                    self.initials(chance)
                } else {
                    self.call.clone()
                };
                format!("{given} {}-{}", self.surname.small(), self.partner.small())
            }
            Some('m') => self.monogram(chance),
            Some('u') => self.account(chance),
            Some('e') => format!("{}@{}", self.account(chance), host(chance)),
            Some('l') => self.called(chance).to_lowercase(),
            Some('L') => format!("{} {}", self.call, self.surname.small()).to_lowercase(),
            Some('S') => self.surname.small().to_lowercase(),
            Some('k') if chance.share(0.5) => self.full(chance).to_uppercase(),
            Some('k') => self.with_initials(chance).to_uppercase(),
            Some('K') => self.surname.small().to_uppercase(),
            Some(_) => self.full(chance),
        }
    }

    /// What people are called: mostly by their first name.
    fn called(&self, chance: &mut Chance) -> String {
        let letter = |t: &str| t.chars().take(1).collect::<String>();
        match chance.below(60) {
            0..2 => short(&self.call, chance),
            2 => format!("{} {}.", self.call, letter(&self.surname.name)),
            3 => format!("{} {}", self.call, letter(&self.surname.name)),
            4 => format!("{}.", letter(&self.call)),
            5 => letter(&self.call),
            6 if !self.surname.prefix.is_empty() => {
                let prefix: String = self.surname.prefix.split(' ').map(letter).collect();
                format!("{} {prefix}{}", self.call, letter(&self.surname.name))
            }
            7 => format!("{}, {}", self.call, self.surname.alone()).replace(", ", " "),
            _ => self.call.clone(),
        }
    }

    fn monogram(&self, chance: &mut Chance) -> String {
        let first: String = self.call.chars().take(1).collect();
        let prefix: String = self
            .surname
            .prefix
            .split(' ')
            .filter_map(|p| p.chars().next())
            .collect();
        let last: String = self.surname.name.chars().take(1).collect();
        let all = format!("{first}{prefix}{last}");
        match chance.below(3) {
            0 => all.to_uppercase(),
            1 => all.to_lowercase(),
            _ => all,
        }
    }

    fn account(&self, chance: &mut Chance) -> String {
        let simple = |t: &str| -> String {
            t.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
                .to_lowercase()
        };
        let (first, last) = (simple(&self.call), simple(&self.surname.small()));
        let initial: String = first.chars().take(1).collect();
        match chance.below(4) {
            0 => format!("{initial}.{last}"),
            1 => format!("{first}.{last}"),
            2 => format!("{initial}{last}"),
            _ => format!("{initial}{last}{:02}", chance.below(100)),
        }
    }
}

fn host(chance: &mut Chance) -> &'static str {
    const HOSTS: [&str; 6] = [
        "minbzk.nl",
        "minienw.nl",
        "gemeente-houtdrecht.nl",
        "voorbeeld.nl",
        "politie.nl",
        "provincie.example",
    ];
    HOSTS[chance.below(HOSTS.len())]
}
