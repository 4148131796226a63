//! Words that have no place in the tree: promises to finish later, tests that do not run, waits, panics by `unwrap`, raw colours.

use super::Problem;
use super::source::{Source, words};

/// Colours that belong to no theme.
const NEUTRAL_COLOURS: &[&str] = &["TRANSPARENT", "PLACEHOLDER"];

/// Every such word of the file, colours apart.
pub fn check(source: &Source) -> Vec<Problem> {
    let mut problems = Vec::new();
    for word in ["TODO", "FIXME", "XXX"] {
        for at in words(&source.comments, word) {
            problems.push(Problem::new(
                source,
                at,
                "unfinished",
                format!("`{word}`: do it, or leave it out"),
            ));
        }
    }
    for word in ["todo!", "unimplemented!"] {
        for at in found(source, word) {
            problems.push(Problem::new(
                source,
                at,
                "unfinished",
                format!("`{word}`: write it, or leave it out"),
            ));
        }
    }
    for at in found(source, "#[ignore") {
        problems.push(Problem::new(
            source,
            at,
            "ignored test",
            "run it, or remove it",
        ));
    }
    problems.extend(waits(source));
    problems.extend(unwraps(source));
    problems
}

fn found<'a>(source: &'a Source, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    source.code.match_indices(word).map(|(at, _)| at)
}

fn waits(source: &Source) -> Vec<Problem> {
    let driven_from_outside =
        source.path.starts_with("tests/desktop/") || source.path == "tests/benches/window.rs";
    source
        .words("sleep")
        .into_iter()
        .filter(|at| {
            !driven_from_outside && source.in_test(*at) && source.code[at + 5..].starts_with('(')
        })
        .map(|at| {
            Problem::new(
                source,
                at,
                "wait",
                "tests do not sleep: step the worker, or wait on a channel",
            )
        })
        .collect()
}

fn unwraps(source: &Source) -> Vec<Problem> {
    found(source, ".unwrap()")
        .filter(|at| !source.in_test(*at))
        .map(|at| {
            Problem::new(
                source,
                at,
                "unwrap",
                "return the error, or use `let … else`",
            )
        })
        .collect()
}

/// Every colour made outside `ui/theme`.
pub fn check_colours(source: &Source) -> Vec<Problem> {
    if source.path.starts_with("src/ui/theme") {
        return Vec::new();
    }
    let constructors = ["Color32", "Rgba", "Hsva"].into_iter().flat_map(|kind| {
        source
            .words(kind)
            .into_iter()
            .filter(move |at| raw_colour(&source.code[at + kind.len()..]))
    });
    constructors
        .chain(found(source, "hex_color!"))
        .filter(|at| !source.in_test(*at))
        .map(|at| {
            Problem::new(
                source,
                at,
                "colour",
                "colours live in ui/theme: use or add a token by its meaning",
            )
        })
        .collect()
}

/// Whether what follows a colour type makes a colour: `::from_…`, `::new(` or a constant.
fn raw_colour(after: &str) -> bool {
    let Some(name) = after.strip_prefix("::") else {
        return false;
    };
    let name = name
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or_default();
    let constant = name.len() > 1
        && name
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    name.starts_with("from_") || name == "new" || (constant && !NEUTRAL_COLOURS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::super::{expect_clean, expect_rule};
    use super::{check, check_colours};

    #[test]
    fn unfinished_work_is_found() {
        for bad in [
            "// TODO later",
            "/* FIXME */ fn a() {}",
            "//! XXX",
            "fn a() { todo!() }",
            "fn a() { unimplemented!(\"a\") }",
        ] {
            expect_rule(&check, "src/app/a.rs", bad, "unfinished");
        }
        expect_clean(
            &check,
            "src/app/a.rs",
            "const A: &str = \"TODO\"; // XXXL is a size",
        );
    }

    #[test]
    fn tests_that_do_not_run_or_that_wait_are_found() {
        expect_rule(
            &check,
            "tests/suite/a.rs",
            "#[ignore = \"slow\"]\nfn a() {}",
            "ignored test",
        );
        expect_rule(
            &check,
            "tests/suite/a.rs",
            "fn a() { std::thread::sleep(b); }",
            "wait",
        );
        expect_rule(
            &check,
            "src/app/a.rs",
            "#[cfg(test)]\nmod tests { fn a() { sleep(b) } }",
            "wait",
        );
        expect_clean(
            &check,
            "tests/desktop/a.rs",
            "fn a() { std::thread::sleep(b); }",
        );
        expect_clean(&check, "src/app/a.rs", "fn a() { asleep(b); sleep(c); }");
    }

    #[test]
    fn unwraps_are_found_outside_tests() {
        expect_rule(
            &check,
            "src/app/a.rs",
            "fn a() { b.unwrap(); }\n#[cfg(test)]\nmod tests {}",
            "unwrap",
        );
        expect_clean(
            &check,
            "src/app/a.rs",
            "/// a.unwrap()\n#[cfg(test)]\nmod tests { fn a() { b.unwrap(); } }",
        );
    }

    #[test]
    fn raw_colours_are_found_outside_the_theme() {
        for bad in [
            "Color32::from_gray(1)",
            "egui::Color32::RED",
            "Color32::from_rgba_unmultiplied(1, 2, 3, 4)",
            "hex_color!(\"#ffffff\")",
            "Rgba::from_rgb(a)",
            "Hsva::new(a)",
        ] {
            expect_rule(
                &check_colours,
                "src/ui/shell.rs",
                &format!("fn a() {{ {bad}; }}"),
                "colour",
            );
            expect_clean(
                &check_colours,
                "src/ui/theme/tokens.rs",
                &format!("fn a() {{ {bad}; }}"),
            );
        }
        expect_clean(
            &check_colours,
            "src/ui/shell.rs",
            "fn a(b: Color32) { Color32::TRANSPARENT; b.gamma_multiply(0.5); }",
        );
    }
}
