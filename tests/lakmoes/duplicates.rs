//! Documents that are there more than once: each is done, and the manifest says which are copies.

use crate::support::{Place, note};
use serde_json::{Value, json};

const OTHER: &[u8] = include_bytes!("../../corpus/text/nota/nota-bzk-kiesraad.txt");

#[test]
fn copies_are_numbered_and_all_of_them_are_written() {
    let first = note("Fatima el Idrissi");
    // Of another writer, with a stamp, and as another program would break its lines.
    let again = format!("0001\n{}", note("Olaf Brandsma").replace(". V", ".\nV"));
    let place = Place::with(&[
        ("a/nota.txt", first.as_bytes()),
        ("b/ander.txt", OTHER),
        ("b/nogmaals.txt", again.as_bytes()),
        ("c/nota.txt", first.as_bytes()),
    ]);
    assert_eq!(place.run(&[]).code, 0);
    let lines = place.manifest();
    let copies: Vec<Value> = lines.iter().map(|l| l["duplicate"].clone()).collect();
    let copy = |how: &str| json!({ "group": 1, "copy": how });
    assert_eq!(
        copies,
        [copy("first"), Value::Null, copy("near"), copy("exact")]
    );
    assert!(lines.iter().all(|l| l["output"].is_string()));
}
