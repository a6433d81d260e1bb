//! PDFs with a secret in every place in which a PDF can keep one.

mod annotations;
mod document;
mod fonts;
mod images;
mod letters;
mod maker;
mod pages;
pub(crate) mod stranger;
mod text;
mod truetype;

use maker::Maker;

/// What stands around the secret and must stay, wherever it is painted.
pub(crate) const NEIGHBOUR: &str = "is het plan gereed.";
const TOP: &str = "Nota over de begroting van het archief";
const BOTTOM: &str = "De stukken zijn volledig en geordend.";

/// A place that keeps a secret.
#[derive(Debug)]
pub(crate) struct Place {
    /// What it is called; the name of its file.
    pub(crate) name: &'static str,
    put: fn(&mut Maker, &str),
    /// It may be made into an image, or refused with a reason.
    pub(crate) odd: bool,
    /// How long the secret was can be seen: what stands behind it is a picture and can't come nearer, or
    /// lines break where it made them long.
    pub(crate) shows_length: bool,
    /// It changes the whole page: it stands in a file of its own.
    alone: bool,
}

impl Place {
    const fn plain(name: &'static str, put: fn(&mut Maker, &str)) -> Self {
        Self {
            name,
            put,
            odd: false,
            shows_length: false,
            alone: false,
        }
    }

    const fn odd(name: &'static str, put: fn(&mut Maker, &str)) -> Self {
        Self {
            odd: true,
            ..Self::plain(name, put)
        }
    }

    const fn long(name: &'static str, put: fn(&mut Maker, &str)) -> Self {
        Self {
            shows_length: true,
            ..Self::plain(name, put)
        }
    }

    const fn alone(name: &'static str, put: fn(&mut Maker, &str)) -> Self {
        Self {
            alone: true,
            ..Self::plain(name, put)
        }
    }

    /// A PDF with the secret in this place only.
    pub(crate) fn pdf(&self, secret: &str) -> Vec<u8> {
        made_of([self], secret)
    }
}

/// All places.
pub(crate) fn places() -> impl Iterator<Item = &'static Place> {
    let rooms = [
        text::PLACES,
        fonts::PLACES,
        images::PLACES,
        annotations::PLACES,
        document::PLACES,
        pages::PLACES,
    ];
    rooms.into_iter().flatten()
}

/// One PDF with the secret in all places that can be in one file.
pub(crate) fn all_at_once(secret: &str) -> Vec<u8> {
    made_of(places().filter(|place| !place.alone), secret)
}

/// The same without what may be made into an image.
pub(crate) fn plain_at_once(secret: &str) -> Vec<u8> {
    made_of(places().filter(|place| !place.alone && !place.odd), secret)
}

/// The places that can be in one file, and are the same whatever the length of the secret.
pub(crate) fn some() -> impl Iterator<Item = &'static Place> {
    places().filter(|place| !place.alone && !place.shows_length && !place.odd)
}

pub(crate) fn made_of<'a>(places: impl IntoIterator<Item = &'a Place>, secret: &str) -> Vec<u8> {
    let mut maker = Maker::new();
    maker.draw(format!("BT /F1 12 Tf 50 800 Td ({TOP}) Tj ET"));
    let mut places: Vec<&Place> = places.into_iter().collect();
    places.sort_by_key(|place| place.odd);
    maker.write("(Geachte lezer,) Tj");
    for (n, place) in places.iter().enumerate() {
        // What makes a page an image stands on pages of its own.
        let first_odd = place.odd && n > 0 && !places[n - 1].odd;
        maker.turn_page(if first_odd { 0 } else { 45 });
        (place.put)(&mut maker, secret);
    }
    maker.draw(format!("BT /F1 10 Tf 50 40 Td ({BOTTOM}) Tj ET"));
    maker.finish()
}

/// A note in two columns with this name: by label, in a sentence, in a mail address.
pub(crate) fn note(name: &str) -> Vec<u8> {
    let mut maker = Maker::new();
    let mail = name.to_lowercase().replace(' ', ".");
    let body = [
        "Aan de Minister van Justitie en Veiligheid",
        "nota",
        "1. Aanleiding",
        &format!("Vragen kunt u stellen aan de heer {name} van het archief."),
        "De minister heeft op 21 mei 2024 een brief gestuurd over de begroting.",
        &format!("De heer {name} en zijn collega hebben de stukken geordend."),
        "2. Geadviseerd besluit",
        "U wordt verzocht akkoord te gaan.",
    ];
    let side = [
        "Opgesteld door",
        name,
        &format!("{mail}@minjenv.example"),
        "Datum",
        "3 juni 2024",
    ];
    for line in body {
        maker.write(format!("({line}) Tj"));
    }
    for (n, line) in side.iter().enumerate() {
        let y = 767 - 13 * n;
        maker.draw(format!("BT /F1 8 Tf 420 {y} Td ({line}) Tj ET"));
    }
    maker.finish()
}

/// The secret among its neighbours.
fn sentence(secret: &str) -> String {
    format!("Volgens {secret} {NEIGHBOUR}")
}
