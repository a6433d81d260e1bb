//! Marks that a viewer paints for annotations which bring no appearance of their own.

use hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect};
use hayro_syntax::page::Page;

use super::color::of_array;
use super::{DARK, bounds};
use crate::model::{Paint, Painted, Rect};
use crate::pdf::matrix::Matrix;

/// Most marks of a page.
const MOST: usize = 10_000;

/// The marks of the annotations without appearance, painted over all glyphs.
pub(in crate::pdf) fn marks(page: &Page<'_>, after: u32) -> Vec<Paint> {
    let transform = Matrix::from_array(page.initial_transform(true).as_coeffs());
    let annotations = page.raw().get::<Array<'_>>(b"Annots").unwrap_or_default();
    let mut out = Vec::new();
    for annotation in annotations.iter::<Dict<'_>>() {
        if out.len() >= MOST {
            break;
        }
        if annotation.contains_key(b"AP") || is_hidden(&annotation) {
            continue;
        }
        let Some(kind) = annotation.get::<Name<'_>>(b"Subtype") else {
            continue;
        };
        let color = |key: &[u8]| annotation.get::<Array<'_>>(key).and_then(|a| of_array(&a));
        let (rgb, rects) = match kind.as_ref() {
            b"Square" => (color(b"IC"), whole(&annotation, transform)),
            b"Highlight" => {
                // It darkens: only what is nearly black hides.
                let dark = color(b"C").filter(|rgb| rgb.iter().all(|part| *part <= DARK));
                (dark, quads(&annotation, transform))
            }
            // A redaction that was marked and never carried out.
            b"Redact" => (
                color(b"IC").or(color(b"OC")).or(Some([0; 3])),
                quads(&annotation, transform),
            ),
            _ => continue,
        };
        let opacity = annotation.get::<f32>(b"CA").unwrap_or(1.0);
        if let Some(rgb) = rgb {
            out.extend(rects.into_iter().map(|rect| Paint {
                rect,
                what: Painted::Annotation { rgb, opacity },
                after,
            }));
        }
    }
    out
}

fn is_hidden(annotation: &Dict<'_>) -> bool {
    const HIDDEN: u32 = 1 << 1;
    const NO_VIEW: u32 = 1 << 5;
    annotation.get::<u32>(b"F").unwrap_or(0) & (HIDDEN | NO_VIEW) != 0
}

fn whole(annotation: &Dict<'_>, transform: Matrix) -> Vec<Rect> {
    let rect = annotation.get::<PdfRect>(b"Rect");
    rect.map(|r| bounds(transform, r.x0, r.y0, r.x1, r.y1))
        .into_iter()
        .collect()
}

/// The lines that it marks; all of it when it names none.
fn quads(annotation: &Dict<'_>, transform: Matrix) -> Vec<Rect> {
    let Some(points) = annotation.get::<Array<'_>>(b"QuadPoints") else {
        return whole(annotation, transform);
    };
    let numbers: Vec<f64> = points.iter::<f64>().take(8 * MOST).collect();
    numbers
        .chunks_exact(8)
        .map(|quad| {
            let xs = quad.iter().step_by(2).copied();
            let ys = quad.iter().skip(1).step_by(2).copied();
            let least = |v: &mut dyn Iterator<Item = f64>| v.fold(f64::INFINITY, f64::min);
            let most = |v: &mut dyn Iterator<Item = f64>| v.fold(f64::NEG_INFINITY, f64::max);
            bounds(
                transform,
                least(&mut xs.clone()),
                least(&mut ys.clone()),
                most(&mut xs.clone()),
                most(&mut ys.clone()),
            )
        })
        .collect()
}
