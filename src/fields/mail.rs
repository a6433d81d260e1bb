//! The fields of a mail, which says of itself where they stand.

use crate::model::{Attachments, Clean, CleanSpan, FieldValue, MailField, MailHeader, Note, Part};

/// How sure it is what a header says.
const SURE: f32 = 0.99;

/// Sets what the header of a mail says in the place of what its text was read to say.
pub(super) fn set(note: &mut Note, header: &MailHeader, clean: &Clean) {
    let all = |field: MailField| -> Vec<FieldValue> {
        let places = header.places.iter().filter(|(f, _)| *f == field);
        places
            .filter_map(|&(_, place)| value(clean, place))
            .collect()
    };
    note.sender = all(MailField::From);
    note.recipients = all(MailField::To);
    note.subject = all(MailField::Subject).into_iter().next();
    let titles = all(MailField::Attachment);
    note.attachments = (!titles.is_empty()).then(|| Attachments {
        count: u32::try_from(titles.len()).unwrap_or(u32::MAX),
        titles,
    });
    let day = header.date.as_deref().and_then(|date| date.get(..10));
    let said = all(MailField::Date).into_iter().next();
    note.date = day.zip(said).map(|(day, said)| FieldValue {
        value: day.to_owned(),
        ..said
    });
    if let Some(first) = header
        .places
        .first()
        .and_then(|&(_, place)| value(clean, place))
    {
        // Beside what says it: whoever stands there may go.
        note.document_type = Some(FieldValue {
            value: "e-mail".to_owned(),
            span: CleanSpan::new(first.span.start as usize, first.span.start as usize),
            ..first
        });
    }
}

fn value(clean: &Clean, place: crate::model::RawSpan) -> Option<FieldValue> {
    let parts = [(Part::Body, &clean.body), (Part::Colofon, &clean.colofon)];
    parts.into_iter().find_map(|(part, text)| {
        let spans = text.map.to_clean(place);
        let (first, last) = (spans.first()?, spans.last()?);
        let span = CleanSpan::new(first.start as usize, last.end as usize);
        let words: Vec<&str> = text.slice(span).split_whitespace().collect();
        Some(FieldValue {
            value: words.join(" "),
            part,
            span,
            confidence: SURE,
            page: 1,
        })
    })
}
