//! The dialogs of saved views: a name for a new one, another name, and deleting one.

use egui::{Context, Ui};

use super::views::update;
use crate::app::commands::view::ViewCommand;
use crate::app::queries::views::{FoundView, ViewsAnswer};
use crate::domain::fold::name_key;
use crate::domain::ids::ViewId;
use crate::domain::text::{fill, text};
use crate::domain::validation::name;
use crate::domain::view::{Sharing, ViewContent, ViewDraft};
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Checkbox, Dialog, TextField};

/// A dialog about a view.
pub(super) enum ViewDialog {
    Create {
        name: String,
        is_shared: bool,
        content: Box<ViewContent>,
    },
    Rename {
        found: Box<FoundView>,
        name: String,
    },
    Delete(Box<FoundView>),
}

/// How a dialog ended.
pub(super) enum End {
    /// Nothing is wanted.
    Closed,
    /// This is wanted, and this is to be said then.
    Wish(ViewCommand, String),
}

impl ViewDialog {
    pub(super) fn create() -> Self {
        Self::Create {
            name: String::new(),
            is_shared: false,
            content: Box::default(),
        }
    }

    pub(super) fn rename(found: &FoundView) -> Self {
        Self::Rename {
            name: found.view.profile.name.clone(),
            found: Box::new(found.clone()),
        }
    }

    pub(super) fn delete(found: &FoundView) -> Self {
        Self::Delete(Box::new(found.clone()))
    }

    /// The same, with what a new view is to show.
    pub(super) fn showing(mut self, now: ViewContent) -> Self {
        if let Self::Create { content, .. } = &mut self {
            **content = now;
        }
        self
    }

    /// Draws it; how it ended.
    pub(super) fn show(&mut self, ctx: &Context, answer: &ViewsAnswer) -> Option<End> {
        match self {
            Self::Create {
                name,
                is_shared,
                content,
            } => create_ui(ctx, answer, (name, is_shared), content),
            Self::Rename { found, name } => rename_ui(ctx, answer, found, name),
            Self::Delete(found) => delete_ui(ctx, found),
        }
    }
}

fn create_ui(
    ctx: &Context,
    answer: &ViewsAnswer,
    (name, is_shared): (&mut String, &mut bool),
    content: &ViewContent,
) -> Option<End> {
    let words = &text().view;
    let problem = problem(answer, None, name);
    let dialog = Dialog::new("new-view", words.new_title, words.create, text().app.cancel);
    let pressed = dialog
        .changing(ctx)
        .enabled_or(problem.as_deref())
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            name_ui(ui, name, problem.as_deref());
            if answer.may_share {
                let check = Checkbox::new(is_shared, words.for_office).show(ui);
                crate::ui::widgets::tooltip::text(check, words.for_office_hint);
            }
        })?;
    let sharing = if *is_shared {
        Sharing::Office
    } else {
        Sharing::Private
    };
    Some(end(pressed, || {
        let name = name.trim().to_owned();
        let done = fill(words.created, &[&name]);
        let draft = ViewDraft {
            name,
            sharing,
            content: content.clone(),
        };
        (ViewCommand::Create(Box::new(draft)), done)
    }))
}

fn rename_ui(
    ctx: &Context,
    answer: &ViewsAnswer,
    found: &FoundView,
    name: &mut String,
) -> Option<End> {
    let words = &text().view;
    let kept = &found.view;
    let problem = problem(answer, Some(kept.view_id), name);
    let title = fill(words.rename_title, &[&kept.profile.name]);
    let dialog = Dialog::new(
        "rename-view",
        &title,
        text().access.rename,
        text().app.cancel,
    );
    let pressed = dialog
        .changing(ctx)
        .enabled_or(problem.as_deref())
        .show(ctx, |ui| name_ui(ui, name, problem.as_deref()))?;
    Some(end(pressed, || {
        let wanted = ViewDraft {
            name: name.trim().to_owned(),
            sharing: kept.profile.sharing,
            content: kept.content.clone(),
        };
        let done = fill(words.renamed, &[&wanted.name]);
        (update(found, wanted), done)
    }))
}

fn delete_ui(ctx: &Context, found: &FoundView) -> Option<End> {
    let words = &text().view;
    let profile = &found.view.profile;
    let title = fill(words.delete_title, &[&profile.name]);
    let body = match profile.sharing {
        Sharing::Private => words.delete_body,
        Sharing::Office => words.delete_body_shared,
    };
    let dialog = Dialog::new(
        "delete-view",
        &title,
        words.delete_confirm,
        text().app.cancel,
    );
    let pressed = dialog.danger().changing(ctx).show(ctx, |ui| {
        ui.label(body);
    })?;
    Some(end(pressed, || {
        let done = fill(words.deleted, &[&profile.name]);
        (ViewCommand::Delete(found.view.view_id), done)
    }))
}

fn end(answer: Answer, wish: impl FnOnce() -> (ViewCommand, String)) -> End {
    match answer {
        Answer::Confirmed => {
            let (command, done) = wish();
            End::Wish(command, done)
        }
        Answer::Cancelled | Answer::Alternative => End::Closed,
    }
}

fn name_ui(ui: &mut Ui, name: &mut String, problem: Option<&str>) {
    let problem = problem.filter(|_| !name.trim().is_empty());
    let field = TextField::new("view-name", text().view.name, name);
    field.problem(problem).show(ui);
}

/// Why a view can't be called so.
fn problem(answer: &ViewsAnswer, except: Option<ViewId>, wanted: &str) -> Option<String> {
    let wanted = match name::parse(wanted) {
        Ok(wanted) => wanted,
        Err(said) => return Some(said),
    };
    let key = name_key(&wanted);
    let mut others = answer.views.iter().map(|found| &found.view);
    let is_taken =
        others.any(|view| Some(view.view_id) != except && name_key(&view.profile.name) == key);
    is_taken.then(|| fill(text().view.name_taken, &[&wanted]))
}
