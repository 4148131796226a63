//! Names of columns in English, German, French, Spanish, Portuguese and Italian, and where they go.
//!
//! Lower ranks are likelier: where several columns fit one target, the lowest rank that is filled wins.

mod sign_ins;
mod users;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::import::headers::{HeaderKeys, OWNERS};

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
    let owned = keys.names.iter().find_map(|name| bare(name));
    if let Some(place) = owned {
        return Some(Place {
            rank: place.rank + 3,
            ..place
        });
    }
    let nested = index.get(keys.nested.as_deref()?).copied();
    let fits = |target| match kind {
        ImportKind::Users => says_little(target),
        // The number of something else is that of many events.
        ImportKind::SignIns => target != Target::EventId,
    };
    nested
        .filter(|place| fits(place.target))
        .map(|place| Place {
            rank: place.rank + NESTED,
            ..place
        })
}

/// How much less likely a name is that stands in something else.
const NESTED: u8 = 6;

/// Whether a column may fill a target of people though it may be about something else than the person: never who they are,
/// what they may do, or how their account stands.
fn says_little(target: Target) -> bool {
    use Target::{Department, Extension, Language, LastSignIn, Location, Phone, Title};
    matches!(
        target,
        Department | Extension | Language | LastSignIn | Location | Phone | Title
    )
}
