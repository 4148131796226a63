//! "Why don't I see…?": what the operator may not do, and what stands in the way.

use egui::Context;

use crate::app::backend::Backend;
use crate::app::queries::me::MeAnswer;
use crate::app::queries::why_not::WhyNot;
use crate::domain::access::why::Step;
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::{Dialog, Select, Tone, banner};

/// The dialog; closed by default.
#[derive(Default)]
pub(super) struct WhyNotDialog {
    open: Option<Open>,
}

struct Open {
    question: WhyNot,
    options: Vec<(Permission, String)>,
    answer: Remote<WhyNot>,
}

impl WhyNotDialog {
    /// Opens the dialog over what the operator may not do.
    pub(super) fn open(&mut self, me: &MeAnswer) {
        let may_install = me.actor.may_everywhere(Permission::ModulesManage);
        let is_there = |permission: Permission| {
            let module = permission.module();
            may_install || module.is_none_or(|module| me.modules.has(module))
        };
        let absent = Permission::ALL.iter().copied();
        let absent = absent.filter(|p| !me.actor.may(*p) && is_there(*p));
        let options: Vec<_> = absent.map(|p| (p, p.label().to_owned())).collect();
        let first = options.first().map(|(permission, _)| *permission);
        self.open = Some(Open {
            question: WhyNot {
                permission: first.unwrap_or(Permission::UsersView),
            },
            options,
            answer: Remote::default(),
        });
    }

    /// Draws the dialog.
    pub(super) fn show(&mut self, ctx: &Context, backend: &Backend) {
        let Some(open) = &mut self.open else { return };
        let words = &text().why_not;
        let answer = Dialog::new("why-not", words.title, text().app.close, "").show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if open.options.is_empty() {
                banner::banner(ui, Tone::Ok, words.all, None);
                return;
            }
            Select::field("why-not", words.what)
                .width(size::DIALOG_WIDTH)
                .without_note()
                .show(ui, &mut open.question.permission, &open.options);
            open.answer.want(backend, &open.question);
            if let Some(error) = open.answer.error() {
                banner::banner(ui, Tone::Bad, &error.line(), None);
            }
            if let Some(step) = open.answer.value() {
                let (because, ask) = said(step.as_ref().as_ref(), open.question.permission);
                banner::banner(ui, Tone::Neutral, &because, None);
                let tokens = Tokens::of(ui.ctx());
                ui.label(type_of::rich(ask, type_of::body()).color(tokens.text_secondary));
            }
        });
        if answer.is_some() {
            self.open = None;
        }
    }
}

/// What stands in the way, and whom to ask.
fn said(step: Option<&Step>, permission: Permission) -> (String, &'static str) {
    let words = &text().why_not;
    match step {
        // A limit never stands in the way.
        None | Some(Step::Limit) => (words.seen.to_owned(), ""),
        Some(Step::Module) => {
            let module = permission.module().map_or("", Module::label);
            (fill(words.module, &[&module]), words.ask_module)
        }
        Some(Step::Plan) => (words.plan.to_owned(), words.ask_plan),
        Some(Step::Role) => (words.role.to_owned(), words.ask_role),
        Some(Step::Membership) => (words.membership.to_owned(), words.ask_role),
        Some(Step::Visibility) => (words.visibility.to_owned(), ""),
        Some(Step::Account) => (words.account.to_owned(), ""),
    }
}
