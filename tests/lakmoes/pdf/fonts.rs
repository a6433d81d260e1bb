//! The secret in fonts: in their procedures, programs, names and tables.

use super::letters::rows;
use super::maker::{Maker, deflated, hex, name};
use super::truetype::{characters, program, width};
use super::{Place, sentence};

pub(crate) const PLACES: &[Place] = &[
    Place::plain("embedded-subset", |m, s| {
        composite(m, "C0", &sentence(s), "ABCDEF+Puntjes", "Puntjes");
    }),
    Place::plain("font-name", |m, s| {
        let base = format!("ABCDEF+{}", name(s));
        composite(m, "C1", "De begroting is rond.", &base, s);
    }),
    Place::plain("font-name-not-embedded", |m, s| {
        let font = m.add(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/{}/Name/{0}/Encoding/WinAnsiEncoding>>",
            name(s)
        ));
        m.resource("Font", "N0", font);
        m.write("/N0 10 Tf (De begroting is rond.) Tj");
    }),
    Place::plain("font-metadata", |m, s| {
        let font = m.add(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/Eigen({s})/PieceInfo<</X<</Private({s})>>>>>>"
        ));
        m.resource("Font", "N1", font);
        m.write("/N1 10 Tf (De begroting is rond.) Tj");
    }),
    Place::plain("differences-never-used", |m, s| {
        let names: String = s.split(['-', ' ']).map(|word| format!("/{word}")).collect();
        let font = m.add(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[200{names}]>>>>"
        ));
        m.resource("Font", "N2", font);
        m.write("/N2 10 Tf (De begroting is rond.) Tj");
    }),
    Place::plain("to-unicode-never-used", |m, s| {
        let target: String = s.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        let map = m.stream(
            "",
            cmap(&format!("1 beginbfchar <c8> <{target}> endbfchar\n% {s}")),
        );
        let font = m.add(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode {map} 0 R>>"
        ));
        m.resource("Font", "N3", font);
        m.write("/N3 10 Tf (De begroting is rond.) Tj");
    }),
    Place::odd("to-unicode-of-one-glyph", |m, s| {
        // One code stands for the whole of it: the glyph looks like a dash.
        let target: String = s.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        let map = m.stream(
            "",
            cmap(&format!("1 beginbfchar <2d> <{target}> endbfchar")),
        );
        let font = m.add(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode {map} 0 R>>"
        ));
        m.resource("Font", "N4", font);
        m.write("/N4 10 Tf (-) Tj");
    }),
    Place::plain("resource-name", |m, s| {
        let key = name(s);
        m.resource("Font", &key, 5);
        m.write(format!("/{key} 10 Tf (De begroting is rond.) Tj"));
    }),
    Place::odd("type3-of-dots", |m, s| type3(m, &sentence(s))),
    Place::odd("type3-that-shows-text", |m, s| {
        let glyph = m.stream("", format!("1000 0 d0 BT /F1 1000 Tf ({s}) Tj ET"));
        let font = m.add(format!(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</a {glyph} 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]/Resources<</Font<</F1 5 0 R>>>>>>"
        ));
        m.resource("Font", "T1", font);
        m.write("/T1 10 Tf (a) Tj");
    }),
];

fn cmap(body: &str) -> String {
    format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n1 begincodespacerange <00> <ff> endcodespacerange\n{body}\nendcmap end end"
    )
}

/// Writes a line in an embedded font whose glyphs are numbered as the text needs them.
fn composite(m: &mut Maker, key: &str, text: &str, base: &str, family: &str) {
    let known = characters(text);
    let data = program(&known, family);
    let file = m.stream(
        &format!("/Filter/FlateDecode/Length1 {}", data.len()),
        deflated(&data),
    );
    let widths: String = known.iter().map(|&c| format!("{} ", width(c))).collect();
    let pairs: String = (1..)
        .zip(&known)
        .map(|(gid, &c)| format!("<{gid:04x}> <{:04x}>\n", c as u32))
        .collect();
    let map = cmap(&format!("{} beginbfchar\n{pairs}endbfchar", known.len()))
        .replace("<00> <ff>", "<0000> <ffff>");
    let map = m.stream("/Filter/FlateDecode", deflated(map.as_bytes()));
    let descriptor = m.add(format!(
        "<</Type/FontDescriptor/FontName/{base}/FontFamily({family})/Flags 4/FontBBox[0 0 500 700]/ItalicAngle 0/Ascent 700/Descent 0/CapHeight 700/StemV 100/FontFile2 {file} 0 R>>"
    ));
    let font = m.add(format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor {descriptor} 0 R/DW 600/W[1[{widths}]]>>"
    ));
    let whole = m.add(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H/DescendantFonts[{font} 0 R]/ToUnicode {map} 0 R>>"
    ));
    m.resource("Font", key, whole);
    let gid = |c| known.iter().position(|&k| k == c).unwrap() as u16 + 1;
    let codes: Vec<u8> = text.chars().flat_map(|c| gid(c).to_be_bytes()).collect();
    m.write(format!("/{key} 9 Tf {} Tj", hex(codes)));
}

fn type3(m: &mut Maker, text: &str) {
    let known = characters(text);
    let (mut procedures, mut names, mut widths, mut pairs) =
        <(String, String, String, String)>::default();
    for (code, &c) in (1..).zip(&known) {
        let mut dots = format!("{} 0 0 0 500 700 d1\n", width(c));
        for (y, row) in rows(c).into_iter().enumerate() {
            for x in (0..5).filter(|x| row >> (4 - x) & 1 == 1) {
                dots.push_str(&format!("{} {} 100 100 re\n", x * 100, 600 - 100 * y));
            }
        }
        let procedure = m.stream("", dots + "f");
        procedures.push_str(&format!("/u{code} {procedure} 0 R"));
        names.push_str(&format!("/u{code}"));
        widths.push_str(&format!("{} ", width(c)));
        pairs.push_str(&format!("<{code:02x}> <{:04x}>\n", c as u32));
    }
    let count = known.len();
    let map = m.stream("", cmap(&format!("{count} beginbfchar\n{pairs}endbfchar")));
    let font = m.add(format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<<{procedures}>>/Encoding<</Differences[1{names}]>>/FirstChar 1/LastChar {count}/Widths[{widths}]/Resources<<>>/ToUnicode {map} 0 R>>"
    ));
    m.resource("Font", "T0", font);
    let code = |c| known.iter().position(|&k| k == c).unwrap() as u8 + 1;
    let codes: Vec<u8> = text.chars().map(code).collect();
    m.write(format!("/T0 9 Tf {} Tj", hex(codes)));
}
