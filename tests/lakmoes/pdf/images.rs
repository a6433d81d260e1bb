//! The secret in images: in their pixels, their masks and what comes with them.

use super::letters::{CELL, Dots};
use super::maker::{Maker, Table, deflated, hex, name};
use super::{Place, sentence};

pub(crate) const PLACES: &[Place] = &[
    Place::long("pixels", |m, s| {
        let dots = Dots::of(&sentence(s));
        let entries = format!("{}/Filter/FlateDecode", gray(&dots));
        let image = m.stream(&entries, deflated(&dots.gray(0, 255)));
        scan(m, "Gray", image, s);
    }),
    Place::long("pixels-in-a-jpeg", |m, s| {
        let dots = Dots::of(&sentence(s));
        let entries = header(dots.width * 8, dots.height * 8, "/DeviceGray", 8);
        let image = m.stream(&format!("{entries}/Filter/DCTDecode"), dots.jpeg(&[]));
        scan(m, "Photo", image, s);
    }),
    Place::long("pixels-of-one-bit", |m, s| {
        let dots = Dots::of(&sentence(s));
        let entries = header(dots.width, dots.height, "/DeviceGray", 1);
        let image = m.stream(&entries, dots.bits());
        scan(m, "Fax", image, s);
    }),
    Place::long("pixels-by-index", |m, s| {
        let dots = Dots::of(&sentence(s));
        let entries = header(
            dots.width,
            dots.height,
            "[/Indexed/DeviceRGB 3 <ffffff112233000000445566>]",
            8,
        );
        let image = m.stream(&entries, dots.gray(1, 0));
        scan(m, "Palette", image, s);
    }),
    Place::long("stencil", |m, s| {
        let dots = Dots::of(&sentence(s));
        let entries = format!(
            "/Type/XObject/Subtype/Image/ImageMask true/BitsPerComponent 1/Width {}/Height {}",
            dots.width, dots.height
        );
        let image = m.stream(&entries, dots.bits());
        scan(m, "Stencil", image, s);
    }),
    Place::long("soft-mask", |m, s| {
        let dots = Dots::of(&sentence(s));
        let mask = m.stream(&gray(&dots), dots.gray(255, 0));
        let entries = format!("{}/SMask {mask} 0 R", header(1, 1, "/DeviceGray", 8));
        let image = m.stream(&entries, [0]);
        scan(m, "Soft", image, s);
    }),
    Place::long("inline-image", |m, s| {
        let dots = Dots::of(&sentence(s));
        let y = m.line();
        m.draw(format!("q {} 0 0 {} 50 {y} cm", dots.width, dots.height));
        m.draw(format!(
            "BI /W {} /H {} /CS /G /BPC 8 /F /AHx ID",
            dots.width, dots.height
        ));
        m.draw(hex(dots.gray(0, 255)).trim_start_matches('<'));
        m.draw("EI Q");
        reading(m, y, s);
    }),
    Place::long("pixels-in-strips", |m, s| {
        // As some scanners do: three images, one below the other, and a letter lies on all of them.
        let dots = Dots::of(&sentence(s));
        let y = m.line();
        for (n, strip) in dots.gray(0, 255).chunks(dots.width * 3).enumerate() {
            let image = m.stream(&header(dots.width, 3, "/DeviceGray", 8), strip);
            m.resource("XObject", &format!("Strip{n}"), image);
            let bottom = y + 6 - 3 * n as u32;
            m.draw(format!(
                "q {} 0 0 3 50 {bottom} cm /Strip{n} Do Q",
                dots.width
            ));
        }
        reading(m, y, s);
    }),
    Place::long("pixels-turned", |m, s| {
        // Columns of the image run along the line.
        let dots = Dots::of(&sentence(s));
        let gray = dots.gray(0, 255);
        let column = |x: usize| gray[x..].iter().step_by(dots.width).copied();
        let turned: Vec<u8> = (0..dots.width).flat_map(column).collect();
        let image = m.stream(&header(dots.height, dots.width, "/DeviceGray", 8), turned);
        m.resource("XObject", "Turned", image);
        let y = m.line();
        let (width, height) = (dots.width, dots.height);
        m.draw(format!(
            "q 0 -{height} -{width} 0 {} {} cm /Turned Do Q",
            50 + width,
            y + height as u32
        ));
        reading(m, y, s);
    }),
    Place::long("pixels-of-sixteen-bits", |m, s| {
        let dots = Dots::of(&sentence(s));
        let entries = header(dots.width, dots.height, "/DeviceGray", 16);
        let wide: Vec<u8> = dots.gray(0, 255).into_iter().flat_map(|v| [v, v]).collect();
        let image = m.stream(&entries, wide);
        scan(m, "Wide", image, s);
    }),
    Place::long("bytes-as-pixels", |m, s| {
        let image = m.stream(&header(s.len(), 1, "/DeviceGray", 8), s);
        place(m, "Bytes", image);
    }),
    Place::plain("bytes-behind-the-pixels", |m, s| {
        let image = m.stream(&header(2, 1, "/DeviceGray", 8), format!("\u{1}\u{2}{s}"));
        place(m, "Behind", image);
    }),
    Place::plain("palette-never-used", |m, s| {
        let mut palette = vec![255; 3];
        palette.extend_from_slice(s.as_bytes());
        palette.resize(palette.len().next_multiple_of(3), 0);
        let last = palette.len() / 3 - 1;
        let space = format!("[/Indexed/DeviceRGB {last} {}]", hex(palette));
        let image = m.stream(&header(2, 1, &space, 8), [0, 0]);
        place(m, "Colours", image);
    }),
    Place::plain("jpeg-segments", |m, s| {
        let exif = format!("Exif\0\0MM\0*\0\0\0\u{8}\0\0{s}").into_bytes();
        let note = s.as_bytes().to_vec();
        let segments = [(0xe1, exif), (0xed, note.clone()), (0xfe, note)];
        let mut jpeg = Dots::of("ARCHIEF").jpeg(&segments);
        jpeg.extend_from_slice(s.as_bytes());
        let entries = header(7 * CELL.0 * 8, CELL.1 * 8, "/DeviceGray", 8);
        let image = m.stream(&format!("{entries}/Filter/DCTDecode"), jpeg);
        place(m, "Exif", image);
    }),
    Place::plain("image-metadata", |m, s| {
        let xmp = m.stream("/Type/Metadata/Subtype/XML", super::document::packet(s));
        let entries = format!(
            "{}/Metadata {xmp} 0 R/PieceInfo<</X<</Private({s})>>>>/OPI<</F({s})>>/Name/{}/ID({s})",
            header(1, 1, "/DeviceGray", 8),
            name(s)
        );
        let image = m.stream(&entries, [128]);
        place(m, "Described", image);
    }),
    Place::plain("alternate-image", |m, s| {
        let dots = Dots::of(s);
        let other = m.stream(&gray(&dots), dots.gray(0, 255));
        let entries = format!(
            "{}/Alternates[<</Image {other} 0 R/DefaultForPrinting true>>]",
            header(1, 1, "/DeviceGray", 8)
        );
        let image = m.stream(&entries, [128]);
        place(m, "Choice", image);
    }),
    Place::plain("image-never-shown", |m, s| {
        let dots = Dots::of(s);
        let image = m.stream(&gray(&dots), dots.gray(0, 255));
        m.resource("XObject", "Unused", image);
    }),
    Place::plain("image-off-page", |m, s| {
        let dots = Dots::of(s);
        let image = m.stream(&gray(&dots), dots.gray(0, 255));
        m.resource("XObject", "Far", image);
        m.draw("q 120 0 0 9 50 1000 cm /Far Do Q");
    }),
    Place::plain("thumbnail", |m, s| {
        let dots = Dots::of(s);
        let entries = header(dots.width, dots.height, "/DeviceGray", 8);
        let image = m.stream(&entries, dots.gray(0, 255));
        m.set(Table::Page, "Thumb", &format!("{image} 0 R"));
    }),
    Place::plain("colorant", |m, s| {
        let tint = "<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>";
        let space = format!("[/Separation/{}/DeviceGray {tint}]", name(s));
        m.resource_as("ColorSpace", "Spot", &space);
        let devices = format!(
            "[/DeviceN[/{}/Zwart]/DeviceGray {}]",
            name(s),
            m.objects_tint()
        );
        m.resource_as("ColorSpace", "Spots", &devices);
        m.draw("q /Spot cs 0.5 scn 560 800 10 10 re f /Spots cs 0.5 0.5 scn 560 780 10 10 re f Q");
    }),
    Place::plain("colour-profile", |m, s| {
        let profile = profile(s);
        let icc = m.stream("/N 1/Alternate/DeviceGray", profile);
        m.resource_as("ColorSpace", "Icc", &format!("[/ICCBased {icc} 0 R]"));
        m.draw("q /Icc cs 0.5 scn 560 760 10 10 re f Q");
    }),
];

impl Maker {
    fn objects_tint(&mut self) -> String {
        let tint = self.stream(
            "/FunctionType 4/Domain[0 1 0 1]/Range[0 1]",
            "{ add 2 div }",
        );
        format!("{tint} 0 R")
    }
}

fn header(width: usize, height: usize, space: &str, bits: u8) -> String {
    format!(
        "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace {space}/BitsPerComponent {bits}"
    )
}

fn gray(dots: &Dots) -> String {
    header(dots.width, dots.height, "/DeviceGray", 8)
}

/// Shows an image that says nothing in itself.
fn place(m: &mut Maker, key: &str, image: u32) {
    m.resource("XObject", key, image);
    let y = m.line();
    m.draw(format!("q 60 0 0 9 50 {y} cm /{key} Do Q"));
}

/// Shows an image of the sentence, with what was read in it on top of it.
fn scan(m: &mut Maker, key: &str, image: u32, secret: &str) {
    m.resource("XObject", key, image);
    let y = m.line();
    let width = sentence(secret).len() * CELL.0;
    m.draw(format!("q {width} 0 0 {} 50 {y} cm /{key} Do Q", CELL.1));
    reading(m, y, secret);
}

/// Invisible text in which each letter lies on its cell.
fn reading(m: &mut Maker, y: u32, secret: &str) {
    let (font, y) = (courier(m), y + 1);
    let text = sentence(secret);
    m.draw(format!(
        "BT 3 Tr /{font} 10 Tf 50 {y} Td ({text}) Tj 0 Tr ET"
    ));
}

/// A font in which all letters are equally wide.
pub(super) fn courier(m: &mut Maker) -> &'static str {
    let font = m.add("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>");
    m.resource("Font", "OCR", font);
    "OCR"
}

/// A gray profile that describes itself.
fn profile(secret: &str) -> Vec<u8> {
    let text = secret.as_bytes();
    let long = |number: usize| (number as u32).to_be_bytes();
    let description = [
        b"desc\0\0\0\0".as_slice(),
        &long(text.len() + 1),
        text,
        &[0; 90],
    ]
    .concat();
    let curve = b"curv\0\0\0\0\0\0\0\0";
    let white = b"XYZ \0\0\0\0\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d";
    let mut tags = long(3).to_vec();
    let mut at = 128 + 4 + 36;
    for (tag, data) in [
        (b"desc", &description[..]),
        (b"kTRC", curve),
        (b"wtpt", white),
    ] {
        tags.extend([&tag[..], &long(at), &long(data.len())].concat());
        at += data.len();
    }
    let mut head = vec![0; 128];
    head[..4].copy_from_slice(&long(at));
    head[8..24].copy_from_slice(b"\x02\x10\0\0mntrGRAYXYZ ");
    head[36..40].copy_from_slice(b"acsp");
    head[68..80].copy_from_slice(b"\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d");
    [head, tags, description, curve.to_vec(), white.to_vec()].concat()
}
