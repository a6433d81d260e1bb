//! The rules of a style sheet that hide what has a class or an id; no others are looked at.

use std::collections::BTreeSet;

use super::tags::hides;

/// Classes and ids that are hidden.
#[derive(Default)]
pub(super) struct Hidden {
    all: BTreeSet<(char, String)>,
}

impl Hidden {
    /// Whether a class (`.`) or an id (`#`) is hidden.
    pub(super) fn has(&self, sign: char, name: &str) -> bool {
        self.all.contains(&(sign, name.to_owned()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds the rules of a style sheet; what holds for some screens only is passed over.
    pub(super) fn read(&mut self, css: &str) {
        let (mut depth, mut from, mut selector) = (0_usize, 0, "");
        for (at, b) in css.bytes().enumerate() {
            match b {
                b'{' => {
                    if depth == 0 {
                        selector = &css[from..at];
                    }
                    depth += 1;
                    from = at + 1;
                }
                b'}' => {
                    if depth == 1 && !selector.contains('@') {
                        self.rule(selector, &css[from..at]);
                    }
                    depth = depth.saturating_sub(1);
                    from = at + 1;
                }
                _ => {}
            }
        }
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        let bare: String = declarations
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect();
        if !hides(&bare) {
            return;
        }
        // `.weg`, `p.weg`, `span#weg`: not what depends on what stands around it.
        for selector in selectors.split(',') {
            let one = selector.trim();
            let name = one.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            let mut rest = name.chars();
            let Some(sign @ ('.' | '#')) = rest.next() else {
                continue;
            };
            let name = rest.as_str();
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            if !name.is_empty() && name.chars().all(plain) {
                self.all.insert((sign, name.to_owned()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_are_hidden_everywhere_are_known() {
        let mut hidden = Hidden::default();
        hidden.read(
            "<!-- p {margin:0} .weg, span.ook { Display : none; } @media print { .soms {display:none} } .a .b {display:none} .te-zien{color:red} #id{visibility:hidden}",
        );
        let has = [('.', "weg"), ('.', "ook"), ('#', "id")];
        assert!(has.iter().all(|(sign, name)| hidden.has(*sign, name)));
        let has_not = [("soms"), ("b"), ("te-zien")];
        assert!(has_not.iter().all(|name| !hidden.has('.', name)));
    }
}
