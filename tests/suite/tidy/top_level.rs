//! What may lie at the package's top, so that a visitor sees the shape at a glance.

use super::Problem;
use std::collections::BTreeSet;
use std::path::Path;

/// The visible files and folders; names with a leading dot are not counted.
const VISIBLE: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "assets",
    "packaging",
    "src",
    "tests",
];

/// What a build or a try-out leaves behind and git ignores.
const LEFTOVERS: &[&str] = &["target"];

/// What is missing at `root`, and what does not belong there.
pub fn check(root: &Path) -> Vec<Problem> {
    let names: BTreeSet<String> = std::fs::read_dir(root)
        .expect("the package's folder can be read")
        .map(|entry| {
            entry
                .expect("the entry can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| {
            !name.starts_with('.')
                && !name.contains(".rollcall")
                && !LEFTOVERS.contains(&name.as_str())
        })
        .collect();
    compare(&names)
}

fn compare(names: &BTreeSet<String>) -> Vec<Problem> {
    let problem = |name: &str, what: &str| Problem {
        path: name.to_owned(),
        line: 1,
        rule: "top level",
        what: what.to_owned(),
    };
    let strangers = names
        .iter()
        .filter(|name| !VISIBLE.contains(&name.as_str()));
    let missing = VISIBLE.iter().filter(|name| !names.contains(**name));
    strangers
        .map(|name| problem(name, "does not belong at the top: tests and benches go in tests, installers in packaging, pictures in assets"))
        .chain(missing.map(|name| problem(name, "is missing")))
        .collect()
}

#[test]
fn strangers_and_gaps_are_found() {
    let all: BTreeSet<String> = VISIBLE.iter().map(|name| (*name).to_owned()).collect();
    assert!(compare(&all).is_empty());
    let mut more = all.clone();
    more.insert("docs".to_owned());
    assert_eq!(compare(&more).len(), 1);
    let mut fewer = all;
    fewer.remove("LICENSE");
    assert_eq!(compare(&fewer).len(), 1);
}
