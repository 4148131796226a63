//! Proposing a mapping: which system a file comes from, what it lists, and where each column goes.

use super::dates::DateOrder;
use super::headers::{self, HeaderKeys};
use super::mapping::{ColumnMap, Mapping};
use super::problem::FileProblem;
use super::profiles::Profile;
use super::survey::Survey;
use super::synonyms::{self, Place};
use super::target::Target;
use super::weigh;
use crate::domain::incoming::{Coverage, ImportKind};
use crate::domain::user::Onboarding;

/// A column while its place is being decided.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) name: String,
    /// Whether it is a part of something that the record only holds.
    pub(super) is_nested: bool,
    pub(super) place: Place,
    pub(super) filled: u64,
}

/// Proposes where everything goes. `wanted` is what the person asked to import, where they did.
pub fn propose(
    headers: &[String],
    survey: &Survey,
    wanted: Option<ImportKind>,
    usual_order: DateOrder,
) -> Result<Mapping, FileProblem> {
    let keys: Vec<HeaderKeys> = headers.iter().map(|header| headers::keys(header)).collect();
    let recognised = Profile::recognise(&keys);
    let kind = match (recognised, wanted) {
        (Some(profile), Some(wanted)) if profile.kind != wanted => {
            return Err(FileProblem::WrongKind {
                wanted,
                found: profile.kind,
            });
        }
        (Some(profile), _) => profile.kind,
        (None, Some(wanted)) => wanted,
        (None, None) => guess_kind(headers, &keys),
    };
    let Some(profile) = recognised.or_else(|| Profile::from_key(Profile::any(kind))) else {
        return Err(FileProblem::NothingKnown(kind));
    };
    propose_as(profile, headers, survey, usual_order)
}

/// Proposes for a file that comes from a certain system.
pub fn propose_as(
    profile: &Profile,
    headers: &[String],
    survey: &Survey,
    usual_order: DateOrder,
) -> Result<Mapping, FileProblem> {
    let keys: Vec<HeaderKeys> = headers.iter().map(|header| headers::keys(header)).collect();
    let mut candidates: Vec<Candidate> = headers
        .iter()
        .zip(&keys)
        .enumerate()
        .map(|(at, (header, keys))| Candidate {
            name: keys.names.first().cloned().unwrap_or_default(),
            is_nested: keys.nested.is_some(),
            place: first_place(profile, header, keys),
            filled: survey.columns.get(at).map_or(0, |column| column.filled),
        })
        .collect();
    match profile.kind {
        ImportKind::Users => weigh::users(&mut candidates, survey),
        ImportKind::SignIns => weigh::sign_ins(&mut candidates, survey),
    }
    let order = if profile.utc {
        DateOrder::MonthFirst
    } else {
        usual_order
    };
    let columns = columns(headers, &candidates, survey, order);
    let mapping = Mapping {
        kind: profile.kind,
        profile: profile.key.to_owned(),
        source: source(profile, &columns),
        zone: zone(profile, &keys, &candidates).to_owned(),
        new_onboarding: Onboarding::Completed,
        covers: Coverage::default(),
        columns,
    };
    super::check::check_targets(&mapping)?;
    Ok(mapping)
}

fn first_place(profile: &Profile, header: &str, keys: &HeaderKeys) -> Place {
    let to = |target| Place { target, rank: 0 };
    let inverse = header.to_lowercase().contains("block sign");
    if inverse && profile.kind == ImportKind::Users {
        return to(Target::Disabled);
    }
    if headers::is_secret(header) {
        return to(Target::Secret);
    }
    profile
        .place(keys)
        .or_else(|| synonyms::look_up(profile.kind, keys))
        .unwrap_or(to(Target::Ignore))
}

fn columns(
    headers: &[String],
    candidates: &[Candidate],
    survey: &Survey,
    usual: DateOrder,
) -> Vec<ColumnMap> {
    let mut columns = Vec::with_capacity(headers.len());
    for (at, (header, candidate)) in headers.iter().zip(candidates).enumerate() {
        let nth = headers
            .iter()
            .take(at)
            .filter(|h| h.trim() == header.trim())
            .count();
        let place = candidate.place;
        let rank = if place.target == Target::Ignore {
            0
        } else {
            place.rank
        };
        let mut column = ColumnMap::new(header, nth, place.target, rank);
        if place.target.is_date() {
            column.date_order = survey.columns.get(at).map(|found| found.dates.order(usual));
        }
        columns.push(column);
    }
    columns
}

/// A well-known system has its name; any other list is named after the column that holds the IDs, so that it is known
/// again when columns are added and is not mixed up with another list's IDs.
fn source(profile: &Profile, columns: &[ColumnMap]) -> String {
    if !profile.source.is_empty() {
        return profile.source.to_owned();
    }
    columns
        .iter()
        .find(|column| column.target == Target::ExternalId)
        .map_or_else(|| "file".to_owned(), |column| column.header.clone())
}

fn zone(profile: &Profile, keys: &[HeaderKeys], candidates: &[Candidate]) -> &'static str {
    let says_utc = keys
        .iter()
        .zip(candidates)
        .any(|(keys, candidate)| keys.utc && candidate.place.target.is_date());
    if profile.utc || says_utc {
        "utc"
    } else {
        "office"
    }
}

/// A log has a time for each row, somebody who did it, and where from or how it went; a list has what only people have.
fn guess_kind(headers: &[String], keys: &[HeaderKeys]) -> ImportKind {
    let places = |kind| {
        keys.iter()
            .zip(headers)
            .filter(|(_, header)| !headers::is_secret(header))
            .filter_map(move |(keys, _)| synonyms::look_up(kind, keys))
    };
    let log = |wanted: &dyn Fn(Place) -> bool| places(ImportKind::SignIns).any(wanted);
    let has_time = log(&|place| place.target == Target::Time);
    let has_clear_time = log(&|place| place.target == Target::Time && place.rank == 0);
    let has_person = log(&|place| matches!(place.target, Target::Who | Target::ExternalId));
    let has_result = log(&|place| place.target == Target::Result);
    let has_origin = log(&|place| {
        use Target::{Application, ErrorCode, Event, Ip};
        matches!(place.target, Ip | ErrorCode | Event | Application)
    });
    let of_people = places(ImportKind::Users).any(|place| {
        use Target::{
            ContactId, CreatedAt, Department, FamilyName, GivenName, LastSignIn, Onboarding, Phone,
            Title,
        };
        let personal = matches!(
            place.target,
            GivenName
                | FamilyName
                | Department
                | Title
                | Phone
                | ContactId
                | Onboarding
                | LastSignIn
        );
        personal || place.target == CreatedAt && !has_clear_time
    });
    let is_log = has_time && has_person && (has_origin || has_clear_time && has_result);
    if is_log && !of_people {
        ImportKind::SignIns
    } else {
        ImportKind::Users
    }
}
