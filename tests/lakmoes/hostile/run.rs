//! One run over all of them, watched from outside.

use super::{Bad, CLEAN, archives, mails, names, office, pdfs, tapes, texts};
use crate::support::{Place, Ran};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs with small limits and gives up on nothing: what takes long is seen.
const LIMITS: &[&str] = &[
    "--max-bytes",
    "1",
    "--max-pages",
    "200",
    "--max-cells",
    "5000",
    "--max-pixels",
    "4",
    "--max-members",
    "250",
    "--max-nesting",
    "4",
    "--timeout",
    "60",
    "--threads",
    "2",
    "--pdf",
];

/// What the whole run may have in memory at once, in MiB: the weights and words that every run has,
/// and the limits above many times over.
const MEMORY: u64 = 600;

/// One family in a folder of its own, with clean documents around it.
fn held(family: &str, bad: &[Bad]) {
    let only = std::env::var("LAKMOES_HOSTILE_ONLY").unwrap_or_default();
    let bad: Vec<&Bad> = bad.iter().filter(|b| b.name.contains(&only)).collect();
    // Words could be names, and go; numbers stay.
    let names: Vec<String> = (0..).zip(&bad).map(|(n, bad)| bad.file(n)).collect();
    let mut files: Vec<(&str, &[u8])> = names
        .iter()
        .zip(&bad)
        .map(|(name, bad)| (&**name, &*bad.bytes))
        .collect();
    if let Some(folder) = std::env::var_os("LAKMOES_HOSTILE_DUMP") {
        let folder = Path::new(&folder).join(family);
        fs::create_dir_all(&folder).unwrap();
        for bad in bad {
            fs::write(folder.join(&bad.name), &bad.bytes).unwrap();
        }
        return;
    }
    files.push(("0-eerste.txt", CLEAN));
    files.push(("zz-laatste.txt", CLEAN));
    let place = Place::with(&files);
    let (ran, peak, took) = watched(&place);
    assert!(
        matches!(ran.code, 0 | 1),
        "{family}: exit {}: {}",
        ran.code,
        ran.err
    );
    assert!(!ran.err.contains("internal error"), "{family}: {}", ran.err);
    harmless(&ran);
    assert!(peak < MEMORY, "{family}: {peak} MiB");
    tell(&format!("{family}: {peak} MiB, {took:?}"));
    nothing_outside(&place);
    let lines = lines(&place);
    for (path, line) in &lines {
        let reason = &line["reason"];
        let code = reason["code"].as_str().unwrap_or("done");
        assert!(
            !matches!(
                code,
                "panic" | "timeout" | "leak" | "no-thread" | "crash" | "memory"
            ),
            "{family}: {path}: {line}"
        );
        let message = reason["message"].as_str().unwrap_or_default();
        if code == "limit" {
            assert!(
                message.contains("; see --max-")
                    || message.contains("too large when unpacked")
                    || message.contains("drawing operations"),
                "{path}: {message}"
            );
        }
    }
    for clean in ["0-eerste.txt", "zz-laatste.txt"] {
        assert_eq!(lines[clean]["status"], "done", "{family}");
    }
    for (bad, name) in bad.iter().zip(&names) {
        judge(bad, name, &lines);
    }
}

/// Seen with `--nocapture`.
#[allow(clippy::print_stderr)] // a test may say how it went
fn tell(what: &str) {
    eprintln!("{what}");
}

/// The lines of the manifest by path; paths that are the same are all there.
fn lines(place: &Place) -> BTreeMap<String, Value> {
    let mut lines = BTreeMap::new();
    for (n, line) in place.manifest().into_iter().enumerate() {
        let path = line["path"].as_str().unwrap().to_owned();
        if let Some(before) = lines.insert(path.clone(), line) {
            lines.insert(format!("{path}\0{n}"), before);
        }
    }
    lines
}

fn judge(bad: &Bad, name: &str, lines: &BTreeMap<String, Value>) {
    let below = format!("{name}/");
    let own: Vec<(&String, &Value)> = lines
        .iter()
        .filter(|(path, _)| **path == name || path.starts_with(&below))
        .collect();
    assert!(!own.is_empty(), "{}: has no line", bad.name);
    let told: Vec<String> = own
        .iter()
        .take(12)
        .map(|(path, line)| format!("{path}: {} {}", line["status"], line["reason"]))
        .collect();
    for code in &bad.codes {
        let has = |line: &Value| line["reason"]["code"] == *code;
        assert!(
            own.iter().any(|(_, line)| has(line)),
            "{}: not {code}: {told:#?}",
            bad.name
        );
    }
    if bad.clean {
        let clean = |path: &str| path.ends_with("schoon.txt");
        let done = own
            .iter()
            .any(|(path, line)| clean(path) && line["status"] == "done");
        assert!(done, "{}: what is clean in it is lost: {told:#?}", bad.name);
    }
    if bad.done {
        assert_eq!(lines[name]["status"], "done", "{}: {told:#?}", bad.name);
    }
}

/// Nothing is said that a terminal would obey.
fn harmless(ran: &Ran) {
    let obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202E}';
    assert!(!ran.err.contains(obeyed), "{:?}", ran.err);
}

/// There is nothing but what went in, what was published and what is private.
fn nothing_outside(place: &Place) {
    let around = place.path("in");
    let around = around.parent().unwrap();
    let mut names: Vec<String> = fs::read_dir(around)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["in", "out", "out.lakmoes"]);
    for outside in ["/tmp/lakmoes-ontsnapt.txt", "/tmp/door-de-link.txt"] {
        assert!(!Path::new(outside).exists(), "{outside}");
    }
    for (name, bytes) in place.published() {
        if name.ends_with(".json") || name.ends_with(".jsonl") {
            assert!(
                !bytes.windows(8).any(|w| w == b"root:x:0"),
                "{name} holds a file of the system"
            );
            // What a terminal or a web page would take for an order.
            assert!(
                !bytes.iter().any(|b| *b < b' ' && *b != b'\n'),
                "{name} holds control characters"
            );
        }
    }
}

/// Runs, and looks how much memory the process and those that it starts have at most, in MiB.
fn watched(place: &Place) -> (Ran, u64, Duration) {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_lakmoes"))
        .args(["run", "in", "--out", "out"])
        .args(LIMITS)
        .current_dir(place.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(place.path("out.err")).unwrap())
        .spawn()
        .unwrap();
    let mut peaks = BTreeMap::new();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        for process in family_of(child.id()) {
            if let Some(peak) = peak_of(process) {
                let known = peaks.entry(process).or_insert(0);
                *known = peak.max(*known);
            }
        }
        assert!(began.elapsed() < Duration::from_secs(300), "it hangs");
        std::thread::sleep(Duration::from_millis(5));
    };
    let err = fs::read(place.path("out.err")).unwrap();
    fs::remove_file(place.path("out.err")).unwrap();
    let ran = Ran {
        code: status.code().unwrap_or(-1),
        out: String::new(),
        err: String::from_utf8(err).unwrap(),
    };
    let most = peaks.values().max().copied().unwrap_or(0);
    (ran, most >> 10, began.elapsed())
}

/// A process and those that it started; only itself where the system does not tell.
fn family_of(process: u32) -> Vec<u32> {
    let mut all = vec![process];
    // Each thread has children of its own.
    let threads = fs::read_dir(format!("/proc/{process}/task"));
    for thread in threads.into_iter().flatten().flatten() {
        let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        all.extend(
            children
                .split_whitespace()
                .filter_map(|c| c.parse::<u32>().ok()),
        );
    }
    all
}

/// The most memory that a process has had, in KiB.
fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[test]
fn zip_archives() {
    held("zip", &archives::all());
}

#[test]
fn tapes_and_other_archives() {
    held("tapes", &tapes::all());
}

#[test]
fn mails_and_mailboxes() {
    held("mails", &mails::all());
}

#[test]
fn office_documents() {
    held("office", &office::all());
}

#[test]
fn texts_of_all_kinds() {
    held("texts", &texts::all());
}

#[test]
fn pdfs_of_all_kinds() {
    held("pdfs", &pdfs::all());
}

#[test]
fn names_of_members() {
    held("names", &names::all());
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_files() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let names = names::on_disk();
    for name in &names {
        let path = place.path("in").join(std::ffi::OsStr::from_bytes(name));
        fs::write(path, CLEAN).unwrap();
    }
    let (ran, ..) = watched(&place);
    assert_eq!(ran.code, 0, "{}", ran.err);
    harmless(&ran);
    nothing_outside(&place);
    let lines = place.manifest();
    for system in [".DS_Store", "Thumbs.db"] {
        let line = lines.iter().find(|l| l["path"] == system);
        let code = line.map(|l| &l["reason"]["code"]);
        assert_eq!(code, Some(&Value::from("system-file")), "{system}");
    }
    assert_eq!(lines.len(), names.len());
    assert!(lines.iter().all(|l| l["status"] != "failed"));
    let done = || lines.iter().filter(|l| l["status"] == "done");
    for line in done() {
        let path = line["path"].as_str().unwrap();
        assert!(
            !path.contains(|c: char| c.is_control() || c == '\u{202E}'),
            "{path:?}"
        );
    }
    // None took the place of another, nor of what the program writes itself.
    let mut published = place.published();
    for own in ["manifest.jsonl", "summary.json", "report.html"] {
        assert!(published.remove(own).is_some(), "{own}");
    }
    assert_eq!(published.len(), done().count(), "{:?}", published.keys());
    assert_eq!(place.json("summary.json")["documents"], lines.len());
}

#[test]
fn what_a_browser_would_run_is_text_in_our_json_and_on_no_page() {
    let text = "Geachte lezer,\n\nHier staat </script><script>alert(1)</script> en <img src=x onerror=alert(1)>.\n";
    let name = "<svg onload=alert(2)>.txt";
    let place = Place::with(&[(name, text.as_bytes()), ("leeg.txt", b"")]);
    place.run(&["--inventarislijst"]);
    let json = place.json(&format!("{name}.json"));
    let read = json["text"].as_str().unwrap();
    assert!(read.contains("<script>alert(1)</script>"), "{read}");
    for (file, bytes) in place.published() {
        if file.ends_with(".json") || file.ends_with(".jsonl") {
            assert_eq!(bytes[0], b'{', "{file}");
        } else if file.ends_with(".html") || file.ends_with(".xml") {
            let page = String::from_utf8_lossy(&bytes);
            assert!(
                !page.contains("<svg onload") && !page.contains("<script>alert"),
                "{file}"
            );
        }
    }
}

/// A folder that is called as one of the program's own files used to stop the whole run.
#[test]
fn folders_that_are_called_as_our_own_files_cost_nothing() {
    let place = Place::with(&[
        ("manifest.jsonl/a.txt", CLEAN),
        ("Summary.json/b.txt", CLEAN),
        ("c.txt.json/d.txt", CLEAN),
        ("c.txt", CLEAN),
    ]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let there = place.published();
    for file in [
        "manifest.jsonl_/a.txt.json",
        "c.txt.json/d.txt.json",
        "c.txt.2.json",
        "manifest.jsonl",
        "summary.json",
    ] {
        assert!(there.contains_key(file), "{file}: {:?}", there.keys());
    }
}
