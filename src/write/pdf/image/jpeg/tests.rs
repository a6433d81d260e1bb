//! Whole JPEGs. The pictures are waves and noise, made for these tests.

use hayro_syntax::object::stream::ImageDecodeParams;
use hayro_syntax::object::{FromBytes, Stream};

use super::*;
use crate::model::Rect;
use crate::pdf::Matrix;
use crate::write::pdf::image::cover::{Cover, Placed, Quad};

const HALVED: &[u8] = include_bytes!("../fixtures/halved.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../fixtures/progressive.jpg");
const GRAY: &[u8] = include_bytes!("../fixtures/gray.jpg");

const MOST: u64 = 256 << 20;

const ALL: [(&str, &[u8], usize); 7] = [
    ("halved", HALVED, 3),
    ("progressive", PROGRESSIVE, 3),
    ("full", include_bytes!("../fixtures/full.jpg"), 3),
    ("restarts", include_bytes!("../fixtures/restarts.jpg"), 3),
    ("gray", GRAY, 1),
    (
        "gray progressive",
        include_bytes!("../fixtures/gray_progressive.jpg"),
        1,
    ),
    ("inks", include_bytes!("../fixtures/inks.jpg"), 4),
];

/// What a decoder that is not ours makes of it.
fn pixels(data: &[u8], size: Size) -> Vec<u8> {
    let mut bytes =
        format!("<< /Filter /DCTDecode /Length {} >>\nstream\n", data.len()).into_bytes();
    bytes.extend_from_slice(data);
    bytes.extend_from_slice(b"\nendstream");
    let params = ImageDecodeParams {
        width: size.width,
        height: size.height,
        num_components: Some(size.components),
        ..ImageDecodeParams::default()
    };
    let stream = Stream::from_bytes(&bytes[..]).expect("it is a stream");
    stream
        .decoded_image(&params)
        .expect("it can be decoded")
        .data
        .into_owned()
}

fn read(data: &[u8]) -> Jpeg {
    Jpeg::read(data, (0, 0), MOST).expect("it can be read")
}

/// A region under a box on a page of 100 by 100 that the picture fills.
fn under(size: Size, burn: Quad) -> Region {
    let placed = Placed {
        matrix: Matrix::new(100.0, 0.0, 0.0, -100.0, 0.0, 100.0),
        burn: &[burn],
        visible: Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 100.0,
            y1: 100.0,
        },
    };
    Region::of(
        size.width,
        size.height,
        &Cover::of(&placed).expect("it can be seen"),
    )
}

const MIDDLE: Quad = [(40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0)];

#[test]
fn untouched_pictures_keep_every_pixel_and_grow_little() {
    for (name, data, components) in ALL {
        let mut jpeg = read(data);
        let size = jpeg.size();
        assert_eq!(usize::from(size.components), components, "{name}");
        let none = Region::of(
            size.width,
            size.height,
            &Cover::of(&Placed {
                matrix: Matrix::new(1.0, 0.0, 0.0, -1.0, 0.0, 1.0),
                burn: &[],
                visible: Rect {
                    x0: 0.0,
                    y0: 0.0,
                    x1: 1.0,
                    y1: 1.0,
                },
            })
            .expect("it can be seen"),
        );
        jpeg.blank(&none, &[0; 4], None);
        let written = jpeg.write();
        assert!(pixels(&written, size) == pixels(data, size), "{name}");
        assert!(written.len() < data.len() * 23 / 20, "{name}");
    }
}

#[test]
fn under_a_box_is_black_and_what_is_away_from_it_stays_exactly() {
    for (name, data, components) in ALL {
        let mut jpeg = read(data);
        let size = jpeg.size();
        let region = under(size, MIDDLE);
        let black: &[u32] = if components == 4 {
            &[255, 255, 255, 0]
        } else {
            &[0, 0, 0]
        };
        jpeg.blank(&region, &black[..components], None);
        let (before, after) = (pixels(data, size), pixels(&jpeg.write(), size));
        let (w, h) = (size.width as usize, size.height as usize);
        for y in 0..h {
            for x in 0..w {
                let part = |of: &[u8]| of[(y * w + x) * components..][..components].to_vec();
                let (u, v) = ((x as f64 + 0.5) / w as f64, (y as f64 + 0.5) / h as f64);
                let under = (0.45..0.55).contains(&u) && (0.45..0.55).contains(&v);
                // A group of blocks, and what is mixed with it at its edge.
                let far = u < 0.4 - 20.0 / w as f64
                    || u > 0.6 + 20.0 / w as f64
                    || v < 0.4 - 20.0 / h as f64
                    || v > 0.6 + 20.0 / h as f64;
                if under {
                    let near = |(a, b): (&u8, &u32)| u32::from(*a).abs_diff(*b) < 60;
                    assert!(
                        part(&after).iter().zip(black).all(near),
                        "{name} {x} {y} {:?}",
                        part(&after)
                    );
                }
                assert!(!far || part(&before) == part(&after), "{name} {x} {y}");
            }
        }
    }
}

#[test]
fn what_stood_under_the_box_makes_no_difference() {
    // The same picture, once with something else under the box: blanked, they are the same bytes.
    let mut first = read(GRAY);
    let size = first.size();
    let region = under(size, MIDDLE);
    first.blank(&region, &[0], None);
    let mut second = read(GRAY);
    let component = &mut second.components[0];
    for by in 3..4 {
        for bx in 4..5 {
            let from = (by * component.across + bx) * 64;
            component.coefficients[from..from + 64].fill(9);
        }
    }
    assert!(second.write() != read(GRAY).write());
    second.blank(&region, &[0], None);
    assert!(first.write() == second.write());
}

#[test]
fn nothing_but_the_picture_is_left() {
    for data in [HALVED, PROGRESSIVE] {
        let holds = |of: &[u8], what: &[u8]| memchr::memmem::find(of, what).is_some();
        assert!(holds(data, b"Waard"));
        let written = read(data).write();
        for gone in [&b"Waard"[..], b"Exif", b"JFIF"] {
            assert!(!holds(&written, gone));
        }
        assert!(written.ends_with(&[0xFF, 0xD9]));
    }
}

#[test]
fn the_same_picture_gives_the_same_bytes_however_it_was_packed() {
    let bytes = read(HALVED).write();
    assert!(read(&bytes).write() == bytes);
    assert!(read(PROGRESSIVE).write() == bytes);
}

#[test]
fn a_picture_that_is_cut_off_is_read_as_far_as_it_goes() {
    for (name, data, _) in ALL {
        for share in 1..20 {
            if let Ok(jpeg) = Jpeg::read(&data[..data.len() * share / 20], (0, 0), MOST) {
                let _ = pixels(&jpeg.write(), jpeg.size());
                assert!(!jpeg.write().is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn a_bomb_is_refused() {
    let mut data = GRAY.to_vec();
    let at = memchr::memmem::find(&data, &[0xFF, 0xC0]).expect("it has a frame");
    data[at + 5..at + 9].fill(0xFF);
    assert_eq!(Jpeg::read(&data, (0, 0), MOST).err(), Some(TOO_LARGE));
}

proptest::proptest! {
    #[test]
    fn damaged_pictures_do_no_harm(
        which in 0_usize..7, at in 0.0..1.0_f64, bytes in proptest::collection::vec(0_u8..=255, 1..6),
    ) {
        let mut data = ALL[which].1.to_vec();
        let at = (at * (data.len() - 6) as f64) as usize;
        data[at..at + bytes.len()].copy_from_slice(&bytes);
        if let Ok(mut jpeg) = Jpeg::read(&data, (75, 61), MOST) {
            let size = jpeg.size();
            if u64::from(size.width) * u64::from(size.height) < 1 << 20 {
                jpeg.blank(&under(size, MIDDLE), &[0; 4], None);
                // What is written can be read again, and is the same then.
                let written = jpeg.write();
                let again = Jpeg::read(&written, (0, 0), MOST).expect("it is whole");
                proptest::prop_assert!(again.write() == written);
            }
        }
    }
}
