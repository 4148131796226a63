//! What one row of a file brings, already understood: a person or a sign-in, before it meets the records of the office.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::Field;
use super::ids::UserId;
use super::text::text;
use super::time::Timestamp;
use super::user::{AccountStatus, Onboarding, UserKind};

/// What a file lists.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// People.
    Users,
    /// Sign-ins of people.
    SignIns,
}

impl ImportKind {
    /// The stable name in JSON and in the audit log.
    pub fn key(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::SignIns => "sign_ins",
        }
    }

    /// The name that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Users => text().import.kind_users,
            Self::SignIns => text().import.kind_sign_ins,
        }
    }
}

/// Whom a list of people has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Some: of the others it says nothing.
    #[default]
    Some,
    /// Everybody of its source: who is not in it has left there.
    Everybody,
}

/// A value of a field, as far as it can be understood without the office's lists.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Incoming {
    /// Text, still to be validated like that of the form.
    Text(String),
    /// Account status.
    Status(AccountStatus),
    /// Onboarding status.
    Onboarding(Onboarding),
    /// Internal or client user.
    Kind(UserKind),
    /// An instant.
    At(Timestamp),
    /// A day.
    Day(NaiveDate),
    /// Names of teams, roles, workspaces, a client, or tags.
    Names(Vec<String>),
}

/// One person of a file. Fields whose cell is empty are absent: they stay as they are.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct IncomingUser {
    /// Row as a spreadsheet counts it; the header is row 1.
    pub row: u64,
    /// Identifier in the source system; empty where there is none.
    pub external_id: String,
    /// This program's own number, from a file that it exported.
    pub contact_id: Option<UserId>,
    /// What somebody is called who is new, where the file has no name of theirs.
    pub called: String,
    /// Values in the order of the fields.
    pub values: Vec<(Field, Incoming)>,
}

impl IncomingUser {
    /// The text of a text field; empty where the row says nothing.
    pub fn text_of(&self, field: Field) -> &str {
        self.values
            .iter()
            .find_map(|(f, value)| match value {
                Incoming::Text(text) if *f == field => Some(text.as_str()),
                _ => None,
            })
            .unwrap_or_default()
    }
}

/// How a sign-in ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInOutcome {
    /// The person came in.
    Success = 0,
    /// The person was refused.
    Failure = 1,
    /// The system asked for something else first; neither success nor failure.
    Interrupted = 2,
}

impl SignInOutcome {
    /// The number by which the value is stored.
    pub fn code(self) -> i64 {
        self as i64
    }

    /// The outcome of a stored number.
    pub fn from_code(code: i64) -> Option<Self> {
        [Self::Success, Self::Failure, Self::Interrupted]
            .into_iter()
            .find(|outcome| outcome.code() == code)
    }

    /// The stable name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Interrupted => "interrupted",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        let words = &text().personal;
        match self {
            Self::Success => words.success,
            Self::Failure => words.failure,
            Self::Interrupted => words.interrupted,
        }
    }
}

/// One sign-in of a file.
#[derive(Clone, PartialEq, Debug)]
pub struct IncomingSignIn {
    /// Row as a spreadsheet counts it; the header is row 1.
    pub row: u64,
    /// When.
    pub at: Timestamp,
    /// Address of the person; empty where the file gives none.
    pub email: String,
    /// Identifier of the person in the source system; empty where the file gives none.
    pub external_id: String,
    /// How it ended.
    pub outcome: SignInOutcome,
    /// The source's code for the end; 0 where there is none.
    pub error_code: i64,
    /// Why it was refused or interrupted.
    pub reason: String,
    /// Program that was opened.
    pub application: String,
    /// Device, browser and system.
    pub device: String,
    /// Network address.
    pub ip: String,
    /// Place.
    pub location: String,
    /// The source's identifier of the event; empty where there is none.
    pub event_id: String,
    /// The source's identifier of the session; empty where there is none.
    pub session_id: String,
}

/// A row that can't be taken, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Rejection {
    /// Row as a spreadsheet counts it; the header is row 1.
    pub row: u64,
    /// Header of the column at fault; empty where the whole row is.
    pub column: String,
    /// Why, as a person reads it.
    pub reason: String,
    /// The value at fault, shortened.
    pub value: String,
}

impl Rejection {
    /// Most characters of a value that are shown.
    const SHOWN: usize = 120;

    /// A rejection with the value cut to what can be shown.
    pub fn new(row: u64, column: &str, reason: impl Into<String>, value: &str) -> Self {
        let mut shown: String = value.chars().take(Self::SHOWN).collect();
        if value.chars().nth(Self::SHOWN).is_some() {
            shown.push('…');
        }
        Self {
            row,
            column: column.to_owned(),
            reason: reason.into(),
            value: shown,
        }
    }
}
