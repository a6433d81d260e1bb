//! `lakmoes detect`: findings only, line by line.

use crate::args::{Common, DetectArgs};
use crate::engine::engine;
use crate::exit::{Exit, Outcome, tell};
use lakmoes::model::{Content, MediaType, Source};
use lakmoes::pipeline::{Analysis, Engine};
use lakmoes::write::{FindingLine, FindingsOf};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// As many lines are held at once for each thread, so that memory stays bounded and every thread has work.
const LINES_A_THREAD: usize = 16;
/// And no more text than this, in bytes.
const TEXT_AT_ONCE: usize = 32 << 20;

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
}

/// What searches, and whether it is to say why.
struct Search {
    engine: Arc<Engine>,
    evidence: bool,
}

impl Search {
    fn findings(&self, analysis: &Analysis) -> Vec<FindingLine> {
        if !self.evidence {
            return self.engine.findings(analysis);
        }
        let explained = self.engine.explained(analysis);
        explained.into_iter().map(|(_, line)| line).collect()
    }
}

pub(crate) fn detect(common: &Common, args: &DetectArgs) -> Outcome {
    let search = Search {
        engine: engine(common, args.limits.limits())?,
        evidence: common.verbose > 0,
    };
    let pool = lakmoes::batch::pool(common.threads).map_err(|e| e.to_string())?;
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() {
        &stdin[..]
    } else {
        &args.files
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut exit = Exit::Done;
    for file in files {
        let done = if args.jsonl {
            lines(&search, &pool, file, &mut out)
        } else {
            whole(&search, file, &mut out)
        };
        match done {
            Ok(()) => {}
            Err(Stop::Reader) => return Ok(exit),
            Err(Stop::Input(message)) => {
                tell(&message);
                exit = Exit::Usage;
            }
        }
    }
    match out.flush() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("can't write to standard output: {e}"))
        }
        _ => Ok(exit),
    }
}

/// Why no more is done with a file.
enum Stop {
    /// Nobody reads the output any more.
    Reader,
    /// The input is not what it should be.
    Input(String),
}

impl From<io::Error> for Stop {
    fn from(e: io::Error) -> Self {
        if e.kind() == io::ErrorKind::BrokenPipe {
            Self::Reader
        } else {
            Self::Input(format!("can't write to standard output: {e}"))
        }
    }
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn shown(file: &Path) -> String {
    if is_stdin(file) {
        "standard input".into()
    } else {
        file.display().to_string()
    }
}

fn open(file: &Path) -> Result<Box<dyn Read + Send>, Stop> {
    if is_stdin(file) {
        return Ok(Box::new(io::stdin()));
    }
    let opened = File::open(file)
        .map_err(|e| Stop::Input(format!("{}: can't be read: {e}", file.display())))?;
    Ok(Box::new(opened))
}

/// A file as one document.
fn whole(search: &Search, file: &Path, out: &mut impl Write) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    // One byte over the limit is enough to know that it is over.
    open(file)?
        .take(search.engine.limits.bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| Stop::Input(format!("{}: can't be read: {e}", shown(file))))?;
    let extension = file.extension().and_then(|e| e.to_str());
    let analysed = catch_unwind(AssertUnwindSafe(|| {
        let analysed = search.engine.analyse(bytes, extension);
        analysed.map(|a| search.findings(&a))
    }));
    let findings = match analysed {
        Ok(Ok(findings)) => findings,
        Ok(Err(e)) => return Err(Stop::Input(format!("{}: {e}", shown(file)))),
        Err(_) => {
            return Err(Stop::Input(format!(
                "{}: the program failed on this text; please report it",
                shown(file)
            )));
        }
    };
    let id = Value::String(if is_stdin(file) {
        "-".into()
    } else {
        file.to_string_lossy().into_owned()
    });
    write_line(out, &id, findings)
}

fn write_line(out: &mut impl Write, id: &Value, findings: Vec<FindingLine>) -> Result<(), Stop> {
    serde_json::to_writer(&mut *out, &FindingsOf { id, findings })
        .map_err(|e| Stop::from(io::Error::from(e)))?;
    out.write_all(b"\n").map_err(Stop::from)
}

/// A file of lines, answered in order and as they come.
fn lines(
    search: &Search,
    pool: &rayon::ThreadPool,
    file: &Path,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let mut reader = BufReader::new(open(file)?);
    let at_once = LINES_A_THREAD * pool.current_num_threads();
    let mut number = 0;
    loop {
        let batch = next_lines(&mut reader, at_once)
            .map_err(|e| Stop::Input(format!("{}: can't be read: {e}", shown(file))))?;
        if batch.is_empty() {
            return Ok(());
        }
        let answers: Vec<_> =
            pool.install(|| batch.par_iter().map(|line| answer(search, line)).collect());
        for result in answers {
            number += 1;
            match result {
                Ok(Some((id, findings))) => write_line(out, &id, findings)?,
                Ok(None) => {}
                Err(why) => {
                    out.flush().map_err(Stop::from)?;
                    return Err(Stop::Input(format!(
                        "{}: line {number}: {why}",
                        shown(file)
                    )));
                }
            }
        }
        out.flush().map_err(Stop::from)?;
    }
}

/// At least one line, more when they are there already: a line that is typed is answered at once.
fn next_lines(reader: &mut BufReader<impl Read>, at_once: usize) -> io::Result<Vec<Vec<u8>>> {
    let mut batch: Vec<Vec<u8>> = Vec::new();
    let mut text = 0;
    while batch.len() < at_once && text < TEXT_AT_ONCE {
        if !batch.is_empty() && !reader.buffer().contains(&b'\n') {
            break;
        }
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        text += line.len();
        batch.push(line);
    }
    Ok(batch)
}

type Answer = Option<(Value, Vec<FindingLine>)>;

fn answer(search: &Search, line: &[u8]) -> Result<Answer, String> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let Line { id, text } = serde_json::from_slice(line)
        .map_err(|e| format!("not {{\"id\", \"text\"}}: {}", place_of(&e)))?;
    let source = Source {
        media_type: MediaType::Text,
        content: Content::Text(text),
        warnings: Vec::new(),
    };
    let found = catch_unwind(AssertUnwindSafe(|| {
        search.findings(&search.engine.analyse_source(source))
    }));
    match found {
        Ok(findings) => Ok(Some((id, findings))),
        Err(_) => Err("the program failed on this text; please report it".into()),
    }
}

/// Where a JSON error is; its message could quote the text.
fn place_of(e: &serde_json::Error) -> String {
    format!("{:?} error at column {}", e.classify(), e.column())
}
