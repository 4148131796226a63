//! The rows around those on the screen, formatted once when they arrive.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use chrono::NaiveDate;

use crate::app::queries::user_list::{UserListAnswer, UserRows};
use crate::app::ticket::Ticket;
use crate::domain::directory::Directory;
use crate::domain::ids::UserId;
use crate::domain::segment::{UserColumn, UserRow};
use crate::domain::text::{fill, text};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::domain::user::{AccountStatus, Onboarding};
use crate::ui::context::Cx;

/// Rows that are fetched together.
const PAGE: u64 = 64;
/// More rows than this are not kept.
const KEPT: usize = 4_096;

/// A row with its texts ready.
pub struct RowView {
    pub(super) user_id: UserId,
    pub(super) status: AccountStatus,
    pub(super) onboarding: Onboarding,
    /// By column.
    texts: Vec<String>,
    pub(super) last_sign_in_exact: String,
}

impl RowView {
    /// What a column shows.
    pub(super) fn text(&self, column: UserColumn) -> &str {
        self.texts.get(column as usize).map_or("", String::as_str)
    }
}

/// Rows by person. Rows of an older answer are shown until newer ones arrive.
#[derive(Default)]
pub struct RowCache {
    rows: HashMap<UserId, RowView>,
    version: u64,
    /// Pages asked for since the newest answer.
    asked: HashSet<u64>,
    pending: Vec<Ticket<Vec<UserRow>>>,
    as_of: Option<Timestamp>,
    day: Option<NaiveDate>,
}

/// Whether an answer was a new one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Renewed {
    Yes,
    No,
}

impl RowCache {
    pub(super) fn get(&self, user_id: UserId) -> Option<&RowView> {
        self.rows.get(&user_id)
    }

    /// A new answer to the list: pages have to be asked for again. Rows of another day are no older ones.
    pub(super) fn renew(
        &mut self,
        version: u64,
        answer: &UserListAnswer,
        day: Option<NaiveDate>,
    ) -> Renewed {
        if self.version == version {
            return Renewed::No;
        }
        if self.day != day {
            self.rows.clear();
            self.day = day;
        }
        self.version = version;
        self.asked.clear();
        self.pending.clear();
        self.as_of = Some(answer.as_of);
        Renewed::Yes
    }

    /// Takes what has arrived; call it before drawing, so that no grey bar outlives its row.
    pub(super) fn receive(&mut self, cx: &Cx<'_>) {
        let (Some(now), time) = (self.as_of, cx.office.time()) else {
            return;
        };
        let writing = Writing {
            directory: cx.directory,
            time: &time,
            now,
        };
        let rows = &mut self.rows;
        self.pending.retain(|ticket| match ticket.take() {
            None => true,
            Some(Ok(arrived)) => {
                rows.extend(
                    arrived
                        .into_iter()
                        .map(|row| (row.user_id, writing.view(&row))),
                );
                false
            }
            Some(Err(_)) => false,
        });
    }

    /// Asks for the pages around the visible rows.
    pub(super) fn fetch(&mut self, cx: &Cx<'_>, ids: &[UserId], visible: &Range<u64>) {
        let Some(now) = self.as_of else {
            return;
        };
        let first = visible.start.saturating_sub(PAGE / 2) / PAGE;
        let last = (visible.end + PAGE / 2).min(ids.len().saturating_sub(1) as u64) / PAGE;
        for page in first..=last {
            if self.asked.insert(page) {
                let range =
                    (page * PAGE) as usize..((page + 1) * PAGE).min(ids.len() as u64) as usize;
                let wanted = ids.get(range).unwrap_or_default().to_vec();
                self.pending.push(cx.backend.ask(UserRows {
                    ids: wanted,
                    as_of: now,
                    day: self.day,
                }));
            }
        }
        self.shrink(ids, first * PAGE..(last + 1) * PAGE);
    }

    fn shrink(&mut self, ids: &[UserId], keep: Range<u64>) {
        if self.rows.len() <= KEPT {
            return;
        }
        let range = keep.start as usize..(keep.end as usize).min(ids.len());
        let near: HashSet<UserId> = ids.get(range).unwrap_or_default().iter().copied().collect();
        self.rows.retain(|id, _| near.contains(id));
        self.asked.retain(|page| keep.contains(&(page * PAGE)));
    }
}

/// How a row is written.
struct Writing<'a> {
    directory: &'a Directory,
    time: &'a OfficeTime,
    now: Timestamp,
}

impl Writing<'_> {
    fn view(&self, row: &UserRow) -> RowView {
        let columns = UserColumn::ALL.iter();
        RowView {
            user_id: row.user_id,
            status: row.status,
            onboarding: row.onboarding,
            texts: columns.map(|column| self.text(row, *column)).collect(),
            last_sign_in_exact: row
                .last_sign_in_at
                .map_or_else(|| text().app.never.to_owned(), |at| self.time.stamp(at)),
        }
    }

    fn text(&self, row: &UserRow, column: UserColumn) -> String {
        let (words, directory) = (&text().app, self.directory);
        let maybe = |text: &Option<String>| text.clone().unwrap_or_default();
        match column {
            UserColumn::ContactId => row.user_id.contact_id().to_string(),
            UserColumn::Name => row.name.clone(),
            UserColumn::Email => maybe(&row.email),
            UserColumn::Phone => maybe(&row.phone),
            UserColumn::Extension => maybe(&row.extension),
            UserColumn::Status => row.status.label().to_owned(),
            UserColumn::Onboarding => row.onboarding.label().to_owned(),
            UserColumn::Kind => row.kind.label().to_owned(),
            UserColumn::Roles => first_and_more(row.roles.iter().map(|id| directory.role(*id))),
            UserColumn::Workspaces => {
                // Lists of the directory come by name.
                let own = directory
                    .workspaces
                    .iter()
                    .filter(|w| row.workspaces.contains(&w.id));
                first_and_more(own.map(|one| one.name.as_str()))
            }
            UserColumn::Teams => {
                let own = directory.teams.iter().filter(|t| row.teams.contains(&t.id));
                first_and_more(own.map(|one| one.name.as_str()))
            }
            UserColumn::Client => {
                let client = row.client_id.map(|id| directory.client(id));
                client.unwrap_or_default().to_owned()
            }
            UserColumn::Title => row.title.clone(),
            UserColumn::Department => row.department.clone(),
            UserColumn::Location => row.location.clone(),
            UserColumn::Language => row.language.clone(),
            UserColumn::Manager => row.manager.clone(),
            UserColumn::Tags => row.tags.join(", "),
            UserColumn::EndDate => row
                .end_date
                .map(|day| self.time.day(day))
                .unwrap_or_default(),
            UserColumn::CreatedAt => row
                .created_at
                .map_or_else(|| words.unknown.to_owned(), |at| self.time.stamp(at)),
            UserColumn::ChangedAt => self.time.stamp(row.changed_at),
            UserColumn::LastSignIn => row
                .last_sign_in_at
                .map_or_else(|| words.never.to_owned(), |at| self.time.ago(at, self.now)),
        }
    }
}

fn first_and_more<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    roles_line(&names)
}

/// The first role and how many more there are.
pub fn roles_line(roles: &[String]) -> String {
    match roles {
        [] => String::new(),
        [only] => only.clone(),
        [first, more @ ..] => format!("{first} {}", fill(text().app.more, &[&more.len()])),
    }
}
