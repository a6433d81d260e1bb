//! The stages after reading.

use crate::checks;
use crate::engine::ENGINE;
use crate::glyphs;
use lakmoes::model::{
    BlockRole, Blocks, Break, Content, Laid, MediaType, Part, Piece, RawSpan, Source, TextBlock,
};
use lakmoes::{fields as read, layout as lay, normalise as repair};

/// Layout: by the first byte, of glyphs, of text or of blocks.
pub fn layout(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let content = match first % 4 {
        0 | 1 => Content::Glyphs(glyphs::pages(rest)),
        2 => Content::Text(String::from_utf8_lossy(rest).into_owned()),
        _ => Content::Blocks(blocks(rest)),
    };
    let (laid, pages) = lay::lay_out(content);
    checks::laid(&laid);
    for glyph in &laid.glyphs {
        assert!((glyph.glyph as usize) < pages[glyph.page as usize].glyphs.len());
    }
    checks::clean(&laid, &repair::clean(&laid));
}

/// Lines as blocks: the first character of each says as what.
fn blocks(data: &[u8]) -> Blocks {
    let mut out = Blocks::default();
    let mut page = 1;
    for line in String::from_utf8_lossy(data).split('\n') {
        let mut chars = line.chars();
        let sign = chars.next().unwrap_or(' ');
        // A reader hands over no block without a text.
        let text = chars.as_str().trim().replace('\u{b}', "\n");
        if text.trim().is_empty() {
            continue;
        }
        if !out.text.is_empty() {
            let ends = sign == '\u{c}';
            page += u32::from(ends);
            out.text.push(if ends { '\u{c}' } else { '\n' });
        }
        let start = out.text.len();
        out.text.push_str(&text);
        let role = match sign {
            '1'..='9' => BlockRole::Heading(sign as u8 - b'0'),
            '*' => BlockRole::Item,
            '|' => BlockRole::Row,
            'h' => BlockRole::Header,
            'f' => BlockRole::Footer,
            'n' => BlockRole::Note,
            _ => BlockRole::Paragraph,
        };
        let span = RawSpan::new(start, out.text.len());
        let bold = (sign == 'b').then_some(true);
        out.list.push(TextBlock {
            span,
            role,
            page,
            bold,
        });
    }
    out
}

/// Repair: each line a piece of its own; `\` goes on the line before, `|` stands in the colofon.
pub fn normalise(data: &[u8]) {
    let raw = String::from_utf8_lossy(data).into_owned();
    let laid = pieces(raw);
    let clean = repair::clean(&laid);
    checks::clean(&laid, &clean);
    let again = repair::clean(&Laid {
        pieces: laid.pieces.clone(),
        raw: laid.raw.clone(),
        pages: 1,
        ..Laid::default()
    });
    assert_eq!(
        again.body.text, clean.body.text,
        "the same text is repaired in the same way"
    );
}

fn pieces(raw: String) -> Laid {
    let mut pieces = Vec::new();
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let from = at + line.len() - line.trim_start().len();
        let text = line.trim();
        at += line.len();
        let signs = text.len() - text.trim_start_matches(['\\', '|']).len();
        let sign = &text[..signs];
        if signs == text.len() {
            continue;
        }
        pieces.push(Piece {
            span: RawSpan::new(from + signs, from + text.len()),
            part: if sign.contains('|') {
                Part::Colofon
            } else {
                Part::Body
            },
            page: 1,
            before: if sign.contains('\\') {
                Break::Wrap
            } else {
                Break::Paragraph
            },
            heading: None,
            confidence: 1.0,
        });
    }
    Laid {
        raw,
        pieces,
        pages: 1,
        ..Laid::default()
    }
}

fn source(data: &[u8]) -> Source {
    Source {
        media_type: MediaType::Text,
        content: Content::Text(String::from_utf8_lossy(data).into_owned()),
        warnings: Vec::new(),
    }
}

/// Fields: each is read where it says, and the same text gives the same.
pub fn fields(data: &[u8]) {
    let (laid, _) = lay::lay_out(source(data).content);
    let clean = repair::clean(&laid);
    let note = read::read(&clean);
    checks::note(&clean, &note);
    assert_eq!(read::read(&clean), note);
}

/// Text to JSON: nothing that was taken out stands in it, and the same text gives the same bytes.
pub fn redact(data: &[u8]) {
    let once = ENGINE.analyse_source(source(data));
    checks::laid(&once.laid);
    checks::clean(&once.laid, &once.clean);
    let json = checks::published(&once);
    let again = checks::published(&ENGINE.analyse_source(source(data)));
    assert!(json == again, "the same text gives the same bytes");
}
