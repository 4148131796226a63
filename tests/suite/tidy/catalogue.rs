//! The interface's text lives in `src/domain/text`: what reads like words for people in `src/ui` and `src/cli` is a problem.

use super::Problem;
use super::source::Source;

/// Where the names of fonts and styles stand.
const THEME: &str = "src/ui/theme/";

/// What a call starts with whose literal nobody sees on the screen.
const UNSEEN: &[&str] = &[
    "Id::new",
    "id_salt",
    "with",
    "from_id_salt",
    "trace!",
    "debug!",
    "info!",
    "warn!",
    "error!",
    "expect",
    "panic!",
    "unreachable!",
    "assert!",
    "debug_assert!",
    "request_discard",
    "from_hash_of",
    "concat!",
    "include_str!",
    "include_bytes!",
];

/// A comment on the literal's line that says why it is not text for the screen.
const EXCUSE: &str = "// not text: ";

/// Every literal of the file that reads like interface text outside the catalogue.
pub fn check(source: &Source) -> Vec<Problem> {
    let shows = ["src/ui/", "src/cli/"]
        .iter()
        .any(|folder| source.path.starts_with(folder));
    if !shows || source.path.starts_with(THEME) {
        return Vec::new();
    }
    let seen = source.literals.iter().filter(|literal| {
        reads_like_text(&literal.text)
            && !source.in_test(literal.at)
            && !source.in_attribute(literal.at)
            && !unseen(&source.code[..literal.at])
            && !source.line_text(literal.at).contains(EXCUSE)
    });
    seen.map(|literal| {
        let what = format!(
            "\"{}\" reads like text on the screen: put it in src/domain/text, or say `{EXCUSE}why`",
            literal.text
        );
        Problem::new(source, literal.at, "interface text", what)
    })
    .collect()
}

/// Two words with a space between, or one word with a capital first letter.
fn reads_like_text(text: &str) -> bool {
    let plain = without_placeholders(text);
    let words: Vec<&str> = plain.split([' ', '\n']).collect();
    let word = |piece: &&str| {
        let piece = piece.trim_matches(|c: char| !c.is_alphabetic());
        piece.chars().count() > 1
            && piece
                .chars()
                .all(|c| c.is_alphabetic() || "'’-".contains(c))
    };
    let two = words.windows(2).any(|pair| pair.iter().all(word));
    let capital = words.len() == 1
        && words.iter().all(word)
        && text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().nth(1).is_some_and(char::is_lowercase);
    two || capital
}

/// The text with `{name}` taken out: a format string of placeholders alone is no text.
fn without_placeholders(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|c| {
            depth += usize::from(*c == '{');
            let outside = depth == 0;
            depth -= usize::from(*c == '}' && depth > 0);
            outside
        })
        .collect()
}

/// Whether the call that a literal is the first argument of shows it to nobody.
fn unseen(before: &str) -> bool {
    let opened = before.trim_end().trim_end_matches('&').trim_end();
    let call = opened.trim_end_matches('(');
    if call == opened {
        return false;
    }
    UNSEEN.iter().any(|name| {
        call.strip_suffix(name)
            .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{expect_clean, expect_rule};
    use super::check;

    #[test]
    fn text_outside_the_catalogue_is_found() {
        for bad in [
            "ui.button(\"Save\")",
            "ui.label(\"no users yet\")",
            "format!(\"{count} users, {days} days ago\")",
            "ui.heading(r#\"Sign in\"#)",
            "let a = \"Add user…\";",
            "A { b: \"Benutzer hinzufügen\" }",
        ] {
            expect_rule(
                &check,
                "src/ui/screens/users.rs",
                &format!("fn a() {{ {bad} }}"),
                "interface text",
            );
        }
    }

    #[test]
    fn ids_reasons_logs_tests_and_formats_pass() {
        for good in [
            "egui::Id::new(\"users table\")",
            "ui.push_id(\"users-table\", b)",
            "tracing::warn!(\"the window lost its size\")",
            "format!(\"{a} {b}: {c}\")",
            "#[expect(clippy::too_many_lines, reason = \"a table of verbs\")]",
            "let a = \"Segoe UI\"; // not text: a font's name",
            "// \"a comment with words\"",
            "b(\"users.create\")",
        ] {
            expect_clean(
                &check,
                "src/ui/screens/users.rs",
                &format!("fn a() {{\n{good}\n}}"),
            );
        }
        expect_clean(
            &check,
            "src/ui/a.rs",
            "#[cfg(test)]\nmod tests { fn a() { get(\"Save user\"); } }",
        );
        expect_clean(
            &check,
            "src/domain/text/areas.rs",
            "const SAVE: &str = \"Save user\";",
        );
        expect_rule(
            &check,
            "src/cli/open.rs",
            "const SAVE: &str = \"Save user\";",
            "interface text",
        );
        expect_clean(
            &check,
            "src/app/error.rs",
            "const SAVE: &str = \"Save user\";",
        );
    }
}
