//! The small words of Dutch: what keeps a sentence open, and what makes a line a sentence.

/// Words after which a sentence can't end: articles, prepositions, conjunctions, possessives.
#[must_use]
pub fn keeps_open(word: &str) -> bool {
    let mut buffer = [0u8; 12];
    let Some(lower) = lower(word, &mut buffer) else {
        return false;
    };
    matches!(
        lower,
        "de" | "het"
            | "een"
            | "en"
            | "of"
            | "van"
            | "voor"
            | "naar"
            | "in"
            | "op"
            | "te"
            | "ter"
            | "ten"
            | "met"
            | "door"
            | "bij"
            | "om"
            | "dat"
            | "die"
            | "als"
            | "dan"
            | "tot"
            | "over"
            | "onder"
            | "uit"
            | "per"
            | "tegen"
            | "tussen"
            | "deze"
            | "dit"
            | "zijn"
            | "haar"
            | "hun"
            | "uw"
            | "onze"
            | "ons"
            | "mijn"
            | "der"
            | "des"
            | "den"
            | "aan"
            | "maar"
            | "want"
            | "omdat"
            | "zoals"
            | "waarin"
            | "waarbij"
            | "waarop"
            | "welke"
            | "wordt"
            | "worden"
            | "is"
            | "heeft"
            | "hebben"
            | "kan"
            | "zal"
            | "moet"
            | "betreffende"
            | "inzake"
            | "omtrent"
            | "zonder"
            | "binnen"
            | "volgens"
            | "namens"
            | "tweede"
            | "eerste"
            | "the"
            | "and"
            | "to"
    )
}

/// Finite verbs and pronouns common enough to tell a sentence from a title or a name.
#[must_use]
pub fn makes_sentence(word: &str) -> bool {
    let mut buffer = [0u8; 12];
    let Some(lower) = lower(word, &mut buffer) else {
        return false;
    };
    matches!(
        lower,
        "is" | "zijn"
            | "was"
            | "waren"
            | "wordt"
            | "worden"
            | "werd"
            | "werden"
            | "heeft"
            | "hebben"
            | "had"
            | "hebt"
            | "heb"
            | "kan"
            | "kunnen"
            | "kunt"
            | "zal"
            | "zullen"
            | "zult"
            | "zou"
            | "zouden"
            | "moet"
            | "moeten"
            | "mag"
            | "mogen"
            | "gaat"
            | "gaan"
            | "komt"
            | "komen"
            | "vraagt"
            | "verzoekt"
            | "verzoeken"
            | "ontvangt"
            | "geeft"
            | "geven"
            | "staat"
            | "staan"
            | "blijkt"
            | "blijft"
            | "maakt"
            | "doet"
            | "wil"
            | "willen"
            | "wilt"
            | "bied"
            | "biedt"
            | "stelt"
            | "stuur"
            | "stuurt"
            | "stuurde"
            | "vindt"
            | "vind"
            | "treft"
            | "ik"
            | "u"
            | "wij"
            | "we"
            | "hij"
            | "zij"
            | "ze"
            | "er"
            | "hierbij"
            | "dient"
            | "dienen"
            | "neemt"
            | "nemen"
            | "ligt"
            | "liggen"
            | "leidt"
            | "betreft"
            | "betekent"
            | "vormt"
            | "volgt"
            | "vloeit"
            | "geldt"
            | "gelden"
            | "bevat"
            | "bevatten"
            | "verleent"
            | "verwijs"
            | "vervalt"
    )
}

/// Lower-cases a short ASCII word in place; none for longer or other words.
fn lower<'a>(word: &str, buffer: &'a mut [u8; 12]) -> Option<&'a str> {
    let bytes = word.as_bytes();
    let room = buffer.get_mut(..bytes.len())?;
    for (to, from) in room.iter_mut().zip(bytes) {
        if !from.is_ascii_alphabetic() {
            return None;
        }
        *to = from.to_ascii_lowercase();
    }
    std::str::from_utf8(room).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_small_words_in_any_case() {
        assert!(keeps_open("Van") && keeps_open("de") && !keeps_open("Kamer"));
        assert!(makes_sentence("Wordt") && !makes_sentence("Directie"));
        assert!(!keeps_open("een-lang-samengesteld-woord") && !keeps_open("é"));
    }
}
