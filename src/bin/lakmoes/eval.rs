//! `lakmoes eval`: the scores of a corpus with gold, held against a baseline.

use crate::args::{Common, EvalArgs, Format};
use crate::engine::engine;
use crate::exit::{Exit, Outcome, print, tell};
use lakmoes::evaluate::{
    Baseline, Change, Found, PredictedFields, Prediction, Report, compare, load_corpus,
    render_json, render_junit, render_table, score_case,
};
use lakmoes::ingest::Limits;
use lakmoes::model::{Action, FieldValue, Note};
use lakmoes::pipeline::{Analysis, Engine};
use lakmoes::write::write_atomically;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub(crate) fn eval(common: &Common, args: &EvalArgs) -> Outcome {
    let engine = engine(common, Limits::default())?;
    let cases = load_corpus(&args.corpus).map_err(|e| e.to_string())?;
    let pool = lakmoes::batch::pool(common.threads).map_err(|e| e.to_string())?;
    let scores = pool.install(|| {
        cases
            .par_iter()
            .map(|case| score_case(case, &predict(&engine, &case.path, case.bytes())))
            .collect()
    });
    let report = Report::new(scores);
    let changes = against(args, &report)?;
    let shown = match args.format {
        Format::Table => render_table(&report, common.verbose > 0),
        Format::Json => render_json(&report).map_err(|e| e.to_string())?,
        Format::Junit => render_junit(&report, changes.as_deref()),
    };
    print(shown.as_bytes())?;
    let changes = changes.unwrap_or_default();
    for change in changes.iter().filter(|c| c.worse || !common.quiet) {
        tell(&format!(
            "{}: {}",
            if change.worse { "WORSE" } else { "better" },
            told(change)
        ));
    }
    Ok(if changes.iter().any(|c| c.worse) {
        Exit::Failed
    } else {
        Exit::Done
    })
}

fn told(change: &Change) -> String {
    change.document.as_ref().map_or_else(
        || change.message.clone(),
        |d| format!("{d}: {}", change.message),
    )
}

/// What differs from the baseline; none when there is none to compare with.
fn against(args: &EvalArgs, report: &Report) -> Result<Option<Vec<Change>>, String> {
    let Some(path) = &args.baseline else {
        return Ok(None);
    };
    let failed = |e: String| format!("{}: {e}", path.display());
    if args.update_baseline {
        let json = Baseline::of(report)
            .to_json()
            .map_err(|e| failed(e.to_string()))?;
        write_atomically(path, json.as_bytes()).map_err(|e| failed(e.to_string()))?;
        return Ok(None);
    }
    let json = std::fs::read_to_string(path)
        .map_err(|e| failed(format!("{e}; make it with --update-baseline")))?;
    let baseline =
        Baseline::from_json(&json).map_err(|e| failed(format!("not a baseline: {e}")))?;
    Ok(Some(compare(report, &baseline)))
}

fn predict(
    engine: &Engine,
    path: &Path,
    bytes: std::io::Result<Vec<u8>>,
) -> Result<Prediction, String> {
    let bytes = bytes.map_err(|e| e.to_string())?;
    let extension = path.extension().and_then(|e| e.to_str());
    catch_unwind(AssertUnwindSafe(|| engine.analyse(bytes, extension)))
        .map_err(|_| "the program failed on this document".to_owned())?
        .map(prediction)
        .map_err(|e| e.to_string())
}

fn prediction(analysis: Analysis) -> Prediction {
    let Analysis {
        laid,
        clean,
        note,
        plan,
        ..
    } = analysis;
    let mut found = Vec::new();
    for (text, plan) in plan.parts(&clean) {
        let taken = plan
            .redactions
            .iter()
            .map(|r| (r.span, r.kind, r.action, r.confidence));
        let kept = plan
            .kept
            .iter()
            .map(|k| (k.span, k.kind, Action::Keep, k.combined()));
        for (span, kind, action, confidence) in taken.chain(kept) {
            found.extend(lakmoes::write::places(&laid, text, span).map(|span| Found {
                span,
                kind,
                action,
                confidence,
            }));
        }
    }
    found.sort_by_key(|f| (f.span, f.action));
    let headings = note
        .sections
        .iter()
        .map(|s| clean.body.slice(s.title).to_owned())
        .collect();
    Prediction {
        raw_text: laid.raw,
        found,
        fields: fields(&note, headings),
    }
}

fn fields(note: &Note, headings: Vec<String>) -> PredictedFields {
    let one = |f: &Option<FieldValue>| f.as_ref().map(|f| f.value.clone());
    let all = |fields: &[FieldValue]| fields.iter().map(|f| f.value.clone()).collect();
    PredictedFields {
        date: one(&note.date),
        kenmerk: one(&note.kenmerk),
        your_reference: one(&note.your_reference),
        recipients: all(&note.recipients),
        sender: all(&note.sender),
        subject: one(&note.subject),
        project: one(&note.project),
        attachments: note.attachments.as_ref().map(|a| a.count),
        document_type: one(&note.document_type),
        headings,
    }
}
