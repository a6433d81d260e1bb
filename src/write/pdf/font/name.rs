//! Names of fonts: of the source's, only what is known to be the name of a font stays.

/// Families by their names in small letters, longest first where one starts with another, and how
/// they are written.
const FAMILIES: &[(&str, &str)] = &[
    ("agaramond", "AGaramond"),
    ("agenda", "Agenda"),
    ("aptos", "Aptos"),
    ("arialunicode", "ArialUnicode"),
    ("arial", "Arial"),
    ("atkinsonhyperlegible", "AtkinsonHyperlegible"),
    ("avenir", "Avenir"),
    ("batang", "Batang"),
    ("bitstreamvera", "BitstreamVera"),
    ("bookantiqua", "BookAntiqua"),
    ("bookman", "Bookman"),
    ("caladea", "Caladea"),
    ("calibri", "Calibri"),
    ("cambriamath", "CambriaMath"),
    ("cambria", "Cambria"),
    ("candara", "Candara"),
    ("carlito", "Carlito"),
    ("centurygothic", "CenturyGothic"),
    ("centuryschoolbook", "CenturySchoolbook"),
    ("century", "Century"),
    ("comicsans", "ComicSans"),
    ("consolas", "Consolas"),
    ("constantia", "Constantia"),
    ("corbel", "Corbel"),
    ("couriernew", "CourierNew"),
    ("courier", "Courier"),
    ("dejavusans", "DejaVuSans"),
    ("dejavuserif", "DejaVuSerif"),
    ("droidsans", "DroidSans"),
    ("droidserif", "DroidSerif"),
    ("ebgaramond", "EBGaramond"),
    ("firasans", "FiraSans"),
    ("foxitsans", "FoxitSans"),
    ("franklingothic", "FranklinGothic"),
    ("freemono", "FreeMono"),
    ("freesans", "FreeSans"),
    ("freeserif", "FreeSerif"),
    ("frutiger", "Frutiger"),
    ("futura", "Futura"),
    ("garamond", "Garamond"),
    ("georgia", "Georgia"),
    ("gillsans", "GillSans"),
    ("glyphlessfont", "GlyphLessFont"),
    ("gothicbbb", "GothicBBB"),
    ("heiseikakugo", "HeiseiKakuGo"),
    ("heiseimin", "HeiseiMin"),
    ("helveticaneue", "HelveticaNeue"),
    ("helvetica", "Helvetica"),
    ("hirakaku", "HiraKaku"),
    ("hiramin", "HiraMin"),
    ("impact", "Impact"),
    ("inter", "Inter"),
    ("kozgo", "KozGo"),
    ("kozmin", "KozMin"),
    ("latinmodern", "LatinModern"),
    ("lato", "Lato"),
    ("liberationmono", "LiberationMono"),
    ("liberationsans", "LiberationSans"),
    ("liberationserif", "LiberationSerif"),
    ("lucidaconsole", "LucidaConsole"),
    ("lucidagrande", "LucidaGrande"),
    ("lucidasans", "LucidaSans"),
    ("melior", "Melior"),
    ("mhei", "MHei"),
    ("minion", "Minion"),
    ("montserrat", "Montserrat"),
    ("msgothic", "MSGothic"),
    ("msmincho", "MSMincho"),
    ("msung", "MSung"),
    ("myriad", "Myriad"),
    ("nimbusmonl", "NimbusMonL"),
    ("nimbusmono", "NimbusMono"),
    ("nimbusroman", "NimbusRoman"),
    ("nimbusromno9l", "NimbusRomNo9L"),
    ("nimbussanl", "NimbusSanL"),
    ("nimbussans", "NimbusSans"),
    ("notosans", "NotoSans"),
    ("notoserif", "NotoSerif"),
    ("opensans", "OpenSans"),
    ("opensymbol", "OpenSymbol"),
    ("palatino", "Palatino"),
    ("poppins", "Poppins"),
    ("raleway", "Raleway"),
    ("rijksoverheidheadline", "RijksoverheidHeadline"),
    ("rijksoverheidsansheading", "RijksoverheidSansHeading"),
    ("rijksoverheidsanstext", "RijksoverheidSansText"),
    ("rijksoverheidsanswebtext", "RijksoverheidSansWebText"),
    ("rijksoverheidsans", "RijksoverheidSans"),
    ("rijksoverheidserif", "RijksoverheidSerif"),
    ("roboto", "Roboto"),
    ("rockwell", "Rockwell"),
    ("ryumin", "Ryumin"),
    ("segoeuisymbol", "SegoeUISymbol"),
    ("segoeui", "SegoeUI"),
    ("simhei", "SimHei"),
    ("simsun", "SimSun"),
    ("sourcesans", "SourceSans"),
    ("sourceserif", "SourceSerif"),
    ("stheiti", "STHeiti"),
    ("stsong", "STSong"),
    ("symbol", "Symbol"),
    ("tahoma", "Tahoma"),
    ("thesans", "TheSans"),
    ("thesis", "Thesis"),
    ("timesnewroman", "TimesNewRoman"),
    ("times", "Times"),
    ("trebuchet", "Trebuchet"),
    ("ubuntu", "Ubuntu"),
    ("univers", "Univers"),
    ("verdana", "Verdana"),
    ("webdings", "Webdings"),
    ("wingdings", "Wingdings"),
    ("zapfdingbats", "ZapfDingbats"),
];

/// What names of fonts say besides the family, in small letters; longest first.
const STYLES: &[&str] = &[
    "condensed",
    "extended",
    "oblique",
    "regular",
    "compressed",
    "semibold",
    "extrabold",
    "medium",
    "italic",
    "narrow",
    "normal",
    "roman",
    "black",
    "heavy",
    "light",
    "ultra",
    "extra",
    "thin",
    "semi",
    "demi",
    "bold",
    "book",
    "cond",
    "text",
    "mono",
    "psmt",
    "sans",
    "pro",
    "std",
    "obl",
    "bd",
    "it",
    "lt",
    "mt",
    "ms",
    "ps",
    "ui",
    "w3",
    "w4",
    "w5",
    "w6",
    "w7",
    "h",
    "v",
    "2",
    "3",
];

/// What a font looks like, by its name and description.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    pub serif: bool,
    pub fixed: bool,
}

/// The name with the mark of a part of a font taken off.
pub(super) fn without_mark(name: &str) -> &str {
    match name.split_once('+') {
        Some((mark, rest)) if mark.len() == 6 => rest,
        _ => name,
    }
}

/// The name, if it is the known one of a known font; else one that says what the font looks like.
pub(super) fn harmless(name: &str, look: Look) -> String {
    let name = without_mark(name);
    let small: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let plain = name.len() <= 40
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b',' | b' ' | b'_'));
    let known = FAMILIES
        .iter()
        .find_map(|&(key, family)| Some((small.strip_prefix(key)?, family)));
    match known {
        Some((rest, _)) if plain && is_style(rest) => name.replace([' ', '_'], ""),
        Some((_, family)) => styled(family, look),
        None if look.fixed => styled("Mono", look),
        None if look.serif => styled("Serif", look),
        None => styled("Sans", look),
    }
}

/// The name of a family as it is written, if it is a known one.
pub(super) fn family(name: &str) -> Option<String> {
    let look = Look::default();
    let plain = harmless(name, look);
    (plain == name.replace([' ', '_'], "")).then(|| name.to_owned())
}

/// A mark that a font holds only some of its glyphs: by its number alone.
pub(super) fn mark(number: u32) -> String {
    let mut letters = [b'A'; 6];
    let mut rest = number;
    for letter in letters.iter_mut().rev() {
        *letter += (rest % 26) as u8;
        rest /= 26;
    }
    letters.map(char::from).iter().collect()
}

/// Whether nothing is said but how the family is drawn.
fn is_style(mut rest: &str) -> bool {
    while !rest.is_empty() {
        let Some(behind) = STYLES.iter().find_map(|style| rest.strip_prefix(style)) else {
            return false;
        };
        rest = behind;
    }
    true
}

fn styled(family: &str, look: Look) -> String {
    let style = match (look.bold, look.italic) {
        (false, false) => "",
        (true, false) => "-Bold",
        (false, true) => "-Italic",
        (true, true) => "-BoldItalic",
    };
    format!("{family}{style}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Look = Look {
        bold: true,
        italic: false,
        serif: false,
        fixed: false,
    };

    #[test]
    fn names_of_known_fonts_stay() {
        for name in [
            "Verdana-Bold",
            "ArialMT",
            "Arial,BoldItalic",
            "TimesNewRomanPS-BoldItalicMT",
            "RijksoverheidSansText-Regular",
            "Helvetica-Oblique",
            "ZapfDingbats",
        ] {
            assert_eq!(harmless(name, Look::default()), name);
            assert_eq!(harmless(&format!("ABCDEF+{name}"), Look::default()), name);
        }
        assert_eq!(harmless("Times New Roman", BOLD), "TimesNewRoman");
    }

    #[test]
    fn nothing_else_stays_of_a_name() {
        assert_eq!(harmless("JanJansen", Look::default()), "Sans");
        assert_eq!(harmless("Arial-JanJansen", BOLD), "Arial-Bold");
        assert_eq!(harmless("Arial\u{e9}", BOLD), "Arial-Bold");
        let serif = Look {
            serif: true,
            ..BOLD
        };
        assert_eq!(harmless("", serif), "Serif-Bold");
    }

    #[test]
    fn families_that_start_with_another_come_first() {
        for (at, (key, _)) in FAMILIES.iter().enumerate() {
            let hidden = FAMILIES[..at]
                .iter()
                .find(|(first, _)| key.starts_with(first));
            assert_eq!(hidden, None, "{key}");
        }
    }

    #[test]
    fn marks_differ_by_number() {
        assert_eq!(mark(0), "AAAAAA");
        assert_eq!(mark(27), "AAAABB");
    }
}
