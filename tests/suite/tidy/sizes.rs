//! Files of at most 400 lines, functions of at most 60, and a `//!` line that says what a file is for.

use super::Problem;
use super::source::{Source, body_start, closing};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;

/// Every file and function that is too long, and every file that does not say what it is for.
pub fn check(source: &Source) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !source.text.starts_with("//! ") {
        problems.push(Problem::new(
            source,
            0,
            "purpose",
            "start the file with a `//!` line that says what it is for",
        ));
    }
    let lines = source.text.lines().count();
    if lines > FILE_LINES {
        let what =
            format!("{lines} lines, the cap is {FILE_LINES}: one idea per file, move one out");
        problems.push(Problem::new(
            source,
            source.text.len() - 1,
            "file size",
            what,
        ));
    }
    for at in source.words("fn") {
        problems.extend(long_function(source, at));
    }
    problems
}

fn long_function(source: &Source, at: usize) -> Option<Problem> {
    let name: String = source.code[at + 2..]
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let open = body_start(&source.code, at).filter(|open| source.code[*open..].starts_with('{'))?;
    let lines = source.line(closing(&source.code, open)) - source.line(at) + 1;
    if name.is_empty() || lines <= FUNCTION_LINES || excused(source, at) {
        return None;
    }
    let what = format!(
        "`{name}` has {lines} lines, the cap is {FUNCTION_LINES}: give its steps names of their own"
    );
    Some(Problem::new(source, at, "function size", what))
}

/// Whether the attributes above a function say, with a reason, that it is long; clippy then holds it to that.
fn excused(source: &Source, at: usize) -> bool {
    let start = source.code[..at].rfind(['}', ';', '{']).unwrap_or(0);
    let attributes = &source.code[start..at];
    attributes.contains("too_many_lines") && attributes.contains("reason")
}

#[cfg(test)]
mod tests {
    use super::super::{expect_clean, expect_rule};
    use super::check;

    fn function(lines: usize) -> String {
        format!(
            "//! A file.\nfn long(a: [u8; 2]) {{\n{}}}\n",
            "    call(\"}\");\n".repeat(lines - 2)
        )
    }

    #[test]
    fn long_functions_are_found() {
        expect_rule(&check, "src/app/a.rs", &function(61), "function size");
        expect_clean(&check, "src/app/a.rs", &function(60));
        let excused = function(61).replace(
            "fn long",
            "#[expect(clippy::too_many_lines, reason = \"a table\")]\nfn long",
        );
        expect_clean(&check, "src/app/a.rs", &excused);
    }

    #[test]
    fn long_files_are_found() {
        expect_rule(
            &check,
            "src/app/a.rs",
            &format!("//! A file.\n{}", "const A: u8 = 1;\n".repeat(400)),
            "file size",
        );
        expect_clean(
            &check,
            "src/app/a.rs",
            &format!("//! A file.\n{}", "const A: u8 = 1;\n".repeat(399)),
        );
    }

    #[test]
    fn files_without_a_purpose_are_found() {
        expect_rule(&check, "tests/suite/a.rs", "use std::fmt;\n", "purpose");
        expect_rule(&check, "src/app/a.rs", "", "purpose");
    }
}
