//! Through a file and all that is nested in it.

use super::{Budget, Bytes, Kind, Member, Refusal, attached, gzip, kind, seven, tar, zip};
use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};

/// What was found at a path.
#[derive(Debug)]
pub enum Found {
    /// A document: its bytes.
    Document(Vec<u8>),
    /// A member that can't be read.
    Refused(Refusal),
    /// A file with so many members, and why those that follow could not be read.
    Container(usize, Option<Refusal>),
}

/// Opens the file at `path` and hands over all that is in it. A mail is handed over itself only
/// where it is nested: the caller has it otherwise.
pub fn walk(
    path: &Path,
    file: &mut dyn Bytes,
    kind: Kind,
    budget: &Budget,
    found: &mut dyn FnMut(PathBuf, Found),
) {
    Walk { budget, found }.open(path, file, kind, 1);
}

struct Walk<'a> {
    budget: &'a Budget,
    found: &'a mut dyn FnMut(PathBuf, Found),
}

impl Walk<'_> {
    fn open(&mut self, path: &Path, file: &mut dyn Bytes, kind: Kind, depth: u32) {
        let budget = self.budget;
        let mut members = 0;
        let mut too_many = false;
        let mut each = |member: Member| {
            if !budget.member() {
                too_many = true;
                return false;
            }
            members += 1;
            self.member(path.join(member.path), member.content, depth);
            true
        };
        let each = &mut each;
        if file.rewind().is_err() {
            return (self.found)(path.to_owned(), Found::Container(0, Some(cut())));
        }
        let done = match kind {
            Kind::Zip => zip::each(file, budget, each),
            Kind::Tar => tar::each(budget.metered(BufReader::new(file)), budget, each),
            Kind::Gzip => gzip::each(file, path, budget, each),
            Kind::SevenZip => seven::each(file, budget, each),
            Kind::Mbox => attached::of_mbox(file, budget, each),
            Kind::Mail => attached::of_mail(file, budget, each),
            Kind::Outlook => attached::of_outlook(file, budget, each),
        };
        let stopped = match done {
            Ok(()) if too_many => Some(budget.too_many()),
            Ok(()) => None,
            Err(refusal) => Some(refusal),
        };
        if !kind.is_document() {
            (self.found)(path.to_owned(), Found::Container(members, stopped));
        } else if let Some(refusal) = stopped {
            (self.found)(path.join("bijlagen"), Found::Refused(refusal));
        }
    }

    fn member(&mut self, path: PathBuf, content: Result<Vec<u8>, Refusal>, depth: u32) {
        let bytes = match content {
            Ok(bytes) => bytes,
            Err(refusal) => return (self.found)(path, Found::Refused(refusal)),
        };
        // What is in memory can always be read.
        let Ok(Some(kind)) = kind(&mut Cursor::new(&bytes), &path) else {
            return (self.found)(path, Found::Document(bytes));
        };
        if let Some(refusal) = self.budget.too_deep(depth + 1) {
            return (self.found)(path, Found::Refused(refusal));
        }
        let budget = self.budget;
        let opened = budget.nested(bytes.len(), || {
            self.open(&path, &mut Cursor::new(&bytes), kind, depth + 1);
        });
        match opened {
            Err(refusal) => (self.found)(path, Found::Refused(refusal)),
            Ok(()) if kind.is_document() => (self.found)(path, Found::Document(bytes)),
            Ok(()) => {}
        }
    }
}

fn cut() -> Refusal {
    Refusal::damaged("it can't be read from its beginning")
}
