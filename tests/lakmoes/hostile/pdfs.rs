//! PDFs: trees and chains without an end, streams that grow, images and pages larger than any wall.

use super::pack::zlib;
use super::{Bad, scaled};
use std::fmt::Write;

/// What every page says.
const TEXT: &str = "BT /F1 11 Tf 72 700 Td (Geachte minister, dit is gelezen.) Tj ET ";

/// A PDF of one page: 1 catalog, 2 tree, 3 page, 4 content, 5 font; others stand behind.
struct File {
    objects: Vec<(u32, Vec<u8>)>,
    page: String,
    resources: String,
    content: String,
    catalog: String,
    media: String,
    trailer: String,
}

impl File {
    fn new() -> Self {
        Self {
            objects: Vec::new(),
            page: String::new(),
            resources: String::new(),
            content: TEXT.to_owned(),
            catalog: String::new(),
            media: "[0 0 595 842]".to_owned(),
            trailer: String::new(),
        }
    }

    fn content(mut self, more: &str) -> Self {
        self.content.push_str(more);
        self
    }

    fn resources(mut self, more: &str) -> Self {
        self.resources.push_str(more);
        self
    }

    fn page(mut self, more: &str) -> Self {
        self.page.push_str(more);
        self
    }

    fn object(mut self, number: u32, body: impl Into<Vec<u8>>) -> Self {
        self.objects.push((number, body.into()));
        self
    }

    fn stream(self, number: u32, dict: &str, data: &[u8]) -> Self {
        self.object(number, stream(dict, data))
    }

    fn bytes(self) -> Vec<u8> {
        let mut all = vec![
            (1, format!("<</Type/Catalog/Pages 2 0 R{}>>", self.catalog).into_bytes()),
            (2, b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec()),
            (3, format!("<</Type/Page/Parent 2 0 R/MediaBox{}/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{}>>{}>>", self.media, self.resources, self.page).into_bytes()),
            (4, stream("", self.content.as_bytes())),
            (5, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec()),
        ];
        for (number, body) in self.objects {
            match all.iter_mut().find(|(n, _)| *n == number) {
                Some(there) => there.1 = body,
                None => all.push((number, body)),
            }
        }
        file(&all, &self.trailer)
    }
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut body = format!("<<{dict}/Length {}>>\nstream\n", data.len()).into_bytes();
    body.extend(data);
    body.extend(b"\nendstream");
    body
}

fn file(objects: &[(u32, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let most = objects.iter().map(|(n, _)| *n).max().unwrap_or(0);
    let mut places = vec![None; most as usize + 1];
    for (number, body) in objects {
        places[*number as usize] = Some(out.len());
        out.extend(format!("{number} 0 obj\n").into_bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
    }
    let at = out.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len());
    for place in &places[1..] {
        let _ = match place {
            Some(place) => writeln!(table, "{place:010} 00000 n "),
            None => writeln!(table, "0000000000 00000 f "),
        };
    }
    out.extend(table.into_bytes());
    out.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{at}\n%%EOF",
            places.len()
        )
        .into_bytes(),
    );
    out
}

pub(super) fn all() -> Vec<Bad> {
    [structure(), content(), images(), fonts()].concat()
}

fn structure() -> Vec<Bad> {
    let n = scaled(3000);
    let pages = |body: &str| File::new().object(2, body).bytes();
    let catalog = |more: &str| {
        let mut file = File::new();
        file.catalog = more.to_owned();
        file.bytes()
    };
    let mut chain = b"%PDF-1.7\n".to_vec();
    let mut before = String::new();
    for _ in 0..n {
        let here = chain.len();
        chain.extend(
            format!("xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R{before}>>\n")
                .into_bytes(),
        );
        before = format!("/Prev {here}");
    }
    chain.extend(format!("startxref\n{}\n%%EOF", &before[6..]).into_bytes());
    let kids: String = (0..n).map(|_| "3 0 R ").collect();
    let mut deep = File::new().object(2, "<</Type/Pages/Count 1/Kids[100 0 R]>>");
    for level in 100..100 + n as u32 {
        deep = deep.object(
            level,
            format!(
                "<</Type/Pages/Count 1/Parent 2 0 R/Kids[{} 0 R]>>",
                level + 1
            ),
        );
    }
    let deep = deep.object(
        100 + n as u32,
        "<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>",
    );
    let kids_of_their_own: String = (100..400).map(|n| format!("{n} 0 R ")).collect();
    let mut many = File::new().object(
        2,
        format!("<</Type/Pages/Count 300/Kids[{kids_of_their_own}]>>"),
    );
    for page in 100..400 {
        many = many.object(
            page,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        );
    }
    let bomb = zlib(&vec![b' '; scaled(40 << 20)]);
    let mut self_trailer = File::new();
    self_trailer.trailer = "/Prev 9/XRefStm 9".into();
    let outlines: String = "/Outlines 20 0 R/Names<</EmbeddedFiles 21 0 R/Dests 21 0 R>>/PageLabels 21 0 R/StructTreeRoot 22 0 R/OCProperties<</OCGs[23 0 R]/D<</Order[24 0 R]>>>>/AcroForm<</Fields[25 0 R]>>".into();
    let mut circles = File::new()
        .object(
            20,
            "<</First 20 0 R/Last 20 0 R/Next 20 0 R/Parent 20 0 R/Title(x)/Count 9>>",
        )
        .object(21, "<</Kids[21 0 R 21 0 R]/Names[(a) 21 0 R]>>")
        .object(22, "<</Type/StructTreeRoot/K[22 0 R]/ParentTree 21 0 R>>")
        .object(23, "<</Type/OCG/Name(x)/Usage 23 0 R>>")
        .object(24, "[24 0 R 24 0 R]")
        .object(
            25,
            "<</FT/Tx/Parent 25 0 R/Kids[25 0 R 25 0 R]/T(x)/V 25 0 R/AP<</N 25 0 R>>>>",
        );
    circles.catalog = outlines;
    vec![
        Bad::new("tree-loop.pdf", pages("<</Type/Pages/Count 99999999/Kids[2 0 R 3 0 R 2 0 R]>>")).done(),
        Bad::new("tree-same.pdf", pages(&format!("<</Type/Pages/Count {n}/Kids[{kids}]>>"))).done(),
        Bad::new("tree-many.pdf", many.bytes()).has("limit"),
        Bad::new("tree-deep.pdf", deep.bytes()),
        Bad::new("tree-count.pdf", pages("<</Type/Pages/Count 2147483647/Kids[3 0 R]>>")).done(),
        Bad::new("parent-loop.pdf", File::new().object(2, "<</Type/Pages/Parent 2 0 R/Count 1/Kids[3 0 R]>>").bytes()).done(),
        Bad::new("xref-chain.pdf", chain),
        Bad::new("xref-loop.pdf", self_trailer.bytes()),
        Bad::new("xref-bomb.pdf", {
            let xref = "/Type/XRef/W[1 2 1]/Size 9/Root 1 0 R/Filter/FlateDecode";
            let mut out = b"%PDF-1.7\n9 0 obj\n".to_vec();
            out.extend(stream(xref, &bomb));
            out.extend(b"\nendobj\nstartxref\n9\n%%EOF");
            out
        }),
        Bad::new("xref-size.pdf", b"%PDF-1.7\nxref\n0 4294967295\n0000000000 65535 f \ntrailer\n<</Size 4294967295/Root 1 0 R>>\nstartxref\n9\n%%EOF".to_vec()).has("damaged"),
        Bad::new("objects-in-themselves.pdf", File::new().stream(9, "/Type/ObjStm/N 2/First 8/Extends 9 0 R", b"9 0 3 4 <<>> <</Type/Page>>").bytes()),
        Bad::new("length-loop.pdf", File::new().object(4, b"<</Length 4 0 R>>\nstream\nx\nendstream".to_vec()).bytes()),
        Bad::new("reference-loop.pdf", File::new().object(4, "6 0 R").object(6, "7 0 R").object(7, "6 0 R").bytes()),
        Bad::new("deep-array.pdf", File::new().page(&format!("/X {}", "[".repeat(n * 20))).bytes()),
        Bad::new("deep-dict.pdf", File::new().page(&format!("/X {}", "<</a".repeat(n * 20))).bytes()),
        Bad::new("circles.pdf", circles.bytes()).done(),
        Bad::new("catalog-deep.pdf", catalog(&format!("/Names {}", "<</Kids[".repeat(n)))),
        Bad::new("password.pdf", {
            let mut file = File::new();
            file.trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 6/Length 256/O<00>/U<00>/OE<00>/UE<00>/P -1>>".into();
            file.bytes()
        }),
    ]
}

fn content() -> Vec<Bad> {
    let n = scaled(3000);
    let bomb = zlib(&vec![b' '; scaled(40 << 20)]);
    let twice = zlib(&zlib(&vec![0; scaled(40 << 20)]));
    let form = "/Subtype/Form/BBox[0 0 9 9]";
    let mut doubling = File::new()
        .content("/X10 Do")
        .resources("/XObject<</X10 10 0 R>>");
    for level in 10..40 {
        let dict = format!("{form}/Resources<</XObject<</X {} 0 R>>>>", level + 1);
        doubling = doubling.stream(level, &dict, "/X Do ".repeat(20).as_bytes());
    }
    let annotations = "6 0 R ".repeat(n);
    let pattern = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001/Resources<</Pattern<</P 6 0 R>>>>";
    let paints = "/Pattern cs /P scn 0 0 595 842 re f ";
    let function = |body: &str| {
        File::new()
            .resources("/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Function 6 0 R>>>>/ColorSpace<</C[/Separation/X/DeviceGray 6 0 R]>>")
            .content("/C cs 0.5 scn 0 0 99 99 re f /S sh ")
            .stream(6, "/FunctionType 4/Domain[0 1 0 1]/Range[0 1]", body.as_bytes())
            .bytes()
    };
    let media = |media: &str| {
        let mut file = File::new();
        file.media = media.to_owned();
        file.bytes()
    };
    vec![
        Bad::new("flate-bomb.pdf", File::new().stream(4, "/Filter/FlateDecode", &bomb).bytes()),
        Bad::new("flate-twice.pdf", File::new().stream(4, "/Filter[/FlateDecode/FlateDecode]", &twice).bytes()),
        Bad::new("filters.pdf", File::new().stream(4, &format!("/Filter[{}]", "/ASCIIHexDecode".repeat(n)), b"41>").bytes()),
        Bad::new("run-length.pdf", File::new().stream(4, "/Filter[/RunLengthDecode/RunLengthDecode/LZWDecode]", &b"\x81\x81".repeat(n)).bytes()),
        Bad::new("predictor.pdf", File::new().stream(4, "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 2147483647/BitsPerComponent 16>>", &zlib(b"x")).bytes()),
        Bad::new("form-itself.pdf", File::new().content("/X Do").resources("/XObject<</X 6 0 R>>")
            .stream(6, &format!("{form}/Resources<</XObject<</X 6 0 R>>>>"), b"/X Do /X Do").bytes()).done(),
        Bad::new("form-doubling.pdf", doubling.bytes()).has("limit"),
        Bad::new("annotations.pdf", File::new().page(&format!("/Annots[{annotations}]"))
            .object(6, "<</Type/Annot/Subtype/Widget/FT/Tx/V(x)/Rect[0 0 9 9]/AP<</N 7 0 R>>>>")
            .stream(7, form, b"BT /F1 9 Tf (x) Tj ET").bytes()),
        Bad::new("tiles.pdf", File::new().content(paints).resources("/Pattern<</P 6 0 R>>").stream(6, pattern, paints.as_bytes()).bytes()).done(),
        Bad::new("function-long.pdf", function(&format!("{{{}}}", "dup mul ".repeat(n * 4)))),
        Bad::new("function-deep.pdf", function(&"{".repeat(n * 20))),
        Bad::new("function-stack.pdf", function(&format!("{{{}}}", "1 ".repeat(n * 10)))),
        Bad::new("function-itself.pdf", File::new().content("/S sh ").resources("/Shading<</S<</ShadingType 2/Coords[0 0 1 1]/ColorSpace/DeviceGray/Function 6 0 R>>>>")
            .object(6, "<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>").bytes()),
        Bad::new("function-samples.pdf", File::new().content("/S sh ").resources("/Shading<</S<</ShadingType 2/Coords[0 0 1 1]/ColorSpace/DeviceGray/Function 6 0 R>>>>")
            .stream(6, "/FunctionType 0/Domain[0 1 0 1 0 1]/Range[0 1]/Size[2147483647 2147483647 2147483647]/BitsPerSample 32", b"x").bytes()),
        Bad::new("color-itself.pdf", File::new().content("/C cs 1 scn 0 0 9 9 re f ").resources("/ColorSpace<</C 6 0 R>>").object(6, "[/Indexed 6 0 R 255 6 0 R]").bytes()).done(),
        Bad::new("media-huge.pdf", media("[0 0 1e30 1e30]")),
        Bad::new("media-none.pdf", media("[0 0 0 0]")),
        Bad::new("media-nan.pdf", media("[-1e308 -1e308 1e308 1e308]")),
        Bad::new("saved.pdf", File::new().content(&"q ".repeat(n * 30)).bytes()).done(),
        Bad::new("marked.pdf", File::new().content(&"/P<</ActualText(x)>>BDC ".repeat(n * 5)).bytes()).done(),
        Bad::new("clips.pdf", File::new().content(&"0 0 9 9 re W n ".repeat(n * 5)).bytes()).done(),
        Bad::new("paths.pdf", File::new().content(&format!("{}f", "1 1 l 2 2 m ".repeat(n * 5))).bytes()).done(),
        Bad::new("dashes.pdf", File::new().content(&format!("[{}]0 d 0 0 m 1e9 1e9 l S ", "0.00001 ".repeat(n))).bytes()),
        Bad::new("sizes.pdf", File::new().content("BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (x) Tj 1e38 Tc 1e38 Tw -1e38 Tz (y) Tj ET ").bytes()).done(),
        Bad::new("operands.pdf", File::new().content(&"1 ".repeat(n * 20)).bytes()).done(),
        Bad::new("mask-itself.pdf", File::new().content("/G gs 0 0 9 9 re f").resources("/ExtGState<</G 6 0 R>>")
            .object(6, "<</SMask<</S/Alpha/G 7 0 R>>>>")
            .stream(7, &format!("{form}/Group<</S/Transparency>>/Resources<</ExtGState<</G 6 0 R>>>>"), b"/G gs 0 0 9 9 re f").bytes()).done(),
    ]
}

fn images() -> Vec<Bad> {
    let image = |dict: &str, data: &[u8]| {
        File::new()
            .content("q 99 0 0 99 72 72 cm /I Do Q ")
            .resources("/XObject<</I 6 0 R>>")
            .stream(6, &format!("/Subtype/Image{dict}"), data)
            .bytes()
    };
    let wide = "/Width 1000000000/Height 1000000000";
    let large = "/Width 60000/Height 60000";
    let gray = "/ColorSpace/DeviceGray/BitsPerComponent 8";
    let mut jbig2 = vec![0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19];
    jbig2.extend([0x3B, 0x9A, 0xCA, 0].repeat(2));
    jbig2.extend([0; 11]);
    let mut jpx = vec![0xFF, 0x4F, 0xFF, 0x51, 0, 47, 0, 0];
    jpx.extend([0x3B, 0x9A, 0xCA, 0].repeat(2));
    jpx.extend([0; 8]);
    jpx.extend([0, 0, 0, 1, 0, 0, 0, 1]);
    jpx.extend([0; 8]);
    jpx.extend([0, 3, 7, 1, 1, 7, 1, 1, 7, 1, 1]);
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8];
    jpeg.extend([
        0xFF, 0xFF, 0xFF, 0xFF, 3, 1, 0x44, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xD9,
    ]);
    vec![
        Bad::new("image-wide.pdf", image(&format!("{wide}{gray}"), b"x")).done(),
        Bad::new("image-large.pdf", image(&format!("{large}{gray}"), b"x")).done(),
        Bad::new("image-flate.pdf", image(&format!("/Width 9/Height 9{gray}/Filter/FlateDecode"), &zlib(&vec![0; scaled(20 << 20)]))).done(),
        Bad::new("image-fax.pdf", image("/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 1000000000/Rows 1000000000>>", &[0; 99])).done(),
        Bad::new("image-jbig2.pdf", image("/Width 100/Height 100/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode", &jbig2)).done(),
        Bad::new("image-jpx.pdf", image("/Width 100/Height 100/Filter/JPXDecode", &jpx)).done(),
        Bad::new("image-jpeg.pdf", image("/Width 65535/Height 65535/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", &jpeg)).done(),
        Bad::new("image-mask.pdf", image(&format!("/Width 9/Height 9{gray}/SMask 6 0 R/Mask 6 0 R"), &[0; 81])).done(),
        Bad::new("image-colours.pdf", image("/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB 2147483647 6 0 R]", &[0; 81])).done(),
        Bad::new("image-inline.pdf", File::new().content(&format!("BI /W 1000000000 /H 1000000000 /BPC 8 /CS /G ID {}", "x".repeat(9000))).bytes()),
    ]
}

fn fonts() -> Vec<Bad> {
    let font = |body: &str| {
        File::new()
            .content("BT /F2 11 Tf 72 600 Td (abc) Tj ET ")
            .object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>")
            .object(6, body.as_bytes())
    };
    let zero = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>";
    let cid = "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>/FontDescriptor 9 0 R/W[0 2147483647 500]/DW 1e30>>";
    let cmap = |ranges: &str| {
        font(zero)
            .stream(7, "", format!("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {ranges} endcmap").as_bytes())
            .object(8, cid)
            .object(9, "<</Type/FontDescriptor/FontName/X/Flags 4>>")
            .bytes()
    };
    let long = "0041".repeat(scaled(3000));
    let procedures = "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1e30 0 0 1e30 0 0]/FirstChar 97/LastChar 99/Widths[1 1 1]/Encoding<</Differences[97/a/b/c]>>/CharProcs<</a 7 0 R/b 7 0 R/c 7 0 R>>/Resources<</Font<</F2 6 0 R>>>>>>";
    vec![
        Bad::new("cmap-range.pdf", cmap("1 beginbfrange <0000> <FFFF> <0041> endbfrange")),
        Bad::new("cmap-long.pdf", cmap(&format!("1 beginbfrange <0000> <FFFF> <{long}> endbfrange"))),
        Bad::new("cmap-many.pdf", cmap(&"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange ".repeat(scaled(500)))),
        Bad::new("cmap-use.pdf", font(zero).stream(7, "/UseCMap 7 0 R", b"begincmap endcmap").object(8, cid).bytes()),
        Bad::new("widths.pdf", font("<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar -2147483648/LastChar 2147483647/Widths[1]>>").bytes()),
        Bad::new("type3-itself.pdf", font(procedures).stream(7, "", b"1 0 d0 BT /F2 1 Tf (abc) Tj ET").bytes()),
        Bad::new("font-itself.pdf", font("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 6 0 R/DescendantFonts[6 0 R]>>").bytes()),
        Bad::new("font-program.pdf", font("<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 97/LastChar 99/Widths[1 1 1]/FontDescriptor 9 0 R>>")
            .object(9, "<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 10 0 R>>")
            .stream(10, "/Filter/FlateDecode", &zlib(&[&b"\0\x01\0\0\xFF\xFF\0\0\0\0\0\0"[..], &vec![0xFF; scaled(2 << 20)]].concat())).bytes()),
    ]
}
