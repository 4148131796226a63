//! The paths a file names: `use` trees written out, and paths in the middle of code.

use super::source::{Source, words};

/// A path such as `crate::store::users`, and where its own part starts.
pub struct Named {
    pub at: usize,
    pub segments: Vec<String>,
    /// The name it gets in this file, for a `use`.
    pub local: Option<String>,
}

/// All paths of a file whose first segment is a crate, `crate`, `self`, `super` or unknown; names made local are left out.
pub fn paths(source: &Source) -> Vec<Named> {
    let (mut found, statements) = imports(source);
    let mut local: Vec<String> = found
        .iter()
        .filter(|path| path.segments.len() > 1)
        .filter_map(|path| path.local.clone())
        .collect();
    local.extend(modules(source));
    found.retain(|path| path.segments.len() > 1 || !local.contains(&path.segments[0]));
    for path in inline(&source.code) {
        let imported = statements.iter().any(|range| range.contains(&path.at));
        if !imported && !local.contains(&path.segments[0]) {
            found.push(path);
        }
    }
    found
}

fn modules(source: &Source) -> Vec<String> {
    source
        .words("mod")
        .into_iter()
        .map(|at| name_at(source.code[at + 3..].trim_start()).to_owned())
        .collect()
}

fn name_at(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    &text[..end]
}

/// Every leaf of every `use`, and the ranges of the statements.
fn imports(source: &Source) -> (Vec<Named>, Vec<std::ops::Range<usize>>) {
    let code = source.code.as_str();
    let mut found = Vec::new();
    let mut statements = Vec::new();
    for at in words(code, "use") {
        let tree = code[at + 3..].split(';').next().unwrap_or_default();
        if tree.trim_start().starts_with('<') {
            continue;
        }
        expand(code, &[], tree, &mut found);
        statements.push(at..at + 3 + tree.len());
    }
    (found, statements)
}

fn expand(code: &str, prefix: &[String], tree: &str, found: &mut Vec<Named>) {
    let tree = tree.trim();
    if tree.is_empty() {
        return;
    }
    let head = tree.split('{').next().unwrap_or_default();
    let (path, alias) = head
        .split_once(" as ")
        .map_or((head, None), |(path, alias)| (path, Some(alias)));
    let mut segments = prefix.to_vec();
    segments.extend(
        path.split("::")
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .map(str::to_owned),
    );
    if head.len() < tree.len() {
        for part in split_commas(tree[head.len() + 1..].trim_end().trim_end_matches('}')) {
            expand(code, &segments, part, found);
        }
        return;
    }
    if segments.last().is_some_and(|last| last == "self") && segments.len() > 1 {
        segments.pop();
    }
    let local = alias
        .map(|alias| alias.trim().to_owned())
        .or_else(|| segments.last().cloned());
    found.push(Named {
        at: tree.as_ptr() as usize - code.as_ptr() as usize,
        segments,
        local,
    });
}

fn split_commas(text: &str) -> Vec<&str> {
    let mut depth = 0usize;
    text.split(|c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    })
    .collect()
}

/// Paths of at least two segments in the code, from their first segment on.
fn inline(code: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = code[at..].find("::") {
        let colons = at + offset;
        let named = |c: char| c.is_alphanumeric() || c == '_';
        let start = code[..colons].rfind(|c: char| !named(c)).map_or(0, |last| {
            last + code[last..].chars().next().map_or(1, char::len_utf8)
        });
        let mut segments = vec![code[start..colons].to_owned()];
        let mut end = colons;
        while code[end..].starts_with("::") {
            let name = name_at(&code[end + 2..]);
            end += 2 + name.len();
            segments.push(name.to_owned());
        }
        segments.retain(|segment| !segment.is_empty());
        if segments.len() > 1 {
            found.push(Named {
                at: start,
                segments,
                local: None,
            });
        }
        at = end;
    }
    found
}

#[test]
fn trees_are_written_out_and_local_names_left_alone() {
    let source = Source::new(
        "src/app/a.rs",
        "use crate::{export::{csv, xlsx as book}, domain::user::User};\nmod own;\nfn a() { csv::go(); own::go(); ::rusqlite::go(); let b = rust::go; }",
    );
    let named: Vec<String> = paths(&source)
        .iter()
        .map(|path| path.segments.join("::"))
        .collect();
    assert_eq!(
        named,
        [
            "crate::export::csv",
            "crate::export::xlsx",
            "crate::domain::user::User",
            "rusqlite::go",
            "rust::go"
        ]
    );
}
