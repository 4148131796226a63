//! A Rust file as the tidy rules see it: code without comments and strings, comments alone, string literals with their places.
//! This is no compiler: it only knows enough of the language not to be fooled by text inside strings and comments.

use std::ops::Range;
use std::path::Path;

/// A string literal: where it starts and what stands between its quotes, escapes left as written.
pub struct Literal {
    pub at: usize,
    pub text: String,
}

/// One file with its masks; `code` and `comments` have the same length as `text`, everything else in them is blank.
pub struct Source {
    /// Path from the package's root, with `/`.
    pub path: String,
    pub text: String,
    pub code: String,
    pub comments: String,
    pub literals: Vec<Literal>,
    attributes: Vec<Range<usize>>,
    tests: Vec<Range<usize>>,
    lines: Vec<usize>,
}

impl Source {
    /// Reads `text` as the file `path`.
    pub fn new(path: &str, text: &str) -> Self {
        let masks = super::lexer::masks(text);
        let mut source = Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code: masks.code,
            comments: masks.comments,
            literals: masks.literals,
            attributes: Vec::new(),
            tests: Vec::new(),
            lines: text.match_indices('\n').map(|(at, _)| at).collect(),
        };
        source.attributes = attributes(&source.code);
        source.tests = test_items(&source.code);
        source
    }

    /// The line, from 1, of a byte of the text.
    pub fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|end| *end < at) + 1
    }

    /// The whole line a byte stands on.
    pub fn line_text(&self, at: usize) -> &str {
        self.text.lines().nth(self.line(at) - 1).unwrap_or_default()
    }

    /// Whether this byte belongs to an attribute such as `#[expect(…)]`.
    pub fn in_attribute(&self, at: usize) -> bool {
        self.attributes.iter().any(|range| range.contains(&at))
    }

    /// Whether this byte is compiled for tests only.
    pub fn in_test(&self, at: usize) -> bool {
        self.path.starts_with("tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains("/tests/")
            || self.tests.iter().any(|range| range.contains(&at))
    }

    /// Every place where `word` stands alone in the code.
    pub fn words(&self, word: &str) -> Vec<usize> {
        words(&self.code, word)
    }
}

/// Every place in `text` where `word` stands alone, not as a part of a longer name.
pub fn words(text: &str, word: &str) -> Vec<usize> {
    let named = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word)
        .map(|(at, _)| at)
        .filter(|at| {
            let before = text[..*at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            !named(before) && !named(after)
        })
        .collect()
}

/// The place of the bracket that closes the one at `open`, or the end of the code.
pub fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// The first `{` or `;` after `from` that is not inside `(…)` or `[…]`.
pub fn body_start(code: &str, from: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b'{' | b';' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

fn attributes(code: &str) -> Vec<Range<usize>> {
    code.match_indices('#')
        .filter_map(|(at, _)| {
            let rest = code[at + 1..].strip_prefix('!').unwrap_or(&code[at + 1..]);
            rest.starts_with('[')
                .then(|| at..closing(code, code.len() - rest.len()) + 1)
        })
        .collect()
}

fn test_items(code: &str) -> Vec<Range<usize>> {
    code.match_indices("#[cfg(test)]")
        .filter_map(|(at, attribute)| {
            let start = body_start(code, at + attribute.len())?;
            let open = code[start..].starts_with('{');
            Some(at..if open { closing(code, start) } else { start } + 1)
        })
        .collect()
}

/// Reads every `.rs` file below `folder` of the package at `root`, in the order of their paths.
pub fn read_tree(root: &Path, folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut waiting = vec![root.join(folder)];
    while let Some(directory) = waiting.pop() {
        for entry in std::fs::read_dir(&directory).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("the file is UTF-8");
                let below = path.strip_prefix(root).expect("the file is below the root");
                found.push(Source::new(
                    &below.to_string_lossy().replace('\\', "/"),
                    &text,
                ));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}
