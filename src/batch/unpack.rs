//! Archives, mailboxes and mails: each member becomes an input of its own, below the path of the file.
//!
//! Files are opened one after another, in the order of their paths, so that limits strike the same
//! member every time. What is unpacked waits in the [`Hold`].

use super::collect::{Input, Obstacle, system_file};
use super::hold::Hold;
use super::isolate;
use super::progress::{Load, Progress};
use super::stage::lost;
use crate::ingest::Limits;
use crate::ingest::container::{self, Budget, Found, Kind, Refusal};
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// What unpacking needs.
pub(super) struct Unpacking {
    pub(super) limits: Limits,
    pub(super) timeout: Duration,
    pub(super) hold: Arc<Hold>,
}

/// The inputs with what is in them, in the order of their paths.
pub(super) fn unpack(
    inputs: Vec<Input>,
    unpacking: &Unpacking,
    progress: &dyn Progress,
) -> Vec<Input> {
    let mut run = unpacking.limits.unpacked;
    let mut all = Vec::with_capacity(inputs.len());
    for input in inputs {
        let load = Load::of(&input);
        let Some((file, kind)) = container_of(&input) else {
            all.push(input);
            progress.step(load);
            continue;
        };
        let size = file.metadata().map_or(0, |m| m.len());
        let work = Work {
            file,
            kind,
            budget: Budget::new(&unpacking.limits, size, run),
            hold: Arc::clone(&unpacking.hold),
            input: input.clone(),
        };
        // A small one can take long, too: damaged data may send a decoder round in circles.
        let opened = isolate::apart(unpacking.timeout, move || work.members());
        match opened {
            Ok((members, left)) => {
                run = left;
                all.extend(members);
                if kind.is_document() {
                    all.push(input);
                }
            }
            Err(loss) => {
                let reason = lost(loss, unpacking.timeout).reason;
                all.push(input.with(Obstacle::Refused(Refusal::new(reason.code, reason.message))));
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

/// One file to open.
struct Work {
    file: File,
    kind: Kind,
    budget: Budget,
    hold: Arc<Hold>,
    input: Input,
}

impl Work {
    /// What is in it, and how much of the run's budget is left.
    fn members(mut self) -> (Vec<Input>, u64) {
        let mut members = Vec::new();
        let mut found = |relative: PathBuf, found: Found| {
            let obstacle = match found {
                Found::Document(_) if system_file(&relative) => Some(Obstacle::SystemFile),
                Found::Document(bytes) => match self.hold.put(bytes) {
                    Ok(held) => {
                        members.push(Input {
                            relative,
                            held: Some(held),
                            ..self.input.clone()
                        });
                        return;
                    }
                    Err(e) => Some(Obstacle::Refused(Refusal::new(
                        "unwritable",
                        format!("can't be kept while it waits: {e}"),
                    ))),
                },
                Found::Refused(refusal) => Some(Obstacle::Refused(refusal)),
                Found::Container(_, Some(refusal)) => Some(Obstacle::Refused(refusal)),
                Found::Container(members, None) => Some(Obstacle::Container(members)),
            };
            members.push(Input {
                relative,
                obstacle,
                ..self.input.clone()
            });
        };
        container::walk(
            &self.input.relative,
            &mut self.file,
            self.kind,
            &self.budget,
            &mut found,
        );
        (members, self.budget.left())
    }
}
