//! Weighing the proposals of the headers against what the columns hold.

use super::detect::Candidate;
use super::mapping::LAST_RESORT;
use super::survey::{ColumnSurvey, Survey};
use super::target::Target;
use super::values::{self, EventKind};

/// Targets that several columns may fill, one after the other.
const COALESCED: &[Target] = &[
    Target::Email,
    Target::Phone,
    Target::Location,
    Target::Manager,
    Target::Name,
    Target::Who,
    Target::Device,
    Target::Application,
    Target::Secret,
    Target::Ignore,
];

/// Settles the columns of a list of people.
pub(super) fn users(candidates: &mut [Candidate], survey: &Survey) {
    names(candidates);
    emails(candidates, survey);
    for (candidate, column) in candidates.iter_mut().zip(&survey.columns) {
        let fits = match candidate.place.target {
            Target::Status if candidate.place.rank >= 1 => column.most_values(reads_status),
            Target::Status | Target::Disabled => {
                column.filled == 0 || column.most_values(reads_status)
            }
            Target::Onboarding => {
                column.filled == 0 || column.most_values(|v| values::onboarding(v).is_some())
            }
            Target::Kind => column.all_values(|v| values::kind(v).is_some()),
            target if target.is_date() => column.filled == 0 || column.dates.is_mostly_dates(),
            _ => true,
        };
        if !fits {
            candidate.place.target = Target::Ignore;
        }
    }
    let has_status = candidates
        .iter()
        .any(|c| c.place.target == Target::Status && c.place.rank == 0 && c.filled > 0);
    if has_status {
        drop_target(candidates, Target::Disabled);
    }
    let logins = logins(candidates);
    identity(candidates, survey);
    one_each(candidates);
    name_by_login(candidates, &logins, survey.rows);
}

/// Rank of what people type to sign in.
const LOGIN: u8 = 3;

/// Columns of what people type to sign in.
fn logins(candidates: &[Candidate]) -> Vec<usize> {
    let all = candidates.iter().enumerate();
    all.filter(|(_, c)| c.place.target == Target::ExternalId && c.place.rank == LOGIN)
        .map(|(at, _)| at)
        .collect()
}

/// Where not every row has a name, people are called what they sign in with.
fn name_by_login(candidates: &mut [Candidate], logins: &[usize], rows: u64) {
    let names = [Target::Name, Target::GivenName, Target::FamilyName];
    let all_named = candidates
        .iter()
        .any(|c| names.contains(&c.place.target) && c.filled == rows);
    for at in logins.iter().filter(|_| !all_named) {
        let login = candidates.get_mut(*at);
        if let Some(login) = login.filter(|c| c.place.target == Target::Ignore && c.filled > 0) {
            login.place.target = Target::Name;
            login.place.rank = LAST_RESORT;
        }
    }
}

fn reads_status(value: &str) -> bool {
    values::status(value).is_some() || values::account_control(value).is_some()
}

fn drop_target(candidates: &mut [Candidate], target: Target) {
    for candidate in candidates.iter_mut().filter(|c| c.place.target == target) {
        candidate.place.target = Target::Ignore;
    }
}

/// "Nom", "Name", "Nombre" and "Nome" are family or given names where the other half has a column of its own.
fn names(candidates: &mut [Candidate]) {
    let has = |target, all: &[Candidate]| all.iter().any(|c| c.place.target == target);
    let (given, family) = (
        has(Target::GivenName, candidates),
        has(Target::FamilyName, candidates),
    );
    let whole = candidates
        .iter()
        .any(|c| c.place.target == Target::Name && c.place.rank == 0);
    for candidate in candidates
        .iter_mut()
        .filter(|c| c.place.target == Target::Name)
    {
        let half = match (candidate.name.as_str(), given, family) {
            ("nom" | "name" | "nome" | "nombre", true, false) if !whole => Target::FamilyName,
            ("nombre" | "nome", false, true) if !whole => Target::GivenName,
            _ => continue,
        };
        candidate.place.target = half;
        candidate.place.rank = 0;
    }
}

/// A column of addresses holds addresses; a login that is one will do where there is no other.
fn emails(candidates: &mut [Candidate], survey: &Survey) {
    let sound = candidates
        .iter()
        .zip(&survey.columns)
        .any(|(c, column)| c.place.target == Target::Email && column.is_mostly_emails());
    for (candidate, column) in candidates.iter_mut().zip(&survey.columns) {
        let is_email = candidate.place.target == Target::Email && column.filled > 0;
        // The only column that is called so stays: its rows then say what is wrong with each address.
        let stays = column.is_mostly_emails() || candidate.place.rank == 0 && !sound;
        if is_email && !stays {
            let is_login = candidate.place.rank == 1;
            candidate.place.target = if is_login {
                Target::ExternalId
            } else {
                Target::Ignore
            };
            candidate.place.rank = 3;
        }
    }
    if has_filled(candidates, Target::Email) {
        return;
    }
    let found = candidates
        .iter_mut()
        .zip(&survey.columns)
        .find(|(candidate, column)| is_spare(candidate, column) && column.is_mostly_emails());
    if let Some((candidate, _)) = found {
        candidate.place.target = Target::Email;
        candidate.place.rank = 5;
    }
}

fn is_spare(candidate: &Candidate, column: &ColumnSurvey) -> bool {
    let other = [
        "manager",
        "supervis",
        "alternat",
        "recovery",
        "secondary",
        "gravatar",
        "createdby",
        "owner",
    ];
    column.filled > 0
        && !candidate.is_nested
        && matches!(candidate.place.target, Target::Ignore | Target::ExternalId)
        && !other.iter().any(|word| candidate.name.contains(word))
}

fn has_filled(candidates: &[Candidate], target: Target) -> bool {
    candidates
        .iter()
        .any(|c| c.place.target == target && c.filled > 0)
}

/// One column holds the ID: the likeliest that is filled in every row, else the one that is filled most.
fn identity(candidates: &mut [Candidate], survey: &Survey) {
    let best = candidates
        .iter()
        .enumerate()
        .filter(|(_, c)| c.place.target == Target::ExternalId && c.filled > 0)
        .min_by_key(|(at, c)| {
            (
                c.filled < survey.rows,
                c.place.rank,
                survey.rows - c.filled,
                *at,
            )
        })
        .map(|(at, _)| at);
    for (at, candidate) in candidates.iter_mut().enumerate() {
        if candidate.place.target == Target::ExternalId && Some(at) != best {
            candidate.place.target = Target::Ignore;
        }
    }
}

/// Every other target has one column: the likeliest that is filled, else the likeliest.
fn one_each(candidates: &mut [Candidate]) {
    for at in 0..candidates.len() {
        let Some(mine) = candidates.get(at).cloned() else {
            continue;
        };
        if COALESCED.contains(&mine.place.target) {
            continue;
        }
        let weight = |at: usize, c: &Candidate| (c.filled == 0, c.place.rank, at);
        let beaten = candidates.iter().enumerate().any(|(other, c)| {
            other != at
                && c.place.target == mine.place.target
                && weight(other, c) < weight(at, &mine)
        });
        if beaten && let Some(candidate) = candidates.get_mut(at) {
            candidate.place.target = Target::Ignore;
        }
    }
}

/// Settles the columns of a log.
pub(super) fn sign_ins(candidates: &mut [Candidate], survey: &Survey) {
    for (candidate, column) in candidates.iter_mut().zip(&survey.columns) {
        let place = &mut candidate.place;
        let fits = match place.target {
            Target::Time => column.dates.is_mostly_dates(),
            Target::Result => {
                let is_code = column.all_values(|v| v.parse::<i64>().is_ok_and(|n| n > 1))
                    || column.values.is_none();
                if is_code && column.all_values(|v| v.parse::<i64>().is_ok()) {
                    place.target = Target::ErrorCode;
                }
                place.target == Target::ErrorCode
                    || column.most_values(|v| values::outcome(v).is_some())
            }
            Target::Event => column
                .values
                .as_ref()
                .is_some_and(|all| all.keys().any(|v| values::event(v) != EventKind::Other)),
            _ => true,
        };
        if !fits {
            place.target = Target::Ignore;
        }
    }
    let no_person =
        !has_filled(candidates, Target::Who) && !has_filled(candidates, Target::ExternalId);
    let mails = candidates
        .iter_mut()
        .zip(&survey.columns)
        .find(|(candidate, column)| is_spare(candidate, column) && column.is_mostly_emails());
    if no_person && let Some((candidate, _)) = mails {
        candidate.place.target = Target::Who;
    }
    identity(candidates, survey);
    one_each(candidates);
}
