//! Mails among the inputs: their header, their attachments, and the conversations they are of.

use crate::archives::zip;
use crate::support::{Place, lakmoes};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PLANTED: [&str; 5] = ["idrissi", "fatima", "zandstra", "wobke", "brandsma"];

/// A mail of Fatima el Idrissi to Wobke Zandstra.
fn mail(id: &str, earlier: &str, subject: &str, rest: &str) -> String {
    format!(
        "Received: from mx.example by mail.minjenv.example; Tue, 4 Jun 2024 09:00:00 +0200\r\n\
         From: Fatima el Idrissi <fatima.el.idrissi@minjenv.example>\r\n\
         To: \"Zandstra, W. (Wobke)\" <w.zandstra@minjenv.example>, info@minjenv.example\r\n\
         Date: Tue, 4 Jun 2024 09:00:00 +0200\r\nSubject: {subject}\r\nMessage-ID: <{id}.idrissi@laptop-brandsma.example>\r\n\
         {earlier}MIME-Version: 1.0\r\n{rest}"
    )
}

const ASKED: &str = "Beste Wobke,\r\n\r\nKun jij kijken naar de vergunning voor de sluis bij Meerstad, voor vrijdag?\r\n\r\nGroet,\r\nFatima\r\n";

fn attached() -> String {
    let inner = mail(
        "binnen",
        "",
        "Binnen",
        "\r\nBeste Wobke,\r\n\r\nDit zat erin.\r\n\r\nFatima\r\n",
    );
    let body = format!(
        "Content-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\n{ASKED}\r\n\
         --grens\r\nContent-Type: text/plain; name=\"Brief Idrissi.txt\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         R2VhY2h0ZSBoZWVyIFphbmRzdHJhLAoKRGl0IGlzIGRlIGJyaWVmLgoKRmF0aW1hIGVsIElkcmlzc2kK\r\n\
         --grens\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
         --grens\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--grens--\r\n"
    );
    mail("een", "", "Sluis bij Meerstad", &body)
}

fn answer() -> String {
    format!(
        "From: Wobke Zandstra <w.zandstra@minjenv.example>\r\nTo: Fatima el Idrissi <fatima.el.idrissi@minjenv.example>\r\n\
         Date: Tue, 4 Jun 2024 10:00:00 +0200\r\nSubject: RE: Sluis bij Meerstad\r\nMessage-ID: <twee@x.example>\r\n\
         In-Reply-To: <een.idrissi@laptop-brandsma.example>\r\nMIME-Version: 1.0\r\n\r\nDoe ik.\r\n\r\nWobke\r\n\r\n\
         Van: Fatima el Idrissi <fatima.el.idrissi@minjenv.example>\r\nVerzonden: dinsdag 4 juni 2024 09:00\r\n\
         Aan: Zandstra, W. (Wobke); info@minjenv.example\r\nOnderwerp: Sluis bij Meerstad\r\n\r\n{ASKED}"
    )
}

fn place() -> Place {
    let other = mail(
        "drie",
        "",
        "Kerstborrel",
        "\r\nBeste Wobke,\r\n\r\nKom je?\r\n\r\nFatima\r\n",
    )
    .replace("\r\n", "\n");
    let from = "From fatima@minjenv.example Tue Jun  4 09:00:00 2024\n";
    let answered = answer()
        .replace("\r\n", "\n")
        .replace("Doe ik.\n", "Doe ik.\n>From Meerstad komt niets.\n");
    let mbox = format!("{from}{other}\n{from}{answered}");
    Place::with(&[
        ("a.eml", attached().as_bytes()),
        ("b.mbox", mbox.as_bytes()),
        (
            "c.zip",
            &zip(&[("Mail van Zandstra.eml", answer().as_bytes())]),
        ),
    ])
}

#[test]
fn every_mail_and_attachment_is_accounted_for_and_no_planted_name_is_left() {
    let place = place();
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines = place.manifest();
    let told: BTreeMap<&str, &str> = lines
        .iter()
        .map(|l| {
            (
                l["path"].as_str().unwrap(),
                l["reason"]["code"]
                    .as_str()
                    .or(l["status"].as_str())
                    .unwrap(),
            )
        })
        .collect();
    let told: Vec<_> = told.into_iter().collect();
    assert_eq!(
        told,
        [
            ("a.eml", "done"),
            ("a.eml/Brief [5.1.2e].txt", "done"),
            ("a.eml/bijlage-3.eml", "done"),
            ("a.eml/logo.png", "inline-image"),
            ("b.mbox", "container"),
            ("b.mbox/00001.eml", "done"),
            ("b.mbox/00002.eml", "done"),
            ("c.zip", "container"),
            ("c.zip/Mail van [5.1.2e].eml", "done"),
        ]
    );
    for (file, bytes) in place.published() {
        let text = format!("{file}\n{}", String::from_utf8(bytes).unwrap()).to_lowercase();
        for name in PLANTED {
            assert!(!text.contains(name), "{name} stands in {file}: {text}");
        }
    }
}

#[test]
fn a_mail_says_what_its_header_says_as_far_as_that_may_be_published() {
    let place = place();
    place.run(&[]);
    let json = place.json("a.eml.json");
    assert_eq!(json["source"]["media_type"], "message/rfc822");
    assert_eq!(
        json["mail"],
        json!({
            "from": ["[5.1.2e] <[5.1.2e]@minjenv.example>"],
            "to": ["[5.1.2e] <[5.1.2e]@minjenv.example>", "info@minjenv.example"],
            "cc": [],
            "date": "2024-06-04T09:00+02:00",
            "subject": "Sluis bij Meerstad",
            "message_id": 1,
            "thread": 1,
        })
    );
    assert_eq!(json["fields"]["date"]["value"], "2024-06-04");
    assert_eq!(json["fields"]["document_type"]["value"], "e-mail");
    let schema: Value =
        serde_json::from_str(&lakmoes(&["schema"], &place.path(""), b"").out).unwrap();
    crate::schema::validate(&schema, &schema, &json, "$").unwrap();
}

#[test]
fn conversations_and_messages_have_numbers_over_the_batch() {
    let place = place();
    place.run(&[]);
    let lines = place.manifest();
    let of = |path: &str| {
        let line = lines.iter().find(|l| l["path"] == path).unwrap();
        (line["thread"].as_u64().unwrap(), line["messages"].clone())
    };
    let (first, messages) = of("a.eml");
    assert_eq!(messages, json!([1]));
    let (answer, messages) = of("c.zip/Mail van [5.1.2e].eml");
    assert_eq!(
        (answer, messages[1].clone()),
        (first, json!(1)),
        "what is quoted is known"
    );
    let (again, same) = of("b.mbox/00002.eml");
    assert_eq!((again, same[1].clone()), (first, json!(1)));
    assert_ne!(of("b.mbox/00001.eml").0, first);
}

#[test]
fn mails_that_differ_only_in_a_name_give_the_same_bytes() {
    let with = |first: &str, last: &str| {
        let place = Place::with(&[(
            "a.eml",
            attached()
                .replace("Fatima", first)
                .replace("Idrissi", last)
                .replace("fatima", &first.to_lowercase())
                .replace("idrissi", &last.to_lowercase())
                .as_bytes(),
        )]);
        let ran = place.run(&[]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        place.published()
    };
    let (one, other) = (with("Fatima", "Idrissi"), with("Jacoba", "Meulenbelt"));
    for (name, bytes) in &one {
        assert_eq!(
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&other[name]),
            "{name}"
        );
    }
    assert_eq!(one.len(), other.len());
}

#[test]
fn detect_and_explain_read_a_mail() {
    let place = Place::with(&[("a.eml", answer().as_bytes())]);
    let found = lakmoes(&["detect", "in/a.eml"], &place.path(""), b"");
    assert_eq!(found.code, 0, "{}", found.err);
    assert!(found.out.contains("\"person\""), "{}", found.out);
    let told = lakmoes(
        &["explain", "in/a.eml", "--text", "Wobke"],
        &place.path(""),
        b"",
    );
    assert!(told.out.contains("REDACTED"), "{}", told.out);
}
