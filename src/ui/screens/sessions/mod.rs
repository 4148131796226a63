//! The Sessions page: who is signed in, how sessions ended, sign-ins that did not succeed, and who can sign in here; with
//! what an operator can do about them.

mod deeds;
mod rows;
mod toolbar;

use egui::{CentralPanel, Frame, Key, Modifiers, Rect, Ui};

use crate::app::exports::Export;
use crate::app::queries::session_list::{
    SessionFigures, SessionList, SessionListAnswer, SessionRows,
};
use crate::app::session_acts::Acts;
use crate::app::session_sight::{ACCOUNTS, SHOWS};
use crate::domain::ids::UserId;
use crate::domain::segment::Direction;
use crate::domain::session::{Part, SessionFilter, SessionKey};
use crate::domain::text::{count, text};
use crate::ui::context::{Action, Cx};
use crate::ui::export_dialog::ExportDialog;
use crate::ui::forms::user::{EditorHost, Subject};
use crate::ui::list::{Paged, Pick, Picks};
use crate::ui::panels::beside_ui;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, icons, space};
use crate::ui::ways_in::{Aim, Deed, WaysIn};
use crate::ui::widgets::checkbox::Check;
use crate::ui::widgets::table::{self, Column, SortWords, Table, TableResponse};
use crate::ui::widgets::{Button, Card, Tone, banner, empty_state, page_header, spinner, tabs};
use rows::{Pressed, Rows, View};
use toolbar::Toolbar;

/// The page.
#[derive(Default)]
pub struct SessionsScreen {
    filter: SessionFilter,
    list: Remote<SessionList>,
    figures: Remote<SessionFigures>,
    rows: Paged<SessionRows, View, SessionKey>,
    columns: Vec<Column>,
    picks: Picks<SessionKey>,
    toolbar: Toolbar,
    ways_in: WaysIn,
    editor: EditorHost,
    export: ExportDialog,
    /// Grows whenever the filter changes, so that the table goes back to its top.
    question: u64,
    shown: Option<SessionFilter>,
    /// The filter that the rows on the screen answer, and their number.
    answered: (Option<SessionFilter>, u64),
}

impl SessionsScreen {
    /// Shows one person only.
    pub fn narrow(&mut self, person: UserId) {
        self.filter = SessionFilter {
            person: Some(person),
            ..SessionFilter::of(self.filter.part)
        };
    }

    /// The person whose form is open.
    pub fn person(&self) -> Option<UserId> {
        self.editor.user_id()
    }

    /// Whether leaving would lose something.
    pub fn is_changed(&self) -> bool {
        self.editor.is_changed()
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if self.filter.part == Part::Accounts && !sees_accounts(cx) {
            self.filter = SessionFilter::default();
        }
        self.ask(cx);
        self.header_ui(ui, cx);
        let mut editor = std::mem::take(&mut self.editor);
        let selected = editor.user_id();
        let opened = beside_ui(ui, cx, &mut editor, |ui, cx| self.page_ui(ui, cx, selected));
        self.editor = editor;
        if let Some(user_id) = opened {
            self.editor.open(Subject::User(user_id));
        }
        if self.editor.is_open() && cx.takes(ui, Modifiers::NONE, Key::Escape) {
            self.editor.close();
        }
        let is_clearing = !self.picks.is_empty() && !self.editor.is_open();
        if is_clearing && cx.takes(ui, Modifiers::NONE, Key::Escape) {
            self.picks.clear();
            ui.ctx().request_repaint();
        }
        if self.ways_in.show(ui.ctx(), cx) {
            self.picks.clear();
        }
        if let Some(path) = self.export.show(ui, cx) {
            let what = Export::SessionList(Box::new(self.filter.clone()));
            cx.push(Action::Export(what, path));
        }
    }

    fn ask(&mut self, cx: &Cx<'_>) {
        let filter = self.filter.clone();
        // The figures don't depend on the order.
        let sort = SessionFilter::default().sort;
        let unsorted = SessionFilter {
            sort,
            ..filter.clone()
        };
        self.list.want(cx.backend, &SessionList { filter });
        let figures = SessionFigures { filter: unsorted };
        self.figures.want(cx.backend, &figures);
        if self.shown.as_ref() != Some(&self.filter) {
            let is_reordered = self.shown.as_ref().is_some_and(|shown| {
                let sort = self.filter.sort;
                SessionFilter {
                    sort,
                    ..shown.clone()
                } == self.filter
            });
            // Whoever looks at other rows would not see what is selected.
            if !is_reordered {
                self.picks.clear();
            }
            self.columns = rows::columns(self.filter.part);
            self.shown = Some(self.filter.clone());
            self.question += 1;
        }
        let Some(answer) = self.list.value().cloned() else {
            return;
        };
        if self.answered.1 != self.list.version() && !self.list.is_pending() {
            self.answered = (self.shown.clone(), self.list.version());
            self.picks.settle(&answer.keys);
            self.toolbar.renew(&self.filter, &answer.choices);
        }
        let time = cx.office.time();
        self.rows.ask(
            cx,
            &answer.keys,
            |keys| SessionRows { keys },
            |entry| (entry.key, rows::view(entry, answer.as_of, &time)),
        );
    }

    /// What the operator may do, once it is known.
    fn acts(&self) -> Option<&Acts> {
        self.figures.value().map(|figures| &figures.acts)
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = &text().sessions;
        let may_export = cx.may_export(if self.filter.part == Part::Accounts {
            ACCOUNTS
        } else {
            SHOWS
        });
        let mut export = may_export && cx.takes(ui, Modifiers::COMMAND, Key::E);
        page_header::page_header(ui, words.title, words.about, |ui| {
            if may_export {
                let button = Button::primary(text().users.export).icon(icons::FILE_XLS);
                export |= button.show(ui).clicked();
            }
        });
        if export {
            self.export.open(self.filter.part.label(), cx);
        }
    }

    fn page_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        selected: Option<UserId>,
    ) -> Option<UserId> {
        let frame = Frame::new()
            .fill(Tokens::of(ui.ctx()).background)
            .inner_margin(frames::margin(space::XL));
        CentralPanel::default()
            .frame(frame)
            .show(ui, |ui| {
                self.tabs_ui(ui, cx);
                ui.add_space(space::M);
                self.toolbar.show(ui, cx, &mut self.filter);
                ui.add_space(space::M);
                self.list_ui(ui, cx, selected)
            })
            .inner
    }

    fn tabs_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let counts = self.figures.value().map(|answer| answer.counts);
        // The list of the part that is open comes first.
        let is_listed = self.answered.0.as_ref() == Some(&self.filter);
        let listed = self.list.value().filter(|_| is_listed);
        let listed = listed.map(|answer| answer.keys.len() as u64);
        let figure = |part: Part| {
            let of_all = counts.and_then(|counts| counts.get(part as usize).copied());
            listed.filter(|_| part == self.filter.part).or(of_all)
        };
        let mut parts = Part::ALL.to_vec();
        parts.retain(|part| *part != Part::Accounts || sees_accounts(cx));
        let shown: Vec<tabs::Tab> = parts
            .iter()
            .map(|part| tabs::Tab {
                label: part.label().to_owned(),
                count: figure(*part).map(count).unwrap_or_default(),
                ..tabs::Tab::default()
            })
            .collect();
        let open = parts.iter().position(|part| *part == self.filter.part);
        let chosen = tabs::tabs(ui, &shown, open.unwrap_or_default());
        if let Some(part) = chosen.and_then(|index| parts.get(index)) {
            self.filter = self.filter.in_part(*part);
        }
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        selected: Option<UserId>,
    ) -> Option<UserId> {
        if let Some(error) = self.list.error().cloned() {
            let pressed = banner::banner(ui, Tone::Bad, &error.line(), Some(text().app.retry));
            if pressed.is_some_and(|response| response.clicked()) {
                self.list.retry();
            }
        }
        let is_answered = self.answered.0.as_ref().map(|shown| shown.part);
        let is_other = is_answered != Some(self.filter.part);
        let Some(answer) = self.list.value().cloned().filter(|_| !is_other) else {
            spinner::delayed_spinner(ui, "sessions", text().app.loading);
            return None;
        };
        if answer.keys.is_empty() && !self.list.is_pending() {
            self.empty_ui(ui);
            return None;
        }
        Card::new("").flush().show(ui, |ui| {
            let room = ui.available_rect_before_wrap();
            let below = deeds::height(ui, cx, (&self.picks, &answer), room);
            let (above, bar) = room.split_top_bottom_at_y(room.bottom() - below);
            let opened = self.table_ui(ui, cx, (&answer, selected), above);
            ui.advance_cursor_after_rect(room);
            self.bar_ui(ui, cx, &answer, bar);
            opened
        })
    }

    fn bar_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &SessionListAnswer, room: Rect) {
        match deeds::bar_ui(ui, cx, (&self.picks, answer), room) {
            Some(deeds::Press::All) => self.picks.all(),
            Some(deeds::Press::Clear) => self.picks.clear(),
            Some(deeds::Press::Do(deed)) => {
                let chosen = answer.keys.iter().filter(|key| self.picks.has(**key));
                let Some(acts) = self.acts() else { return };
                let aim = Aim::new(deed, chosen.copied(), acts);
                self.ways_in.ask(aim, None, answer.as_of);
            }
            None => {}
        }
    }

    fn table_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (answer, selected): (&SessionListAnswer, Option<UserId>),
        room: Rect,
    ) -> Option<UserId> {
        let part = self.filter.part;
        let sort_words = SortWords {
            ascending: text().export.sorted_up,
            descending: text().export.sorted_down,
        };
        let (column, direction) = self.filter.sort;
        let lead = usize::from(part.is_for_acts());
        let sorted = part.columns().iter().position(|other| *other == column);
        let sorted = sorted.map(|at| (at + lead, table_direction(direction)));
        let mut table = Table::new(
            "sessions",
            rows::table_name(part),
            &self.columns,
            answer.keys.len() as u64,
        )
        .sorted(sorted, sort_words)
        .version(self.question);
        if self.list.is_pending() && self.answered.0.as_ref() != Some(&self.filter) {
            table = table.stale();
        }
        let here = cx.backend.operator().map(|operator| operator.session_id);
        let mut rows = Rows {
            part,
            keys: &answer.keys,
            views: self.rows.views(),
            acts: self.figures.value().map(|figures| &figures.acts),
            picks: part.is_for_acts().then_some(&self.picks),
            selected,
            here,
            pressed: None,
        };
        let builder = egui::UiBuilder::new().id_salt("rows").max_rect(room);
        let shown = ui
            .scope_builder(builder, |ui| table.show(ui, &mut rows))
            .inner;
        let pressed = rows.pressed;
        self.rows.note(ui, &shown);
        self.press(ui, (&shown, pressed), answer)
    }

    fn press(
        &mut self,
        ui: &Ui,
        (shown, pressed): (&TableResponse, Option<Pressed>),
        answer: &SessionListAnswer,
    ) -> Option<UserId> {
        let part = self.filter.part;
        if let Some(index) = shown.sort {
            let lead = usize::from(part.is_for_acts());
            let column = index
                .checked_sub(lead)
                .and_then(|at| part.columns().get(at));
            if let Some(column) = column {
                let (now, direction) = self.filter.sort;
                self.filter.sort = if now == *column {
                    (now, direction.flipped())
                } else {
                    (*column, column.first_direction())
                };
            }
        }
        let keys = &answer.keys;
        let wants_all = part.is_for_acts()
            && shown.grid.has_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A));
        let toggled = shown.toggled.filter(|_| part.is_for_acts());
        match pressed {
            Some(Pressed::Row(row, pick)) => self.picks.press(row, pick, keys),
            Some(Pressed::All) if self.picks.check() == Check::On => self.picks.clear(),
            Some(Pressed::All) => self.picks.all(),
            Some(Pressed::End(key, name)) => {
                let aim = self.acts().map(|acts| Aim::new(Deed::End, [key], acts));
                if let Some(aim) = aim {
                    self.ways_in.ask(aim, Some(name), answer.as_of);
                }
            }
            Some(Pressed::User(user_id)) => return Some(user_id),
            None if wants_all => self.picks.all(),
            None => match toggled {
                Some(row) => self.picks.press(row, Pick::One, keys),
                None => return self.entered(shown, keys),
            },
        }
        ui.ctx().request_repaint();
        None
    }

    fn entered(&self, shown: &TableResponse, keys: &[SessionKey]) -> Option<UserId> {
        let key = keys.get(shown.opened? as usize)?;
        self.rows.views().get(key)?.user_id
    }

    fn empty_ui(&mut self, ui: &mut Ui) {
        let words = &text().sessions;
        if !self.filter.is_empty() {
            let (none, hint, clear) = (words.none_match, words.none_match_hint, words.clear);
            let glyph = icons::MAGNIFYING_GLASS;
            let pressed = empty_state::empty_state(ui, glyph, none, hint, Some(clear));
            if pressed.is_some_and(|response| response.clicked()) {
                self.filter = self.filter.cleared();
            }
            return;
        }
        let (none, hint) = match self.filter.part {
            Part::Now => (words.nothing_now, words.nothing_now_hint),
            Part::Ended => (words.nothing_ended, words.nothing_ended_hint),
            Part::Failed => (words.nothing_failed, words.nothing_failed_hint),
            Part::Accounts => (words.nothing_accounts, words.nothing_accounts_hint),
        };
        empty_state::empty_state(ui, icons::SIGN_IN, none, hint, None);
    }
}

/// Who can sign in here is for those who can do something about it.
fn sees_accounts(cx: &Cx<'_>) -> bool {
    ACCOUNTS.iter().any(|permission| cx.may(*permission))
}

fn table_direction(direction: Direction) -> table::Direction {
    match direction {
        Direction::Ascending => table::Direction::Ascending,
        Direction::Descending => table::Direction::Descending,
    }
}
