//! Mails in each form, encoding and state.

use crate::ingest::{Limits, read};
use crate::model::{Content, MailField, MailText, MediaType};
use std::io::{Cursor, Write};

fn mail(bytes: &[u8], extension: Option<&str>) -> (MailText, Vec<&'static str>, MediaType) {
    let source = read(bytes.to_vec(), extension, &Limits::default()).unwrap();
    let codes = source.warnings.iter().map(|w| w.code).collect();
    let Content::Mail(mail) = source.content else {
        panic!("not read as a mail");
    };
    (*mail, codes, source.media_type)
}

fn text(bytes: &[u8]) -> String {
    mail(bytes, Some("eml")).0.text
}

const HEAD: &str = "From: =?utf-8?Q?Zo=C3=AB_de_Waard?= <zoe.de.waard@min.example>\r\nTo: \"Bos, J. (Jan)\" <j.bos@min.example>,\r\n =?iso-8859-1?B?QW5kcuk=?= <andre@x.example>\r\nCc: postbus@min.example\r\nDate: Tue, 8 Feb 2022 10:02:00 +0100\r\nSubject: =?windows-1252?Q?Co=F6rdinatie_=96_plan?=\r\nMessage-ID: <een@min.example>\r\nReferences: <nul@min.example> <half@min.example>\r\nMIME-Version: 1.0\r\n";

#[test]
fn the_header_stands_as_on_paper_and_is_known_by_its_places() {
    let (mail, codes, kind) = mail(
        format!("{HEAD}\r\nBeste Jan,\r\n\r\nGoed plan.\r\n").as_bytes(),
        None,
    );
    assert_eq!(
        mail.text,
        "Van: Zoë de Waard <zoe.de.waard@min.example>\nVerzonden: dinsdag 8 februari 2022 10:02\nAan: Bos, J. (Jan) <j.bos@min.example>; André <andre@x.example>\nCC: postbus@min.example\nOnderwerp: Coördinatie – plan\n\nBeste Jan,\r\n\r\nGoed plan.\n"
    );
    assert!(codes.is_empty());
    assert_eq!(kind, MediaType::Mail);
    let said: Vec<_> = mail
        .header
        .places
        .iter()
        .map(|(f, s)| (*f, &mail.text[s.range()]))
        .collect();
    assert_eq!(
        said[2],
        (MailField::To, "Bos, J. (Jan) <j.bos@min.example>")
    );
    assert_eq!(said[3], (MailField::To, "André <andre@x.example>"));
    assert_eq!(mail.header.date.as_deref(), Some("2022-02-08T10:02+01:00"));
    assert_eq!(mail.header.id.as_deref(), Some("een@min.example"));
    assert_eq!(mail.header.earlier, ["nul@min.example", "half@min.example"]);
}

#[test]
fn bodies_come_out_of_every_encoding() {
    for (fields, body) in [
        (
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n",
            "Financi\u{eb}n".as_bytes().to_vec(),
        ),
        (
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n",
            b"Financi\xEBn".to_vec(),
        ),
        (
            "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n",
            b"Finan=\r\nci=EBn".to_vec(),
        ),
        (
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
            b"RmluYW5jacOrbg==".to_vec(),
        ),
        (
            "Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n",
            b"RgBpAG4AYQBuAGMAaQDrAG4A".to_vec(),
        ),
        ("Content-Type: text/plain\r\n", b"Financi\xEBn".to_vec()),
        (
            "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n",
            b"Financi=EBn".to_vec(),
        ),
        (
            "Content-Type: text/html; charset=utf-8\r\n",
            b"<html><style>x</style><p>Financi&euml;n".to_vec(),
        ),
    ] {
        let bytes = [HEAD.as_bytes(), fields.as_bytes(), b"\r\n", &body].concat();
        let text = text(&bytes);
        assert!(text.ends_with("\n\nFinanciën\n"), "{fields}: {text:?}");
    }
}

#[test]
fn headers_in_an_old_encoding_are_read() {
    let text = text(b"From: Andr\xE9 <a@x.example>\nSubject: Financi\xEBn\n\nHoi\n");
    assert!(
        text.starts_with("Van: André <a@x.example>\nOnderwerp: Financiën\n"),
        "{text}"
    );
}

#[test]
fn of_two_forms_of_a_body_the_plain_one_is_read() {
    let body = "Content-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nPlat.\r\n--q\r\nContent-Type: text/html\r\n\r\n<p>Opgemaakt.\r\n--q--\r\n";
    let text = text(format!("{HEAD}{body}").as_bytes());
    assert!(text.ends_with("\n\nPlat.\n"), "{text}");
}

#[test]
fn a_header_can_put_no_line_of_its_own_in() {
    let text = text(b"From: a@x.example\nSubject: =?utf-8?Q?een=0AVan:_b@x.example?=\n\nHoi\n");
    assert!(text.contains("Onderwerp: een Van: b@x.example\n"), "{text}");
}

fn property(tag: u16, value: u64) -> Vec<u8> {
    let mut out = vec![0x03, 0, 0, 0, 6, 0, 0, 0];
    out[2..4].copy_from_slice(&tag.to_le_bytes());
    out.extend(value.to_le_bytes());
    out
}

/// A message as Outlook saves it; `inner` goes in as an attachment.
fn outlook(subject: &str, inner: Option<&str>) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    message(&mut file, "/", subject, 32);
    for (n, (name, kind)) in [("Jan Bos", 1), ("Ans Vis", 2)].into_iter().enumerate() {
        let at = format!("/__recip_version1.0_#{n:08X}/");
        file.create_storage(&at).unwrap();
        put(&mut file, &format!("{at}__substg1.0_3001001F"), &wide(name));
        put(
            &mut file,
            &format!("{at}__substg1.0_39FE001F"),
            &wide("x.y@min.example"),
        );
        put(
            &mut file,
            &format!("{at}__properties_version1.0"),
            &[vec![0; 8], property(0x0C15, kind)].concat(),
        );
    }
    file.create_storage("/__attach_version1.0_#00000000")
        .unwrap();
    put(
        &mut file,
        "/__attach_version1.0_#00000000/__substg1.0_3707001F",
        &wide("..\\nota.txt"),
    );
    put(
        &mut file,
        "/__attach_version1.0_#00000000/__substg1.0_37010102",
        b"Geachte lezer,",
    );
    if let Some(inner) = inner {
        let at = "/__attach_version1.0_#00000001/__substg1.0_3701000D";
        file.create_storage_all(at).unwrap();
        message(&mut file, &format!("{at}/"), inner, 24);
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

type Made = cfb::CompoundFile<Cursor<Vec<u8>>>;

fn put(file: &mut Made, path: &str, bytes: &[u8]) {
    file.create_stream(path).unwrap().write_all(bytes).unwrap();
}

fn message(file: &mut Made, at: &str, subject: &str, head: usize) {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    put(file, &format!("{at}__substg1.0_0037001F"), &wide(subject));
    put(
        file,
        &format!("{at}__substg1.0_0C1A001F"),
        &wide("Zoë de Waard"),
    );
    put(
        file,
        &format!("{at}__substg1.0_0C1F001F"),
        &wide("/O=MIN/CN=ZOE"),
    );
    put(
        file,
        &format!("{at}__substg1.0_5D01001F"),
        &wide("zoe@min.example"),
    );
    put(file, &format!("{at}__substg1.0_1000001E"), b"Financi\xEBn");
    // 8 February 2022, 9:02.
    let ticks = 132_887_845_200_000_000;
    put(
        file,
        &format!("{at}__properties_version1.0"),
        &[vec![0; head], property(0x0039, ticks)].concat(),
    );
}

#[test]
fn a_mail_of_outlook_is_read_as_one_that_was_sent() {
    let (mail, _, kind) = mail(&outlook("Plan", None), None);
    assert_eq!(
        mail.text,
        "Van: Zoë de Waard <zoe@min.example>\nVerzonden: dinsdag 8 februari 2022 10:02\nAan: Jan Bos <x.y@min.example>\nCC: Ans Vis <x.y@min.example>\nOnderwerp: Plan\nBijlagen: ..\\nota.txt\n\nFinanciën\n"
    );
    assert_eq!(kind, MediaType::OutlookMail);
}

#[test]
fn a_mail_in_a_mail_of_outlook_becomes_a_file_of_its_own() {
    let attachments = super::of_outlook(&outlook("Plan", Some("Binnen")), &Limits::default())
        .unwrap()
        .attachments;
    assert_eq!(attachments.len(), 2);
    assert_eq!(attachments[0].bytes, b"Geachte lezer,");
    let inner = text(&attachments[1].bytes);
    assert!(
        inner.contains("Onderwerp: Binnen\n") && inner.contains("Verzonden: dinsdag"),
        "{inner}"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn no_damage_brings_the_readers_down(which: bool, hits in proptest::collection::vec((0..20_000_usize, 0..=255_u8), 0..20)) {
        let mut bytes = if which { outlook("Plan", Some("Binnen")) } else {
            format!("{HEAD}Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: message/rfc822\r\n\r\n{HEAD}\r\nx\r\n--q\r\nContent-Transfer-Encoding: base64\r\n\r\nRmluYW5jacOrbg==\r\n--q--\r\n").into_bytes()
        };
        for (at, value) in hits {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        let _ = read(bytes, Some("eml"), &Limits::default());
    }
}

#[test]
fn parts_that_are_announced_and_not_there_are_counted() {
    let parts = |n: usize, end: &str| {
        let one = |n| format!("--b\r\nContent-Type: multipart/mixed; boundary=\"x{n}\"\r\n\r\n");
        format!("{}{end}", (0..n).map(one).collect::<String>())
    };
    assert_eq!(super::mime::sought(parts(10, "").as_bytes()), 0);
    let many = parts(1000, "");
    let sought = super::mime::sought(many.as_bytes());
    assert!(sought > many.len() as u64 * 450, "{sought}");
    let there: String = (0..1000).map(|n| format!("--x{n}\r\n")).collect();
    assert_eq!(super::mime::sought(parts(1000, &there).as_bytes()), 0);
    assert_eq!(
        super::mime::nested(b"Content-Type: MESSAGE/rfc822\n\nContent-Type: message/rfc822"),
        2
    );
}

#[test]
fn a_text_that_is_attached_keeps_the_bytes_it_had() {
    let mail = b"From: a@b.nl\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\
        Content-Type: text/plain\r\n\r\nHierbij.\r\n--x\r\nContent-Type: text/plain\r\n\
        Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nUmVu6WUgQm9zDQo=\r\n--x--\r\n";
    let mail = super::of_mime(mail, &crate::ingest::Limits::default()).unwrap();
    assert_eq!(mail.attachments[0].bytes, b"Ren\xE9e Bos\r\n");
}
