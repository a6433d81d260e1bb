//! Limits, as they are typed: what one document and one run may use up.

use clap::Args;
use lakmoes::ingest::Limits;

/// What one document may use up.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// The largest file that is read, in MiB; and the most text that is read from one
    #[arg(long, value_name = "MIB", default_value_t = 256, value_parser = clap::value_parser!(u64).range(1..=2048))]
    max_bytes: u64,
    /// The most pages, or sheets, of one document
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    max_pages: u32,
    /// The most cells of one table or spreadsheet, those that are only said to repeat too
    #[arg(long, value_name = "N", default_value_t = 20_000_000)]
    max_cells: u64,
    /// The deepest that elements, groups and parts of one document may be nested
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(16..=100_000))]
    max_depth: u32,
    /// The largest image that is carried over into a redacted PDF, in millions of pixels; in colour,
    /// a third of that
    #[arg(long, value_name = "MILLIONS", default_value_t = 256, value_parser = clap::value_parser!(u64).range(1..=2048))]
    max_pixels: u64,
    /// Unpack no more of an archive, mail or office file than so many times its size (the first
    /// quarter of --max-bytes does not count)
    #[arg(long, value_name = "N", default_value_t = 200)]
    max_expansion: u32,
}

/// What may be unpacked from archives and mails.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct UnpackingArgs {
    /// Open archives in archives (and mails in mails) so many deep
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=64))]
    max_nesting: u32,
    /// Read no more members of one file than this, with all that is nested in it
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    max_members: u32,
    /// Unpack no more than so many MiB in this run
    #[arg(long, value_name = "MIB", default_value_t = 65_536, value_parser = clap::value_parser!(u64).range(1..=1 << 30))]
    max_unpacked: u64,
}

impl LimitArgs {
    /// The limits of one document; archives are opened no further than by default.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            bytes: self.max_bytes << 20,
            pages: self.max_pages,
            depth: self.max_depth,
            cells: self.max_cells,
            pixels: self.max_pixels << 20,
            expansion: self.max_expansion,
            ..Limits::default()
        }
    }

    /// The limits of a run.
    pub(crate) fn with(&self, unpacking: &UnpackingArgs) -> Limits {
        Limits {
            nesting: unpacking.max_nesting,
            members: unpacking.max_members,
            unpacked: unpacking.max_unpacked << 20,
            ..self.limits()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        limits: LimitArgs,
        #[command(flatten)]
        unpacking: UnpackingArgs,
    }

    #[test]
    fn nothing_typed_is_the_defaults_of_the_library() {
        let typed = Typed::parse_from(["lakmoes"]);
        assert_eq!(typed.limits.with(&typed.unpacking), Limits::default());
    }
}
