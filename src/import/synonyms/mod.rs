//! Names of columns in English, German, French, Spanish, Portuguese and Italian, and where they go.
//!
//! Lower ranks are likelier: where several columns fit one target, the lowest rank that is filled wins.

mod sign_ins;
mod users;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::import::headers::HeaderKeys;

use crate::domain::incoming::ImportKind;

use crate::import::target::Target;

type Names = &'static [(Target, u8, &'static str)];

/// A header's place: where it goes and how likely.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Where it goes.
    pub target: Target,
    /// How likely; lower is likelier.
    pub rank: u8,
}

type Index = HashMap<&'static str, Place>;

fn index(kind: ImportKind) -> &'static Index {
    static OF_USERS: OnceLock<Index> = OnceLock::new();
    static OF_SIGN_INS: OnceLock<Index> = OnceLock::new();
    match kind {
        ImportKind::Users => OF_USERS.get_or_init(|| build(users::NAMES)),
        ImportKind::SignIns => OF_SIGN_INS.get_or_init(|| build(sign_ins::NAMES)),
    }
}

fn build(names: Names) -> Index {
    let mut index = HashMap::new();
    for (target, rank, words) in names {
        for word in words.split(' ') {
            index.entry(word).or_insert(Place {
                target: *target,
                rank: *rank,
            });
        }
    }
    index
}

/// Words before a name that say whose it is and not what.
const OWNERS: &[&str] = &[
    "user",
    "employee",
    "emp",
    "worker",
    "staff",
    "member",
    "contact",
    "person",
    "personal",
    "primary",
    "account",
    "work",
    "business",
    "student",
    "profile",
    "current",
    "your",
    "official",
    "mitarbeiter",
    "empleado",
];

/// Where a header goes by its name.
pub fn look_up(kind: ImportKind, keys: &HeaderKeys) -> Option<Place> {
    let index = index(kind);
    if let Some(place) = keys.names.iter().find_map(|name| index.get(name.as_str())) {
        return Some(*place);
    }
    let bare = |name: &str| {
        OWNERS
            .iter()
            .filter_map(|owner| name.strip_prefix(owner))
            .find_map(|rest| index.get(rest))
            .copied()
    };
    keys.names
        .iter()
        .find_map(|name| bare(name))
        .map(|place| Place {
            rank: place.rank + 3,
            ..place
        })
}
