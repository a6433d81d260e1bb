//! Office holders known by name: who is in the national list stays where the text gives a reason
//! to think that it speaks of the holder and not of a namesake.
//!
//! A surname alone is no reason. Reasons are the whole name, an office or the word of parliament
//! near by, a row of several such names, or a text that is all about parliament. A label, a
//! function or an address that makes the bearer a civil servant outweighs them all, and then
//! holds for the surname in the whole text.

mod mention;
mod signs;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::scan::{Gap, Scan, Shape, Token, Words, word};
use super::{DetectOptions, Detector};
use crate::model::{Action, Class, CleanSpan, EvidenceSource, Finding, Kind, RuleId};
use mention::Mention;
use signs::Signs;
use table::Table;

const RULE: RuleId = RuleId::fixed("ambt/lijst", EvidenceSource::Context);
const FIRST_RULE: RuleId = RuleId::fixed("ambt/voornaam", EvidenceSource::Context);
const NAMESAKE_RULE: RuleId = RuleId::fixed("ambt/naamgenoot", EvidenceSource::Context);

/// Several names of the list in a row in a text about parliament: surer than a list of who was there.
const ROLL: f32 = 0.985;
/// The whole name, or several names of the list in a row.
const SURE: f32 = 0.957;
/// The surname in a text about parliament.
const LIKELY: f32 = 0.953;
/// The surname near an office.
const NEAR: f32 = 0.93;
/// A civil servant of the same surname: enough to hold for the whole document.
const NAMESAKE: f32 = 0.966;
/// A first name alone.
const FIRST: f32 = 0.93;

/// Finds office holders by the list.
pub(super) struct Holders {
    table: Table,
    signs: Signs,
    /// What a holder's name is, and what happens to it.
    kept: (Kind, Action),
}

impl Holders {
    pub fn new(words: &Words, options: &DetectOptions) -> Self {
        let class = Some(Class::OfficeHolder);
        Self {
            kept: options.decide(class, Kind::OfficeHolder, Action::Keep),
            table: Table::new(words),
            signs: Signs::new(words),
        }
    }

    /// The surnames of the list that someone else bears here, by first name or initials.
    fn namesakes(&self, scan: &Scan<'_>) -> BTreeSet<u32> {
        let listed = |t: &Token| t.capital() && !self.table.named(t.hash).is_empty();
        let tokens = scan.tokens.iter().enumerate();
        tokens
            .filter(|(i, t)| {
                listed(t)
                    && mention::given_before(scan, *i)
                    && mention::at(&self.table, scan, *i, u16::MAX).is_none()
            })
            .map(|(_, t)| t.hash)
            .collect()
    }

    /// Every mention of a name in the list by someone in office in the text's latest year or
    /// before it.
    fn mentions(&self, scan: &Scan<'_>, year: u16) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        for (i, t) in scan.tokens.iter().enumerate() {
            let written = t.capital()
                || t.shape == Shape::Lower && t.end - t.start > 3
                || t.shape == Shape::Alnum;
            if !written {
                continue;
            }
            let found = if !self.table.named(t.hash).is_empty() {
                mention::at(&self.table, scan, i, year)
            } else if t.flags == 0 && t.shape != Shape::Lower {
                mention::misread(&self.table, scan, i, year)
            } else {
                None
            };
            if let Some(m) = found
                && out.last().is_none_or(|l| l.to <= m.from)
            {
                out.push(m);
            }
        }
        out
    }
}

impl Detector for Holders {
    fn detect(&self, scan: &Scan<'_>, out: &mut Vec<Finding>) {
        let (year, words) = self.signs.count(scan);
        let mentions = self.mentions(scan, year);
        if mentions.is_empty() {
            return;
        }
        let others = borne_by_others(scan, &mentions, out);
        let rows = rows(scan, &mentions);
        let parliament = words >= 4 && about_parliament(scan, &mentions, &rows);
        let debate = parliament && signs::is_debate(scan);
        let text = Text {
            parliament,
            debate,
            others: &others,
            introduced: introduced(scan, &mentions),
            namesakes: self.namesakes(scan),
            whole: mentions
                .iter()
                .filter(|m| m.whole && m.rare)
                .map(|m| scan.tokens[m.main].hash)
                .collect(),
        };
        let mut firsts = BTreeSet::new();
        for (m, row) in mentions.iter().zip(&rows) {
            let near = self.signs.near(scan, m.main);
            let Some(confidence) = text.confidence(scan, m, *row, near) else {
                continue;
            };
            if parliament || near || m.whole {
                let hash = scan.tokens[m.main].hash;
                let named = self.table.named(hash).iter();
                firsts.extend(named.filter_map(|(_, p)| p.firsts.first().copied()));
            }
            out.push(kept(scan, (m.from, m.to), RULE, confidence));
        }
        self.first_names(scan, &firsts, parliament, out);
        if self.kept != (Kind::OfficeHolder, Action::Keep) {
            for f in out
                .iter_mut()
                .filter(|f| f.action == Action::Keep && (f.rule == RULE || f.rule == FIRST_RULE))
            {
                (f.kind, f.action) = self.kept;
                f.ground = Some("5.1.2e".to_owned());
            }
        }
    }
}

impl Holders {
    /// First names alone of holders that the text names, where nobody else bears them.
    fn first_names(
        &self,
        scan: &Scan<'_>,
        firsts: &BTreeSet<u32>,
        parliament: bool,
        out: &mut Vec<Finding>,
    ) {
        if firsts.is_empty() {
            return;
        }
        let mut alone = Vec::new();
        let mut others = BTreeSet::new();
        // A bit for each hash: most words have none of them.
        let mut gate = [0u64; 16];
        for hash in firsts {
            gate[*hash as usize / 64 % 16] |= 1 << (hash % 64);
        }
        let known: Vec<CleanSpan> = out
            .iter()
            .filter(|f| f.rule == RULE)
            .map(|f| f.span)
            .collect();
        for (i, t) in scan.tokens.iter().enumerate() {
            let likely = gate[t.hash as usize / 64 % 16] >> (t.hash % 64) & 1 != 0;
            if !likely || t.shape == Shape::Sign || !firsts.contains(&t.hash) {
                continue;
            }
            let at = known.partition_point(|s| s.end <= t.start);
            if known.get(at).is_some_and(|s| s.start <= t.start) {
                continue;
            }
            if signs::stands_alone(scan, i) {
                alone.push(i);
            } else {
                others.insert(t.hash);
            }
        }
        for i in alone {
            let t = &scan.tokens[i];
            let capital = t.shape == Shape::Cap;
            let reason = parliament && capital;
            if !others.contains(&t.hash) && reason && t.end - t.start > 3 {
                out.push(kept(scan, (i, i + 1), FIRST_RULE, FIRST));
            }
        }
    }
}

fn kept(scan: &Scan<'_>, (from, to): (usize, usize), rule: RuleId, confidence: f32) -> Finding {
    let span = CleanSpan::new(
        scan.tokens[from].start as usize,
        scan.tokens[to - 1].end as usize,
    );
    Finding::new(span, Kind::OfficeHolder, Action::Keep, rule, confidence)
}

/// The surnames that someone bears who is a civil servant by what stands around the name; where
/// it stands so, the name is a namesake's.
fn borne_by_others(scan: &Scan<'_>, mentions: &[Mention], out: &mut Vec<Finding>) -> BTreeSet<u32> {
    let civil = mentions
        .iter()
        .filter(|m| !(m.whole && m.rare) && signs::civil(scan, m.from, m.to));
    civil
        .map(|m| {
            out.push(Finding {
                kind: Kind::Person,
                action: Action::Redact,
                ground: Some("5.1.2e".to_owned()),
                ..kept(scan, (m.from, m.to), NAMESAKE_RULE, NAMESAKE)
            });
            scan.tokens[m.main].hash
        })
        .collect()
}

/// What is known of a text as a whole.
struct Text<'s> {
    parliament: bool,
    debate: bool,
    /// Surnames that a civil servant bears.
    others: &'s BTreeSet<u32>,
    /// Surnames with a party behind them.
    introduced: BTreeSet<u32>,
    /// Surnames that stand with the first name or initials of someone who is not in the list.
    namesakes: BTreeSet<u32>,
    /// Rare surnames of which the text has the whole name.
    whole: BTreeSet<u32>,
}

impl Text<'_> {
    /// How sure it is that a mention is the holder's; none where nothing says so.
    fn confidence(&self, scan: &Scan<'_>, m: &Mention, row: usize, near: bool) -> Option<f32> {
        let t = &scan.tokens[m.main];
        let borne = self.others.contains(&t.hash);
        let office = m.from > 0 && scan.tokens[m.from - 1].is(word::OFFICE);
        if t.shape == Shape::Lower {
            return (near && !borne && (m.rare || m.whole || office)).then_some(NEAR);
        }
        let known = m.rare && m.national && !borne;
        let greeted = known && self.whole.contains(&t.hash) && signs::greeted(scan, m.from);
        let chairs = self.parliament && signs::chairs(scan, m.from);
        let rolled = self.parliament && (row >= 4 || known);
        let introduced = self.debate && self.introduced.contains(&t.hash) && !borne;
        let spoken = self.debate && m.whole;
        if m.whole && m.rare || rolled || chairs || greeted || introduced || spoken {
            return Some(ROLL);
        }
        let famous = m.rare || m.recent && t.is(word::POLITICIAN);
        let civil = !m.rare && signs::civil(scan, m.from, m.to);
        if m.whole && !civil && (famous || self.parliament || near) || row >= 3 && !borne {
            return Some(SURE);
        }
        if office {
            return Some(LIKELY);
        }
        if borne || !m.national {
            return None;
        }
        let of_the_house =
            row >= 2 || m.initials || t.is(word::POLITICIAN) || signs::spoken_of(scan, m.from);
        if self.parliament && of_the_house {
            return Some(LIKELY);
        }
        let reason =
            m.rare && !self.namesakes.contains(&t.hash) && (near || signs::you(scan, m.from, m.to))
                || self.debate && !signs::addressed(scan, m.from);
        reason.then_some(NEAR)
    }
}

/// For each mention, how many mentions stand in a row with it: "Kaag, Bikker en Van der Plas".
fn rows(scan: &Scan<'_>, mentions: &[Mention]) -> Vec<usize> {
    let mut out = vec![1; mentions.len()];
    let mut from = 0;
    for i in 1..=mentions.len() {
        let goes_on = i < mentions.len() && joined(scan, mentions[i - 1].to, mentions[i].from);
        if !goes_on {
            out[from..i].fill(i - from);
            from = i;
        }
    }
    out
}

/// Whether only what joins names in a row stands between two tokens: a comma, `en`, a party.
fn joined(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    if to <= from || to - from > 8 {
        return false;
    }
    let mut inside = false;
    (from..to).all(|i| {
        let t = &scan.tokens[i];
        let open = scan.sign(i, "(");
        let fits = t.gap <= Gap::Line
            && (inside
                || open
                || scan.any_sign(i, ",/&;)-–")
                || matches!(scan.word(i), "en" | "of" | "c" | "s" | "cs" | ".")
                || t.is(word::HONORIFIC)
                || scan.word(i) == "de" && scan.tokens[i + 1].is(word::HONORIFIC));
        inside = open || inside && !scan.sign(i, ")");
        fits
    })
}

/// The surnames that stand with a party behind them.
fn introduced(scan: &Scan<'_>, mentions: &[Mention]) -> BTreeSet<u32> {
    mentions
        .iter()
        .filter(|m| scan.sign(m.to, "("))
        .filter(|m| scan.get(m.to + 1).is_some_and(|t| t.is(word::PARTY)))
        .map(|m| scan.tokens[m.main].hash)
        .collect()
}

/// Whether the text is about parliament: several names of the list that few others bear, or names
/// with a party behind them.
fn about_parliament(scan: &Scan<'_>, mentions: &[Mention], rows: &[usize]) -> bool {
    let mut rare = BTreeSet::new();
    let parties = introduced(scan, mentions);
    for (m, row) in mentions.iter().zip(rows) {
        let hash = scan.tokens[m.main].hash;
        if m.national && (m.rare || m.whole || *row >= 4) {
            rare.insert(hash);
        }
    }
    rare.len() >= 4 || rare.len() >= 2 && parties.len() >= 2
}
