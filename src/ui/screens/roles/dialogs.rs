//! The dialogs of the page, and the line above its tabs.

use egui::{Align, Context, Layout, Ui};

use super::place::PlaceForm;
use super::{End, role_options};
use crate::app::commands::role::RoleCommand;
use crate::domain::directory::Directory;
use crate::domain::ids::RoleId;
use crate::domain::role::Role;
use crate::domain::text::{fill, text};
use crate::domain::validation::name;
use crate::ui::context::Cx;
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::{Dialog, Select, TextField, Tone, badge};

/// The dialog that is open.
pub(super) enum RoleDialog {
    Create {
        name: String,
        copy_of: Option<RoleId>,
        roles: Vec<(Option<RoleId>, String)>,
    },
    Rename {
        role_id: RoleId,
        old: String,
        name: String,
    },
    Delete(RoleId),
    Place(PlaceForm),
}

impl RoleDialog {
    pub(super) fn create(copy_of: Option<RoleId>, directory: &Directory) -> Self {
        Self::Create {
            name: String::new(),
            copy_of,
            roles: role_options(directory, text().access.copy_nothing),
        }
    }

    pub(super) fn rename(role: &Role) -> Self {
        Self::Rename {
            role_id: role.role_id,
            old: role.name.clone(),
            name: role.name.clone(),
        }
    }

    /// Draws it; how it ended.
    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) -> Option<End> {
        match self {
            Self::Create {
                name,
                copy_of,
                roles,
            } => create_ui(ctx, name, copy_of, roles),
            Self::Rename { role_id, old, name } => rename_ui(ctx, *role_id, old, name),
            Self::Delete(role_id) => delete_ui(ctx, cx, *role_id),
            Self::Place(form) => form.show(ctx),
        }
    }
}

fn create_ui(
    ctx: &Context,
    name: &mut String,
    copy_of: &mut Option<RoleId>,
    roles: &[(Option<RoleId>, String)],
) -> Option<End> {
    let words = &text().access;
    let problem = name_problem(name);
    let answer = Dialog::new("new-role", words.new_role, words.create, text().app.cancel)
        .enabled_or(problem.as_deref())
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            name_ui(ui, name, problem.as_deref());
            Select::field("copy-of", words.copy_of)
                .without_note()
                .width(size::DIALOG_WIDTH)
                .show(ui, copy_of, roles);
        })?;
    Some(End::of(answer, || {
        let command = RoleCommand::Create {
            name: name.trim().to_owned(),
            copy_of: *copy_of,
        };
        (command, fill(words.created, &[&name.trim()]))
    }))
}

fn rename_ui(ctx: &Context, role_id: RoleId, old: &str, name: &mut String) -> Option<End> {
    let words = &text().access;
    let problem = name_problem(name);
    let title = fill(words.rename_title, &[&old]);
    let answer = Dialog::new("rename-role", &title, words.rename, text().app.cancel)
        .enabled_or(problem.as_deref())
        .show(ctx, |ui| name_ui(ui, name, problem.as_deref()))?;
    Some(End::of(answer, || {
        let wanted = name.trim().to_owned();
        let done = fill(words.changed, &[&wanted]);
        (RoleCommand::Rename(role_id, wanted), done)
    }))
}

fn delete_ui(ctx: &Context, cx: &Cx<'_>, role_id: RoleId) -> Option<End> {
    let words = &text().access;
    let name = cx.directory.role(role_id);
    let title = fill(words.delete_title, &[&name]);
    let answer = Dialog::new("delete-role", &title, words.delete, text().app.cancel)
        .danger()
        .show(ctx, |ui| {
            ui.label(words.delete_body);
        })?;
    let done = fill(words.deleted, &[&name]);
    Some(End::of(answer, || (RoleCommand::Delete(role_id), done)))
}

fn name_ui(ui: &mut Ui, name: &mut String, problem: Option<&str>) {
    let problem = problem.filter(|_| !name.trim().is_empty());
    TextField::new("role-name", text().access.name, name)
        .problem(problem)
        .show(ui);
}

fn name_problem(wanted: &str) -> Option<String> {
    name::parse(wanted).err()
}

/// The role's name, what kind of role it is, and buttons at the right.
pub(super) fn role_title_ui(ui: &mut Ui, name: &str, kind: &str, buttons: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL);
        ui.spacing_mut().item_spacing.x = space::S;
        ui.label(type_of::rich(name, type_of::page_title()).color(tokens.text));
        badge::badge(ui, Tone::Neutral, kind);
        ui.with_layout(Layout::right_to_left(Align::Center), buttons);
    });
}
