//! What the system holds a worker to.

/// A document of some size may always use so many times its size, ...
const TIMES: u64 = 32;
/// ... and this on top.
const BASE: u64 = 512 << 20;

/// The memory that a document of `size` bytes may use.
pub(super) fn allowed(most: u64, size: usize) -> u64 {
    most.max((size as u64).saturating_mul(TIMES).saturating_add(BASE))
}

/// Limits the memory of this process while it is busy with a document of `size` bytes.
#[cfg(unix)]
pub(super) fn memory(most: u64, size: usize) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::As).maximum;
    let current = allowed(most, size).min(maximum.unwrap_or(u64::MAX));
    // Where a system takes no limit there is none.
    let _ = setrlimit(
        Resource::As,
        Rlimit {
            current: Some(current),
            maximum,
        },
    );
}

#[cfg(not(unix))]
pub(super) fn memory(_most: u64, _size: usize) {}

/// Nobody waits for a worker whose run was killed.
#[cfg(target_os = "linux")]
pub(super) fn die_with_parent() {
    use rustix::process::{Signal, set_parent_process_death_signal};
    // It also ends when nobody asks it anything any more.
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
}

#[cfg(not(target_os = "linux"))]
pub(super) fn die_with_parent() {}
