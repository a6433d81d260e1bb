//! `report.html`: what a run comes to, for whoever must decide what is published.
//!
//! One file, in Dutch, without scripts and without anything from elsewhere. It is made of the manifest
//! alone, so it tells no more than that: no time, no size, nothing of what was taken out. The same
//! manifest gives the same bytes.
//!
//! 1. [`gather`] puts together what belongs together.
//! 2. One file a chapter says it: what is first to do ([`overview`]), what could not be read ([`unread`]),
//!    what a person must look at ([`attention`]), what was taken out ([`redacted`]), which documents
//!    belong together ([`groups`]), and what was decided beforehand ([`settings`]).
//! 3. [`html`] is the only place that makes markup; [`words`] holds what codes mean.

mod attention;
mod gather;
mod groups;
mod html;
mod listing;
mod overview;
mod redacted;
mod settings;
mod unread;
mod words;

#[cfg(test)]
mod tests;

pub use settings::Settings;

use super::Manifest;
use gather::Gathered;
use html::Html;

/// The file. `settings` are what was decided before the run.
#[must_use]
pub fn html(manifest: &Manifest, settings: &Settings) -> Vec<u8> {
    let gathered = Gathered::new(manifest);
    let mut out = Html::default();
    out.put(HEAD).put(include_str!("style.css")).put(BODY);
    overview::write(&mut out, &gathered);
    unread::write(&mut out, &gathered);
    attention::write(&mut out, &gathered);
    redacted::write(&mut out, &gathered);
    groups::write(&mut out, &gathered);
    settings::write(&mut out, settings);
    out.put("</main>\n</body>\n</html>\n");
    out.into_bytes()
}

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Verslag van lakmoes</title>
<style>
"#;

const BODY: &str = r##"</style>
</head>
<body>
<header>
<h1>Verslag van lakmoes</h1>
<nav aria-label="Hoofdstukken">
<a href="#kort">In het kort</a>
<a href="#niet-gelukt">Niet gelukt</a>
<a href="#nakijken">Nakijken</a>
<a href="#gelakt">Gelakt</a>
<a href="#bij-elkaar">Dubbel en bij elkaar</a>
<a href="#instellingen">Instellingen</a>
</nav>
</header>
<main>
"##;
