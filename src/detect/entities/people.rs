//! The persons of a document, and which of them a mention means.

use std::collections::BTreeMap;

use super::alike::{OpenKey, differ, key, misread, open_keys};
use super::mention::Mention;
use crate::detect::scan::{Words, word};

/// No more persons of one name than this are weighed: the last that were named.
const NEAREST: usize = 48;
/// So many letters in a row are one name, wherever blanks stand between them.
const LONG: usize = 8;
/// The shortest nickname that is the beginning of a name.
const NICKNAME: usize = 3;

/// A person as known so far.
#[derive(Debug)]
pub(super) struct Person {
    pub name: Mention,
    /// The person that this one turned out to be.
    same_as: Option<usize>,
    /// The last mention that was looked at.
    last: Option<usize>,
}

/// All persons of a document, with the words by which each is found again.
pub(super) struct People<'w> {
    words: &'w Words,
    list: Vec<Person>,
    by_word: BTreeMap<String, Vec<usize>>,
    by_open_word: BTreeMap<OpenKey, Vec<usize>>,
    /// By a whole name written together, however it was cut into words.
    by_form: BTreeMap<String, Vec<usize>>,
}

/// What two mentions say of the given names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Given {
    Conflict,
    Unknown,
    Fits,
    Same,
}

impl<'w> People<'w> {
    pub fn new(words: &'w Words) -> Self {
        Self {
            words,
            list: Vec::new(),
            by_word: BTreeMap::new(),
            by_open_word: BTreeMap::new(),
            by_form: BTreeMap::new(),
        }
    }

    /// From the first mention again.
    pub fn rewind(&mut self) {
        self.list.iter_mut().for_each(|p| p.last = None);
    }

    /// A person is named at this mention.
    pub fn seen(&mut self, person: usize, at: usize) {
        let person = self.root(person);
        self.list[person].last = Some(at);
    }

    /// Who a person turned out to be.
    pub fn root(&self, mut person: usize) -> usize {
        while let Some(other) = self.list[person].same_as {
            person = other;
        }
        person
    }

    pub fn name(&self, person: usize) -> &Mention {
        &self.list[person].name
    }

    /// The person that a mention means, or a new one; none where it names nobody.
    pub fn of(&mut self, mention: &Mention, text: &str, at: usize) -> Option<usize> {
        let whole = key(text);
        if whole.is_empty() {
            return None;
        }
        let known = self.best(mention, &whole);
        let person = known.unwrap_or(self.list.len());
        if known.is_none() {
            self.list.push(Person {
                name: mention.clone(),
                same_as: None,
                last: None,
            });
        } else {
            self.learn(person, mention);
        }
        self.list[person].last = Some(at);
        self.index(person, mention, whole);
        Some(person)
    }

    /// The person whom it fits best; of several, the one who was named last before it.
    fn best(&self, mention: &Mention, whole: &str) -> Option<usize> {
        self.fitting(mention, whole)
            .into_iter()
            .map(|(score, p)| (score, self.list[p].last, std::cmp::Reverse(p)))
            .max()
            .map(|(.., std::cmp::Reverse(p))| p)
    }

    /// The person that a mention in another document means: one whom it alone fits best, and for a
    /// given name only one who is known in full.
    pub fn across(&mut self, mention: &Mention, text: &str, at: usize) -> Option<usize> {
        let whole = key(text);
        let mut fitting = self.fitting(mention, &whole);
        if mention.surnames.is_empty() {
            fitting.retain(|&(_, p)| self.list[p].name.is_full());
            if let Some(loose) = &mention.loose {
                let given = self.words.flags(loose) & word::FIRST != 0;
                let surname = |p: usize| self.list[p].name.surnames.iter().any(|s| s == loose);
                fitting.retain(|&(_, p)| given || surname(p));
            }
        }
        fitting.sort_unstable();
        let known = match fitting[..] {
            [.., (second, _), (best, _)] if second == best => None,
            [.., (_, p)] => Some(p),
            [] => None,
        };
        if let Some(p) = known {
            return Some(p);
        }
        self.list.push(Person {
            name: mention.clone(),
            same_as: None,
            last: Some(at),
        });
        let person = self.list.len() - 1;
        self.index(person, mention, whole);
        Some(person)
    }

    /// All persons whom a mention fits, and how well.
    fn fitting(&self, mention: &Mention, whole: &str) -> Vec<(u32, usize)> {
        let mut candidates: Vec<usize> = Vec::new();
        for word in mention.words() {
            let whole = key(word);
            candidates.extend(nearest(self.by_word.get(&whole)));
            if let Some(bare) = genitive(word) {
                candidates.extend(nearest(self.by_word.get(&key(bare))));
            }
            for open in open_keys(&whole) {
                candidates.extend(nearest(self.by_open_word.get(&open)));
            }
        }
        let together = nearest(self.by_form.get(whole));
        candidates.extend(together);
        if let Some(short) = mention
            .loose
            .as_deref()
            .or(mention.firsts.first().map(|f| &**f))
        {
            candidates.extend(self.with_beginning(&key(short)));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let score = |p: usize| {
            let by_words = self.score(mention, &self.list[p].name);
            // A long name cut into words is that name; a short one may be another's.
            let apart = (whole.len() < LONG || !mention.initials.is_empty())
                && mention.is_full()
                && self.given(mention, &self.list[p].name) == Given::Conflict;
            if together.contains(&p) && !apart {
                by_words.max(6)
            } else {
                by_words
            }
        };
        candidates
            .into_iter()
            .map(|p| (score(p), p))
            .filter(|(score, _)| *score > 0)
            .collect()
    }

    /// Persons with a name that begins so: "Pau" for Pauline. Only where there is just one.
    fn with_beginning(&self, short: &str) -> Option<usize> {
        if short.len() < NICKNAME {
            return None;
        }
        let mut found: Option<usize> = None;
        for (word, list) in self.by_word.range(short.to_owned()..).take(NEAREST) {
            if !word.starts_with(short) {
                break;
            }
            for &p in list.iter().rev().take(NEAREST) {
                let name = &self.list[p].name;
                let mut given = name.firsts.iter().chain(&name.loose);
                if !given.any(|f| key(f) == *word) {
                    continue;
                }
                if found.is_some_and(|f| f != p) {
                    return None;
                }
                found = Some(p);
            }
        }
        found
    }

    /// How well a mention fits a person; 0 is not at all.
    fn score(&self, mention: &Mention, person: &Mention) -> u32 {
        if let Some(loose) = &mention.loose {
            return self.score_loose(loose, person);
        }
        if mention.surnames.is_empty() {
            return self.score_given(mention, person);
        }
        if mention.words().count() > 1 && self.same_words(mention, person) {
            return 12;
        }
        let given = self.given(mention, person);
        if given == Given::Conflict {
            return 0;
        }
        let theirs: Vec<&String> = match &person.loose {
            Some(loose) if person.surnames.is_empty() => vec![loose],
            _ => person.surnames.iter().collect(),
        };
        let hits = |a: &[&String], b: &[&String]| {
            let hit = |x: &&&String| b.iter().any(|y| self.is_same(x, y));
            a.iter().filter(hit).count()
        };
        let ours: Vec<&String> = mention.surnames.iter().collect();
        let (hit, back) = (hits(&ours, &theirs), hits(&theirs, &ours));
        if hit == 0 {
            return self.score_reversed(mention, person);
        }
        let base = match (hit == ours.len(), back == theirs.len()) {
            (true, true) => 8,
            (true, false) | (false, true) => 5,
            (false, false) if given == Given::Same => 4,
            (false, false) => return 0,
        };
        // "De Haan" is not the first choice for Haan.
        let prefixed = u32::from(mention.prefix == person.prefix);
        // Of a double surname only part, and of the given name only its letter: too little where
        // families share a surname.
        if base == 5 && given == Given::Fits && !self.begins_same(mention, person) {
            return 1;
        }
        base + prefixed + if given == Given::Same { 2 } else { 0 }
    }

    /// "Rampersad, B." of Rampersad Biharie: which of two is the surname is not always known.
    fn score_reversed(&self, mention: &Mention, person: &Mention) -> u32 {
        let (Some(letter), [surname], [first], [other]) = (
            mention.letter().filter(|_| mention.firsts.is_empty()),
            &mention.surnames[..],
            &person.firsts[..],
            &person.surnames[..],
        ) else {
            return 0;
        };
        let given = self.words.flags(first) & (word::FIRST | word::SURNAME) == word::FIRST;
        let fits = !given && self.is_same(surname, first) && other.starts_with(letter);
        if fits { 3 } else { 0 }
    }

    fn begins_same(&self, a: &Mention, b: &Mention) -> bool {
        match (a.surnames.first(), b.surnames.first()) {
            (Some(a), Some(b)) => self.is_same(a, b),
            _ => false,
        }
    }

    /// A mention by given names, perhaps with the first letter of the surname.
    fn score_given(&self, mention: &Mention, person: &Mention) -> u32 {
        let Some(first) = mention.firsts.first() else {
            return 0;
        };
        let tail_fits = |person: &Mention| {
            let letter = mention.tail.chars().next();
            let theirs = person.surnames.iter().filter_map(|s| s.chars().next());
            letter.is_none()
                || (person.surnames.is_empty() && person.tail.is_empty())
                || person.tail.chars().next() == letter
                || theirs.into_iter().any(|l| Some(l) == letter)
        };
        let named = person.firsts.iter().chain(&person.loose);
        let mut score = 0;
        for theirs in named {
            if self.is_same(first, theirs) {
                score = score.max(7);
            } else if self.is_nickname(first, theirs) {
                score = score.max(3);
            }
        }
        if tail_fits(person) { score } else { 0 }
    }

    /// A word that may be a given name or a surname.
    fn score_loose(&self, loose: &str, person: &Mention) -> u32 {
        let mut score = 0;
        let whole = person.surnames.len() == 1;
        for (i, surname) in person.surnames.iter().enumerate() {
            if self.is_same(loose, surname) || genitive(loose) == Some(surname) {
                score = score.max(if whole { 8 } else { 6 - u32::from(i > 0) });
            }
        }
        for first in person.firsts.iter().chain(&person.loose) {
            if self.is_same(loose, first) || genitive(loose) == Some(first) {
                score = score.max(8);
            } else if self.is_nickname(loose, first) {
                score = score.max(3);
            }
        }
        score
    }

    /// Whether two names are the same words, in any order.
    fn same_words(&self, a: &Mention, b: &Mention) -> bool {
        let within =
            |a: &Mention, b: &Mention| a.words().all(|x| b.words().any(|y| self.is_same(x, y)));
        let many = a.words().count().min(b.words().count()) > 1;
        many && (within(a, b) || within(b, a)) && self.given(a, b) != Given::Conflict
            || many && a.words().count() == b.words().count() && within(a, b) && within(b, a)
    }

    fn given(&self, a: &Mention, b: &Mention) -> Given {
        if let (Some(_), Some(_)) = (a.firsts.first(), b.firsts.first()) {
            let one = |x: &String| b.firsts.iter().any(|y| self.is_same(x, y));
            let nick = self.is_nickname(&a.firsts[0], &b.firsts[0])
                || self.is_nickname(&b.firsts[0], &a.firsts[0]);
            return if a.firsts.iter().any(one) || nick {
                Given::Same
            } else {
                Given::Conflict
            };
        }
        let (x, y) = (a.letters(), b.letters());
        if x.is_empty() || y.is_empty() {
            return Given::Unknown;
        }
        if x.chars().zip(y.chars()).all(|(x, y)| x == y) {
            Given::Fits
        } else {
            Given::Conflict
        }
    }

    /// Whether two words are one name: the same, or one of them misread. Two names that both are
    /// in use are two.
    fn is_same(&self, a: &str, b: &str) -> bool {
        if a == b {
            return true;
        }
        if differ(a, b) {
            return false;
        }
        let (x, y) = (key(a), key(b));
        let short = x.len() < 4;
        if x == y {
            return !short;
        }
        let known = |w: &str| self.words.flags(w) & (word::SURNAME | word::FIRST) != 0;
        misread(&x, &y) && !(known(a) && known(b))
    }

    /// Whether the first is the beginning of the second, and not a name of its own.
    fn is_nickname(&self, short: &str, long: &str) -> bool {
        let begins = short.len() >= NICKNAME && short.len() < long.len() && long.starts_with(short);
        let first = |w: &str| self.words.flags(w) & word::FIRST != 0;
        begins && !(first(short) && first(long))
    }

    /// What a mention adds to what is known of a person.
    fn learn(&mut self, person: usize, mention: &Mention) {
        let known = &mut self.list[person].name;
        if known.surnames.is_empty() && !mention.surnames.is_empty() {
            known.surnames.clone_from(&mention.surnames);
            known.prefix.clone_from(&mention.prefix);
            known.loose = None;
        }
        if known.firsts.is_empty() {
            known.firsts.clone_from(&mention.firsts);
        }
        if known.initials.len() < mention.initials.len() {
            known.initials.clone_from(&mention.initials);
        }
        if known.tail.is_empty() {
            known.tail.clone_from(&mention.tail);
        }
    }

    fn index(&mut self, person: usize, mention: &Mention, whole: String) {
        for word in mention.words() {
            let word = key(word);
            for open in open_keys(&word) {
                add(self.by_open_word.entry(open).or_default(), person);
            }
            note(&mut self.by_word, word, person);
        }
        note(&mut self.by_form, whole, person);
        let join = |parts: &[&[String]]| key(&parts.concat().concat());
        let (firsts, surnames) = (&mention.firsts[..], &mention.surnames[..]);
        let prefix = [mention.prefix.clone()];
        if !surnames.is_empty() {
            let letters = [mention.letters()];
            for form in [
                join(&[firsts, &prefix, surnames]),
                join(&[surnames, firsts]),
                join(&[&letters, &prefix, surnames]),
                join(&[&prefix, surnames]),
            ] {
                note(&mut self.by_form, form, person);
            }
        }
    }

    /// "Sanne" or "Sanne W." and "S. Wiltvank" are one where nobody else can be meant by either.
    pub fn join_given_names(&mut self) {
        let mut given: BTreeMap<(char, Option<char>), Vec<usize>> = BTreeMap::new();
        let mut lettered: BTreeMap<(char, Option<char>), Vec<usize>> = BTreeMap::new();
        for (i, p) in self.list.iter().enumerate() {
            let name = &p.name;
            if name.surnames.is_empty() {
                if let Some(letter) = self.given_letter(name) {
                    given
                        .entry((letter, name.tail.chars().next()))
                        .or_default()
                        .push(i);
                }
            } else if let Some(letter) = name.letter() {
                let surname = name.surnames[0].chars().next();
                lettered.entry((letter, None)).or_default().push(i);
                lettered.entry((letter, surname)).or_default().push(i);
            }
        }
        for (letters, given) in given {
            let ([one], Some([other])) = (&given[..], lettered.get(&letters).map(Vec::as_slice))
            else {
                continue;
            };
            if self.list[*other].name.firsts.is_empty() {
                let firsts: Vec<String> = self.list[*one].name.words().cloned().collect();
                self.list[*one].same_as = Some(*other);
                self.list[*other].name.firsts = firsts;
            }
        }
    }

    /// An account that was found as a name, "zwiltvank", is of the one whose letters it has.
    pub fn join_accounts(&mut self) {
        for i in 0..self.list.len() {
            let person = &self.list[i];
            if person.same_as.is_some() || !person.name.surnames.is_empty() {
                continue;
            }
            let Some(letters) = person.name.loose.clone() else {
                continue;
            };
            let whose = self.of_letters(&letters).filter(|&p| self.root(p) != i);
            self.list[i].same_as = whose;
        }
    }

    /// The first letter of a name that is a given name for certain.
    fn given_letter(&self, name: &Mention) -> Option<char> {
        let certain = name
            .loose
            .as_ref()
            .is_none_or(|w| self.words.flags(w) & (word::FIRST | word::SURNAME) == word::FIRST);
        name.firsts
            .first()
            .or(name.loose.as_ref().filter(|_| certain))?
            .chars()
            .next()
    }

    /// Persons by a whole name written together.
    pub fn by_form(&self, form: &str) -> &[usize] {
        self.by_form.get(form).map_or(&[], Vec::as_slice)
    }

    /// Persons by a word of their name.
    pub fn by_word(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// Persons with a word that begins so, at most a few.
    pub fn by_beginning(&self, start: &str) -> Vec<usize> {
        let mut out: Vec<usize> = self
            .by_word
            .range(start.to_owned()..)
            .take(NEAREST)
            .take_while(|(word, _)| word.starts_with(start))
            .flat_map(|(_, list)| list.iter().copied().take(NEAREST))
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// All persons that are not another one.
    pub fn all(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.list.len()).filter(|&p| self.list[p].same_as.is_none())
    }

    /// Someone of whom nothing but this is known.
    pub fn stranger(&mut self, text: &str) -> usize {
        let name = Mention {
            tail: text.to_owned(),
            ..Mention::default()
        };
        self.list.push(Person {
            name,
            same_as: None,
            last: None,
        });
        self.list.len() - 1
    }
}

/// The last of a list, as many as are weighed.
fn nearest(list: Option<&Vec<usize>>) -> &[usize] {
    let list = list.map_or(&[][..], Vec::as_slice);
    &list[list.len().saturating_sub(NEAREST)..]
}

fn note(map: &mut BTreeMap<String, Vec<usize>>, key: String, index: usize) {
    if !key.is_empty() {
        add(map.entry(key).or_default(), index);
    }
}

fn add(list: &mut Vec<usize>, index: usize) {
    // A person that is mentioned often comes last again and again: looking back a little is enough.
    if !list.iter().rev().take(NEAREST).any(|&i| i == index) {
        list.push(index);
    }
}

fn genitive(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|w| w.len() >= 3)
}
