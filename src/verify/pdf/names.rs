//! The names of the format itself: words of the program, whatever a value is called.

use std::collections::HashSet;
use std::sync::LazyLock;

static KEY_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| KEYS.split_ascii_whitespace().collect());
static NAME_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let keys = KEYS.split_ascii_whitespace();
    keys.chain(VALUES.split_ascii_whitespace()).collect()
});

/// Whether a name is one of the format's own, or one of those that are given out by number.
pub(super) fn is_of_the_format(name: &[u8]) -> bool {
    std::str::from_utf8(name).is_ok_and(|name| NAME_SET.contains(name) || is_numbered(name))
}

/// Whether a dictionary of ours may hold this key.
pub(super) fn is_key_of_ours(key: &[u8]) -> bool {
    std::str::from_utf8(key).is_ok_and(|key| KEY_SET.contains(key) || is_numbered(key))
}

/// `F1`, `Im12`, `g3`: a name that says nothing.
fn is_numbered(name: &str) -> bool {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < name.len()
        && letters.len() <= 3
        && letters.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether a word is an operator of content.
pub(super) fn is_operator(word: &[u8]) -> bool {
    const OPERATORS: &str = "q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz \
        TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" d0 d1 CS cs SC SCN sc scn G g RG rg K k sh BI ID EI Do MP DP BMC BDC EMC \
        BX EX { } dup exch pop copy index roll sub add mul div neg abs sqrt cvr cvi if ifelse";
    static SET: LazyLock<HashSet<&[u8]>> = LazyLock::new(|| {
        OPERATORS
            .split_ascii_whitespace()
            .map(str::as_bytes)
            .collect()
    });
    SET.contains(word)
}

/// Keys that a file of ours may have. Whatever holds text of the source, or can run, is not among
/// them: Annots, AcroForm, OpenAction, AA, JS, Names, Dests, Outlines, PageLabels, PieceInfo, Thumb,
/// OCProperties, OC, ActualText, E, T, LastModified, Alternates, OPI, AF, EF, Encrypt, Prev, XRefStm …
const KEYS: &str = "Type Subtype Length Length1 Length2 Length3 Filter DecodeParms Predictor Columns Colors \
    BitsPerComponent EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError \
    ColorTransform JBIG2Globals Size Root Info ID Index W First N Extends \
    Pages Version Metadata MarkInfo Marked Lang ViewerPreferences DisplayDocTitle StructTreeRoot OutputIntents \
    S OutputConditionIdentifier OutputCondition RegistryName DestOutputProfile Title Producer \
    Kids Count Parent MediaBox CropBox Rotate UserUnit Contents Resources StructParents Tabs Group \
    ProcSet Font XObject ExtGState ColorSpace Pattern Shading Properties \
    BaseFont FirstChar LastChar Widths FontDescriptor Encoding BaseEncoding Differences ToUnicode DescendantFonts \
    CIDSystemInfo Registry Ordering Supplement DW DW2 W2 CIDToGIDMap CharProcs FontBBox FontMatrix \
    FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth \
    MaxWidth MissingWidth FontFile FontFile2 FontFile3 CIDSet CharSet CMapName WMode UseCMap \
    BBox Matrix FormType CS I Isolated Knockout \
    Width Height ImageMask Mask SMask Decode Interpolate Intent SMaskInData Matte \
    LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK G BC \
    FunctionType Domain Range Functions Bounds Encode BitsPerSample Order C0 C1 \
    Gamma WhitePoint BlackPoint Alternate Colorants Process Components MixingHints Solidities \
    ShadingType Background AntiAlias Coords Extend Function BitsPerCoordinate BitsPerFlag VerticesPerRow \
    PatternType PaintType TilingType XStep YStep \
    ParentTree ParentTreeNextKey Nums Limits RoleMap ClassMap P Pg MCID Alt O R A Placement InlineAlign \
    Scope Headers RowSpan ColSpan ListNumbering Stm";

/// Names that stand behind keys, and those of operators' operands.
const VALUES: &str = "Catalog Page ObjStm XRef Metadata XML Image Form PS Type0 Type1 Type3 TrueType MMType1 CIDFontType0 \
    CIDFontType2 CIDFontType0C Type1C OpenType FlateDecode LZWDecode ASCIIHexDecode ASCII85Decode RunLengthDecode \
    CCITTFaxDecode DCTDecode JPXDecode JBIG2Decode Crypt Fl LZW AHx A85 RL CCF DCT DP DeviceGray DeviceRGB DeviceCMYK CalGray CalRGB Lab \
    ICCBased Indexed Separation DeviceN RGB CMYK All None Identity Identity-H Identity-V WinAnsiEncoding \
    MacRomanEncoding MacExpertEncoding StandardEncoding PDFDocEncoding StandardLayout PDF Text ImageB ImageC ImageI \
    Transparency Luminosity Alpha Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn \
    HardLight SoftLight Difference Exclusion Hue Saturation Color Default AbsoluteColorimetric \
    RelativeColorimetric Perceptual Saturation GTS_PDFA1 OutputIntent StructElem StructTreeRoot MCR OBJR Document Part Art Sect Div \
    BlockQuote Caption TOC TOCI NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table TR TH TD THead TBody TFoot \
    Span Quote Note Reference BibEntry Code Link Annot Figure Formula Artifact Adobe UCS Adobe-Identity-UCS \
    Pagination Layout Background Header Footer Watermark Block Inline Before After Start End Center Both \
    Encoding FontDescriptor Pattern Cyan Magenta Yellow Black Gray IM BPC H W F D CS I OCG OCMD OC Action Annots Widget Subtype Rect AP N Off Yes \
    Begin CIDInit CMapType CIDSystemInfo CMapName space";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_say_something_are_not_passed_over() {
        for name in ["Waard", "Fm0Jansen", "Jansen1", "ABCDEF+Jansen"] {
            assert!(!is_of_the_format(name.as_bytes()), "{name}");
        }
        for name in ["Type", "F1", "Im12", "g3", "Span"] {
            assert!(is_of_the_format(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn what_can_hold_the_text_of_the_source_is_no_key_of_ours() {
        for key in [
            "Annots",
            "AcroForm",
            "XFA",
            "OpenAction",
            "AA",
            "JS",
            "JavaScript",
            "Names",
            "Dests",
            "Outlines",
            "PageLabels",
            "PieceInfo",
            "Thumb",
            "OCProperties",
            "OC",
            "ActualText",
            "E",
            "T",
            "LastModified",
            "Alternates",
            "OPI",
            "AF",
            "EF",
            "Encrypt",
            "Prev",
            "XRefStm",
            "Author",
            "Keywords",
            "Subject",
            "Creator",
            "CreationDate",
            "ModDate",
            "Contents2x",
            "V",
            "DV",
            "TU",
            "RC",
            "URI",
            "Desc",
        ] {
            assert!(!is_key_of_ours(key.as_bytes()), "{key}");
        }
    }
}
