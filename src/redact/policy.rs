//! What a disclosure team decides for itself: which kinds are redacted, on which ground, and
//! what stands in their place.

use crate::model::{Action, BoxStyle, Class, Kind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The policy in force.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields, default = "Policy::bare")]
pub struct Policy {
    /// What stands in the place of a redaction; `{ground}` is replaced by its ground.
    pub label: String,
    /// Findings below this confidence are left, unless their action is `review`.
    pub min_confidence: f32,
    /// What happens to findings that a person must decide on.
    pub review: ReviewAs,
    /// Redact whole e-mail addresses instead of the part before the @.
    pub whole_email: bool,
    /// Who may be named: what happens to whole classes of people and names.
    pub classes: BTreeMap<Class, Action>,
    /// For each kind, what differs from its rule.
    pub kinds: BTreeMap<Kind, KindPolicy>,
    /// How boxes look in a redacted PDF.
    pub boxes: Boxes,
    /// File with names that are always redacted; relative to the policy file.
    pub redact_always: Option<PathBuf>,
    /// File with names that are never redacted, unless the other list says so.
    pub keep_always: Option<PathBuf>,
    /// What stands in these files.
    #[serde(skip)]
    pub lists: NameLists,
    /// Which of those that come with the program it is, if it is one.
    #[serde(skip)]
    built_in: Option<&'static str>,
}

/// How boxes look in a redacted PDF: colours as `#rrggbb`.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Boxes {
    /// The colour of the box.
    pub fill: String,
    /// The colour of the ground in it.
    pub text: String,
}

impl Default for Boxes {
    fn default() -> Self {
        Self {
            fill: "#000000".to_owned(),
            text: "#ffffff".to_owned(),
        }
    }
}

impl Boxes {
    /// The style, if the colours are colours and the ground can be read on the box.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    pub fn style(&self) -> Result<BoxStyle, String> {
        let colour = |text: &str| {
            let digits = text
                .strip_prefix('#')
                .filter(|d| d.len() == 6 && d.is_ascii());
            let byte = |i: usize| digits.and_then(|d| u8::from_str_radix(&d[i..i + 2], 16).ok());
            match (byte(0), byte(2), byte(4)) {
                (Some(r), Some(g), Some(b)) => Ok([r, g, b]),
                _ => Err(format!(
                    "`{text}` in [boxes] is not a colour: write it as #rrggbb"
                )),
            }
        };
        let style = BoxStyle {
            fill: colour(&self.fill)?,
            text: colour(&self.text)?,
        };
        if contrast(style.fill, style.text) < LEAST_CONTRAST {
            return Err(format!(
                "`{}` on `{}` in [boxes] can't be read: choose colours with a contrast of 4.5 to 1",
                self.text, self.fill
            ));
        }
        Ok(style)
    }
}

/// What WCAG 2.1 asks of text (criterion 1.4.3).
const LEAST_CONTRAST: f32 = 4.5;

/// The contrast of two colours as WCAG 2.1 defines it.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f32 {
    let luminance = |rgb: [u8; 3]| {
        let [r, g, b] = rgb.map(|c| {
            let c = f32::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// An organisation's own lists of names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NameLists {
    /// Names that are always redacted.
    pub redact: Vec<String>,
    /// Names that are never redacted, unless the other list says so.
    pub keep: Vec<String>,
}

/// What differs for one kind.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindPolicy {
    /// `redact`, `review` or `keep`.
    pub action: Option<Action>,
    /// Another ground, such as `10.2.e` for documents under the Wob.
    pub ground: Option<String>,
}

/// What happens to findings that a person must decide on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewAs {
    /// Redacted until a person decides otherwise: the default, fail closed.
    Redact,
    /// Left in.
    Keep,
}

/// Why a policy can't be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The file can't be read.
    #[error("{}: can't be read: {source}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It isn't a policy.
    #[error("{}:{line}: not a policy: {message}", path.display())]
    Parse {
        /// Which file.
        path: PathBuf,
        /// In which line.
        line: usize,
        /// Why.
        message: String,
    },
    /// A list of names holds something else.
    #[error("{}:{line}: the line {message}", path.display())]
    List {
        /// Which file.
        path: PathBuf,
        /// In which line.
        line: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// It would publish something measurable about what it hides.
    #[error("{}: {message}", path.display())]
    Unsafe {
        /// Which file.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },
}

/// The policies that come with the program, by name.
const BUILT_IN: [(&str, &str); 2] = [
    ("beslisnota", include_str!("../../policies/beslisnota.toml")),
    (
        "woo-dossier",
        include_str!("../../policies/woo-dossier.toml"),
    ),
];

impl Default for Policy {
    /// The built-in policy `beslisnota`.
    fn default() -> Self {
        Self::built_in("beslisnota").unwrap_or_else(Self::bare)
    }
}

impl Policy {
    /// What a policy says that says nothing: everything as the rules have it.
    fn bare() -> Self {
        Self {
            label: "[{ground}]".to_owned(),
            min_confidence: 0.3,
            review: ReviewAs::Redact,
            whole_email: false,
            classes: BTreeMap::new(),
            kinds: BTreeMap::new(),
            boxes: Boxes::default(),
            redact_always: None,
            keep_always: None,
            lists: NameLists::default(),
            built_in: None,
        }
    }

    /// The policy of this name that comes with the program.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (name, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        let policy: Self = toml::from_str(text).ok()?;
        Some(Self {
            built_in: Some(name),
            ..policy
        })
    }

    /// Its name, if it comes with the program.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        self.built_in
    }

    /// The names of the policies that come with the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// Reads a policy: one that comes with the program, by its name, or a file (TOML).
    ///
    /// # Errors
    /// [`PolicyError`], which names the file, the line and the reason.
    pub fn load(path: &Path) -> Result<Self, PolicyError> {
        if let Some(policy) = path.to_str().and_then(Self::built_in) {
            return Ok(policy);
        }
        let text = std::fs::read_to_string(path).map_err(|source| PolicyError::Read {
            path: path.to_owned(),
            source,
        })?;
        let mut policy: Self = toml::from_str(&text).map_err(|e| PolicyError::Parse {
            path: path.to_owned(),
            line: line_of(&text, &e),
            message: e.message().replace('\n', " "),
        })?;
        policy.check().map_err(|message| PolicyError::Unsafe {
            path: path.to_owned(),
            message,
        })?;
        let list = |file: &Option<PathBuf>| {
            let beside = path.parent().unwrap_or(Path::new(""));
            let read = |file: &PathBuf| super::lists::read(&beside.join(file));
            file.as_ref().map(read).transpose()
        };
        policy.lists = NameLists {
            redact: list(&policy.redact_always)?.unwrap_or_default(),
            keep: list(&policy.keep_always)?.unwrap_or_default(),
        };
        Ok(policy)
    }

    /// Labels of one width, or a label would tell which kind of value it hides, and a ground
    /// without letters or digits would hide that anything was taken out.
    fn check(&self) -> Result<(), String> {
        if self.label.trim().is_empty() {
            return Err("`label` is empty: readers must see that something was taken out".into());
        }
        let grounds = self.kinds.values().filter_map(|k| k.ground.as_deref());
        let width = Self::default_ground(Kind::Person).chars().count();
        let same_width = |g: &str| g.chars().count() == width;
        let mut grounds = grounds.filter(|g| !g.is_empty()).peekable();
        self.boxes.style()?;
        let expected = grounds.peek().map_or(width, |g| g.chars().count());
        if self.label.contains("{ground}")
            && !grounds.all(|g| g.chars().count() == expected || same_width(g))
        {
            return Err("the grounds have different widths: with `{ground}` in the label that would tell kinds apart by width; \
                        give them one width or use a label without `{ground}`"
                .into());
        }
        Ok(())
    }

    /// The ground of a kind under the Woo, where neither rule nor policy says another.
    #[must_use]
    pub fn default_ground(kind: Kind) -> &'static str {
        if kind == Kind::Bsn {
            "5.1.1e"
        } else {
            "5.1.2e"
        }
    }

    /// What the policy makes of a rule's action.
    #[must_use]
    pub fn action(&self, kind: Kind, action: Action) -> Action {
        let action = self
            .kinds
            .get(&kind)
            .and_then(|k| k.action)
            .unwrap_or(action);
        match (action, self.review) {
            (Action::Review, ReviewAs::Keep) => Action::Keep,
            _ => action,
        }
    }

    /// The ground that is published.
    #[must_use]
    pub fn ground(&self, kind: Kind, of_rule: Option<&str>) -> String {
        let of_policy = self.kinds.get(&kind).and_then(|k| k.ground.as_deref());
        of_policy
            .or(of_rule)
            .unwrap_or(Self::default_ground(kind))
            .to_owned()
    }

    /// What stands in the place of a redaction on this ground.
    #[must_use]
    pub fn label_for(&self, ground: &str) -> String {
        self.label.replace("{ground}", ground)
    }
}

/// The line of a TOML error, from 1.
fn line_of(text: &str, e: &toml::de::Error) -> usize {
    let at = e.span().map_or(0, |span| span.start.min(text.len()));
    1 + text.as_bytes()[..at]
        .iter()
        .filter(|&&b| b == b'\n')
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(toml_text: &str) -> Result<Policy, String> {
        let policy: Policy = toml::from_str(toml_text).map_err(|e| e.to_string())?;
        policy.check().map(|()| policy)
    }

    #[test]
    fn boxes_have_colours_in_which_the_ground_can_be_read() {
        assert_eq!(Policy::default().boxes.style(), Ok(BoxStyle::default()));
        let look = policy("[boxes]\nfill = '#ffffff'\ntext = '#000000'").unwrap();
        assert_eq!(look.boxes.style().unwrap().fill, [255; 3]);
        for wrong in [
            "fill = 'black'",
            "fill = '#00000g'",
            "text = '#333333'",
            "fill = '#é0000'",
        ] {
            assert!(
                policy(&format!("[boxes]\n{wrong}"))
                    .unwrap_err()
                    .contains("[boxes]")
            );
        }
    }

    #[test]
    fn review_is_redacted_unless_the_policy_keeps_it() {
        assert_eq!(
            Policy::default().action(Kind::Person, Action::Review),
            Action::Review
        );
        let keep = policy("review = 'keep'").unwrap();
        assert_eq!(keep.action(Kind::Person, Action::Review), Action::Keep);
    }

    #[test]
    fn grounds_follow_policy_then_rule_then_law() {
        let wob = policy("[kinds.person]\nground = '10.2.e'").unwrap();
        assert_eq!(wob.ground(Kind::Person, Some("5.1.2e")), "10.2.e");
        assert_eq!(wob.ground(Kind::Phone, None), "5.1.2e");
        assert_eq!(wob.ground(Kind::Bsn, None), "5.1.1e");
    }

    #[test]
    fn a_label_that_hides_the_gap_is_refused() {
        assert!(policy("label = ' '").is_err());
    }

    #[test]
    fn labels_of_different_widths_are_refused() {
        assert!(
            policy("[kinds.person]\nground = '10.2.e'\n[kinds.bsn]\nground = '5.1.1 e Woo'")
                .is_err()
        );
        assert!(policy("label = '[gelakt]'\n[kinds.person]\nground = '10.2.e'\n[kinds.bsn]\nground = '5.1.1 e Woo'").is_ok());
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(policy("lable = 'x'").is_err());
    }

    #[test]
    fn the_policies_of_the_program_can_be_read_by_name() {
        for name in Policy::names() {
            let policy = Policy::load(Path::new(name)).unwrap();
            assert!(policy.check().is_ok());
            assert_eq!(policy.classes[&Class::OfficeHolder], Action::Keep, "{name}");
        }
        assert_eq!(Policy::default(), Policy::built_in("beslisnota").unwrap());
    }

    #[test]
    fn an_error_names_file_line_and_reason() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("beleid.toml");
        std::fs::write(&path, "review = 'keep'\n[classes]\nminister = 'keep'\n").unwrap();
        let message = Policy::load(&path).unwrap_err().to_string();
        assert!(message.contains("beleid.toml:3: "), "{message}");
        assert!(message.contains("minister"), "{message}");
    }
}
