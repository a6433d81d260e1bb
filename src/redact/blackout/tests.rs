//! What a page tells when something has gone from it.

use super::*;
use crate::matching::{Needle, Needles};
use crate::model::{Carrier, Content, Glyph, Kind};
use crate::{layout, normalise};
use std::sync::Arc;

/// A page, set letter by letter.
struct Setter(GlyphPage);

/// How wide a letter is, in ems: not all the same.
fn width(c: char) -> f32 {
    0.25 + 0.05 * (c as u32 % 8) as f32
}

impl Setter {
    fn new() -> Self {
        Self(GlyphPage {
            number: 1,
            width: 595.0,
            height: 842.0,
            glyphs: Vec::new(),
            duplicates: Vec::new(),
            paints: Vec::new(),
            unread: false,
            image_cover: 0.0,
        })
    }

    /// Sets a text of size 10 with blanks so much wider than they are; gives its end.
    fn set(&mut self, mut x: f32, y: f32, text: &str, wider: f32) -> f32 {
        for c in text.chars() {
            let advance = 10.0 * width(c);
            self.put(x, y, c, advance, 0.0);
            x += advance + if c == ' ' { wider } else { 0.0 };
        }
        x
    }

    fn put(&mut self, x: f32, y: f32, c: char, advance: f32, angle: f32) {
        let rect = Rect {
            x0: x,
            y0: y - 7.5,
            x1: x + advance,
            y1: y + 2.5,
        };
        self.0.glyphs.push(Glyph {
            unicode: Arc::from(c.to_string()),
            rect,
            origin: (x, y),
            angle,
            size: 10.0,
            space: 2.5,
            advance,
            rgb: [0; 3],
            nth: self.0.glyphs.len() as u32,
            bold: false,
            invisible: false,
            carrier: Carrier::Page,
        });
    }
}

/// The page's blackout when every glyph of `name` goes.
fn without(page: &GlyphPage, name: &str) -> PageBlackout {
    let text: String = page.glyphs.iter().map(|g| &*g.unicode).collect();
    let goes: Vec<Option<u32>> = (0..page.glyphs.len())
        .map(|i| {
            text.match_indices(name)
                .position(|(at, _)| (at..at + name.len()).contains(&i))
                .map(|_| 0)
        })
        .collect();
    let mut out = PageBlackout {
        fates: vec![Fate::Stays; page.glyphs.len()],
        places: vec![None; page.glyphs.len()],
        ..PageBlackout::default()
    };
    for (fate, why) in out.fates.iter_mut().zip(&goes) {
        if why.is_some() {
            *fate = Fate::Goes;
        }
    }
    reflow::close(page, &goes, &[Why::on_ground("5.1.2e", false)], &mut out);
    out
}

/// What a reader of the result sees: letters with their places, and boxes.
fn seen(page: &GlyphPage, out: &PageBlackout) -> (Vec<(String, f32, f32)>, Vec<RedactionBox>) {
    let letters = page.glyphs.iter().zip(&out.fates);
    let letters = letters.filter_map(|(glyph, fate)| match *fate {
        Fate::Goes => None,
        Fate::Stays => Some((glyph.unicode.to_string(), glyph.origin.0, glyph.origin.1)),
        Fate::Moves { x, y } => Some((glyph.unicode.to_string(), x, y)),
    });
    (letters.collect(), out.boxes.clone())
}

#[test]
fn names_of_any_width_leave_the_same_line() {
    let line = |name: &str| {
        let mut page = Setter::new();
        page.set(
            70.0,
            100.0,
            &format!("Aan {name}, met dank voor de brief."),
            0.0,
        );
        seen(&page.0, &without(&page.0, name))
    };
    let (letters, boxes) = line("Wim");
    assert_eq!(boxes.len(), 1);
    assert_eq!(letters.len(), "Aan , met dank voor de brief.".len());
    for other in ["Maximiliaan van Wiltvank-Woudenberg", "Jan", "O"] {
        assert_eq!(line(other), (letters.clone(), boxes.clone()), "{other}");
    }
}

#[test]
fn a_justified_line_does_not_tell_by_its_blanks_what_stood_in_it() {
    let line = |name: &str| {
        let text = format!("Aan {name} gaf de minister antwoord op de vraag");
        let natural: f32 = text.chars().map(|c| 10.0 * width(c)).sum();
        let blanks = text.chars().filter(|c| *c == ' ').count() as f32;
        let mut page = Setter::new();
        page.set(70.0, 100.0, &text, (240.0 - natural) / blanks);
        seen(&page.0, &without(&page.0, name))
    };
    assert_eq!(line("Wim"), line("Wiltvank"));
    assert_eq!(line("Wim"), line("Jan Piet"));
}

#[test]
fn what_stands_before_the_box_and_in_other_columns_stays() {
    let mut page = Setter::new();
    let end = page.set(70.0, 100.0, "steller Tjibbe Wiltvank ", 0.0);
    let column = page.0.glyphs.len();
    page.set(end + 60.0, 100.0, "kenmerk", 0.0);
    page.set(70.0, 114.0, "datum", 0.0);
    let out = without(&page.0, "Tjibbe Wiltvank");
    assert!(
        out.fates[..8]
            .iter()
            .chain(&out.fates[column..])
            .all(|f| *f == Fate::Stays)
    );
    assert_eq!(out.boxes.len(), 1);
}

#[test]
fn a_box_never_runs_into_the_next_column() {
    let mut page = Setter::new();
    page.set(70.0, 100.0, "J", 0.0);
    page.set(94.0, 100.0, "kenmerk", 0.0);
    let out = without(&page.0, "J");
    assert!(out.boxes[0].bounds().x1 < 93.0);
    assert_eq!(out.boxes[0].corner.0, 70.0);
}

#[test]
fn under_an_image_nothing_moves_and_all_of_the_name_is_covered() {
    let mut page = Setter::new();
    page.set(70.0, 100.0, "Aan Wiltvank en de rest", 0.0);
    page.0.glyphs.iter_mut().for_each(|g| g.invisible = true);
    let out = without(&page.0, "Wiltvank");
    assert!(!out.fates.iter().any(|f| matches!(f, Fate::Moves { .. })));
    let [covered] = &out.boxes[..] else {
        panic!("one box")
    };
    assert!(covered.burn);
    let bounds = covered.bounds();
    for (glyph, fate) in page.0.glyphs.iter().zip(&out.fates) {
        let r = glyph.rect;
        match fate {
            Fate::Goes => assert!(
                bounds.x0 <= r.x0 && r.x1 <= bounds.x1 && bounds.y0 <= r.y0 && r.y1 <= bounds.y1
            ),
            // The text stands beside its image by as much, so of the words beside it more than half a
            // letter is never covered.
            _ if &*glyph.unicode != " " => {
                let far = 10.0 * reflow::DRIFT;
                assert!(r.x1 <= bounds.x0 + far || bounds.x1 - far <= r.x0);
                assert_eq!(*fate, Fate::Stays);
            }
            _ => {}
        }
    }
}

#[test]
fn a_line_of_any_direction_is_closed_along_it() {
    let mut page = Setter::new();
    for (n, c) in "van Wim af".chars().enumerate() {
        // Upwards along the edge of the page.
        page.put(30.0, 500.0 - 5.0 * n as f32, c, 5.0, -90.0);
    }
    let out = without(&page.0, "Wim");
    assert_eq!(out.boxes[0].angle, -90.0);
    let Fate::Moves { x, y } = out.fates[8] else {
        panic!("the rest moves")
    };
    assert!((x - 30.0).abs() < 1e-3 && y < 480.0 - 20.0, "{x} {y}");
}

#[test]
fn what_underlines_exactly_what_goes_goes_too() {
    let mut page = Setter::new();
    page.set(70.0, 100.0, "Aan Wiltvank", 0.0);
    let out = without(&page.0, "Wiltvank");
    let name = page.0.glyphs[4].rect;
    let erased = out.erased[0];
    assert!(erased.x0 <= name.x0 && erased.y1 >= name.y1 + 2.0 && erased.y0 <= name.y0);
}

#[test]
fn what_is_not_shown_goes_without_a_box() {
    let mut page = Setter::new();
    page.set(70.0, 100.0, "Aan Wiltvank en", 0.0);
    page.set(-400.0, 300.0, "Wiltvank", 0.0);
    for glyph in &mut page.0.glyphs[..15] {
        glyph.carrier = Carrier::HiddenLayer;
    }
    let out = without(&page.0, "Wiltvank");
    assert!(out.boxes.is_empty());
    assert!(!out.fates.iter().any(|f| matches!(f, Fate::Moves { .. })));
}

/// The blackout of pages of which these values are known, and these phrases given.
fn drawn(page: Setter, known: &str, given: &Given) -> (GlyphPage, PageBlackout) {
    let (laid, pages) = layout::lay_out(Content::Glyphs(vec![page.0]));
    let clean = normalise::clean(&laid);
    let values = vec![Needle::any_form(Kind::Person, known)];
    let known = Needles::new(values.clone());
    let drawn = blackout(&Order {
        pages: &pages,
        laid: &laid,
        clean: &clean,
        plan: &Plan {
            values,
            ..Plan::default()
        },
        values: &[&known],
        given,
        policy: &Policy::default(),
    });
    let page = drawn.blackout.pages.into_iter().next().unwrap();
    (pages.into_iter().next().unwrap(), page)
}

fn left((page, out): &(GlyphPage, PageBlackout)) -> String {
    let letters = page.glyphs.iter().zip(&out.fates);
    letters
        .filter(|(_, fate)| **fate != Fate::Goes)
        .map(|(glyph, _)| &*glyph.unicode)
        .collect()
}

#[test]
fn a_known_value_goes_in_whatever_order_it_is_painted() {
    // Painted in a row, but read apart: its second half stands far below.
    let mut page = Setter::new();
    page.set(70.0, 100.0, "Aan Wilt", 0.0);
    let end = page.set(70.0, 300.0, "Aan Wiltvank", 0.0);
    page.set(end + 2.5, 300.0, "geschreven", 0.0);
    assert_eq!(
        left(&drawn(page, "Wiltvank", &Given::default())),
        "Aan WiltAan geschreven"
    );
}

#[test]
fn the_end_of_a_word_is_no_initial() {
    let mut page = Setter::new();
    page.set(70.0, 100.0, "waarbij Omerdijk aanschuift", 0.0);
    assert_eq!(
        left(&drawn(page, "I. Omerdijk", &Given::default())),
        "waarbij Omerdijk aanschuift"
    );
}

#[test]
fn a_phrase_goes_spaced_out_and_within_words() {
    let given = Given {
        phrases: vec![Phrase::new("Zilvervos")],
        ..Given::default()
    };
    let mut page = Setter::new();
    page.set(70.0, 100.0, "Project Z i l v e r v o s is af", 0.0);
    page.set(70.0, 130.0, "zilvervosproject", 0.0);
    let out = drawn(page, "zzzz", &given);
    assert_eq!(left(&out), "Project  is afproject");
    assert_eq!(out.1.boxes.len(), 2);
}

#[test]
fn all_text_of_a_region_goes_under_a_box_that_burns() {
    let given = Given {
        regions: vec![Region {
            page: 1,
            rect: [60.0, 90.0, 300.0, 104.0],
            ground: "5.1.2i".to_owned(),
        }],
        ..Given::default()
    };
    let mut page = Setter::new();
    page.set(70.0, 100.0, "weg hiermee", 0.0);
    page.set(70.0, 130.0, "dit blijft", 0.0);
    let out = drawn(page, "zzzz", &given);
    assert_eq!(left(&out), "dit blijft");
    let [region] = &out.1.boxes[..] else {
        panic!("one box, not one a line too: {:?}", out.1.boxes)
    };
    assert!(region.burn && region.label == "5.1.2i");
    assert_eq!(region.alt, "Gelakt: artikel 5.1, tweede lid, onder i, Woo");
}

#[test]
fn a_page_that_nobody_could_read_is_covered_unless_asked_otherwise() {
    for keep_unread in [false, true] {
        let mut page = Setter::new();
        page.0.unread = true;
        page.set(70.0, 100.0, "stempel", 0.0);
        let given = Given {
            keep_unread,
            ..Given::default()
        };
        let (_, out) = drawn(page, "zzzz", &given);
        assert_eq!(out.withheld, !keep_unread);
        assert_eq!(out.boxes.len(), usize::from(!keep_unread));
    }
}

#[test]
fn blanks_are_read_with_the_word_before_them_on_their_line() {
    let mut page = Setter::new();
    let end = page.set(70.0, 100.0, "ab c", 0.0);
    page.put(end, 200.0, ' ', 2.5, 0.0);
    let place = |order| Some(crate::model::Place { element: 0, order });
    let mut places = vec![place(0), place(1), None, place(3), None];
    reading::join_blanks(&page.0, &mut places);
    assert_eq!(places, [place(0), place(1), place(1), place(3), None]);
}
