//! The secret on pages that are turned, shifted, enlarged or put together of pieces.

use super::maker::{Maker, Table};
use super::{Place, sentence};

pub(crate) const PLACES: &[Place] = &[
    Place::alone("turned-page", |m, s| {
        m.set(Table::Page, "Rotate", "90");
        m.write(format!("({}) Tj", sentence(s)));
    }),
    Place::alone("page-upside-down", |m, s| {
        m.set(Table::Page, "Rotate", "180");
        let y = m.line();
        let text = sentence(s);
        m.draw(format!("BT /F1 10 Tf -1 0 0 -1 400 {y} Tm ({text}) Tj ET"));
    }),
    Place::alone("shifted-page", |m, s| {
        m.set(Table::Page, "MediaBox", "[-40 -30 555 812]");
        m.set(Table::Page, "CropBox", "[-20 -10 500 900]");
        m.write(format!("({}) Tj", sentence(s)));
    }),
    Place::alone("page-of-large-units", |m, s| {
        m.set(Table::Page, "UserUnit", "2.5");
        m.write(format!("({}) Tj", sentence(s)));
    }),
    Place::alone("content-in-pieces", in_pieces),
    Place::alone("layer-of-a-form", |m, s| {
        let group = m.add("<</Type/OCG/Name(concept)>>");
        let members = m.add(format!("<</Type/OCMD/OCGs[{group} 0 R]/P/AllOn>>"));
        let config = format!("<</OCGs[{group} 0 R]/D<</BaseState/OFF>>>>");
        m.set(Table::Catalog, "OCProperties", &config);
        let form = m.stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 -5 600 850]/OC {members} 0 R/Resources<</Font<</F1 5 0 R>>>>"),
            format!("BT /F1 10 Tf 50 600 Td ({s}) Tj ET"),
        );
        m.resource("XObject", "Layer", form);
        m.draw("/Layer Do");
    }),
];

/// A line that begins in one stream of the page and ends in another.
fn in_pieces(m: &mut Maker, secret: &str) {
    let (left, right) = secret.split_at(4);
    let y = m.line();
    let begin = m.stream("", format!("BT /F1 10 Tf 50 {y} Td [(Volgens {left})"));
    let end = m.stream("", format!("({right}) ( is het plan gereed.)] TJ ET"));
    m.set(
        Table::Page,
        "Contents",
        &format!("[4 0 R {begin} 0 R {end} 0 R]"),
    );
}
