//! What must hold of what a stage hands on. Each check panics where it does not.

use crate::engine::ENGINE;
use lakmoes::matching::Needles;
use lakmoes::model::{Clean, CleanSpan, CleanText, FieldValue, Laid, Note, Part, RawSpan};
use lakmoes::pipeline::Analysis;
use lakmoes::redact::Published;
use lakmoes::verify;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every character that shows something stands in exactly one piece.
pub fn laid(laid: &Laid) {
    let mut seen = vec![0_u8; laid.raw.len()];
    assert!(laid.pages >= 1, "a document has a page");
    for piece in &laid.pieces {
        let text = laid
            .raw
            .get(piece.span.range())
            .expect("a piece is cut between characters");
        assert!(!text.is_empty(), "a piece holds something");
        assert!(
            (1..=laid.pages).contains(&piece.page),
            "a piece stands on a page of the document"
        );
        assert!((0.0..=1.0).contains(&piece.confidence));
        if let Some(heading) = &piece.heading {
            assert!(
                text.get(heading.title_at as usize..).is_some(),
                "a title is cut between characters"
            );
        }
        piece
            .span
            .range()
            .for_each(|at| seen[at] = seen[at].saturating_add(1));
    }
    for (at, c) in laid.raw.char_indices() {
        assert!(seen[at] <= 1, "{c:?} at {at} stands in two pieces");
        assert!(
            seen[at] == 1 || c.is_whitespace(),
            "{c:?} at {at} stands in no piece"
        );
    }
    for glyph in &laid.glyphs {
        assert!(
            laid.raw
                .get(glyph.start as usize..glyph.end as usize)
                .is_some()
        );
    }
}

/// Offsets lead from clean to raw text and back, and nothing is lost on the way.
pub fn clean(laid: &Laid, clean: &Clean) {
    let mut seen = vec![false; laid.raw.len()];
    for text in [
        Some(&clean.body),
        Some(&clean.colofon),
        clean.linear.as_ref(),
    ]
    .into_iter()
    .flatten()
    {
        offsets(&laid.raw, text);
    }
    for text in [&clean.body, &clean.colofon] {
        for segment in text.map.segments() {
            seen[segment.raw.range()].fill(true);
        }
    }
    for piece in &laid.pieces {
        let from = piece.span.start as usize;
        for (i, c) in laid.raw[piece.span.range()].char_indices() {
            assert!(
                seen[from + i] || c.is_whitespace(),
                "{c:?} at {} is lost",
                from + i
            );
        }
    }
}

fn offsets(raw: &str, text: &CleanText) {
    let lines: Vec<&str> = text.blocks.iter().map(|b| text.slice(b.span)).collect();
    assert_eq!(lines.join("\n"), text.text, "the blocks are the lines");
    let mut end = 0;
    let mut raws: Vec<RawSpan> = Vec::new();
    for segment in text.map.segments() {
        assert!(segment.clean.start >= end, "segments stand in order");
        end = segment.clean.end;
        let from = raw
            .get(segment.raw.range())
            .expect("raw text is cut between characters");
        let to = text
            .text
            .get(segment.clean.range())
            .expect("clean text is cut between characters");
        assert!(
            !segment.verbatim || from == to,
            "what is as it was is as it was"
        );
        raws.push(segment.raw);
    }
    raws.sort_unstable();
    assert!(
        raws.windows(2).all(|w| w[0].end <= w[1].start),
        "no raw text stands twice"
    );
    for (span, _) in &text.edits {
        assert!(
            text.text.get(span.range()).is_some(),
            "an edit is cut between characters"
        );
    }
    for (i, c) in text.text.char_indices() {
        let span = CleanSpan::new(i, i + c.len_utf8());
        let there = text.map.to_raw(span);
        if there.is_empty() {
            let added = text.edits.iter().any(|(edit, _)| edit.covers(span));
            assert!(
                // In the order as read, an ellipsis stands where lines were too far apart.
                added || matches!(c, ' ' | '\n' | '…'),
                "{c:?} at {i} stands for no raw text"
            );
            continue;
        }
        let mut back = there.iter().flat_map(|&r| text.map.to_clean(r));
        assert!(
            back.any(|b| b.covers(span)),
            "{c:?} at {i} does not come back"
        );
    }
}

/// Fields are read where they say.
pub fn note(clean: &Clean, note: &Note) {
    let one = |field: &FieldValue| {
        let text = if field.part == Part::Body {
            &clean.body
        } else {
            &clean.colofon
        };
        assert!(text.text.get(field.span.range()).is_some(), "{field:?}");
        assert!((0.0..=1.0).contains(&field.confidence), "{field:?}");
        assert!(field.page >= 1, "{field:?}");
    };
    let single = [
        &note.document_type,
        &note.date,
        &note.kenmerk,
        &note.your_reference,
        &note.subject,
        &note.project,
        &note.deadline,
        &note.classification,
        &note.kind,
    ];
    single.into_iter().flatten().for_each(one);
    note.recipients.iter().chain(&note.sender).for_each(one);
    note.attachments
        .iter()
        .flat_map(|a| &a.titles)
        .for_each(one);
    for section in &note.sections {
        assert!(
            clean.body.text.get(section.title.range()).is_some(),
            "{section:?}"
        );
        assert!(
            clean.body.text.get(section.text.range()).is_some(),
            "{section:?}"
        );
    }
    // A deadline may be words: "zo spoedig mogelijk".
    if let Some(date) = &note.date {
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        assert!(
            date.value.split('-').all(digits),
            "a date is written as ISO 8601: {date:?}"
        );
    }
}

/// The document can be written, holds nothing that was taken out, and its offsets are right.
pub fn published(analysis: &Analysis) -> Vec<u8> {
    let name = Published::fixed("document");
    let json = ENGINE.document(analysis, name.clone(), &name).to_json();
    let values = Needles::new(analysis.plan.values().to_vec());
    let leak = verify::check(&json, &BTreeSet::new(), &[&values]);
    assert_eq!(leak, Ok(()), "{}", String::from_utf8_lossy(&json));
    let document: Value = serde_json::from_slice(&json).expect("what is written is JSON");
    for list in ["redactions", "kept", "existing_redactions"] {
        places(&document, &document[list]);
    }
    for edit in document["normalisation"]["edits"]
        .as_array()
        .into_iter()
        .flatten()
    {
        place(&document, edit);
    }
    findings(analysis);
    json
}

fn places(document: &Value, list: &Value) {
    for entry in list.as_array().expect("a list") {
        let text = place(document, entry);
        if let Some(label) = entry["label"].as_str() {
            assert_eq!(text, label, "where a redaction stands its label stands");
        }
        if let Some(raw) = entry["raw"].as_str() {
            assert!(!raw.is_empty());
        }
    }
}

/// What stands at a place that the document tells.
fn place(document: &Value, entry: &Value) -> String {
    let part = entry["part"].as_str().unwrap_or("text");
    let text = document[part].as_str().expect("a part of the document");
    let at = |key: &str| {
        entry[key]
            .as_u64()
            .and_then(|n| usize::try_from(n).ok())
            .expect("an offset")
    };
    let (start, end) = (at("start"), at("end"));
    assert!(
        start <= end && end <= text.chars().count(),
        "{entry} lies outside of its part"
    );
    text.chars().skip(start).take(end - start).collect()
}

fn findings(analysis: &Analysis) {
    let length = analysis.laid.raw.chars().count();
    let findings = ENGINE.findings(analysis);
    for f in &findings {
        assert!(
            f.start < f.end && f.end <= length,
            "{f:?} lies outside of the text"
        );
    }
    assert!(
        findings.is_sorted_by_key(|f| f.start),
        "findings are told in order"
    );
}
