//! The Roles page: every role with how many hold it, what it allows beside another one, and who has it.

mod dialogs;
mod holders;
mod matrix;
mod place;

use egui::{CentralPanel, Frame, Panel, ScrollArea, Ui};

use crate::app::commands::role::RoleCommand;
use crate::app::commands::{Command, Receipt, Reply};
use crate::app::queries::roles::HolderCounts;
use crate::app::ticket::Ticket;
use crate::domain::directory::Directory;
use crate::domain::ids::RoleId;
use crate::domain::permission::Permission;
use crate::domain::role::Role;
use crate::domain::text::{count, fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::derived::Derived;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, icons, size, space};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::nav::{Breadth, Place, nav_item};
use crate::ui::widgets::{Button, Select, page_header, tabs};
use dialogs::RoleDialog;
use holders::Holders;

/// The page.
#[derive(Default)]
pub struct RolesScreen {
    chosen: Option<RoleId>,
    compared: Option<RoleId>,
    /// The roles beside the chosen one.
    others: Derived<Option<RoleId>, Vec<(Option<RoleId>, String)>>,
    tab: Tab,
    counts: Remote<HolderCounts>,
    holders: Holders,
    dialog: Option<RoleDialog>,
    working: Vec<Working>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Permissions,
    Holders,
}

/// A command on its way, and what to say once it is done; nothing where the page shows it.
struct Working {
    ticket: Ticket<Receipt>,
    done: String,
}

impl RolesScreen {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.counts.want(cx.backend, &HolderCounts);
        self.poll(cx);
        self.header_ui(ui, cx);
        let tokens = Tokens::of(ui.ctx());
        let fill = Frame::new().fill(tokens.background);
        let list = Frame::new()
            .fill(tokens.surface)
            .inner_margin(frames::margin(space::S));
        Panel::left("roles")
            .exact_size(size::ROLE_LIST)
            .resizable(false)
            .frame(list)
            .show(ui, |ui| self.list_ui(ui, cx));
        CentralPanel::default()
            .frame(fill.inner_margin(frames::margin(space::XL)))
            .show(ui, |ui| self.role_ui(ui, cx));
        self.dialogs_ui(ui, cx);
    }

    fn chosen<'d>(&self, cx: &'d Cx<'_>) -> Option<&'d Role> {
        let roles = &cx.directory.roles;
        let chosen = roles.iter().find(|role| Some(role.role_id) == self.chosen);
        chosen.or_else(|| roles.first())
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().access;
        let below = match self.counts.value() {
            Some(counts) => {
                let given: u64 = counts.values().sum();
                let roles = count(cx.directory.roles.len() as u64);
                fill(words.below, &[&roles, &count(given)])
            }
            None => String::new(),
        };
        let chosen = self.chosen(cx).map(|role| role.role_id);
        let others = self.others.get(cx.directory, chosen, |directory, chosen| {
            let all = role_options(directory, words.compare_none).into_iter();
            all.filter(|(role_id, _)| role_id.is_none() || role_id != chosen)
                .collect()
        });
        page_header::page_header(ui, words.title, &below, |ui| {
            Select::new("compare", words.compare).show(ui, &mut self.compared, others);
            let may = cx.may(Permission::RolesCreate);
            if may
                && Button::primary(words.new_role)
                    .changing()
                    .show(ui)
                    .clicked()
            {
                self.dialog = Some(RoleDialog::create(chosen, cx.directory));
            }
        });
        if self.compared == chosen {
            self.compared = None;
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let chosen = self.chosen(cx).map(|role| role.role_id);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XXS;
            for role in &cx.directory.roles {
                let holders = self.counts.value().map(|counts| {
                    let holders = counts.get(&role.role_id).copied();
                    count(holders.unwrap_or(0))
                });
                let place = if Some(role.role_id) == chosen {
                    Place::Here
                } else {
                    Place::Elsewhere
                };
                let holders = holders.unwrap_or_default();
                let item = (
                    icons::IDENTIFICATION_BADGE,
                    role.name.as_str(),
                    holders.as_str(),
                );
                if nav_item(ui, item, place, Breadth::Full).clicked() {
                    self.chosen = Some(role.role_id);
                }
            }
        });
    }

    fn role_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(role) = self.chosen(cx).cloned() else {
            return;
        };
        self.title_ui(ui, cx, &role);
        self.tabs_ui(ui, &role);
        ui.add_space(space::M);
        match self.tab {
            Tab::Permissions => {
                let other = cx.directory.roles.iter();
                let other = other
                    .filter(|other| other.role_id != role.role_id)
                    .find(|other| Some(other.role_id) == self.compared);
                if let Some(command) = matrix::matrix_ui(ui, cx, &role, other) {
                    self.submit(cx, command.into(), String::new());
                }
            }
            Tab::Holders => {
                if let Some(wanted) = self.holders.show(ui, cx, &role) {
                    self.dialog = Some(RoleDialog::Place(place::PlaceForm::new(wanted, &role, cx)));
                }
            }
        }
    }

    fn title_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, role: &Role) {
        let words = &text().access;
        let kind = if role.key.is_some() {
            words.built_in
        } else {
            words.own
        };
        dialogs::role_title_ui(ui, &role.name, kind, |ui| {
            let may_delete = role.key.is_none() && cx.may(Permission::RolesDelete);
            if may_delete
                && Button::ghost(words.delete)
                    .small()
                    .changing()
                    .show(ui)
                    .clicked()
            {
                self.dialog = Some(RoleDialog::Delete(role.role_id));
            }
            let may_rename = cx.may(Permission::RolesUpdate);
            if may_rename
                && Button::secondary(words.rename)
                    .small()
                    .changing()
                    .show(ui)
                    .clicked()
            {
                self.dialog = Some(RoleDialog::rename(role));
            }
        });
    }

    fn tabs_ui(&mut self, ui: &mut Ui, role: &Role) {
        let words = &text().access;
        let holders = self.counts.value();
        let holders = holders.map(|counts| counts.get(&role.role_id).copied().unwrap_or(0));
        let shown = [
            tabs::Tab {
                label: words.tab_permissions.to_owned(),
                count: count(u64::from(role.permissions.len())),
                ..tabs::Tab::default()
            },
            tabs::Tab {
                label: words.tab_holders.to_owned(),
                count: holders.map(count).unwrap_or_default(),
                ..tabs::Tab::default()
            },
        ];
        match tabs::tabs(ui, &shown, usize::from(self.tab == Tab::Holders)) {
            Some(0) => self.tab = Tab::Permissions,
            Some(_) => self.tab = Tab::Holders,
            None => {}
        }
    }

    fn dialogs_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(dialog) = &mut self.dialog else {
            return;
        };
        match dialog.show(ui.ctx(), cx) {
            None => {}
            Some(End::Closed) => self.dialog = None,
            Some(End::Wish(command, done)) => {
                self.dialog = None;
                self.submit(cx, command.into(), done);
            }
        }
    }

    fn submit(&mut self, cx: &Cx<'_>, command: Command, done: String) {
        let ticket = cx.backend.submit(command);
        self.working.push(Working { ticket, done });
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let mut created = None;
        self.working.retain(|work| match work.ticket.take() {
            None => true,
            Some(Ok(Receipt { reply, undoable })) => {
                if let Reply::RoleCreated(role_id) = reply {
                    created = Some(role_id);
                }
                cx.push(Action::Changed(work.done.clone(), undoable));
                false
            }
            Some(Err(error)) => {
                cx.push(Action::Failed(error.message()));
                false
            }
        });
        if created.is_some() {
            self.chosen = created;
            self.tab = Tab::Permissions;
        }
    }
}

/// Every role to choose from, after a line for none.
fn role_options(directory: &Directory, none: &str) -> Vec<(Option<RoleId>, String)> {
    let roles = directory.roles.iter();
    let roles = roles.map(|role| (Some(role.role_id), role.name.clone()));
    std::iter::once((None, none.to_owned()))
        .chain(roles)
        .collect()
}

/// How a dialog ended.
enum End {
    /// Nothing is wanted.
    Closed,
    /// This is wanted, and this is to be said then.
    Wish(RoleCommand, String),
}

impl End {
    fn of(answer: Answer, wish: impl FnOnce() -> (RoleCommand, String)) -> Self {
        match answer {
            Answer::Confirmed => {
                let (command, done) = wish();
                Self::Wish(command, done)
            }
            Answer::Cancelled | Answer::Alternative => Self::Closed,
        }
    }
}
