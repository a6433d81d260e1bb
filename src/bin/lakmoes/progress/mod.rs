//! What a person sees while the work goes on: a bar on a terminal, a line every so often elsewhere,
//! and what goes wrong as it happens.

mod failures;
mod pace;
mod shown;

use crate::args::{Common, When};
use crate::exit::{harmless, tell};
use failures::{Failures, Word};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use lakmoes::batch::{Input, Load, Phase, Progress};
use lakmoes::write::{Reason, Status};
use pace::Pace;
pub(crate) use shown::number;
use std::io::IsTerminal;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often a bar is drawn anew, so that nobody takes it for dead.
const TICK: Duration = Duration::from_millis(150);
/// Lines come as seldom as this at most, and as this at least: the longer it takes, the rarer.
const LINES: (f64, f64) = (10.0, 60.0);

/// What is said when a reason has been told often enough.
const HUSH: &str =
    "more that fail for this reason are only counted; all of them stand in manifest.jsonl";

/// Shows how far the work is and tells what goes wrong.
pub(crate) struct Reporter {
    shared: Arc<Shared>,
    ticker: Option<JoinHandle<()>>,
    verbose: bool,
}

/// How progress is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Nothing,
    Lines,
    Bar,
}

struct Shared {
    style: Style,
    bar: ProgressBar,
    started: Instant,
    state: Mutex<State>,
    stopped: Condvar,
}

struct State {
    pace: Option<Pace>,
    failures: Failures,
    read: Load,
    /// When the last line was told.
    line: f64,
    over: bool,
}

/// What was read, and in how much time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Took {
    pub(crate) read: Load,
    pub(crate) seconds: f64,
}

impl Took {
    /// For a person: `4 min 12 s (3.1 MB/s)`.
    pub(crate) fn in_words(self) -> String {
        shown::took(self.read.bytes, self.seconds)
    }
}

impl Reporter {
    pub(crate) fn new(common: &Common) -> Self {
        let style = style(common);
        let bar = ProgressBar::with_draw_target(
            Some(pace::PARTS),
            if style == Style::Bar {
                ProgressDrawTarget::stderr()
            } else {
                ProgressDrawTarget::hidden()
            },
        );
        let shared = Arc::new(Shared {
            style,
            bar,
            started: Instant::now(),
            state: Mutex::new(State {
                pace: None,
                failures: Failures::new(common.verbose > 0),
                read: Load::default(),
                line: 0.0,
                over: false,
            }),
            stopped: Condvar::new(),
        });
        // Without a thread to spare nothing moves between documents, which is only less nice.
        let ticker = (style != Style::Nothing)
            .then(|| {
                let shared = Arc::clone(&shared);
                std::thread::Builder::new()
                    .name("progress".into())
                    .spawn(move || shared.tick())
                    .ok()
            })
            .flatten();
        Self {
            shared,
            ticker,
            verbose: common.verbose > 0 && !common.quiet,
        }
    }

    /// What was read, and in how much time.
    pub(crate) fn took(&self) -> Took {
        Took {
            read: self.shared.state().read,
            seconds: self.shared.seconds(),
        }
    }
}

fn style(common: &Common) -> Style {
    let terminal = std::io::stderr().is_terminal()
        && std::env::var_os("TERM").is_none_or(|kind| kind != "dumb");
    match common.progress {
        _ if common.quiet => Style::Nothing,
        When::Never => Style::Nothing,
        When::Auto | When::Always if terminal => Style::Bar,
        When::Auto => Style::Nothing,
        When::Always => Style::Lines,
    }
}

impl Progress for Reporter {
    fn phase(&self, phase: Phase, load: Load) {
        let seconds = self.shared.seconds();
        let mut state = self.shared.state();
        state.pace = Some(Pace::new(phase, load, seconds));
        state.line = seconds;
        match self.shared.style {
            Style::Nothing => {}
            Style::Lines => tell(&shown::beginning(phase, load)),
            Style::Bar => {
                // The templates are constants that indicatif accepts; without them the bar is only plainer.
                let template = if load.documents == 0 {
                    "{spinner} {prefix} {wide_msg}"
                } else {
                    "{spinner} {prefix} [{bar:20}] {wide_msg}"
                };
                if let Ok(style) = ProgressStyle::with_template(template) {
                    self.shared.bar.set_style(style.progress_chars("=> "));
                }
                self.shared.bar.set_prefix(phase.name());
                self.shared.draw(&mut state);
            }
        }
    }

    fn step(&self, done: Load) {
        let mut state = self.shared.state();
        if let Some(pace) = &mut state.pace {
            pace.step(done);
            if pace.phase == Phase::Reading {
                pace::add(&mut state.read, done);
            }
        }
    }

    fn document(&self, input: &Input, status: Status, reason: Option<&Reason>) {
        let failed = matches!(status, Status::Failed | Status::Withdrawn);
        if !failed && !self.verbose {
            return;
        }
        let path = harmless(&input.shown().to_string_lossy()).replace('\n', "?");
        let message = reason.map_or("done", |r| &r.message);
        let mut state = self.shared.state();
        let word = match reason {
            Some(reason) if failed => state.failures.heard(&reason.code),
            _ => Word::Tell,
        };
        // Not while the state is held: the bar draws itself again, and the ticker waits for nobody.
        drop(state);
        let told = format!("{path}: {message}");
        match word {
            Word::Tell => self.shared.say(&[told]),
            Word::TellAndHush => self.shared.say(&[told, HUSH.to_owned()]),
            Word::Count => {}
        }
    }

    fn finish(&self) {
        self.shared.stop();
        let mut lines = Vec::new();
        for (code, n) in self.shared.state().failures.untold() {
            lines.push(format!(
                "and {n} more that failed: {code}; see manifest.jsonl"
            ));
        }
        self.shared.say(&lines);
    }
}

impl Drop for Reporter {
    fn drop(&mut self) {
        self.shared.stop();
        if let Some(ticker) = self.ticker.take() {
            // A ticker that died has nothing to say any more.
            let _ = ticker.join();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // Numbers for people: a panic elsewhere leaves nothing wrong that matters.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    fn say(&self, lines: &[String]) {
        if !lines.is_empty() {
            self.bar
                .suspend(|| lines.iter().for_each(|line| tell(line)));
        }
    }

    /// Shows what has changed, until there is nothing more to show.
    fn tick(&self) {
        let mut state = self.state();
        while !state.over {
            self.draw(&mut state);
            state = self
                .stopped
                .wait_timeout(state, TICK)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn draw(&self, state: &mut State) {
        let seconds = self.seconds();
        let failed = state.failures.count();
        let Some(pace) = &mut state.pace else { return };
        pace.look(seconds);
        match self.style {
            Style::Nothing => {}
            Style::Bar => {
                self.bar.set_position(pace.part());
                self.bar.set_message(shown::line(pace, failed, seconds));
                self.bar.tick();
            }
            Style::Lines if seconds - state.line >= (seconds / 10.0).clamp(LINES.0, LINES.1) => {
                state.line = seconds;
                let line = shown::line(pace, failed, seconds);
                tell(&format!("{}: {line}", pace.phase.name()));
            }
            Style::Lines => {}
        }
    }

    fn stop(&self) {
        self.state().over = true;
        self.stopped.notify_all();
        self.bar.finish_and_clear();
    }
}
