//! Pages that hold something that is not understood, made into an image.
//!
//! What is rendered is the page as it was written anew, so nothing that went can come back; the
//! image is as coarse as reading allows, and in two tones or gray where the page is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::Pixmap;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use super::image::{NotUnderstood, Samples, encode, plain_dict};

/// Dots per inch: small print can be read, and read by machines.
pub(super) const DPI: f32 = 200.0;
/// Most pixels of a page; a larger one is rendered coarser. A3 at 200 dpi has 8 million.
const MOST_PIXELS: f32 = 32e6;
/// Most pixels along one side.
const LONGEST: f32 = 16_000.0;

const FAILED: NotUnderstood = NotUnderstood("a page that can't be made into an image");

/// A rendered page.
pub(super) struct Picture {
    samples: Samples,
    /// Whether something of the page could not be rendered: an image, or a font.
    pub incomplete: bool,
}

/// Renders a page, counted from 0, of a PDF.
pub(super) fn render(pdf: Vec<u8>, page: usize, dpi: f32) -> Result<Picture, NotUnderstood> {
    // The renderer is well fuzzed, but a panic in it is a page that can't be rendered, not an end.
    catch_unwind(AssertUnwindSafe(|| render_page(pdf, page, dpi))).unwrap_or(Err(FAILED))
}

fn render_page(pdf: Vec<u8>, page: usize, dpi: f32) -> Result<Picture, NotUnderstood> {
    let pdf = Pdf::new(pdf).map_err(|_| FAILED)?;
    let page = pdf.pages().get(page).ok_or(FAILED)?;
    let (across, down) = scales(page, dpi)?;
    let incomplete = Arc::new(AtomicBool::new(false));
    let warned = Arc::clone(&incomplete);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |_| warned.store(true, Ordering::Relaxed)),
        ..InterpreterSettings::default()
    };
    let pixmap = hayro::render(
        page,
        &RenderCache::new(),
        &settings,
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: across,
            y_scale: down,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        },
    );
    Ok(Picture {
        samples: samples(&pixmap).ok_or(FAILED)?,
        incomplete: incomplete.load(Ordering::Relaxed),
    })
}

/// How many pixels a point has across and down.
fn scales(page: &Page<'_>, dpi: f32) -> Result<(f32, f32), NotUnderstood> {
    let (width, height) = page.render_dimensions();
    let usable = |size: f32| size.is_finite() && size > 0.0;
    if !usable(width) || !usable(height) {
        return Err(FAILED);
    }
    let wanted = dpi / 72.0;
    let scale = wanted
        .min((MOST_PIXELS / (width * height)).sqrt())
        .min(LONGEST / width.max(height));
    // Whole pixels that fill the page; a little more, since what is below the next is cut off.
    let whole = |size: f32| (size * scale - 1e-3).ceil().max(1.0) * 1.000_001 / size;
    Ok((whole(width), whole(height)))
}

/// The pixels, with as few components and bits as hold them.
fn samples(pixmap: &Pixmap) -> Option<Samples> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let pixels = || pixmap.data_as_u8_slice().chunks_exact(4);
    if width == 0 || height == 0 {
        return None;
    }
    let gray = pixels().all(|p| p[0] == p[1] && p[1] == p[2]);
    let two_tone = gray && pixels().all(|p| matches!(p[0], 0 | 255));
    let data = if two_tone {
        let firsts: Vec<u8> = pixels().map(|p| p[0]).collect();
        let rows = firsts.chunks_exact(usize::from(width));
        rows.flat_map(|row| row.chunks(8).map(packed)).collect()
    } else if gray {
        pixels().map(|p| p[0]).collect()
    } else {
        pixels().flat_map(|p| [p[0], p[1], p[2]]).collect()
    };
    Some(Samples {
        width: u32::from(width),
        height: u32::from(height),
        components: if gray { 1 } else { 3 },
        bits: if two_tone { 1 } else { 8 },
        data,
    })
}

/// Eight pixels of two tones.
fn packed(pixels: &[u8]) -> u8 {
    let bit = |(at, pixel): (usize, &u8)| (pixel & 1) << (7 - at);
    pixels.iter().enumerate().map(bit).sum()
}

impl Picture {
    /// The image, to be painted on the whole page.
    pub fn object(&self) -> lopdf::Stream {
        let mut dict = plain_dict(self.samples.size());
        let gray = self.samples.components == 1;
        dict.set("ColorSpace", if gray { "DeviceGray" } else { "DeviceRGB" });
        let data = encode(&self.samples, &mut dict);
        lopdf::Stream::new(dict, data).with_compression(false)
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, Stream, dictionary};

    use super::*;

    fn page(width: i64, height: i64, content: &str) -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let content = document.add_object(Stream::new(dictionary! {}, content.into()));
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => pages,
            "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
            "Contents" => content,
        });
        let tree = dictionary! {
            "Type" => "Pages",
            "Kids" => vec![Object::Reference(page)],
            "Count" => 1,
        };
        document.objects.insert(pages, tree.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("a vector takes all");
        bytes
    }

    fn rendered(width: i64, height: i64, content: &str) -> Picture {
        render(page(width, height, content), 0, 144.0).expect("it can be rendered")
    }

    #[test]
    fn a_page_is_as_large_as_it_was_and_as_plain_as_it_can_be() {
        let black = rendered(100, 50, "0 g 0 0 50 50 re f");
        assert_eq!((black.samples.width, black.samples.height), (200, 100));
        assert_eq!((black.samples.components, black.samples.bits), (1, 1));
        assert_eq!((black.samples.data[0], black.samples.data[24]), (0, 255));
        assert!(!black.incomplete);
        let gray = rendered(100, 50, "0.5 g 0 0 50 50 re f");
        assert_eq!((gray.samples.components, gray.samples.bits), (1, 8));
        let red = rendered(100, 50, "1 0 0 rg 0 0 50 50 re f");
        assert_eq!((red.samples.components, red.samples.bits), (3, 8));
        assert_eq!(red.samples.data[..3], [255, 0, 0]);
        assert!(red.object().dict.has(b"Filter"));
    }

    #[test]
    fn a_huge_page_is_rendered_coarsely() {
        let huge = rendered(14_400, 14_400, "0 g 0 0 50 50 re f");
        assert!(huge.samples.width < 6000);
    }

    #[test]
    fn what_is_no_page_is_no_panic() {
        assert!(render(Vec::new(), 0, DPI).is_err());
        assert!(render(page(10, 10, "q"), 1, DPI).is_err());
    }
}
