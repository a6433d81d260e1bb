//! Worker processes: what takes a whole process down (the stack, the memory, a loop without end) takes
//! one down that nobody misses.
//!
//! A worker gets the bytes of a document and gives its result back; it opens nothing but containers, and
//! writes no file at all, so that one whose run was killed can do no harm.

mod limit;
mod message;
mod path;
mod process;
mod serve;
mod wire;

pub use serve::serve;

use super::digest::Digest;
use super::facts::Failure;
use super::isolate::{self, Loss};
use super::make::{Made, Order, make};
use crate::detect::Dossier;
use crate::ingest::container::{self, Kind, Refusal};
use crate::pipeline::Engine;
use message::{Answer, Found, Request};
use process::Process;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A worker that was busy with a larger document is not used again: it may hold on to its memory.
const LARGE: usize = 32 << 20;

/// How a worker is started: a program that calls [`serve`] with an engine of the same rules.
#[derive(Clone, Debug)]
pub struct Program {
    /// The program.
    pub path: PathBuf,
    /// What it is told.
    pub arguments: Vec<OsString>,
}

/// Names that are sought in documents, ready to be told to workers.
pub(super) struct Names {
    list: Vec<String>,
    id: Digest,
    dossier: Dossier,
}

impl Names {
    pub(super) fn new(engine: &Engine, list: Vec<String>) -> Self {
        let parts: Vec<&[u8]> = list.iter().map(String::as_bytes).collect();
        Self {
            id: Digest::of(&parts),
            dossier: engine.detectors.dossier(list.iter().map(String::as_str)),
            list,
        }
    }

    pub(super) fn id(&self) -> Digest {
        self.id
    }

    pub(super) fn dossier(&self) -> &Dossier {
        &self.dossier
    }
}

/// The workers of a run.
pub(super) struct Workers {
    engine: Arc<Engine>,
    program: Option<Program>,
    timeout: Duration,
    memory: u64,
    idle: Mutex<Vec<Worker>>,
}

struct Worker {
    process: Process,
    /// The names that it was told.
    names: Option<Digest>,
}

impl Workers {
    pub(super) fn new(
        engine: &Arc<Engine>,
        program: Option<&Program>,
        timeout: Duration,
        memory: u64,
    ) -> Self {
        Self {
            engine: Arc::clone(engine),
            program: program.cloned(),
            timeout,
            memory,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Makes a document, in a worker, or on a thread of its own where there are none.
    pub(super) fn make(
        &self,
        order: &Order,
        bytes: Vec<u8>,
        names: Option<&Arc<Names>>,
    ) -> Result<Result<Made, Failure>, Loss> {
        if self.program.is_none() {
            let (engine, order) = (Arc::clone(&self.engine), order.clone());
            let names = names.cloned();
            return isolate::apart(self.timeout, move || {
                make(&engine, &order, bytes, names.as_deref().map(Names::dossier))
            });
        }
        let mut worker = self.worker(names.map(|n| &**n))?;
        let large = bytes.len() > LARGE;
        worker
            .process
            .ask(&Request::Make(order.clone()), &[&bytes])?;
        drop(bytes);
        let (answer, blobs) = worker.process.hear(Instant::now() + self.timeout)?;
        if !large {
            self.give_back(worker);
        }
        let mut blobs = blobs.into_iter();
        match answer {
            Answer::Made {
                facts,
                originals,
                pdf,
            } => {
                let json = blobs.next().ok_or(Loss::Crash)?;
                let originals = if originals { blobs.next() } else { None };
                let pdf = if pdf { blobs.next() } else { None };
                Ok(Ok(Made {
                    facts: *facts,
                    json,
                    originals,
                    pdf,
                }))
            }
            Answer::Failed(failure) => Ok(Err(failure)),
            Answer::Panicked => Err(Loss::Panic),
            _ => Err(Loss::Crash),
        }
    }

    /// Opens a container in a worker, and hands over what is in it, below its path. Gives back how much
    /// may still be unpacked.
    pub(super) fn open(
        &self,
        file: &Path,
        kind: Kind,
        size: u64,
        left: u64,
        found: &mut dyn FnMut(PathBuf, container::Found),
    ) -> Result<u64, Loss> {
        let mut worker = self.worker(None)?;
        // Its name tells what is packed in it; nothing else of its path is needed.
        let name = PathBuf::from(file.file_name().unwrap_or_default());
        let blobs = [path::to_bytes(file), path::to_bytes(&name)];
        let request = Request::Open { kind, size, left };
        worker.process.ask(&request, &[&blobs[0], &blobs[1]])?;
        let deadline = Instant::now() + self.timeout;
        let opened = loop {
            let (answer, blobs) = worker.process.hear(deadline)?;
            match answer {
                Answer::Found(what) => {
                    let mut blobs = blobs.into_iter();
                    let at = path::from_bytes(blobs.next().unwrap_or_default());
                    let bytes = blobs.next().unwrap_or_default();
                    found(at, heard(what, bytes));
                }
                Answer::Opened(left) => break Ok(left),
                Answer::Unopened => {
                    let refusal = Refusal::new("unreadable", "can't be read");
                    found(
                        PathBuf::new(),
                        container::Found::Container(0, Some(refusal)),
                    );
                    break Ok(left);
                }
                Answer::Panicked => break Err(Loss::Panic),
                _ => return Err(Loss::Crash),
            }
        };
        self.give_back(worker);
        opened
    }

    /// Whether there are any.
    pub(super) fn are_processes(&self) -> bool {
        self.program.is_some()
    }

    /// How long a document may take.
    pub(super) fn timeout(&self) -> Duration {
        self.timeout
    }

    /// How much memory a document may use.
    pub(super) fn memory(&self) -> u64 {
        self.memory
    }

    /// A worker that knows these names.
    fn worker(&self, names: Option<&Names>) -> Result<Worker, Loss> {
        let idle = self.lock().pop();
        let mut worker = match idle {
            Some(worker) if worker.names.is_none() || names.map(|n| n.id) == worker.names => worker,
            // What was told can't be taken back.
            _ => self.start()?,
        };
        if let Some(names) = names.filter(|n| worker.names != Some(n.id)) {
            worker
                .process
                .ask(&Request::Names(names.list.clone()), &[])?;
            worker.names = Some(names.id);
        }
        Ok(worker)
    }

    fn start(&self) -> Result<Worker, Loss> {
        let program = self.program.as_ref().ok_or(Loss::NoProcess)?;
        let mut process = Process::start(program).ok_or(Loss::NoProcess)?;
        let limits = Request::Limits {
            limits: self.engine.limits,
            memory: self.memory,
        };
        process.ask(&limits, &[])?;
        match process.hear(Instant::now() + self.timeout)? {
            (Answer::Ready(settings), _) if settings == self.engine.settings() => Ok(Worker {
                process,
                names: None,
            }),
            _ => Err(Loss::Changed),
        }
    }

    fn give_back(&self, worker: Worker) {
        self.lock().push(worker);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        // A list of workers is whole at any time.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn heard(found: Found, bytes: Vec<u8>) -> container::Found {
    match found {
        Found::Document => container::Found::Document(bytes),
        Found::Refused(refusal) => container::Found::Refused(refusal),
        Found::Container(members, why) => container::Found::Container(members, why),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Workers that are a shell script, which can do nothing but go wrong.
    fn lost(script: &str, timeout: u64) -> Loss {
        let program = Program {
            path: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
        };
        let engine = Arc::new(Engine::built_in());
        let timeout = Duration::from_millis(timeout);
        let workers = Workers::new(&engine, Some(&program), timeout, 1 << 30);
        let made = workers.make(&Order::default(), b"tekst".to_vec(), None);
        match made {
            Err(loss) => loss,
            Ok(_) => panic!("a script is no worker"),
        }
    }

    #[test]
    fn why_a_worker_is_gone_is_known() {
        assert_eq!(lost("exit 0", 60_000), Loss::Crash);
        assert_eq!(lost("cat >/dev/null & kill -9 $$", 60_000), Loss::Memory);
        let full = "echo memory allocation of 5 bytes failed >&2; exit 134";
        assert_eq!(lost(full, 60_000), Loss::Memory);
        let deep = "echo thread x has overflowed its stack >&2; kill -6 $$";
        assert_eq!(lost(deep, 60_000), Loss::Stack);
        assert_eq!(lost("exec sleep 60", 50), Loss::Timeout);
        assert_eq!(lost("head -c 100 /dev/zero", 60_000), Loss::Crash);
    }

    #[test]
    fn a_program_that_is_not_there_is_no_worker() {
        let program = Program {
            path: "/no/such/program".into(),
            arguments: Vec::new(),
        };
        let engine = Arc::new(Engine::built_in());
        let workers = Workers::new(&engine, Some(&program), Duration::from_secs(60), 1 << 30);
        let made = workers.make(&Order::default(), b"tekst".to_vec(), None);
        assert!(matches!(made, Err(Loss::NoProcess)));
    }
}
