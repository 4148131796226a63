//! What is done with the selection: the bar below the list, and the way from it to the question.

use std::sync::Arc;

use egui::{Context, Rect, Ui, UiBuilder};

use super::bulk_choice::Way;
use super::bulk_dialog::{BulkDialog, End};
use crate::app::commands::bulk::BulkCommand;
use crate::app::exports::Export;
use crate::domain::bulk::{Chosen, Deed};
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::text::{count, fill, text};
use crate::domain::user::AccountStatus;
use crate::ui::context::{Action, Cx};
use crate::ui::list::{Picks, UserListView};
use crate::ui::theme::space;
use crate::ui::widgets::action_bar::{self, Item};
use crate::ui::widgets::{frozen, toasts};

/// The bar, and the question that is open.
#[derive(Default)]
pub(super) struct Bulk {
    dialog: Option<BulkDialog>,
    /// What was asked to be exported.
    export: Option<Export>,
}

/// What can be pressed in the bar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Press {
    Nothing,
    All,
    Clear,
    Status(AccountStatus),
    Change(Way),
    Resend,
    Revoke,
    Delete,
    Copy,
    Export,
}

impl Bulk {
    /// Draws the list, and below it the bar while somebody is selected.
    pub(super) fn around<R>(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        list: &mut UserListView,
        list_ui: impl FnOnce(&mut Ui, &mut Cx<'_>, &mut UserListView) -> R,
    ) -> R {
        let room = ui.available_rect_before_wrap();
        let said = list.picks().and_then(|picks| said(picks, list));
        let Some((title, all)) = said else {
            return inside_ui(ui, room, |ui| list_ui(ui, cx, list));
        };
        let entries = entries(cx, ui.ctx(), (&title, &all));
        let items: Vec<Item<'_>> = entries.iter().map(|(item, _)| *item).collect();
        let width = room.width() - 2.0 * space::L;
        let strip = action_bar::height(ui, &items, width) + 2.0 * space::M;
        let (above, below) = room.split_top_bottom_at_y(room.bottom() - strip);
        toasts::lift(ui.ctx(), strip);
        let inner = inside_ui(ui, above, |ui| list_ui(ui, cx, list));
        ui.advance_cursor_after_rect(below);
        let place = below.shrink2(egui::vec2(space::L, 0.0));
        let pressed = action_bar::show(ui, text().bulk.bar, &items, place);
        if let Some((_, press)) = pressed.and_then(|index| entries.get(index)) {
            if *press == Press::Copy {
                cx.actions.extend(list.clip(cx).map(Action::Copy));
            }
            self.press(*press, list);
        }
        inner
    }

    fn press(&mut self, pressed: Press, list: &mut UserListView) {
        let query = list.query.clone();
        let Some(picks) = list.picks_mut() else {
            return;
        };
        let chosen = picks.chosen(&query);
        match pressed {
            // The list itself is copied.
            Press::Nothing | Press::Copy => {}
            Press::All => picks.all(),
            Press::Clear => picks.clear(),
            Press::Status(status) => self.ask(Deed::SetStatus(status), chosen),
            Press::Resend => self.ask(Deed::Resend, chosen),
            Press::Revoke => self.ask(Deed::Revoke, chosen),
            Press::Delete => self.ask(Deed::Delete, chosen),
            Press::Change(way) => self.dialog = Some(BulkDialog::choosing(way, chosen)),
            Press::Export => self.export = Some(Export::Chosen(chosen, query.sort)),
        }
    }

    /// Whether a deed is being done.
    pub(super) fn is_working(&self) -> bool {
        self.dialog.as_ref().is_some_and(BulkDialog::is_working)
    }

    /// Asks whether a deed is to be done.
    pub(super) fn ask(&mut self, deed: Deed, chosen: Chosen) {
        self.dialog = Some(BulkDialog::of(deed, chosen));
    }

    /// What is to be exported.
    pub(super) fn take_export(&mut self) -> Option<Export> {
        self.export.take()
    }

    /// Draws the question that is open; who was deleted, by number.
    pub(super) fn dialog_ui(
        &mut self,
        ctx: &Context,
        cx: &mut Cx<'_>,
        list: &mut UserListView,
    ) -> Arc<Vec<UserId>> {
        let Some(dialog) = &mut self.dialog else {
            return Arc::default();
        };
        let Some(end) = dialog.show(ctx, cx) else {
            return Arc::default();
        };
        let is_deleting = dialog.is_deleting();
        let changed = dialog.changed();
        self.dialog = None;
        let (said, undoable) = match end {
            End::Closed => return Arc::default(),
            End::Failed(message) => {
                cx.push(Action::Failed(message));
                return Arc::default();
            }
            End::Done(said, undoable) => (said, undoable),
        };
        cx.push(Action::Changed(said, undoable));
        let deleted = if is_deleting { changed } else { Arc::default() };
        if let Some(picks) = list.picks_mut() {
            picks.forget(&deleted);
        }
        deleted
    }
}

/// The list keeps its place and the keyboard whether the bar is there or not.
fn inside_ui<R>(ui: &mut Ui, room: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().id_salt("selectable").max_rect(room);
    ui.scope_builder(builder, |ui| {
        ui.set_min_size(room.size());
        content(ui)
    })
    .inner
}

/// How many are selected, and what selects all; none where nobody is selected.
fn said(picks: &Picks, list: &UserListView) -> Option<(String, String)> {
    if picks.is_empty() {
        return None;
    }
    let (words, rows) = (&text().bulk, list.count().unwrap_or_default());
    if picks.is_all() {
        return Some((fill(words.all_selected, &[&count(rows)]), String::new()));
    }
    let selected = fill(words.selected, &[&count(picks.count(rows))]);
    Some((selected, fill(words.select_all, &[&count(rows)])))
}

/// What stands in the bar, and what pressing it means.
fn entries<'a>(
    cx: &Cx<'_>,
    ctx: &Context,
    (title, all): (&'a str, &'a str),
) -> Vec<(Item<'a>, Press)> {
    let words = &text().bulk;
    let frozen = frozen::why(ctx);
    let action = |label, press| (Item::action(label).enabled_or(frozen), press);
    let mut entries = vec![(Item::title(title), Press::Nothing)];
    if !all.is_empty() {
        entries.push((Item::quiet(all), Press::All));
    }
    entries.push((Item::quiet(words.clear), Press::Clear));
    let divider = (Item::divider(), Press::Nothing);
    let may = |deed: &Deed| {
        let access = BulkCommand::access_of(deed);
        access.check(Some(&cx.me.actor)).is_ok()
    };
    if may(&Deed::Revoke) {
        entries.push(divider);
        entries.extend([
            action(words.activate, Press::Status(AccountStatus::Active)),
            action(words.deactivate, Press::Status(AccountStatus::Inactive)),
            action(words.add, Press::Change(Way::Add)),
            action(words.remove, Press::Change(Way::Remove)),
            action(words.last_day, Press::Change(Way::End)),
            action(words.resend, Press::Resend),
            action(words.revoke, Press::Revoke),
        ]);
        let rights = &cx.me.actor.rights;
        let workspaces = rights.reach(Permission::WorkspacesUpdate);
        if !workspaces.is_nobody() || rights.may_everywhere(Permission::TeamsManage) {
            entries.push(action(words.hand_over, Press::Change(Way::HandOver)));
        }
    }
    if may(&Deed::Delete) {
        entries.push(divider);
        entries.push(action(words.delete, Press::Delete));
    }
    if cx.may_export(&[Permission::UsersView]) {
        entries.push(divider);
        entries.push((Item::action(words.copy), Press::Copy));
        entries.push((Item::action(words.export), Press::Export));
    }
    entries
}
