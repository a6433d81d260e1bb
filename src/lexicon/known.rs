//! What is known of single words that matter for telling names from everything else.

use std::sync::LazyLock;

use super::{offices, organisations, places, titles};

/// What is known of a word. Several may hold.
pub(crate) mod flag {
    /// A first name.
    pub const FIRST: u32 = 1;
    /// A surname.
    pub const SURNAME: u32 = 1 << 1;
    /// An ordinary word: alone it is no name, whatever else it is.
    pub const ORDINARY: u32 = 1 << 2;
    /// `van`, `de`, `ter` and the like.
    pub const PREFIX: u32 = 1 << 3;
    /// `drs`, `mr`, `prof`: part of a name where they stand before one.
    pub const ACADEMIC: u32 = 1 << 4;
    /// `heer`, `mevrouw`.
    pub const HONORIFIC: u32 = 1 << 5;
    /// A post that many hold: beleidsmedewerker, adviseur.
    pub const FUNCTION: u32 = 1 << 6;
    /// A public office: minister, burgemeester.
    pub const OFFICE: u32 = 1 << 7;
    /// A word that makes a name that of an organisation or unit.
    pub const ORGANISATION: u32 = 1 << 8;
    /// A month or a day of the week.
    pub const CALENDAR: u32 = 1 << 9;
    /// A town, country or province.
    pub const PLACE: u32 = 1 << 10;
    /// `MSc`, `LLM`: part of a name where they stand behind one.
    pub const POSTNOMINAL: u32 = 1 << 11;
    /// The last name of someone who holds or held a national office.
    pub const POLITICIAN: u32 = 1 << 12;
    /// A party in parliament.
    pub const PARTY: u32 = 1 << 13;
    /// An ordinary word that with a capital inside a sentence is a name: Bakker, Visser.
    pub const CRAFT: u32 = 1 << 14;
    /// A word of the hand-made list of ordinary words: never a name where one may be guessed.
    pub const STOP: u32 = 1 << 15;
    /// motie, wet, commissie: a name behind it is part of the name of a thing.
    pub const LEAD: u32 = 1 << 16;
    /// Huis, Stichting: a name before it is part of the name of a thing.
    pub const THING: u32 = 1 << 17;
}

const FIRST_NAMES: &str = include_str!("names/first_names.txt");
const SURNAMES: &str = include_str!("names/surnames.txt");

const PREFIXES: &str = "van de der den ten ter te het el al la le du von zu da dos di op in aan onder bij \
    over uit d v t s ver vd vander vanden vande bin ben ibn abu ait aït des los las 'n n";

const CALENDAR: &str = "januari februari maart april mei juni juli augustus september oktober november \
    december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag january february march may june \
    july august october monday tuesday wednesday thursday friday saturday sunday kerst pasen pinksteren \
    ramadan hemelvaart feb mrt apr aug sept okt nov dec";

/// Endings that only surnames have, among words that are in no list.
const SURNAME_ENDS: &[&str] = &[
    "stra", "sma", "inga", "enga", "ema", "mans", "oglu", "oğlu", "ovic", "ović", "evic", "ević",
    "sson", "wska", "wski", "nska", "nski", "ńska", "ński", "cka", "cki", "enko", "adze", "idze",
    "shvili", "poulos", "poulou", "persad", "nandan", "essar", "pershad", "dien", "meijer",
    "meyer", "meier", "huijsen", "huysen", "huizen", "vliet", "elink", "ssink", "jink", "bach",
    "mann", "sen", "ssen", "koop", "boer", "tzi", "idis", "akis", "escu", "ulescu", "zadeh", "yan",
    "singh", "taş", "soy", "demir",
];

/// Words that begin sentences, headings and labels, and are no names.
const ORDINARY: &str = include_str!("names/ordinary.txt");

/// Gives every known word with its flags; a word may come more than once.
pub fn each(add: &mut dyn FnMut(&str, u32)) {
    for (list, kind) in [(FIRST_NAMES, flag::FIRST), (SURNAMES, flag::SURNAME)] {
        for word in list
            .lines()
            .filter(|l| !l.starts_with('#'))
            .flat_map(str::split_ascii_whitespace)
        {
            let plain = word.trim_end_matches(['*', '+']);
            let more = match word.as_bytes().last() {
                Some(b'*') => flag::ORDINARY,
                Some(b'+') => flag::ORDINARY | flag::CRAFT,
                _ => 0,
            };
            add(plain, kind | more);
        }
    }
    let lists = [
        (PREFIXES, flag::PREFIX),
        (CALENDAR, flag::CALENDAR),
        (ORDINARY, flag::ORDINARY | flag::STOP),
        (titles::ACADEMIC, flag::ACADEMIC),
        (titles::HONORIFIC, flag::HONORIFIC),
        (titles::POSTNOMINAL, flag::POSTNOMINAL),
        (titles::FUNCTIONS, flag::FUNCTION),
        (offices::OFFICES, flag::OFFICE),
        (offices::PARTIES, flag::PARTY),
        (offices::POLITICIANS, flag::POLITICIAN),
        (organisations::WORDS, flag::ORGANISATION),
        (places::PLACES, flag::PLACE),
        (places::MORE, flag::PLACE),
        (organisations::LEADS, flag::LEAD),
        (organisations::THINGS, flag::THING),
    ];
    for (list, flags) in lists {
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            line.split_ascii_whitespace()
                .for_each(|word| add(word, flags));
        }
    }
}

/// The endings that tell something, by their last two letters.
struct Ends {
    /// The endings of one slot stand together, in the order in which they count.
    list: Vec<(&'static str, u32)>,
    /// Where those of each slot begin, and where the last ones end.
    from: Vec<u16>,
}

static ENDS: LazyLock<Ends> = LazyLock::new(|| {
    let lists = [
        (titles::FUNCTION_ENDS, flag::FUNCTION),
        (organisations::ENDS, flag::ORGANISATION),
        (SURNAME_ENDS, flag::SURNAME),
    ];
    let mut list: Vec<_> = lists
        .iter()
        .flat_map(|&(ends, flag)| ends.iter().map(move |&end| (end, flag)))
        .collect();
    list.sort_by_key(|(end, _)| Ends::slot(end.as_bytes()));
    let before = |slot| list.partition_point(|(end, _)| Ends::slot(end.as_bytes()) < slot);
    let from = (0..=Ends::SLOTS).map(|slot| before(slot) as u16).collect();
    Ends { list, from }
});

impl Ends {
    const SLOTS: usize = 1 << 10;

    /// The last two letters of a text of two bytes or more, in any case.
    fn slot(text: &[u8]) -> usize {
        let back = |n: usize| usize::from(text[text.len() - n] & 31);
        back(1) << 5 | back(2)
    }

    /// The endings that a word may have.
    fn of(&self, word: &[u8]) -> &[(&'static str, u32)] {
        let slot = Self::slot(word);
        &self.list[usize::from(self.from[slot])..usize::from(self.from[slot + 1])]
    }
}

/// What the form of a word that is in no list says: a function, an organisation.
#[must_use]
pub fn by_form(word: &str) -> u32 {
    let word = word.as_bytes();
    if word.len() < 6 {
        return 0;
    }
    let ends = |end: &str| {
        word.len() > end.len() + 1
            && word[word.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    let found = ENDS.of(word).iter().find(|(end, _)| ends(end));
    found.map_or(0, |&(_, flag)| flag)
}
