//! Every place in a mail that may hold a name: shown, judged, or a document of its own; none is lost.

use crate::ingest::{Limits, read};
use crate::model::Content;

/// Where what a carrier holds comes out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Goes {
    /// In the text.
    Shown,
    /// Judged, never published.
    Aside,
    /// In an attachment.
    Attached,
}

const HEAD: &str = "From: a@x.example\r\nTo: b@x.example\r\nDate: Tue, 8 Feb 2022 10:02:00 +0100\r\nMIME-Version: 1.0\r\n";
const TWO: &str = "Content-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nBeste lezer, hier is het stuk waar het om gaat.\r\n--q\r\nContent-Type: text/html\r\n\r\n";

/// Header fields, and all that follows; the name is Wubbo.
const CARRIERS: &[(&str, &str, Goes)] = &[
    ("From: Wubbo <w@x.example>\r\n", "\r\nx", Goes::Shown),
    ("Cc: \"Wubbo, de\" <w@x.example>\r\n", "\r\nx", Goes::Shown),
    ("Bcc: Wubbo <w@x.example>\r\n", "\r\nx", Goes::Shown),
    (
        "To: groep: Wubbo <w@x.example>, b@x.example;\r\n",
        "\r\nx",
        Goes::Shown,
    ),
    (
        "Subject: =?utf-8?Q?Over_Wub?=\r\n =?utf-8?Q?bo?=\r\n",
        "\r\nx",
        Goes::Shown,
    ),
    ("Reply-To: Wubbo <w@x.example>\r\n", "\r\nx", Goes::Aside),
    (
        "Sender: =?utf-8?B?V3ViYm8=?= <w@x.example>\r\n",
        "\r\nx",
        Goes::Aside,
    ),
    ("Return-Path: <Wubbo@x.example>\r\n", "\r\nx", Goes::Aside),
    (
        "Disposition-Notification-To: Wubbo <w@x.example>\r\n",
        "\r\nx",
        Goes::Aside,
    ),
    ("Resent-From: Wubbo <w@x.example>\r\n", "\r\nx", Goes::Aside),
    (
        "X-Original-From: Wubbo <w@x.example>\r\n",
        "\r\nx",
        Goes::Aside,
    ),
    ("Comments: namens Wubbo\r\n", "\r\nx", Goes::Aside),
    ("", "\r\nBeste Wubbo,", Goes::Shown),
    (
        "",
        "Content-Type: text/html\r\n\r\n<p>Beste W<b>ubb</b>o,",
        Goes::Shown,
    ),
    (
        "",
        "Content-Type: text/plain; format=flowed; delsp=yes\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBeste Wu=\r\nbbo",
        Goes::Shown,
    ),
    (
        "",
        "Content-Type: text/html\r\n\r\n<p>Beste lezer<div style='display:none'>Wubbo</div>",
        Goes::Aside,
    ),
    (
        "",
        "Content-Type: text/html\r\n\r\n<title>Wubbo</title><p>Beste lezer",
        Goes::Aside,
    ),
    (
        "",
        "Content-Type: text/html\r\n\r\n<p>Beste lezer<img alt='Wubbo'>",
        Goes::Aside,
    ),
    (
        "",
        "Content-Type: text/html\r\n\r\n<p>Beste lezer<a href='mailto:Wubbo@x.example'>hier</a>",
        Goes::Aside,
    ),
    (
        "",
        "Content-Type: text/html\r\n\r\n<p>Beste lezer<!-- Wubbo keek mee -->",
        Goes::Aside,
    ),
    (
        TWO,
        "<p>Beste lezer, Wubbo keek mee</p>\r\n--q--",
        Goes::Aside,
    ),
    (
        TWO,
        "<p>Beste lezer</p><!-- Wubbo -->\r\n--q--",
        Goes::Aside,
    ),
    (
        "",
        "Content-Type: multipart/signed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nBeste Wubbo\r\n--q\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--q--",
        Goes::Shown,
    ),
    (
        "",
        "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nx\r\n--q\r\nContent-Type: text/plain; name=\"Wubbo.txt\"\r\nContent-Disposition: attachment\r\n\r\nx\r\n--q--",
        Goes::Shown,
    ),
    (
        "",
        "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nx\r\n--q\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nATTENDEE;CN=Wubbo:mailto:w@x.example\r\nEND:VCALENDAR\r\n--q--",
        Goes::Attached,
    ),
    (
        "",
        "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nx\r\n--q\r\nContent-Type: message/rfc822\r\n\r\nFrom: Wubbo <w@x.example>\r\n\r\nx\r\n--q--",
        Goes::Attached,
    ),
    (
        "",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nx\r\n--q\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; Wubbo@x.example\r\n\r\n--q--",
        Goes::Attached,
    ),
];

#[test]
fn nothing_that_a_mail_says_is_lost() {
    for &(field, rest, goes) in CARRIERS {
        // A field that stands twice is one that the mail has not.
        let head: String = HEAD
            .split_inclusive("\r\n")
            .filter(|line| {
                let name = field.split(':').next().unwrap_or("");
                name.is_empty() || !line.starts_with(&format!("{name}:"))
            })
            .collect();
        let bytes = format!("{head}{field}{rest}\r\n").into_bytes();
        let attached = super::of_mime(&bytes, &Limits::default())
            .unwrap()
            .attachments;
        let source = read(bytes, Some("eml"), &Limits::default()).unwrap();
        let Content::Mail(mail) = source.content else {
            panic!("no mail");
        };
        let found = [
            (Goes::Shown, mail.text.contains("Wubbo")),
            (Goes::Aside, mail.aside.contains("Wubbo")),
            (
                Goes::Attached,
                attached
                    .iter()
                    .any(|a| String::from_utf8_lossy(&a.bytes).contains("Wubbo")),
            ),
        ];
        for (place, there) in found {
            assert_eq!(there, place == goes, "{field}{rest}: {place:?}\n{mail:?}");
        }
    }
}
