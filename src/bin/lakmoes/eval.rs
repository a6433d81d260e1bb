//! `lakmoes eval`.

use crate::args::{Common, EvalArgs};
use crate::exit::Outcome;

pub(crate) fn eval(_common: &Common, _args: &EvalArgs) -> Outcome {
    Err("not wired yet".into())
}
