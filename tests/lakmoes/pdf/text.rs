//! The secret painted as text, in every way in which text is painted.

use super::maker::{Maker, Table, hex};
use super::{Place, sentence};

pub(crate) const PLACES: &[Place] = &[
    Place::plain("tj", |m, s| m.write(format!("({}) Tj", sentence(s)))),
    Place::plain("tj-split", split),
    Place::plain("tj-each-letter", each_letter),
    Place::plain("tj-by-spacing", spaced),
    Place::plain("quote", |m, s| {
        m.write(format!("({}) '", sentence(s)));
        m.line();
    }),
    Place::plain("double-quote", |m, s| {
        m.write(format!("1 0.5 ({}) \"", sentence(s)));
        m.draw("BT 0 Tc 0 Tw ET");
        m.line();
    }),
    Place::plain("hex", |m, s| m.write(format!("{} Tj", hex(sentence(s))))),
    Place::plain("octal", |m, s| {
        let octal: String = s.bytes().map(|b| format!("\\{b:03o}")).collect();
        m.write(format!("({}) Tj", sentence(&octal)));
    }),
    Place::plain("show-text-by-rest", |m, s| {
        m.write(format!("(Volgens ) Tj ({s}) Tj ( is het plan gereed.) Tj"));
    }),
    Place::long("over-two-lines", over_two_lines),
    Place::plain("backwards-in-the-stream", backwards),
    Place::plain("turned", |m, s| {
        m.draw(format!(
            "BT /F1 10 Tf 0 1 -1 0 575 100 Tm ({}) Tj ET",
            sentence(s)
        ));
    }),
    Place::plain("stretched", |m, s| {
        m.write(format!("80 Tz 2 Ts ({}) Tj 100 Tz 0 Ts", sentence(s)));
    }),
    Place::plain("painted-twice", |m, s| {
        let y = m.line();
        for x in ["50", "50.2"] {
            m.draw(format!("BT /F1 10 Tf {x} {y} Td ({}) Tj ET", sentence(s)));
        }
    }),
    Place::long("render-mode-3", |m, s| {
        // What was read in a scan: it stays where it is, so each letter is as wide as any other.
        super::images::courier(m);
        m.write(format!("3 Tr /OCR 10 Tf ({}) Tj 0 Tr", sentence(s)));
    }),
    Place::plain("form-in-form", |m, s| {
        let y = m.line();
        let inner = m.form("", &format!("BT /F1 10 Tf 0 0 Td ({}) Tj ET", sentence(s)));
        let xobject = format!("/XObject<</In {inner} 0 R>>");
        let outer = m.form(&xobject, "q 1 0 0 1 20 0 cm /In Do Q");
        m.resource("XObject", "Out", outer);
        m.draw(format!("q 1 0 0 1 30 {y} cm /Out Do Q"));
    }),
    Place::plain("form-twice", |m, s| {
        let form = m.form("", &format!("BT /F1 10 Tf ({}) Tj ET", sentence(s)));
        m.resource("XObject", "Twice", form);
        for _ in 0..2 {
            let y = m.line();
            m.draw(format!("q 1 0 0 1 50 {y} cm /Twice Do Q"));
        }
    }),
    Place::plain("under-a-box", |m, s| {
        let y = m.line();
        m.draw(format!(
            "BT /F1 10 Tf 50 {y} Td ({s}) Tj ET 0 g 45 {} 150 12 re f",
            y - 2
        ));
    }),
    Place::plain("white-on-white", |m, s| {
        m.write(format!("1 g ({}) Tj 0 g", sentence(s)));
    }),
    Place::plain("clipped-away", |m, s| {
        m.draw(format!(
            "q 0 0 1 1 re W n BT /F1 10 Tf 50 20 Td ({s}) Tj ET Q"
        ));
    }),
    Place::plain("off-page", |m, s| {
        m.draw(format!(
            "BT /F1 10 Tf 50 900 Td ({s}) Tj 0 -2000 Td ({s}) Tj ET"
        ));
    }),
    Place::plain("outside-the-crop-box", |m, s| {
        m.set(Table::Page, "CropBox", "[0 30 595 842]");
        m.draw(format!("BT /F1 10 Tf 50 10 Td ({s}) Tj ET"));
    }),
    Place::plain("hidden-layer", hidden_layer),
    Place::plain("comment-in-stream", |m, s| {
        m.draw(format!("% {s}\n0 g %{s}"));
    }),
    Place::plain("junk-in-stream", |m, s| {
        m.draw(format!("({s}) ({s}) /{} pop", super::maker::name(s)));
    }),
    Place::plain("marked-content", marked_content),
    Place::plain("marked-content-in-resources", |m, s| {
        let list = m.add(format!("<</ActualText ({s})/Eigen [({s})]>>"));
        m.resource("Properties", "MC0", list);
        m.write("/Span /MC0 BDC (Het archief) Tj EMC");
    }),
    Place::odd("clip-mode", |m, s| {
        let y = m.line();
        let (text, low) = (sentence(s), y - 3);
        m.draw(format!(
            "q BT /F1 10 Tf 7 Tr 50 {y} Td ({text}) Tj ET 0.3 g 40 {low} 400 14 re f Q"
        ));
    }),
    Place::odd("tiling-pattern", |m, s| {
        let content = format!("BT /F1 10 Tf 0 2 Td ({s}) Tj ET");
        let pattern = m.stream(
            "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 12]/XStep 200/YStep 12/Resources<</Font<</F1 5 0 R>>>>",
            content,
        );
        m.resource("Pattern", "P0", pattern);
        let y = m.line();
        m.draw(format!("q /Pattern cs /P0 scn 50 {y} 400 12 re f Q"));
    }),
    Place::odd("soft-mask-group", |m, s| {
        let y = m.line();
        let group = m.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 600 850]/Group<</S/Transparency/CS/DeviceGray>>/Resources<</Font<</F1 5 0 R>>>>",
            format!("1 g BT /F1 10 Tf 50 {y} Td ({s}) Tj ET"),
        );
        let state = m.add(format!("<</SMask<</S/Luminosity/G {group} 0 R>>>>"));
        m.resource("ExtGState", "Mask", state);
        m.draw(format!("q /Mask gs 0.5 g 40 {y} 300 12 re f Q"));
    }),
    Place::odd("transparency-group", |m, s| {
        let y = m.line();
        let group = m.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 600 850]/Group<</S/Transparency/I true>>/Resources<</Font<</F1 5 0 R>>>>",
            format!("BT /F1 10 Tf 50 {y} Td ({}) Tj ET", sentence(s)),
        );
        m.resource("XObject", "Group", group);
        m.draw("/Group Do");
    }),
];

fn split(m: &mut Maker, secret: &str) {
    let (left, right) = secret.split_at(3);
    m.write(format!(
        "[(Volgens {left}) -12 ({right}) 40 ( is het plan gereed.)] TJ"
    ));
}

fn each_letter(m: &mut Maker, secret: &str) {
    let parts: String = secret
        .chars()
        .map(|c| format!("({c}) {} ", c as u32 % 9))
        .collect();
    m.write(format!("[(Volgens ) {parts} ( is het plan gereed.)] TJ"));
}

/// No space is painted: the pen moves on.
fn spaced(m: &mut Maker, secret: &str) {
    let parts: String = secret
        .split(' ')
        .map(|word| format!("({word}) -300 "))
        .collect();
    m.write(format!("[(Volgens) -300 {parts} (is het plan gereed.)] TJ"));
}

/// The last word of the secret stands on the next line.
fn over_two_lines(m: &mut Maker, secret: &str) {
    let (first, last) = secret.rsplit_once(' ').unwrap();
    m.write(format!(
        "(De raad heeft de vraag aan {first}) Tj T* ({last} is het plan gereed.) Tj"
    ));
    m.line();
}

/// What is read last is painted first.
fn backwards(m: &mut Maker, secret: &str) {
    let font = super::images::courier(m);
    let y = m.line();
    let mut x = 50 + 6 * sentence(secret).len();
    for word in sentence(secret).split(' ').rev() {
        x -= 6 * word.len();
        m.draw(format!("BT /{font} 10 Tf {x} {y} Td ({word}) Tj ET"));
        x = x.saturating_sub(6);
    }
}

fn hidden_layer(m: &mut Maker, secret: &str) {
    let group = m.add(format!("<</Type/OCG/Name({secret})>>"));
    m.resource("Properties", "OC0", group);
    let config = format!("<</OCGs[{group} 0 R]/D<</OFF[{group} 0 R]/Order[({secret})]>>>>");
    m.set(Table::Catalog, "OCProperties", &config);
    m.draw("/OC /OC0 BDC");
    m.write(format!("({secret}) Tj"));
    m.draw("EMC");
}

fn marked_content(m: &mut Maker, secret: &str) {
    for key in ["ActualText", "Alt", "E", "Eigen"] {
        m.write(format!(
            "/Span <</{key} ({secret})>> BDC (Het archief) Tj EMC"
        ));
    }
    m.draw(format!(
        "/Punt <</Eigen ({secret})>> DP /{} MP",
        super::maker::name(secret)
    ));
}
