//! A number behind a label that OCR damaged, or that a blank or line end cut in two:
//! "per soneelsnummer 00418833", "kenteker 1-ABC-34", "ken-\\nteken".

use super::{Place, push_tokens};
use crate::detect::engine::Compiled;
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::{Finding, Kind};

/// How many tokens before a number its label may begin.
const BACK: usize = 9;

fn labels(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::PersonnelNo => &[
            "personeelsnummer",
            "personeelsnr",
            "persnr",
            "stamnummer",
            "dienstnummer",
            "medewerkernummer",
            "rijkspasnummer",
            "studentnummer",
        ],
        Kind::IdDocument => &[
            "paspoortnummer",
            "paspoort",
            "rijbewijsnummer",
            "rijbewijs",
            "identiteitskaart",
            "identiteitsbewijs",
            "idkaart",
            "idbewijs",
            "vreemdelingennummer",
            "legitimatie",
            "legitimatiebewijs",
            "reisdocument",
            "verblijfsdocument",
            "verblijfsvergunning",
            "vnummer",
            "visumnummer",
            "reispas",
            "id",
        ],
        Kind::Plate => &[
            "kenteken",
            "kentekens",
            "kentekennummer",
            "nummerplaat",
            "voertuig",
        ],
        Kind::DateOfBirth => &["geboortedatum", "gebdatum", "geboren", "geboortedag"],
        Kind::Bsn => &["burgerservicenummer", "sofinummer"],
        _ => &[],
    }
}

/// The number from `place.trigger` up to `place.at`, if its label stands before it.
pub(super) fn labelled(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let kind = rule.finding.kind;
    let found = label_before(scan, place.trigger, labels(kind))
        || kind == Kind::DateOfBirth && behind_name(scan, place.trigger, place.at);
    if found {
        push_tokens(rule, scan, place.trigger, place.at, out);
    }
}

/// "Piotr Dabrowski (19-10-1992)": a date of long ago in brackets behind a name.
fn behind_name(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let opens = at > 1 && scan.sign(at - 1, "(") && scan.sign(end, ")");
    let name = opens
        && scan.tokens[at - 2].capital()
        && (scan.tokens[at - 2].is(word::SURNAME)
            || scan.tokens[at - 2].flags == 0 && at > 2 && scan.tokens[at - 3].capital());
    let year = scan.word(end - 1).parse::<u32>().unwrap_or(0);
    name && (1900..2008).contains(&year)
}

/// Whether one of the labels stands shortly before token `at`.
fn label_before(scan: &Scan<'_>, at: usize, labels: &[&str]) -> bool {
    let mut joined: [u8; 32] = [0; 32];
    let mut parts: [(usize, bool); BACK] = [(0, false); BACK];
    let mut count = 0;
    let mut i = at;
    let mut words = 0;
    while i > 0 && at - i < BACK && words < 4 {
        if scan.tokens[i].gap == Gap::Para || scan.any_sign(i - 1, ";•|?!") {
            break;
        }
        i -= 1;
        let t = &scan.tokens[i];
        if t.shape == Shape::Sign || t.shape == Shape::Digits {
            continue;
        }
        words += 1;
        parts[count] = (i, true);
        count += 1;
    }
    for n in 0..count {
        let whole = scan.word(parts[n].0);
        if labels.iter().any(|l| alike(whole.as_bytes(), l.as_bytes())) {
            return true;
        }
        // The label in two: "per soneelsnummer", "ken-\nteken".
        let Some(&(first, true)) = parts.get(n + 1) else {
            continue;
        };
        let two = [scan.word(first), whole];
        let len = two[0].len() + two[1].len();
        if len > joined.len() {
            continue;
        }
        joined[..two[0].len()].copy_from_slice(two[0].as_bytes());
        joined[two[0].len()..len].copy_from_slice(two[1].as_bytes());
        if labels
            .iter()
            .any(|l| l.len() > 6 && alike(&joined[..len], l.as_bytes()))
        {
            return true;
        }
    }
    false
}

/// Whether a word is the label but for one misread letter, two in a long one.
fn alike(word: &[u8], label: &[u8]) -> bool {
    if word.eq_ignore_ascii_case(label) {
        return true;
    }
    let allowed = match label.len() {
        0..=6 => return false,
        7..=9 => 1,
        _ => 2,
    };
    if word.len().abs_diff(label.len()) > allowed || word.len() > 31 {
        return false;
    }
    // Each letter that only one of them has takes a change of its own.
    let (a, b) = (letters(word), letters(label));
    if (a & !b).count_ones().max((b & !a).count_ones()) as usize > allowed {
        return false;
    }
    let mut row: [usize; 32] = std::array::from_fn(|j| j);
    for (i, &a) in label.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, &b) in word.iter().enumerate() {
            let cost = usize::from(!a.eq_ignore_ascii_case(&b));
            let next = (corner + cost).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[word.len()] <= allowed
}

/// Which letters a word has, one bit each.
fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |set, b| set | 1 << ((b | 0x20) & 31))
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn a_label_is_known_through_misread_letters() {
        assert!(alike(b"personeelsrummer", b"personeelsnummer"));
        assert!(alike(b"kenteker", b"kenteken"));
        assert!(!alike(b"kantoren", b"kenteken"));
        assert!(!alike(b"is", b"id"));
    }
}
