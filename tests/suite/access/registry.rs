//! No question, command or export is without a line in the matrix.

use std::collections::BTreeSet;
use std::path::Path;

use super::entries::{Deed, Errand, Question};
use super::ground::Template;
use super::samples;
use super::situations::Situation;

/// The types that answer as questions, read from the sources below a folder.
fn questions_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            questions_in(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let names = source.lines().filter_map(|line| {
                let name = line.trim().strip_prefix("impl Query for ")?;
                Some(name.trim_end_matches([' ', '{']).to_owned())
            });
            found.extend(names);
        }
    }
}

#[test]
fn every_question_in_the_sources_has_an_entry() {
    let mut found = BTreeSet::new();
    questions_in(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    let known: BTreeSet<String> = Question::ALL.iter().map(|q| q.key().to_owned()).collect();
    assert_eq!(found, known);
}

#[test]
fn every_entry_tries_what_it_names() {
    let template = Template::new();
    for deed in Deed::ALL {
        let command = samples::command(*deed, &template, &Situation::default());
        // Some commands have several entries, since what they are about takes other rights.
        let plain = match deed {
            Deed::UserGrant => Deed::UserUpdate,
            Deed::UndoUser | Deed::UndoSetting | Deed::UndoPlan | Deed::UndoView => Deed::UndoRole,
            Deed::ViewShare => Deed::ViewCreate,
            Deed::ViewUpdateOther => Deed::ViewUpdate,
            other => *other,
        };
        assert_eq!(Deed::of(&command), plain);
        assert!(
            deed.key().starts_with(command.name()),
            "{deed:?} is {}",
            command.name()
        );
    }
    for errand in Errand::ALL {
        if let Some(export) = samples::export(*errand) {
            let plain = if *errand == Errand::Segment {
                Errand::Users
            } else {
                *errand
            };
            assert_eq!(Errand::of(&export), plain);
        }
    }
}
