//! Rows of a log as sign-ins.

use serde_json::Value;

use super::cells::{Cell, Cells};
use super::mapping::Mapping;
use super::problem::FileProblem;
use super::reader::Row;
use super::target::Target;
use super::values::{self, EventKind};
use crate::domain::incoming::{IncomingSignIn, Rejection, SignInOutcome};
use crate::domain::office::Office;
use crate::domain::text::{fill, text};

/// Reads rows of a certain file as sign-ins.
pub struct Entries {
    cells: Cells,
}

/// What a row of a log is.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    /// A sign-in.
    SignIn(Box<IncomingSignIn>),
    /// Another kind of event, such as a sign-out.
    Other,
}

impl Entries {
    /// Makes a mapping ready for a file with these headers.
    pub fn new(
        mapping: &Mapping,
        headers: &[String],
        office: &Office,
    ) -> Result<Self, FileProblem> {
        Ok(Self {
            cells: Cells::new(mapping, headers, office)?,
        })
    }

    /// One row as a sign-in, or why it is none.
    pub fn read(&self, row: &Row) -> Result<Entry, Rejection> {
        if let Some(fault) = self.cells.fault(row) {
            return Err(fault);
        }
        let by_event = match self
            .cells
            .first(row, Target::Event)
            .map(|cell| values::event(cell.text))
        {
            Some(EventKind::Other) => return Ok(Entry::Other),
            Some(EventKind::SignIn(outcome)) => outcome,
            None => None,
        };
        let time = self.cells.first(row, Target::Time);
        let missing = |header, why| Rejection::new(row.number, header, why, "");
        let no_time = || {
            missing(
                self.cells.header(Target::Time),
                text().import.row_without_time,
            )
        };
        let dated = self
            .cells
            .date(row, time.ok_or_else(no_time)?)?
            .ok_or_else(no_time)?;
        let (email, external_id) = self.person(row);
        if email.is_empty() && external_id.is_empty() {
            return Err(missing(
                self.cells.header(Target::Who),
                text().import.row_without_person,
            ));
        }
        let error_code = self.error_code(row)?;
        let first = |target| self.first(row, target);
        Ok(Entry::SignIn(Box::new(IncomingSignIn {
            row: row.number,
            at: dated.zone.instant(dated.read),
            email,
            external_id,
            outcome: self.outcome(row, by_event, error_code)?,
            error_code: error_code.unwrap_or(0),
            reason: short(first(Target::Reason)),
            application: short(first(Target::Application)),
            device: short(&self.device(row)),
            ip: short(first(Target::Ip)),
            location: short(&self.location(row)),
            event_id: first(Target::EventId).to_owned(),
            session_id: short(first(Target::SessionId)),
        })))
    }

    fn first<'a>(&'a self, row: &'a Row, target: Target) -> &'a str {
        self.cells.first(row, target).map_or("", |cell| cell.text)
    }

    /// An address where the file has one, and the source's own identifier.
    fn person(&self, row: &Row) -> (String, String) {
        let mut external_id = self.first(row, Target::ExternalId).to_owned();
        let who = self
            .cells
            .each(row, Target::Email)
            .chain(self.cells.each(row, Target::Who))
            .map(|cell| person_in(cell.text))
            .find(|who| !who.is_empty())
            .unwrap_or_default();
        if who.contains('@') {
            return (who, external_id);
        }
        if external_id.is_empty() {
            external_id = who;
        }
        (String::new(), external_id)
    }

    fn error_code(&self, row: &Row) -> Result<Option<i64>, Rejection> {
        let Some(cell) = self.cells.first(row, Target::ErrorCode) else {
            return Ok(None);
        };
        match cell.text.parse() {
            Ok(code) => Ok(Some(code)),
            Err(_) if values::outcome(cell.text).is_some() => Ok(None),
            Err(_) => Err(unknown(row, &cell, Target::ErrorCode)),
        }
    }

    /// The words of the result, else the code, else the event's name, else success: such a log lists who came in.
    fn outcome(
        &self,
        row: &Row,
        by_event: Option<SignInOutcome>,
        code: Option<i64>,
    ) -> Result<SignInOutcome, Rejection> {
        if let Some(cell) = self.cells.first(row, Target::Result) {
            return values::outcome(cell.text).ok_or_else(|| unknown(row, &cell, Target::Result));
        }
        let by_code = code.map(values::outcome_of_code);
        let by_words = self
            .cells
            .first(row, Target::ErrorCode)
            .and_then(|cell| values::outcome(cell.text));
        Ok(by_code
            .or(by_event)
            .or(by_words)
            .unwrap_or(SignInOutcome::Success))
    }

    fn device(&self, row: &Row) -> String {
        let mut parts: Vec<String> = Vec::new();
        for cell in self.cells.each(row, Target::Device) {
            let found = described(
                cell.text,
                &[
                    "displayName",
                    "DisplayName",
                    "browser",
                    "Browser",
                    "operatingSystem",
                    "OperatingSystem",
                ],
            );
            // A browser's long self-description is used only where nothing shorter is known.
            let wordy = found.len() > 60 && !parts.is_empty();
            if !wordy && !found.is_empty() && !parts.contains(&found) {
                parts.push(found);
            }
            if parts.len() == 3 {
                break;
            }
        }
        parts.join(", ")
    }

    /// A place in one cell, else city and country.
    fn location(&self, row: &Row) -> String {
        let mut parts: Vec<String> = Vec::new();
        for cell in self.cells.each(row, Target::Location) {
            let found = described(cell.text, &["city", "state", "countryOrRegion", "country"]);
            let is_whole = found.contains(',');
            if !found.is_empty() && !parts.contains(&found) {
                parts.push(found);
            }
            if is_whole || parts.len() == 2 {
                break;
            }
        }
        parts.join(", ")
    }
}

fn unknown(row: &Row, cell: &Cell<'_>, target: Target) -> Rejection {
    cell.reject(
        row,
        fill(text().import.unknown_value, &[&cell.text, &target.label()]),
    )
}

/// Most characters of a text that repeats in logs.
const TERM: usize = 300;

fn short(text: &str) -> String {
    if text.len() <= TERM && !text.bytes().any(|b| b.is_ascii_control()) {
        return text.to_owned();
    }
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().take(TERM).map(clean).collect()
}

/// The person in a cell, which may be JSON such as `[{"type":"USER","title":"a@b.example"}]`.
fn person_in(cell: &str) -> String {
    if !cell.starts_with(['[', '{']) {
        return cell.to_owned();
    }
    let Ok(json) = serde_json::from_str::<Value>(cell) else {
        return String::new();
    };
    let found = [
        "userPrincipalName",
        "email",
        "alternateId",
        "title",
        "userName",
        "username",
        "id",
    ]
    .iter()
    .find_map(|key| find_text(&json, key, 4));
    found.unwrap_or_default()
}

/// Parts of a cell that may be JSON, joined; a plain cell is taken as it is.
fn described(cell: &str, keys: &[&str]) -> String {
    if !cell.starts_with(['[', '{']) {
        return cell.to_owned();
    }
    let Ok(json) = serde_json::from_str::<Value>(cell) else {
        return cell.to_owned();
    };
    let mut parts: Vec<String> = Vec::new();
    for key in keys {
        if let Some(part) = find_text(&json, key, 3)
            && part != "Unknown"
            && !parts.contains(&part)
        {
            parts.push(part);
        }
    }
    parts.join(", ")
}

/// The first text under a key, as deep as `depth`.
fn find_text(json: &Value, key: &str, depth: u8) -> Option<String> {
    let deeper = |inner: &Value| find_text(inner, key, depth.checked_sub(1)?);
    match json {
        Value::Object(map) => match map.get(key) {
            Some(Value::String(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => map.values().find_map(deeper),
        },
        Value::Array(items) => items.iter().find_map(deeper),
        _ => None,
    }
}
