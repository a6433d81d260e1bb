//! Pages: what is known of them besides their content.

use hayro_syntax::page::{Page, Rotation};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::Objects;
use super::text::real;
use crate::model::{Place, RedactionBox};

/// Where on a page its content lands: the box that is shown, how it is turned.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::write::pdf) struct Frame {
    /// What is shown, in the content's own space: left, bottom, right, top.
    pub(super) shown: [f64; 4],
    /// Clockwise, in degrees.
    pub(super) rotate: i64,
    /// How long a unit is, when that is no point.
    pub(super) user_unit: Option<f64>,
    /// From the content's own space to the page as it is shown.
    pub(super) to_page: [f64; 6],
}

impl Frame {
    /// That of a page of the source.
    pub fn of(page: &Page<'_>) -> Self {
        let crop = page.intersected_crop_box();
        let (width, height) = page.base_dimensions();
        let (x, y) = (crop.x0, crop.y0);
        let unit = page.raw().get::<f32>(b"UserUnit").map(f64::from);
        Self {
            shown: [x, y, x + f64::from(width), y + f64::from(height)],
            rotate: match page.rotation() {
                Rotation::None => 0,
                Rotation::Horizontal => 90,
                Rotation::Flipped => 180,
                Rotation::FlippedHorizontal => 270,
            },
            user_unit: unit.filter(|unit| (0.01..=1000.0).contains(unit) && *unit != 1.0),
            to_page: page.initial_transform(true).as_coeffs(),
        }
    }

    /// Whether it is neither too small nor too large for PDF/A.
    pub(super) fn is_usual(&self) -> bool {
        let [left, bottom, right, top] = self.shown;
        let usual = |side: f64| (3.0..=14400.0).contains(&side);
        usual(right - left) && usual(top - bottom)
    }
}

/// A page as it was written.
pub(in crate::write::pdf) struct NewPage<'j> {
    /// Where its content lands.
    pub frame: Frame,
    /// Its content, balanced.
    pub content: Vec<u8>,
    /// What its content names.
    pub resources: Dictionary,
    /// Its transparency group, if it is one.
    pub group: Option<Object>,
    /// Where its marked content is read: the first is that with number 0.
    pub marked: Vec<Place>,
    /// What is drawn over it.
    pub boxes: &'j [RedactionBox],
}

/// Writes the page tree; a page's number in the parent tree is its index.
pub(super) fn tree(objects: &mut Objects, pages: Vec<NewPage<'_>>, ids: &[ObjectId]) -> ObjectId {
    let root = objects.reserve();
    let count = ids.len() as i64;
    for (index, (page, id)) in pages.into_iter().zip(ids).enumerate() {
        let page = dictionary(objects, page, root, index as i64);
        objects.set(*id, page);
    }
    let kids: Vec<Object> = ids.iter().map(|id| Object::Reference(*id)).collect();
    objects.set(
        root,
        dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids },
    );
    root
}

fn dictionary(
    objects: &mut Objects,
    page: NewPage<'_>,
    parent: ObjectId,
    index: i64,
) -> Dictionary {
    let content = objects.add(Objects::stream(Dictionary::new(), page.content));
    let shown: Vec<Object> = page.frame.shown.into_iter().map(real).collect();
    let mut dict = dictionary! {
        "Type" => "Page",
        "Parent" => parent,
        "MediaBox" => shown,
        "Contents" => content,
        "Resources" => page.resources,
        "StructParents" => index,
        "Tabs" => "S",
    };
    if page.frame.rotate != 0 {
        dict.set("Rotate", page.frame.rotate);
    }
    if let Some(unit) = page.frame.user_unit {
        dict.set("UserUnit", real(unit));
    }
    if let Some(group) = page.group {
        dict.set("Group", group);
    }
    dict
}
