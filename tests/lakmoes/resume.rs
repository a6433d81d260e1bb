//! A run that was cut off goes on, and ends as if nothing had happened.

use crate::support::{Place, note};
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

type Tree = BTreeMap<String, Vec<u8>>;

/// Notes of a few people, copies of them, pages that need a worker, and files that can't be read.
fn dossier() -> Place {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for n in 0..30 {
        let text = note(&format!("Jan de Waard{}", n % 7));
        files.push((format!("zaak {}/nota {n}.txt", n % 3), text.into_bytes()));
    }
    for n in 0..10 {
        let page = format!(
            "<html><body><h1>Verslag {n}</h1><p>Aanwezig: mevrouw Fatima el Idrissi{n}.</p></body></html>"
        );
        files.push((format!("web/pagina {n}.html"), page.into_bytes()));
    }
    let copy = files[3].1.clone();
    files.push(("kopie van Jan de Waard3.txt".into(), copy));
    files.push(("leeg.txt".into(), Vec::new()));
    files.push(("stuk.pdf".into(), b"%PDF-1.7 geen".to_vec()));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    Place::with(&files)
}

/// Kills runs after ever longer times until one ends by itself, and gives what it published.
fn killed(place: &Place, first: &[&str], then: &[&str]) -> (Tree, u32) {
    let mut kills = 0;
    loop {
        let more = if kills == 0 { first } else { then };
        let mut child = Command::new(env!("CARGO_BIN_EXE_lakmoes"))
            .args(["run", "in", "--out", "out", "--quiet", "--resume"])
            .args(more)
            .current_dir(place.path(""))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Also where the machine is slow or fast there are kills in every stretch of the work.
        let mut ended = false;
        for _ in 0..(3 + 7 * kills) {
            std::thread::sleep(Duration::from_millis(5));
            ended = child.try_wait().unwrap().is_some();
        }
        if ended {
            return (place.published(), kills);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
    }
}

fn undisturbed(more: &[&str]) -> Tree {
    let place = dossier();
    assert_eq!(place.run(more).code, 1);
    place.published()
}

#[test]
fn a_run_that_is_killed_again_and_again_ends_with_the_same_bytes() {
    let place = dossier();
    let confidential = ["--confidential", "originals.jsonl"];
    let (tree, kills) = killed(&place, &confidential, &confidential);
    assert!(kills > 1);
    assert_eq!(tree, undisturbed(&[]));
    let fresh = dossier();
    fresh.run(&confidential);
    let originals = |place: &Place| fs::read(place.path("originals.jsonl")).unwrap();
    assert_eq!(originals(&place), originals(&fresh));
}

#[test]
fn nothing_but_a_lock_and_a_list_of_what_is_published_stays_behind() {
    let place = dossier();
    killed(&place, &[], &[]);
    let left = fs::read_dir(place.path("out.lakmoes")).unwrap();
    let mut left: Vec<_> = left.map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["lock", "placed"]);
    let list = fs::read_to_string(place.path("out.lakmoes/placed")).unwrap();
    assert!(!list.contains("Waard"));
}

#[test]
fn a_run_that_goes_on_with_other_rules_ends_as_one_that_had_them_from_the_start() {
    let place = dossier();
    let policy = "label = \"<{ground}>\"\n";
    fs::write(place.path("policy.toml"), policy).unwrap();
    let other = ["--policy", "policy.toml"];
    let (tree, _) = killed(&place, &[], &other);
    let fresh = dossier();
    fs::write(fresh.path("policy.toml"), policy).unwrap();
    fresh.run(&other);
    assert_eq!(tree, fresh.published());
    assert_ne!(tree, undisturbed(&[]));
}

#[test]
fn what_changed_since_is_done_again_and_what_is_gone_is_gone() {
    let place = dossier();
    assert_eq!(place.run(&[]).code, 1);
    let changed = place.path("in/zaak 0/nota 0.txt");
    fs::write(&changed, note("Ans Zilver")).unwrap();
    fs::remove_dir_all(place.path("in/web")).unwrap();
    assert_eq!(place.run(&["--resume"]).code, 1);
    let tree = place.published();
    assert!(!place.path("out/web").exists());
    let fresh = dossier();
    fs::write(fresh.path("in/zaak 0/nota 0.txt"), note("Ans Zilver")).unwrap();
    fs::remove_dir_all(fresh.path("in/web")).unwrap();
    fresh.run(&[]);
    assert_eq!(tree, fresh.published());
}

#[test]
fn a_run_says_what_an_earlier_one_left() {
    let place = dossier();
    let mut child = Command::new(env!("CARGO_BIN_EXE_lakmoes"))
        .args(["run", "in", "--out", "out", "--quiet"])
        .current_dir(place.path(""))
        .spawn()
        .unwrap();
    let journal = place.path("out.lakmoes/staging/journal");
    while fs::metadata(&journal).map_or(0, |m| m.len()) == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(place.run(&["--resume"]).err.contains("going on: "));
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let place = dossier();
    assert_eq!(place.run(&[]).code, 1);
    let before = place.published();
    let lock = fs::File::open(place.path("out.lakmoes/lock")).unwrap();
    lock.lock().unwrap();
    let ran = place.run(&["--resume"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("another run is writing to this folder"));
    assert_eq!(place.published(), before);
}
