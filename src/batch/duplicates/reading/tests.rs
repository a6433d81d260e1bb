use super::*;
use crate::model::TextBuilder;

/// A text as the pipeline cleans it, nothing of it redacted.
pub(in super::super) fn reading(body: &str, colofon: &str, is_mail: bool) -> Reading {
    let clean = |text: &str| {
        let mut builder = TextBuilder::default();
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            builder.start_block(1, None);
            builder.copy(line, crate::model::RawSpan::new(0, line.len()));
        }
        builder.finish()
    };
    let (body, colofon) = (clean(body), clean(colofon));
    let hidden = PartPlan::default();
    let part = |clean| Part {
        clean,
        hidden: &hidden,
    };
    gather(part(&body), part(&colofon), is_mail.then(|| Mail::new("")))
}
