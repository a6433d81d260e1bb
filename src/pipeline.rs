//! The order of the stages: the only file that knows it.

use crate::detect::{DetectOptions, Detectors, Dossier, Rules, View};
use crate::ingest::{self, IngestError, Limits};
use crate::matching::Needles;
use crate::model::{
    Blackout, Clean, CleanText, Content, Entity, GlyphPage, Kind, Laid, MailHeader, MediaType,
    Note, PageBlackout, Part, RawSpan, Source, Warning,
};
use crate::redact::{self, Given, PartFindings, PartPlan, Plan, Policy, Published};
use crate::verify::pdf::Kept;
use crate::verify::{self, Leak};
use crate::write::pdf::{self, BoxStyle, PdfError, PdfJob};
use crate::write::{Document, FindingLine, Material};
use crate::{fields, layout, normalise};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that stays the same from one document to the next.
pub struct Engine {
    /// The rules in force.
    pub detectors: Detectors,
    /// What the user decided.
    pub policy: Policy,
    /// What one document may use up.
    pub limits: Limits,
    /// What the rules and the policy say, as a digest.
    decided: String,
}

/// What is to go from a PDF besides what was found in it.
#[derive(Clone, Copy)]
pub struct PdfWish<'a> {
    /// Phrases and regions that a person gave.
    pub given: &'a Given,
    /// Values of other documents.
    pub dossier: Option<&'a Dossier>,
    /// How boxes look.
    pub style: &'a BoxStyle,
}

/// A redacted PDF that passed the gate.
#[derive(Debug)]
pub struct CheckedPdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages, from 1, that were made into an image, and why.
    pub rasterised: Vec<(u32, &'static str)>,
    /// Pages, from 1, that nobody could read and that are covered.
    pub withheld: Vec<u32>,
    /// Pages, from 1, with text under something opaque, which was taken out.
    pub covered: Vec<u32>,
    /// How many boxes stand in it.
    pub boxes: usize,
}

/// Why there is no redacted PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfRefusal {
    /// The document is none.
    #[error("not a PDF: only a PDF can be written as a redacted PDF")]
    NotPdf,
    /// It can't be written.
    #[error(transparent)]
    Write(#[from] PdfError),
    /// It failed the gate.
    #[error(transparent)]
    Leak(#[from] Leak),
}

/// A document after every stage but writing. Holds unredacted text: it cannot be serialised.
#[derive(Debug)]
pub struct Analysis {
    /// What the bytes were.
    pub media_type: MediaType,
    /// The glyphs of its pages; none of a text.
    pub pages: Vec<GlyphPage>,
    /// In reading order.
    pub laid: Laid,
    /// Repaired.
    pub clean: Clean,
    /// Where its text says what a mail says of itself, if it is one.
    pub mail: Option<MailHeader>,
    /// Its fields.
    pub note: Note,
    /// What is to be taken out.
    pub plan: Plan,
    /// What a person should know.
    pub warnings: Vec<Warning>,
}

impl Engine {
    /// What the program comes with.
    #[must_use]
    pub fn built_in() -> Self {
        Self::new(&Rules::built_in(), Policy::default(), Limits::default())
    }

    /// Makes rules and policy ready for use.
    #[must_use]
    pub fn new(rules: &Rules, policy: Policy, limits: Limits) -> Self {
        let options = DetectOptions {
            whole_email: policy.whole_email,
            classes: policy.classes.clone(),
            redact_always: policy.lists.redact.clone(),
            keep_always: policy.lists.keep.clone(),
        };
        let said = format!("{rules:?}{policy:?}");
        let digest = Sha256::digest(said.as_bytes());
        Self {
            detectors: Detectors::new(rules, &options),
            decided: digest.iter().map(|b| format!("{b:02x}")).collect(),
            policy,
            limits,
        }
    }

    /// All that decides over a document besides the document, in a few words: the same words, the same
    /// result.
    #[must_use]
    pub fn settings(&self) -> String {
        let Self {
            decided, limits, ..
        } = self;
        format!("{} {decided} {limits:?}", env!("LAKMOES_BUILD"))
    }

    /// Analyses the bytes of one document; its file name's extension only helps to say what is
    /// wrong with them.
    ///
    /// # Errors
    /// When it can't be read in full.
    pub fn analyse(
        &self,
        bytes: Vec<u8>,
        extension: Option<&str>,
    ) -> Result<Analysis, IngestError> {
        self.analyse_in(bytes, extension, None)
    }

    /// Analyses a document of a dossier, of which names are known.
    ///
    /// # Errors
    /// When it can't be read in full.
    pub fn analyse_in(
        &self,
        bytes: Vec<u8>,
        extension: Option<&str>,
        dossier: Option<&Dossier>,
    ) -> Result<Analysis, IngestError> {
        let source = ingest::read(bytes, extension, &self.limits)?;
        Ok(self.analyse_knowing(source, dossier))
    }

    /// Reads a PDF, also one without text, and takes nothing out of it but what a person gives.
    ///
    /// # Errors
    /// When its pages can't be followed.
    pub fn read_pdf_unread(&self, bytes: Vec<u8>) -> Result<Analysis, IngestError> {
        let source = ingest::read_pdf_unread(bytes, &self.limits)?;
        Ok(self.analyse_with(source, |_, _| Plan::default()))
    }

    /// Analyses a document that has been read.
    #[must_use]
    pub fn analyse_source(&self, source: Source) -> Analysis {
        self.analyse_knowing(source, None)
    }

    fn analyse_knowing(&self, source: Source, dossier: Option<&Dossier>) -> Analysis {
        self.analyse_with(source, |clean, aside| {
            let dossiers: Vec<&Dossier> = dossier.into_iter().chain(aside).collect();
            self.plan(clean, &dossiers)
        })
    }

    fn analyse_with(
        &self,
        mut source: Source,
        plan: impl FnOnce(&Clean, Option<&Dossier>) -> Plan,
    ) -> Analysis {
        let media_type = source.media_type;
        let mail = source.take_header();
        let mut warnings = source.warnings;
        let (mut laid, pages) = layout::lay_out(source.content);
        warnings.append(&mut laid.warnings);
        let clean = normalise::clean(&laid);
        let mut note = match &mail {
            Some(header) => fields::read_mail(&clean, header),
            None => fields::read(&clean),
        };
        // Neither a letter nor a mail, whatever it is made of.
        if matches!(media_type, MediaType::Calendar | MediaType::Contact) {
            note.document_type = None;
        }
        let aside = self.aside(std::mem::take(&mut laid.aside));
        let plan = plan(&clean, aside.as_ref());
        warnings.extend(loud(&note));
        Analysis {
            media_type,
            pages,
            laid,
            clean,
            mail,
            note,
            plan,
            warnings,
        }
    }

    /// The names in what is not published of a document: whoever comments on it or was struck out
    /// of it may stand in it elsewhere.
    fn aside(&self, text: String) -> Option<Dossier> {
        if text.is_empty() {
            return None;
        }
        let analysis = self.analyse_source(Source {
            media_type: MediaType::Text,
            content: Content::Text(text),
            warnings: Vec::new(),
        });
        let names = self.sure_names(&analysis);
        Some(self.detectors.dossier(names.iter().map(String::as_str)))
    }

    fn plan(&self, clean: &Clean, dossiers: &[&Dossier]) -> Plan {
        let views = [
            View::of(&clean.body, Some(Part::Body)),
            View::of(&clean.colofon, Some(Part::Colofon)),
        ];
        let [body, colofon] = views.map(|view| self.detectors.detect(&view));
        let mut findings = PartFindings { body, colofon };
        if let Some(linear) = &clean.linear {
            let found = self.detectors.detect(&View::of(linear, None));
            redact::onto_parts(clean, &found, &mut findings);
        }
        let mut both = [findings.body, findings.colofon];
        self.detectors.propagate(&views, &mut both, dossiers);
        let [body, colofon] = both;
        let findings = PartFindings { body, colofon };
        let listed = self.detectors.listed();
        let values = dossiers.iter().map(|dossier| dossier.values());
        let known: Vec<&Needles> = listed.into_iter().chain(values).collect();
        let mut plan = redact::plan(clean, findings, &known, &self.policy);
        // Once more: sweeping has found mentions of which nothing is known yet.
        let texts = [&*clean.body.text, &clean.colofon.text];
        plan.set_entities(&self.detectors.number(&texts, &plan.places()));
        redact::trace(clean, &mut plan);
        redact::tell(clean, &mut plan, Detectors::GAP, |before| {
            self.detectors.announces(before)
        });
        plan
    }

    /// The values that go from every document: those of the user's list and of the dossier.
    #[must_use]
    pub fn known<'a>(&'a self, dossier: Option<&'a Dossier>) -> Vec<&'a Needles> {
        let listed = self.detectors.listed();
        listed
            .into_iter()
            .chain(dossier.map(Dossier::values))
            .collect()
    }

    /// The names of a document that are sought in the others of its dossier, each once.
    #[must_use]
    pub fn sure_names(&self, analysis: &Analysis) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for (text, part) in analysis.plan.parts(&analysis.clean) {
            for r in part.redactions.iter().filter(|r| r.kind == Kind::Person) {
                let name = text.slice(r.span);
                if !names.contains(name) && self.detectors.is_sure(name, &r.rule, r.confidence) {
                    names.insert(name.to_owned());
                }
            }
        }
        names
    }

    /// The persons of a document in order of first mention, each with the fullest of its mentions.
    #[must_use]
    pub fn people(&self, analysis: &Analysis) -> Vec<(Entity, String)> {
        let mut people: BTreeMap<Entity, (usize, &str)> = BTreeMap::new();
        for (text, part) in analysis.plan.parts(&analysis.clean) {
            for r in part.redactions.iter().filter(|r| r.kind == Kind::Person) {
                let Some(entity) = r.entity else { continue };
                let name = text.slice(r.span);
                let full = self.detectors.fullness(name);
                let best = people.entry(entity).or_insert((full, name));
                if full > best.0 {
                    *best = (full, name);
                }
            }
        }
        people
            .into_iter()
            .map(|(entity, (_, name))| (entity, name.to_owned()))
            .collect()
    }

    /// Redacts one component of a path; adds the labels that it puts in to `labels`.
    #[must_use]
    pub fn redact_name(
        &self,
        name: &str,
        values: &[&Needles],
        labels: &mut BTreeSet<String>,
    ) -> Published {
        let spaced = redact::spaced(name);
        let clean = CleanText {
            text: spaced,
            ..CleanText::default()
        };
        let view = View::of(&clean, None);
        let mut findings = [self.detectors.detect(&view)];
        self.detectors.propagate(&[view], &mut findings, &[]);
        let [findings] = findings;
        let plan: PartPlan = redact::plan_name(name, findings, values, &self.policy);
        let grounds = plan.redactions.iter().map(|r| r.ground.as_str());
        labels.extend(grounds.map(|g| redact::label_in_name(&self.policy, g)));
        redact::redacted_name(name, &plan, &self.policy)
    }

    /// The document as it is published.
    #[must_use]
    pub fn document(&self, analysis: &Analysis, name: Published, path: &Published) -> Document {
        let Analysis {
            media_type,
            pages: _,
            laid,
            clean,
            mail,
            note,
            plan,
            warnings,
        } = analysis;
        let quality = quality(clean, plan);
        let material = Material {
            media_type: *media_type,
            laid,
            clean,
            mail: mail.as_ref(),
            note,
            plan,
            policy: &self.policy,
            quality,
            warnings,
        };
        Document::new(&material, name, path)
    }

    /// The document as a redacted PDF, checked. `source` are the bytes that were analysed.
    ///
    /// # Errors
    /// [`PdfRefusal`]: then there is nothing to publish.
    pub fn redacted_pdf(
        &self,
        source: &[u8],
        analysis: &Analysis,
        wish: &PdfWish<'_>,
    ) -> Result<CheckedPdf, PdfRefusal> {
        if analysis.media_type != MediaType::Pdf {
            return Err(PdfRefusal::NotPdf);
        }
        let own = Needles::new(analysis.plan.values().to_vec());
        let given = wish.given.values();
        let known = self.known(wish.dossier);
        let mut drawn = redact::blackout(&redact::Order {
            pages: &analysis.pages,
            laid: &analysis.laid,
            clean: &analysis.clean,
            plan: &analysis.plan,
            values: &known,
            given: wish.given,
            policy: &self.policy,
        });
        let mut values = vec![&own, &given];
        values.extend(known);
        let redacted = self.analyse_after(analysis, &mut drawn.blackout);
        let title = self.title(&redacted, &values);
        let written = pdf::write(&PdfJob {
            source,
            blackout: &drawn.blackout,
            title: &title,
            style: wish.style,
            limits: &self.limits,
            values: &values,
        })?;
        let markup = pdf::markup();
        let mut own = own_words(&title, &drawn.blackout);
        own.extend(markup.iter().map(String::as_str));
        let kept = Kept {
            places: &drawn.kept,
            texts: &own,
        };
        verify::pdf::check(&written.bytes, &values, &kept, &self.limits)?;
        let pages_with = |what: fn(&PageBlackout) -> bool| {
            let pages = (1..).zip(&drawn.blackout.pages);
            pages.filter(|(_, p)| what(p)).map(|(n, _)| n).collect()
        };
        Ok(CheckedPdf {
            bytes: written.bytes,
            rasterised: written.rasterised,
            withheld: pages_with(|p| p.withheld),
            covered: pages_with(|p| p.covered > 0),
            boxes: drawn.blackout.pages.iter().map(|p| p.boxes.len()).sum(),
        })
    }

    /// Reads the pages as they will be: nothing that is said of them depends on what went.
    fn analyse_after(&self, analysis: &Analysis, blackout: &mut Blackout) -> Analysis {
        let (pages, after) = redact::after(&analysis.pages, blackout);
        let source = Source {
            media_type: MediaType::Pdf,
            content: Content::Glyphs(pages),
            warnings: Vec::new(),
        };
        let redacted = self.analyse_with(source, |_, _| Plan::default());
        after.read_as(&redacted.laid, &redacted.pages, blackout);
        redacted
    }

    /// The title of a redacted PDF: its subject, as it is read in the redacted pages.
    fn title(&self, analysis: &Analysis, values: &[&Needles]) -> Published {
        let nameless = || Published::fixed("Gelakt document");
        let document = self.document(analysis, nameless(), &nameless());
        let subject = document.subject().cloned().unwrap_or_else(nameless);
        match verify::check_text(subject.as_str(), values) {
            Ok(()) => subject,
            // What a person gave goes also where detection would have kept it.
            Err(_) => nameless(),
        }
    }

    /// The findings, by their place in the text that was given.
    #[must_use]
    pub fn findings(&self, analysis: &Analysis) -> Vec<FindingLine> {
        FindingLine::all(
            &analysis.laid,
            &analysis.clean,
            &analysis.plan,
            &self.policy,
        )
    }

    /// The findings with what spoke for and against each, and their places in the raw text.
    #[must_use]
    pub fn explained(&self, analysis: &Analysis) -> Vec<(RawSpan, FindingLine)> {
        FindingLine::placed(
            &analysis.laid,
            &analysis.clean,
            &analysis.plan,
            &self.policy,
        )
    }
}

/// What the program itself writes into a PDF.
fn own_words<'a>(title: &'a Published, blackout: &'a Blackout) -> Vec<&'a str> {
    let boxes = blackout.pages.iter().flat_map(|page| &page.boxes);
    let mut words: Vec<&str> = boxes.flat_map(|b| [&*b.label, &*b.alt]).collect();
    words.push(title.as_str());
    words.sort_unstable();
    words.dedup();
    words
}

/// The mean readability of the pages, leaving out what is redacted.
fn quality(clean: &Clean, plan: &Plan) -> f32 {
    let of = |text: &CleanText, plan: &PartPlan| {
        let hidden: Vec<_> = plan.redactions.iter().map(|r| r.span).collect();
        normalise::quality(text, &hidden)
    };
    let mut pages = of(&clean.body, &plan.body);
    pages.extend(of(&clean.colofon, &plan.colofon));
    if pages.is_empty() {
        1.0
    } else {
        pages.iter().sum::<f32>() / pages.len() as f32
    }
}

/// What must stop a publication, or at least a person.
fn loud(note: &Note) -> Vec<Warning> {
    let mut out = Vec::new();
    if note.classification.is_some() {
        out.push(Warning::new(
            "classified",
            "the document carries a rubricering: it may not be published as it is",
        ));
    }
    if note.actively_public == Some(false) {
        out.push(Warning::new(
            "not-for-publication",
            "the document says \"Nota actief openbaar: Nee\": check before publishing",
        ));
    }
    if let Some(date) = &note.date
        && let Some(year) = date.value.get(..4).and_then(|y| y.parse::<u16>().ok())
        && year < WOO_AGE_YEAR
    {
        out.push(Warning::new(
            "older-than-five-years",
            "the document may be older than five years: under article 5.3 of the Woo a relative ground then needs extra reasons",
        ));
    }
    out
}

/// Documents from before this year were older than five years when this version was made.
/// A constant, not the clock: the same input gives the same bytes.
const WOO_AGE_YEAR: u16 = 2021;
