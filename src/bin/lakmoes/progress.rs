//! What a person sees while the work goes on.

use crate::args::{Common, When};
use crate::exit::tell;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use lakmoes::batch::{Input, Progress};
use lakmoes::write::Status;
use std::io::IsTerminal;

/// Shows a bar and tells what goes wrong.
pub(crate) struct Reporter {
    bar: ProgressBar,
    quiet: bool,
    verbose: bool,
}

impl Reporter {
    pub(crate) fn new(common: &Common) -> Self {
        let shown = match common.progress {
            When::Always => true,
            When::Never => false,
            When::Auto => std::io::stderr().is_terminal() && !common.quiet,
        };
        let bar = ProgressBar::with_draw_target(
            None,
            if shown {
                ProgressDrawTarget::stderr()
            } else {
                ProgressDrawTarget::hidden()
            },
        );
        // The template is a constant that indicatif accepts; without it the bar is only plainer.
        if let Ok(style) = ProgressStyle::with_template(
            "{bar:30} {pos}/{len} documents, {per_sec}, {eta} left {msg}",
        ) {
            bar.set_style(style);
        }
        Self {
            bar,
            quiet: common.quiet,
            verbose: common.verbose > 0,
        }
    }
}

impl Progress for Reporter {
    fn start(&self, documents: usize) {
        self.bar.set_length(documents as u64);
    }

    fn document(&self, input: &Input, status: Status, message: Option<&str>) {
        self.bar.inc(1);
        let failed = matches!(status, Status::Failed | Status::Withdrawn);
        if failed || self.verbose && !self.quiet {
            let path = input.shown();
            let path = path.to_string_lossy().replace(char::is_control, "?");
            self.bar
                .suspend(|| tell(&format!("{path}: {}", message.unwrap_or("done"))));
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
