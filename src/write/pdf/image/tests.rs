//! What becomes of whole images.

use hayro_syntax::object::{Dict, FromBytes, Object, Stream};
use lopdf::{Object as New, dictionary};

use super::samples::get_bits;
use super::*;
use crate::ingest::Limits;
use crate::matching::Needle;
use crate::model::{Kind, Rect};
use crate::pdf::Matrix;

/// The bytes of a stream object.
fn bytes_of(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
    bytes.extend_from_slice(data);
    bytes.extend_from_slice(b"\nendstream");
    bytes
}

fn written(object: &New) -> String {
    match object {
        New::Boolean(yes) => yes.to_string(),
        New::Integer(n) => n.to_string(),
        New::Real(n) => n.to_string(),
        New::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
        New::String(bytes, _) => {
            let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
            format!("<{hex}>")
        }
        New::Array(of) => {
            let parts: Vec<String> = of.iter().map(written).collect();
            format!("[{}]", parts.join(" "))
        }
        New::Dictionary(dict) => format!("<<{}>>", dict_of(dict)),
        other => panic!("no such thing stands in images: {other:?}"),
    }
}

fn dict_of(dict: &Dictionary) -> String {
    let entry = |(key, value): (&Vec<u8>, &New)| match value {
        New::Reference(_) => String::new(),
        value => format!("/{} {} ", String::from_utf8_lossy(key), written(value)),
    };
    dict.iter().map(entry).collect()
}

/// On a page of 100 by 100, all of it.
const WHOLE: Matrix = Matrix::new(100.0, 0.0, 0.0, -100.0, 0.0, 100.0);

fn quad(x0: f64, y0: f64, x1: f64, y1: f64) -> Quad {
    [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
}

/// What is made of an image, and of its mask.
struct Made {
    image: lopdf::Stream,
    mask: Option<lopdf::Stream>,
}

fn carry(
    bytes: &[u8],
    matrix: Matrix,
    burn: &[Quad],
    values: &[&Needles],
) -> Result<Option<Made>, NotUnderstood> {
    let stream = Stream::from_bytes(bytes).expect("it is a stream");
    carry_stream(&stream, matrix, burn, values)
}

fn carry_stream(
    stream: &Stream<'_>,
    matrix: Matrix,
    burn: &[Quad],
    values: &[&Needles],
) -> Result<Option<Made>, NotUnderstood> {
    let mut images = Images::new(values, &Limits::default());
    let placed = Placed {
        matrix,
        burn,
        visible: Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 100.0,
            y1: 100.0,
        },
    };
    let mut spaces = |_: &mut Objects, object: &Object<'_>| {
        matches!(object, Object::Array(_)).then(|| "DeviceRGB".into())
    };
    let id = images.place(
        &mut Objects::new(),
        &mut spaces,
        stream,
        &Dict::empty(),
        &placed,
    )?;
    Ok(id.map(|id| {
        let image = images.made[&id].clone();
        let mask = ["SMask", "Mask"].into_iter().find_map(|key| {
            let id = image.dict.get(key.as_bytes()).ok()?.as_reference().ok()?;
            images.made.get(&id).cloned()
        });
        Made { image, mask }
    }))
}

fn carried(bytes: &[u8], burn: &[Quad]) -> Made {
    carry(bytes, WHOLE, burn, &[])
        .expect("it is understood")
        .expect("it can be seen")
}

/// What a stranger decodes of a new image.
fn seen(stream: &lopdf::Stream) -> Samples {
    let bytes = bytes_of(&dict_of(&stream.dict), &stream.content);
    let stream = Stream::from_bytes(&bytes).expect("it is a stream");
    let source =
        Source::read(&stream, &Dict::empty(), What::Image, 256 << 20).expect("it is understood");
    read_all(&source).samples
}

fn read_all<'a>(source: &Source<'a>) -> samples::Read<'a> {
    let chain = Chain::of(&source.stream).expect("it is understood");
    samples::read(source, &chain).expect("it is understood")
}

fn at(samples: &Samples, x: usize, y: usize) -> u32 {
    let row = samples.row();
    get_bits(
        &samples.data[y * row..(y + 1) * row],
        x,
        usize::from(samples.bits),
    )
}

fn gray(width: usize, height: usize) -> Vec<u8> {
    (0..width * height)
        .map(|n| 60 + (n * 7 % 97) as u8)
        .collect()
}

#[test]
fn pixels_outside_the_box_stay_and_those_under_it_are_black() {
    let data = gray(20, 20);
    let dict = "/Width 20 /Height 20 /BitsPerComponent 8 /ColorSpace /DeviceGray";
    let made = carried(&bytes_of(dict, &data), &[quad(50.0, 25.0, 75.0, 50.0)]);
    let samples = seen(&made.image);
    for (n, before) in data.iter().enumerate() {
        let (x, y) = (n % 20, n / 20);
        let hidden = (9..16).contains(&x) && (4..11).contains(&y);
        let clearly = (10..15).contains(&x) && (5..10).contains(&y);
        let fine = samples.width as usize / 20;
        let value = at(&samples, x * fine + fine / 2, y * fine + fine / 2);
        assert!(!clearly || value == 0, "{x} {y}");
        assert!(hidden || value == u32::from(*before), "{x} {y}");
    }
}

#[test]
fn black_is_black_in_every_colour_space() {
    let under = [quad(30.0, 30.0, 70.0, 70.0)];
    for (space, components, bits, black) in [
        ("/DeviceGray", 1_usize, 8, vec![0]),
        ("/DeviceGray /Decode [1 0]", 1, 8, vec![255]),
        ("/DeviceGray", 1, 1, vec![0]),
        ("/DeviceGray", 1, 16, vec![0]),
        ("/DeviceRGB", 3, 8, vec![0, 0, 0]),
        ("/DeviceRGB", 3, 4, vec![0, 0, 0]),
        ("/DeviceCMYK", 4, 8, vec![0, 0, 0, 255]),
        (
            "/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]",
            4,
            8,
            vec![255, 255, 255, 0],
        ),
        ("[/Lab << /WhitePoint [1 1 1] >>]", 3, 8, vec![0, 128, 128]),
        (
            "[/Indexed /DeviceRGB 2 <ffffff010203ff0000>]",
            1,
            8,
            vec![1],
        ),
        ("[/Indexed /DeviceCMYK 1 <00000000000000ff>]", 1, 2, vec![1]),
        ("[/Separation /Black /DeviceGray 1 0 R]", 1, 8, vec![255]),
    ] {
        let row = (40 * components * bits).div_ceil(8);
        let dict = format!("/Width 40 /Height 40 /BitsPerComponent {bits} /ColorSpace {space}");
        let source = bytes_of(&dict, &vec![0x5A; row * 40]);
        let stream = Stream::from_bytes(&source[..]).expect("it is a stream");
        let read = Source::read(&stream, &Dict::empty(), What::Image, 256 << 20)
            .expect("it is understood");
        let mut read_samples = read_all(&read);
        let colour = read.black(read_samples.samples.size(), &read_samples.space);
        assert_eq!(colour, black, "{space}");
        let placed = Placed {
            matrix: WHOLE,
            burn: &under,
            visible: Rect {
                x0: 0.0,
                y0: 0.0,
                x1: 100.0,
                y1: 100.0,
            },
        };
        let cover = Cover::of(&placed).expect("it can be seen");
        read_samples
            .samples
            .fill(&Region::of(40, 40, &cover), &colour);
        let part = |n: usize| at(&read_samples.samples, 20 * components + n, 20);
        let found: Vec<u32> = (0..components).map(part).collect();
        assert_eq!(found, black, "{space}");
    }
}

#[test]
fn colours_that_stood_under_the_box_alone_leave_the_palette() {
    let mut data = vec![0_u8; 400];
    data[210] = 2;
    let dict = "/Width 20 /Height 20 /BitsPerComponent 8 \
                /ColorSpace [/Indexed /DeviceRGB 3 <ffffff000000a1b2c3d4e5f6>]";
    let made = carried(&bytes_of(dict, &data), &[quad(45.0, 45.0, 60.0, 60.0)]);
    let New::Array(space) = made.image.dict.get(b"ColorSpace").expect("it has one") else {
        panic!("it is indexed");
    };
    assert_eq!(written(&space[3]), "<ffffff000000>");
}

#[test]
fn a_stencil_is_painted_all_over_under_the_box() {
    for (decode, painted) in [("", 0), ("/Decode [1 0]", 1)] {
        let dict = format!("/Width 40 /Height 40 /ImageMask true {decode}");
        let made = carried(
            &bytes_of(&dict, &[0xA5; 200]),
            &[quad(40.0, 40.0, 60.0, 60.0)],
        );
        let samples = seen(&made.image);
        let (w, h) = (samples.width as usize, samples.height as usize);
        assert!((w * 2 / 5..w * 3 / 5).all(|x| at(&samples, x, h / 2) == painted));
        assert!((0..w / 5).any(|x| at(&samples, x, h / 20) != painted));
    }
}

#[test]
fn inline_images_are_read_by_their_short_keys() {
    let dict = "/W 4 /H 2 /BPC 8 /CS /G /F /AHx /I true";
    let made = carried(&bytes_of(dict, b"01020304 0a0b0c0d>"), &[]);
    assert_eq!(seen(&made.image).data, [1, 2, 3, 4, 10, 11, 12, 13]);
    assert_eq!(
        made.image.dict.get(b"Interpolate").ok(),
        Some(&New::Boolean(true))
    );
}

#[test]
fn what_is_not_the_image_stays_behind() {
    let mut data = gray(8, 8);
    data.extend_from_slice(b"Jan de Waard stands behind the pixels");
    let dict = "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 \
                /ColorSpace /DeviceGray /Name /Waard /ID (Waard) /Metadata 1 0 R /OPI << >> \
                /Alternates [] /StructParent 3 /Waard /Waard /Intent /Waard";
    let made = carried(&bytes_of(dict, &data), &[]);
    assert_eq!(seen(&made.image).data, data[..64]);
    let all = format!("{:?}{:?}", made.image.dict, made.image.content);
    for gone in [
        "Waard",
        "Metadata",
        "OPI",
        "Alternates",
        "StructParent",
        "Name\"",
        "ID\"",
    ] {
        assert!(!all.contains(gone), "{gone}");
    }
}

#[test]
fn an_image_whose_bytes_are_a_value_is_blank() {
    let mut data = gray(20, 20);
    data[100..112].copy_from_slice(b"Jan de Waard");
    let dict = "/Width 20 /Height 20 /BitsPerComponent 8 /ColorSpace /DeviceGray";
    let needles = Needles::new(vec![Needle::any_form(Kind::Person, "Jan de Waard")]);
    let bytes = bytes_of(dict, &data);
    let made = carry(&bytes, WHOLE, &[], &[&needles]).ok().flatten();
    assert!(
        seen(&made.expect("it can be seen").image)
            .data
            .iter()
            .all(|b| *b == 0)
    );
    assert_eq!(seen(&carried(&bytes, &[]).image).data, data);
}

/// A file whose page has an image with a mask.
fn with_mask(key: &str, mask: Dictionary, pixels: Vec<u8>) -> hayro_syntax::Pdf {
    use lopdf::Document;
    let mut document = Document::with_version("1.7");
    let mask = document.add_object(lopdf::Stream::new(mask, pixels));
    let mut image = dictionary! {
        "Subtype" => "Image", "Width" => 10, "Height" => 10, "BitsPerComponent" => 8,
        "ColorSpace" => "DeviceGray",
    };
    image.set(key, mask);
    let image = document.add_object(lopdf::Stream::new(image, gray(10, 10)));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im" => image } },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a vector takes all");
    hayro_syntax::Pdf::new(bytes).expect("it is a file")
}

#[test]
fn no_silhouette_is_left_in_masks() {
    let soft = dictionary! {
        "Subtype" => "Image", "Width" => 20, "Height" => 20, "BitsPerComponent" => 8,
        "ColorSpace" => "DeviceGray",
    };
    let stencil = dictionary! {
        "Subtype" => "Image", "Width" => 20, "Height" => 20, "ImageMask" => true,
    };
    for (key, dict, bytes, opaque, elsewhere) in [
        ("SMask", soft, vec![90; 400], 255, 90),
        ("Mask", stencil, vec![0xFF; 60], 0, 1),
    ] {
        let pdf = with_mask(key, dict, bytes);
        let objects = &pdf.pages()[0].resources().x_objects;
        let stream = objects
            .get::<Stream<'_>>(b"Im".as_slice())
            .expect("it is there");
        let made = carry_stream(&stream, WHOLE, &[quad(40.0, 40.0, 60.0, 60.0)], &[]);
        let made = made.ok().flatten().expect("it can be seen");
        let image = seen(&made.image);
        let middle = at(&image, image.width as usize / 2, image.height as usize / 2);
        assert_eq!(middle, 0, "{key}");
        let mask = seen(&made.mask.expect("it has a mask"));
        assert_eq!(
            at(&mask, mask.width as usize / 2, mask.height as usize / 2),
            opaque,
            "{key}"
        );
        assert_eq!(at(&mask, 2, 2), elsewhere, "{key}");
    }
}

#[test]
fn a_box_on_a_coarse_image_takes_no_more_than_what_is_under_it() {
    let dict = "/Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray";
    let made = carried(&bytes_of(dict, &[90, 200]), &[quad(40.0, 40.0, 60.0, 60.0)]);
    let samples = seen(&made.image);
    let (w, h) = (samples.width as usize, samples.height as usize);
    assert_eq!(at(&samples, w / 2, h / 2), 0);
    assert_eq!(
        (at(&samples, w / 4, h / 2), at(&samples, w * 3 / 4, h / 2)),
        (90, 200)
    );
    assert_eq!(
        seen(&carried(&bytes_of(dict, &[90, 200]), &[]).image).data,
        [90, 200]
    );
}

#[test]
fn bits_behind_the_end_of_a_row_are_gone() {
    let made = carried(
        &bytes_of(
            "/Width 3 /Height 2 /BitsPerComponent 1 /ColorSpace /DeviceGray",
            &[0xFF; 2],
        ),
        &[],
    );
    assert_eq!(seen(&made.image).data, [0xE0, 0xE0]);
}

#[test]
fn bombs_and_nonsense_are_refused() {
    for dict in [
        "/Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        "/Width 60000 /Height 60000 /ImageMask true /Filter /CCITTFaxDecode \
         /DecodeParms << /K -1 /Columns 60000000 >>",
        "/Width 0 /Height 5 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        "/Width -4 /Height 5 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        "/Width 4 /Height 5 /BitsPerComponent 8 /ColorSpace /Pattern",
        "/Width 4 /Height 5 /BitsPerComponent 8 /ColorSpace [/Indexed [/Indexed /DeviceRGB 1 <00>] 1 <00>]",
        "/Width 4 /Height 5 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /Unheard",
        "/Width 4 /Height 5 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter [/DCTDecode /FlateDecode]",
        "/Width 4 /Height 5 /BitsPerComponent 8 /ColorSpace /DeviceGray /F (elsewhere.bin)",
    ] {
        let bytes = bytes_of(dict, &[0xC3; 40]);
        assert!(carry(&bytes, WHOLE, &[], &[]).is_err(), "{dict}");
    }
}

#[test]
fn a_missing_rest_is_filled_up() {
    let dict = "/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray";
    let samples = seen(&carried(&bytes_of(dict, &[9; 6]), &[]).image);
    assert_eq!(
        samples.data,
        [9, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    );
}

#[test]
fn two_tones_are_packed_as_fax_and_come_out_again() {
    let data: Vec<u8> = (0..64 * 200)
        .map(|n: usize| {
            if (n / 640).is_multiple_of(2) {
                0xFF
            } else {
                0x0F
            }
        })
        .collect();
    let dict = "/Width 509 /Height 200 /BitsPerComponent 1 /ColorSpace /DeviceGray";
    let bytes = bytes_of(dict, &data);
    let made = carried(&bytes, &[]);
    let before = samples_of(&bytes);
    assert_eq!(seen(&made.image), before);
    assert!(made.image.content.len() < 2000);
}

fn samples_of(bytes: &[u8]) -> Samples {
    let stream = Stream::from_bytes(bytes).expect("it is a stream");
    let source =
        Source::read(&stream, &Dict::empty(), What::Image, 256 << 20).expect("it is understood");
    read_all(&source).samples
}

proptest::proptest! {
    #[test]
    fn whatever_is_packed_comes_out_again(
        (width, height) in (1_u32..70, 1_u32..30),
        bits in proptest::sample::select(vec![1_u8, 2, 4, 8, 16]),
        components in proptest::sample::select(vec![1_u8, 3, 4]),
        seed in proptest::prelude::any::<u32>(), calm in 1_u32..40,
    ) {
        let row = (width as usize * usize::from(components * bits.min(16)) ).div_ceil(8);
        let mut state = seed | 1;
        let data: Vec<u8> = (0..row * height as usize).map(|n| {
            if (n as u32).is_multiple_of(calm) {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            }
            (state >> 24) as u8
        }).collect();
        let space = ["/DeviceGray", "", "/DeviceRGB", "/DeviceCMYK"][usize::from(components) - 1];
        let dict = format!(
            "/Width {width} /Height {height} /BitsPerComponent {bits} /ColorSpace {space}"
        );
        let bytes = bytes_of(&dict, &data);
        proptest::prop_assert_eq!(seen(&carried(&bytes, &[]).image), samples_of(&bytes));
    }
}
