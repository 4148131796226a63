//! The list of users: one virtual table over a question, used by the Users page and by detail windows.

mod cells;
mod columns;
mod paged;
mod picks;
mod rows;

use egui::{Event, Key, Modifiers, Ui};

use crate::app::exports::clipboard::Clip;
use crate::app::queries::user_list::UserList;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use crate::domain::text::text;
use crate::domain::user::{AccountStatus, Onboarding};
use crate::domain::view::{ViewColumn, ViewContent};
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::icons;
use crate::ui::widgets::checkbox::Check;
use crate::ui::widgets::table::{self, SortWords, Table};
use crate::ui::widgets::{Tone, banner, empty_state, spinner};
use cells::{Picked, Rows};
use columns::{Boxes, Layout, Shown};
pub use paged::Paged;
pub use picks::{Pick, Picks};
pub use rows::roles_line;
use rows::{Renewed, RowCache};

/// A list of users with its search, order and place.
pub struct UserListView {
    /// The question.
    pub query: UserListQuery,
    list: Remote<UserList>,
    cache: RowCache,
    /// The columns of the view in use, as they were changed since.
    of_view: Option<Shown>,
    /// The columns that are chosen and may be seen.
    layout: Layout,
    /// Who is selected, where people can be.
    picks: Option<Picks>,
    /// Grows whenever the question changes, so that the table goes back to its top.
    question: u64,
    shown: Option<UserListQuery>,
    visible: std::ops::Range<u64>,
}

/// What happened in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListEvent {
    /// A person is to be opened.
    Open(UserId),
    /// The search is to be cleared.
    ClearSearch,
}

impl UserListView {
    /// A list of a segment, by name.
    pub fn new(scope: Scope, segment: Segment) -> Self {
        Self {
            query: UserListQuery::of(scope, segment),
            list: Remote::default(),
            cache: RowCache::default(),
            of_view: None,
            layout: Layout::default(),
            picks: None,
            question: 0,
            shown: None,
            visible: 0..0,
        }
    }

    /// The same where people can be selected.
    pub fn selecting(mut self) -> Self {
        self.picks = Some(Picks::default());
        self
    }

    /// Who is selected. In a day that has been nobody is: nothing can be done with them.
    pub fn picks(&self) -> Option<&Picks> {
        let is_now = self.query.scope.day.is_none();
        self.picks.as_ref().filter(|_| is_now)
    }

    /// Who is selected, to be changed.
    pub fn picks_mut(&mut self) -> Option<&mut Picks> {
        let is_now = self.query.scope.day.is_none();
        self.picks.as_mut().filter(|_| is_now)
    }

    /// Asks what has to be asked; call it before drawing anything that shows the count.
    pub fn ask(&mut self, cx: &Cx<'_>) {
        self.fit_columns(cx);
        self.list.want(cx.backend, &UserList(self.query.clone()));
        if self.shown.as_ref() != Some(&self.query) {
            self.keep_picks();
            self.shown = Some(self.query.clone());
            self.question += 1;
        }
        if let Some(answer) = self.list.value()
            && self
                .cache
                .renew(self.list.version(), answer, self.query.scope.day)
                == Renewed::Yes
            && let Some(picks) = &mut self.picks
        {
            // The rows may be others.
            picks.settle(&answer.ids);
        }
        self.cache.receive(cx);
    }

    /// Another order leaves the selection as it is. All that match one question are not all that match another.
    fn keep_picks(&mut self) {
        let (Some(picks), Some(shown)) = (&mut self.picks, &self.shown) else {
            return;
        };
        let is_reordered = UserListQuery {
            sort: self.query.sort,
            ..shown.clone()
        } == self.query;
        if picks.is_of_all() && !is_reordered {
            picks.clear();
        }
    }

    /// Takes the columns that are chosen now. A list that was sorted by one which is gone comes by name.
    fn fit_columns(&mut self, cx: &Cx<'_>) {
        let boxes = match self.picks() {
            Some(_) => Boxes::First,
            None => Boxes::Absent,
        };
        self.layout.set_boxes(boxes);
        self.layout.fit(cx, self.of_view.as_ref());
        if self.query.sort.column.is_contact() && !cx.may(Permission::UsersViewContact) {
            self.query.sort = Sort::default();
        }
    }

    /// Shows what a view shows, on the day that is shown now. One without columns leaves them to this computer.
    pub fn take(&mut self, content: &ViewContent) {
        let day = self.query.scope.day;
        self.query = content.query();
        self.query.scope.day = day;
        self.of_view = Some(content.columns.clone()).filter(|columns| !columns.is_empty());
    }

    /// The columns that are chosen, from left to right.
    pub fn shown_columns(&self, cx: &Cx<'_>) -> Vec<ViewColumn> {
        columns::shown(cx.computer, self.of_view.as_ref())
    }

    /// Draws the button with the list of all columns.
    pub fn columns_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, width: f32) {
        columns::columns_ui(ui, cx, &mut self.of_view, width);
    }

    /// What of the selection goes to the clipboard, with the columns that are shown; none where nobody is selected or the
    /// operator may take nothing out.
    pub fn clip(&self, cx: &Cx<'_>) -> Option<Clip> {
        let picks = self.picks().filter(|picks| !picks.is_empty())?;
        let may = cx.may_export(&[Permission::UsersView]);
        may.then(|| Clip {
            chosen: picks.chosen(&self.query),
            sort: self.query.sort,
            columns: self.layout.kinds().to_vec(),
        })
    }

    /// How many rows the list has, once that is known.
    pub fn count(&self) -> Option<u64> {
        self.list.value().map(|answer| answer.ids.len() as u64)
    }

    /// How many users the file holds.
    pub fn total(&self) -> Option<u64> {
        self.list.value().map(|answer| answer.total)
    }

    /// When the list was made.
    pub fn as_of(&self) -> Option<crate::domain::time::Timestamp> {
        self.list.value().map(|answer| answer.as_of)
    }

    /// The rows on the screen, from 0.
    pub fn visible(&self) -> std::ops::Range<u64> {
        self.visible.clone()
    }

    /// Draws the table with its waiting, empty and failed states, over the room that is left.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        selected: Option<UserId>,
    ) -> Option<ListEvent> {
        let words = text();
        if let Some(error) = self.list.error().cloned() {
            let pressed = banner::banner(ui, Tone::Bad, &error.line(), Some(words.app.retry));
            if pressed.is_some_and(|response| response.clicked()) {
                self.list.retry();
            }
        }
        let Some(answer) = self.list.value().cloned() else {
            if self.list.error().is_none() {
                ui.centered_and_justified(|ui| {
                    spinner::delayed_spinner(ui, "list", words.app.loading)
                });
            }
            return None;
        };
        if answer.ids.is_empty() && !self.list.is_pending() {
            self.visible = 0..0;
            return self.empty_ui(ui);
        }
        self.table_ui(ui, cx, selected, &answer.ids)
    }

    fn empty_ui(&self, ui: &mut Ui) -> Option<ListEvent> {
        let words = &text().users;
        if self.query.search.trim().is_empty() && self.query.filter.is_empty() {
            empty_state::empty_state(
                ui,
                icons::USERS,
                words.none_here,
                words.none_here_hint,
                None,
            );
            return None;
        }
        let pressed = empty_state::empty_state(
            ui,
            icons::MAGNIFYING_GLASS,
            words.none_match,
            words.none_match_hint,
            Some(words.clear),
        );
        pressed
            .is_some_and(|response| response.clicked())
            .then_some(ListEvent::ClearSearch)
    }

    fn table_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        selected: Option<UserId>,
        ids: &[UserId],
    ) -> Option<ListEvent> {
        let words = text();
        let sort_words = SortWords {
            ascending: words.export.sorted_up,
            descending: words.export.sorted_down,
        };
        let sorted = |kind: &UserColumn| *kind == self.query.sort.column;
        let sort = self.layout.kinds().iter().position(sorted);
        let lead = self.layout.lead();
        let sort = sort.map(|at| (at + lead, table_direction(self.query.sort.direction)));
        let mut table = Table::new(
            "users",
            words.users.table_name,
            self.layout.columns(),
            ids.len() as u64,
        )
        .sorted(sort, sort_words)
        .version(self.question);
        if self.list.is_pending() {
            table = table.stale();
        }
        let mut rows = Rows {
            ids,
            layout: &self.layout,
            cache: &self.cache,
            selected,
            picks: self.picks(),
            opened: None,
            pressed: None,
        };
        let response = table.show(ui, &mut rows);
        let (opened, picked) = (rows.opened, rows.pressed);
        let picked = picked.or(response.toggled.map(|row| Picked::Row(row, Pick::One)));
        self.pick(ui, &response, picked, ids);
        if response.grid.has_focus() && copies(ui) {
            cx.actions.extend(self.clip(cx).map(Action::Copy));
        }
        self.visible = response.visible.clone();
        self.cache.fetch(cx, ids, &response.visible);
        let pressed = response.sort.and_then(|index| self.layout.kind(index));
        if let Some(column) = pressed {
            self.sort_by(column);
        }
        if let Some(resized) = response.resized {
            self.layout.resize(resized, cx, &mut self.of_view);
        }
        let entered = response
            .opened
            .and_then(|row| ids.get(row as usize).copied());
        opened.or(entered).map(ListEvent::Open)
    }

    /// Selects what was pressed; with the keyboard in the list, Ctrl+A selects all.
    fn pick(
        &mut self,
        ui: &Ui,
        table: &table::TableResponse,
        picked: Option<Picked>,
        ids: &[UserId],
    ) {
        let Some(picks) = self.picks_mut() else {
            return;
        };
        let wants_all = table.grid.has_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A));
        match picked {
            Some(Picked::Row(row, pick)) => picks.press(row, pick, ids),
            Some(Picked::All) if picks.check() == Check::On => picks.clear(),
            Some(Picked::All) => picks.all(),
            None if wants_all => picks.all(),
            None => return,
        }
        // What stands around the list shows how many are selected.
        ui.ctx().request_repaint();
    }

    fn sort_by(&mut self, column: UserColumn) {
        let sort = &mut self.query.sort;
        if sort.column == column {
            sort.direction = sort.direction.flipped();
        } else {
            *sort = Sort {
                column,
                direction: first_direction(column),
            };
        }
    }
}

/// Times are most wanted newest first.
fn first_direction(column: UserColumn) -> Direction {
    match column {
        UserColumn::CreatedAt | UserColumn::LastSignIn | UserColumn::ChangedAt => {
            Direction::Descending
        }
        _ => Direction::Ascending,
    }
}

fn table_direction(direction: Direction) -> table::Direction {
    match direction {
        Direction::Ascending => table::Direction::Ascending,
        Direction::Descending => table::Direction::Descending,
    }
}

/// The tone of an account status.
pub fn status_tone(status: AccountStatus) -> Tone {
    match status {
        AccountStatus::Active => Tone::Ok,
        AccountStatus::Inactive => Tone::Bad,
    }
}

/// The tone of an onboarding status.
pub fn onboarding_tone(onboarding: Onboarding) -> Tone {
    match onboarding {
        Onboarding::Launched => Tone::Warn,
        Onboarding::InProgress => Tone::Accent,
        Onboarding::Expired => Tone::Bad,
        Onboarding::NotInvited | Onboarding::Completed | Onboarding::Revoked => Tone::Neutral,
    }
}

/// Whether Ctrl+C was pressed.
fn copies(ui: &Ui) -> bool {
    let is_copy = |event: &Event| matches!(event, Event::Copy);
    ui.input(|input| input.events.iter().any(is_copy))
}
