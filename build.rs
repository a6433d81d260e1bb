//! Says which program this is: a digest of all that decides over a document, so that results of another
//! one are not taken for those of this one.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

fn main() {
    let mut files = Vec::new();
    // What the command line does changes no result.
    for root in ["Cargo.lock", "assets", "policies", "redaction-rules", "src"] {
        println!("cargo:rerun-if-changed={root}");
        list(Path::new(root), &mut files);
    }
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in files {
        hash.write(file.to_string_lossy().as_bytes());
        hash.write(&fs::read(&file).unwrap_or_default());
    }
    let version = env!("CARGO_PKG_VERSION");
    println!(
        "cargo:rustc-env=LAKMOES_BUILD={version} {:016x}",
        hash.finish()
    );
}

fn list(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => {
            for entry in entries.flatten() {
                list(&entry.path(), files);
            }
        }
        Err(_) => files.push(path.to_owned()),
    }
}
