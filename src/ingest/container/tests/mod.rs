//! Archives of each kind, whole, odd and hostile.

mod make;

use super::{Budget, Found, kind, walk};
use crate::ingest::Limits;
use make::{Part, gzip, part, seven, tar, zip};
use std::io::Cursor;
use std::path::Path;
use tar::EntryType;

fn opened_with(name: &str, bytes: &[u8], limits: &Limits) -> Vec<(String, String)> {
    let mut file = Cursor::new(bytes);
    let path = Path::new(name);
    let kind = kind(&mut file, path).unwrap().expect("is a container");
    let budget = Budget::new(limits, bytes.len() as u64, limits.unpacked);
    let mut all = Vec::new();
    walk(path, &mut file, kind, &budget, &mut |path, found| {
        let what = match found {
            Found::Document(bytes) => format!("={}", String::from_utf8_lossy(&bytes)),
            Found::Refused(refusal) => refusal.code.into_owned(),
            Found::Container(n, None) => format!("{n} members"),
            Found::Container(n, Some(r)) => format!("{n} members, then {}", r.code),
        };
        all.push((path.to_string_lossy().replace('\\', "/"), what));
    });
    all.sort();
    all
}

fn opened(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    opened_with(name, bytes, &Limits::default())
}

fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(a, b)| (&**a, &**b)).collect()
}

#[test]
fn members_of_every_kind_of_archive_are_read() {
    let long = "map/".repeat(30) + "lang.txt";
    let parts: [(&str, &[u8]); 3] = [("a.txt", b"een"), ("b/c.txt", b"twee"), ("leeg.txt", b"")];
    let zipped = zip(&parts.map(|(n, b)| part(n, b)));
    let taped = tar(&[
        ("a.txt", EntryType::Regular, b"een"),
        ("b", EntryType::Directory, b""),
        ("b/c.txt", EntryType::Regular, b"twee"),
        ("leeg.txt", EntryType::Regular, b""),
    ]);
    for (name, bytes) in [
        ("x", zipped),
        ("x", taped.clone()),
        ("x", gzip(&taped)),
        ("x", seven(&parts, None, false)),
        ("x", seven(&parts[..2], None, true)),
    ] {
        let found = opened(name, &bytes);
        let found: Vec<_> = pairs(&found)
            .into_iter()
            .filter(|(n, _)| *n != "x/leeg.txt")
            .collect();
        assert_eq!(found[1..], [("x/a.txt", "=een"), ("x/b/c.txt", "=twee")]);
        assert!(
            found[0].1 == "3 members" || found[0].1 == "2 members",
            "{found:?}"
        );
    }
    let found = opened("x", &tar(&[(&long, EntryType::Regular, b"diep")]));
    assert_eq!(found[1], (format!("x/{long}"), "=diep".to_owned()));
    let found = opened("map/nota.txt.gz", &gzip(b"een"));
    assert_eq!(
        found[1],
        ("map/nota.txt.gz/nota.txt".to_owned(), "=een".to_owned())
    );
}

#[test]
fn archives_in_archives_are_opened_and_not_deeper_than_the_limit() {
    let mut bytes = b"diep".to_vec();
    for n in 0..14 {
        bytes = match n % 3 {
            0 => zip(&[part("z", &bytes)]),
            1 => tar(&[("t", EntryType::Regular, &bytes)]),
            _ => gzip(&bytes),
        };
    }
    let found = opened("x", &bytes);
    assert!(found.iter().any(|(_, what)| what == "limit"), "{found:?}");
    let limits = Limits {
        nesting: 10,
        ..Limits::default()
    };
    let found = opened_with("x", &bytes, &limits);
    assert!(found.iter().any(|(_, what)| what == "=diep"), "{found:?}");
}

#[test]
fn what_leads_out_of_an_archive_is_named_and_not_read() {
    let names = [
        "../a.txt",
        "/etc/passwd",
        "C:\\x.txt",
        "b/../../c.txt",
        "goed.txt",
    ];
    let zipped = zip(&names.map(|n| part(n, b"x")));
    let taped = tar(&names.map(|n| (n, EntryType::Regular, &b"x"[..])));
    let sevened = seven(&names.map(|n| (n, &b"x"[..])), None, true);
    for bytes in [zipped, taped, sevened] {
        let found = opened("x", &bytes);
        let count = |what: &str| found.iter().filter(|(_, w)| w == what).count();
        assert_eq!((count("unsafe-path"), count("=x")), (4, 1), "{found:?}");
        assert!(
            found.iter().all(|(path, _)| !path.contains("..")),
            "{found:?}"
        );
    }
}

#[test]
fn links_and_devices_are_named_and_not_followed() {
    let link = Part {
        mode: 0o120_777,
        ..part("link", b"/etc/passwd")
    };
    let device = Part {
        mode: 0o020_666,
        ..part("zero", b"")
    };
    let found = opened("x", &zip(&[link, device]));
    assert_eq!(
        pairs(&found)[1..],
        [("x/link", "not-a-file"), ("x/zero", "not-a-file")]
    );
    let found = opened(
        "x",
        &tar(&[
            ("a", EntryType::Symlink, b""),
            ("b", EntryType::Link, b""),
            ("c", EntryType::Char, b""),
            ("d", EntryType::Fifo, b""),
            ("e.txt", EntryType::Regular, b"x"),
        ]),
    );
    let codes: Vec<_> = found.iter().map(|(_, w)| &**w).collect();
    assert_eq!(
        codes,
        [
            "5 members",
            "not-a-file",
            "not-a-file",
            "not-a-file",
            "not-a-file",
            "=x"
        ]
    );
}

#[test]
fn encrypted_members_are_named_and_others_read() {
    let secret = Part {
        flags: 1,
        ..part("geheim.txt", b"x")
    };
    let found = opened("x", &zip(&[secret, part("open.txt", b"y")]));
    assert_eq!(
        pairs(&found)[1..],
        [("x/geheim.txt", "encrypted"), ("x/open.txt", "=y")]
    );
    let found = opened(
        "x",
        &seven(&[("geheim.txt", b"x")], Some("wachtwoord"), false),
    );
    assert!(
        found.iter().any(|(_, w)| w.contains("encrypted")),
        "{found:?}"
    );
}

#[test]
fn members_of_one_name_are_both_read() {
    let found = opened("x", &zip(&[part("a.txt", b"een"), part("a.txt", b"twee")]));
    assert_eq!(
        pairs(&found)[1..],
        [("x/a.txt", "=een"), ("x/a.txt", "=twee")]
    );
}

#[test]
fn old_names_are_read() {
    let old = Part {
        name: b"Co\x94rdinatie.txt".to_vec(),
        ..part("", b"x")
    };
    assert_eq!(opened("x", &zip(&[old]))[1].0, "x/Coördinatie.txt");
}

#[test]
fn members_that_overlap_are_refused() {
    let bomb: Vec<Part> = (0..50)
        .map(|n| Part {
            header: (n > 0).then_some(0),
            ..part(&format!("{n}"), &vec![0; 1 << 20])
        })
        .collect();
    let found = opened("x", &zip(&bomb));
    assert_eq!(found.iter().filter(|(_, w)| w == "damaged").count(), 49);
}

#[test]
fn a_bomb_stops_at_the_expansion_allowed_and_says_so() {
    let zeros = vec![0_u8; 30 << 20];
    let parts: Vec<Part> = (0..4).map(|n| part(&format!("{n}.txt"), &zeros)).collect();
    let limits = Limits {
        expansion: 1,
        ..Limits::default()
    };
    let found = opened_with("x", &zip(&parts), &limits);
    let limited = found.iter().filter(|(_, w)| w == "limit").count();
    assert_eq!((found.len(), limited), (5, 2), "every member has a line");
    let taped: Vec<_> = (0..4)
        .map(|_| ("n.txt", EntryType::Regular, &zeros[..]))
        .collect();
    let found = opened_with("x", &gzip(&tar(&taped)), &limits);
    assert_eq!(found[0].1, "3 members, then limit");
    let seven_parts: Vec<_> = (0..4).map(|_| ("n.txt", &zeros[..])).collect();
    let found = opened_with("x", &seven(&seven_parts, None, true), &limits);
    assert!(found.iter().any(|(_, w)| w.contains("limit")), "{found:?}");
}

#[test]
fn a_quine_ends_at_the_nesting_allowed() {
    // An archive that holds itself can't be made here; one that is as deep as wanted can.
    let mut bytes = zip(&[part("r", b"einde")]);
    for _ in 0..40 {
        bytes = zip(&[part("r.zip", &bytes)]);
    }
    let found = opened("x", &bytes);
    assert_eq!(found.len(), 9);
    assert!(found.iter().any(|(_, w)| w == "limit"));
}

#[test]
fn more_members_than_allowed_are_not_read() {
    let parts: Vec<Part> = (0..20).map(|n| part(&format!("{n}"), b"x")).collect();
    let limits = Limits {
        members: 5,
        ..Limits::default()
    };
    let found = opened_with("x", &zip(&parts), &limits);
    assert_eq!((found.len(), &*found[0].1), (6, "5 members, then limit"));
}

#[test]
fn a_member_over_the_size_allowed_costs_no_other_its_turn() {
    let limits = Limits {
        bytes: 1000,
        ..Limits::default()
    };
    let large = vec![b'x'; 2000];
    let parts: [(&str, &[u8]); 2] = [("a", &large), ("b", b"y")];
    for bytes in [
        zip(&parts.map(|(n, b)| part(n, b))),
        seven(&parts, None, true),
        tar(&parts.map(|(n, b)| (n, EntryType::Regular, b))),
    ] {
        let found = opened_with("x", &bytes, &limits);
        assert_eq!(pairs(&found)[1..], [("x/a", "limit"), ("x/b", "=y")]);
    }
}

#[test]
fn a_damaged_member_is_told() {
    let mut bytes = zip(&[
        Part {
            stored: true,
            ..part("a.txt", b"een")
        },
        part("b.txt", b"twee"),
    ]);
    let at = memchr::memmem::find(&bytes, b"een").unwrap();
    bytes[at] = b'E';
    assert_eq!(
        pairs(&opened("x", &bytes))[1..],
        [("x/a.txt", "damaged"), ("x/b.txt", "=twee")]
    );
}

/// The decoder fails at once, and would go round in circles if it were asked again.
#[test]
fn damaged_lzma_data_are_an_error_and_not_an_endless_loop() {
    let parts: [(&str, &[u8]); 2] = [("a", &[b'x'; 3000]), ("b", b"y")];
    for solid in [true, false] {
        let mut bytes = seven(&parts, None, solid);
        // Behind the signature header: how the chunk is packed, two sizes, its properties.
        assert!(bytes[32] >= 0xE0, "{}", bytes[32]);
        bytes[32 + 5] = 0xFF;
        let found = opened("x", &bytes);
        assert_eq!(found[1], ("x/a".into(), "damaged".into()), "{found:?}");
        let second = if solid { "damaged" } else { "=y" };
        assert_eq!(found[2], ("x/b".into(), second.into()));
    }
}

#[test]
fn an_archive_that_stops_in_the_middle_is_told() {
    let parts: [(&str, &[u8]); 2] = [("a.txt", b"een"), ("b.txt", b"twee")];
    let taped = tar(&parts.map(|(n, b)| (n, EntryType::Regular, b)));
    for whole in [
        zip(&parts.map(|(n, b)| part(n, b))),
        seven(&parts, None, false),
        gzip(&taped),
    ] {
        let found = opened("x", &whole[..whole.len() - 15]);
        assert!(
            found.iter().any(|(_, w)| w.ends_with("damaged")),
            "{found:?}"
        );
    }
}

#[test]
fn office_files_are_documents() {
    let docx = zip(&[
        part("[Content_Types].xml", b""),
        part("_rels/.rels", b""),
        part("word/document.xml", b""),
    ]);
    let odt = zip(&[Part {
        stored: true,
        ..part("mimetype", b"application/vnd.oasis.opendocument.text")
    }]);
    for bytes in [docx, odt] {
        assert_eq!(
            kind(&mut Cursor::new(bytes), Path::new("x.zip")).unwrap(),
            None
        );
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_damage_brings_the_readers_down(which in 0..3_usize, hits in proptest::collection::vec((0..2000_usize, 0..=255_u8), 1..12)) {
        let parts: [(&str, &[u8]); 2] = [("a.txt", b"een nota"), ("map/b.txt", &[b'x'; 300])];
        let taped = tar(&parts.map(|(n, b)| (n, EntryType::Regular, b)));
        let mut bytes = match which {
            0 => zip(&parts.map(|(n, b)| part(n, b))),
            1 => taped,
            // Not 7-Zip: its decoder may go round in circles on damaged data, and a run gives up on it by time.
            _ => gzip(&taped),
        };
        for (at, value) in hits {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        let limits = Limits::default();
        let mut file = Cursor::new(&bytes);
        if let Some(kind) = kind(&mut file, Path::new("x")).unwrap() {
            let budget = Budget::new(&limits, bytes.len() as u64, limits.unpacked);
            walk(Path::new("x"), &mut file, kind, &budget, &mut |_, _| {});
        }
    }
}
