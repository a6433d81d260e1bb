//! What may be unpacked: bytes, members, depth, and how much larger than the file it comes from.

use super::Refusal;
use crate::ingest::Limits;
use std::cell::Cell;
use std::io::{self, Read};

/// Read at once.
const CHUNK: usize = 64 << 10;

/// What is left for one file and all that is nested in it.
#[derive(Debug)]
pub struct Budget {
    limits: Limits,
    /// For this file, by its size.
    file: Cell<u64>,
    /// For all files of the run.
    run: Cell<u64>,
    members: Cell<u32>,
    /// Bytes of the archives that are open around the one being read.
    open: Cell<u64>,
    over: Cell<Option<Over>>,
}

#[derive(Clone, Copy, Debug)]
enum Over {
    Expansion,
    Run,
}

impl Budget {
    /// For a file of `size` bytes, in a run that has `run` bytes left.
    #[must_use]
    pub fn new(limits: &Limits, size: u64, run: u64) -> Self {
        Self {
            limits: *limits,
            file: Cell::new(limits.unpacks_to(size)),
            run: Cell::new(run),
            members: Cell::new(limits.members),
            open: Cell::new(0),
            over: Cell::new(None),
        }
    }

    /// What is left for the run.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.run.get()
    }

    /// One member more; false when there are too many.
    pub(super) fn member(&self) -> bool {
        let left = self.members.get();
        self.members.set(left.saturating_sub(1));
        left > 0
    }

    pub(super) fn too_many(&self) -> Refusal {
        limit(&format!(
            "more than {} members: those that follow were not read; see --max-members",
            self.limits.members
        ))
    }

    pub(super) fn too_deep(&self, depth: u32) -> Option<Refusal> {
        (depth > self.limits.nesting).then(|| {
            limit(&format!(
                "archives nested more than {} deep; see --max-nesting",
                self.limits.nesting
            ))
        })
    }

    /// Holds an archive of `size` bytes open while `work` is done on what is in it.
    pub(super) fn nested(&self, size: usize, work: impl FnOnce()) -> Result<(), Refusal> {
        let before = self.open.get();
        let open = before.saturating_add(size as u64);
        if open > self.limits.bytes {
            return Err(self.too_large());
        }
        self.open.set(open);
        work();
        self.open.set(before);
        Ok(())
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) fn bytes(&self) -> u64 {
        self.limits.bytes
    }

    pub(super) fn too_large(&self) -> Refusal {
        limit(&self.limits.unpacked_too_large())
    }

    /// What has run out, if anything has: then nothing more is read.
    pub(super) fn over(&self) -> Option<Refusal> {
        Some(match self.over.get()? {
            Over::Expansion => limit(&self.limits.expands_too_much()),
            Over::Run => limit(&format!(
                "more than {} MiB unpacked in this run; see --max-unpacked",
                self.limits.unpacked >> 20
            )),
        })
    }

    pub(super) fn spend(&self, bytes: usize) -> Result<(), Refusal> {
        for (left, what) in [(&self.file, Over::Expansion), (&self.run, Over::Run)] {
            match left.get().checked_sub(bytes as u64) {
                Some(rest) => left.set(rest),
                None => {
                    left.set(0);
                    self.over.set(self.over.get().or(Some(what)));
                }
            }
        }
        self.over().map_or(Ok(()), Err)
    }

    /// A reader of unpacked bytes that stops when the budget runs out.
    pub(super) fn metered<R: Read>(&self, inner: R) -> Metered<'_, R> {
        Metered {
            inner,
            budget: self,
        }
    }

    /// All bytes of a member, if it is not too large; `reader` must be metered.
    pub(super) fn whole(&self, reader: &mut dyn Read) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut chunk = vec![0; CHUNK];
        loop {
            let n = match reader.read(&mut chunk) {
                Ok(0) => return self.over().map_or(Ok(bytes), Err),
                Ok(n) => n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(self.over().unwrap_or_else(|| Refusal::unreadable(&e))),
            };
            if (bytes.len() + n) as u64 > self.limits.bytes {
                return Err(self.too_large());
            }
            bytes.extend_from_slice(&chunk[..n]);
        }
    }
}

fn limit(message: &str) -> Refusal {
    Refusal::new("limit", format!("over the limit: {message}"))
}

/// See [`Budget::metered`].
pub(super) struct Metered<'a, R> {
    inner: R,
    budget: &'a Budget,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        match self.budget.spend(n) {
            Ok(()) => Ok(n),
            Err(_) => Err(io::Error::other("over the limit")),
        }
    }
}
