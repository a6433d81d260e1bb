//! The nouns of the pipeline. Plain data: nothing here reads, writes or decides.
//!
//! In the order in which the data flows: [`Source`] (what a reader made of the
//! bytes) → [`Laid`] (pieces in reading order) → [`Clean`] (repaired text with a
//! map back) → [`Note`] (the fields) → [`Finding`]s.

mod blackout;
mod blocks;
mod class;
mod clean;
mod code;
mod evidence;
mod finding;
mod glyph;
mod laid;
mod mail;
mod note;
mod paint;
mod scalars;
mod source;
mod span;
mod warning;

pub use blackout::{Blackout, BoxStyle, Fate, PageBlackout, Place, RedactionBox, Role};
pub use blocks::{BlockRole, Blocks, TextBlock};
pub use class::Class;
pub use clean::{
    Amendment, Block, Clean, CleanText, Edit, EditKind, OffsetMap, Segment, TextBuilder,
};
pub use code::Code;
pub use evidence::{Evidence, RuleId, Source as EvidenceSource, combined, note};
pub use finding::{Action, Entity, Finding, Kind};
pub use glyph::{Carrier, Glyph, GlyphPage, Rect};
pub use laid::{Break, GlyphRange, Heading, Laid, Part, Piece};
pub use mail::{MailField, MailHeader, MailText};
pub use note::{Attachments, FieldValue, Note, Section};
pub use paint::{Paint, Painted};
pub use scalars::Scalars;
pub use source::{Content, MediaType, Source};
pub use span::{CleanSpan, RawSpan, Span};
pub use warning::Warning;
