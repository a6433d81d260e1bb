//! Web pages, rich text, tables as text, Markdown and JSON.

use super::{seen, seen_as};
use crate::ingest::{Limits, read};
use crate::model::{BlockRole, Content, MediaType};

#[test]
fn of_a_web_page_what_a_browser_shows() {
    let page = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><!-- door Bram Weverink -->
      <h2>Kern</h2><p>Eerste <b>regel</b> &amp; meer<br>tweede&nbsp;regel</p><script>var a = '<p>geen tekst';</script>
      <ul><li>punt<li><p>nog een</p></ul><div style='display: none'>stiekem <p>en meer</div>
      <table><tr><th>Naam<th>Functie<tr><td>Noor<td>adviseur</table><p hidden>weg</p>
      <input value='Ingevuld'><input type=hidden value='token'><textarea>Getypt</textarea><img src=x width=1></body>";
    let read = seen(page.as_bytes());
    assert_eq!(read.media_type, MediaType::Html);
    let texts: Vec<String> = read
        .texts()
        .iter()
        .map(|t| {
            t.replace('\u{a0}', " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(
        texts,
        [
            "Kern",
            "Eerste regel & meer tweede regel",
            "• punt",
            "• nog een",
            "Naam | Functie",
            "Noor | adviseur",
            "Ingevuld",
            "Getypt"
        ]
    );
    assert_eq!(read.roles()[0], BlockRole::Heading(2));
    for apart in ["Bram Weverink", "stiekem", "en meer", "weg"] {
        assert!(read.blocks.aside.contains(apart), "{apart}");
    }
    assert_eq!(read.warnings, ["hidden-text", "comments"]);
}

#[test]
fn a_web_page_says_which_encoding_it_has() {
    let page =
        b"<html><head><meta charset='iso-8859-2'></head><body><p>S\xB3awek</p></body></html>";
    assert_eq!(seen(page).texts(), ["Sławek"]);
}

#[test]
fn rich_text_with_all_its_carriers() {
    let rtf = br"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial;}}{\colortbl;\red0;}{\info{\author Bram Weverink}}
{\header\pard Onze referentie 5820286\par}
{\*\generator Riched20}\pard\outlinelevel0\b Kern\b0\par
\pard Financi\'ebn en \u233?\u8364\'80 met {\v stiekem}{\deleted geschrapt} slot{\footnote Een noot.}.{\*\atnauthor Noor}{\*\annotation\pard Klopt dit?}\par
\pard\intbl Naam\cell Functie\cell\row
\pard {\field{\*\fldinst HYPERLINK x}{\fldrslt koppeling}}\line tweede\tab regel {\f1 \'b3}\par
{\pict\pngblip 89504e47}{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In een kader\par}}}
\page Blad twee \{haakjes\}\par}";
    let read = seen(rtf);
    assert_eq!(read.media_type, MediaType::Rtf);
    assert_eq!(
        read.texts(),
        [
            "Onze referentie 5820286",
            "Kern",
            "Financiën en é€ met  slot.",
            "Naam | Functie",
            "koppeling\ntweede\tregel ł",
            "In een kader",
            "Blad twee {haakjes}",
            "1 Een noot.",
        ]
    );
    assert_eq!(
        read.roles()[..2],
        [BlockRole::Header, BlockRole::Heading(1)]
    );
    for apart in ["stiekem", "geschrapt", "Noor", "Klopt dit?"] {
        assert!(read.blocks.aside.contains(apart), "{apart}");
    }
    assert!(!read.blocks.text.contains("Weverink"));
    assert_eq!(
        read.warnings,
        ["images-not-read", "deleted-text", "hidden-text", "comments"]
    );
    assert_eq!(read.blocks.list[6].page, 2);
}

#[test]
fn rich_text_that_is_cut_off_or_bottomless() {
    let read = seen(br"{\rtf1 Tekst {\b vet");
    assert_eq!(
        (read.texts(), read.warnings.clone()),
        (vec!["Tekst vet"], vec!["cut-off"])
    );
    let deep = [&b"{\\rtf1 "[..], &b"{".repeat(10_000), b"Tekst"].concat();
    assert_eq!(seen_as(&deep, None).err().map(|e| e.code()), Some("limit"));
    assert!(seen_as(b"{\\rtf1 \\bin99999999999 x", None).is_err());
}

#[test]
fn tables_as_text_by_name_or_by_form() {
    let table = b"Naam;Opmerking\nVeldhuis, Noor;\"twee\nregels; \"\"echt\"\"\"\nx;y\nz;u\n";
    let read = seen_as(table, Some("csv")).expect("is read");
    assert_eq!(read.media_type, MediaType::Csv);
    assert_eq!(
        read.texts(),
        [
            "Naam | Opmerking",
            "Veldhuis, Noor | twee regels; \"echt\"",
            "x | y",
            "z | u"
        ]
    );
    assert_eq!(read.roles()[0], BlockRole::Row);
    let unnamed = seen(b"a\tb\tc\n1\t2\t3\n4\t5\t6\n7\t8\t9\n");
    assert_eq!(unnamed.texts()[1], "1 | 2 | 3");
}

#[test]
fn markdown_without_its_signs() {
    let text = b"# Kern\n\nMet **Noor** en [Bram](https://x.nl)\nverder.\n\n1. een\n2. twee\n\n- punt\n\n| Naam | Functie |\n|---|---|\n| Noor | adviseur |\n\n<!-- stiekem -->\n";
    let read = seen_as(text, Some("md")).expect("is read");
    assert_eq!(
        read.texts(),
        [
            "Kern",
            "Met Noor en Bram verder.",
            "1. een",
            "2. twee",
            "• punt",
            "Naam | Functie",
            "Noor | adviseur"
        ]
    );
    assert!(read.blocks.aside.contains("stiekem"));
}

#[test]
fn of_json_every_value_with_its_key() {
    let text = br#"{"naam": "Noor \u0056eldhuis", "bsn": 123456782, "leeg": null, "lijst": ["a", {"tel": "x"}], "ja": true}"#;
    let read = seen(text);
    assert_eq!(read.media_type, MediaType::Json);
    assert_eq!(
        read.texts(),
        [
            "naam: Noor Veldhuis",
            "bsn: 123456782",
            "lijst: a",
            "tel: x"
        ]
    );
    assert_eq!(
        seen(b"{\"a\":\"b\"}\n{\"a\":\"c\"}\n").texts(),
        ["a: b", "a: c"]
    );
}

#[test]
fn what_only_begins_like_json_is_text() {
    let deep = "[".repeat(10_000);
    for text in [
        "[12-03-2021 10:00:00] Noor: hoi",
        "{onaf",
        "[1, 2",
        deep.as_str(),
        "[naam]",
    ] {
        let source = read(text.as_bytes().to_vec(), None, &Limits::default()).expect("is text");
        assert!(matches!(source.content, Content::Text(_)), "{}", &text[..5]);
    }
}

proptest::proptest! {
    #[test]
    fn no_rich_text_brings_the_reader_down(body in r"(\{|\}|\\(par|cell|row|intbl|u-?[0-9]{1,6}|uc[0-9]|bin[0-9]|footnote|header|annotation|'[0-9a-f]{2}|\*|v|page|fonttbl|f1) ?|[a-zé]{1,4}){0,60}") {
        let _ = read(format!("{{\\rtf1 {body}").into_bytes(), None, &Limits::default());
    }

    #[test]
    fn no_web_page_brings_the_reader_down(body in "(</?(p|b|tr|td|table|li|ul|div hidden|script|pre|br|textarea)>|<!--|-->|&[a-z]{1,4};|[a-zé ]{1,4}){0,60}") {
        let _ = read(format!("<html>{body}").into_bytes(), None, &Limits::default());
    }

    #[test]
    fn no_markdown_or_table_brings_the_reader_down(text in "[ -~\n|é\"]{1,200}") {
        for extension in ["md", "csv"] {
            let _ = read(text.clone().into_bytes(), Some(extension), &Limits::default());
        }
    }
}

#[test]
fn items_of_a_list_with_numbers_are_items_and_signs_of_notes_are_left_out() {
    let read = seen(
        b"<html><body><ol start='3'><li>Bellen<li><p>Schrijven</ol><p>Tekst<a href='#fn1' role='doc-noteref'><sup>1</sup></a>.</p><ol><li id='fn1'>Zie het rapport.</ol></body></html>",
    );
    assert_eq!(
        read.texts(),
        ["3. Bellen", "4. Schrijven", "Tekst.", "1. Zie het rapport."]
    );
    assert_eq!(
        read.roles(),
        [
            BlockRole::Item,
            BlockRole::Item,
            BlockRole::Paragraph,
            BlockRole::Note
        ]
    );
}
