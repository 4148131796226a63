//! Holds the package to its own rules: layers, homes, sizes, words, where the interface's text lives, what lies at the top.
//! Each rule is a function from a [`Source`] to problems, tried on a bad snippet of its own beside it.
//! Lints that the compiler's tools already have (`.clippy.toml`, `[lints]` in `Cargo.toml`) are not repeated, a few cheap ones apart.

mod catalogue;
mod layers;
mod lexer;
mod paths;
mod sizes;
mod source;
mod top_level;
mod unused;
mod wording;

use source::{Source, read_tree};
use std::fmt;
use std::path::Path;

/// A broken rule: where, which, and what to do about it.
pub struct Problem {
    path: String,
    line: usize,
    rule: &'static str,
    what: String,
}

impl Problem {
    /// A problem at a byte of a file.
    fn new(source: &Source, at: usize, rule: &'static str, what: impl Into<String>) -> Self {
        Self {
            path: source.path.clone(),
            line: source.line(at),
            rule,
            what: what.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: [{}] {}",
            self.path, self.line, self.rule, self.what
        )
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Fails with all problems, one a line.
fn report(problems: &[Problem]) {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        lines.is_empty(),
        "\n{}\n{} problems\n",
        lines.join("\n"),
        lines.len()
    );
}

/// Runs a rule over every file of `folders`.
fn hold(folders: &[&str], check: impl Fn(&Source) -> Vec<Problem>) {
    let sources: Vec<Source> = folders
        .iter()
        .flat_map(|folder| read_tree(root(), folder))
        .collect();
    assert!(
        sources.len() > 5,
        "the tree was not read: {} files",
        sources.len()
    );
    let problems: Vec<Problem> = sources.iter().flat_map(check).collect();
    report(&problems);
}

/// The rule must find exactly one kind of problem in the snippet, at least once.
fn expect_rule(check: &dyn Fn(&Source) -> Vec<Problem>, path: &str, snippet: &str, rule: &str) {
    let problems = check(&Source::new(path, snippet));
    assert!(
        !problems.is_empty(),
        "`{rule}` overlooked, in {path}: {snippet}"
    );
    assert!(
        problems.iter().all(|problem| problem.rule == rule),
        "{snippet}"
    );
}

/// The rule must find nothing in the snippet.
fn expect_clean(check: &dyn Fn(&Source) -> Vec<Problem>, path: &str, snippet: &str) {
    let problems: Vec<String> = check(&Source::new(path, snippet))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(problems.is_empty(), "{problems:?} in {snippet}");
}

#[test]
fn layers_use_only_what_the_table_allows() {
    hold(&["src"], layers::check);
}

#[test]
fn files_and_functions_stay_small_and_say_what_they_are_for() {
    hold(&["src", "tests"], sizes::check);
}

#[test]
fn words_that_have_no_place_here_are_absent() {
    hold(&["src", "tests"], wording::check);
}

#[test]
fn colours_come_from_the_theme() {
    hold(&["src"], wording::check_colours);
}

#[test]
fn the_interface_text_lives_in_one_catalogue() {
    hold(&["src"], catalogue::check);
}

#[test]
fn every_text_of_the_catalogue_is_shown_somewhere() {
    let sources = read_tree(root(), "src");
    report(&unused::check(&sources));
}

#[test]
fn only_the_agreed_files_lie_at_the_top() {
    report(&top_level::check(root()));
}
