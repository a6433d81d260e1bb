//! What the targets start from, made of the documents in `corpus/`.

use crate::office::ODS_TYPE;
use crate::packed::{self, Member};
use crate::parts::join;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Longer ones only make it slow.
const LONGEST: usize = 12 << 10;
/// So much of a text is enough for a reader of it.
const ENOUGH: usize = 1500;
/// Larger ones are slow too.
const LARGEST_PDF: usize = 40 << 10;
/// And those whose objects are larger when nothing is packed.
const LARGEST_PARTS: usize = 120 << 10;

/// The documents of the corpus, the shorter ones.
pub struct Seeds {
    texts: Vec<String>,
    pdfs: Vec<Vec<u8>>,
}

impl Seeds {
    /// Reads the corpus of the checkout.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn load() -> io::Result<Self> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
        let mut files = Vec::new();
        for folder in ["text", "scan", "pdf"] {
            gather(&corpus.join(folder), &mut files)?;
        }
        files.sort();
        let (mut texts, mut pdfs) = (Vec::new(), Vec::new());
        for path in files {
            let bytes = fs::read(&path)?;
            match path.extension().and_then(|e| e.to_str()) {
                Some("txt") if bytes.len() <= LONGEST => texts.extend(String::from_utf8(bytes)),
                Some("pdf") if bytes.len() <= LARGEST_PDF => pdfs.push(bytes),
                _ => {}
            }
        }
        Ok(Self { texts, pdfs })
    }

    /// Of every `n`th text, what is made of its beginning.
    fn made(&self, n: usize, make: impl Fn(&str) -> Vec<u8>) -> Vec<Vec<u8>> {
        let texts = self.texts.iter().step_by(n);
        texts
            .map(|text| make(&text[..text.floor_char_boundary(ENOUGH)]))
            .collect()
    }

    fn plain(&self, n: usize) -> Vec<Vec<u8>> {
        let texts = self.texts.iter().step_by(n);
        texts.map(|text| text.as_bytes().to_vec()).collect()
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('\u{c}', "")
}

fn owned(list: &[&[u8]]) -> Vec<Vec<u8>> {
    list.iter().map(|seed| seed.to_vec()).collect()
}

/// Each line through `make`, in a row.
fn lines(text: &str, make: impl Fn(usize, &str) -> String) -> String {
    escaped(text)
        .lines()
        .enumerate()
        .map(|(n, line)| make(n, line))
        .collect()
}

#[allow(missing_docs)]
impl Seeds {
    pub fn docx(&self) -> Vec<Vec<u8>> {
        let rich = include_bytes!("../seeds/docx.txt").to_vec();
        let mut out = self.made(12, |text| {
            let body = lines(text, |n, line| {
                let style = if n % 9 == 0 {
                    r#"<w:pPr><w:pStyle w:val="Kop1"/></w:pPr>"#
                } else {
                    ""
                };
                format!("<w:p>{style}<w:r><w:t>{line}</w:t></w:r></w:p>")
            });
            format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#).into_bytes()
        });
        out.push(rich);
        out
    }

    pub fn xlsx(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(20, |text| {
            let rows = lines(text, |n, line| {
                let n = n + 1;
                format!(r#"<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{line}</t></is></c><c r="C{n}"><v>{n}</v></c></row>"#)
            });
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()
        });
        out.push(include_bytes!("../seeds/xlsx.txt").to_vec());
        out
    }

    pub fn opendocument(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(16, |text| {
            let body = lines(text, |n, line| match n % 9 {
                0 => format!(r#"<text:h text:outline-level="1">{line}</text:h>"#),
                1 => format!("<text:list><text:list-item><text:p>{line}</text:p></text:list-item></text:list>"),
                _ => format!("<text:p>{line}</text:p>"),
            });
            format!("<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>").into_bytes()
        });
        out.extend(self.made(30, |text| {
            let rows = lines(text, |_, line| {
                format!(r#"<table:table-row><table:table-cell office:value-type="string"><text:p>{line}</text:p></table:table-cell></table:table-row>"#)
            });
            let content = format!(r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#);
            join([("mimetype", ODS_TYPE.as_bytes()), ("content.xml", content.as_bytes())])
        }));
        out.push(include_bytes!("../seeds/odt.txt").to_vec());
        out.push(include_bytes!("../seeds/ods.txt").to_vec());
        out
    }

    pub fn rtf(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(16, |text| {
            let mut rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 ".to_owned();
            for c in text.chars() {
                match c {
                    '\n' => rtf.push_str("\\par\n"),
                    '\\' | '{' | '}' => rtf.extend(['\\', c]),
                    c if c.is_ascii() => rtf.push(c),
                    c => rtf.push_str(&format!("\\u{}?", c as u32)),
                }
            }
            rtf.push('}');
            rtf.into_bytes()
        });
        out.push(include_bytes!("../seeds/rtf.txt").to_vec());
        out
    }

    pub fn html(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(16, |text| {
            let body = lines(text, |n, line| match n % 9 {
                0 => format!("<h2>{line}</h2>"),
                1 => format!("<ul><li>{line}</ul>"),
                2 => format!("<table><tr><td>{line}<td>x</table>"),
                _ => format!("<p>{line}</p>"),
            });
            format!(
                "<!DOCTYPE html><html><head><title>Nota</title></head><body>{body}</body></html>"
            )
            .into_bytes()
        });
        out.push(include_bytes!("../seeds/html.txt").to_vec());
        out
    }

    pub fn tables(&self) -> Vec<Vec<u8>> {
        let table = |sign: char, by: char| {
            move |text: &str| {
                let rows: String = text
                    .lines()
                    .map(|l| format!("\"{}\"{by}{}\n", l.replace('"', "\"\""), l.len()))
                    .collect();
                format!("{sign}{rows}").into_bytes()
            }
        };
        let mut out = self.made(30, table('\0', ';'));
        out.extend(self.made(40, table('\u{3}', '\t')));
        out.extend(self.made(30, |text| {
            format!(
                "\u{1}# Nota\n\n* {}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
                text.replace('\n', "\n* ")
            )
            .into_bytes()
        }));
        out.extend(self.made(30, |text| {
            let list: Vec<&str> = text.lines().collect();
            let json =
                serde_json::json!({"titel": "nota", "regels": list, "n": [1, 2.5, null, true]});
            format!("\u{2}{json}").into_bytes()
        }));
        out
    }

    pub fn text(&self) -> Vec<Vec<u8>> {
        let mut out = self.plain(8);
        let utf16 = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>()
        };
        out.extend(self.made(40, |text| [&b"\xFF\xFE"[..], &utf16(text)].concat()));
        out.extend(self.made(40, utf16));
        out.extend(self.made(40, |text| {
            text.chars()
                .map(|c| u8::try_from(c).unwrap_or(b'?'))
                .collect()
        }));
        out
    }

    pub fn mail(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(12, |text| mail_of(text).into_bytes());
        out.push(include_bytes!("../seeds/mail.txt").to_vec());
        out
    }

    pub fn mbox(&self) -> Vec<Vec<u8>> {
        let from = "From a@voorbeeld.nl Tue Feb  8 10:02:11 2022\n";
        self.made(40, |text| {
            let one = mail_of(&text[..text.floor_char_boundary(1500)]);
            let reply = one
                .replace("<1@", "<2@")
                .replace("Subject: ", "In-Reply-To: <1@voorbeeld.nl>\nSubject: Re: ");
            format!("{from}{one}\n\n{from}{reply}\n").into_bytes()
        })
    }

    pub fn outlook(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(30, |text| {
            join([
                ("__properties_version1.0", &[0_u8; 48][..]),
                ("0037001F", b"Nota over de wolf"),
                ("0C1A001F", b"Jansen, Piet"),
                ("0C1F001F", b"p.jansen@voorbeeld.nl"),
                ("0E04001F", b"Vries, Ans de; info@voorbeeld.nl"),
                ("1000001F", text.as_bytes()),
            ])
        });
        out.push(include_bytes!("../seeds/outlook.txt").to_vec());
        out
    }

    pub fn pdf(&self) -> Vec<Vec<u8>> {
        let mut out: Vec<Vec<u8>> = self.pdfs.iter().step_by(4).cloned().collect();
        out.extend(self.pdfs.iter().filter_map(|pdf| unpacked(pdf)));
        out.push(include_bytes!("../seeds/pdf.txt").to_vec());
        out.push(include_bytes!("../seeds/pdf-annotations.txt").to_vec());
        out.extend(self.made(20, |text| {
            let mut content = String::from("BT /F1 10 Tf 12 TL 70 780 Td ");
            for line in text.lines() {
                let shown: String = line
                    .chars()
                    .filter(char::is_ascii)
                    .flat_map(|c| {
                        matches!(c, '(' | ')' | '\\')
                            .then_some('\\')
                            .into_iter()
                            .chain([c])
                    })
                    .collect();
                content.push_str(&format!("({shown}) '\n"));
            }
            content.push_str("ET");
            join([("content", content.as_bytes())])
        }));
        out
    }

    pub fn redacted_pdf(&self) -> Vec<Vec<u8>> {
        self.pdf()
    }

    pub fn archive(&self) -> Vec<Vec<u8>> {
        let zip = |members: &[(&str, &[u8])]| {
            let members: Vec<_> = members
                .iter()
                .map(|(name, data)| Member {
                    name: name.as_bytes(),
                    data,
                    deflated: true,
                })
                .collect();
            packed::zip(&members)
        };
        let text = &self.texts[0].as_bytes()[..200];
        let inner = zip(&[("nota.txt", text)]);
        let tar = packed::tar(
            &[
                packed::tar_member("a/nota.txt", b'0', text),
                packed::tar_member("b.zip", b'0', &inner),
            ]
            .concat(),
        );
        let seven = packed::seven(
            text,
            &packed::seven_directory("nota.txt", text.len(), text.len(), COPY),
        );
        vec![
            zip(&[
                ("map/binnen.zip", &inner),
                ("x.eml", mail_of("hoi").as_bytes()),
            ]),
            packed::gzip(&tar),
            zip(&[("a.7z", &seven), ("b.tar.gz", &packed::gzip(&tar))]),
            seven,
            tar,
            inner,
        ]
    }

    pub fn zip(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(60, |text| {
            join([
                ("z nota.txt", text.as_bytes()),
                ("map/leeg.txt", b""),
                ("map/", b""),
            ])
        });
        out.push(join([
            ("z a/b/c/d/e.txt", &b"x"[..]),
            ("../buiten.txt", b"x"),
            ("z C:\\weg.txt", b"y"),
            ("a/b/c/d/e.txt", b"z"),
        ]));
        out.extend(
            self.archive()
                .into_iter()
                .filter(|bytes| bytes.starts_with(b"PK")),
        );
        out
    }

    pub fn tar(&self) -> Vec<Vec<u8>> {
        let member = packed::tar_member;
        let long = [
            member("././@LongLink", b'L', "lang/".repeat(40).as_bytes()),
            member("kort", b'0', b"x"),
        ]
        .concat();
        let pax = [
            member("pax", b'x', b"27 path=een/langere/naam.txt\n"),
            member("kort", b'0', b"x"),
        ]
        .concat();
        let kinds = [
            member("koppeling", b'2', b""),
            member("map/", b'5', b""),
            member("apparaat", b'3', b""),
            member("gat", b'S', b"xx"),
        ]
        .concat();
        vec![
            member("nota.txt", b'0', self.texts[0].as_bytes()),
            long,
            pax,
            kinds,
        ]
    }

    pub fn gzip(&self) -> Vec<Vec<u8>> {
        let text = self.texts[0].as_bytes();
        let mut out = vec![
            [b"\0", text].concat(),
            [b"\x02", &packed::deflated(text)[..]].concat(),
        ];
        out.extend(self.tar().iter().map(|tar| [b"\x01", &tar[..]].concat()));
        out.push([b"\x03", &packed::gzip(text)[3..], &packed::gzip(b"nog een")].concat());
        out
    }

    pub fn sevenzip(&self) -> Vec<Vec<u8>> {
        let text = &self.texts[0].as_bytes()[..300];
        let made = |packed: &[u8], size, coder| {
            let directory = packed::seven_directory("map/nota.txt", packed.len(), size, coder);
            [&(packed.len() as u16).to_le_bytes()[..], packed, &directory].concat()
        };
        // LZMA2 may say that a piece is not packed.
        let chunk = [&[1][..], &(text.len() as u16 - 1).to_be_bytes(), text, &[0]].concat();
        vec![
            made(text, text.len(), COPY),
            made(&chunk, text.len(), &[0x21, 0x21, 0x01, 0x10]),
            made(
                &packed::deflated(text),
                text.len(),
                &[0x03, 0x04, 0x01, 0x08],
            ),
            made(LZMA, 5, &[0x23, 0x03, 0x01, 0x01, 0x05, 0x5D, 0, 0, 1, 0]),
        ]
    }

    pub fn archive_path(&self) -> Vec<Vec<u8>> {
        owned(&[
            b"map/nota.txt",
            b"../../etc/passwd",
            b"C:\\Users\\jansen\\nota.docx",
            b"a/./b//c/.. /d",
            b"\xC3\xA9\xE9n.txt",
            b"con.txt:stroom",
            b"nota\0.txt",
            "na\u{202e}fdp.exe".as_bytes(),
        ])
    }

    pub fn layout(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(20, |text| format!("\u{2}{text}").into_bytes());
        out.extend(self.made(30, |text| {
            let marked = lines(text, |n, line| {
                format!(
                    "{}{line}\n",
                    ["1", " ", "*", "|", "h", " ", "f", "n", "\u{c}"][n % 9]
                )
            });
            format!("\u{3}{marked}").into_bytes()
        }));
        // Any bytes are pages of glyphs.
        out.extend(self.made(30, |text| format!("\0{text}").into_bytes()));
        out.extend((0..8_u8).map(|n| {
            [0].into_iter()
                .chain((0..2000_u16).map(|i| (i.wrapping_mul(u16::from(n) * 37 + 11) >> 3) as u8))
                .collect()
        }));
        out
    }

    pub fn normalise(&self) -> Vec<Vec<u8>> {
        let mut out = self.made(8, |text| text.replace("\n", "\n\\").into_bytes());
        out.extend(self.made(20, |text| text.replace("\n", "\n|").into_bytes()));
        out
    }

    pub fn fields(&self) -> Vec<Vec<u8>> {
        self.plain(3)
    }

    pub fn redact(&self) -> Vec<Vec<u8>> {
        self.plain(3)
    }

    pub fn name(&self) -> Vec<Vec<u8>> {
        owned(&[
            b"Piet Jansen\nA. de Vries\n20240312 nota Jansen en a.devries@voorbeeld.nl.pdf",
            b"Bo Li\nverslag_gesprek_Bo_Li_BSN_111222333.docx",
            b"Nota [5.1.2e] aan minister.txt",
            "Fatima el Idrissi\nRe- FW- Fátima El-Idríssi (1).msg".as_bytes(),
            b".DS_Store",
            b"pdf\nnota.pdf",
        ])
    }

    pub fn rules(&self) -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../redaction-rules");
        of_folder(&folder, "toml")
    }

    pub fn policy(&self) -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies");
        of_folder(&folder, "toml")
    }

    pub fn given(&self) -> Vec<Vec<u8>> {
        owned(&[
            br#"{"phrases":[{"text":"Piet Jansen","ground":"5.1.2e"}],"regions":[{"page":1,"rect":[10,20,30.5,40],"ground":"5.1.2e"}]}"#,
            br#"{"regions":[{"page":2,"rect":[1e9,-1,0,0]}],"keep_unread":true}"#,
        ])
    }
}

/// The method of 7-Zip that packs nothing.
const COPY: &[u8] = &[0x01, 0x00];

/// "hallo" as LZMA packs it.
const LZMA: &[u8] = &[
    0x00, 0x34, 0x18, 0x4A, 0x0C, 0x4C, 0xFA, 0x1F, 0xFF, 0xFC, 0x00, 0x00,
];

fn of_folder(folder: &Path, extension: &str) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    // The smoke test notices a target without seeds.
    let _ = gather(folder, &mut files);
    files.sort();
    files.retain(|path| path.extension().is_some_and(|e| e == extension));
    files
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect()
}

fn mail_of(text: &str) -> String {
    format!(
        "From: \"Jansen, Piet\" <p.jansen@voorbeeld.nl>\nTo: =?utf-8?Q?Ans_de_Vr=C3=ADes?= <ans@voorbeeld.nl>, info@voorbeeld.nl\nCc: b@voorbeeld.nl\n\
         Date: Tue, 8 Feb 2022 10:02:11 +0100\nMessage-ID: <1@voorbeeld.nl>\nSubject: Nota\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=grens\n\n\
         --grens\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n--grens\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>hoi=20daar</p>\n\
         --grens\nContent-Type: application/pdf; name=\"bijlage.pdf\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"bijlage.pdf\"\n\nJVBERi0xLjQK\n--grens--\n"
    )
}

/// A PDF as its objects, nothing packed: so that a mutation changes what they say.
fn unpacked(pdf: &[u8]) -> Option<Vec<u8>> {
    let mut document = lopdf::Document::load_mem(pdf).ok()?;
    document.decompress();
    let root = document
        .trailer
        .get(b"Root")
        .and_then(lopdf::Object::as_reference)
        .ok()?;
    let mut saved = Vec::new();
    document.save_to(&mut saved).ok()?;
    let mut parts = vec![("root".to_owned(), root.0.to_string().into_bytes())];
    let mut rest = &saved[..];
    while let Some(end) = find(rest, b"\nendobj") {
        let object = &rest[..end];
        rest = &rest[end + b"\nendobj".len()..];
        let Some(head) = find(object, b" 0 obj") else {
            continue;
        };
        let digits = object[..head]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let number = String::from_utf8_lossy(&object[head - digits..head]).into_owned();
        let body = object[head + b" 0 obj".len()..].trim_ascii_start();
        parts.push((number, body.to_vec()));
    }
    let parts = parts
        .iter()
        .map(|(name, body)| (name.as_str(), body.as_slice()));
    Some(join(parts)).filter(|bytes| bytes.len() <= LARGEST_PARTS)
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|w| w == what)
}
