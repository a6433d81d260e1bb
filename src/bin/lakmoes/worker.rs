//! `lakmoes worker`: one process of a run, for documents that can take a process down.

use crate::args::Common;
use crate::engine::engine;
use crate::exit::{Exit, Outcome};
use lakmoes::batch::{self, Program};
use lakmoes::ingest::Limits;
use std::ffi::OsString;
use std::sync::Arc;

/// Does what is asked on standard input. Limits come with the first question.
pub(crate) fn worker(common: &Common) -> Outcome {
    let engine = engine(common, Limits::default())?;
    // Nobody else has it.
    if let Some(engine) = Arc::into_inner(engine) {
        batch::serve(engine);
    }
    Ok(Exit::Done)
}

/// This program as a worker with the same rules.
pub(crate) fn program(common: &Common) -> Option<Program> {
    let mut arguments: Vec<OsString> = vec!["worker".into()];
    if let Some(rules) = &common.rules {
        arguments.extend(["--rules".into(), rules.into()]);
    }
    if let Some(policy) = &common.policy {
        arguments.extend(["--policy".into(), policy.into()]);
    }
    Some(Program {
        // Where a system does not tell, documents are done in this process.
        path: std::env::current_exe().ok()?,
        arguments,
    })
}
