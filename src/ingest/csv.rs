//! Tables as text (`.csv`, `.tsv`): a row a line, cells apart.

use super::gather::Gather;
use super::sheet::Sheet;
use super::{IngestError, Limits};
use crate::model::{MediaType, Source, Warning};

/// How many lines are looked at to find what parts the cells.
const SAMPLE: usize = 40;

/// Whether a text without a telling name is a table: all its first lines have as many cells.
pub(super) fn is_table(text: &str) -> bool {
    let delimiter = delimiter(text);
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(SAMPLE);
    let Some(first) = lines.next().map(|line| count(line, delimiter)) else {
        return false;
    };
    let rest: Vec<usize> = lines.map(|line| count(line, delimiter)).collect();
    first >= 2 && rest.len() >= 3 && rest.iter().all(|&n| n == first)
}

/// Reads a decoded table.
pub(super) fn read(
    text: &str,
    warnings: Vec<Warning>,
    limits: &Limits,
) -> Result<Source, IngestError> {
    let mut gather = Gather::new(limits);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::begin(&mut gather, 1, "", false, false)?;
    let mut record = csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| IngestError::Damaged("a row of the table can't be read".into()))?
    {
        let row: Vec<(usize, &str)> = record.iter().enumerate().collect();
        sheet.row(&row)?;
    }
    let mut source = gather.finish(MediaType::Csv)?;
    source.warnings.splice(..0, warnings);
    Ok(source)
}

/// What parts the cells: what stands as often on most lines.
fn delimiter(text: &str) -> u8 {
    let lines = || {
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .take(SAMPLE)
    };
    let score = |delimiter: u8| {
        let first = lines().next().map_or(0, |line| count(line, delimiter));
        let alike = lines()
            .filter(|line| count(line, delimiter) == first)
            .count();
        if first == 0 {
            0
        } else {
            alike * 4 + first.min(3)
        }
    };
    let mut best = (0, b';');
    for delimiter in [b';', b'\t', b',', b'|'] {
        let score = score(delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// How often a delimiter stands outside quotes.
fn count(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for b in line.bytes() {
        match b {
            b'"' => quoted = !quoted,
            _ if b == delimiter && !quoted => count += 1,
            _ => {}
        }
    }
    count
}
