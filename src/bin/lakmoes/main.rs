//! The command line: parse the arguments, build what they ask for, run it.

mod args;
mod completions;
mod detect;
mod engine;
mod eval;
mod exit;
mod explain;
mod limits;
mod lists;
mod progress;
mod redact;
mod rules;
mod run;
mod schema;
mod told;
mod verify;
mod worker;

use args::{Cli, Command};
use clap::Parser;
use exit::Exit;

fn main() -> std::process::ExitCode {
    // A panic's own message may quote the document that caused it: only its place is told.
    std::panic::set_hook(Box::new(|info| {
        if let Some(place) = info.location() {
            exit::tell(&format!(
                "internal error at {}:{}",
                place.file(),
                place.line()
            ));
        }
    }));
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Command::Run(args) => run::run(&cli.common, args),
        Command::Redact(args) => redact::redact(&cli.common, args),
        Command::Verify(args) => verify::verify(&cli.common, args),
        Command::Detect(args) => detect::detect(&cli.common, args),
        Command::Explain(args) => explain::explain(&cli.common, args),
        Command::Eval(args) => eval::eval(&cli.common, args),
        Command::Rules(args) => rules::rules(&cli.common, args),
        Command::Worker => worker::worker(&cli.common),
        Command::Schema => schema::schema(),
        Command::Completions(args) => completions::completions(args),
    };
    outcome
        .unwrap_or_else(|message| {
            exit::tell(&message);
            Exit::Usage
        })
        .into()
}
