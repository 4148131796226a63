//! Whether a mapping can work at all: targets of the right kind, a column that tells people apart, values that mean something.

use super::mapping::{ColumnMap, Mapping};
use super::problem::FileProblem;
use super::target::Target;
use super::values;
use crate::domain::incoming::ImportKind;
use crate::domain::text::{fill, text};

/// Checks where columns go.
pub fn check_targets(mapping: &Mapping) -> Result<(), FileProblem> {
    let words = &text().import;
    let offered: Vec<Target> = Target::of_kind(mapping.kind).collect();
    for column in &mapping.columns {
        if column.target != Target::Secret && !offered.contains(&column.target) {
            let why = fill(words.mapping_target, &[&column.target.key()]);
            return Err(FileProblem::BadMapping(why));
        }
        check_values(column)?;
    }
    let has = |targets: &[Target]| targets.iter().any(|target| mapping.has(*target));
    match mapping.kind {
        ImportKind::Users => {
            let identity = [Target::Email, Target::ExternalId, Target::ContactId];
            let names = [Target::Name, Target::GivenName, Target::FamilyName];
            match (has(&identity), has(&names)) {
                (true, _) => Ok(()),
                (false, true) => Err(FileProblem::NoIdentity),
                (false, false) => Err(FileProblem::NothingKnown(mapping.kind)),
            }
        }
        ImportKind::SignIns => {
            let people = [Target::Who, Target::Email, Target::ExternalId];
            match (has(&[Target::Time]), has(&people)) {
                (true, true) => Ok(()),
                (false, true) => Err(FileProblem::NoTime),
                (true, false) => Err(FileProblem::NoPerson),
                (false, false) => Err(FileProblem::NothingKnown(mapping.kind)),
            }
        }
    }
}

fn check_values(column: &ColumnMap) -> Result<(), FileProblem> {
    for to in column.values.values().filter(|to| !to.trim().is_empty()) {
        let understood = match column.target {
            Target::Status | Target::Disabled => values::status(to).is_some(),
            Target::Onboarding => values::onboarding(to).is_some(),
            Target::Kind => values::kind(to).is_some(),
            Target::Result => values::outcome(to).is_some(),
            _ => true,
        };
        if !understood {
            let why = fill(text().import.mapping_value, &[to, &column.target.label()]);
            return Err(FileProblem::BadMapping(why));
        }
    }
    Ok(())
}
