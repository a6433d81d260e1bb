//! An organisation's own lists: whom to redact always, whom to keep always.

use crate::support::{Place, lakmoes, note};

fn place(redact: &str, keep: &str, files: &[(&str, &[u8])]) -> Place {
    let place = Place::with(files);
    std::fs::create_dir(place.path("beleid")).unwrap();
    for (name, text) in [
        (
            "policy.toml",
            "redact_always = \"staf.txt\"\nkeep_always = \"namen.txt\"\n",
        ),
        ("staf.txt", redact),
        ("namen.txt", keep),
    ] {
        std::fs::write(place.path("beleid").join(name), text).unwrap();
    }
    place
}

const TEXT: &str = "Geachte lezer,\n\n1. Aanleiding\n\nIn de bijlage van wiltvank en T. Wiltvank staat meer. \
    De Wiltvank-methode helpt. Dat schreef Wiltvank, T. ook aan Drobbelsma.\n";

#[test]
fn a_listed_name_is_redacted_in_every_form_and_in_paths() {
    let place = place(
        "# staf\nTjibbe Wiltvank\n",
        "",
        &[
            ("Nota Tjibbe Wiltvank.txt", TEXT.as_bytes()),
            ("x/t.wiltvank.txt", b"Geachte lezer,\n\nEen brief.\n"),
        ],
    );
    let ran = place.run(&["--policy", "beleid/policy.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (file, bytes) in place.published() {
        let all = format!("{file} {}", String::from_utf8(bytes).unwrap()).to_lowercase();
        assert!(
            !all.replace("wiltvank-methode", "").contains("wiltvank"),
            "{file}: {all}"
        );
    }
}

#[test]
fn a_kept_name_stays_unless_the_other_list_holds_it() {
    let text = note("Tjibbe Wiltvank");
    let kept = place("", "Tjibbe Wiltvank\n", &[("a.txt", text.as_bytes())]);
    assert_eq!(kept.run(&["--policy", "beleid/policy.toml"]).code, 0);
    let json = kept.json("a.txt.json");
    assert!(
        json["text"]
            .as_str()
            .unwrap()
            .contains("de heer Tjibbe Wiltvank"),
        "{json}"
    );
    let rules: Vec<&str> = json["kept"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|k| k["rule"].as_str())
        .collect();
    assert!(rules.contains(&"lijst/altijd-houden"), "{rules:?}");
    let both = place(
        "T. Wiltvank\nTjibbe Wiltvank\n",
        "Tjibbe Wiltvank\n",
        &[("a.txt", text.as_bytes())],
    );
    assert_eq!(both.run(&["--policy", "beleid/policy.toml"]).code, 0);
    assert!(!both.json("a.txt.json").to_string().contains("Wiltvank"));
}

#[test]
fn someone_else_of_a_kept_surname_is_redacted() {
    let text = format!("{}Ook Tjibbe Wiltvank was er.\n", note("Anouk Wiltvank"));
    let place = place("", "Tjibbe Wiltvank\n", &[("a.txt", text.as_bytes())]);
    assert_eq!(place.run(&["--policy", "beleid/policy.toml"]).code, 0);
    let json = place.json("a.txt.json");
    let text = format!("{} {}", json["text"], json["colofon"]);
    assert!(
        !text.contains("Anouk") && text.contains("Tjibbe Wiltvank"),
        "{text}"
    );
}

#[test]
fn detect_says_which_list_decided() {
    let place = place("Tjibbe Wiltvank\n", "Drobbelsma\n", &[]);
    let ran = lakmoes(
        &["detect", "-", "--policy", "beleid/policy.toml"],
        &place.path(""),
        TEXT.as_bytes(),
    );
    assert!(ran.out.contains("lijst/altijd-lakken"), "{}", ran.out);
    assert!(ran.out.contains("lijst/altijd-houden"), "{}", ran.out);
}

#[test]
fn a_list_that_is_none_is_refused_with_its_file_and_line() {
    let place = place("Tjibbe Wiltvank\n?\n", "", &[]);
    let ran = place.run(&["--policy", "beleid/policy.toml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("staf.txt:2: "), "{}", ran.err);
}
