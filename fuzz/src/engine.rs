//! The engine under test, as people run it, but with limits that a mutation can reach.

use lakmoes::detect::Rules;
use lakmoes::ingest::Limits;
use lakmoes::pipeline::Engine;
use lakmoes::redact::Policy;
use std::sync::LazyLock;

/// Limits that small inputs reach.
#[must_use]
pub fn limits() -> Limits {
    Limits {
        bytes: 4 << 20,
        pages: 40,
        nesting: 4,
        members: 200,
        unpacked: 64 << 20,
        expansion: 200,
        ..Limits::default()
    }
}

/// The built-in rules and policy.
pub static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(&Rules::built_in(), Policy::default(), limits()));
