//! Archives, mailboxes and mails: each member becomes an input of its own, below the path of the file.
//!
//! Files are opened one after another, in the order of their paths, so that limits strike the same
//! member every time. What is unpacked waits in the [`Hold`].

use super::collect::{Input, Obstacle, system_file};
use super::hold::Hold;
use super::isolate::{self, Loss};
use super::progress::{Load, Progress};
use super::stage::lost;
use super::worker::Workers;
use crate::ingest::Limits;
use crate::ingest::container::{self, Budget, Found, Kind, Refusal};
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

/// What unpacking needs.
pub(super) struct Unpacking<'a> {
    pub(super) limits: Limits,
    pub(super) workers: &'a Workers,
    pub(super) hold: Arc<Hold>,
}

/// The inputs with what is in them, in the order of their paths.
pub(super) fn unpack(
    inputs: Vec<Input>,
    unpacking: &Unpacking<'_>,
    progress: &dyn Progress,
) -> Vec<Input> {
    let mut left = unpacking.limits.unpacked;
    let mut all = Vec::with_capacity(inputs.len());
    for input in inputs {
        let load = Load::of(&input);
        let Some((file, kind)) = container_of(&input) else {
            progress.step(load);
            all.push(input);
            continue;
        };
        let (members, opened) = unpacking.open(file, kind, &input, left);
        all.extend(members);
        match opened {
            Ok(now) => {
                left = now;
                if kind.is_document() {
                    all.push(input);
                }
            }
            Err((loss, now)) => {
                left = now;
                let workers = unpacking.workers;
                let reason = lost(loss, workers.timeout(), workers.memory()).reason;
                let refusal = Refusal::new(reason.code, reason.message);
                all.push(input.with(Obstacle::Refused(refusal)));
            }
        }
        progress.step(load);
    }
    // Members of one name stay in the order of their archive.
    all.sort_by(|a, b| (&a.relative, &a.path).cmp(&(&b.relative, &b.path)));
    all
}

/// The file, opened, if documents may be in it. What can't be read is told when its turn comes.
fn container_of(input: &Input) -> Option<(File, Kind)> {
    if input.obstacle.is_some() {
        return None;
    }
    let mut file = File::open(&input.path).ok()?;
    let kind = isolate::here(|| container::kind(&mut file, &input.relative));
    let kind = kind.ok()?.ok()??;
    Some((file, kind))
}

impl Unpacking<'_> {
    /// What is in a file, and how much may still be unpacked after it. What was found before it took
    /// its worker down is not lost.
    fn open(
        &self,
        file: File,
        kind: Kind,
        input: &Input,
        left: u64,
    ) -> (Vec<Input>, Result<u64, (Loss, u64)>) {
        let size = file.metadata().map_or(0, |m| m.len());
        let mut members = Members {
            hold: Arc::clone(&self.hold),
            input: input.clone(),
            list: Vec::new(),
            bytes: 0,
        };
        if self.workers.are_processes() {
            let opened = self
                .workers
                .open(&input.path, kind, size, left, &mut |at, what| {
                    members.add(at, what);
                });
            let rest = left.saturating_sub(members.bytes);
            return (members.list, opened.map_err(|loss| (loss, rest)));
        }
        let budget = Budget::new(&self.limits, size, left);
        let work = move || {
            let mut file = file;
            let relative = members.input.relative.clone();
            container::walk(&relative, &mut file, kind, &budget, &mut |at, what| {
                let at = at.strip_prefix(&relative).map(PathBuf::from).unwrap_or(at);
                members.add(at, what);
            });
            (members.list, budget.left())
        };
        // A small one can take long, too: damaged data may send a decoder round in circles.
        match isolate::apart(self.workers.timeout(), work) {
            Ok((members, left)) => (members, Ok(left)),
            Err(loss) => (Vec::new(), Err((loss, left))),
        }
    }
}

/// What was found in a file.
struct Members {
    hold: Arc<Hold>,
    input: Input,
    list: Vec<Input>,
    bytes: u64,
}

impl Members {
    /// Adds what was found at a path below the file.
    fn add(&mut self, at: PathBuf, found: Found) {
        let relative = if at.as_os_str().is_empty() {
            self.input.relative.clone()
        } else {
            self.input.relative.join(at)
        };
        let obstacle = match found {
            Found::Document(_) if system_file(&relative) => Some(Obstacle::SystemFile),
            Found::Document(bytes) => {
                self.bytes += bytes.len() as u64;
                match self.hold.put(bytes) {
                    Ok(held) => {
                        return self.list.push(Input {
                            relative,
                            held: Some(held),
                            ..self.input.clone()
                        });
                    }
                    Err(e) => Some(Obstacle::Refused(Refusal::new(
                        "unwritable",
                        format!("can't be kept while it waits: {e}"),
                    ))),
                }
            }
            Found::Refused(refusal) => Some(Obstacle::Refused(refusal)),
            Found::Container(_, Some(refusal)) => Some(Obstacle::Refused(refusal)),
            Found::Container(members, None) => Some(Obstacle::Container(members)),
        };
        self.list.push(Input {
            relative,
            obstacle,
            ..self.input.clone()
        });
    }
}
