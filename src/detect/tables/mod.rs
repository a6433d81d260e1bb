//! Tables whose rows are lines with a bar between the cells, as readers of documents of all kinds
//! write them: what the head of a column says holds for every cell below it, however many; and
//! what the first cell of a row says, where a table lies on its side.

mod heads;

use heads::Head;

use super::name::{Trust, parse, reversed};
use super::scan::{Scan, Shape, Words, word};
use crate::model::{Action, CleanSpan, EvidenceSource, Finding, Kind, RuleId};

const RULE: RuleId = RuleId::fixed("tabel/kolom", EvidenceSource::Context);

/// What stands between two cells.
const BAR: &str = " |";

/// How sure it is below a head that says so, and below "Naam".
const SURE: f32 = 0.96;
const LIKELY: f32 = 0.93;

/// A longer cell is text.
const LONGEST: usize = 80;

/// Columns that are looked at.
const COLUMNS: usize = 200;

/// Adds what the tables of a text say.
pub(super) fn detect(text: &str, words: &Words, out: &mut Vec<Finding>) {
    if memchr::memmem::find(text.as_bytes(), BAR.as_bytes()).is_none() {
        return;
    }
    let mut table = Table {
        text,
        words,
        columns: Vec::new(),
        personal: false,
        barren: 0,
        out,
    };
    let mut lines = lines(text).peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().cloned();
        table.line(line, next);
    }
}

type Range = std::ops::Range<usize>;

/// The lines of a text, blank ones left out.
fn lines(text: &str) -> impl Iterator<Item = Range> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |e| at + e);
            let line = at..end;
            at = end + 1;
            if !text[line.clone()].trim().is_empty() {
                return Some(line);
            }
        }
        None
    })
}

struct Table<'t, 'o> {
    text: &'t str,
    words: &'t Words,
    /// What the head of each column says; empty outside a table.
    columns: Vec<Option<Head>>,
    /// Whether its heads ask for what only persons have.
    personal: bool,
    /// Lines in a row that were no rows.
    barren: usize,
    out: &'o mut Vec<Finding>,
}

impl Table<'_, '_> {
    fn line(&mut self, line: Range, next: Option<Range>) {
        let cells = self.cells(line);
        if cells.len() < 2 {
            self.barren += 1;
            if self.barren > 1 {
                self.columns.clear();
            }
            if let Some(cell) = cells.first().filter(|_| !self.columns.is_empty()) {
                self.lone(cell.clone());
            }
            return;
        }
        self.barren = 0;
        let heads: Vec<Option<Head>> = cells
            .iter()
            .map(|c| heads::read(&self.text[c.clone()]))
            .collect();
        if self.is_head(&cells, &heads, next) {
            self.personal = cells
                .iter()
                .zip(&heads)
                .any(|(cell, head)| heads::is_personal(*head, &self.text[cell.clone()]));
            self.columns = heads;
        } else if let Some(Head::Of(_) | Head::Named) = heads[0]
            && self.columns.first().copied().flatten().is_none()
        {
            self.across(&cells, heads[0]);
        } else {
            self.row(&cells);
        }
    }

    /// The cells of a line, blanks around them left out; a bar at its begin or end is no cell's.
    fn cells(&self, line: Range) -> Vec<Range> {
        let text = &self.text[line.clone()];
        let mut cells = Vec::new();
        let mut from = line.start;
        for (at, _) in text.match_indices('|').take(COLUMNS) {
            cells.push(self.trimmed(from..line.start + at));
            from = line.start + at + 1;
        }
        cells.push(self.trimmed(from..line.end));
        cells
    }

    fn trimmed(&self, range: Range) -> Range {
        let text = &self.text[range.clone()];
        let from = range.start + (text.len() - text.trim_start().len());
        from..from + text.trim().len()
    }

    /// Whether a row is the head of what follows: more than one of its cells is known as a head,
    /// or one beside others that are no values. A form has a head at the begin of each row.
    fn is_head(&self, cells: &[Range], heads: &[Option<Head>], next: Option<Range>) -> bool {
        let known = heads.iter().flatten().count();
        let telling = heads.iter().flatten().any(|h| *h != Head::Other);
        if !telling || cells.len() < 2 {
            return false;
        }
        let values = cells
            .iter()
            .zip(heads)
            .filter(|(cell, head)| head.is_none() && self.is_value(&self.text[(*cell).clone()]))
            .count();
        if values > 0 {
            return false;
        }
        let below = next.map(|next| self.cells(next)).unwrap_or_default();
        let form = below.len() > 1
            && heads[0].is_some()
            && heads::read(&self.text[below[0].clone()]).is_some_and(|h| h != Head::Other)
            && known < 2;
        let filled = cells.iter().filter(|c| !c.is_empty()).count();
        !form && (known >= 2 || known == 1 && filled >= 2 && below.len() > 1)
    }

    /// Whether a cell holds what no head says.
    fn is_value(&self, cell: &str) -> bool {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        if digits > 4 || cell.contains('@') || cell.len() > LONGEST {
            return true;
        }
        let scan = Scan::new(cell, 0..cell.len(), self.words);
        parse(&scan, 0, Trust::Text).is_some_and(|name| name.clear() || name.known && name.prefix)
    }

    /// A row below the head.
    fn row(&mut self, cells: &[Range]) {
        let mut person = false;
        let mut addresses: Vec<Range> = Vec::new();
        let mut body = false;
        for (n, cell) in cells.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            match self.columns.get(n).copied().flatten() {
                Some(Head::Of(kind)) => {
                    let found = self.take(cell.clone(), kind, true);
                    let own = matches!(kind, Kind::Person | Kind::Bsn | Kind::DateOfBirth);
                    person |= found && own;
                }
                Some(Head::Named) => person |= self.take(cell.clone(), Kind::Person, false),
                Some(Head::Address) => addresses.push(cell.clone()),
                Some(Head::Body) => body = true,
                Some(Head::Other) | None => {}
            }
        }
        // Where a body has its address is no secret.
        if person && !body {
            for cell in addresses {
                self.take(cell, Kind::Address, true);
            }
        }
    }

    /// A row whose first cell says what the others are.
    fn across(&mut self, cells: &[Range], head: Option<Head>) {
        let several = cells.iter().skip(1).filter(|c| !c.is_empty()).count() > 1;
        for cell in cells.iter().skip(1).filter(|c| !c.is_empty()) {
            match head {
                Some(Head::Of(Kind::Person)) => self.take(cell.clone(), Kind::Person, several),
                Some(Head::Of(kind)) => self.take(cell.clone(), kind, true),
                _ => self.take(cell.clone(), Kind::Person, false),
            };
        }
    }

    /// A line without a bar in a table: a row of which only the first cell is filled.
    fn lone(&mut self, cell: Range) {
        if let Some(Some(Head::Of(Kind::Person) | Head::Named)) = self.columns.first() {
            let text = &self.text[cell.clone()];
            let scan = Scan::new(text, 0..text.len(), self.words);
            if text.len() <= 40
                && parse(&scan, 0, Trust::Text)
                    .is_some_and(|name| name.clear() && name.to == scan.tokens.len())
            {
                self.found(cell, Kind::Person, LIKELY);
            }
        }
    }

    /// Takes a cell, if it can be of this kind.
    fn take(&mut self, cell: Range, kind: Kind, sure: bool) -> bool {
        let text = &self.text[cell.clone()];
        if text.len() > LONGEST || text.contains('@') || is_nobody(text) {
            return false;
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let fits = match kind {
            Kind::Person => return self.person(cell, sure),
            Kind::Phone => (6..=15).contains(&digits) && letters <= 4,
            Kind::Bsn => (7..=9).contains(&digits) && letters <= 1,
            Kind::DateOfBirth => (4..=8).contains(&digits) && text.len() <= 20,
            Kind::Iban => digits >= 7,
            Kind::PersonnelNo => digits >= 3 && text.len() <= 14,
            Kind::Username => (3..=30).contains(&text.len()) && !text.contains(' '),
            Kind::Plate => (6..=10).contains(&text.len()) && digits > 0 && letters > 0,
            Kind::IdDocument => digits >= 4 && text.len() <= 16,
            Kind::Address => letters >= 2 && text.len() >= 5,
            _ => false,
        };
        if fits {
            self.found(cell, kind, SURE);
        }
        fits
    }

    fn found(&mut self, cell: Range, kind: Kind, confidence: f32) {
        let span = CleanSpan::new(cell.start, cell.end);
        self.out
            .push(Finding::new(span, kind, Action::Redact, RULE, confidence));
    }

    fn person(&mut self, cell: Range, sure: bool) -> bool {
        let text = &self.text[cell.clone()];
        if text.bytes().any(|b| b.is_ascii_digit()) || text.len() > 60 {
            return false;
        }
        let scan = Scan::new(text, 0..text.len(), self.words);
        let confidence = if sure { SURE } else { LIKELY };
        let name = reversed(&scan, 0, Trust::Region).or_else(|| parse(&scan, 0, Trust::Region));
        if let Some(name) = name
            && name.from == 0
            && (name.to > 1 || is_single(&scan, sure, self.personal))
        {
            let end = scan
                .tokens
                .get(name.to - 1)
                .map_or(cell.end, |t| cell.start + t.end as usize);
            self.found(cell.start..end, Kind::Person, confidence);
            self.more(&scan, cell.start, name.to, confidence);
            return true;
        }
        let whole = sure && scan.tokens.len() <= 5 && is_unknown(&scan);
        if whole {
            self.found(cell, Kind::Person, confidence);
        }
        whole
    }

    /// "Noor Veldhuis, Bram Weverink": more names in one cell.
    fn more(&mut self, scan: &Scan<'_>, shift: usize, mut at: usize, confidence: f32) {
        while at + 1 < scan.tokens.len() {
            let joint = scan.any_sign(at, ",;/&+") || matches!(scan.word(at), "en" | "and");
            if !joint {
                return;
            }
            let Some(name) = parse(scan, at + 1, Trust::Text) else {
                return;
            };
            if !(name.clear() || name.known || name.first) || name.to <= at + 1 {
                return;
            }
            let (from, to) = (scan.tokens[at + 1].start, scan.tokens[name.to - 1].end);
            self.found(
                shift + from as usize..shift + to as usize,
                Kind::Person,
                confidence,
            );
            at = name.to;
        }
    }
}

const NOBODY: u32 = word::ORGANISATION | word::OFFICE | word::FUNCTION | word::CALENDAR;

/// Whether a cell of one word is a name: below a head that says so also one that is a word too.
fn is_single(scan: &Scan<'_>, sure: bool, personal: bool) -> bool {
    let Some(t) = scan.get(0) else { return false };
    let named = t.is(word::FIRST | word::SURNAME);
    if !named && (t.flags & NOBODY != 0 || t.shape == Shape::Upper) {
        return false;
    }
    let other = t.is(word::ORDINARY | word::PLACE) || super::take::is_noun(scan.word(0));
    named
        || !other && (sure || personal)
        || sure
            && t.shape == Shape::Cap
            && !t.is(word::PLACE)
            && !super::take::is_noun(scan.word(0))
}

/// Words of which none is known to be anything but a name: "bui thi hong", "VAN DER LEEST".
fn is_unknown(scan: &Scan<'_>) -> bool {
    let mut letters = 0;
    let plain = scan.tokens.iter().enumerate().all(|(i, t)| {
        let sign = t.shape == Shape::Sign;
        letters += if sign {
            0
        } else {
            scan.word(i).chars().count()
        };
        if sign {
            return scan.any_sign(i, ".,-'’‑");
        }
        let free = t.flags & (NOBODY | word::PLACE) == 0;
        free && (t.is(word::FIRST | word::SURNAME | word::PREFIX)
            || !t.is(word::ORDINARY)
                && !crate::lexicon::words::is_known(&scan.word(i).to_lowercase()))
    });
    plain && letters > 3
}

/// What stands in a cell where nobody is named.
fn is_nobody(text: &str) -> bool {
    let lower = text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    matches!(
        lower.as_str(),
        "" | "nvt"
            | "n.v.t"
            | "onbekend"
            | "geen"
            | "idem"
            | "allen"
            | "iedereen"
            | "vacature"
            | "vacant"
            | "diverse"
            | "diversen"
            | "nnb"
            | "n.n.b"
            | "nb"
            | "n.b"
            | "anoniem"
            | "ja"
            | "nee"
            | "ntb"
            | "n.t.b"
            | "totaal"
            | "zie boven"
            | "zie onder"
            | "allemaal"
            | "gelakt"
            | "leeg"
            | "volgt"
            | "xxx"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::engine::lexicon_words;

    fn found(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        detect(text, &lexicon_words(), &mut out);
        out.sort_by_key(|f| f.span);
        out.iter().map(|f| &text[f.span.range()]).collect()
    }

    #[test]
    fn every_cell_below_a_head_is_what_the_head_says() {
        assert_eq!(
            found(
                "Nr | Medewerker | Telefoon | BSN | Geboortedatum | Postcode\n\
                 1 | Kuiper | 612345678 | 12345672 | 12-03-1961 | 1234 AB\n\
                 2 | Weverink, B. | 070 345 67 89 | 123456782 | 27346 | 1234 AC\n\
                 3 | n.v.t. | - | onbekend | | 1234 AD"
            ),
            [
                "Kuiper",
                "612345678",
                "12345672",
                "12-03-1961",
                "1234 AB",
                "Weverink, B.",
                "070 345 67 89",
                "123456782",
                "27346",
                "1234 AC"
            ]
        );
    }

    #[test]
    fn a_table_on_its_side_and_a_form_say_it_at_the_begin_of_a_row() {
        assert_eq!(
            found("BSN | 123456782 | 111222333\nGeboortedatum | 12-03-1961 | 1 mei 1970"),
            ["123456782", "111222333", "12-03-1961", "1 mei 1970"]
        );
    }

    #[test]
    fn names_of_things_and_addresses_of_bodies_stay() {
        for text in [
            "Naam document | Datum\nBeslisnota kernenergie | 3 mei 2024",
            "Volgnummer | Naam | Informatie\n1 | Aanbiedingsbrief | ter ondertekening\n2 | Wetsvoorstel | bijlage",
            "Organisatie | Adres\nStichting Voorbeeld | Kerkweg 12",
            "Actiehouder | Actie\nallen | lezen\nMinisterie van Financiën | reageren",
            "Jaar | Aantal\n2023 | 123456782",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn broken_tables_are_survived() {
        for text in [
            "|",
            "|||\n|",
            " |\n",
            "Naam |",
            "Naam | BSN\n|é|\n | ",
            "a | b\n\n\n",
        ] {
            let _ = found(text);
        }
    }
}
