//! How many bytes a second go through the whole pipeline, and through each stage, on one core.
//!
//! `cargo bench --bench pipeline`. Text comes from the corpus, repeated to a size at which the
//! cost of starting does not count.

use divan::Bencher;
use divan::counter::BytesCount;
use lakmoes::detect::{Detectors, View};
use lakmoes::ingest::{self, Limits};
use lakmoes::matching::Needles;
use lakmoes::model::{Content, MediaType, Part, Source};
use lakmoes::pipeline::Engine;
use lakmoes::redact::{self, PartFindings, Published};
use lakmoes::{fields, layout, normalise, verify};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn main() {
    divan::main();
}

/// Documents of the corpus, about `bytes` in all.
fn documents(bytes: usize) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders = vec![PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpus/text"
    ))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the corpus is there") {
            let path = entry.expect("a folder that can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .filter_map(|p| std::fs::read_to_string(p).ok())
        .collect();
    assert!(!texts.is_empty(), "the corpus holds no text");
    let mut out = Vec::new();
    let mut size = 0;
    for text in texts.iter().cycle() {
        if size >= bytes {
            break;
        }
        size += text.len();
        out.push(text.clone());
    }
    out
}

fn size(documents: &[String]) -> BytesCount {
    BytesCount::new(documents.iter().map(String::len).sum::<usize>())
}

fn engine() -> Engine {
    Engine::built_in()
}

fn source(text: &str) -> Source {
    Source {
        media_type: MediaType::Text,
        content: Content::Text(text.to_owned()),
        warnings: Vec::new(),
    }
}

const BYTES: usize = 2 << 20;

/// Bytes of text to checked bytes of JSON.
#[divan::bench]
fn text_to_json(bencher: Bencher<'_, '_>) {
    let (engine, documents) = (engine(), documents(BYTES));
    bencher.counter(size(&documents)).bench(|| {
        for text in &documents {
            let analysis = engine
                .analyse(text.clone().into_bytes(), Some("txt"))
                .expect("text");
            let needles = Needles::new(analysis.plan.values().to_vec());
            let name = Published::fixed("x");
            let json = engine.document(&analysis, name.clone(), &name).to_json();
            let _ = verify::check(&json, &BTreeSet::new(), &[&needles]);
            divan::black_box(json);
        }
    });
}

#[divan::bench]
fn ingest(bencher: Bencher<'_, '_>) {
    let documents = documents(BYTES);
    bencher.counter(size(&documents)).bench(|| {
        for text in &documents {
            divan::black_box(
                ingest::read(text.clone().into_bytes(), None, &Limits::default()).is_ok(),
            );
        }
    });
}

#[divan::bench]
fn lay_out(bencher: Bencher<'_, '_>) {
    let documents = documents(BYTES);
    bencher.counter(size(&documents)).bench(|| {
        for text in &documents {
            divan::black_box(layout::lay_out(source(text).content));
        }
    });
}

#[divan::bench]
fn clean(bencher: Bencher<'_, '_>) {
    let documents = documents(BYTES);
    let laid: Vec<_> = documents
        .iter()
        .map(|t| layout::lay_out(source(t).content).0)
        .collect();
    bencher.counter(size(&documents)).bench(|| {
        for laid in &laid {
            divan::black_box(normalise::clean(laid));
        }
    });
}

#[divan::bench]
fn read_fields(bencher: Bencher<'_, '_>) {
    let documents = documents(BYTES);
    let clean: Vec<_> = documents
        .iter()
        .map(|t| normalise::clean(&layout::lay_out(source(t).content).0))
        .collect();
    bencher.counter(size(&documents)).bench(|| {
        for clean in &clean {
            divan::black_box(fields::read(clean));
        }
    });
}

#[divan::bench]
fn detect(bencher: Bencher<'_, '_>) {
    let detectors = Detectors::built_in();
    let documents = documents(BYTES);
    let clean: Vec<_> = documents
        .iter()
        .map(|t| normalise::clean(&layout::lay_out(source(t).content).0))
        .collect();
    bencher.counter(size(&documents)).bench(|| {
        for clean in &clean {
            divan::black_box(detectors.detect(&View::of(&clean.body, Some(Part::Body))));
            divan::black_box(detectors.detect(&View::of(&clean.colofon, Some(Part::Colofon))));
        }
    });
}

/// Names carried over the document.
#[divan::bench]
fn propagate(bencher: Bencher<'_, '_>) {
    let detectors = Detectors::built_in();
    let documents = documents(BYTES);
    let ready: Vec<_> = documents
        .iter()
        .map(|t| {
            let clean = normalise::clean(&layout::lay_out(source(t).content).0);
            let body = detectors.detect(&View::of(&clean.body, Some(Part::Body)));
            let colofon = detectors.detect(&View::of(&clean.colofon, Some(Part::Colofon)));
            (clean, [body, colofon])
        })
        .collect();
    bencher.counter(size(&documents)).bench(|| {
        for (clean, findings) in &ready {
            let views = [
                View::of(&clean.body, Some(Part::Body)),
                View::of(&clean.colofon, Some(Part::Colofon)),
            ];
            let mut findings = findings.clone();
            detectors.propagate(&views, &mut findings, &[]);
            divan::black_box(findings);
        }
    });
}

/// Findings united and swept.
#[divan::bench]
fn plan(bencher: Bencher<'_, '_>) {
    let (engine, documents) = (engine(), documents(BYTES));
    let ready: Vec<_> = documents
        .iter()
        .map(|t| {
            let clean = normalise::clean(&layout::lay_out(source(t).content).0);
            let body = engine
                .detectors
                .detect(&View::of(&clean.body, Some(Part::Body)));
            let colofon = engine
                .detectors
                .detect(&View::of(&clean.colofon, Some(Part::Colofon)));
            (clean, PartFindings { body, colofon })
        })
        .collect();
    bencher.counter(size(&documents)).bench(|| {
        for (clean, findings) in &ready {
            divan::black_box(redact::plan(clean, findings.clone(), &[], &engine.policy));
        }
    });
}

/// The leak check of what was written.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let (engine, documents) = (engine(), documents(BYTES));
    let name = Published::fixed("x");
    let ready: Vec<_> = documents
        .iter()
        .map(|t| {
            let analysis = engine.analyse_source(source(t));
            let json = engine.document(&analysis, name.clone(), &name).to_json();
            (json, Needles::new(analysis.plan.values().to_vec()))
        })
        .collect();
    bencher.counter(size(&documents)).bench(|| {
        for (json, needles) in &ready {
            divan::black_box(verify::check(json, &BTreeSet::new(), &[needles]).is_ok());
        }
    });
}

/// The document that a plan leaves.
#[divan::bench]
fn write(bencher: Bencher<'_, '_>) {
    let (engine, documents) = (engine(), documents(BYTES));
    let analyses: Vec<_> = documents
        .iter()
        .map(|t| engine.analyse_source(source(t)))
        .collect();
    bencher.counter(size(&documents)).bench(|| {
        for analysis in &analyses {
            let name = Published::fixed("x");
            divan::black_box(engine.document(analysis, name.clone(), &name).to_json());
        }
    });
}
