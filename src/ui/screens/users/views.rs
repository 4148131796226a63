//! The saved views of the page: the one in use, the list of all, and what can be done with them.

use egui::{Context, Ui};

use super::view_dialog::{End, ViewDialog};
use crate::app::commands::view::ViewCommand;
use crate::app::commands::{Receipt, Reply};
use crate::app::queries::views::{FoundView, Views, ViewsAnswer};
use crate::app::ticket::Ticket;
use crate::domain::ids::ViewId;
use crate::domain::segment::{Scope, Segment, UserListQuery};
use crate::domain::text::{fill, text};
use crate::domain::view::{Sharing, ViewContent, ViewDraft};
use crate::ui::context::{Action, Cx};
use crate::ui::list::UserListView;
use crate::ui::remote::Remote;
use crate::ui::theme::{icons, size};
use crate::ui::widgets::{Button, frozen, menu};

/// The views of the page.
#[derive(Default)]
pub(super) struct ViewBar {
    views: Remote<Views>,
    /// The one in use.
    active: Option<ViewId>,
    began: Began,
    dialog: Option<ViewDialog>,
    working: Vec<Working>,
}

/// Whether the list has shown what it begins with.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Began {
    #[default]
    NotYet,
    Yes,
}

/// A command on its way, what to say once it is done, and whether the view that it made is to be used.
struct Working {
    ticket: Ticket<Receipt>,
    done: String,
}

/// What was chosen in the list of views.
enum Choice {
    Use(Option<ViewId>),
    Save,
    Open(ViewDialog),
    Give(ViewCommand, String),
}

impl ViewBar {
    /// Whether it is known what the list begins with; until then nothing is asked for it.
    pub(super) fn is_ready(&mut self, cx: &mut Cx<'_>, list: &mut UserListView) -> bool {
        self.views.want(cx.backend, &Views);
        self.poll(cx);
        if self.began == Began::NotYet {
            let Some(answer) = self.views.value().cloned() else {
                return self.views.error().is_some();
            };
            self.began = Began::Yes;
            let is_plain = list.query == UserListQuery::of(Scope::default(), Segment::All);
            if let Some(found) = answer
                .start
                .filter(|_| is_plain)
                .and_then(|id| answer.find(id))
            {
                self.take(Some(found), list);
            }
        }
        true
    }

    /// Leaves the view that is in use: the list shows something else.
    pub(super) fn leave(&mut self) {
        (self.active, self.began) = (None, Began::Yes);
    }

    /// Draws the button with the list of views.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, list: &mut UserListView) {
        let Some(answer) = self.views.value().cloned() else {
            return;
        };
        let active = self.active.and_then(|view_id| answer.find(view_id));
        let now = ViewContent::of(&list.query, list.shown_columns(cx));
        let standing = Standing::of(active, &now);
        let button = Button::secondary(&standing.label())
            .icon(icons::STACK)
            .width(size::VIEW_BUTTON)
            .show(ui);
        let chosen = menu::growing(&button, text().view.list, |ui| {
            ui.set_min_width(size::VIEW_MENU);
            list_ui(ui, &answer, &standing)
        });
        match chosen.flatten() {
            Some(Choice::Use(view_id)) => {
                self.take(view_id.and_then(|id| answer.find(id)), list);
            }
            Some(Choice::Save) => {
                if let Some(found) = active {
                    let wanted = ViewDraft {
                        name: found.view.profile.name.clone(),
                        sharing: found.view.profile.sharing,
                        content: now,
                    };
                    let done = fill(text().view.saved, &[&wanted.name]);
                    self.submit(cx, update(found, wanted), done);
                }
            }
            Some(Choice::Open(dialog)) => self.dialog = Some(dialog.showing(now)),
            Some(Choice::Give(command, done)) => self.submit(cx, command, done),
            None => {}
        }
    }

    /// Draws the dialog that is open.
    pub(super) fn dialog_ui(&mut self, ctx: &Context, cx: &Cx<'_>) {
        let (Some(dialog), Some(answer)) = (&mut self.dialog, self.views.value()) else {
            return;
        };
        match dialog.show(ctx, answer) {
            None => {}
            Some(End::Closed) => self.dialog = None,
            Some(End::Wish(command, done)) => {
                self.dialog = None;
                self.submit(cx, command, done);
            }
        }
    }

    fn take(&mut self, found: Option<&FoundView>, list: &mut UserListView) {
        self.active = found.map(|found| found.view.view_id);
        let content = found.map(|found| found.view.content.clone());
        list.take(&content.unwrap_or_default());
    }

    fn submit(&mut self, cx: &Cx<'_>, command: ViewCommand, done: String) {
        let ticket = cx.backend.submit(command.into());
        self.working.push(Working { ticket, done });
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let active = &mut self.active;
        self.working.retain(|work| match work.ticket.take() {
            None => true,
            Some(Ok(Receipt { reply, undoable })) => {
                if let Reply::ViewSaved(view_id) = reply {
                    *active = Some(view_id);
                }
                cx.push(Action::Changed(work.done.clone(), undoable));
                false
            }
            Some(Err(error)) => {
                cx.push(Action::Failed(error.message()));
                false
            }
        });
    }
}

/// The view in use, and whether the list shows what it does.
struct Standing<'a> {
    active: Option<&'a FoundView>,
    is_changed: bool,
}

impl<'a> Standing<'a> {
    fn of(active: Option<&'a FoundView>, now: &ViewContent) -> Self {
        let is_changed = active.is_some_and(|found| {
            let kept = &found.view.content;
            let has_own = !kept.columns.is_empty();
            kept.query() != now.query() || has_own && kept.columns != now.columns
        });
        Self { active, is_changed }
    }

    fn label(&self) -> String {
        let words = &text().view;
        let name = self
            .active
            .map_or(words.everyone, |found| &found.view.profile.name);
        let words = if self.is_changed {
            words.button_changed
        } else {
            words.button
        };
        fill(words, &[&name])
    }
}

/// Every view, and what can be done with the one in use.
fn list_ui(ui: &mut Ui, answer: &ViewsAnswer, standing: &Standing<'_>) -> Option<Choice> {
    let words = &text().view;
    let mut chosen = None;
    let active = standing.active.map(|found| found.view.view_id);
    let mut entry = |ui: &mut Ui, view_id: Option<ViewId>, label: &str| {
        let glyph = if view_id == active {
            icons::CHECK
        } else {
            icons::TABLE
        };
        let begins = if answer.start == view_id {
            words.begins
        } else {
            ""
        };
        if menu::item_with_keys(ui, Some(glyph), label, begins).clicked() {
            chosen = Some(Choice::Use(view_id));
        }
    };
    entry(ui, None, words.everyone);
    for (heading, is_own) in [(words.mine, true), (words.office, false)] {
        let mut views = answer
            .views
            .iter()
            .filter(|found| found.is_own == is_own)
            .peekable();
        if views.peek().is_some() {
            menu::heading(ui, heading);
        }
        for found in views {
            entry(ui, Some(found.view.view_id), &found.view.profile.name);
        }
    }
    menu::divider(ui);
    frozen::fields(ui, true, |ui| deeds_ui(ui, answer, standing)).or(chosen)
}

fn deeds_ui(ui: &mut Ui, answer: &ViewsAnswer, standing: &Standing<'_>) -> Option<Choice> {
    let words = &text().view;
    let mut chosen = None;
    let mut item = |ui: &mut Ui, glyph, label: &str, choice: Choice| {
        if menu::item(ui, Some(glyph), label).clicked() {
            chosen = Some(choice);
        }
    };
    if let Some(found) = standing.active.filter(|_| standing.is_changed) {
        if found.may_change {
            item(ui, icons::FLOPPY_DISK, words.save, Choice::Save);
        }
        let back = fill(words.reset, &[&found.view.profile.name]);
        let same = Choice::Use(Some(found.view.view_id));
        item(ui, icons::ARROW_COUNTER_CLOCKWISE, &back, same);
    }
    item(
        ui,
        icons::PLUS,
        words.save_as,
        Choice::Open(ViewDialog::create()),
    );
    let Some(found) = standing.active else {
        if answer.start.is_some() {
            let done = words.started_all.to_owned();
            let start = Choice::Give(ViewCommand::Start(None), done);
            item(ui, icons::STAR, words.start_not, start);
        }
        return chosen;
    };
    let name = &found.view.profile.name;
    if answer.start == Some(found.view.view_id) {
        let done = words.started_all.to_owned();
        let start = Choice::Give(ViewCommand::Start(None), done);
        item(ui, icons::STAR, words.start_not, start);
    } else {
        let start = ViewCommand::Start(Some(found.view.view_id));
        let start = Choice::Give(start, fill(words.started, &[name]));
        item(ui, icons::STAR, words.start, start);
    }
    if found.may_change {
        if let Some((label, wanted, done)) = sharing(answer, found) {
            item(ui, icons::USERS_THREE, label, Choice::Give(wanted, done));
        }
        let rename = Choice::Open(ViewDialog::rename(found));
        item(ui, icons::PENCIL_SIMPLE, words.rename, rename);
        if menu::danger_item(ui, Some(icons::TRASH), words.delete).clicked() {
            chosen = Some(Choice::Open(ViewDialog::delete(found)));
        }
    }
    chosen
}

/// What shares a view, or keeps it to its owner.
fn sharing(answer: &ViewsAnswer, found: &FoundView) -> Option<(&'static str, ViewCommand, String)> {
    let words = &text().view;
    let kept = &found.view;
    let (label, sharing, done) = match kept.profile.sharing {
        Sharing::Office => (words.unshare, Sharing::Private, words.unshared_now),
        Sharing::Private if answer.may_share => (words.share, Sharing::Office, words.shared_now),
        Sharing::Private => return None,
    };
    let wanted = ViewDraft {
        name: kept.profile.name.clone(),
        sharing,
        content: kept.content.clone(),
    };
    let done = fill(done, &[&kept.profile.name]);
    Some((label, update(found, wanted), done))
}

/// What changes a view.
pub(super) fn update(found: &FoundView, wanted: ViewDraft) -> ViewCommand {
    ViewCommand::Update {
        view_id: found.view.view_id,
        base: found.view.profile.clone(),
        wanted: Box::new(wanted),
    }
}
