//! Progress in words.

use super::pace::Pace;
use lakmoes::batch::{Load, Phase};

/// A number with commas: `20,000`.
pub(crate) fn number(n: impl TryInto<u64>) -> String {
    let digits = n.try_into().unwrap_or(u64::MAX).to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What a phase begins with.
pub(super) fn beginning(phase: Phase, load: Load) -> String {
    match load.documents {
        0 => phase.name().to_owned(),
        n => format!("{}: {} {}", phase.name(), number(n), things(phase, n)),
    }
}

fn things(phase: Phase, n: usize) -> &'static str {
    match (phase, n) {
        (Phase::Opening, 1) => "file",
        (Phase::Opening, _) => "files",
        (_, 1) => "document",
        _ => "documents",
    }
}

/// How far a phase is.
pub(super) fn line(pace: &Pace, failed: usize, now: f64) -> String {
    let mut parts = Vec::new();
    match pace.all.documents {
        0 if pace.done.documents == 0 => {}
        0 => parts.push(number(pace.done.documents)),
        all => parts.push(format!(
            "{} of {} {}",
            number(pace.done.documents),
            number(all),
            things(pace.phase, all)
        )),
    }
    if pace.phase == Phase::Reading {
        parts.push(format!("{} pages", number(pace.done.pages)));
        parts.push(format!("{:.1} MB/s", pace.speed(now) / 1e6));
    }
    if failed > 0 {
        parts.push(format!("{} failed", number(failed)));
    }
    if let Some(seconds) = pace.left(now) {
        parts.push(format!("{} left", duration(seconds)));
    }
    parts.join(", ")
}

/// How long something took, and how fast it was: `4 min 12 s (3.1 MB/s)`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "what a person reads needs no 53 bits"
)]
pub(super) fn took(bytes: u64, seconds: f64) -> String {
    let speed = bytes as f64 / 1e6 / seconds.max(0.001);
    let whole = seconds.round() as u64;
    let time = match whole {
        0..10 => format!("{seconds:.1} s"),
        10..60 => format!("{whole} s"),
        60..3600 => format!("{} min {:02} s", whole / 60, whole % 60),
        _ => format!("{} h {:02} min", whole / 3600, whole % 3600 / 60),
    };
    format!("{time} ({speed:.1} MB/s)")
}

/// A time as a person would say it who does not know it exactly.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time that is foretold; what is too large for the type stays its largest number"
)]
pub(super) fn duration(seconds: f64) -> String {
    let minutes = (seconds / 60.0).round() as u64;
    match minutes {
        _ if seconds < 10.0 => "a few seconds".to_owned(),
        _ if seconds < 55.0 => format!("about {} s", (seconds / 10.0).round() as u64 * 10),
        0..60 => format!("about {} min", minutes.max(1)),
        60..2880 => {
            let tens = (minutes + 5) / 10;
            format!("about {} h {:02} min", tens / 6, tens % 6 * 10)
        }
        _ => "more than two days".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        let told: Vec<_> = [0_u64, 999, 1000, 20_000, 1_234_567].map(number).into();
        assert_eq!(told, ["0", "999", "1,000", "20,000", "1,234,567"]);
    }

    #[test]
    fn times_are_as_exact_as_they_are_known() {
        let told: Vec<_> = [
            0.0,
            12.0,
            54.0,
            58.0,
            119.0,
            3540.0,
            3599.0,
            7500.0,
            1e9,
            f64::INFINITY,
        ]
        .map(duration)
        .into();
        assert_eq!(
            told,
            [
                "a few seconds",
                "about 10 s",
                "about 50 s",
                "about 1 min",
                "about 2 min",
                "about 59 min",
                "about 1 h 00 min",
                "about 2 h 10 min",
                "more than two days",
                "more than two days"
            ]
        );
    }

    #[test]
    fn what_it_took_is_told_with_its_speed() {
        let told: Vec<_> = [
            (1_500_000, 0.5),
            (0, 42.0),
            (774_000_000, 252.0),
            (0, 8100.0),
        ]
        .map(|(bytes, seconds)| took(bytes, seconds))
        .into();
        assert_eq!(
            told,
            [
                "0.5 s (3.0 MB/s)",
                "42 s (0.0 MB/s)",
                "4 min 12 s (3.1 MB/s)",
                "2 h 15 min (0.0 MB/s)"
            ]
        );
    }

    #[test]
    fn a_line_tells_documents_pages_speed_failures_and_time() {
        let all = Load {
            documents: 20_000,
            bytes: 2_000_000_000,
            pages: 0,
        };
        let mut pace = Pace::new(Phase::Reading, all, 0.0);
        pace.step(Load {
            documents: 2000,
            bytes: 200_000_000,
            pages: 7402,
        });
        assert_eq!(
            line(&pace, 12, 20.0),
            "2,000 of 20,000 documents, 7,402 pages, 10.0 MB/s, 12 failed, about 3 min left"
        );
        assert_eq!(
            beginning(
                Phase::Opening,
                Load {
                    documents: 1,
                    ..all
                }
            ),
            "opening archives and mails: 1 file"
        );
    }
}
