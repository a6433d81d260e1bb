//! The glyphs that a plan takes out.

use super::{Given, Order, Why};
use crate::model::{Action, CleanSpan, CleanText, Glyph, GlyphPage, Laid, Rect};
use crate::redact::Redaction;

/// For each glyph, why it goes.
pub(super) struct Gone {
    /// The reasons.
    pub whys: Vec<Why>,
    /// For each page and glyph an index into `whys`.
    pub pages: Vec<Vec<Option<u32>>>,
    /// For each page the rectangles of which all goes.
    pub regions: Vec<Vec<(Rect, u32)>>,
}

impl Gone {
    pub fn of_plan(order: &Order<'_>) -> Self {
        let mut gone = Self {
            whys: Vec::new(),
            pages: order
                .pages
                .iter()
                .map(|p| vec![None; p.glyphs.len()])
                .collect(),
            regions: vec![Vec::new(); order.pages.len()],
        };
        for (text, part) in order.plan.parts(order.clean) {
            for redaction in &part.redactions {
                let why = gone.why(why(redaction));
                each_glyph(order.laid, text, redaction.span, |page, glyph| {
                    gone.pages[page][glyph] = Some(why);
                });
            }
        }
        gone
    }

    /// What a person gave by place.
    pub fn give(&mut self, pages: &[GlyphPage], given: &Given) {
        for region in &given.regions {
            let Some(index) = region.page.checked_sub(1).map(|p| p as usize) else {
                continue;
            };
            let Some(page) = pages.get(index) else {
                continue;
            };
            let why = self.why(Why {
                by_place: true,
                ..Why::on_ground(&region.ground, false)
            });
            let rect = region.rect();
            for (i, glyph) in page.glyphs.iter().enumerate() {
                if touches(glyph, &rect) {
                    self.pages[index][i] = Some(why);
                }
            }
            self.regions[index].push((rect, why));
        }
    }

    /// What was signed by hand: a person decides on it.
    pub fn sign(&mut self, signatures: Vec<Vec<Rect>>) {
        if signatures.iter().all(Vec::is_empty) {
            return;
        }
        let why = self.why(Why::signed());
        for (of_page, rects) in self.regions.iter_mut().zip(signatures) {
            of_page.extend(rects.into_iter().map(|rect| (rect, why)));
        }
    }

    /// The number of a reason.
    pub fn why(&mut self, why: Why) -> u32 {
        let at = self.whys.len() as u32;
        self.whys.push(why);
        at
    }
}

fn why(redaction: &Redaction) -> Why {
    let review = redaction.action == Action::Review;
    let why = Why::on_ground(&redaction.ground, review);
    match redaction.pseudonym {
        None => why,
        Some(number) => Why {
            label: format!("persoon {number}"),
            ..why
        },
    }
}

/// For each page and glyph, whether the plan keeps it on purpose.
pub(super) fn kept(order: &Order<'_>) -> Vec<Vec<bool>> {
    let mut kept: Vec<Vec<bool>> = order
        .pages
        .iter()
        .map(|p| vec![false; p.glyphs.len()])
        .collect();
    for (text, part) in order.plan.parts(order.clean) {
        for finding in &part.kept {
            each_glyph(order.laid, text, finding.span, |page, glyph| {
                kept[page][glyph] = true;
            });
        }
    }
    kept
}

/// The glyphs that painted a span of a clean text.
fn each_glyph(laid: &Laid, text: &CleanText, span: CleanSpan, mut see: impl FnMut(usize, usize)) {
    for raw in text.map.to_raw(span) {
        for range in laid.glyphs_of(raw) {
            see(range.page as usize, range.glyph as usize);
        }
    }
}

/// Whether the middle of a glyph lies in a rectangle, or a good part of it.
fn touches(glyph: &Glyph, rect: &Rect) -> bool {
    let r = &glyph.rect;
    let (w, h) = (
        (r.x1.min(rect.x1) - r.x0.max(rect.x0)).max(0.0),
        (r.y1.min(rect.y1) - r.y0.max(rect.y0)).max(0.0),
    );
    let area = (r.x1 - r.x0) * (r.y1 - r.y0);
    let (x, y) = ((r.x0 + r.x1) / 2.0, (r.y0 + r.y1) / 2.0);
    let inside = rect.x0 <= x && x <= rect.x1 && rect.y0 <= y && y <= rect.y1;
    inside || (area > 0.0 && w * h > 0.3 * area)
}
