//! `lakmoes rules`.

use crate::args::{Common, RulesArgs};
use crate::exit::Outcome;

pub(crate) fn rules(_common: &Common, _args: &RulesArgs) -> Outcome {
    Err("not wired yet".into())
}
