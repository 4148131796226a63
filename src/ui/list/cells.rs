//! The cells of the list, and the boxes that select its rows.

use super::columns::Layout;
use super::picks::{Pick, Picks};
use super::rows::{RowCache, RowView};
use super::{onboarding_tone, status_tone};
use crate::domain::ids::UserId;
use crate::domain::segment::UserColumn;
use crate::domain::text::{fill, text};
use crate::ui::widgets::checkbox::Check;
use crate::ui::widgets::table::{Cell, TableRows};

/// Which box was pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Picked {
    /// That of a row.
    Row(u64, Pick),
    /// The one above the rows.
    All,
}

/// What the table asks for while it draws.
pub(super) struct Rows<'a> {
    pub(super) ids: &'a [UserId],
    pub(super) layout: &'a Layout,
    pub(super) cache: &'a RowCache,
    pub(super) selected: Option<UserId>,
    pub(super) picks: Option<&'a Picks>,
    pub(super) opened: Option<UserId>,
    pub(super) pressed: Option<Picked>,
}

impl Rows<'_> {
    fn check_ui(&mut self, cell: &mut Cell<'_>, row: u64, user_id: UserId) {
        let Some(picks) = self.picks else {
            return;
        };
        let name = fill(text().bulk.select_row, &[&user_id.contact_id()]);
        let check = cell.check_over(Check::from(picks.has(user_id)), &name);
        if check.clicked() {
            let shift = cell.ui().input(|input| input.modifiers.shift);
            let pick = if shift { Pick::Range } else { Pick::One };
            self.pressed = Some(Picked::Row(row, pick));
        }
    }

    fn view(&self, row: u64) -> Option<&RowView> {
        self.cache.get(*self.ids.get(row as usize)?)
    }
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(view) = self
            .ids
            .get(row as usize)
            .and_then(|id| self.cache.get(*id))
        else {
            return;
        };
        let Some(column) = self.layout.kind(column) else {
            let user_id = view.user_id;
            return self.check_ui(cell, row, user_id);
        };
        let words = view.text(column);
        match column {
            UserColumn::ContactId => {
                if cell.link(words).clicked() {
                    self.opened = Some(view.user_id);
                }
            }
            UserColumn::Name => drop(cell.strong(words)),
            UserColumn::Email => drop(cell.muted(words)),
            UserColumn::Status => drop(cell.status(status_tone(view.status), words)),
            UserColumn::Onboarding => drop(cell.badge(onboarding_tone(view.onboarding), words)),
            UserColumn::LastSignIn => {
                drop(cell.text(words).on_hover_text(&view.last_sign_in_exact));
            }
            _ => drop(cell.text(words)),
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        self.view(row).is_some()
    }

    fn header_ui(&mut self, cell: &mut Cell<'_>, _column: usize) {
        let Some(picks) = self.picks else {
            return;
        };
        if cell
            .check_over(picks.check(), text().bulk.select_shown)
            .clicked()
        {
            self.pressed = Some(Picked::All);
        }
    }

    fn is_selected(&self, row: u64) -> bool {
        let Some(user_id) = self.ids.get(row as usize).copied() else {
            return false;
        };
        self.selected == Some(user_id) || self.picks.is_some_and(|picks| picks.has(user_id))
    }
}
