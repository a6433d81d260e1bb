//! The words by which a document says what it is, and the type each stands for.

use super::gate::{self, Gate};

const TYPES: &[(&str, &str)] = &[
    ("beslisnota", "beslisnota"),
    ("openbare beslisnota", "beslisnota"),
    ("nota", "nota"),
    ("interne nota", "nota"),
    ("oplegnota", "nota"),
    ("adviesnota", "nota"),
    ("annotatie", "nota"),
    ("notitie", "nota"),
    ("oplegnotitie", "nota"),
    ("oplegger", "nota"),
    ("informatienota", "nota"),
    ("startnota", "nota"),
    ("collegevoorstel", "nota"),
    ("raadsvoorstel", "nota"),
    ("ambtelijke nota", "nota"),
    ("memo", "memo"),
    ("memorandum", "memo"),
    ("brief", "brief"),
    ("kamerbrief", "kamerbrief"),
    ("collegebrief", "brief"),
    ("raadsinformatiebrief", "brief"),
    ("raadsbrief", "brief"),
    ("aanbiedingsbrief", "brief"),
    ("verslag", "verslag"),
    ("gespreksverslag", "verslag"),
    ("vergaderverslag", "verslag"),
    ("conceptverslag", "verslag"),
    ("concept-verslag", "verslag"),
    ("concept verslag", "verslag"),
    ("kort verslag", "verslag"),
    ("verslag bestuurlijk overleg", "verslag"),
    ("notulen", "verslag"),
    ("concept notulen", "verslag"),
    ("besluitenlijst", "verslag"),
    ("actie- en besluitenlijst", "verslag"),
    ("terugkoppeling", "verslag"),
    ("besluit", "besluit"),
    ("wob-besluit", "besluit"),
    ("woo-besluit", "besluit"),
    ("beschikking", "besluit"),
    ("beslissing op bezwaar", "besluit"),
    ("inventarislijst", "inventarislijst"),
    ("inventarisatielijst", "inventarislijst"),
    ("rapport", "rapport"),
    ("eindrapport", "rapport"),
    ("rapportage", "rapport"),
    ("evaluatierapport", "rapport"),
    ("onderzoeksrapport", "rapport"),
    ("voortgangsrapportage", "rapport"),
    ("jaarverslag", "rapport"),
    ("parafenroute", "parafenroute"),
    ("parafenlijst", "parafenroute"),
    ("paraafroute", "parafenroute"),
    ("formulier", "formulier"),
    ("aanvraagformulier", "formulier"),
    ("aanmeldformulier", "formulier"),
    ("aanbiedingsformulier", "formulier"),
    ("meldingsformulier", "formulier"),
    ("e-mail", "e-mail"),
    ("agenda", "other"),
    ("motie", "other"),
    ("persbericht", "other"),
    ("presentatie", "other"),
    ("factsheet", "other"),
    ("convenant", "other"),
];

const GATE: Gate = {
    let mut words = [""; TYPES.len()];
    let mut i = 0;
    while i < TYPES.len() {
        words[i] = TYPES[i].0;
        i += 1;
    }
    Gate::of(&words)
};

/// The type a whole line names: "nota", "BESLISNOTA", "Memo".
#[must_use]
pub fn of_line(line: &str) -> Option<&'static str> {
    let line = gate::bare(line);
    if line.len() > 30 || !GATE.may_hold(line) {
        return None;
    }
    TYPES
        .iter()
        .find(|(word, _)| gate::is(line, word))
        .map(|(_, name)| *name)
}

/// The type that the first words of a title name: "Besluitenlijst van de vergadering", "Oplegnota:
/// ondertekening", "Openbare beslisnota beantwoording". At most three words in.
#[must_use]
pub fn of_title(title: &str) -> Option<&'static str> {
    let title = gate::bare(title);
    let mut ends = title
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | ':' | ',' | '|' | '–'))
        .map(|(i, _)| i)
        .chain(std::iter::once(title.len()));
    let ends: [usize; 3] = std::array::from_fn(|_| ends.next().unwrap_or(0));
    ends.into_iter()
        .rev()
        .filter(|&end| end > 0)
        .find_map(|end| of_line(&title[..end]))
        .or_else(|| of_compound(&title[..ends[0]]))
}

/// "Incidentrapport", "Declaratieformulier": by what the word ends in.
fn of_compound(word: &str) -> Option<&'static str> {
    [
        ("rapport", "rapport"),
        ("formulier", "formulier"),
        ("verslag", "verslag"),
        ("verbaal", "rapport"),
    ]
    .iter()
    .find(|(end, _)| {
        word.len() > end.len() + 2
            && word
                .get(word.len() - end.len()..)
                .is_some_and(|t| gate::is(t, end))
    })
    .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_titles_name_their_type() {
        assert_eq!(of_line("BESLISNOTA"), Some("beslisnota"));
        assert_eq!(of_line("nota's"), None);
        assert_eq!(of_title("Oplegnota: ondertekening"), Some("nota"));
        assert_eq!(
            of_title("Openbare beslisnota over iets"),
            Some("beslisnota")
        );
        assert_eq!(of_title("Concept verslag overleg"), Some("verslag"));
        assert_eq!(of_title("Verslagen"), None);
        assert_eq!(of_title("Incidentrapport balie"), Some("rapport"));
        assert_eq!(of_title(""), None);
    }
}
