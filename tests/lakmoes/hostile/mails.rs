//! Mails and mailboxes.

use super::{Bad, scaled};

const HEAD: &str = "From: afzender@example.nl\r\nTo: lezer@example.nl\r\nSubject: Bericht\r\nMessage-ID: <1@example.nl>\r\nMIME-Version: 1.0\r\n";
const FROM: &str = "From a@example.nl Tue Feb  8 10:02:11 2022\n";

pub(super) fn all() -> Vec<Bad> {
    let mail = |more: &str, body: &str| format!("{HEAD}{more}\r\n{body}").into_bytes();
    let mixed =
        |boundary: &str| format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n");
    let n = scaled(2000);
    let nested: String = (0..n)
        .map(|n| {
            format!(
                "--b{n}\r\nContent-Type: multipart/mixed; boundary=\"b{}\"\r\n\r\n",
                n + 1
            )
        })
        .collect();
    let missing: String = (0..n)
        .map(|n| format!("--b\r\nContent-Type: multipart/mixed; boundary=\"weg{n}\"\r\n\r\n"))
        .collect();
    let rfc822 = "Content-Type: message/rfc822\r\n\r\n".repeat(scaled(30_000));
    let digest: String =
        "--b\r\nContent-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\n".repeat(n);
    let people = |n: usize| {
        (0..n)
            .map(|n| format!("P{n} <p{n}@example.nl>, "))
            .collect::<String>()
    };
    let files: String = (0..300)
        .map(|n| format!("--b\r\nContent-Type: text/plain; name=\"{n}.txt\"\r\nContent-Disposition: attachment\r\n\r\n\r\n"))
        .collect();
    let named: String = NAMES
        .iter()
        .map(|n| format!("--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"{n}\"\r\n\r\nGeachte lezer,\r\n\r\nGelezen.\r\n"))
        .collect();
    let words = "=?utf-8?B?w6k=?= ".repeat(scaled(5000));
    let q = format!("=?utf-8?Q?{}?=", "=C3".repeat(scaled(30_000)));
    vec![
        Bad::new("nested.eml", mail(&mixed("b0"), &nested)),
        Bad::new("missing.eml", mail(&mixed("b"), &missing)),
        Bad::new("messages.eml", mail(&rfc822, "x")).has("limit"),
        Bad::new("digest.eml", mail(&mixed("b"), &digest)),
        Bad::new(
            "header.eml",
            mail(
                &format!("X-Long: {}\r\n", "x".repeat(scaled(900_000))),
                "Gelezen.",
            ),
        )
        .done(),
        Bad::new(
            "headers.eml",
            mail(&"X-A: b\r\n".repeat(scaled(20_000)), "Gelezen."),
        )
        .done(),
        Bad::new(
            "folded.eml",
            mail(
                &format!("X-Long: x\r\n{}", " x\r\n".repeat(scaled(20_000))),
                "Gelezen.",
            ),
        )
        .done(),
        Bad::new(
            "people.eml",
            mail(
                &format!("Cc: {}x@example.nl\r\n", people(scaled(3000))),
                "Gelezen.",
            ),
        )
        .done(),
        Bad::new(
            "brackets.eml",
            mail(
                &format!("Cc: {}\r\n", "(<\"".repeat(scaled(20_000))),
                "Gelezen.",
            ),
        ),
        Bad::new(
            "references.eml",
            mail(
                &format!("References: {}\r\n", "<a@b> ".repeat(scaled(10_000))),
                "Gelezen.",
            ),
        )
        .done(),
        Bad::new(
            "words.eml",
            mail(&format!("Keywords: {words}\r\n"), "Gelezen."),
        )
        .done(),
        Bad::new(
            "long-word.eml",
            mail(&format!("Comments: {q}\r\nSubject: {q}\r\n"), "Gelezen."),
        ),
        Bad::new(
            "open-word.eml",
            mail(
                &format!("Comments: {}\r\n", "=?utf-8?Q?".repeat(scaled(20_000))),
                "Gelezen.",
            ),
        )
        .done(),
        Bad::new(
            "base64.eml",
            mail(
                "Content-Transfer-Encoding: base64\r\n",
                &"!@#$ ===".repeat(scaled(10_000)),
            ),
        ),
        Bad::new(
            "quoted.eml",
            mail(
                "Content-Transfer-Encoding: quoted-printable\r\n",
                &"=\r\n".repeat(scaled(20_000)),
            ),
        ),
        Bad::new(
            "empty-boundary.eml",
            mail(&mixed(""), &"--\r\n\r\n".repeat(n)),
        ),
        Bad::new(
            "long-boundary.eml",
            mail(
                &mixed(&"b".repeat(scaled(100_000))),
                &"--bbbb\r\n".repeat(n),
            ),
        ),
        Bad::new(
            "prefix.eml",
            mail(
                &mixed("b"),
                &(0..n)
                    .map(|n| format!("--b{}\r\n\r\nx\r\n", "b".repeat(n % 60)))
                    .collect::<String>(),
            ),
        ),
        Bad::new(
            "charset.eml",
            mail(
                "Content-Type: text/plain; charset=x-bestaat-niet\r\n",
                "Gelezen \u{E9}.",
            ),
        )
        .done(),
        Bad::new(
            "utf7.eml",
            mail(
                "Content-Type: text/plain; charset=utf-7\r\n",
                &format!("Gelezen {}", "+AAA-+2AA-".repeat(n)),
            ),
        ),
        Bad::new(
            "date.eml",
            mail("Date: Tue, 99 Foo 99999 99:99:99 +9999\r\n", "Gelezen."),
        )
        .done(),
        Bad::new("many.eml", mail(&mixed("b"), &format!("{files}--b--\r\n"))).has("limit"),
        Bad::new("names.eml", mail(&mixed("b"), &format!("{named}--b--\r\n"))),
        Bad::new(
            "page.eml",
            mail(
                "Content-Type: text/html\r\n",
                &"<div><table><tr><td>".repeat(n * 5),
            ),
        ),
        Bad::new(
            "script.eml",
            mail(
                "Content-Type: text/html\r\n",
                &format!("Gelezen.{}", "<script></".repeat(n * 5)),
            ),
        )
        .done(),
        Bad::new(
            "line.mbox",
            format!("{FROM}Subject: a\n\n{}\n", "x".repeat(scaled(3 << 20))).into_bytes(),
        )
        .has("limit"),
        Bad::new(
            "from.mbox",
            format!("{FROM}Subject: a\n\nb\n{}", format!("\n{FROM}").repeat(700)).into_bytes(),
        )
        .has("limit"),
        Bad::new("cut.msg", compound()[..900].to_vec()),
        Bad::new("streams.msg", streams()).has("damaged"),
        Bad::new("circle.msg", circle()),
    ]
}

/// Names of attachments that lead elsewhere, or are none.
const NAMES: &[&str] = &[
    "../../ontsnapt.txt",
    "/etc/cron.d/x",
    "C:\\Windows\\x.txt",
    "..",
    "con.txt",
    "a\x1b[2Jb.txt",
    "=?utf-8?B?Li4vLi4vdWl0LnR4dA==?=",
];

/// A mail as Outlook saves it.
fn compound() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    let mut put = |path: &str, bytes: &[u8]| {
        std::io::Write::write_all(&mut file.create_stream(path).unwrap(), bytes).unwrap();
    };
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    put("/__properties_version1.0", &[0; 32]);
    put("/__substg1.0_0037001F", &wide("Bericht"));
    put("/__substg1.0_1000001F", &wide(&"Gelezen. ".repeat(2000)));
    for n in 0..40 {
        let folder = format!("/__attach_version1.0_#{n:08X}");
        file.create_storage(&folder).unwrap();
        let path = format!("{folder}/__substg1.0_37010102");
        let bytes = if n == 0 {
            vec![b'x'; 200_000]
        } else {
            vec![b'y'; 5000]
        };
        std::io::Write::write_all(&mut file.create_stream(&path).unwrap(), &bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The places of the entries of the directory with this name.
fn entries(bytes: &[u8], name: &str) -> Vec<usize> {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find_iter(bytes, &name).collect()
}

/// All attachments are one long stream.
fn streams() -> Vec<u8> {
    let mut bytes = compound();
    let all = entries(&bytes, "__substg1.0_37010102");
    let first = bytes[all[0] + 116..all[0] + 128].to_vec();
    for at in all {
        bytes[at + 116..at + 128].copy_from_slice(&first);
    }
    bytes
}

/// A stream that claims to be larger than any disk.
fn circle() -> Vec<u8> {
    let mut bytes = compound();
    let at = entries(&bytes, "__substg1.0_37010102")[0];
    bytes[at + 120..at + 128].copy_from_slice(&(1_u64 << 40).to_le_bytes());
    bytes
}
