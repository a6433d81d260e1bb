//! One document, from its file to its checked result in the staging folder.

use super::BatchError;
use super::collect::{Input, Obstacle};
use super::isolate::{self, Loss};
use super::pdf;
use super::threads::{self, Trace};
use crate::detect::Dossier;
use crate::matching::{Needle, Needles};
use crate::pipeline::Engine;
use crate::verify;
use crate::write::pdf::BoxStyle;
use crate::write::{Card, Confidential, PdfLine, Reason, Status, write_atomically};
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::model::{Code, Entity, Kind, MediaType};
use crate::redact::Published;
use std::collections::{BTreeMap, BTreeSet};

/// What a larger text costs may need to be cut short; a smaller one is done in a blink.
const QUICK: usize = 1 << 20;

/// `DIR.lakmoes` beside `DIR`: what must not be published.
pub(super) fn private_folder(out: &Path) -> PathBuf {
    let mut name = out
        .file_name()
        .map_or_else(|| OsString::from("out"), OsString::from);
    name.push(".lakmoes");
    out.with_file_name(name)
}

/// The private folder of a run, locked against a second one.
pub(super) struct Staging {
    folder: PathBuf,
    /// Whether originals are wanted.
    pub(super) confidential: bool,
    _lock: File,
}

impl Staging {
    pub(super) fn open(out: &Path, confidential: Option<&Path>) -> Result<Self, BatchError> {
        if out.exists() && !out.is_dir() {
            return Err(BatchError::Usage(format!(
                "{}: is a file; --out takes a folder",
                out.display()
            )));
        }
        if let Some(path) = confidential {
            refuse_published(path, out)?;
        }
        fs::create_dir_all(out).map_err(BatchError::io(out))?;
        let out = out.canonicalize().map_err(BatchError::io(out))?;
        let private = private_folder(&out);
        create_private(&private)?;
        let lock = lock(&private)?;
        let folder = private.join("staging");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(BatchError::io(&folder))?;
        }
        create_private(&folder)?;
        Ok(Self {
            folder,
            confidential: confidential.is_some(),
            _lock: lock,
        })
    }

    /// Where what is unpacked may wait.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn result(&self, n: usize) -> PathBuf {
        self.folder.join(format!("{n}.json"))
    }

    pub(super) fn pdf(&self, n: usize) -> PathBuf {
        self.folder.join(format!("{n}.pdf"))
    }

    pub(super) fn originals(&self, n: usize) -> PathBuf {
        self.folder.join(format!("{n}.originals"))
    }

    /// Removes what was staged; the lock file stays.
    pub(super) fn clear(&self) {
        // What can't be removed stays private.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn refuse_published(confidential: &Path, out: &Path) -> Result<(), BatchError> {
    let folder = confidential
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(BatchError::io(folder))?;
    let out = out
        .canonicalize()
        .or_else(|_| std::path::absolute(out))
        .map_err(BatchError::io(out))?;
    if folder.starts_with(&out) {
        return Err(BatchError::Usage(format!(
            "{}: the confidential file must not stand in the folder that is published; put it elsewhere",
            confidential.display()
        )));
    }
    Ok(())
}

fn create_private(folder: &Path) -> Result<(), BatchError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(BatchError::io(folder))
}

fn lock(private: &Path) -> Result<File, BatchError> {
    let path = private.join("lock");
    let file = File::create(&path).map_err(BatchError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(BatchError::Usage(format!(
            "{}: another run is writing to this folder; wait for it or choose another --out",
            private.display()
        ))),
        Err(TryLockError::Error(source)) => Err(BatchError::Io { path, source }),
    }
}

/// What is known of a staged document.
pub(super) struct Staged {
    pub(super) id: String,
    pub(super) pages: u32,
    pub(super) redactions: BTreeMap<Kind, usize>,
    pub(super) warnings: Vec<Code>,
    /// What must not stand in any path.
    pub(super) values: Vec<Needle>,
    /// The names that are sought in all documents.
    pub(super) names: BTreeSet<String>,
    /// Its persons, each with the fullest mention, where they are to be numbered.
    pub(super) people: Vec<(Entity, String)>,
    /// Whether it was done with the names of the dossier.
    pub(super) knows_dossier: bool,
    /// The path under which it was checked.
    pub(super) path: Published,
    /// The labels in it.
    pub(super) labels: BTreeSet<String>,
    /// What a mail is recognised by.
    pub(super) trace: Option<Trace>,
    /// What became of its redacted PDF, where one was wanted and it is a PDF.
    pub(super) pdf: Option<PdfLine>,
    /// What lists need to know of it.
    pub(super) card: Card,
}

/// Why a document has no result.
#[derive(Debug)]
pub struct Failure {
    /// What became of it.
    pub status: Status,
    /// Why.
    pub reason: Reason,
}

impl Failure {
    pub(super) fn new(
        stage: impl Into<Code>,
        code: impl Into<Code>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status: Status::Failed,
            reason: Reason {
                code: code.into(),
                stage: stage.into(),
                message: message.into(),
            },
        }
    }
}

/// What all documents of a batch share.
#[derive(Clone, Copy)]
pub(super) struct Shared<'a> {
    pub(super) engine: &'a Arc<Engine>,
    pub(super) staging: &'a Staging,
    pub(super) timeout: Duration,
    /// Whether persons are to be numbered over all documents.
    pub(super) pseudonyms: bool,
    /// How boxes look in redacted PDFs, where they are wanted.
    pub(super) pdf: Option<&'a BoxStyle>,
}

/// What is known from other documents.
#[derive(Default)]
pub(super) struct Known {
    pub(super) dossier: Option<Arc<Dossier>>,
    /// The numbers over all documents of the persons of this one.
    pub(super) numbers: Option<BTreeMap<Entity, Entity>>,
}

/// Reads, redacts, stages and checks one document, with what is known from others.
pub(super) fn process(
    shared: &Shared<'_>,
    input: &Input,
    n: usize,
    known: Known,
) -> Result<Staged, Failure> {
    let Shared {
        engine,
        staging,
        timeout,
        pseudonyms,
        pdf,
    } = *shared;
    if let Some(obstacle) = &input.obstacle {
        return Err(refused(obstacle));
    }
    let outcome = bytes_of(input, engine.limits.bytes).and_then(|bytes| {
        let quick = bytes.len() < QUICK && !bytes.starts_with(b"%PDF");
        let task = Task {
            engine: Arc::clone(engine),
            known,
            pseudonyms,
            relative: input.relative.clone(),
            result: staging.result(n),
            originals: staging.confidential.then(|| staging.originals(n)),
            pdf: pdf.map(|style| (*style, staging.pdf(n))),
        };
        let work = move || stage(&task, bytes);
        let outcome = if quick {
            isolate::here(work)
        } else {
            isolate::apart(timeout, work)
        };
        outcome.unwrap_or_else(|loss| Err(lost(loss, timeout)))
    });
    if outcome.is_err() {
        // There may be nothing to remove.
        let _ = fs::remove_file(staging.result(n));
        let _ = fs::remove_file(staging.originals(n));
        let _ = fs::remove_file(staging.pdf(n));
    }
    outcome
}

/// All that is needed to do one document.
struct Task {
    engine: Arc<Engine>,
    known: Known,
    pseudonyms: bool,
    relative: PathBuf,
    result: PathBuf,
    originals: Option<PathBuf>,
    /// How its redacted PDF looks, and where it goes.
    pdf: Option<(BoxStyle, PathBuf)>,
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
            skipped("system-file", "left by an operating system: not a document")
        }
        Obstacle::Container(members) => skipped("container", &contains(*members)),
        Obstacle::Refused(refusal) if refusal.skipped => {
            skipped(refusal.code.clone(), &refusal.message)
        }
        Obstacle::Refused(refusal) => {
            Failure::new("unpack", refusal.code.clone(), &*refusal.message)
        }
        Obstacle::Gold => skipped(
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

fn skipped(code: impl Into<Code>, message: &str) -> Failure {
    Failure {
        status: Status::Skipped,
        reason: Reason {
            code: code.into(),
            stage: "collect".into(),
            message: message.into(),
        },
    }
}

pub(super) fn lost(loss: Loss, timeout: Duration) -> Failure {
    match loss {
        Loss::Panic => Failure::new(
            "process",
            "panic",
            "the program failed on this document; please report it",
        ),
        Loss::Timeout => Failure::new(
            "process",
            "timeout",
            format!("not done within {} s; see --timeout", timeout.as_secs()),
        ),
        Loss::NoThread => Failure::new(
            "process",
            "no-thread",
            "the system has no threads left; try fewer --threads",
        ),
    }
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
        |e: std::io::Error| Failure::new("read", "unreadable", format!("can't be read: {e}"));
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0) + 1);
    // One byte over the limit is enough to know that it is over.
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

fn stage(task: &Task, bytes: Vec<u8>) -> Result<Staged, Failure> {
    let engine = &*task.engine;
    let dossier = task.known.dossier.as_deref();
    let extension = task.relative.extension().and_then(|e| e.to_str());
    let source = task.pdf.as_ref().map(|_| bytes.clone());
    let mut analysis = engine
        .analyse_in(bytes, extension, dossier)
        .map_err(|e| Failure::new("ingest", e.code(), e.to_string()))?;
    let people = if task.pseudonyms {
        engine.people(&analysis)
    } else {
        Vec::new()
    };
    if let Some(numbers) = &task.known.numbers {
        analysis.plan.renumber(numbers);
    }
    let values = analysis.plan.values().to_vec();
    let own = Needles::new(values.clone());
    let mut needles = vec![&own];
    needles.extend(engine.known(dossier));
    let RedactedPath { path, name, labels } = redacted_path(engine, &task.relative, &needles);
    let document = engine.document(&analysis, name, &path);
    let io =
        |e: std::io::Error| Failure::new("write", "unwritable", format!("can't be written: {e}"));
    write_atomically(&task.result, &document.to_json()).map_err(io)?;
    let written = fs::read(&task.result).map_err(io)?;
    verify::check(&written, &labels, &needles).map_err(|leak| Failure {
        status: Status::Withdrawn,
        reason: Reason {
            code: "leak".into(),
            stage: "verify".into(),
            message: format!("withdrawn: {leak}; please report it"),
        },
    })?;
    if let Some(path) = &task.originals {
        write_atomically(
            path,
            &Confidential::redactions(&analysis.clean, &analysis.plan),
        )
        .map_err(io)?;
    }
    let pdf = match (&task.pdf, source) {
        (Some((style, path)), Some(source)) if analysis.media_type == MediaType::Pdf => Some(
            pdf::stage(engine, &analysis, &source, dossier, style, path)?,
        ),
        _ => None,
    };
    Ok(Staged {
        pdf,
        card: document.card(),
        id: document.id().to_owned(),
        pages: analysis.laid.pages,
        redactions: document.redaction_counts(),
        warnings: document
            .warning_codes()
            .into_iter()
            .map(Code::from)
            .collect(),
        names: engine.sure_names(&analysis),
        people,
        trace: threads::trace(&analysis),
        knows_dossier: dossier.is_some(),
        values,
        path,
        labels,
    })
}

/// The longest name of a file or folder that all file systems take, less room for what is added.
const NAME_BYTES: usize = 200;

/// A relative path as it is published.
pub(super) struct RedactedPath {
    pub(super) path: Published,
    /// Its last component.
    pub(super) name: Published,
    /// The labels in it.
    pub(super) labels: BTreeSet<String>,
}

/// Redacts a relative path, component by component.
pub(super) fn redacted_path(engine: &Engine, relative: &Path, values: &[&Needles]) -> RedactedPath {
    let mut labels = BTreeSet::new();
    let components: Vec<Published> = relative
        .components()
        .map(|c| {
            let name: String = c
                .as_os_str()
                .to_string_lossy()
                .chars()
                .map(|c| if c.is_control() { '_' } else { c })
                .collect();
            engine
                .redact_name(&name, values, &mut labels)
                .shortened(NAME_BYTES)
        })
        .collect();
    RedactedPath {
        path: Published::joined(&components, "/"),
        name: components.last().cloned().unwrap_or_default(),
        labels,
    }
}
