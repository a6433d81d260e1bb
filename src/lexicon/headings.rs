//! Headings that notes, letters and decisions are known to have.

use std::sync::LazyLock;

/// How sure a known heading is by its words alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// Hardly ever anything else: `Aanleiding`, `Geadviseerd besluit`.
    Always,
    /// Also an ordinary word, a label or a column title: `Besluit`, `Bijlagen`, `Advies`.
    Alone,
    /// The first line of a longer heading that goes on.
    Begun,
}

/// Folded forms (see [`fold`]), by first letter.
const ALWAYS: &[&str] = &[
    "aanieiding",
    "aanieiding en doei",
    "aanieiding en probieemsteiiing",
    "achtergrond en context",
    "achtergrond",
    "achtergronden",
    "actiepunten",
    "aigemene toeiichting",
    "ambteiijk advies",
    "argumenten",
    "bestuuriijke context",
    "beweegredenen",
    "beoordeiing",
    "conciusie",
    "conciusies",
    "deiiberatie",
    "doei van de nota",
    "draagviak",
    "extern krachtenveid",
    "financieie aspecten",
    "financieie consequenties",
    "financieie en juridische aspecten",
    "financieie en juridische overwegingen",
    "financieie gevoigen",
    "financieie overwegingen",
    "financieie paragraaf",
    "financieie/juridische overwegingen",
    "geadviseerd besiuit",
    "geadviseerde besiissing",
    "gevraagd advies",
    "gevraagd besiuit",
    "gevraagde actie",
    "gevraagde besiissing",
    "gevraagde besiissingen",
    "heeft u nog vragen?",
    "heeft u vragen?",
    "informatie die niet openbaar gemaakt kan worden",
    "informatie die niet openbaargemaakt kan worden",
    "informatie die niet openbaar wordt gemaakt",
    "informatie die niet openbaar kan worden gemaakt",
    "informatie die niet openbaar gemaakt wordt",
    "inventarisatie documenten",
    "inventarisatie van documenten",
    "juridisch kader",
    "juridische aspecten",
    "juridische context",
    "juridische overwegingen",
    "kanttekeningen",
    "kern",
    "kernboodschap",
    "kernboodschappen",
    "kernpunten",
    "krachtenveid",
    "maatschappeiijke context",
    "motivering",
    "niet openbare informatie",
    "overwegingen",
    "poiitieke context",
    "poiitiek-bestuuriijke context",
    "poiitiek/bestuuriijke context",
    "poiitiek bestuuriijke context",
    "poiitieke en bestuuriijke context",
    "pubiicatie",
    "pubiicatie op website",
    "rechtsmiddeien",
    "rechtsmiddeienciausuie",
    "samenvatting",
    "samenvatting en conciusies",
    "stand van zaken",
    "toegiichting",
    "toeiichting",
    "toeiichting op het advies",
    "uitvoeringsaspecten",
    "uw verzoek",
    "vervoig",
    "vervoigproces",
    "vervoigstappen",
    "vervoig en pianning",
    "wetteiijk kader",
    "wijze van openbaarmaking",
    "zienswijzen",
    "zienswijze",
    "zienswijzen van derden",
    "zienswijzen derde-beianghebbenden",
];

const ALONE: &[&str] = &[
    "advies",
    "afspraken",
    "agenda",
    "akkoord",
    "aiternatieven",
    "besiispunt",
    "besiispunten",
    "besiissing",
    "besiuit",
    "besiuiten",
    "bespreekpunten",
    "bezwaar",
    "bezwaar maken",
    "biz",
    "bijiage",
    "bijiagen",
    "communicatie",
    "context",
    "doei",
    "doeisteiiing",
    "gevoigen",
    "iniichtingen",
    "inieiding",
    "inhoud",
    "inventarisatie",
    "kosten",
    "mededeiingen",
    "openbaarmaking",
    "opening",
    "opening en mededeiingen",
    "opmerkingen",
    "overige punten",
    "overig",
    "pianning",
    "probieemsteiiing",
    "proces",
    "procedure",
    "reactie",
    "risico's",
    "rondvraag",
    "rondvraag en siuiting",
    "siuiting",
    "termijn",
    "tijdpad",
    "uitvoering",
    "verioop van de procedure",
    "verzoek",
    "voorstei",
    "vraagsteiiing",
    "vragen",
    "vaststeiien agenda",
    "vaststeiiing agenda",
    "w.v.t.t.k.",
    "wvttk",
];

/// Beginnings of headings that are long enough to be wrapped.
const BEGUN: &[&str] = &[
    "informatie die niet",
    "informatie die niet openbaar",
    "informatie die niet openbaar gemaakt",
    "informatie die niet openbaar gemaakt kan",
    "informatie die niet openbaargemaakt",
    "informatie die niet openbaargemaakt kan",
    "informatie die niet openbaar kan worden",
    "informatie die niet openbaar wordt",
    "financieie en juridische",
    "poiitiek-bestuuriijke",
    "poiitiek/bestuuriijke",
];

/// Whether a title (without its number) is a known heading, looking through OCR damage.
#[must_use]
pub fn known(title: &str) -> Option<Known> {
    if title.len() > 64 || title.len() < 3 {
        return None;
    }
    let mut buffer = [0u8; LONGEST];
    let folded = fold(title, &mut buffer)?;
    let (from, to) = *TABLE.bucket.get(bucket(*folded.first()?, folded.len()))?;
    TABLE.forms[usize::from(from)..usize::from(to)]
        .iter()
        .find(|(form, _)| near(folded, form.as_bytes()))
        .map(|&(_, known)| known)
}

/// The longest form, and a letter that does not belong.
const LONGEST: usize = 48;

/// The forms that a title may be, by its first letter and its length.
struct Table {
    forms: Vec<(&'static str, Known)>,
    bucket: Vec<(u16, u16)>,
    /// How long a title can be that begins with each letter: a form, and a letter more.
    longest: [usize; 26],
}

fn bucket(first: u8, length: usize) -> usize {
    if first.is_ascii_lowercase() {
        usize::from(first - b'a') * (LONGEST + 1) + length
    } else {
        usize::MAX
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        forms: Vec::new(),
        bucket: Vec::new(),
        longest: [0; 26],
    };
    let all = || {
        let of = |list: &'static [&'static str], known| list.iter().map(move |form| (*form, known));
        of(ALWAYS, Known::Always)
            .chain(of(ALONE, Known::Alone))
            .chain(of(BEGUN, Known::Begun))
    };
    let count = |table: &Table| u16::try_from(table.forms.len()).expect("a few hundred forms");
    for first in b'a'..=b'z' {
        for length in 0..=LONGEST {
            let from = count(&table);
            table.forms.extend(all().filter(|(form, _)| {
                form.as_bytes()[0] == first && may_be_near(length, form.len())
            }));
            let to = count(&table);
            if to > from {
                table.longest[usize::from(first - b'a')] = length;
            }
            table.bucket.push((from, to));
        }
    }
    table
});

/// Lower case, accents off, the letters that OCR confuses (`l I 1 |`, `0 O`) made one, blanks single,
/// closing colon or full stop off.
fn fold<'a>(title: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a [u8]> {
    let mut len = 0;
    let mut room = LONGEST;
    let mut blank = true;
    let title = title.trim_end_matches([':', '.', ' ']);
    let bytes = title.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let b = if byte < 128 {
            at += 1;
            FOLD[usize::from(byte)]
        } else {
            let c = title[at..].chars().next()?;
            at += c.len_utf8();
            fold_accent(c)
        };
        if b == b' ' && blank {
            continue;
        }
        blank = b == b' ';
        // Most titles are known by their first letter to be none of the forms, or too long.
        if len == 0 {
            room = *TABLE.longest.get(usize::from(b.wrapping_sub(b'a')))?;
        }
        if len >= room {
            return None;
        }
        *buffer.get_mut(len)? = b;
        len += 1;
    }
    Some(&buffer[..len])
}

/// The folded form of each ASCII byte.
const FOLD: [u8; 128] = {
    let mut fold = [b'#'; 128];
    let mut at = 0;
    while at < 128 {
        let b = at as u8;
        fold[at] = match b.to_ascii_lowercase() {
            b'l' | b'1' | b'|' => b'i',
            b'0' => b'o',
            lower if lower.is_ascii_lowercase() => lower,
            b'\t' => b' ',
            b' ' | b'\'' | b'-' | b'/' | b'?' | b'.' | b',' | b'(' | b')' => b,
            _ => b'#',
        };
        at += 1;
    }
    fold
};

fn fold_accent(c: char) -> u8 {
    match c {
        'ï' | 'í' | 'î' | 'ì' => b'i',
        'é' | 'ë' | 'è' | 'ê' => b'e',
        'ö' | 'ó' => b'o',
        '\u{a0}' => b' ',
        '’' | '‘' => b'\'',
        '–' | '‐' => b'-',
        _ => b'#',
    }
}

/// Equal, or one letter off in a form long enough to bear it.
fn near(a: &[u8], b: &[u8]) -> bool {
    if a.first() != b.first() {
        return false;
    }
    if a == b {
        return true;
    }
    if b.len() < 7 || !may_be_near(a.len(), b.len()) {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => a[1..] == b[1..],
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
    }
}

/// Whether a title of so many letters may be near a form of so many.
fn may_be_near(title: usize, form: usize) -> bool {
    title == form || form >= 7 && title.abs_diff(form) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_folded_forms() {
        for form in ALWAYS.iter().chain(ALONE).chain(BEGUN) {
            let mut buffer = [0u8; LONGEST];
            let folded = fold(form, &mut buffer).map(<[u8]>::to_vec);
            let closed = form.trim_end_matches('.');
            assert_eq!(folded.as_deref(), Some(closed.as_bytes()), "{form}");
        }
    }

    #[test]
    fn looks_through_ocr_damage() {
        assert_eq!(known("Aanleiding"), Some(Known::Always));
        assert_eq!(known("Aanieidlng"), Some(Known::Always));
        assert_eq!(known("Geadviseerd hesluit"), Some(Known::Always));
        assert_eq!(known("Politieke context:"), Some(Known::Always));
        assert_eq!(known("Bijlagen"), Some(Known::Alone));
        assert_eq!(
            known("Informatie die niet openbaar gemaakt"),
            Some(Known::Begun)
        );
        assert_eq!(known("Financiële overwegingen"), Some(Known::Always));
        assert_eq!(known("Aan de minister"), None);
        assert_eq!(known("Kerk"), None);
    }
}
