//! The promises of the contract, on what stands in the output folder.

use crate::support::{Place, lakmoes, note};
use std::path::Path;

const NAMES: [&str; 6] = [
    "Jan de Waard",
    "Fatima el Idrissi",
    "Bo Li",
    "Wilhelmina van den Bergh-Oosterhuis",
    "Ömer Yıldız",
    "J. Bos",
];

#[test]
fn what_differs_only_in_a_redacted_name_gives_the_same_bytes() {
    let published: Vec<_> = NAMES
        .iter()
        .map(|name| {
            let place = Place::with(&[("nota.txt", note(name).as_bytes())]);
            let ran = place.run(&[]);
            assert_eq!(ran.code, 0, "{name}: {}", ran.err);
            place.published()
        })
        .collect();
    for (name, files) in NAMES.iter().zip(&published) {
        for (file, bytes) in files {
            let (one, other) = (
                String::from_utf8_lossy(bytes),
                String::from_utf8_lossy(&published[0][file]),
            );
            assert_eq!(one, other, "{file} tells {name} from {}", NAMES[0]);
        }
    }
}

#[test]
fn no_redacted_value_stands_anywhere_in_the_output_folder() {
    let name = "Fatima el Idrissi";
    let path = "Dossier Fatima el Idrissi/Brief_Fatima_el_Idrissi.txt";
    let place = Place::with(&[(path, note(name).as_bytes()), ("Idrissi.txt", b"")]);
    place.run(&["--confidential", "originals.jsonl"]);
    for (file, bytes) in place.published() {
        let text = format!("{file}\n{}", String::from_utf8(bytes).unwrap()).to_lowercase();
        for planted in ["fatima", "idrissi", "06-12345678", "12345678"] {
            assert!(
                !text.contains(planted),
                "{planted} stands in {file}: {text}"
            );
        }
    }
    let originals = std::fs::read_to_string(place.path("originals.jsonl")).unwrap();
    assert!(originals.contains(name));
}

#[cfg(unix)]
#[test]
fn the_confidential_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with(&[("nota.txt", note("Jan de Waard").as_bytes())]);
    place.run(&["--confidential", "originals.jsonl"]);
    for (path, mode) in [("originals.jsonl", 0o600), ("out.lakmoes", 0o700)] {
        assert_eq!(
            std::fs::metadata(place.path(path))
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            mode,
            "{path}"
        );
    }
}

#[test]
fn offsets_in_the_output_point_at_the_labels() {
    let place = Place::with(&[("nota.txt", note("Jan de Waard").as_bytes())]);
    place.run(&[]);
    let json = place.json("nota.txt.json");
    let redactions = json["redactions"].as_array().unwrap();
    assert!(redactions.len() >= 3, "{redactions:?}");
    for r in redactions {
        let part: Vec<char> = json[r["part"].as_str().unwrap()]
            .as_str()
            .unwrap()
            .chars()
            .collect();
        let at = |key: &str| usize::try_from(r[key].as_u64().unwrap()).unwrap();
        let there: String = part[at("start")..at("end")].iter().collect();
        assert_eq!(there, r["label"].as_str().unwrap());
    }
}

#[test]
fn ministers_references_and_dates_stay() {
    let place = Place::with(&[("nota.txt", note("Jan de Waard").as_bytes())]);
    place.run(&[]);
    let json = place.json("nota.txt.json");
    let text = json["text"].as_str().unwrap();
    assert!(
        text.contains("De minister Van Weel heeft op 21 mei 2024"),
        "{text}"
    );
    assert_eq!(json["fields"]["date"]["value"], "2024-06-03");
    assert_eq!(json["fields"]["kenmerk"]["value"], "5519311");
    assert_eq!(
        json["fields"]["recipients"][0]["value"],
        "Minister van Justitie en Veiligheid"
    );
}

#[test]
fn every_output_of_the_corpus_fits_the_schema_and_every_clean_text_is_stable() {
    let schema: serde_json::Value =
        serde_json::from_str(&lakmoes(&["schema"], Path::new("."), b"").out).unwrap();
    let place = Place::new();
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let ran = lakmoes(&["run", corpus, "--out", "out"], &place.path(""), b"");
    assert!(matches!(ran.code, 0 | 1), "{}", ran.err);
    let mut checked = 0;
    for (name, bytes) in place
        .published()
        .into_iter()
        .filter(|(n, _)| n.ends_with(".json") && n != "summary.json")
    {
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        if let Err(error) = crate::schema::validate(&schema, &schema, &json, "$") {
            panic!("{name}: {error}");
        }
        checked += 1;
    }
    assert!(checked > 10);
}
