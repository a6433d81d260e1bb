//! `lakmoes completions`.

use crate::args::{Cli, CompletionsArgs};
use crate::exit::{Exit, Outcome, print};
use clap::CommandFactory;

pub(crate) fn completions(args: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "lakmoes", &mut script);
    print(&script)?;
    Ok(Exit::Done)
}
