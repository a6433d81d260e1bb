//! What is visible: a chain of clips, each within the one before it.

use std::rc::Rc;

use crate::write::pdf::font::FontId;

/// A clip in the base space of a sheet.
#[derive(Debug)]
pub(super) struct Clip {
    /// What makes it, up to the next `q`: a path with `W n`, or text shown as a clip.
    pub bytes: Vec<u8>,
    /// Its box, when it is an upright rectangle.
    rectangle: Option<Bounds>,
    around: Chain,
    depth: usize,
    /// Fonts it shows text in.
    pub fonts: Vec<FontId>,
}

/// The clips in force; none for all of the page.
pub(super) type Chain = Option<Rc<Clip>>;

/// Left, bottom, right, top.
pub(super) type Bounds = [f64; 4];

/// Most clips within one another, each a bit of 128. Beyond, nothing is shown.
const DEEPEST: usize = 100;
/// Shows nothing.
const NOTHING: &[u8] = b"0 0 0 0 re\nW n\n";

/// Whether `outer` lies around `inner`.
pub(super) fn contains(outer: Bounds, inner: Bounds) -> bool {
    outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}

/// The chain with one more clip, unless that changes nothing.
pub(super) fn push(
    chain: &Chain,
    bytes: Vec<u8>,
    rectangle: Option<Bounds>,
    page: Option<Bounds>,
    fonts: Vec<FontId>,
) -> Chain {
    if let (Some(rectangle), Some(page)) = (rectangle, page)
        && contains(rectangle, page)
    {
        return chain.clone();
    }
    let depth = chain.as_ref().map_or(0, |clip| clip.depth) + 1;
    if chain.as_ref().is_some_and(|last| last.bytes == bytes) {
        return chain.clone();
    }
    if depth > DEEPEST {
        return Some(Rc::new(Clip {
            bytes: NOTHING.to_vec(),
            rectangle: None,
            around: None,
            depth: 1,
            fonts: Vec::new(),
        }));
    }
    Some(Rc::new(Clip {
        bytes,
        rectangle,
        around: chain.clone(),
        depth,
        fonts,
    }))
}

/// Leaves out of chains what can't be noticed.
#[derive(Default)]
pub(super) struct Noticer {
    /// The chain asked about last, which of its clips were left out, and what was left.
    last: Option<(Rc<Clip>, u128, Chain)>,
}

impl Noticer {
    /// The chain without the clips that can't be noticed on something with these bounds.
    pub fn noticed(&mut self, chain: &Chain, bounds: Bounds) -> Chain {
        let last = chain.as_ref()?;
        let mut left_out = 0;
        let mut next = Some(last);
        while let Some(clip) = next {
            if clip.rectangle.is_some_and(|of| contains(of, bounds)) {
                left_out |= 1 << clip.depth;
            }
            next = clip.around.as_ref();
        }
        if left_out == 0 {
            return chain.clone();
        }
        if let Some((known, bits, left)) = &self.last
            && Rc::ptr_eq(known, last)
            && *bits == left_out
        {
            return left.clone();
        }
        let left = without(chain, left_out);
        self.last = Some((Rc::clone(last), left_out, left.clone()));
        left
    }
}

/// The chain without some of its clips, told by their depths.
fn without(chain: &Chain, left_out: u128) -> Chain {
    let clip = chain.as_ref()?;
    let around = without(&clip.around, left_out);
    if left_out >> clip.depth & 1 == 1 {
        return around;
    }
    Some(Rc::new(Clip {
        bytes: clip.bytes.clone(),
        rectangle: clip.rectangle,
        depth: around.as_ref().map_or(0, |clip| clip.depth) + 1,
        around,
        fonts: clip.fonts.clone(),
    }))
}

/// The box that is left by the upright rectangles of a chain.
pub(super) fn visible(chain: &Chain, page: Bounds) -> Bounds {
    let mut visible = page;
    let mut next = chain.as_ref();
    while let Some(clip) = next {
        if let Some([x0, y0, x1, y1]) = clip.rectangle {
            visible = [
                visible[0].max(x0),
                visible[1].max(y0),
                visible[2].min(x1),
                visible[3].min(y1),
            ];
        }
        next = clip.around.as_ref();
    }
    visible
}

/// The clips of a chain, the outermost first.
pub(super) fn list(chain: &Chain) -> Vec<Rc<Clip>> {
    let mut list = Vec::new();
    let mut next = chain.as_ref();
    while let Some(clip) = next {
        list.push(Rc::clone(clip));
        next = clip.around.as_ref();
    }
    list.reverse();
    list
}

/// Whether two clips are the same, wherever they come from.
pub(super) fn alike(a: &Rc<Clip>, b: &Rc<Clip>) -> bool {
    Rc::ptr_eq(a, b) || a.bytes == b.bytes
}
