use super::reading::tests::reading;
use super::*;
use crate::pipeline::Engine;
use std::fs;
use std::path::PathBuf;

/// Numbers that look random, the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(0x5851_f42d_4c95_7f2d)
            .wrapping_add(0x1405_7b7e_f767_814f);
        ((self.0 >> 33) as usize) % sides
    }

    fn chance(&mut self, of_a_thousand: usize) -> bool {
        self.roll(1000) < of_a_thousand
    }
}

const SYLLABLES: [&str; 48] = [
    "be", "ver", "ge", "ont", "in", "uit", "aan", "voor", "na", "over", "onder", "her", "stel",
    "ding", "wijs", "lijk", "heid", "werk", "raad", "plan", "dijk", "sluis", "weg", "brug", "stem",
    "recht", "plicht", "zorg", "bouw", "grond", "water", "land", "stad", "school", "huis", "markt",
    "loon", "norm", "proef", "toets", "lening", "som", "dracht", "kring", "spraak", "keer", "zaak",
    "tijd",
];

/// Sentences of a note; every number has other ones.
fn sentences(seed: u64, count: usize) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 7);
    let mut out = String::new();
    for n in 0..count {
        out.push_str("De ");
        for _ in 0..8 + dice.roll(6) {
            (0..=dice.roll(3)).for_each(|_| out.push_str(SYLLABLES[dice.roll(48)]));
            out.push_str([" ", " de ", " het ", " van ", " en "][dice.roll(5)]);
        }
        out.push_str("is.");
        out.push_str(if n % 5 == 4 { "\n" } else { " " });
    }
    out
}

const CLOSE: &str = "Informatie die niet openbaar gemaakt kan worden\nDe persoonsgegevens van de ambtenaren zijn niet openbaar ter bescherming van de persoonlijke levenssfeer. In de openbaar gemaakte versie van deze nota zijn alle persoonsgegevens van ambtenaren geanonimiseerd.\n";

fn note(seed: u64) -> String {
    format!(
        "Aanleiding\n{}Geadviseerd besluit\n{}Kernpunten\n{}Toelichting\n{}{CLOSE}",
        sentences(seed, 5),
        sentences(seed + 1000, 5),
        sentences(seed + 2000, 10),
        sentences(seed + 3000, 20)
    )
}

const COLOFON: &str =
    "Directie Wegen\nAfdeling Beleid\nDatum\n9 april 2024\nOns kenmerk\n5444272\n";

/// Letters misread, spaces lost and put in, in so many of a thousand places.
fn damaged(text: &str, rate: usize, seed: u64) -> String {
    let mut dice = Dice(seed + 99);
    let misread = |c: char| match c {
        'e' => "c",
        'l' => "1",
        'o' => "0",
        'i' => "l",
        'a' => "o",
        'n' => "r",
        't' => "f",
        'h' => "b",
        'm' => "rn",
        'u' => "ü",
        'g' => "9",
        's' => "5",
        'd' => "cl",
        'r' => "n",
        '.' => ",",
        _ => "",
    };
    let mut out = String::new();
    for c in text.chars() {
        if c == ' ' && dice.chance(rate) {
            continue;
        }
        if c.is_lowercase() && dice.chance(rate / 3) {
            out.push(' ');
        }
        if dice.chance(rate) && !misread(c).is_empty() {
            out.push_str(misread(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn sketched(body: &str) -> Option<Sketch> {
    Sketch::of(&reading(body, COLOFON, false))
}

fn mail(body: &str) -> Option<Sketch> {
    Sketch::of(&reading(body, "", true))
}

/// The groups of documents with these bytes.
fn grouped(documents: &[Option<(u8, Option<Sketch>)>]) -> Vec<Option<(u32, Copied)>> {
    let seen: Vec<_> = documents
        .iter()
        .map(|d| d.as_ref().map(|(n, sketch)| seen(&[*n], sketch.as_ref())))
        .collect();
    groups(&seen)
        .into_iter()
        .map(|d| d.map(|d| (d.group, d.copy)))
        .collect()
}

fn seen<'a>(bytes: &[u8], sketch: Option<&'a Sketch>) -> Seen<'a> {
    Seen {
        content: Digest::of(&[bytes]),
        sketch,
    }
}

/// Whether the two are one group.
fn near(a: Option<Sketch>, b: Option<Sketch>) -> bool {
    grouped(&[Some((1, a)), Some((2, b))])
        .iter()
        .all(Option::is_some)
}

#[test]
fn what_is_read_laid_out_or_dated_otherwise_is_near() {
    for seed in 0..20 {
        let text = note(seed);
        let lines: Vec<&str> = text.lines().collect();
        let narrow = text.replace(". ", ".\n");
        let stamped = lines.join("\n0001\nPagina 2 van 3\n12-03-2024 10:15\n");
        let edited = text
            .replacen("Kernpunten", "Kernpunten en risico's", 1)
            .replacen("januari", "februari", 2);
        let letterhead = Sketch::of(&reading(
            &text,
            "Ministerie van Zaken\nPostbus 1\nUw contact\nT 070 000 00 00\n",
            false,
        ));
        let variants = [
            ("a lower resolution", sketched(&damaged(&text, 16, seed))),
            ("capitals", sketched(&text.to_uppercase())),
            ("other lines", sketched(&narrow)),
            ("stamps", sketched(&stamped)),
            ("a few words", sketched(&edited)),
            ("another letterhead", letterhead),
            (
                "no last page",
                sketched(&lines[..lines.len() - 4].join("\n")),
            ),
            (
                "one more page",
                sketched(&format!("{text}{}", sentences(seed + 500, 12))),
            ),
            (
                "another sentence",
                sketched(&text.replace(&lines[1][..150], &sentences(seed + 600, 1))),
            ),
        ];
        for (what, variant) in variants {
            assert!(near(sketched(&text), variant), "{what}, {seed}");
        }
        let (first, second) = (damaged(&text, 16, seed), damaged(&text, 16, seed + 1));
        assert!(
            near(sketched(&first), sketched(&second)),
            "two scans, {seed}"
        );
    }
}

#[test]
fn one_template_with_another_content_is_not_near() {
    for seed in 0..40 {
        assert!(
            !near(sketched(&note(seed)), sketched(&note(seed + 1))),
            "{seed}"
        );
        let annex = sentences(9, 50);
        let decision = |n| format!("{}{annex}{CLOSE}", sentences(n, 30));
        assert!(
            !near(sketched(&decision(seed)), sketched(&decision(seed + 1))),
            "an annex, {seed}"
        );
    }
}

#[test]
fn a_form_filled_in_otherwise_is_not_near() {
    let form = |seed: u64| {
        let mut dice = Dice(seed);
        let labels = [
            "Toelichting van de melder",
            "Adres van de overlast",
            "Soort bedrijf",
            "Momenten",
            "Vaker overlast",
            "Gemeld op",
            "Contact",
        ];
        let mut text = "Melding\n".to_owned();
        for label in labels {
            let value = sentences(dice.roll(10_000) as u64, 1);
            text.push_str(&format!("{label} : {}\n", &value[..20 + dice.roll(30)]));
        }
        text.push_str(
            "Uw melding is afgehandeld. Heeft u nog vragen, belt u dan met de gemeente.\n",
        );
        text
    };
    for seed in 0..40 {
        assert!(
            !near(sketched(&form(seed)), sketched(&form(seed + 50))),
            "{seed}"
        );
    }
}

const CHAIN: &str = "Van: A. Bos\nVerzonden: 8 februari 2022 10:02\nAan: B. Vis\nOnderwerp: Dijk\n";

fn chain(own: &str, quoted: &str) -> String {
    format!(
        "{CHAIN}{own}\nMet vriendelijke groet,\nA. Bos\nSenior adviseur waterkeringen | Directie Wegen en Water | Postbus 1\n{CHAIN}{quoted}"
    )
}

#[test]
fn two_answers_to_one_mail_are_not_near() {
    let quoted = sentences(1, 20);
    let answers = [
        "Akkoord.",
        "Niet akkoord.",
        "Ter info.",
        "Dank, ik kom er morgen op terug.",
        "Dit kan zo niet: de dijk is daar te laag.",
    ];
    for (n, a) in answers.iter().enumerate() {
        for b in &answers[..n] {
            assert!(
                !near(mail(&chain(a, &quoted)), mail(&chain(b, &quoted))),
                "{a} {b}"
            );
        }
        assert!(!near(
            mail(&chain(a, &quoted)),
            mail(&format!("{CHAIN}{quoted}"))
        ));
    }
}

#[test]
fn a_mail_with_another_header_or_disclaimer_is_near() {
    let quoted = sentences(1, 20);
    let text = chain("Akkoord.", &quoted);
    let printed = text.replacen(CHAIN, "A. Bos\nFrom: A. Bos <a.bos@example.nl>\nSent: Tuesday, February 8, 2022 10:02 AM\nTo: B. Vis\nCc: C. Blom\nSubject: Dijk\n", 1);
    assert!(near(mail(&text), mail(&printed)));
    let long = text.replacen("Postbus 1\n", "Postbus 1\nDit bericht kan informatie bevatten die niet voor u is bestemd. Indien u niet de geadresseerde bent, wordt u verzocht dat aan de afzender te melden en het bericht te verwijderen.\n", 1);
    assert!(near(mail(&text), mail(&long)));
}

#[test]
fn drafts_are_compared_with_the_first_of_them() {
    let mut text: Vec<String> = (0..60).map(|n| sentences(n, 1)).collect();
    let mut drafts = Vec::new();
    for n in 0..20 {
        drafts.push(Some((n, sketched(&text.concat()))));
        for k in 0..3 {
            let at = usize::from(n) * 3 + k;
            text[at] = sentences(1000 + at as u64, 1);
        }
    }
    let found = grouped(&drafts);
    assert_eq!(found[0], Some((1, Copied::First)));
    assert_eq!(found[1], Some((1, Copied::Near)));
    assert_ne!(found[19].map(|(group, _)| group), Some(1));
}

#[test]
fn the_same_bytes_are_exact_copies_of_the_first_and_as_near_as_what_they_are_a_copy_of() {
    let text = note(1);
    let scan = damaged(&text, 10, 1);
    let document = |content: u8, text: &str| Some((content, sketched(text)));
    let found = grouped(&[
        document(1, "Kort."),
        document(2, &text),
        None,
        document(3, &scan),
        document(4, "Kort."),
        document(3, &scan),
        document(1, "Kort."),
        document(2, &text),
        document(5, &note(2)),
    ]);
    assert_eq!(
        found,
        [
            Some((1, Copied::First)),
            Some((2, Copied::First)),
            None,
            Some((2, Copied::Near)),
            None,
            Some((2, Copied::Near)),
            Some((1, Copied::Exact)),
            Some((2, Copied::Exact)),
            None,
        ]
    );
}

#[test]
fn a_redacted_name_does_not_decide() {
    let engine = Engine::built_in();
    let with = |name: &str, mail: &str| {
        let text = format!(
            "Opgesteld door\n{name}\nDatum\n9 april 2024\n\nAanleiding\n{}De heer {name} ({mail}@minbzk.nl) licht dit toe.\n",
            sentences(3, 10)
        );
        let analysis = engine.analyse(text.into_bytes(), None).unwrap();
        sketch(&analysis).unwrap()
    };
    assert_eq!(
        with("J. de Vries", "j.devries"),
        with("K.L. Hoogendoorn", "k.l.hoogendoorn")
    );
}

#[test]
fn many_copies_and_many_strangers_take_no_time() {
    let mut dice = Dice(5);
    let mut random = || {
        let mut words: Vec<u32> = (0..116)
            .map(|_| dice.roll(1 << 31) as u32 | 0x0101_0101)
            .collect();
        words[0] = 5000;
        Sketch::try_from(words).unwrap()
    };
    let one = random();
    let strangers: Vec<Sketch> = (0..20_000).map(|_| random()).collect();
    let all = |sketches: &mut dyn Iterator<Item = &Sketch>| {
        let documents: Vec<_> = (0_u32..)
            .zip(sketches)
            .map(|(n, sketch)| Some(seen(&n.to_be_bytes(), Some(sketch))))
            .collect();
        groups(&documents)
    };
    let copies = all(&mut std::iter::repeat_n(&one, 20_000));
    assert!(copies.iter().all(|d| d.is_some_and(|d| d.group == 1)));
    assert!(all(&mut strangers.iter()).iter().all(Option::is_none));
}

#[test]
fn a_sketch_is_small_and_comes_back_from_its_words() {
    for sketch in [
        sketched(&note(1)),
        mail(&chain("Akkoord.", &sentences(1, 9))),
    ]
    .into_iter()
    .flatten()
    {
        let words = Vec::from(sketch.clone());
        assert!(words.len() * 4 <= 512, "{}", words.len() * 4);
        assert_eq!(Sketch::try_from(words.clone()), Ok(sketch));
        for length in 0..words.len() {
            let cut = Sketch::try_from(words[..length].to_vec());
            assert!(cut.map_or(true, |s| Vec::from(s).len() == length));
        }
    }
}

/// A journal holds sketches of an earlier run, maybe of another machine.
#[test]
fn a_sketch_is_the_same_everywhere() {
    let words = Vec::from(sketched(&note(1)).unwrap());
    let sum = words.iter().fold(0_u32, |sum, w| sum.rotate_left(5) ^ w);
    assert_eq!(sum, 2_545_001_017);
}

/// The clean texts of the corpus.
fn corpus() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/text");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .flat_map(|genre| fs::read_dir(genre.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let is_clean = |path: &PathBuf| {
        let gold = fs::read_to_string(path.with_extension("gold.json")).unwrap();
        gold.contains("\"noise\": \"clean\"")
    };
    files
        .into_iter()
        .filter(is_clean)
        .filter_map(|f| fs::read_to_string(f).ok())
        .collect()
}

#[test]
fn damaged_copies_of_the_corpus_are_found_and_nothing_else() {
    let texts = corpus();
    assert!(texts.len() > 60);
    let mut sketches = Vec::new();
    for text in &texts {
        let variants = [text.clone(), damaged(text, 5, 1), damaged(text, 16, 2)];
        sketches.extend(variants.map(|v| Sketch::of(&reading(&v, "", false))));
    }
    let documents: Vec<_> = (0_u32..)
        .zip(&sketches)
        .map(|(n, sketch)| Some(seen(&n.to_be_bytes(), sketch.as_ref())))
        .collect();
    let found = groups(&documents);
    let (mut missed, mut wrong) = (0, 0);
    for three in found.chunks(3) {
        missed += three[1..]
            .iter()
            .filter(|d| d.map(|d| d.group) != three[0].map(|d| d.group) || d.is_none())
            .count();
    }
    let mut owners = std::collections::BTreeMap::new();
    for (n, group) in found
        .iter()
        .enumerate()
        .filter_map(|(n, d)| Some((n, (*d)?.group)))
    {
        wrong += usize::from(*owners.entry(group).or_insert(n / 3) != n / 3);
    }
    assert_eq!((missed, wrong), (0, 0), "of {}", texts.len() * 2);
}

proptest::proptest! {
    #[test]
    fn no_text_brings_it_down(body in "(Van: |Aan: |Datum: |Pagina |> |Groet|\u{fb01}|[0-9]{1,3}|\n|\\PC){0,80}", is_mail: bool) {
        let read = reading(&body, &body, is_mail);
        proptest::prop_assert!(read.text.len() <= 2 * 4 * body.len());
        let _ = Sketch::of(&read);
    }
}
