//! The people of a review as a table: whom to choose, what is known of them, what was decided.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::ids::UserId;
use crate::domain::review::{Candidate, Decision};
use crate::domain::text::{fill, text};
use crate::domain::time::OfficeTime;
use crate::ui::list::status_tone;
use crate::ui::theme::size;
use crate::ui::widgets::Tone;
use crate::ui::widgets::checkbox::Check;
use crate::ui::widgets::table::{Cell, Column, TableRows};

/// One person, all texts ready.
pub(super) struct View {
    found: Candidate,
    contact_id: String,
    choose: String,
    last_sign_in: String,
    last_used: String,
}

/// The columns of the table.
pub(super) fn columns() -> Vec<Column> {
    let (field, words) = (&text().field, &text().review);
    vec![
        Column::new("", size::CHECK_COLUMN).fixed(),
        Column::new(field.contact_id, size::user_column(0)),
        Column::new(field.name, size::user_column(1)),
        Column::new(field.status_short, size::user_column(3)),
        Column::new(field.last_sign_in, size::user_column(6)),
        Column::new(text().access_page.last_used, size::user_column(6)),
        Column::new(words.decision, size::user_column(2)),
    ]
}

/// Puts what is known of somebody into words.
pub(super) fn view(found: &Candidate, time: &OfficeTime) -> View {
    let stamp = |at: Option<_>| at.map_or_else(|| text().app.never.to_owned(), |at| time.stamp(at));
    View {
        contact_id: found.user_id.contact_id().to_string(),
        choose: fill(text().review.select_one, &[&found.name]),
        last_sign_in: stamp(found.last_sign_in_at),
        last_used: stamp(found.last_used_at),
        found: found.clone(),
    }
}

/// The rows of the table, with what was chosen and decided.
pub(super) struct Rows<'a> {
    pub(super) ids: &'a [UserId],
    pub(super) views: &'a HashMap<UserId, View>,
    pub(super) decisions: &'a BTreeMap<UserId, Decision>,
    pub(super) chosen: &'a mut BTreeSet<UserId>,
    pub(super) opened: Option<UserId>,
}

impl Rows<'_> {
    /// Chooses somebody, or no longer.
    pub(super) fn toggle(&mut self, user_id: UserId) {
        if !self.chosen.remove(&user_id) {
            self.chosen.insert(user_id);
        }
    }

    fn decision_ui(&self, cell: &mut Cell<'_>, user_id: UserId) {
        let words = &text().review;
        match self.decisions.get(&user_id) {
            None => drop(cell.muted(words.undecided)),
            Some(Decision::Keep) => drop(cell.badge(Tone::Ok, words.kept)),
            Some(Decision::Remove(reason)) => {
                drop(cell.badge(Tone::Bad, &fill(words.removed, &[reason])));
            }
        }
    }
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(&user_id) = self.ids.get(row as usize) else {
            return;
        };
        let Some(view) = self.views.get(&user_id) else {
            return;
        };
        match column {
            0 => {
                let check = Check::from(self.chosen.contains(&user_id));
                if cell.check(check, &view.choose).clicked() {
                    self.toggle(user_id);
                }
            }
            1 if cell.link(&view.contact_id).clicked() => self.opened = Some(user_id),
            2 => drop(cell.strong(&view.found.name)),
            3 => {
                let status = view.found.status;
                drop(cell.status(status_tone(status), status.label()));
            }
            4 => drop(cell.text(&view.last_sign_in)),
            5 => drop(cell.text(&view.last_used)),
            6 => self.decision_ui(cell, user_id),
            _ => {}
        }
    }

    fn header_ui(&mut self, cell: &mut Cell<'_>, column: usize) {
        if column != 0 {
            return;
        }
        let all = self.ids.iter().all(|id| self.chosen.contains(id));
        let check = match (all, self.chosen.is_empty()) {
            (true, _) => Check::On,
            (false, true) => Check::Off,
            (false, false) => Check::Mixed,
        };
        if cell.check(check, text().review.select_all).clicked() {
            if all {
                self.chosen.clear();
            } else {
                self.chosen.extend(self.ids);
            }
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        let id = self.ids.get(row as usize);
        id.is_some_and(|id| self.views.contains_key(id))
    }

    fn is_selected(&self, row: u64) -> bool {
        let id = self.ids.get(row as usize);
        id.is_some_and(|id| self.chosen.contains(id))
    }
}
