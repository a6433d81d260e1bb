//! One document can take only itself down: panics are caught, and time is limited.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Room for deeply nested documents, in bytes; only what is used is ever taken.
pub(super) const STACK: usize = 64 << 20;

/// Why there is no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Loss {
    /// The work panicked.
    Panic,
    /// The work did not end in time.
    Timeout,
    /// No thread could be started for it.
    NoThread,
    /// It needed more memory than it may have.
    Memory,
    /// It was nested deeper than the stack is.
    Stack,
    /// The worker ended without a result.
    Crash,
    /// No worker could be started for it.
    NoProcess,
    /// The worker has other rules than the run.
    Changed,
}

/// Runs work that cannot take long on this thread.
pub(super) fn here<T>(work: impl FnOnce() -> T) -> Result<T, Loss> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Loss::Panic)
}

/// Runs work on a thread of its own, and gives up on it after `timeout`. The thread is then left
/// behind: it holds nothing that others need, and ends with the program at the latest.
pub(super) fn apart<T: Send + 'static>(
    timeout: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Loss> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let body = move || {
        // Nobody listens any more when the time was up.
        let _ = sender.send(here(work));
    };
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(body)
        .map_err(|_| Loss::NoThread)?;
    match receiver.recv_timeout(timeout) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err(Loss::Timeout),
        Err(RecvTimeoutError::Disconnected) => Err(Loss::Panic),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_does_not_end_is_given_up() {
        let endless = || loop {
            thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(
            apart::<()>(Duration::from_millis(20), endless),
            Err(Loss::Timeout)
        );
    }

    #[test]
    fn a_panic_is_a_loss_and_no_more() {
        assert_eq!(
            apart(Duration::from_secs(60), || -> u8 {
                panic!("expected by this test")
            }),
            Err(Loss::Panic)
        );
        assert_eq!(here(|| 7), Ok(7));
    }
}
