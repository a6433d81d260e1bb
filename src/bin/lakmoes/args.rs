//! The arguments, as they are typed.

pub(crate) use crate::limits::{LimitArgs, UnpackingArgs};
use crate::lists::ListArgs;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What stands below the help of the program.
const FIRST: &str = "\
Start here:
  lakmoes run dossier/ --out published/    a folder, and all that is in its archives and mails
  lakmoes run --help                       what can be set, with examples
  lakmoes explain nota.txt                 why something was redacted, or not
  lakmoes verify published/                what a stranger could still get out of published PDFs

Exit codes: 0 all is well; 1 some documents failed; 2 wrong usage; 3 something leaked and was withdrawn.";

/// What stands below the help of `run`.
const RUN: &str = "\
Examples:
  lakmoes run dossier/ --out published/
      One JSON a document. published/report.html says what to look at before it is published.
  lakmoes run dossier/ --out published/ --pdf --confidential originals.jsonl
      Redacted PDFs too; what was taken out goes to originals.jsonl, for your eyes only.
  lakmoes run a.pdf mails.zip --out published/ --policy woo-dossier --pseudonyms
      Two files under another policy, with a number for each person.
  lakmoes run dossier/ --out published/ --progress always 2> night.log
      Without a terminal: a line every so often, and each failure with its reason.
  lakmoes run dossier/ --out published/ --resume
      Goes on after the machine was switched off, or the disk was full.

Exit codes:
  0  all documents are done
  1  some failed, the others are written: report.html says which, why, and what helps
  2  wrong usage or configuration: nothing was done
  3  a written result failed the leak check and was withdrawn

The folder DIR.lakmoes beside DIR is for the program itself: never publish it.";

/// Turns folders of Dutch government documents into cleaned, structured JSON with personal data redacted.
///
/// The main job:
///
///   lakmoes run dossier/ --out published/
///
/// reads every document below dossier/ (PDF, Word, mail, sheets, text, …), also those in archives, and writes
/// one JSON a document to published/, with a manifest, a summary and a report. Names, e-mail addresses, telephone numbers and other personal
/// data are replaced by their ground ([5.1.2e]); ministers, organisations, references and dates stay.
/// Nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true, disable_help_flag = true, disable_version_flag = true, after_help = FIRST)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Print version
    #[arg(long, short = 'V', action = clap::ArgAction::Version, help_heading = GENERAL)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Headings of the help, in the order in which they come.
const OUTPUT: &str = "Output";
const REDACTION: &str = "What is redacted";
const GENERAL: &str = "General";

/// Options that every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Folder with *.toml rules that EXTEND the built-in ones: a rule with a new id is added, a rule
    /// with the id of a built-in one REPLACES it, and `disabled = true` switches it off
    #[arg(long, global = true, value_name = "DIR", help_heading = REDACTION)]
    pub(crate) rules: Option<PathBuf>,
    /// `beslisnota` (the default), `woo-dossier`, or a policy file (TOML): who may be named, kinds,
    /// grounds, the label, what happens to doubtful findings
    #[arg(long, global = true, value_name = "NAME|FILE", help_heading = REDACTION)]
    pub(crate) policy: Option<PathBuf>,
    /// Number of threads; 0 is one for each core
    #[arg(long, global = true, value_name = "N", default_value_t = 0, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(0..=1024), help_heading = GENERAL)]
    pub(crate) threads: usize,
    /// When to show progress on standard error: a bar on a terminal, a line every so often elsewhere
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN", help_heading = GENERAL)]
    pub(crate) progress: When,
    /// Say only what went wrong
    #[arg(long, short, global = true, help_heading = GENERAL)]
    pub(crate) quiet: bool,
    /// Say more: each document, and every failure however many are alike
    #[arg(long, short, global = true, action = clap::ArgAction::Count, help_heading = GENERAL)]
    pub(crate) verbose: u8,
    /// Print help
    #[arg(long, short, global = true, action = clap::ArgAction::Help, help_heading = GENERAL)]
    help: Option<bool>,
}

/// When to show something.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum When {
    /// When standard error is a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Process files and folders: one cleaned, redacted JSON a document
    #[command(after_help = RUN)]
    Run(RunArgs),
    /// Write one PDF anew without what is redacted
    #[command(
        after_help = "Exit code: 0 written; 1 the file can't be read or can't be written safely; 2 wrong usage or \
        configuration; 3 the result failed the leak check and was withdrawn. Nothing is written but on 0.\n\n\
        A plan file: {\"phrases\": [{\"text\": \"Jansen\", \"ground\": \"5.1.2e\"}], \
        \"regions\": [{\"page\": 1, \"rect\": [70, 90, 200, 110], \"ground\": \"5.1.2i\"}]}, rectangles as left, top, \
        right, bottom in points from the top left of the page as it is shown.\n\n\
        Example: lakmoes redact nota.pdf -o nota.gelakt.pdf --phrase 'project Zilvervos'"
    )]
    Redact(RedactArgs),
    /// Tell what a stranger can still get out of published PDFs
    #[command(
        after_help = "With an original, what would be redacted in it is sought in the redacted one, in any form and in \
        any part of the file. Without, bad redactions are: text under boxes or in the colour of the paper, outside of the \
        page or switched off, names that are covered in one place and stand in another, earlier states of the file with \
        text that was taken out. Notes tell of boxes without a ground, attachments and authors.\n\n\
        Exit code: 0 nothing found; 1 a file can't be read; 2 wrong usage; 3 something was found.\n\n\
        Examples: lakmoes verify nota.pdf gelakt/nota.pdf\n          lakmoes verify published/",
        verbatim_doc_comment
    )]
    Verify(VerifyArgs),
    /// Print what would be redacted and kept, as JSON lines
    #[command(
        after_help = "With -v each finding also carries `evidence`: what every rule said of the place.\n\n\
        Example: echo 'Bel Jan Jansen, 06-12345678' | lakmoes detect -"
    )]
    Detect(DetectArgs),
    /// Show why passages are redacted, reviewed or kept, and what spoke against it
    #[command(
        after_help = "The output quotes the document: it is as confidential as the document itself.\n\n\
        Examples: lakmoes explain nota.txt --text 'van Weel'\n          lakmoes explain nota.pdf --at 1204"
    )]
    Explain(ExplainArgs),
    /// Score a folder of documents with gold
    #[command(
        after_help = "With -v the table also tells whether confidences are what they say, and what each \
        `min_confidence` of the policy would give for names."
    )]
    Eval(EvalArgs),
    /// List the rules in force, or run their own examples
    Rules(RulesArgs),
    /// Print the JSON Schema of the output
    Schema,
    /// Do the documents that `run` asks for, on standard input: it starts this itself
    #[command(hide = true)]
    Worker,
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Files and folders; folders are read with all that is below them, archives, mailboxes and
    /// mails with all that is in them
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Where the results go: DIR/<relative path>.json, report.html, manifest.jsonl and summary.json
    #[arg(long, short, value_name = "DIR", help_heading = OUTPUT)]
    pub(crate) out: PathBuf,
    /// Also write each PDF anew as a redacted PDF, with boxes in the place of what is taken out
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) pdf: bool,
    /// Also write what was redacted to this file (mode 0600); it may not lie in DIR
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(crate) confidential: Option<PathBuf>,
    /// Go on where an earlier run into DIR was cut off: what is done and has not changed since, neither the
    /// file nor rules, policy and program, is not done again
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) resume: bool,
    /// Take each document on its own: without this, a name that is found beyond doubt in one document
    /// is found in all, also where nothing around it tells that it is one
    #[arg(long, help_heading = REDACTION)]
    pub(crate) apart: bool,
    /// Put a number in the place of each person, [persoon 1], the same in all documents; other data get
    /// their ground. Which number is whom stands in the --confidential file alone: without that file
    /// nobody will know
    #[arg(long, help_heading = REDACTION)]
    pub(crate) pseudonyms: bool,
    #[command(flatten)]
    pub(crate) lists: ListArgs,
    /// Give up on a document after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 600, help_heading = "Limits", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) timeout: u64,
    /// The most memory, in MiB, that one document may take; a large one may take some thirty times its size
    #[arg(long, value_name = "MIB", default_value_t = 2048, help_heading = "Limits", value_parser = clap::value_parser!(u64).range(256..=1 << 20))]
    pub(crate) max_memory: u64,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
    #[command(flatten)]
    pub(crate) unpacking: UnpackingArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RedactArgs {
    /// The PDF
    #[arg(value_name = "IN.pdf")]
    pub(crate) input: PathBuf,
    /// Where the redacted PDF goes
    #[arg(long, short, value_name = "OUT.pdf")]
    pub(crate) out: PathBuf,
    /// Also take out every occurrence of this, wherever it stands; may be given more than once
    #[arg(long, value_name = "TEXT")]
    pub(crate) phrase: Vec<String>,
    /// Also take out the phrases and regions of this file (JSON)
    #[arg(long, value_name = "FILE")]
    pub(crate) plan: Option<PathBuf>,
    /// Take out only what --phrase and --plan say: look for no personal data
    #[arg(long)]
    pub(crate) no_detect: bool,
    /// Leave pages that are an image without text as they are: nobody has read them. Without this
    /// they are covered
    #[arg(long)]
    pub(crate) keep_unread: bool,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) timeout: u64,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The redacted PDF or folder; before it, if you have that, the original
    #[arg(required = true, num_args = 1..=2, value_name = "[ORIGINAL] REDACTED")]
    pub(crate) files: Vec<PathBuf>,
    /// Also seek this; may be given more than once
    #[arg(long, value_name = "TEXT")]
    pub(crate) phrase: Vec<String>,
    /// Also seek each line of this file
    #[arg(long, value_name = "FILE")]
    pub(crate) values: Option<PathBuf>,
    /// Also seek the phrases of this plan, as `redact --plan` takes it
    #[arg(long, value_name = "FILE")]
    pub(crate) plan: Option<PathBuf>,
    /// Also seek what the --confidential file of a run holds
    #[arg(long, value_name = "FILE")]
    pub(crate) confidential: Option<PathBuf>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Told::Text)]
    pub(crate) format: Told,
    /// Notes count as findings: boxes without a ground, authors, attachments, earlier states of the file
    #[arg(long)]
    pub(crate) strict: bool,
    /// Quote what was found: the output is as confidential as the document then
    #[arg(long)]
    pub(crate) show: bool,
}

/// How findings are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Told {
    /// A line for people.
    Text,
    /// A line of JSON.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct DetectArgs {
    /// Files to search; - or nothing is standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Each line of the input is {"id", "text"}; each line of the output answers one, in order
    #[arg(long)]
    pub(crate) jsonl: bool,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// File to explain; - is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Only what stands at this place, as `detect` counts: Unicode scalar values from the start
    #[arg(long, value_name = "OFFSET", conflicts_with = "text")]
    pub(crate) at: Option<usize>,
    /// Only what touches these words, wherever they stand
    #[arg(long, value_name = "PHRASE")]
    pub(crate) text: Option<String>,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Folder of documents with NAME.gold.json beside each
    #[arg(value_name = "CORPUS")]
    pub(crate) corpus: PathBuf,
    /// How to print the scores
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Compare with these scores: anything worse is an error
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write the scores to the baseline file instead of comparing with it
    #[arg(long, requires = "baseline")]
    pub(crate) update_baseline: bool,
}

/// How scores are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For CI systems.
    Junit,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Print each rule in force: id, kind, action, ground
    List {
        /// Folder with rules that extend the built-in ones; same as --rules
        dir: Option<PathBuf>,
    },
    /// Run each rule's own examples
    Check {
        /// Folder with rules that extend the built-in ones; same as --rules
        dir: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
