//! What one document says of a name holds for the whole dossier.

use crate::support::{Place, lakmoes, note};

/// A document in which nothing tells that these are names.
const WEAK: &str = "Geachte lezer,\n\n1. Aanleiding\n\nIn de bijlage van Tjibbe Wiltvank en j.wiltvank staat meer. \
    Volgens Wiltvank is dat zo. Het bos is groot. In mei is het klaar. Zie ook Bos.\n";

fn texts(place: &Place, name: &str) -> String {
    let json = place.json(name);
    format!("{} {}", json["text"], json["colofon"])
}

#[test]
fn a_name_found_in_one_document_is_found_in_all() {
    let place = Place::with(&[
        ("a.txt", note("Tjibbe Wiltvank").as_bytes()),
        ("b.txt", WEAK.as_bytes()),
        (
            "Verzoek T. Wiltvank.txt",
            b"Geachte lezer,\n\nDit is een brief.\n",
        ),
    ]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (file, bytes) in place.published() {
        let all = format!("{file} {}", String::from_utf8(bytes).unwrap()).to_lowercase();
        assert!(!all.contains("wiltvank"), "{file}: {all}");
    }
}

#[test]
fn a_name_in_the_name_of_an_attachment_goes() {
    let place = Place::with(&[
        ("a.txt", note("Tjibbe Wiltvank").as_bytes()),
        (
            "b.txt",
            b"Van: info@meerstad.nl\nVerzonden: 8 februari 2022 10:02\nAan: info@waterdam.nl\nOnderwerp: Overleg\n\
            Bijlagen: verslag Wiltvank.docx; 12_T._Wiltvank_nota.pdf\n\nZie de bijlagen.\n",
        ),
    ]);
    assert_eq!(place.run(&[]).code, 0);
    let json = place.json("b.txt.json");
    let titles = json["fields"]["attachments"].to_string().to_lowercase();
    assert!(!titles.contains("wiltvank"), "{titles}");
    let text = texts(&place, "b.txt.json").to_lowercase();
    assert!(!text.contains("wiltvank"), "{text}");
}

#[test]
fn a_word_stays_a_word_where_someone_elsewhere_is_called_so() {
    let place = Place::with(&[
        ("a.txt", note("Mei Bos").as_bytes()),
        ("a2.txt", note("Roos van den Berg").as_bytes()),
        ("b.txt", "Geachte lezer,\n\n1. Aanleiding\n\nHet bos is groot. Bos is groen. In mei is het klaar. \
            Een roos op de berg. Op Prins Bernhard lijkt hij niet.\n".as_bytes()),
    ]);
    assert_eq!(place.run(&[]).code, 0);
    let text = texts(&place, "b.txt.json");
    assert!(!text.contains("5.1.2e"), "{text}");
}

#[test]
fn an_office_holder_stays_where_someone_elsewhere_is_called_so() {
    let place = Place::with(&[
        ("a.txt", note("Tjibbe Wiltvank").as_bytes()),
        ("b.txt", "Geachte lezer,\n\n1. Aanleiding\n\nMinister Wiltvank sprak. Daarna stelde Wiltvank een vraag.\n".as_bytes()),
    ]);
    assert_eq!(place.run(&[]).code, 0);
    let text = texts(&place, "b.txt.json");
    assert!(text.contains("Minister Wiltvank sprak"), "{text}");
}

#[test]
fn a_dossier_is_the_same_at_any_number_of_threads_and_in_any_order() {
    let names = ["Tjibbe Wiltvank", "Sanne Drobbelsma", "Joris Brunthaver"];
    let files: Vec<(String, String)> = (0..30)
        .map(|n| {
            (
                format!("n{n}.txt"),
                format!(
                    "{}\n{WEAK}\nEn Drobbelsma, en Joris ook.",
                    if n % 3 == 0 {
                        note(names[n % 9 / 3])
                    } else {
                        String::new()
                    }
                ),
            )
        })
        .collect();
    let place = Place::with_texts(&files);
    let mut results = place.published_by_threads();
    let mut inputs: Vec<String> = files.iter().map(|(n, _)| format!("in/{n}")).collect();
    inputs.reverse();
    let mut arguments: Vec<&str> = vec!["run", "--out", "out"];
    arguments.extend(inputs.iter().map(String::as_str));
    assert_eq!(lakmoes(&arguments, &place.path(""), b"").code, 0);
    results.push(place.published());
    for other in &results[1..] {
        assert_eq!(&results[0], other);
    }
    assert!(!texts(&place, "n1.txt.json").contains("Drobbelsma"));
}
