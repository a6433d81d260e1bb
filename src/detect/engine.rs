//! Runs the rules: walks the tokens of a text once and looks closer only where a rule is
//! triggered.

use std::sync::OnceLock;

use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::rules::{Rules, Take, Trigger};
use super::scan::{Gap, Scan, Shape, Token, Words, word};
use super::{DetectOptions, Detector, take, validate};
use crate::lexicon::gate::Ends;
use crate::lexicon::{self, labels};
use crate::model::{Action, CleanSpan, Finding, Kind, RuleId};

/// How much text behind a trigger a pattern may see.
const WINDOW: usize = 160;

/// A rule made ready to run.
pub(super) struct Compiled {
    pub finding: Finding,
    pub take: Option<Take>,
    pattern: Option<Pattern>,
    unless: Option<Pattern>,
    validator: Option<super::rules::Validator>,
    digits: (u8, u8),
    reach: usize,
    near: Vec<String>,
    not_near: Vec<String>,
    unless_before: Vec<String>,
}

/// A pattern, compiled when it is first asked for: many never are.
struct Pattern {
    text: String,
    regex: OnceLock<Regex>,
}

impl Pattern {
    fn new(text: String) -> Self {
        Self {
            text,
            regex: OnceLock::new(),
        }
    }

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            RegexBuilder::new(&self.text)
                .unicode(self.text.contains("(?u"))
                .size_limit(1 << 22)
                .build()
                .or_else(|_| Regex::new(&self.text))
                .expect("checked when the rule was read")
        })
    }
}

/// A phrase that triggers a rule, without its first word.
pub(super) struct Phrase {
    pub rest: Vec<Part>,
    pub rule: usize,
}

/// The phrases that begin with one word.
#[derive(Default)]
pub(super) struct Phrases {
    pub list: Vec<Phrase>,
    /// A bit for each hash of their second words; all of them where one has none.
    nexts: u64,
}

impl Phrases {
    fn add(&mut self, phrase: Phrase) {
        self.nexts |= phrase.rest.first().map_or(u64::MAX, |p| bit(p.hash));
        self.list.push(phrase);
    }

    /// Whether the second word of a phrase may follow token `i`: mostly none does.
    fn may_follow(&self, scan: &Scan<'_>, i: usize) -> bool {
        let mut next = i + 1;
        while scan.sign(next, ".") {
            next += 1;
        }
        let follows = |t: &Token| self.nexts & bit(t.hash) != 0 || !scan.word(next).is_ascii();
        self.nexts == u64::MAX || scan.get(next).is_some_and(follows)
    }
}

fn bit(hash: u32) -> u64 {
    1 << (hash % 64)
}

/// A word or sign of a phrase, in lower case.
pub(super) struct Part {
    text: String,
    /// The hash of its token: most other words are told from it by theirs.
    hash: u32,
}

impl Part {
    /// Whether token `i` is this word or sign.
    #[inline]
    fn is_at(&self, scan: &Scan<'_>, i: usize) -> bool {
        let word = scan.word(i);
        (scan.tokens[i].hash == self.hash || !word.is_ascii()) && same_word(word, &self.text)
    }
}

/// The rules for numbers, their patterns tried all at once.
#[derive(Default)]
struct Numbers {
    set: Option<RegexSet>,
    /// The rule of each pattern of the set.
    rules: Vec<usize>,
    /// Rules without a pattern, or with one that the set cannot hold.
    always: Vec<usize>,
}

impl Numbers {
    fn of(rules: &Rules, numbers: &[usize]) -> Self {
        let pattern = |i: usize| rules.rules()[i].raw.pattern.as_deref();
        let (mut set, always): (Vec<usize>, Vec<usize>) = numbers
            .iter()
            .partition(|&&i| pattern(i).is_some_and(str::is_ascii));
        let patterns = set
            .iter()
            .filter_map(|&i| pattern(i))
            .map(|p| format!("^(?:{p})"));
        let built = RegexSetBuilder::new(patterns)
            .unicode(false)
            .size_limit(1 << 24)
            .dfa_size_limit(1 << 24)
            .build()
            .ok();
        if built.is_none() {
            set.clear();
            return Self {
                always: numbers.to_vec(),
                ..Self::default()
            };
        }
        Self {
            set: built,
            rules: set,
            always,
        }
    }
}

/// Which rules each trigger sets off.
#[derive(Default)]
struct Triggers {
    number: Vec<usize>,
    at: Vec<usize>,
    line: Vec<usize>,
    bracket: Vec<usize>,
    ink: Vec<usize>,
    street: Vec<usize>,
    plate: Vec<usize>,
    backslash: Vec<usize>,
    function: Vec<usize>,
    party: Vec<usize>,
    compound: Vec<usize>,
    initials: Vec<usize>,
    first_name: Vec<usize>,
    small_name: Vec<usize>,
    damaged_label: Vec<usize>,
    damaged_office: Vec<usize>,
    firm: Vec<usize>,
    surname: Vec<usize>,
    pair: Vec<usize>,
}

/// All rules, ready to run.
pub(super) struct Engine {
    pub rules: Vec<Compiled>,
    /// By the index that [`Words`] gives their first word; none at 0.
    pub phrases: Vec<Phrases>,
    triggers: Triggers,
    numbers: Numbers,
    pub whole_email: bool,
}

impl Engine {
    /// Compiles the rules; the words that their phrases begin with are noted among `words`.
    pub fn new(rules: &Rules, options: &DetectOptions, words: &mut Words) -> Self {
        let mut engine = Self {
            rules: Vec::new(),
            phrases: vec![Phrases::default()],
            triggers: Triggers::default(),
            numbers: Numbers::default(),
            whole_email: options.whole_email,
        };
        for rule in rules.rules() {
            let index = engine.rules.len();
            for phrase in &rule.raw.words {
                engine.add_phrase(phrase, index, words);
            }
            if let Some(trigger) = rule.raw.trigger {
                engine.triggers.of(trigger).push(index);
            }
            engine.rules.push(compiled(rule, options));
        }
        engine.numbers = Numbers::of(rules, &engine.triggers.number);
        for phrases in &mut engine.phrases {
            phrases
                .list
                .sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        engine
    }

    fn add_phrase(&mut self, phrase: &str, rule: usize, words: &mut Words) {
        let mut parts = parts_of(phrase, words).into_iter();
        let Some(first) = parts.next() else { return };
        let next = u16::try_from(self.phrases.len()).expect("fewer than 65536 phrases");
        let index = words.phrase(&first.text, next);
        if index == next {
            self.phrases.push(Phrases::default());
        }
        self.phrases[usize::from(index)].add(Phrase {
            rest: parts.collect(),
            rule,
        });
    }

    /// Looks at one stretch.
    fn search(&self, scan: &Scan<'_>, out: &mut Vec<Finding>) {
        for i in 0..scan.tokens.len() {
            let t = scan.tokens[i];
            // Most words: small, in no list, before another such word.
            let plain =
                t.shape == Shape::Lower && t.flags == 0 && t.phrase == 0 && !t.begins_line();
            if plain
                && scan
                    .get(i + 1)
                    .is_some_and(|n| matches!(n.shape, Shape::Lower | Shape::Sign))
                && !scan.any_sign(i.wrapping_sub(1), ",(")
            {
                continue;
            }
            match t.shape {
                Shape::Digits | Shape::Alnum if number_starts(scan, i) => {
                    self.numbers_at(scan, i, out);
                }
                Shape::Sign if common_sign(scan.text.as_bytes()[t.start as usize]) => {}
                Shape::Sign => match scan.word(i) {
                    "+" => self.numbers_at(scan, i, out),
                    "(" | "[" | "{" | "<" => {
                        if scan.get(i + 1).is_some_and(|n| n.shape == Shape::Digits) {
                            self.numbers_at(scan, i, out);
                        }
                        if scan.get(i + 1).is_some_and(|n| n.end - n.start <= 12) {
                            self.all(&self.triggers.at, scan, i, out);
                        }
                        self.all(&self.triggers.bracket, scan, i, out);
                        if party_follows(scan, i + 1) {
                            self.all(&self.triggers.party, scan, i, out);
                        }
                    }
                    "@" | "©" | "®" => self.all(&self.triggers.at, scan, i, out),
                    "\\" if i > 0
                        && t.gap == Gap::None
                        && matches!(scan.tokens[i - 1].shape, Shape::Upper | Shape::Alnum) =>
                    {
                        self.all(&self.triggers.backslash, scan, i, out);
                    }
                    "&" if take::firm_word(scan, i) => {
                        self.all(&self.triggers.firm, scan, i, out);
                        self.all(&self.triggers.ink, scan, i, out);
                    }
                    "█" | "■" | "&" | "*" | "▇" | "▬" => {
                        self.all(&self.triggers.ink, scan, i, out);
                    }
                    _ => {}
                },
                _ => {}
            }
            if t.begins_line() {
                self.all(&self.triggers.line, scan, i, out);
                let unknown = t.flags == 0 && t.end - t.start >= 5 && t.shape != Shape::Digits;
                if t.phrase == 0 && unknown {
                    self.damaged_label(scan, i, out);
                }
            }
            if t.phrase != 0 {
                self.phrases_at(usize::from(t.phrase), scan, i, out);
            }
            self.names_at(scan, i, out);
        }
    }

    /// Rules for a person's label that OCR damaged, at the start of a line.
    fn damaged_label(&self, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
        let from = scan.tokens[i].start as usize;
        let mut to = (from + 80).min(scan.end);
        while !scan.text.is_char_boundary(to) {
            to -= 1;
        }
        let window = &scan.text[from..to];
        let end = memchr::memchr(b'\n', window.as_bytes()).unwrap_or(window.len());
        let line = &window[..end];
        let Some(hit) = labels::at_start(line) else {
            return;
        };
        if hit.exact || !hit.label.introduces_person() {
            return;
        }
        let at = scan.token_at(from + hit.len);
        for &rule in &self.triggers.damaged_label {
            self.apply(rule, scan, i, at, out);
        }
    }

    /// Rules that start from words of a certain kind or form.
    fn names_at(&self, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
        let t = scan.tokens[i];
        if matches!(t.shape, Shape::Digits | Shape::Sign | Shape::Alnum) {
            return;
        }
        if is_function(scan, i) {
            for &rule in &self.triggers.function {
                self.apply(rule, scan, i, i + 1, out);
            }
        }
        let numbered = scan
            .get(i + 1)
            .is_some_and(|n| matches!(n.shape, Shape::Digits | Shape::Alnum));
        let street = numbered && (street_like(scan.word(i)) || led_by_laan(scan, i));
        if street {
            self.all(&self.triggers.street, scan, i, out);
        }
        if t.flags == 0 && damaged_office(scan, i) {
            for &rule in &self.triggers.damaged_office {
                self.apply(rule, scan, i, i + 1, out);
            }
        }
        if take::firm_word(scan, i) {
            self.all(&self.triggers.firm, scan, i, out);
        }
        if take::compound_word(scan, i) {
            self.all(&self.triggers.compound, scan, i, out);
        }
        if t.shape == Shape::Lower {
            if t.is(word::FIRST) && !t.is(word::ORDINARY | word::PREFIX) {
                self.all(&self.triggers.small_name, scan, i, out);
            }
            return;
        }
        let short = t.end - t.start <= 3;
        if short && scan.sign(i + 1, "-") && matches!(t.shape, Shape::Upper | Shape::Single) {
            self.all(&self.triggers.plate, scan, i, out);
        }
        if super::name::initial(scan, i).is_some() && !continues_initials(scan, i) {
            self.all(&self.triggers.initials, scan, i, out);
        }
        if t.is(word::FIRST) {
            self.all(&self.triggers.first_name, scan, i, out);
        }
        if t.shape == Shape::Cap && t.flags & !word::SURNAME == 0 {
            self.all(&self.triggers.pair, scan, i, out);
        }
        if t.capital() && t.is(word::SURNAME | word::PREFIX) {
            self.all(&self.triggers.surname, scan, i, out);
        }
    }

    /// Rules for numbers: one look tells which patterns fit at all.
    fn numbers_at(&self, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
        for &rule in &self.numbers.always {
            self.apply(rule, scan, i, i, out);
        }
        let Some(set) = &self.numbers.set else { return };
        for hit in set.matches(window(scan, i)) {
            self.apply_where(self.numbers.rules[hit], scan, (i, i), true, out);
        }
    }

    fn all(&self, list: &[usize], scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
        for &rule in list {
            self.apply(rule, scan, i, i, out);
        }
    }

    /// Rules whose words stand at token `i`.
    fn phrases_at(&self, list: usize, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
        let phrases = &self.phrases[list];
        if !phrases.may_follow(scan, i) {
            return;
        }
        let mut done = [usize::MAX; 8];
        let mut count = 0;
        for phrase in &phrases.list {
            // The longest phrase of each rule: shorter ones are part of it.
            if let Some(end) = phrase_end(scan, i, &phrase.rest)
                && !done.contains(&phrase.rule)
            {
                done[count % done.len()] = phrase.rule;
                count += 1;
                self.apply(phrase.rule, scan, i, end, out);
            }
        }
    }

    /// Tries a rule at token `trigger`, reading on from token `at`.
    fn apply(
        &self,
        rule: usize,
        scan: &Scan<'_>,
        trigger: usize,
        at: usize,
        out: &mut Vec<Finding>,
    ) {
        self.apply_where(rule, scan, (trigger, at), false, out);
    }

    /// The same; `fits` says that its pattern is known to match there.
    fn apply_where(
        &self,
        rule: usize,
        scan: &Scan<'_>,
        (trigger, at): (usize, usize),
        fits: bool,
        out: &mut Vec<Finding>,
    ) {
        let rule = &self.rules[rule];
        let mut from = at;
        if let Some(pattern) = &rule.pattern {
            if trigger == at && rule.digits.0 > 0 && !enough_digits(scan, at, rule.digits) {
                return;
            }
            let Some((whole, found)) = matched(scan, at, pattern.regex(), fits) else {
                return;
            };
            if rule.take.is_none() {
                if self.accepts(rule, scan, trigger, found) {
                    out.push(rule.at(found).with_ground_read_from(scan));
                }
                return;
            }
            from = scan.token_at(whole.end as usize);
        }
        if let Some(take) = rule.take {
            if !rule.near.is_empty() && !near(scan, trigger, rule.reach, &rule.near)
                || preceded(scan, trigger, &rule.unless_before)
            {
                return;
            }
            let place = take::Place { trigger, at: from };
            let before = out.len();
            take::take(take, self, rule, scan, place, out);
            if rule.unless.is_some() {
                let found = out.split_off(before);
                out.extend(
                    found
                        .into_iter()
                        .filter(|f| self.accepts(rule, scan, trigger, f.span)),
                );
            }
        }
    }

    fn accepts(&self, rule: &Compiled, scan: &Scan<'_>, trigger: usize, found: CleanSpan) -> bool {
        let text = &scan.text[found.range()];
        rule.validator.is_none_or(|v| validate::valid(v, text))
            && rule
                .unless
                .as_ref()
                .is_none_or(|u| !u.regex().is_match(text.as_bytes()))
            && (rule.near.is_empty() || near(scan, trigger, rule.reach, &rule.near))
            && (rule.not_near.is_empty() || !near(scan, trigger, rule.reach, &rule.not_near))
            && !preceded(scan, trigger, &rule.unless_before)
    }
}

impl Compiled {
    /// A finding of this rule.
    pub fn at(&self, span: CleanSpan) -> Finding {
        Finding {
            span,
            ..self.finding.clone()
        }
    }
}

/// Reads the ground of a redaction that was already there.
trait ReadGround {
    fn with_ground_read_from(self, scan: &Scan<'_>) -> Self;
}

impl ReadGround for Finding {
    fn with_ground_read_from(mut self, scan: &Scan<'_>) -> Self {
        if self.kind == Kind::ExistingRedaction
            && let Some(ground) = super::ground::read(&scan.text[self.span.range()])
        {
            self.ground = Some(ground);
        }
        self
    }
}

impl Triggers {
    fn of(&mut self, trigger: Trigger) -> &mut Vec<usize> {
        match trigger {
            Trigger::Number => &mut self.number,
            Trigger::At => &mut self.at,
            Trigger::Line => &mut self.line,
            Trigger::Bracket => &mut self.bracket,
            Trigger::Ink => &mut self.ink,
            Trigger::Street => &mut self.street,
            Trigger::Plate => &mut self.plate,
            Trigger::Backslash => &mut self.backslash,
            Trigger::Function => &mut self.function,
            Trigger::Party => &mut self.party,
            Trigger::Compound => &mut self.compound,
            Trigger::Initials => &mut self.initials,
            Trigger::FirstName => &mut self.first_name,
            Trigger::SmallName => &mut self.small_name,
            Trigger::DamagedLabel => &mut self.damaged_label,
            Trigger::DamagedOffice => &mut self.damaged_office,
            Trigger::Firm => &mut self.firm,
            Trigger::Surname => &mut self.surname,
            Trigger::Pair => &mut self.pair,
        }
    }
}

impl Detector for Engine {
    fn detect(&self, scan: &Scan<'_>, out: &mut Vec<Finding>) {
        self.search(scan, out);
    }

    fn announces(&self, scan: &Scan<'_>) -> Option<(RuleId, f32)> {
        Engine::announces(self, scan)
    }
}

/// The words of the lexicon, with what is known of them.
pub(super) fn lexicon_words() -> Words {
    let mut words = Words::default();
    lexicon::known::each(&mut |w, flags| words.add(w, flags));
    words
}

fn compiled(rule: &super::rules::Rule, options: &DetectOptions) -> Compiled {
    let fold = |list: &[String]| list.iter().map(|w| w.to_lowercase()).collect();
    let (kind, action) = options.decide(rule.raw.class, rule.info.kind, rule.info.action);
    let of_rule = || rule.info.ground.clone();
    Compiled {
        finding: Finding {
            ground: match action {
                Action::Keep => of_rule().filter(|_| rule.info.action == Action::Keep),
                _ => of_rule().or_else(|| Some("5.1.2e".to_owned())),
            },
            ..Finding::new(
                CleanSpan::new(0, 0),
                kind,
                action,
                RuleId::read(&rule.info.id, rule.raw.source()),
                rule.info.confidence,
            )
        },
        take: rule.raw.take,
        pattern: rule
            .raw
            .pattern
            .as_deref()
            .map(|p| Pattern::new(format!("^(?:{p})"))),
        unless: rule.raw.unless.clone().map(Pattern::new),
        validator: rule.raw.validator,
        digits: rule.raw.digits.unwrap_or((0, 0)),
        reach: rule.raw.reach.map_or(14, usize::from),
        near: fold(&rule.raw.near),
        not_near: fold(&rule.raw.not_near),
        unless_before: fold(&rule.raw.unless_before),
    }
}

/// The words and signs of a phrase, in lower case; dots are left out, they come and go.
fn parts_of(phrase: &str, words: &Words) -> Vec<Part> {
    let scan = Scan::new(phrase, 0..phrase.len(), words);
    let part = |(i, token): (usize, &Token)| Part {
        text: scan.word(i).to_lowercase(),
        hash: token.hash,
    };
    let parts = scan.tokens.iter().enumerate().map(part);
    parts.filter(|p| p.text != ".").collect()
}

/// One past the last token of a phrase that begins at token `i`.
pub(super) fn phrase_end(scan: &Scan<'_>, i: usize, rest: &[Part]) -> Option<usize> {
    let mut at = i + 1;
    for part in rest {
        while scan.sign(at, ".") {
            at += 1;
        }
        let t = scan.get(at)?;
        if t.gap > Gap::Line || !part.is_at(scan, at) {
            return None;
        }
        at += 1;
    }
    // The dot of an abbreviation.
    let last = scan.word(at - 1);
    let abbreviated = last.len() <= 5 || scan.sign(at + 1, ":");
    if scan.sign(at, ".") && abbreviated && scan.tokens[at].gap == Gap::None {
        at += 1;
    }
    Some(at)
}

/// Whether a word is this one in lower case.
pub(super) fn same_word(word: &str, lower: &str) -> bool {
    word.eq_ignore_ascii_case(lower) || (!word.is_ascii() && word.to_lowercase() == lower)
}

/// Whether the digits at token `i` are the first of those that stand together.
fn number_starts(scan: &Scan<'_>, i: usize) -> bool {
    let t = scan.tokens[i];
    if i == 0 || t.gap != Gap::None {
        return true;
    }
    let before = scan.tokens[i - 1];
    if before.shape != Shape::Sign {
        return true;
    }
    if scan.any_sign(i - 1, "+") {
        return false;
    }
    let glued = scan.any_sign(i - 1, "-./,") && before.gap == Gap::None;
    !(glued && i > 1 && matches!(scan.tokens[i - 2].shape, Shape::Digits))
}

/// Whether the digits that stand together from token `i` on are as many as a rule needs.
fn enough_digits(scan: &Scan<'_>, i: usize, (least, _): (u8, u8)) -> bool {
    let mut count = 0;
    for j in i..(i + 24).min(scan.tokens.len()) {
        let t = scan.tokens[j];
        if j > i && t.gap > Gap::Line {
            break;
        }
        if t.shape == Shape::Sign {
            if !scan.any_sign(j, "-–./()+:|[ ]‐") {
                break;
            }
            count += usize::from(scan.sign(j, "|"));
            continue;
        }
        let word = scan.word(j);
        let digits = word
            .bytes()
            .filter(|&b| validate::digit(b as char).is_some())
            .count();
        let numberish = t.shape == Shape::Digits || t.shape == Shape::Alnum || digits == word.len();
        if !numberish {
            break;
        }
        count += digits;
        if count >= usize::from(least) {
            return true;
        }
    }
    count >= usize::from(least)
}

/// The text that a pattern may see from token `at` on.
fn window<'a>(scan: &Scan<'a>, at: usize) -> &'a [u8] {
    let Some(t) = scan.get(at) else { return &[] };
    let start = t.start as usize;
    let mut stop = (start + WINDOW).min(scan.end);
    while !scan.text.is_char_boundary(stop) {
        stop -= 1;
    }
    &scan.text.as_bytes()[start..stop]
}

/// Where a pattern matches at token `at`: all of it, and what is to be found in it.
fn matched(
    scan: &Scan<'_>,
    at: usize,
    pattern: &Regex,
    fits: bool,
) -> Option<(CleanSpan, CleanSpan)> {
    let start = scan.get(at)?.start as usize;
    let window = window(scan, at);
    // A look that need not say where its groups are is the cheaper one.
    (fits || pattern.is_match(window)).then_some(())?;
    let groups = pattern.captures(window)?;
    let whole = groups.get(0)?;
    let found = groups.name("x").unwrap_or(whole);
    let span = |m: regex::bytes::Match<'_>| {
        let mut from = start + m.start();
        let mut to = start + m.end();
        while !scan.text.is_char_boundary(from) {
            from -= 1;
        }
        while !scan.text.is_char_boundary(to) {
            to += 1;
        }
        CleanSpan::new(from, to)
    };
    (!found.is_empty()).then(|| (span(whole), span(found)))
}

/// Whether a sign with this first byte is one that no rule starts from.
fn common_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b',' | b':' | b';' | b')' | b'-' | b'/' | b'"' | b'\'' | b'|' | b'?' | b'!'
    )
}

/// Whether one of the words stands among the last words before token `i`.
fn near(scan: &Scan<'_>, i: usize, reach: usize, words: &[String]) -> bool {
    let from = i.saturating_sub(reach);
    (from..i).any(|j| {
        let word = scan.word(j);
        if word.is_ascii() {
            words.iter().any(|w| word.eq_ignore_ascii_case(w))
        } else {
            words.iter().any(|w| same_word(word, w))
        }
    })
}

/// Whether one of the words stands directly before token `i`.
fn preceded(scan: &Scan<'_>, i: usize, words: &[String]) -> bool {
    if words.is_empty() {
        return false;
    }
    let mut at = i;
    while at > 0 && scan.any_sign(at - 1, ".:(") {
        at -= 1;
    }
    at > 0 && words.iter().any(|w| same_word(scan.word(at - 1), w))
}

/// Whether token `i` is a further initial of those before it.
fn continues_initials(scan: &Scan<'_>, i: usize) -> bool {
    i >= 2 && scan.tokens[i].gap <= Gap::Blank && super::name::initial(scan, i - 2) == Some(i)
}

/// Whether token `i` is a post that many hold, with a name before or behind it.
fn is_function(scan: &Scan<'_>, i: usize) -> bool {
    let t = &scan.tokens[i];
    if t.is(word::FUNCTION) {
        return true;
    }
    let behind = scan
        .get(i + 1)
        .is_some_and(|n| n.capital() || n.shape == Shape::Single);
    let before = i > 1 && scan.tokens[i - 2].capital() && scan.any_sign(i - 1, ",(");
    t.flags == 0
        && (behind || before)
        && lexicon::known::by_form(scan.word(i)) & word::FUNCTION != 0
}

/// Whether token `i` may be an office misread, with a name behind it.
fn damaged_office(scan: &Scan<'_>, i: usize) -> bool {
    let t = &scan.tokens[i];
    let long = t.end - t.start >= 7;
    let named = scan
        .get(i + 1)
        .is_some_and(|n| n.gap == Gap::Blank && (n.capital() || n.shape == Shape::Single));
    long && named && lexicon::offices::damaged::is_damaged(scan.word(i))
}

/// Whether a party is named from token `i` on, also a local one.
fn party_follows(scan: &Scan<'_>, i: usize) -> bool {
    let Some(t) = scan.get(i) else { return false };
    let next = |w: &str| scan.word(i + 1) == w;
    // "(SP-fractiemedewerker)"
    let staff = scan.sign(i + 1, "-") && scan.get(i + 2).is_some_and(|n| n.shape == Shape::Lower);
    if staff {
        return false;
    }
    t.is(word::PARTY)
        || match scan.word(i) {
            "Lijst" | "Leefbaar" | "Stadspartij" | "Gemeentebelangen" | "GemeenteBelangen"
            | "Dorpsbelangen" | "Lokaal" | "Ouderenpartij" | "Burgerbelangen" => true,
            "Nieuw" => next("Sociaal"),
            "Forum" | "Partij" => next("voor"),
            "fractie" | "Fractie" | "Groep" | "Lid" => scan.get(i + 1).is_some_and(|n| n.capital()),
            "beiden" | "allen" | "beide" | "alle" => {
                scan.get(i + 1).is_some_and(|n| n.is(word::PARTY))
            }
            _ => false,
        }
}

/// "Laan van Meerdervoort": the street's kind stands first.
fn led_by_laan(scan: &Scan<'_>, i: usize) -> bool {
    (2..=4).any(|back| {
        i.checked_sub(back).is_some_and(|j| {
            matches!(
                scan.word(j),
                "Laan" | "Plein" | "Kade" | "Hof" | "Weg" | "Park"
            )
        }) && scan.tokens[i + 1 - back].is(word::PREFIX)
    })
}

/// Whether a word ends as street names do.
pub(super) fn street_like(word: &str) -> bool {
    const ENDS: [&str; 14] = [
        "straat",
        "laan",
        "weg",
        "plein",
        "gracht",
        "kade",
        "dijk",
        "singel",
        "hof",
        "pad",
        "dreef",
        "steeg",
        "plantsoen",
        "park",
    ];
    const GATE: Ends = Ends::of(&ENDS);
    let bytes = word.as_bytes();
    word.len() >= 5
        && GATE.may_close(word)
        && ENDS.iter().any(|e| {
            bytes.len() >= e.len()
                && bytes[bytes.len() - e.len()..].eq_ignore_ascii_case(e.as_bytes())
        })
}
