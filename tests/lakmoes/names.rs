//! Promise 0, over and over: what is published of a redaction follows from what stands around
//! it, never from the name.

use lakmoes::model::{Content, MediaType, Source};
use lakmoes::pipeline::Engine;
use lakmoes::redact::Published;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::built_in);

/// Known to lists of first names and surnames, known in part, and known to none.
const NAMES: [&str; 16] = [
    "Jan de Waard",
    "Fatima el Idrissi",
    "Bo Li",
    "Wilhelmina van den Bergh-Oosterhuis",
    "Ömer Yıldız",
    "J. Bos",
    "Sanne Vermeulen",
    "Tjibbe Wiltvank",
    "Zsófia Krzywicka",
    "P.Q. Drobbelsma",
    "M.A.J. Kok",
    "Xhevahire Brunthaver",
    "Mohamed Ait Lahcen",
    "R. Vrijdag",
    "Anouk Roos",
    "Nguyễn Thị Hoa",
];

/// Places in which a name stands: behind labels, titles and verbs, in lists, chats and mails.
const PLACES: [&str; 22] = [
    "Opgesteld door\n{}\nDatum\n3 juni 2024\n",
    "Contactpersoon: {}\nKenmerk: 5519311\n",
    "Voor vragen kunt u terecht bij de heer {}.\n",
    "Voor vragen kunt u terecht bij mevrouw {} van de afdeling.\n",
    "Dit is op 3 mei afgestemd met {}.\n",
    "{} heeft de brief in mei verstuurd.\n",
    "Volgens {} is de termijn te kort.\n",
    "Beste {},\n\nBedankt voor het bericht.\n",
    "Met vriendelijke groet,\n\n{}\nbeleidsmedewerker\n",
    "Van: {}\nAan: Directie Wonen\nOnderwerp: planning\n",
    "Aanwezig: {}, {2} en {3}\nAfwezig: geen\n",
    "[12:03] {}: de nota is klaar\n[12:04] {2}: dank\n",
    "Actie: {} zoekt dit uit.\n",
    "{} vraagt naar de planning. {2} licht toe.\n",
    "Op 3 mei 2024 schreef {}:\n> de nota volgt\n",
    "De nota is gemaakt door {} en gelezen door {2}.\n",
    "Paraaf\n{}\n",
    "In de bijlage (opgesteld door {}) staat de raming.\n",
    "Ik sprak gisteren beleidsadviseur {} hierover.\n",
    "Namens het team: {} / {2}\n",
    "Ondergetekende, {}, wonende te Zwolle, maakt bezwaar.\n",
    "- {}\n- {2}\n- {3}\n",
];

/// What is published of the text, and of its redactions; who is who is left out if so wished.
fn published(text: &str, numbered: bool) -> (String, String) {
    let analysis = ENGINE.analyse_source(Source {
        media_type: MediaType::Text,
        content: Content::Text(text.to_owned()),
        warnings: Vec::new(),
    });
    let name = Published::fixed("x.txt");
    let json = ENGINE.document(&analysis, name.clone(), &name).to_json();
    let mut json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    if !numbered {
        for r in json["redactions"].as_array_mut().unwrap() {
            r["entity"] = serde_json::Value::Null;
        }
    }
    (
        format!("{}\n{}", json["text"], json["colofon"]),
        format!("{}\n{}", json["redactions"], json["kept"]),
    )
}

fn with(places: &[&str], names: [&str; 3]) -> String {
    let text = places.concat();
    text.replace("{}", names[0])
        .replace("{2}", names[1])
        .replace("{3}", names[2])
}

/// Three different names.
fn names_from(at: usize) -> [&'static str; 3] {
    [0, 5, 10].map(|step| NAMES[(at + step) % NAMES.len()])
}

/// Publishes a text under many names, and tells how many pairs published the same text; each of
/// these must have published the same bytes.
fn same_text_means_same_bytes(places: &[&str], numbered: bool) -> Result<usize, String> {
    let mut seen: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut same = 0;
    for at in 0..NAMES.len() {
        let text = with(places, names_from(at));
        let (shown, bytes) = published(&text, numbered);
        match seen.get(&shown) {
            None => {
                seen.insert(shown, (bytes, text));
            }
            Some((first, of)) if *first != bytes => {
                return Err(format!("{of}\n{first}\n\n{text}\n{bytes}"));
            }
            Some(_) => same += 1,
        }
    }
    Ok(same)
}

#[test]
fn one_place_tells_nothing_of_the_name_in_it() {
    let mut same = 0;
    for place in PLACES {
        same += same_text_means_same_bytes(&[place], true).unwrap_or_else(|e| panic!("{e}"));
    }
    // Or the test would say nothing.
    let most = PLACES.len() * (NAMES.len() - 1);
    assert!(same * 10 >= most * 7, "{same} of {most}");
}

#[test]
fn a_label_hides_every_name_alike() {
    for place in &PLACES[..2] {
        let same = same_text_means_same_bytes(&[place], true).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(same, NAMES.len() - 1, "{place}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    // Who is who over several places is a matter of names: whether "Bos" is "J. Bos".
    #[test]
    fn several_places_together_tell_nothing_either(
        places in prop::collection::vec(prop::sample::select(PLACES.to_vec()), 2..6),
    ) {
        let result = same_text_means_same_bytes(&places, false);
        prop_assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}
