//! Rows of a list as people: each cell read as its target says, nothing yet compared with the office.

use chrono::Datelike as _;

use super::cells::{Cell, Cells, Said};
use super::mapping::{LAST_RESORT, Mapping};
use super::problem::FileProblem;
use super::reader::Row;
use super::target::Target;
use super::values;
use crate::domain::change::Field;
use crate::domain::ids::ContactId;
use crate::domain::incoming::{Incoming, IncomingUser, Rejection};
use crate::domain::office::Office;
use crate::domain::text::{fill, text};
use crate::domain::user::AccountStatus;

/// Reads rows of a certain file as people.
pub struct People {
    cells: Cells,
    name_from_login: bool,
}

/// One-line fields, read alike.
const LINES: [(Target, Field); 5] = [
    (Target::Title, Field::Title),
    (Target::Department, Field::Department),
    (Target::Location, Field::Location),
    (Target::Language, Field::Language),
    (Target::Extension, Field::Extension),
];

const DATES: [(Target, Field); 3] = [
    (Target::EndDate, Field::EndDate),
    (Target::CreatedAt, Field::CreatedAt),
    (Target::LastSignIn, Field::LastSignIn),
];

const LISTS: [(Target, Field); 4] = [
    (Target::Workspaces, Field::Workspaces),
    (Target::Teams, Field::Teams),
    (Target::Roles, Field::Roles),
    (Target::Tags, Field::Tags),
];

impl People {
    /// Makes a mapping ready for a file with these headers.
    pub fn new(
        mapping: &Mapping,
        headers: &[String],
        office: &Office,
    ) -> Result<Self, FileProblem> {
        let names = [Target::Name, Target::GivenName, Target::FamilyName];
        Ok(Self {
            cells: Cells::new(mapping, headers, office)?,
            name_from_login: !names.iter().any(|target| mapping.has(*target)),
        })
    }

    /// Of records, which leave out what they don't have: whoever has no name is called what they sign in with.
    pub fn of_records(mut self) -> Self {
        self.name_from_login = true;
        self
    }

    /// The header that a problem of a field is about.
    pub fn header_of(&self, field: Field) -> &str {
        let of = |target: Target| self.cells.header(target);
        let candidates: &[Target] = match field {
            Field::Name => &[
                Target::Name,
                Target::FamilyName,
                Target::GivenName,
                Target::Email,
            ],
            Field::Status => &[Target::Status, Target::Disabled],
            Field::Extension => &[Target::Extension, Target::Phone],
            _ => &[],
        };
        let by_field = Target::from_name(field.key());
        candidates
            .iter()
            .copied()
            .chain(by_field)
            .map(of)
            .find(|header| !header.is_empty())
            .unwrap_or_default()
    }

    /// One row as a person, or why it is none.
    pub fn read(&self, row: &Row) -> Result<IncomingUser, Rejection> {
        if let Some(fault) = self.cells.fault(row) {
            return Err(fault);
        }
        let mut user = IncomingUser {
            row: row.number,
            values: Vec::with_capacity(12),
            ..IncomingUser::default()
        };
        if let Some(cell) = self.cells.first(row, Target::ExternalId) {
            cell.text.clone_into(&mut user.external_id);
        }
        user.contact_id = self
            .cells
            .first(row, Target::ContactId)
            .and_then(|cell| ContactId::parse(cell.text))
            .map(|id| id.0);
        self.name(row, &mut user);
        self.email(row, &mut user);
        self.phone(row, &mut user);
        self.lines(row, &mut user);
        self.states(row, &mut user)?;
        self.dates(row, &mut user)?;
        self.lists(row, &mut user);
        self.check_identity(row, &user)?;
        Ok(user)
    }

    fn check_identity(&self, row: &Row, user: &IncomingUser) -> Result<(), Rejection> {
        let known = !user.external_id.is_empty()
            || user.contact_id.is_some()
            || !user.text_of(Field::Email).is_empty();
        if known {
            return Ok(());
        }
        let header = [Target::Email, Target::ExternalId, Target::ContactId]
            .iter()
            .map(|target| self.cells.header(*target))
            .find(|header| !header.is_empty())
            .unwrap_or_default();
        Err(Rejection::new(
            row.number,
            header,
            text().import.row_without_identity,
            "",
        ))
    }

    /// A display name, else given and family name. Where the file has none, somebody who is new is called what they sign in
    /// with, and nobody else is renamed.
    fn name(&self, row: &Row, user: &mut IncomingUser) {
        let whole = |target, ranks: std::ops::RangeInclusive<u8>| {
            let columns = self.cells.columns(target).iter();
            columns
                .filter(|column| ranks.contains(&column.rank))
                .map(|column| column.raw(row))
                .find(|name| !name.is_empty())
                .map(one_line)
                .unwrap_or_default()
        };
        let shown = whole(Target::Name, 0..=LAST_RESORT - 1);
        let mut name = values::plain_name(&shown).to_owned();
        if name.is_empty() {
            let (given, family) = (
                whole(Target::GivenName, 0..=u8::MAX),
                whole(Target::FamilyName, 0..=u8::MAX),
            );
            name = [given, family].join(" ").trim().into();
        }
        if !name.is_empty() {
            user.values.push((Field::Name, Incoming::Text(name)));
            return;
        }
        user.called = whole(Target::Name, LAST_RESORT..=u8::MAX);
        if user.called.is_empty() && self.name_from_login {
            let email = self.cells.first(row, Target::Email);
            let login = email.map_or(user.external_id.as_str(), |cell| cell.text);
            let local = login.split('@').next().unwrap_or_default();
            user.called = local
                .chars()
                .take(crate::domain::validation::name::MAX)
                .collect();
        }
    }

    /// A guest's sign-in name in Entra says nothing to people; their address stands in another column.
    fn email(&self, row: &Row, user: &mut IncomingUser) {
        let is_guest = |cell: &Cell<'_>| cell.text.contains("#EXT#");
        let found = self
            .cells
            .each(row, Target::Email)
            .find(|cell| !is_guest(cell))
            .or_else(|| self.cells.first(row, Target::Email));
        if let Some(cell) = found {
            let address = values::first_of(cell.text);
            let address = address.trim_matches(['<', '>', '[', ']', '"']);
            let address = address.strip_prefix("mailto:").unwrap_or(address);
            user.values
                .push((Field::Email, Incoming::Text(address.to_owned())));
        }
    }

    fn phone(&self, row: &Row, user: &mut IncomingUser) {
        let Some(cell) = self.cells.first(row, Target::Phone) else {
            return;
        };
        let first = cell.text.trim_matches(['[', ']', '"', '\'']);
        let (number, extension) = split_extension(values::first_of(first));
        user.values
            .push((Field::Phone, Incoming::Text(number.to_owned())));
        if !extension.is_empty() && self.cells.columns(Target::Extension).is_empty() {
            user.values
                .push((Field::Extension, Incoming::Text(extension.to_owned())));
        }
    }

    fn lines(&self, row: &Row, user: &mut IncomingUser) {
        for (target, field) in LINES {
            if let Some(cell) = self.cells.first(row, target) {
                user.values
                    .push((field, Incoming::Text(one_line(cell.text))));
            }
        }
        if let Some(cell) = self.cells.first(row, Target::Manager) {
            let name = one_line(values::plain_name(cell.text));
            user.values.push((Field::Manager, Incoming::Text(name)));
        }
        if let Some(cell) = self.cells.first(row, Target::Notes) {
            user.values
                .push((Field::Notes, Incoming::Text(cell.text.to_owned())));
        }
    }

    fn states(&self, row: &Row, user: &mut IncomingUser) -> Result<(), Rejection> {
        let unknown = |cell: &Cell<'_>, target: Target| {
            let why = fill(text().import.unknown_value, &[&cell.text, &target.label()]);
            cell.reject(row, why)
        };
        if let Some(cell) = self.cells.first(row, Target::Status) {
            let status = values::account_control(cell.text).or_else(|| values::status(cell.text));
            let status = status.ok_or_else(|| unknown(&cell, Target::Status))?;
            user.values.push((Field::Status, Incoming::Status(status)));
        } else if let Some(cell) = self.cells.first(row, Target::Disabled) {
            let status =
                values::status(cell.text).ok_or_else(|| unknown(&cell, Target::Disabled))?;
            let status = if cell.said == Said::ByMapping {
                status
            } else {
                opposite(status)
            };
            user.values.push((Field::Status, Incoming::Status(status)));
        }
        if let Some(cell) = self.cells.first(row, Target::Onboarding) {
            let found = values::onboarding(cell.text);
            let found = found.ok_or_else(|| unknown(&cell, Target::Onboarding))?;
            user.values
                .push((Field::Onboarding, Incoming::Onboarding(found)));
        }
        let kind = self
            .cells
            .first(row, Target::Kind)
            .and_then(|cell| values::kind(cell.text));
        if let Some(kind) = kind {
            user.values.push((Field::Kind, Incoming::Kind(kind)));
        }
        Ok(())
    }

    fn dates(&self, row: &Row, user: &mut IncomingUser) -> Result<(), Rejection> {
        for (target, field) in DATES {
            let Some(cell) = self.cells.first(row, target) else {
                continue;
            };
            let Some(dated) = self.cells.date(row, cell)? else {
                continue;
            };
            let day = dated.zone.day(dated.read);
            // The first second that systems count from stands for "never".
            if day.year() <= 1970 {
                continue;
            }
            let value = if field == Field::EndDate {
                Incoming::Day(day)
            } else {
                Incoming::At(dated.zone.instant(dated.read))
            };
            user.values.push((field, value));
        }
        Ok(())
    }

    fn lists(&self, row: &Row, user: &mut IncomingUser) {
        for (target, field) in LISTS {
            let mut names: Vec<String> = Vec::new();
            for cell in self.cells.each(row, target) {
                for name in values::names(cell.text) {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
            if !names.is_empty() {
                user.values.push((field, Incoming::Names(names)));
            }
        }
        if let Some(cell) = self.cells.first(row, Target::Client) {
            user.values
                .push((Field::Client, Incoming::Names(vec![one_line(cell.text)])));
        }
    }
}

fn opposite(status: AccountStatus) -> AccountStatus {
    match status {
        AccountStatus::Active => AccountStatus::Inactive,
        AccountStatus::Inactive => AccountStatus::Active,
    }
}

/// A quoted cell may hold line breaks and tabs; a one-line field may not.
fn one_line(cell: &str) -> String {
    let is_plain = !cell.chars().any(|c| c.is_control() || c == '\u{a0}') && !cell.contains("  ");
    if is_plain {
        return cell.to_owned();
    }
    let visible: String = cell
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `(425) 555-0179 x204` is a number with an extension.
fn split_extension(phone: &str) -> (&str, &str) {
    let digits = phone.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, extension) = phone.split_at(phone.len() - digits);
    let lower = before
        .trim_end_matches([' ', '.', ':', '#'])
        .to_ascii_lowercase();
    let marked = ["extension", "ext", "x", "durchwahl"]
        .iter()
        .find_map(|mark| lower.strip_suffix(mark));
    match marked {
        Some(number) if digits > 0 && number.bytes().any(|b| b.is_ascii_digit()) => (
            phone
                .get(..number.len())
                .unwrap_or(phone)
                .trim_end_matches([' ', ',', '-']),
            extension,
        ),
        _ => (phone, ""),
    }
}
