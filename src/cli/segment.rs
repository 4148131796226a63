//! Sets of users and orders as they are written on the command line.

use super::refusal::Refusal;
use super::scope::unknown;
use crate::domain::directory::Directory;
use crate::domain::filter::Filter;
use crate::domain::fold::name_key;
use crate::domain::role::Role;
use crate::domain::segment::{Direction, Segment, Sort, UserColumn};
use crate::domain::text::{fill, text};
use crate::domain::user::{AccountStatus, Onboarding};

/// The subcommand that takes them.
const VERB: &str = "export users"; // not text: typed as it stands

/// The set that is written as `status:inactive`, `role:NAME`, `new`, …
pub fn segment(written: &str, directory: &Directory) -> Result<Segment, Refusal> {
    let (kind, value) = written.split_once(':').unwrap_or((written, ""));
    let value = value.trim();
    let found = match kind.trim() {
        "all" => Some(Segment::All),
        "status" => AccountStatus::from_key(value).map(Segment::Status),
        "onboarding" => Onboarding::from_key(value).map(Segment::Onboarding),
        "role" => return Ok(Segment::Role(role(value, directory)?.role_id)),
        "no-role" => Some(Segment::NoRole),
        "new" => Some(Segment::New),
        "created-unknown" => Some(Segment::CreatedUnknown),
        "signed-in" => Some(Segment::SignedIn),
        "pending" => Some(Segment::Pending),
        "open-session" => Some(Segment::OpenSession),
        _ => None,
    };
    found.ok_or_else(|| help(text().cli.unknown_segment, written))
}

/// The filter that is written as JSON, as views keep it.
pub fn filter(written: &str) -> Result<Filter, Refusal> {
    let words = &text().cli;
    let wrong = |why: &str| Refusal::usage(words.unknown_filter, written, why);
    let filter: Filter = serde_json::from_str(written).map_err(|e| wrong(&e.to_string()))?;
    if filter.is_valid() {
        Ok(filter)
    } else {
        Err(wrong(words.wrong_filter))
    }
}

/// The role with this key or name.
pub fn role<'d>(written: &str, directory: &'d Directory) -> Result<&'d Role, Refusal> {
    let key = name_key(written);
    let mut all = directory.roles.iter();
    let found =
        all.find(|role| role.key.as_deref() == Some(written) || name_key(&role.name) == key);
    let known = directory.roles.iter().map(|role| role.name.as_str());
    found.ok_or_else(|| unknown(text().cli.unknown_role, written, known))
}

/// The order that is written as `name` or `created_at:desc`.
pub fn sort(written: &str) -> Result<Sort, Refusal> {
    let (column, direction) = written.split_once(':').unwrap_or((written, "asc"));
    let column = UserColumn::from_key(column);
    let direction = match direction {
        "asc" => Some(Direction::Ascending),
        "desc" => Some(Direction::Descending),
        _ => None,
    };
    match (column, direction) {
        (Some(column), Some(direction)) => Ok(Sort { column, direction }),
        _ => Err(help(text().cli.unknown_sort, written)),
    }
}

fn help(what: &str, written: &str) -> Refusal {
    let todo = fill(text().cli.see_help, &[&VERB]);
    Refusal::usage(what, written, &todo)
}
