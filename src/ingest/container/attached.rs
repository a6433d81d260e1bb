//! Mails with attachments, and mailboxes.

use super::{Budget, Bytes, Each, Kind, Refusal};
use std::io;

pub(super) fn kind(
    _file: &mut dyn Bytes,
    _head: &[u8],
    _extension: Option<&str>,
) -> io::Result<Option<Kind>> {
    Ok(None)
}
pub(super) fn of_mbox(
    _file: &mut dyn Bytes,
    _budget: &Budget,
    _each: Each<'_>,
) -> Result<(), Refusal> {
    Ok(())
}
pub(super) fn of_mail(
    _file: &mut dyn Bytes,
    _budget: &Budget,
    _each: Each<'_>,
) -> Result<(), Refusal> {
    Ok(())
}
pub(super) fn of_outlook(
    _file: &mut dyn Bytes,
    _budget: &Budget,
    _each: Each<'_>,
) -> Result<(), Refusal> {
    Ok(())
}
