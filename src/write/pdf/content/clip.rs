//! What is visible: a chain of clips, each within the one before it.

use std::rc::Rc;

/// A clip in the base space of a sheet.
#[derive(Debug)]
pub(super) struct Clip {
    /// What makes it, up to the next `q`: a path with `W n`, or text shown as a clip.
    pub bytes: Vec<u8>,
    /// Its box, when it is an upright rectangle.
    rectangle: Option<Bounds>,
    around: Chain,
    depth: usize,
    /// Fonts it shows text in: names and what they stand for.
    pub fonts: Vec<crate::write::pdf::font::FontId>,
}

/// The clips in force; none for all of the page.
pub(super) type Chain = Option<Rc<Clip>>;

/// Left, bottom, right, top.
pub(super) type Bounds = [f64; 4];

/// Most clips within one another. Beyond, nothing is shown.
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
    fonts: Vec<crate::write::pdf::font::FontId>,
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

/// The chain without the clips that can't be noticed on something with these bounds.
pub(super) fn noticed(chain: &Chain, bounds: Bounds) -> Chain {
    let clip = chain.as_ref()?;
    let around = noticed(&clip.around, bounds);
    if clip.rectangle.is_some_and(|of| contains(of, bounds)) {
        return around;
    }
    if same(&around, &clip.around) {
        return chain.clone();
    }
    Some(Rc::new(Clip {
        bytes: clip.bytes.clone(),
        rectangle: clip.rectangle,
        depth: around.as_ref().map_or(0, |clip| clip.depth) + 1,
        around,
        fonts: clip.fonts.clone(),
    }))
}

fn same(a: &Chain, b: &Chain) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => Rc::ptr_eq(a, b),
        _ => false,
    }
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
