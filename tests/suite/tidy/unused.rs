//! A text of the catalogue that nothing shows is left over. A text is taken for shown where a file outside the catalogue names
//! both its area and the text itself; nothing is compiled for that, so a name that is common may go unnoticed.

use std::collections::{BTreeSet, HashSet};

use super::Problem;
use super::source::Source;

/// Where the texts are.
const CATALOGUE: &str = "src/domain/text/";

/// Every text that no other file names.
pub fn check(sources: &[Source]) -> Vec<Problem> {
    let (texts, others): (Vec<&Source>, Vec<&Source>) = sources
        .iter()
        .partition(|source| source.path.starts_with(CATALOGUE));
    let areas: Vec<(String, String)> = texts.iter().flat_map(|s| areas(s)).collect();
    let named: Vec<HashSet<&str>> = others.iter().map(|s| names(&s.code)).collect();
    let mut problems = Vec::new();
    for source in texts {
        for (at, kind, field) in fields(source) {
            let area = areas.iter().find(|(_, of)| *of == kind);
            let area = area.map_or(kind.as_str(), |(area, _)| area.as_str());
            let is_shown = named
                .iter()
                .any(|names| names.contains(area) && names.contains(field.as_str()));
            if !is_shown {
                let what = format!("nothing shows `{area}.{field}`: remove it");
                problems.push(Problem::new(source, at, "unused text", what));
            }
        }
    }
    problems
}

/// The catalogue's areas: name and type.
fn areas(source: &Source) -> BTreeSet<(String, String)> {
    let lines = source.code.lines().filter_map(|line| {
        let (name, of) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
        let of = of.strip_suffix(',')?;
        of.ends_with("Text")
            .then(|| (name.to_owned(), of.to_owned()))
    });
    lines.collect()
}

/// Every text with the type of its area and where it stands.
fn fields(source: &Source) -> Vec<(usize, String, String)> {
    let (mut found, mut kind, mut at) = (Vec::new(), String::new(), 0);
    for line in source.code.split_inclusive('\n') {
        let words = line.trim();
        if let Some(name) = words.strip_suffix("Text {") {
            kind = format!("{name}Text");
        } else if let Some((field, _)) = words.split_once(" = ")
            && !kind.is_empty()
        {
            found.push((at, kind.clone(), field.to_owned()));
        }
        if line.starts_with('}') {
            kind.clear();
        }
        at += line.len();
    }
    found
}

fn names(code: &str) -> HashSet<&str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::source::Source;

    fn unused(screen: &str) -> Vec<String> {
        let area = "area! {\n    /// Words.\n    FormText {\n        save = \"Save\",\n        gone = \"Gone\",\n    }\n}\n";
        let sources = [
            Source::new(
                "src/domain/text/mod.rs",
                "pub struct Catalogue {\n    pub form: FormText,\n}\n",
            ),
            Source::new("src/domain/text/areas.rs", area),
            Source::new("src/ui/form.rs", screen),
        ];
        check(&sources).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_text_that_nothing_shows_is_found() {
        let found = unused("fn a() { let words = &text().form; b(words.save, \"form gone\"); }");
        assert_eq!(
            found,
            ["src/domain/text/areas.rs:5: [unused text] nothing shows `form.gone`: remove it"]
        );
        assert_eq!(
            unused("fn a() { b(text().form.gone, text().form.save); }").len(),
            0
        );
        assert_eq!(unused("fn a() { b(text().users.gone, save); }").len(), 2);
    }
}
