//! Copies are made of a small file and looked at as they are written.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object as Source};
use lopdf::{Object, Writer};

use super::super::Objects;
use super::Copier;

/// A file whose catalog holds `/It`, and objects from number 3.
fn file(it: &str, others: &[&[u8]]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    let catalog = format!("<</Type/Catalog/Pages 2 0 R/It {it}>>");
    let pages = b"<</Type/Pages/Count 1/Kids[<</Type/Page/MediaBox[0 0 9 9]/Parent 2 0 R>>]>>";
    let objects = [catalog.as_bytes(), pages]
        .into_iter()
        .chain(others.iter().copied());
    let mut count = 1;
    for body in objects {
        table += &format!("{count} 1\n{:010} 00000 n \n", out.len());
        out.extend_from_slice(format!("{count} 0 obj\n").as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
        count += 1;
    }
    let end = format!(
        "{table}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
        out.len()
    );
    out.extend_from_slice(end.as_bytes());
    out
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut body = format!("<<{dict}/Length {}>>\nstream\n", data.len()).into_bytes();
    body.extend_from_slice(data);
    body.extend_from_slice(b"\nendstream");
    body
}

/// An object with all that it refers to in its place, as it would be written.
fn shown(objects: &Objects, object: &Object) -> String {
    let mut bytes = Vec::new();
    match object {
        Object::Reference(id) => return shown(objects, objects.get(*id).expect("it is there")),
        Object::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| shown(objects, item)).collect();
            return format!("[{}]", items.join(" "));
        }
        Object::Dictionary(dict) => return shown_dict(objects, dict),
        Object::Stream(stream) => {
            let data = stream.get_plain_content().expect("it can be decoded");
            let dict = shown_dict(objects, &stream.dict);
            return format!("{dict}{}", String::from_utf8_lossy(&data));
        }
        other => Writer::write_object(&mut bytes, other).expect("in memory"),
    }
    String::from_utf8(bytes).expect("ASCII")
}

fn shown_dict(objects: &Objects, dict: &lopdf::Dictionary) -> String {
    let hidden = [&b"Length"[..], b"Filter"];
    let entries = dict
        .iter()
        .filter(|(key, _)| !hidden.contains(&key.as_slice()));
    let entries = entries.map(|(key, value)| {
        format!(
            "/{} {}",
            String::from_utf8_lossy(key),
            shown(objects, value)
        )
    });
    format!("<<{}>>", entries.collect::<Vec<_>>().join(" "))
}

fn with<T>(it: &str, others: &[&[u8]], see: impl FnOnce(&Source<'_>) -> T) -> T {
    let pdf = Pdf::new(file(it, others)).expect("a file");
    let catalog = pdf
        .xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .expect("a catalog");
    see(&catalog.get::<Source<'_>>(b"It").expect("it"))
}

fn space(it: &str, others: &[&[u8]]) -> Option<String> {
    with(it, others, |it| {
        let mut objects = Objects::new();
        let copy = Copier::default().color_space(&mut objects, it)?;
        Some(shown(&objects, &copy))
    })
}

fn shading(it: &str, others: &[&[u8]]) -> Option<String> {
    with(it, others, |it| {
        let mut objects = Objects::new();
        let copy = Copier::default().shading(&mut objects, it)?;
        Some(shown(&objects, &copy))
    })
}

const TINT: &str = "<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[1 0.50 0]/N 1/Note(Wubbo)>>";

#[test]
fn colorants_lose_their_names() {
    let it = format!("[/Separation/Ferwerda#20Rood/DeviceRGB {TINT}]");
    let expected = "[/Separation /Spot1 /DeviceRGB <</FunctionType 2 /Domain [0.0 1.0] \
                    /C0 [0.0 0.0 0.0] /C1 [1.0 0.5 0.0] /N 1.0>>]";
    assert_eq!(space(&it, &[]).as_deref(), Some(expected));
    let it = "[/DeviceN[/Cyan/Ferwerda/Wubbo/Ferwerda]/DeviceRGB 3 0 R<</Info(Wubbo)>>]";
    let tint = stream(
        "/FunctionType 4/Domain[0 1 0 1 0 1 0 1]/Range[0 1 0 1 0 1]/Wubbo 1",
        b"{pop % Wubbo\n}",
    );
    let expected = "[/DeviceN [/Cyan /Spot1 /Spot2 /Spot1] /DeviceRGB <</FunctionType 4 \
                    /Domain [0.0 1.0 0.0 1.0 0.0 1.0 0.0 1.0] /Range [0.0 1.0 0.0 1.0 0.0 1.0]>>\
                    { pop }]";
    assert_eq!(space(it, &[&tint]).as_deref(), Some(expected));
}

#[test]
fn tables_are_cut_to_what_is_used() {
    let it = "[/Indexed/DeviceRGB 1<0102030405065775626261>]";
    let expected = "[/Indexed /DeviceRGB 1 <010203040506>]";
    assert_eq!(space(it, &[]).as_deref(), Some(expected));
    let table = stream("", b"\x01\x02\x03Wubbo Ferwerda");
    let expected = "[/Indexed /DeviceGray 2 <010203>]";
    assert_eq!(
        space("[/Indexed[/DeviceGray]2 3 0 R]", &[&table]).as_deref(),
        Some(expected)
    );
}

#[test]
fn calibrated_colours_are_numbers() {
    let it = "[/CalRGB<</WhitePoint[0.95 1 1.09]/Gamma[2.2 2.2 2.2 87 117]/Name(Wubbo)>>]";
    let expected = "[/CalRGB <</WhitePoint [0.95 1.0 1.09] /Gamma [2.2 2.2 2.2]>>]";
    assert_eq!(space(it, &[]).as_deref(), Some(expected));
    assert_eq!(space("[/Lab<</WhitePoint(Wubbo)>>]", &[]), None);
}

#[test]
fn what_is_not_known_is_not_understood() {
    for it in [
        "/Wubbo",
        "[/Wubbo]",
        "[/Indexed[/Pattern]1<00>]",
        "[/Separation/All/DeviceGray(Wubbo)]",
        "(Wubbo)",
        "[]",
        "3 0 R",
    ] {
        let around = b"[/Indexed 3 0 R 1<00>]".as_slice();
        assert_eq!(space(it, &[around]), None, "{it}");
    }
}

/// A profile of one curve with a text in it and behind it.
fn profile() -> Vec<u8> {
    let mut tags: Vec<(&[u8], Vec<u8>)> = vec![
        (b"desc", b"desc\0\0\0\0\0\0\0\x06Wubbo\0".to_vec()),
        (
            b"wtpt",
            b"XYZ \0\0\0\0\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d".to_vec(),
        ),
        (b"kTRC", b"curvWubb\0\0\0\x01\x02\x33Wubbo".to_vec()),
        (b"WUBB", b"textWubbo".to_vec()),
    ];
    let start = 128 + 4 + 12 * tags.len();
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (name, tag) in &mut tags {
        table.extend_from_slice(name);
        table.extend_from_slice(&((start + data.len()) as u32).to_be_bytes());
        table.extend_from_slice(&(tag.len() as u32).to_be_bytes());
        data.append(tag);
    }
    let mut header = [0_u8; 128];
    header[4..8].copy_from_slice(b"Wubb");
    header[8] = 2;
    header[12..24].copy_from_slice(b"scnrGRAYXYZ ");
    header[36..40].copy_from_slice(b"acsp");
    header[80..84].copy_from_slice(b"Wubb");
    [&header[..], &table, &data, b"Wubbo"].concat()
}

#[test]
fn profiles_keep_numbers_only() {
    let copy = super::icc::plain(&profile()).expect("a profile");
    assert!(memchr::memmem::find(&copy.data, b"Wubb").is_none());
    assert!(memchr::memmem::find(&copy.data, b"curv\0\0\0\0\0\0\0\x01\x02\x33").is_some());
    // What is plain already stays as it is.
    let again = super::icc::plain(&copy.data).expect("a profile");
    assert!(again.data.len() >= copy.data.len() && again.components == 1);
}

#[test]
fn a_broken_profile_is_what_stands_for_it() {
    let junk = stream("/N 3/Alternate/DeviceRGB", b"Wubbo");
    assert_eq!(
        space("[/ICCBased 3 0 R]", &[&junk]).as_deref(),
        Some("/DeviceRGB")
    );
    let junk = stream("/N 4", b"Wubbo");
    assert_eq!(
        space("[/ICCBased 3 0 R]", &[&junk]).as_deref(),
        Some("/DeviceCMYK")
    );
    let junk = stream("", b"Wubbo");
    assert_eq!(space("[/ICCBased 3 0 R]", &[&junk]), None);
    // As many numbers as it says, else it is another profile.
    let mut whole = profile();
    let gray = stream("/N 1", &whole);
    assert!(
        space("[/ICCBased 3 0 R]", &[&gray]).is_some_and(|s| s.starts_with("[/ICCBased <</N 1>>"))
    );
    whole[16..20].copy_from_slice(b"RGB ");
    let other = stream("/N 1", &whole);
    assert_eq!(
        space("[/ICCBased 3 0 R]", &[&other]).as_deref(),
        Some("/DeviceGray")
    );
}

#[test]
fn no_profile_makes_it_panic() {
    let whole = profile();
    for at in 0..whole.len() {
        let _ = super::icc::plain(&whole[..at]);
        for value in [0, 1, 0x7f, 0xff] {
            let mut changed = whole.clone();
            changed[at] = value;
            let _ = super::icc::plain(&changed);
        }
    }
}

#[test]
fn shadings_are_numbers_and_functions() {
    let it = format!(
        "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1 5]/Extend[true false]\
         /Function {TINT}/Title(Wubbo)>>"
    );
    let copy = shading(&it, &[]).expect("a shading");
    assert!(
        copy.contains("/Coords [0.0 0.0 1.0 1.0] /Extend [true false]"),
        "{copy}"
    );
    assert!(!copy.contains("Wubbo"));
    // Triangles of three bytes a corner: what is behind them goes.
    let mesh = stream(
        "/ShadingType 4/ColorSpace/DeviceGray/BitsPerCoordinate 4/BitsPerComponent 8\
         /BitsPerFlag 8/Decode[0 1 0 1 0 1]",
        b"\0\x01\x02\0\x11\x02\0\x21\x02Wu",
    );
    let copy = shading("3 0 R", &[&mesh]).expect("a shading");
    assert!(copy.ends_with("\0\x01\x02\0\x11\x02\0\x21\x02"), "{copy:?}");
    assert_eq!(
        shading(
            "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1]>>",
            &[]
        ),
        None
    );
}

#[test]
fn functions_that_hold_themselves_are_not_understood() {
    let it = "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 1]/Function 3 0 R>>";
    let own = b"<</FunctionType 3/Domain[0 1]/Functions[3 0 R 3 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>";
    assert_eq!(shading(it, &[own]), None);
}

#[test]
fn samples_are_cut_to_what_is_used() {
    let it = "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 1]/Function 3 0 R>>";
    let sampled = |data: &[u8]| {
        let dict = "/FunctionType 0/Domain[0 1]/Range[0 1]/Size[3]/BitsPerSample 4/Order 1";
        shading(it, &[&stream(dict, data)])
    };
    let copy = sampled(b"\x12\x3fWubbo").expect("a shading");
    assert!(copy.contains(">>\x12\x30 /Coords"), "{copy:?}");
    assert_eq!(sampled(b"\x12\x30"), Some(copy));
}

#[test]
fn groups_keep_what_is_known() {
    let group = |it: &str| {
        with(it, &[], |it| {
            let Source::Dict(dict) = it else {
                panic!("a dictionary");
            };
            let mut objects = Objects::new();
            let copy = Copier::default().group(&mut objects, dict)?;
            Some(shown_dict(&objects, &copy))
        })
    };
    let it = "<</S/Transparency/I true/K false/CS/DeviceRGB/Name(Wubbo)>>";
    let expected = "<</Type /Group /S /Transparency /CS /DeviceRGB /I true>>";
    assert_eq!(group(it).as_deref(), Some(expected));
    assert_eq!(group("<</S/Wubbo>>"), None);
    assert_eq!(group("<</S/Transparency/CS/Wubbo>>"), None);
}

#[test]
fn the_same_is_written_once() {
    let it = format!("[[/Separation/Wubbo/DeviceRGB {TINT}][/Separation/Wubbo/DeviceRGB {TINT}]]");
    with(&it, &[], |it| {
        let mut objects = Objects::new();
        let mut copier = Copier::default();
        let Source::Array(spaces) = it else {
            panic!("two");
        };
        let copies: Vec<_> = spaces
            .iter::<Source<'_>>()
            .map(|space| copier.color_space(&mut objects, &space))
            .collect();
        assert!(copies[0].is_some() && copies[0] == copies[1]);
    });
}
