//! One worker process, as the run sees it.

use super::message::{Answer, Request};
use super::{Program, wire};
use crate::batch::isolate::Loss;
use std::io::{BufReader, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// So much of what a worker says to standard error is kept.
const SAID: usize = 4096;

/// A worker process.
pub(super) struct Process {
    child: Child,
    input: Option<ChildStdin>,
    heard: Receiver<(Answer, Vec<Vec<u8>>)>,
    said: Arc<Mutex<Vec<u8>>>,
    hears: Option<thread::JoinHandle<()>>,
}

impl Process {
    /// Starts one.
    pub(super) fn start(program: &Program) -> Option<Self> {
        let mut child = Command::new(&program.path)
            .args(&program.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .ok()?;
        let (input, output, errors) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (sender, heard) = mpsc::sync_channel(2);
        let said = Arc::new(Mutex::new(Vec::new()));
        let (output, errors) = (output?, errors?);
        let keep = Arc::clone(&said);
        let listen = thread::Builder::new().spawn(move || listen(output, &sender));
        let hears = thread::Builder::new().spawn(move || overhear(errors, &keep));
        if listen.is_err() || hears.is_err() {
            let _ = child.kill();
        }
        Some(Self {
            child,
            input,
            heard,
            said,
            hears: hears.ok(),
        })
    }

    /// Asks something.
    pub(super) fn ask(&mut self, request: &Request, blobs: &[&[u8]]) -> Result<(), Loss> {
        let sent = match &mut self.input {
            Some(input) => wire::send(input, request, blobs).is_ok(),
            None => false,
        };
        if sent { Ok(()) } else { Err(self.end()) }
    }

    /// Hears an answer, until `deadline` at the latest.
    pub(super) fn hear(&mut self, deadline: Instant) -> Result<(Answer, Vec<Vec<u8>>), Loss> {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.heard.recv_timeout(left) {
            Ok(heard) => Ok(heard),
            Err(RecvTimeoutError::Timeout) => {
                let _ = self.child.kill();
                Err(Loss::Timeout)
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.end()),
        }
    }

    /// Why it is gone.
    fn end(&mut self) -> Loss {
        self.input = None;
        // It says no more, but may not have ended yet.
        thread::sleep(Duration::from_millis(1));
        let status = match self.child.try_wait() {
            Ok(Some(status)) => Some(status),
            _ => {
                let patience = Instant::now() + Duration::from_secs(2);
                loop {
                    match self.child.try_wait() {
                        Ok(None) if Instant::now() < patience => {
                            thread::sleep(Duration::from_millis(5));
                        }
                        Ok(status) => break status,
                        Err(_) => break None,
                    }
                }
            }
        };
        let _ = self.child.kill();
        if let Some(hears) = self.hears.take() {
            // It ends with the worker's standard error.
            let _ = hears.join();
        }
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        why(status, &said)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        // No process is left behind without having been waited for.
        let _ = self.child.wait();
    }
}

fn listen(output: ChildStdout, sender: &SyncSender<(Answer, Vec<Vec<u8>>)>) {
    let mut output = BufReader::new(output);
    while let Ok(answer) = wire::receive(&mut output) {
        if sender.send(answer).is_err() {
            break;
        }
    }
}

/// Keeps the last of what a worker says; it may quote a document, so it is never shown.
fn overhear(mut errors: ChildStderr, said: &Mutex<Vec<u8>>) {
    let mut buffer = [0; 1024];
    while let Ok(read @ 1..) = errors.read(&mut buffer) {
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        // A sink of bytes in memory takes all.
        let _ = said.write_all(&buffer[..read]);
        let over = said.len().saturating_sub(SAID);
        said.drain(..over);
    }
}

fn why(status: Option<ExitStatus>, said: &[u8]) -> Loss {
    let says = |words: &[u8]| memchr::memmem::find(said, words).is_some();
    if says(b"memory allocation of") {
        return Loss::Memory;
    }
    if says(b"has overflowed its stack") {
        return Loss::Stack;
    }
    #[cfg(unix)]
    if let Some(status) = status {
        use std::os::unix::process::ExitStatusExt;
        // The system kills who uses up its memory, and tells nobody why.
        if status.signal() == Some(9) {
            return Loss::Memory;
        }
    }
    let _ = status;
    Loss::Crash
}
