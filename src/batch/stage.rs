//! One document, from its file to its checked result in the store.

use super::collect::{Input, Obstacle};
use super::digest::Digest;
use super::facts::{Facts, Failure};
use super::isolate::{self, Loss};
use super::make::{Made, Order, make};
use super::store::{File, Store};
use super::worker::{Names, Workers};
use crate::ingest;
use crate::matching::{Needle, Needles};
use crate::model::Entity;
use crate::pipeline::Engine;
use crate::verify;
use crate::write::Status;
use crate::write::pdf::BoxStyle;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A larger text may take long enough that it must be possible to cut it short.
const QUICK: usize = 1 << 20;

/// What all documents of a batch share.
pub(super) struct Shared<'a> {
    pub(super) engine: &'a Arc<Engine>,
    pub(super) store: &'a Store,
    pub(super) workers: &'a Workers,
    /// Whether originals are wanted.
    pub(super) confidential: bool,
    /// Whether persons are to be numbered over all documents.
    pub(super) pseudonyms: bool,
    /// How boxes look in redacted PDFs, where they are wanted.
    pub(super) pdf: Option<&'a BoxStyle>,
    /// What all documents tell.
    pub(super) told: Mutex<Told>,
    /// Whether the disk is full: then there is no sense in going on.
    pub(super) full: AtomicBool,
}

/// What documents tell that holds for all of them.
#[derive(Default)]
pub(super) struct Told {
    /// What must not stand in any path.
    pub(super) values: BTreeSet<Needle>,
    /// The names that are sought in all documents.
    pub(super) names: BTreeSet<String>,
}

impl Shared<'_> {
    pub(super) fn told(&self) -> MutexGuard<'_, Told> {
        // Two sets are whole at any time.
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is known from other documents.
#[derive(Clone, Default)]
pub(super) struct Known {
    pub(super) names: Option<Arc<Names>>,
    /// The numbers over all documents of the persons of this one.
    pub(super) numbers: Option<BTreeMap<Entity, Entity>>,
}

/// A document whose result waits in the store, with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Staged {
    /// Where in the store.
    pub(super) key: Digest,
    /// Of its bytes.
    pub(super) content: Digest,
    pub(super) pages: u32,
    /// Whether there is a redacted PDF of it.
    pub(super) has_pdf: bool,
    /// Whether it was done with the names of the dossier.
    pub(super) knows_dossier: bool,
}

/// Reads, redacts, stages and checks one document, with what is known from others; or finds that this
/// was done before.
pub(super) fn process(
    shared: &Shared<'_>,
    input: &Input,
    known: &Known,
) -> Result<Staged, Failure> {
    if let Some(obstacle) = &input.obstacle {
        return Err(refused(obstacle));
    }
    if shared.full.load(Ordering::Relaxed) {
        return Err(Failure::new("write", "unwritable", "the disk is full"));
    }
    let bytes = bytes_of(input, shared.engine.limits.bytes)?;
    let order = order(shared, input, known);
    let content = Digest::of(&[&bytes]);
    let key = key(shared, &order, known, content);
    let _claim = shared.store.claim(key);
    let facts = match shared.store.recall(key) {
        Some(outcome) => outcome,
        None => fresh(shared, key, &order, bytes, known),
    };
    let facts = facts?;
    let pdf = facts.pdf.as_ref();
    let staged = Staged {
        key,
        content,
        pages: facts.pages,
        has_pdf: pdf.is_some_and(|line| line.status == Status::Done),
        knows_dossier: known.names.is_some(),
    };
    let mut told = shared.told();
    told.values.extend(facts.values);
    told.names.extend(facts.names);
    Ok(staged)
}

fn order(shared: &Shared<'_>, input: &Input, known: &Known) -> Order {
    let extension = input.relative.extension().and_then(|e| e.to_str());
    Order {
        extension: extension.map(str::to_lowercase),
        people: shared.pseudonyms,
        numbers: known.numbers.clone(),
        originals: shared.confidential,
        pdf: shared.pdf.copied(),
    }
}

/// All that decides what becomes of a document.
fn key(shared: &Shared<'_>, order: &Order, known: &Known, content: Digest) -> Digest {
    let names = known.names.as_ref().map(|names| names.id().0);
    // An order is plain data: it can always be written down.
    let order = serde_json::to_vec(order).unwrap_or_default();
    Digest::of(&[
        shared.engine.settings().as_bytes(),
        &order,
        names.as_ref().map_or(&[], |id| &id[..]),
        &content.0,
    ])
}

/// Does a document that was not done before.
fn fresh(
    shared: &Shared<'_>,
    key: Digest,
    order: &Order,
    bytes: Vec<u8>,
    known: &Known,
) -> Result<Facts, Failure> {
    let outcome = done(shared, key, order, bytes, known);
    let noted = match &outcome {
        Ok(made) => shared.store.done(key, made),
        Err(failure) => {
            shared.store.remove(key);
            if failure.is_final() {
                shared.store.failed(key, failure)
            } else {
                Ok(())
            }
        }
    };
    noted.map_err(|e| unwritable(shared, &e))?;
    Ok(outcome?.facts)
}

fn done(
    shared: &Shared<'_>,
    key: Digest,
    order: &Order,
    bytes: Vec<u8>,
    known: &Known,
) -> Result<Made, Failure> {
    let Shared {
        engine,
        store,
        workers,
        ..
    } = *shared;
    let names = known.names.as_ref();
    let quick = bytes.len() < QUICK && ingest::is_plain(&bytes, order.extension.as_deref());
    let made = if quick {
        isolate::here(|| make(engine, order, bytes, names.map(|n| n.dossier())))
    } else {
        workers.make(order, bytes, names)
    };
    let made = made.unwrap_or_else(|loss| Err(lost(loss, workers.timeout(), workers.memory())))?;
    store
        .write(key, &made)
        .map_err(|e| unwritable(shared, &e))?;
    let written = fs::read(store.path(key, File::Json)).map_err(|e| Failure::unwritable(&e))?;
    let own = Needles::new(made.facts.values.clone());
    let mut needles = vec![&own];
    needles.extend(engine.known(names.map(|n| n.dossier())));
    verify::check(&written, &BTreeSet::new(), &needles)
        .map_err(|leak| Failure::withdrawn(format!("withdrawn: {leak}; please report it")))?;
    Ok(made)
}

/// Why something could not be written; a full disk ends the run.
pub(super) fn unwritable(shared: &Shared<'_>, error: &io::Error) -> Failure {
    if matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    ) {
        shared.full.store(true, Ordering::Relaxed);
    }
    Failure::unwritable(error)
}

fn refused(obstacle: &Obstacle) -> Failure {
    match obstacle {
        Obstacle::Unlisted(why) => Failure::new(
            "collect",
            "unreadable",
            format!("the folder can't be listed: {why}"),
        ),
        Obstacle::NotAFile(what) => {
            Failure::new("collect", "not-a-file", format!("{what}: not followed"))
        }
        Obstacle::SystemFile => {
            Failure::skipped("system-file", "left by an operating system: not a document")
        }
        Obstacle::Container(members) => Failure::skipped("container", contains(*members)),
        Obstacle::Refused(refusal) if refusal.skipped => {
            Failure::skipped(refusal.code.clone(), &*refusal.message)
        }
        Obstacle::Refused(refusal) => {
            Failure::new("unpack", refusal.code.clone(), &*refusal.message)
        }
        Obstacle::Gold => Failure::skipped(
            "gold",
            "what `lakmoes eval` knows of the document beside it: not a document",
        ),
    }
}

fn contains(members: usize) -> String {
    match members {
        0 => "documents could be in it, but there are none".into(),
        1 => "what is in it, 1 member, has a line of its own".into(),
        n => format!("what is in it, {n} members, has lines of its own"),
    }
}

/// Why a document was lost that had so much time and memory.
pub(super) fn lost(loss: Loss, timeout: Duration, memory: u64) -> Failure {
    let (code, message) = match loss {
        Loss::Panic => (
            "panic",
            "the program failed on this document; please report it".to_owned(),
        ),
        Loss::Timeout => (
            "timeout",
            format!("not done within {} s; see --timeout", timeout.as_secs()),
        ),
        Loss::NoThread => (
            "no-thread",
            "the system has no threads left; try fewer --threads".to_owned(),
        ),
        Loss::Memory => (
            "memory",
            format!(
                "needs more than {} MiB of memory; see --max-memory",
                memory >> 20
            ),
        ),
        Loss::Stack => (
            "too-deep",
            "nested too deeply to be read; please report it".to_owned(),
        ),
        Loss::Crash => (
            "crash",
            "the worker that read this document broke down; please report it".to_owned(),
        ),
        Loss::NoProcess => (
            "no-process",
            "the system starts no worker process for it; try fewer --threads".to_owned(),
        ),
        Loss::Changed => (
            "changed",
            "rules, policy or program were changed during the run; run again".to_owned(),
        ),
    };
    Failure::new("process", code, message)
}

fn bytes_of(input: &Input, limit: u64) -> Result<Vec<u8>, Failure> {
    match &input.held {
        None => read(&input.path, limit),
        Some(held) => held
            .read()
            .map_err(|e| Failure::new("read", "unreadable", format!("can't be read: {e}"))),
    }
}

pub(super) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let unreadable =
        |e: io::Error| Failure::new("read", "unreadable", format!("can't be read: {e}"));
    let file = fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0) + 1);
    // One byte over the limit is enough to know that it is over.
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}
