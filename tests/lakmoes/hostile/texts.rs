//! Texts: rich text, web pages, tables, JSON, Markdown, and plain text that is none.

use super::{Bad, scaled};

pub(super) fn all() -> Vec<Bad> {
    [rich(), pages(), tables(), plain()].concat()
}

fn rich() -> Vec<Bad> {
    let rtf = |body: String| format!("{{\\rtf1\\ansi Gelezen.\\par {body}}}").into_bytes();
    let n = scaled(100_000);
    vec![
        Bad::new("deep.rtf", rtf("{".repeat(n))).has("limit"),
        Bad::new("bin.rtf", rtf("\\bin2147483647 abc".into())).done(),
        Bad::new(
            "bin-negative.rtf",
            rtf("\\bin-2147483648 abc \\u-99999999999 ?\\uc2147483647\\u65 ".into()),
        )
        .done(),
        Bad::new("controls.rtf", rtf(format!("\\{}", "a".repeat(n)))).done(),
        Bad::new("numbers.rtf", rtf(format!("\\b{}", "9".repeat(n)))).done(),
        Bad::new("cells.rtf", rtf("\\cell ".repeat(n))).done(),
        Bad::new("flows.rtf", rtf("{\\footnote x}".repeat(n / 50))).done(),
        Bad::new("half.rtf", b"{\\rtf1 Gelezen.\\'".to_vec()).done(),
        Bad::new("pages.rtf", rtf("\\page x".repeat(n / 10))).has("limit"),
        Bad::new(
            "fonts.rtf",
            rtf((0..n / 20)
                .map(|n| format!("{{\\fonttbl{{\\f{n}\\fcharset204 x;}}}}\\f{n} "))
                .collect()),
        ),
    ]
}

fn pages() -> Vec<Bad> {
    let page =
        |body: String| format!("<!doctype html><html><body><p>Gelezen.</p>{body}").into_bytes();
    let n = scaled(60_000);
    vec![
        Bad::new("deep-div.html", page("<div>".repeat(n))).done(),
        Bad::new("deep-bold.html", page("<b>".repeat(n))).has("limit"),
        Bad::new("deep-list.html", page("<li>".repeat(n))).done(),
        Bad::new("deep-table.html", page("<table><tr><td>".repeat(n))).has("limit"),
        Bad::new("rows.html", page("<table><tr>".repeat(1500) + &"<p>x</p>".repeat(n / 10))).done(),
        Bad::new("attribute.html", page(format!("<p style=\"{}\">x</p>", "a".repeat(scaled(900_000))))).done(),
        Bad::new("attributes.html", page(format!("<p {}>x</p>", (0..n / 20).map(|n| format!("a{n}=1 ")).collect::<String>()))).done(),
        Bad::new("comments.html", page("<!--".repeat(n))).done(),
        Bad::new("entities.html", page("&lt;script&gt;alert(1)&lt;/script&gt; &#1114112; &#x110000; &#0; &nietbestaand;".into())).done(),
        Bad::new("open-tag.html", page("<a".repeat(n))).done(),
        Bad::new("outside.html", page("<img src=http://127.0.0.1:1/x><link rel=stylesheet href=file:///etc/passwd><iframe src=file:///etc/passwd></iframe><object data=/dev/zero></object><meta http-equiv=refresh content='0;url=file:///etc/passwd'>".into())).done(),
        Bad::new("plaintext.html", page("<plaintext>".repeat(n / 10))).done(),
    ]
}

fn tables() -> Vec<Bad> {
    let n = scaled(100_000);
    let wide = format!("naam;{}\n", ";".repeat(n));
    let deep = |open: &str| format!("{{\"a\":{}", open.repeat(n)).into_bytes();
    vec![
        Bad::new(
            "quote.csv",
            format!("a;b\n1;\"{}", "x\n".repeat(n)).into_bytes(),
        ),
        Bad::new(
            "quotes.csv",
            format!("a;b\n{}", "\"".repeat(n)).into_bytes(),
        ),
        Bad::new("wide.csv", wide.repeat(3).into_bytes()),
        Bad::new("cells.csv", "1;2;3;4;5\n".repeat(2000).into_bytes()).has("limit"),
        Bad::new(
            "formulas.csv",
            b"naam;waarde\n=cmd|' /C calc'!A0;+1+1\n@SUM(1);-2+3\n\t=1;\"\r=1\"\n".to_vec(),
        )
        .done(),
        Bad::new("deep-array.json", deep("[")),
        Bad::new("deep-object.json", deep("{\"a\":")),
        Bad::new(
            "key.json",
            format!(
                "{{\"{}\":[{}1]}}",
                "k".repeat(scaled(100_000)),
                "1,".repeat(100)
            )
            .into_bytes(),
        )
        .has("limit"),
        Bad::new(
            "numbers.json",
            b"[1e999999999, -1e-999999999, 0.0000001, \"Gelezen\", 99999999999999999999999999]"
                .to_vec(),
        ),
        Bad::new(
            "surrogates.json",
            b"[\"\\ud800 \\udfff Gelezen \\u0000\"]".to_vec(),
        ),
        Bad::new("quotes.md", ">".repeat(n).into_bytes()),
        Bad::new(
            "brackets.md",
            format!("Gelezen {}", "[".repeat(n)).into_bytes(),
        ),
        Bad::new("stars.md", "*a **b ".repeat(n / 10).into_bytes()),
        Bad::new(
            "lists.md",
            (0..400)
                .map(|n| format!("{}* x\n", " ".repeat(n * 2)))
                .collect::<String>()
                .into_bytes(),
        ),
        Bad::new(
            "table.md",
            format!("{}\n{}\n", "|a".repeat(n / 10), "|-".repeat(n / 10)).into_bytes(),
        ),
    ]
}

fn plain() -> Vec<Bad> {
    let n = scaled(100_000);
    vec![
        Bad::new("line.txt", "x".repeat(n).into_bytes()).done(),
        Bad::new("lines.txt", format!("{}x", "\n".repeat(n)).into_bytes()).done(),
        Bad::new("forms.txt", format!("x{}", "\x0c".repeat(n)).into_bytes()),
        Bad::new("marks.txt", format!("a{}", "\u{301}".repeat(n)).into_bytes()),
        Bad::new("turned.txt", format!("Geachte \u{202E}{}\u{202C} heer,\n", "\u{2066}".repeat(n / 10)).into_bytes()).done(),
        Bad::new("zero.txt", vec![0; n]),
        Bad::new("escape.txt", b"Geachte \x1b]0;titel\x07\x1b[2J\x1b[31m lezer,\n\nGelezen.\n".to_vec()),
        Bad::new("utf16.txt", [b"\xFF\xFE".to_vec(), b"\x00\xD8".repeat(n / 2)].concat()),
        Bad::new("odd-utf16.txt", b"\xFE\xFF\0x\0".to_vec()),
        Bad::new("names.txt", "De heer J. de Vries, mevrouw A. Bakker; ".repeat(n / 100).into_bytes()).done(),
        Bad::new("addresses.txt", "a@b.nl,".repeat(n / 50).into_bytes()).done(),
        Bad::new("dots.txt", "a.b.c.d.e.f".repeat(n / 20).into_bytes()).done(),
        Bad::new("digits.txt", "0612345678".repeat(n / 20).into_bytes()).done(),
        Bad::new("at.txt", "@".repeat(n).into_bytes()),
        Bad::new("brackets.txt", "[5.1.2e".repeat(n / 20).into_bytes()).done(),
        Bad::new("xml.txt", format!("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>{}&b;</a>", "<b>".repeat(n / 10)).into_bytes()).done(),
        Bad::new("script.txt", b"Geachte lezer,\n\n<script>alert(1)</script><img src=x onerror=alert(1)>\n\"'><svg onload=alert(1)> ${7*7} {{7*7}} =cmd|' /C calc'!A0\n".to_vec()).done(),
    ]
}
