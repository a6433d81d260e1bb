//! The keys of a rule file, and whether a rule makes sense.

use serde::Deserialize;

use super::{Rule, RuleInfo};
use crate::model::{Action, Class, EvidenceSource, Kind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    rule: Vec<RawRule>,
}

/// A rule as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    /// Unique in its file.
    pub name: String,
    /// Switches off the rule of this name.
    #[serde(default)]
    pub disabled: bool,
    pub kind: Option<Kind>,
    #[serde(default = "redact")]
    pub action: Action,
    pub ground: Option<String>,
    /// Whom it finds: the policy may say what happens to them.
    pub class: Option<Class>,
    #[serde(default = "half")]
    pub confidence: f32,
    #[serde(default)]
    pub why: String,
    /// Where to look.
    pub trigger: Option<Trigger>,
    /// Where to look: behind one of these words or phrases.
    #[serde(default)]
    pub words: Vec<String>,
    /// For `trigger = "number"`: fewest and most digits that stand together.
    pub digits: Option<(u8, u8)>,
    /// What must stand there: behind the words, or at any other trigger. The group `x` is the
    /// finding, all of it where there is no such group.
    pub pattern: Option<String>,
    /// How to read on from there.
    pub take: Option<Take>,
    /// What the finding must fulfil.
    pub validator: Option<Validator>,
    /// One of these words must stand shortly before.
    #[serde(default)]
    pub near: Vec<String>,
    /// How many words and signs back `near` and `not_near` look; 14 where it is not said.
    pub reach: Option<u16>,
    /// None of these words may stand shortly before.
    #[serde(default)]
    pub not_near: Vec<String>,
    /// None of these may stand directly before.
    #[serde(default)]
    pub unless_before: Vec<String>,
    /// A finding like this is none.
    pub unless: Option<String>,
    /// Texts in which this rule finds exactly what stands in braces.
    #[serde(default)]
    pub hits: Vec<String>,
    /// Texts in which it finds nothing.
    #[serde(default)]
    pub misses: Vec<String>,
}

impl RawRule {
    /// What the rule goes by, as its trigger says.
    pub fn source(&self) -> EvidenceSource {
        match self.trigger {
            Some(
                Trigger::FirstName
                | Trigger::SmallName
                | Trigger::Surname
                | Trigger::Pair
                | Trigger::Initials,
            ) => EvidenceSource::Letters,
            _ => EvidenceSource::Context,
        }
    }
}

fn redact() -> Action {
    Action::Redact
}

fn half() -> f32 {
    0.5
}

/// What makes a rule look at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Trigger {
    /// The first of digits that stand together, read through OCR confusions.
    Number,
    /// An at sign, or what OCR makes of one.
    At,
    /// The first word of a line.
    Line,
    /// An opening bracket.
    Bracket,
    /// A black box, a run of x's, or a damaged redaction label.
    Ink,
    /// A word that ends as street names do: `-straat`, `-laan`.
    Street,
    /// One to three capitals with a dash behind them.
    Plate,
    /// A backslash.
    Backslash,
    /// A post that many hold.
    Function,
    /// A party in brackets.
    Party,
    /// A word that makes the name of a thing out of a name: motie-, -straat, Huis.
    Compound,
    /// One or more capitals with dots.
    Initials,
    /// A first name.
    FirstName,
    /// A first name written small.
    SmallName,
    /// A person's label at the start of a line, so damaged that no words match it.
    DamagedLabel,
    /// A word that firms carry beside a name: Bakkerij, & or B.V.
    Firm,
    /// A word for an office that OCR damaged, before a capital.
    DamagedOffice,
    /// A surname that is no ordinary word, or capitalised prefixes of one.
    Surname,
    /// A capitalised word that is in no list and no dictionary, before another capital.
    Pair,
}

/// How to read on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Take {
    /// The name that follows.
    Name,
    /// The name that follows, where it looks like one beyond doubt.
    ClearName,
    /// What a person's label announces: the rest of the line, or the next lines.
    Value,
    /// Names in a row: commas, lines, `en`.
    Names,
    /// The names a letter or mail opens with.
    Greeting,
    /// The name under a letter or mail.
    Signoff,
    /// A name with a colon or a verb of saying behind it.
    Speaker,
    /// An e-mail address around the trigger.
    Email,
    /// The name of which initials are part.
    Initials,
    /// The name that a first name begins.
    FirstName,
    /// A surname on its own.
    Surname,
    /// A name with a time behind it, on a line of its own.
    Timed,
    /// A first name written small, where its place says that it is one.
    Small,
    /// The name before a verb of saying.
    Says,
    /// The name directly before.
    Before,
    /// The office holder's name that follows, or several.
    Office,
    /// The names with titles or initials that follow, one or several.
    Judges,
    /// The name of which academic titles are part.
    Titled,
    /// The words of the trigger.
    Itself,
    /// The name of a thing that holds a person's name.
    Compound,
    /// The name of a firm that holds a person's name.
    Firm,
    /// Whose mail is quoted.
    Quoted,
    /// The name behind an at sign.
    Mention,
    /// Senders and addressees in the header of a mail.
    Header,
    /// A street, number, postcode and town around the trigger.
    Address,
    /// Where someone lives, behind a word that says so.
    Residence,
    /// Two capitalised words that are in no dictionary.
    Pair,
    /// A number behind a label that OCR damaged or cut in two.
    Labelled,
    /// The cells below the head of a column.
    Column,
    /// The letters that stand for a name, beside it.
    Monogram,
    /// Letters alone on a line of a route, between a name and a date.
    Route,
}

/// What a number must fulfil.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Validator {
    /// The check of a burgerservicenummer.
    Elfproef,
    /// The check of an IBAN.
    Mod97,
    /// A Dutch number plate of any series.
    Kenteken,
    /// Four numbers up to 255, or an IPv6 address.
    IpAddress,
    /// A day, month and year that exist.
    Date,
    /// A telephone number that can be dialled in or to the Netherlands or abroad.
    Phone,
    /// A word that is in no dictionary.
    NotWord,
}

/// The rules of a file's text; the reason when it is none.
pub(super) fn parse(text: &str) -> Result<Vec<RawRule>, String> {
    toml::from_str::<RuleFile>(text)
        .map(|file| file.rule)
        .map_err(|e| e.to_string().trim_end().replace('\n', " "))
}

/// Whether the patterns of a rule are some.
pub(super) fn compiles(raw: &RawRule) -> Result<(), String> {
    raw.pattern.iter().chain(&raw.unless).try_for_each(|p| {
        regex::Regex::new(p)
            .map(drop)
            .map_err(|e| format!("pattern does not compile: {e}"))
    })
}

/// A rule that makes sense, or why it does not.
pub(super) fn checked(id: String, raw: RawRule) -> Result<Rule, String> {
    let kind = raw.kind.ok_or("has no kind")?;
    if raw.name.is_empty() {
        return Err("has no name".into());
    }
    if !(0.0..=1.0).contains(&raw.confidence) {
        return Err("confidence must lie between 0 and 1".into());
    }
    if raw.words.is_empty() == raw.trigger.is_none() {
        return Err("needs either `words` or a `trigger`".into());
    }
    if raw.pattern.is_none() && raw.take.is_none() {
        return Err("needs a `pattern`, a `take`, or both".into());
    }
    for example in &raw.hits {
        if !example.contains('{') {
            return Err(format!("hit {example:?} marks nothing with braces"));
        }
    }
    let ground = match (raw.action, raw.ground.clone()) {
        (Action::Keep, ground) => ground,
        (_, Some(ground)) => Some(ground),
        (_, None) if kind == Kind::Bsn => Some("5.1.1e".to_owned()),
        (_, None) => Some("5.1.2e".to_owned()),
    };
    let info = RuleInfo {
        id,
        kind,
        action: raw.action,
        ground,
        confidence: raw.confidence,
        why: raw.why.clone(),
        examples: raw.hits.len() + raw.misses.len(),
    };
    Ok(Rule { info, raw })
}
