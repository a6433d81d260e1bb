//! Cleaned text with an exact two-way map to the raw text it came from.

use std::borrow::Cow;

use super::{CleanSpan, Heading, RawSpan};

/// Which kind of noise an edit repairs. The name is published.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum EditKind {
    Unicode,
    Ligature,
    SoftHyphen,
    Invisible,
    Lookalike,
    Mojibake,
    Hyphen,
    Kerning,
    LostSpace,
    Label,
    Digit,
    Date,
    Word,
    Bullet,
}

impl EditKind {
    /// The published name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Ligature => "ligature",
            Self::SoftHyphen => "soft-hyphen",
            Self::Invisible => "invisible",
            Self::Lookalike => "lookalike",
            Self::Mojibake => "mojibake",
            Self::Hyphen => "hyphen",
            Self::Kerning => "kerning",
            Self::LostSpace => "lost-space",
            Self::Label => "confusion/label",
            Self::Digit => "confusion/digit",
            Self::Date => "confusion/date",
            Self::Word => "confusion/word",
            Self::Bullet => "bullet",
        }
    }
}

/// One repair: this raw text reads like that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What is replaced.
    pub raw: RawSpan,
    /// By what; may be empty.
    pub text: Box<str>,
    /// Why.
    pub kind: EditKind,
}

/// A run of clean text and the raw text it stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    /// The clean run; empty where raw text was dropped.
    pub clean: CleanSpan,
    /// The raw run; empty where text was inserted.
    pub raw: RawSpan,
    /// Whether the two are the same bytes, so that positions inside map one to one.
    pub verbatim: bool,
}

/// Maps positions of a clean text to its raw text and back, without loss.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// Sorted by clean position.
    segments: Vec<Segment>,
    /// Indices of `segments`, sorted by raw position.
    by_raw: Vec<u32>,
}

impl OffsetMap {
    /// The runs, in the order of the clean text.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The raw text that a clean span stands for, as disjoint spans in ascending order.
    /// A span that cuts through a repair takes the whole repair with it.
    #[must_use]
    pub fn to_raw(&self, span: CleanSpan) -> Vec<RawSpan> {
        let from = self.segments.partition_point(|s| {
            s.clean.end <= span.start && !s.clean.is_empty() || s.clean.end < span.start
        });
        let mut out = Vec::new();
        for s in &self.segments[from..] {
            if s.clean.start >= span.end {
                break;
            }
            // Dropped text belongs to a span only when it lies strictly inside it.
            let dropped_inside =
                s.clean.is_empty() && span.start < s.clean.start && s.clean.start < span.end;
            if s.raw.is_empty() || !(s.clean.overlaps(span) || dropped_inside) {
                continue;
            }
            if s.verbatim {
                let from = s.raw.start + span.start.saturating_sub(s.clean.start);
                let to = s.raw.start + span.end.min(s.clean.end) - s.clean.start;
                out.push(RawSpan::new(from as usize, to as usize));
            } else {
                out.push(s.raw);
            }
        }
        out.sort_unstable_by_key(|s| (s.start, s.end));
        out.dedup_by(|b, a| {
            let joins = b.start <= a.end;
            if joins {
                a.end = a.end.max(b.end);
            }
            joins
        });
        out
    }

    /// The clean text that stands for a raw span, as disjoint spans in ascending order.
    #[must_use]
    pub fn to_clean(&self, span: RawSpan) -> Vec<CleanSpan> {
        let from = self
            .by_raw
            .partition_point(|&i| self.segments[i as usize].raw.end <= span.start);
        let mut out = Vec::new();
        for &i in &self.by_raw[from..] {
            let s = self.segments[i as usize];
            if s.raw.start >= span.end {
                break;
            }
            if s.clean.is_empty() || !s.raw.overlaps(span) {
                continue;
            }
            if s.verbatim {
                let from = s.clean.start + span.start.saturating_sub(s.raw.start);
                let to = s.clean.start + span.end.min(s.raw.end) - s.raw.start;
                out.push(CleanSpan::new(from as usize, to as usize));
            } else {
                out.push(s.clean);
            }
        }
        out.sort_unstable_by_key(|s| (s.start, s.end));
        out
    }
}

/// A line of the clean text: a heading, a paragraph, a list item or a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Without the line end.
    pub span: CleanSpan,
    /// Page on which it starts, from 1.
    pub page: u32,
    /// Set when it is a heading; `title_at` counts from the start of the block.
    pub heading: Option<Heading>,
}

/// One cleaned text: blocks joined by line feeds.
#[derive(Clone, Debug, Default)]
pub struct CleanText {
    /// The text.
    pub text: String,
    /// Its way back to the raw text.
    pub map: OffsetMap,
    /// Its blocks, in order, covering everything but the line feeds.
    pub blocks: Vec<Block>,
    /// The repairs that were made, with where their result stands.
    pub edits: Vec<(CleanSpan, EditKind)>,
}

impl CleanText {
    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: CleanSpan) -> &str {
        &self.text[span.range()]
    }

    /// The page on which a position stands, from 1.
    #[must_use]
    pub fn page_at(&self, position: u32) -> u32 {
        let after = self.blocks.partition_point(|b| b.span.start <= position);
        self.blocks[..after].last().map_or(1, |b| b.page)
    }
}

/// The cleaned document.
#[derive(Debug, Default)]
pub struct Clean {
    /// The body in reading order.
    pub body: CleanText,
    /// Everything else, furniture last.
    pub colofon: CleanText,
    /// Everything in the order as read; only for documents whose colofon was taken out from
    /// between body lines, where a name may stand next to its label in this order alone.
    pub linear: Option<CleanText>,
}

/// Builds a [`CleanText`] piece by piece.
#[derive(Debug, Default)]
pub struct TextBuilder {
    text: String,
    segments: Vec<Segment>,
    blocks: Vec<Block>,
    edits: Vec<(CleanSpan, EditKind)>,
}

impl TextBuilder {
    /// An empty text with room for `capacity` bytes.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            ..Self::default()
        }
    }

    /// What has been built so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes over raw text as it is.
    pub fn copy(&mut self, raw_text: &str, span: RawSpan) {
        if span.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(&raw_text[span.range()]);
        if let Some(last) = self.segments.last_mut()
            && last.verbatim
            && last.raw.end == span.start
            && last.clean.end as usize == start
        {
            last.raw.end = span.end;
            last.clean.end += span.end - span.start;
            return;
        }
        let clean = CleanSpan::new(start, self.text.len());
        self.segments.push(Segment {
            clean,
            raw: span,
            verbatim: true,
        });
    }

    /// Puts `text` in the place of raw text and notes which repair that is, if it is one.
    pub fn replace(&mut self, raw: RawSpan, text: &str, kind: Option<EditKind>) {
        let start = self.text.len();
        self.text.push_str(text);
        let clean = CleanSpan::new(start, self.text.len());
        if !(raw.is_empty() && clean.is_empty()) {
            self.segments.push(Segment {
                clean,
                raw,
                verbatim: false,
            });
        }
        if let Some(kind) = kind {
            self.edits.push((clean, kind));
        }
    }

    /// Puts in text that stands for no raw text, such as the line feed between two blocks.
    pub fn insert(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Starts a block here, on a line of its own.
    pub fn start_block(&mut self, page: u32, heading: Option<Heading>) {
        if !self.text.is_empty() {
            self.close_block();
            self.text.push('\n');
        }
        let at = self.text.len();
        self.blocks.push(Block {
            span: CleanSpan::new(at, at),
            page,
            heading,
        });
    }

    /// Starts a block and makes it what a block of another text is, whose pieces lie in `raw`.
    pub fn copy_block(&mut self, from: &CleanText, block: usize, raw: RawSpan) {
        let Some(block) = from.blocks.get(block) else {
            return;
        };
        self.start_block(block.page, block.heading.clone());
        let (old, start) = (block.span, self.text.len());
        self.text.push_str(from.slice(old));
        let moved = |span: CleanSpan| {
            let moved = |at: u32| start + (at - old.start) as usize;
            CleanSpan::new(moved(span.start), moved(span.end))
        };
        let segments = from.map.segments();
        let first = segments.partition_point(|s| s.clean.start < old.start);
        let own = segments[first..]
            .iter()
            .take_while(|s| s.clean.start <= old.end)
            // What was dropped behind the block may be all that there was of another.
            .filter(|s| s.clean.start < old.end || raw.overlaps(s.raw));
        let mut drops_at_end = false;
        self.segments.extend(own.map(|s| {
            drops_at_end |= s.clean.start == old.end;
            Segment {
                clean: moved(s.clean),
                ..*s
            }
        }));
        let first = from.edits.partition_point(|(s, _)| s.start < old.start);
        let own = from.edits[first..]
            .iter()
            .take_while(|(s, _)| s.end <= old.end)
            .filter(|(s, _)| s.start < old.end || drops_at_end);
        self.edits
            .extend(own.map(|&(span, kind)| (moved(span), kind)));
    }

    /// The text of the block being built.
    #[must_use]
    pub fn block(&self) -> &str {
        &self.text[self.block_start()..]
    }

    /// Where the block being built starts.
    #[must_use]
    pub fn block_start(&self) -> usize {
        self.blocks.last().map_or(0, |b| b.span.start as usize)
    }

    /// Takes the block being built away again when nothing is left of its text.
    pub fn drop_empty_block(&mut self) {
        if self.block().is_empty() && self.blocks.pop().is_some() && self.text.ends_with('\n') {
            self.text.pop();
            let end = u32::try_from(self.text.len()).expect("texts are limited to 4 GiB");
            for s in self.segments.iter_mut().rev() {
                if s.clean.start <= end {
                    break;
                }
                s.clean = CleanSpan::new(end as usize, end as usize);
            }
            for (span, _) in self.edits.iter_mut().rev() {
                if span.start <= end {
                    break;
                }
                *span = CleanSpan::new(end as usize, end as usize);
            }
        }
    }

    /// Makes the title of the block's heading start at what became of this raw position.
    pub fn set_title_at(&mut self, raw: u32) {
        let start = self.block_start();
        let from = self.segments_from(start);
        let mut at = self.text.len();
        for s in &self.segments[from..] {
            if s.raw.start <= raw && raw < s.raw.end {
                at = s.clean.start as usize;
                at += if s.verbatim {
                    (raw - s.raw.start) as usize
                } else {
                    0
                };
                break;
            }
        }
        if let Some(heading) = self.blocks.last_mut().and_then(|b| b.heading.as_mut()) {
            heading.title_at = u32::try_from(at - start).unwrap_or(0);
        }
    }

    /// Changes the block being built: `edits` are disjoint, in ascending order, and count from
    /// the start of the text. What they replace keeps its way back to the raw text.
    pub fn amend(&mut self, edits: &[Amendment]) {
        if edits.is_empty() {
            return;
        }
        let start = self.block_start();
        let old = Tail {
            text: self.text.split_off(start),
            segments: self.segments.split_off(self.segments_from(start)),
            start,
        };
        let first = self
            .edits
            .partition_point(|(s, _)| (s.start as usize) < start);
        let noted = self.edits.split_off(first);
        let mut moved = Vec::with_capacity(edits.len());
        let mut next = 0;
        let mut at = start;
        for edit in edits {
            let span = old.widened(edit.span);
            let (from, to) = (span.start as usize, span.end as usize);
            if from < at {
                continue; // cuts into a repair that the edit before it has taken whole
            }
            old.copy(at..from, &mut next, self);
            let begin = self.text.len();
            let inner = edit.span.range();
            self.text
                .push_str(&old.text[from - start..inner.start - start]);
            self.text.push_str(&edit.text);
            self.text.push_str(&old.text[inner.end - start..to - start]);
            let clean = CleanSpan::new(begin, self.text.len());
            old.replace(span, clean, &mut next, &mut self.segments);
            moved.push((span, clean, edit.kind));
            at = to;
        }
        old.copy(at..start + old.text.len(), &mut next, self);
        self.segments.extend_from_slice(&old.segments[next..]);
        self.edits.extend(
            noted
                .into_iter()
                .map(|(span, kind)| (moved_span(span, &moved), kind)),
        );
        self.edits
            .extend(moved.iter().filter_map(|&(_, c, k)| Some((c, k?))));
        self.edits[first..].sort_unstable();
    }

    /// The first segment that belongs to the text from `start` on.
    fn segments_from(&self, start: usize) -> usize {
        self.segments
            .partition_point(|s| (s.clean.start as usize) < start)
    }

    fn close_block(&mut self) {
        let end = self.text.len();
        if let Some(block) = self.blocks.last_mut() {
            block.span = CleanSpan::new(block.span.start as usize, end);
        }
    }

    /// The finished text.
    #[must_use]
    pub fn finish(mut self) -> CleanText {
        self.close_block();
        let mut by_raw: Vec<u32> = (0..self.segments.len())
            .map(|i| u32::try_from(i).expect("fewer segments than bytes"))
            .collect();
        by_raw.retain(|&i| !self.segments[i as usize].raw.is_empty());
        by_raw.sort_unstable_by_key(|&i| self.segments[i as usize].raw.start);
        let map = OffsetMap {
            segments: self.segments,
            by_raw,
        };
        CleanText {
            text: self.text,
            map,
            blocks: self.blocks,
            edits: self.edits,
        }
    }
}

/// A change to text that a [`TextBuilder`] has built.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Amendment {
    /// What is replaced.
    pub span: CleanSpan,
    /// By what; may be empty.
    pub text: Cow<'static, str>,
    /// Which repair that is; none for white space.
    pub kind: Option<EditKind>,
}

/// The block being amended, as it was.
struct Tail {
    text: String,
    segments: Vec<Segment>,
    start: usize,
}

impl Tail {
    /// The span with every earlier repair that it touches.
    fn widened(&self, span: CleanSpan) -> CleanSpan {
        let from = self.segments.partition_point(|s| s.clean.end <= span.start);
        let mut wide = span;
        for s in &self.segments[from..] {
            if s.clean.start >= wide.end {
                break;
            }
            if !s.verbatim && s.clean.overlaps(span) {
                wide = wide.unite(s.clean);
            }
        }
        wide
    }

    /// Copies unchanged text with its segments, which `next` counts off.
    fn copy(&self, range: std::ops::Range<usize>, next: &mut usize, out: &mut TextBuilder) {
        let shift = out.text.len() as i64 - range.start as i64;
        out.text
            .push_str(&self.text[range.start - self.start..range.end - self.start]);
        let moved = |at: u32| usize::try_from(i64::from(at) + shift).unwrap_or(0);
        while let Some(s) = self.segments.get(*next) {
            let from = s.clean.start.max(range.start as u32);
            let to = s.clean.end.min(range.end as u32);
            if s.clean.start as usize >= range.end && !(s.clean.is_empty() && to >= from) {
                return;
            }
            if from < to || (from == to && s.clean.is_empty()) {
                let mut part = *s;
                part.clean = CleanSpan::new(moved(from), moved(to));
                if s.verbatim {
                    let lead = s.raw.start + (from - s.clean.start);
                    part.raw = RawSpan::new(lead as usize, (lead + (to - from)) as usize);
                }
                out.segments.push(part);
            }
            if s.clean.end as usize > range.end {
                return;
            }
            *next += 1;
        }
    }

    /// Lets `clean` stand for all raw text that `span` stood for.
    fn replace(&self, span: CleanSpan, clean: CleanSpan, next: &mut usize, out: &mut Vec<Segment>) {
        let first = out.len();
        while let Some(s) = self.segments.get(*next) {
            if s.clean.start >= span.end {
                break;
            }
            let from = s.clean.start.max(span.start);
            let to = s.clean.end.min(span.end);
            let raw = if s.verbatim {
                let lead = s.raw.start + (from.saturating_sub(s.clean.start));
                RawSpan::new(lead as usize, (lead + to.saturating_sub(from)) as usize)
            } else {
                s.raw
            };
            let end = clean.end as usize;
            match out[first..].last_mut() {
                Some(last) if last.raw.is_empty() => last.raw = raw,
                Some(last) if last.raw.end == raw.start => last.raw = last.raw.unite(raw),
                Some(_) if raw.is_empty() => {}
                // Raw text from elsewhere: dropped, so that one run never spans what lies between.
                Some(_) => out.push(Segment {
                    clean: CleanSpan::new(end, end),
                    raw,
                    verbatim: false,
                }),
                None => out.push(Segment {
                    clean,
                    raw,
                    verbatim: false,
                }),
            }
            if s.clean.end > span.end {
                break;
            }
            *next += 1;
        }
        if out.len() > first && out[first].clean.is_empty() && out[first].raw.is_empty() {
            out.remove(first);
        }
    }
}

/// Where a span stands after the block was amended.
fn moved_span(span: CleanSpan, moved: &[(CleanSpan, CleanSpan, Option<EditKind>)]) -> CleanSpan {
    let at = |p: u32, is_end: bool| -> u32 {
        let i = moved.partition_point(|(old, _, _)| {
            old.start < p || (!is_end && old.start == p && !old.is_empty())
        });
        match i.checked_sub(1).map(|i| moved[i]) {
            None => p,
            Some((old, new, _)) if p < old.end || (is_end && p == old.end) => {
                if is_end {
                    new.end
                } else {
                    new.start
                }
            }
            Some((old, new, _)) => new.end + (p - old.end),
        }
    };
    let start = at(span.start, false);
    let end = if span.is_empty() {
        start
    } else {
        at(span.end, true)
    };
    CleanSpan::new(start as usize, end.max(start) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> (&'static str, CleanText) {
        let raw = "Datum g april\nver-\nvolg";
        let mut b = TextBuilder::default();
        b.start_block(1, None);
        b.copy(raw, RawSpan::new(0, 6));
        b.replace(RawSpan::new(6, 7), "9", Some(EditKind::Date));
        b.copy(raw, RawSpan::new(7, 13));
        b.start_block(1, None);
        b.copy(raw, RawSpan::new(14, 17));
        b.replace(RawSpan::new(17, 19), "", Some(EditKind::Hyphen));
        b.copy(raw, RawSpan::new(19, 23));
        (raw, b.finish())
    }

    #[test]
    fn a_clean_span_maps_to_exactly_its_raw_text() {
        let (raw, clean) = built();
        assert_eq!(clean.text, "Datum 9 april\nvervolg");
        let at = clean.text.find("9 april").unwrap();
        let spans = clean.map.to_raw(CleanSpan::new(at, at + 7));
        assert_eq!(
            spans.iter().map(|s| &raw[s.range()]).collect::<Vec<_>>(),
            ["g april"]
        );
    }

    #[test]
    fn text_dropped_inside_a_span_belongs_to_it() {
        let (raw, clean) = built();
        let at = clean.text.find("vervolg").unwrap();
        let spans = clean.map.to_raw(CleanSpan::new(at, at + 7));
        assert_eq!(
            spans.iter().map(|s| &raw[s.range()]).collect::<Vec<_>>(),
            ["ver-\nvolg"]
        );
    }

    #[test]
    fn every_clean_character_maps_there_and_back() {
        let (_, clean) = built();
        for (i, c) in clean.text.char_indices().filter(|(_, c)| *c != '\n') {
            let span = CleanSpan::new(i, i + c.len_utf8());
            let back: Vec<_> = clean
                .map
                .to_raw(span)
                .into_iter()
                .flat_map(|r| clean.map.to_clean(r))
                .collect();
            assert!(
                back.iter().any(|b| b.covers(span)),
                "{c:?} at {i} came back as {back:?}"
            );
        }
    }

    #[test]
    fn an_amended_block_keeps_its_way_back() {
        let raw = "van\u{ad}het doc- ument";
        let mut b = TextBuilder::default();
        b.start_block(1, None);
        b.copy(raw, RawSpan::new(0, 3));
        b.replace(RawSpan::new(3, 5), "", Some(EditKind::SoftHyphen));
        b.copy(raw, RawSpan::new(5, raw.len()));
        let amend = |from, to, text: &'static str, kind| Amendment {
            span: CleanSpan::new(from, to),
            text: text.into(),
            kind: Some(kind),
        };
        b.amend(&[
            amend(3, 3, " ", EditKind::LostSpace),
            amend(10, 12, "", EditKind::Kerning),
        ]);
        let clean = b.finish();
        assert_eq!(clean.text, "van het document");
        let kinds: Vec<_> = clean
            .edits
            .iter()
            .map(|(s, k)| (clean.slice(*s), *k))
            .collect();
        assert!(kinds.contains(&(" ", EditKind::LostSpace)));
        assert!(kinds.contains(&("", EditKind::Kerning)));
        let word = CleanSpan::new(8, 16);
        let back = clean.map.to_raw(word);
        assert_eq!(
            back.iter().map(|r| &raw[r.range()]).collect::<Vec<_>>(),
            ["doc- ument"]
        );
    }

    #[test]
    fn raw_text_from_two_places_is_never_bridged() {
        let raw = "uit COLOFON voering";
        let mut b = TextBuilder::default();
        b.start_block(1, None);
        b.copy(raw, RawSpan::new(0, 3));
        b.copy(raw, RawSpan::new(12, 19));
        b.amend(&[Amendment {
            span: CleanSpan::new(0, 10),
            text: "invoer".into(),
            kind: Some(EditKind::Word),
        }]);
        let clean = b.finish();
        let segments = clean.map.segments();
        assert!(
            segments
                .iter()
                .all(|s| !raw[s.raw.range()].contains("COLOFON"))
        );
        assert_eq!(segments.iter().map(|s| s.raw.len()).sum::<usize>(), 10);
    }

    #[test]
    fn blocks_are_the_lines() {
        let (_, clean) = built();
        let lines: Vec<_> = clean.blocks.iter().map(|b| clean.slice(b.span)).collect();
        assert_eq!(lines, clean.text.lines().collect::<Vec<_>>());
    }
}
