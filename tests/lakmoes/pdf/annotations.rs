//! The secret in annotations and form fields.

use super::Place;
use super::maker::{Maker, Table, hex, utf16};

pub(crate) const PLACES: &[Place] = &[
    Place::plain("annotation", |m, s| {
        let appearance = appearance(m, s);
        annotate(
            m,
            &format!(
                "/Subtype/FreeText/Contents({s})/RC(<p>{s}</p>)/T({s})/Subj({s})/NM({s})/DA(/F1 10 Tf)/AP<</N {appearance} 0 R>>"
            ),
        );
    }),
    Place::long("annotation-not-shown", |m, s| {
        let (normal, down) = (appearance(m, ""), appearance(m, s));
        annotate(
            m,
            &format!("/Subtype/Stamp/AP<</N {normal} 0 R/D {down} 0 R>>"),
        );
        annotate(m, &format!("/Subtype/Stamp/F 2/AP<</N {down} 0 R>>"));
        annotate(
            m,
            &format!("/Subtype/Stamp/AS/Uit/AP<</N<</Aan {down} 0 R/Uit {normal} 0 R>>>>"),
        );
    }),
    Place::plain("popup", |m, s| {
        let popup = annotate(m, &format!("/Subtype/Popup/Contents({s})"));
        annotate(m, &format!("/Subtype/Text/Contents(ok)/Popup {popup} 0 R"));
        annotate(m, &format!("/Subtype/Text/Contents {}", hex(utf16(s))));
    }),
    Place::plain("link", |m, s| {
        let address = s.replace(' ', "%20");
        annotate(
            m,
            &format!(
                "/Subtype/Link/A<</S/URI/URI(https://voorbeeld.example/{address}?wie={address})>>"
            ),
        );
        annotate(m, &format!("/Subtype/Link/Dest({s})"));
        annotate(m, &format!("/Subtype/Link/A<</S/Launch/F({s}.docx)>>"));
    }),
    Place::plain("form-field", field),
    Place::plain("choice-field", |m, s| {
        let field = annotate(
            m,
            &format!("/Subtype/Widget/FT/Ch/T(keuze)/Opt[({s})[(7)({s})]]/V(7)/DA(/F1 10 Tf 0 g)"),
        );
        m.set(Table::Form, "Fields", &format!("{field} 0 R "));
    }),
    Place::plain("button-states", |m, s| {
        let key = super::maker::name(s);
        let shown = appearance(m, "ja");
        let field = annotate(
            m,
            &format!(
                "/Subtype/Widget/FT/Btn/T(vak)/V/{key}/AS/{key}/AP<</N<</{key} {shown} 0 R>>>>/MK<</CA({s})/RC({s})>>"
            ),
        );
        m.set(Table::Form, "Fields", &format!("{field} 0 R "));
    }),
    Place::plain("xfa", |m, s| {
        let data =
            format!("<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><naam>{s}</naam></xdp:xdp>");
        let packet = m.stream("", data);
        m.set(Table::Form, "Fields", "");
        m.set(Table::Form, "XFA", &format!("(datasets) {packet} 0 R "));
    }),
    Place::plain("signature-field", |m, s| {
        let signature = m.add(format!(
            "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Name({s})/Reason({s})/Location({s})/ContactInfo({s})/Contents {}>>",
            hex(s)
        ));
        let field = annotate(
            m,
            &format!("/Subtype/Widget/FT/Sig/T(paraaf)/V {signature} 0 R"),
        );
        m.set(Table::Form, "Fields", &format!("{field} 0 R "));
    }),
    Place::plain("redaction-annotation", |m, s| {
        annotate(m, &format!("/Subtype/Redact/OverlayText({s})/DA(/F1 8 Tf)"));
    }),
];

fn annotate(m: &mut Maker, entries: &str) -> u32 {
    let y = m.line();
    let annotation = m.add(format!(
        "<</Type/Annot/Rect[50 {y} 400 {}]{entries}>>",
        y + 12
    ));
    m.set(Table::Page, "Annots", &format!("{annotation} 0 R "));
    annotation
}

/// An appearance that shows a text.
fn appearance(m: &mut Maker, text: &str) -> u32 {
    m.stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 350 12]/Resources<</Font<</F1 5 0 R>>>>",
        format!("/Tx BMC BT /F1 10 Tf 2 2 Td (Opgemerkt: {text}) Tj ET EMC"),
    )
}

fn field(m: &mut Maker, secret: &str) {
    let shown = appearance(m, secret);
    let field = annotate(
        m,
        &format!(
            "/Subtype/Widget/FT/Tx/T({secret})/TU({secret})/TM({secret})/V({secret})/DV({secret})/RV(<p>{secret}</p>)/DA(/F1 10 Tf 0 g)/AP<</N {shown} 0 R>>/AA<</K<</S/JavaScript/JS(event.value = '{secret}')>>>>"
        ),
    );
    m.set(Table::Form, "Fields", &format!("{field} 0 R "));
    m.set(Table::Form, "DA", &format!("(% {secret}\n/F1 10 Tf)"));
}
