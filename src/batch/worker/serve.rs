//! The worker's side: one request after another, until there is nobody left to ask.

use super::message::{Answer, Found, Request};
use super::{limit, path, wire};
use crate::batch::isolate::{self, STACK};
use crate::batch::make::{Made, make};
use crate::detect::Dossier;
use crate::ingest::container::{self, Budget};
use crate::pipeline::Engine;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::thread;

/// Answers what is asked on standard input, on standard output. Ends without a word when there is nobody
/// left to hear it.
pub fn serve(engine: Engine) {
    limit::die_with_parent();
    let work = move || {
        let input = BufReader::new(io::stdin().lock());
        let mut worker = Worker {
            engine,
            dossier: None,
            memory: u64::MAX,
            out: BufWriter::new(io::stdout().lock()),
        };
        worker.all(input)
    };
    // Its end is the end of the conversation; there is nobody to tell why.
    if let Ok(thread) = thread::Builder::new().stack_size(STACK).spawn(work) {
        let _ = thread.join();
    }
}

struct Worker<W> {
    engine: Engine,
    dossier: Option<Dossier>,
    memory: u64,
    out: W,
}

impl<W: Write> Worker<W> {
    fn all(&mut self, mut input: impl Read) -> io::Result<()> {
        loop {
            let (request, blobs) = wire::receive(&mut input)?;
            self.answer(request, blobs)?;
        }
    }

    fn answer(&mut self, request: Request, blobs: Vec<Vec<u8>>) -> io::Result<()> {
        let mut blobs = blobs.into_iter();
        let mut blob = || blobs.next().unwrap_or_default();
        match request {
            Request::Limits { limits, memory } => {
                self.engine.limits = limits;
                self.memory = memory;
                let settings = self.engine.settings();
                self.say(&Answer::Ready(settings), &[])
            }
            Request::Names(names) => {
                let names = names.iter().map(String::as_str);
                self.dossier = Some(self.engine.detectors.dossier(names));
                Ok(())
            }
            Request::Make(order) => {
                let bytes = blob();
                limit::memory(self.memory, bytes.len());
                let (engine, dossier) = (&self.engine, self.dossier.as_ref());
                let made = isolate::here(|| make(engine, &order, bytes, dossier));
                match made {
                    Ok(Ok(made)) => self.made(made),
                    Ok(Err(failure)) => self.say(&Answer::Failed(failure), &[]),
                    Err(_) => self.say(&Answer::Panicked, &[]),
                }
            }
            Request::Open { kind, size, left } => {
                let (file, name) = (path::from_bytes(blob()), path::from_bytes(blob()));
                limit::memory(self.memory, usize::try_from(size).unwrap_or(usize::MAX));
                let budget = Budget::new(&self.engine.limits, size, left);
                self.open(&file, &name, kind, &budget)
            }
        }
    }

    fn made(&mut self, made: Made) -> io::Result<()> {
        let answer = Answer::Made {
            facts: Box::new(made.facts),
            originals: made.originals.is_some(),
            pdf: made.pdf.is_some(),
        };
        let mut blobs: Vec<&[u8]> = vec![&made.json];
        blobs.extend(made.originals.as_deref());
        blobs.extend(made.pdf.as_deref());
        self.say(&answer, &blobs)
    }

    fn open(
        &mut self,
        file: &PathBuf,
        name: &PathBuf,
        kind: container::Kind,
        budget: &Budget,
    ) -> io::Result<()> {
        let Ok(mut file) = File::open(file) else {
            return self.say(&Answer::Unopened, &[]);
        };
        let mut said = Ok(());
        let mut found = |at: PathBuf, found: container::Found| {
            let (found, bytes) = match found {
                container::Found::Document(bytes) => (Found::Document, bytes),
                container::Found::Refused(refusal) => (Found::Refused(refusal), Vec::new()),
                container::Found::Container(n, why) => (Found::Container(n, why), Vec::new()),
            };
            let at = path::to_bytes(at.strip_prefix(name).unwrap_or(&at));
            if said.is_ok() {
                said = self.say(&Answer::Found(found), &[&at, &bytes]);
            }
        };
        let walked = isolate::here(|| container::walk(name, &mut file, kind, budget, &mut found));
        said?;
        match walked {
            Ok(()) => self.say(&Answer::Opened(budget.left()), &[]),
            Err(_) => self.say(&Answer::Panicked, &[]),
        }
    }

    fn say(&mut self, answer: &Answer, blobs: &[&[u8]]) -> io::Result<()> {
        wire::send(&mut self.out, answer, blobs)
    }
}
