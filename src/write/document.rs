//! The JSON of one document. Every string in it is [`Published`] or the program's own.

use super::card::{Card, language};
use crate::model::{
    Action, Clean, CleanSpan, CleanText, EditKind, FieldValue, Finding, Kind, Laid, MailField,
    MailHeader, MediaType, Note, Part, Scalars, Warning,
};
use crate::redact::{PartPlan, Plan, Policy, Published, PublishedText};
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Fewer letters than this beside a redaction ("t.a.v.") are no name of anything.
const TOLD: usize = 5;
/// The version of the output.
const SCHEMA: &str = "lakmoes/document/1";

/// Stands for the id of a document that has no place yet.
const NO_ID: &str = "0000000000000000";

/// A cleaned, redacted document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document {
    schema: &'static str,
    /// 16 hexadecimal digits, from the redacted content and the redacted relative path.
    id: String,
    /// What its id is made of besides its path.
    #[serde(skip)]
    content: String,
    source: SourceInfo,
    fields: Fields,
    /// What a mail says of itself; only where the file was a mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    mail: Option<MailOut>,
    /// The numbered and unnumbered sections of the body, in order.
    sections: Vec<SectionOut>,
    /// The body, cleaned and redacted: one paragraph a line.
    text: Published,
    /// Everything else that can be read.
    colofon: Published,
    redactions: Vec<RedactionOut>,
    kept: Vec<KeptOut>,
    existing_redactions: Vec<ExistingOut>,
    normalisation: Normalisation,
    warnings: Vec<WarningOut>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SourceInfo {
    /// The redacted file name.
    name: Published,
    media_type: &'static str,
    pages: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Fields {
    document_type: Option<FieldOut>,
    /// ISO 8601.
    date: Option<FieldOut>,
    kenmerk: Option<FieldOut>,
    recipients: Vec<FieldOut>,
    sender: Vec<FieldOut>,
    subject: Option<FieldOut>,
    project: Option<FieldOut>,
    attachments: Option<AttachmentsOut>,
    your_reference: Option<FieldOut>,
    deadline: Option<FieldOut>,
    classification: Option<FieldOut>,
    kind: Option<FieldOut>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FieldOut {
    value: Published,
    /// The text as read; absent where a redaction touches it.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<Published>,
    confidence: f64,
    /// From 1.
    page: u32,
}

/// The header of a mail, as far as it is published.
#[derive(Debug, Default, Serialize, JsonSchema)]
struct MailOut {
    from: Vec<Published>,
    to: Vec<Published>,
    cc: Vec<Published>,
    /// ISO 8601, by the clock of the sender.
    date: Option<Published>,
    subject: Option<Published>,
    /// A number that stands for the message in this run: the same message has the same everywhere.
    message_id: Option<u32>,
    /// A number that stands for the conversation in this run.
    thread: Option<u32>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct AttachmentsOut {
    count: u32,
    titles: Vec<Published>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SectionOut {
    number: Option<Published>,
    title: Published,
    /// 1 for a main heading.
    level: u8,
    text: Published,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum PartName {
    Text,
    Colofon,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RedactionOut {
    part: PartName,
    /// In Unicode scalar values, in the published part.
    start: usize,
    end: usize,
    kind: Kind,
    ground: Published,
    /// What stands in its place.
    label: Published,
    action: Action,
    rule: Published,
    confidence: f64,
    /// Which person: numbered in order of first mention in the document, with `--pseudonyms` over
    /// all documents.
    entity: Option<u32>,
    page: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
struct KeptOut {
    part: PartName,
    start: usize,
    end: usize,
    kind: Kind,
    rule: Published,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ExistingOut {
    part: PartName,
    start: usize,
    end: usize,
    ground: Option<Published>,
    raw: Published,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Normalisation {
    counts: BTreeMap<&'static str, usize>,
    edits: Vec<EditOut>,
    /// How readable the text is, 0 to 1: the mean over the pages.
    quality: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EditOut {
    part: PartName,
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct WarningOut {
    code: &'static str,
    message: Published,
}

/// All that is known of a document when it is written.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// What the bytes were.
    pub media_type: MediaType,
    /// In reading order.
    pub laid: &'a Laid,
    /// Repaired.
    pub clean: &'a Clean,
    /// What a mail says of itself.
    pub mail: Option<&'a MailHeader>,
    /// Its fields.
    pub note: &'a Note,
    /// What is taken out.
    pub plan: &'a Plan,
    /// The policy in force.
    pub policy: &'a Policy,
    /// How readable what is left of the text is, 0 to 1: never of what is taken out.
    pub quality: f32,
    /// What to tell.
    pub warnings: &'a [Warning],
}

/// One part, with what is needed to publish spans of it.
struct PartOut<'a> {
    name: PartName,
    clean: &'a CleanText,
    plan: &'a PartPlan,
    published: PublishedText,
}

impl Document {
    /// Its subject, where it states one.
    #[must_use]
    pub fn subject(&self) -> Option<&Published> {
        self.fields.subject.as_ref().map(|field| &field.value)
    }

    /// Builds the document from what is known of it.
    #[must_use]
    pub fn new(material: &Material<'_>, name: Published, relative_path: &Published) -> Self {
        let Material {
            laid,
            clean,
            plan,
            policy,
            ..
        } = *material;
        let part = |name, clean, plan| PartOut {
            name,
            clean,
            plan,
            published: PublishedText::new(clean, plan, policy),
        };
        let body = part(PartName::Text, &clean.body, &plan.body);
        let colofon = part(PartName::Colofon, &clean.colofon, &plan.colofon);
        let parts = [&body, &colofon];
        let (text, side) = (
            body.published.text().clone(),
            colofon.published.text().clone(),
        );
        let content = digest(&[text.as_str(), side.as_str()]);
        Self {
            schema: SCHEMA,
            id: digest(&[relative_path.as_str(), &content]),
            content,
            source: SourceInfo {
                name,
                media_type: material.media_type.name(),
                pages: laid.pages,
            },
            fields: fields(material.note, &body, &colofon, &laid.raw),
            mail: material.mail.map(|header| mail(header, &parts)),
            sections: sections(material.note, &body),
            text,
            colofon: side,
            redactions: parts.iter().flat_map(|p| redactions(p)).collect(),
            kept: parts.iter().flat_map(|p| kept(p)).collect(),
            existing_redactions: parts.iter().flat_map(|p| existing(p)).collect(),
            normalisation: normalisation(&parts, material.quality),
            warnings: material
                .warnings
                .iter()
                .map(|w| WarningOut {
                    code: w.code,
                    message: Published::message(w),
                })
                .collect(),
        }
    }

    /// What its id is made of besides its path: 16 hexadecimal digits, from what is published.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The bytes of its file before it is known where it goes, and as what; see [`Place`].
    #[must_use]
    pub fn unplaced(mut self) -> Vec<u8> {
        self.id = NO_ID.to_owned();
        self.source.name = Published::default();
        self.to_json()
    }

    /// How many passages of each kind were taken out.
    #[must_use]
    pub fn redaction_counts(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        for r in &self.redactions {
            *counts.entry(r.kind).or_default() += 1;
        }
        counts
    }

    /// The codes of its warnings.
    #[must_use]
    pub fn warning_codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<_> = self.warnings.iter().map(|w| w.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// What lists need to know of it.
    #[must_use]
    pub fn card(&self) -> Card {
        let value = |field: &Option<FieldOut>| field.as_ref().map(|f| f.value.clone());
        let mail = self.mail.as_ref();
        let subject = value(&self.fields.subject).or_else(|| mail?.subject.clone());
        let date = value(&self.fields.date).or_else(|| mail?.date.clone());
        let mut card = Card::new(self.source.media_type)
            .with_title(subject.as_ref())
            .with_date(date.as_ref())
            .with_type(self.document_type().as_ref())
            .with_kenmerk(value(&self.fields.kenmerk).as_ref());
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let review = |r: &&RedactionOut| r.action == Action::Review;
        card.redacted = number(self.redactions.len());
        card.review = number(self.redactions.iter().filter(review).count());
        card.existing = number(self.existing_redactions.len());
        let grounds = self.redactions.iter().map(|r| &r.ground);
        let earlier = self.existing_redactions.iter();
        for ground in grounds.chain(earlier.filter_map(|e| e.ground.as_ref())) {
            card.add_ground(ground);
        }
        card.language = language(self.text.as_str());
        card.withheld = card.redacted + card.existing > 0 && !self.says_anything();
        card
    }

    /// Its type; a note that asks for a decision is a beslisnota, also where it calls itself a nota.
    fn document_type(&self) -> Option<Published> {
        const ASKS: [&str; 4] = [
            "geadviseerd besluit",
            "gevraagd besluit",
            "gevraagde beslissing",
            "beslispunt",
        ];
        let typed = self.fields.document_type.as_ref()?.value.clone();
        let kind = self.fields.kind.as_ref().map_or("", |k| k.value.as_str());
        let decides =
            |text: &str| text.starts_with("ter beslis") || text.starts_with("ter besluit");
        let asks = |title: &str| {
            let title = title.to_lowercase();
            ASKS.iter().any(|a| title.starts_with(a))
        };
        let is_beslisnota = typed.as_str() == "nota"
            && (decides(&kind.to_lowercase())
                || self.sections.iter().any(|s| asks(s.title.as_str())));
        Some(if is_beslisnota {
            Published::fixed("beslisnota")
        } else {
            typed
        })
    }

    /// Whether anything can be read beside what stands for redactions.
    fn says_anything(&self) -> bool {
        let ours = self.redactions.iter().map(|r| (r.part, r.start, r.end));
        let earlier = self.existing_redactions.iter();
        let mut gaps: Vec<_> = ours
            .chain(earlier.map(|e| (e.part, e.start, e.end)))
            .collect();
        gaps.sort_unstable();
        let left = |part, text: &Published| {
            let mut gaps = gaps.iter().filter(|g| g.0 == part).peekable();
            text.as_str().chars().enumerate().any(|(n, c)| {
                while gaps.next_if(|g| g.2 <= n).is_some() {}
                c.is_alphanumeric() && gaps.peek().is_none_or(|g| n < g.1)
            })
        };
        left(PartName::Text, &self.text) || left(PartName::Colofon, &self.colofon)
    }

    /// The bytes of its file.
    ///
    /// # Panics
    /// Never: every key is a string and every number finite.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes =
            serde_json::to_vec(self).expect("a document has only string keys and finite numbers");
        bytes.push(b'\n');
        bytes
    }
}

/// Where a document goes, and as what.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Its redacted name.
    pub name: &'a Published,
    /// Its redacted relative path.
    pub path: &'a Published,
    /// The numbers of its message and its conversation, if it is a mail.
    pub numbers: Option<(u32, u32)>,
}

impl Place<'_> {
    /// The file of a document, from [`Document::unplaced`] and its [`Document::content`], and its id. None
    /// when it isn't one.
    #[must_use]
    pub fn file(&self, unplaced: &[u8], content: &str) -> Option<(Vec<u8>, String)> {
        let head = format!(r#"{{"schema":"{SCHEMA}","id":"{NO_ID}","source":{{"name":"""#);
        let rest = unplaced.strip_prefix(head.as_bytes())?;
        let id = digest(&[self.path.as_str(), content]);
        let name = serde_json::to_string(self.name).ok()?;
        let mut file = Vec::with_capacity(unplaced.len() + name.len() + 64);
        file.extend(
            format!(r#"{{"schema":"{SCHEMA}","id":"{id}","source":{{"name":{name}"#).bytes(),
        );
        // In a string these quotation marks would have a backslash before them.
        let unnumbered = br#""message_id":null,"thread":null"#;
        match (self.numbers, memchr::memmem::find(rest, unnumbered)) {
            (Some((message, thread)), Some(at)) => {
                file.extend(&rest[..at]);
                file.extend(format!(r#""message_id":{message},"thread":{thread}"#).bytes());
                file.extend(&rest[at + unnumbered.len()..]);
            }
            (Some(_), None) => return None,
            (None, _) => file.extend(rest),
        }
        Some((file, id))
    }
}

fn mail(header: &MailHeader, parts: &[&PartOut<'_>]) -> MailOut {
    let mut out = MailOut::default();
    for &(field, place) in &header.places {
        let found = parts.iter().find_map(|part| {
            let spans = part.clean.map.to_clean(place);
            let (first, last) = (spans.first()?, spans.last()?);
            Some((
                part,
                CleanSpan::new(first.start as usize, last.end as usize),
            ))
        });
        let Some((part, span)) = found else { continue };
        let value = |text: &str| part.published.value(text, span);
        let said = || value(part.clean.slice(span));
        match field {
            MailField::From => out.from.push(said()),
            MailField::To => out.to.push(said()),
            MailField::Cc => out.cc.push(said()),
            MailField::Subject => out.subject = Some(said()),
            MailField::Date => out.date = header.date.as_deref().map(value),
            // The document's own field has them.
            MailField::Attachment => {}
        }
    }
    out
}

/// From what is published alone.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in parts {
        hash.update(text);
        hash.update([0]);
    }
    hash.finalize()[..8]
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// Two decimals: more would be false precision.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

fn fields(note: &Note, body: &PartOut<'_>, colofon: &PartOut<'_>, raw: &str) -> Fields {
    let of = |part: Part| if part == Part::Body { body } else { colofon };
    let one = |field: &Option<FieldValue>| field.as_ref().map(|f| field_out(f, of(f.part), raw));
    // A private person who wrote or received a document is no value that can be published.
    let told = |f: &&FieldValue| {
        let part = of(f.part);
        !part.published.is_touched(f.span)
            || part.published.letters_left(part.clean, f.span) >= TOLD
    };
    let all = |fields: &[FieldValue]| {
        fields
            .iter()
            .filter(told)
            .map(|f| field_out(f, of(f.part), raw))
            .collect()
    };
    // A date is a number of its own making: where its evidence is redacted there is no date.
    let date = |field: &Option<FieldValue>| {
        one(&field
            .clone()
            .filter(|f| !of(f.part).published.is_touched(f.span)))
    };
    Fields {
        document_type: one(&note.document_type),
        date: date(&note.date),
        kenmerk: one(&note.kenmerk),
        recipients: all(&note.recipients),
        sender: all(&note.sender),
        subject: one(&note.subject),
        project: one(&note.project),
        attachments: note.attachments.as_ref().map(|a| AttachmentsOut {
            count: a.count,
            titles: a
                .titles
                .iter()
                .map(|t| of(t.part).published.value(&t.value, t.span))
                .collect(),
        }),
        your_reference: one(&note.your_reference),
        deadline: date(&note.deadline),
        classification: one(&note.classification),
        kind: one(&note.kind),
    }
}

fn field_out(field: &FieldValue, part: &PartOut<'_>, raw: &str) -> FieldOut {
    FieldOut {
        value: part.published.value(&field.value, field.span),
        raw: part.published.raw(part.clean, raw, field.span),
        confidence: rounded(field.confidence),
        page: field.page,
    }
}

fn sections(note: &Note, body: &PartOut<'_>) -> Vec<SectionOut> {
    let of = |s: &crate::model::Section| SectionOut {
        number: s.number.as_ref().map(|n| body.published.value(n, s.title)),
        title: body.published.slice(s.title),
        level: s.level,
        text: body.published.slice(s.text),
    };
    note.sections.iter().map(of).collect()
}

fn redactions(part: &PartOut<'_>) -> Vec<RedactionOut> {
    let mut scalars = Scalars::new(part.published.text().as_str());
    let out = |(n, r): (usize, &crate::redact::Redaction)| {
        let (start, end) = part.published.gap(n);
        RedactionOut {
            part: part.name,
            start: scalars.at(start),
            end: scalars.at(end),
            kind: r.kind,
            ground: Published::ground(&r.ground),
            label: part.published.label(n),
            action: r.action,
            rule: Published::rule(&r.told.rule),
            confidence: rounded(r.told.confidence),
            // Whether an address is linked to its owner depends on the letters of both.
            entity: r.entity.filter(|_| r.kind == Kind::Person),
            page: part.clean.page_at(r.span.start),
        }
    };
    part.plan.redactions.iter().enumerate().map(out).collect()
}

fn kept(part: &PartOut<'_>) -> Vec<KeptOut> {
    let mut scalars = Scalars::new(part.published.text().as_str());
    let out = |k: &Finding| {
        let (start, end) = part.published.span(k.span);
        KeptOut {
            part: part.name,
            start: scalars.at(start),
            end: scalars.at(end),
            kind: k.kind,
            rule: Published::rule(&k.rule),
        }
    };
    part.plan
        .kept
        .iter()
        .filter(|k| k.kind != Kind::ExistingRedaction)
        .map(out)
        .collect()
}

fn existing(part: &PartOut<'_>) -> Vec<ExistingOut> {
    let mut scalars = Scalars::new(part.published.text().as_str());
    let out = |k: &Finding| {
        let (start, end) = part.published.span(k.span);
        ExistingOut {
            part: part.name,
            start: scalars.at(start),
            end: scalars.at(end),
            ground: k.ground.as_deref().map(Published::ground),
            raw: part.published.slice(k.span),
        }
    };
    part.plan
        .kept
        .iter()
        .filter(|k| k.kind == Kind::ExistingRedaction)
        .map(out)
        .collect()
}

/// Edits inside a redaction are not told: they would say something about what it hides.
fn normalisation(parts: &[&PartOut<'_>], quality: f32) -> Normalisation {
    let mut counts = BTreeMap::new();
    let mut edits = Vec::new();
    for part in parts {
        let mut scalars = Scalars::new(part.published.text().as_str());
        for &(span, kind) in part
            .clean
            .edits
            .iter()
            .filter(|(span, _)| !touches(&part.published, *span))
        {
            let (start, end) = part.published.span(span);
            let kind = EditKind::name(kind);
            *counts.entry(kind).or_default() += 1;
            edits.push(EditOut {
                part: part.name,
                start: scalars.at(start),
                end: scalars.at(end),
                kind,
            });
        }
    }
    Normalisation {
        counts,
        edits,
        quality: rounded(quality),
    }
}

/// Empty spans (dropped characters) at the edge of a redaction count as touched too.
fn touches(published: &PublishedText, span: crate::model::CleanSpan) -> bool {
    let wide = crate::model::CleanSpan::new(
        (span.start as usize).saturating_sub(1),
        span.end as usize + 1,
    );
    published.is_touched(wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_given_its_name_and_numbers_later() {
        let unplaced = format!(
            r#"{{"schema":"{SCHEMA}","id":"{NO_ID}","source":{{"name":"","pages":1}},"mail":{{"message_id":null,"thread":null}}}}"#
        );
        let name = Published::fixed("a \"b\".eml");
        let mut place = Place {
            name: &name,
            path: &name,
            numbers: Some((3, 7)),
        };
        let (file, id) = place.file(unplaced.as_bytes(), "c").unwrap();
        let value: serde_json::Value = serde_json::from_slice(&file).unwrap();
        assert_eq!(value["source"]["name"], "a \"b\".eml");
        assert_eq!(value["mail"]["message_id"], 3);
        assert_eq!(value["mail"]["thread"], 7);
        assert_eq!(value["id"], id);
        assert!(place.file(b"{}", "c").is_none());
        place.numbers = None;
        assert!(place.file(unplaced.as_bytes(), "c").is_some());
    }
}
