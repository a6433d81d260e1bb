//! Panics that are caught on the way are panics all the same, where they are our own.
//!
//! Some libraries for fonts and images panic on damaged ones; the callers catch that, and so it is
//! no failure here. A panic in a file of lakmoes, or of these checks, always is.

use std::backtrace::Backtrace;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind, resume_unwind};
use std::sync::Once;

thread_local! {
    static OURS: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work`, and panics after it when code of ours panicked in it, caught or not.
pub fn watch(work: impl FnOnce()) {
    static HOOK: Once = Once::new();
    // Also in the place of the hook of libFuzzer, which ends the process at any panic.
    HOOK.call_once(|| panic::set_hook(Box::new(note)));
    OURS.set(false);
    let done = catch_unwind(AssertUnwindSafe(work));
    if done.is_err() || OURS.get() {
        eprintln!("{}", LAST.take());
        resume_unwind(Box::new("what must hold did not"));
    }
}

fn note(info: &PanicHookInfo<'_>) {
    if OURS.get() {
        return;
    }
    OURS.set(is_ours(info));
    LAST.replace(format!("{info}\n{}", Backtrace::capture()));
}

/// Files of libraries lie in the folder of a registry or of the toolchain.
fn is_ours(info: &PanicHookInfo<'_>) -> bool {
    info.location().is_none_or(|at| {
        let file = at.file();
        !file.contains("/registry/") && !file.starts_with("/rustc/")
    })
}
