//! What a person may do, and why: a question, its answer step by step, and the changes that would turn a no.

use egui::Ui;

use crate::app::commands::{Command, Receipt};
use crate::app::fixes;
use crate::app::queries::why::{About, Why, WhyAnswer};
use crate::app::ticket::Ticket;
use crate::domain::access::why::{Answer, Fix, Step};
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::domain::user::UserRecord;
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::{Button, Select, Tone, badge, banner, paint, spinner};

/// The tab.
pub(super) struct AccessTab {
    permission: Permission,
    about: About,
    why: Remote<Why>,
    doing: Option<Ticket<Receipt>>,
}

impl Default for AccessTab {
    fn default() -> Self {
        Self {
            permission: Permission::UsersView,
            about: About::Anything,
            why: Remote::default(),
            doing: None,
        }
    }
}

impl AccessTab {
    /// Draws the question and its answer.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, record: &UserRecord) {
        self.poll(cx);
        let words = &text().why;
        let tokens = Tokens::of(ui.ctx());
        ui.spacing_mut().item_spacing.y = space::S;
        let name = &record.profile.name;
        let intro = fill(words.intro, &[name]);
        ui.label(type_of::rich(intro, type_of::body_strong()).color(tokens.text));
        self.question_ui(ui, cx);
        let question = Why {
            user_id: record.user_id,
            permission: self.permission,
            about: self.about,
        };
        self.why.want(cx.backend, &question);
        if let Some(error) = self.why.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let Some(answer) = self.why.value().cloned() else {
            spinner::delayed_spinner(ui, "why", text().app.loading);
            return;
        };
        ui.add_space(space::XS);
        let (tone, said) = if answer.chain.is_allowed {
            (Tone::Ok, words.yes)
        } else {
            (Tone::Bad, words.no)
        };
        let said = fill(said, &[name, &self.permission.label().to_lowercase()]);
        banner::banner(ui, tone, &said, None);
        for step in &answer.chain.answers {
            self.step_ui(ui, cx, step, &answer);
        }
        self.fixes_ui(ui, cx, &answer, record);
    }

    fn question_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().why;
        let known = Permission::ALL.iter().filter(|p| cx.knows(**p));
        let actions: Vec<_> = known.map(|p| (*p, p.label().to_owned())).collect();
        Select::field("why-action", words.action)
            .without_note()
            .width(size::DIALOG_WIDTH)
            .show(ui, &mut self.permission, &actions);
        let mut about = vec![
            (About::Anything, words.about_anything.to_owned()),
            (About::Office, words.about_office.to_owned()),
        ];
        let workspaces = cx.directory.workspaces.iter();
        about.extend(workspaces.map(|workspace| {
            let label = fill(words.about_workspace, &[&workspace.name]);
            (About::Workspace(workspace.id), label)
        }));
        Select::field("why-about", words.about)
            .without_note()
            .width(size::DIALOG_WIDTH)
            .show(ui, &mut self.about, &about);
    }

    fn step_ui(&self, ui: &mut Ui, cx: &Cx<'_>, step: &Answer, answer: &WhyAnswer) {
        let tokens = Tokens::of(ui.ctx());
        let (glyph, ink) = if step.is_met {
            (icons::CHECK_CIRCLE, tokens.ok)
        } else {
            (icons::PROHIBIT, tokens.bad)
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let (_, place) = ui.allocate_space(egui::Vec2::splat(size::ICON));
            paint::icon(ui, place, glyph, type_of::icon_small(), ink);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let said = sentence(step, self.permission, cx.directory);
                ui.label(type_of::rich(said, type_of::body()).color(tokens.text));
                let set = answer.set.iter().find(|(of, ..)| *of == step.step);
                if let Some((_, at, by)) = set {
                    let by = if by.is_empty() {
                        text().why.set_program
                    } else {
                        by.as_str()
                    };
                    let stamp = cx.office.time().stamp(*at);
                    let line = fill(text().why.set_by, &[&by, &stamp]);
                    ui.label(type_of::rich(line, type_of::small()).color(tokens.text_muted));
                }
            });
        });
    }

    fn fixes_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &WhyAnswer, record: &UserRecord) {
        if answer.chain.fixes.is_empty() {
            return;
        }
        let (words, tokens) = (&text().why, Tokens::of(ui.ctx()));
        ui.add_space(space::XS);
        ui.label(type_of::rich(words.fixes, type_of::body_strong()).color(tokens.text));
        for (_, fixes) in &answer.chain.fixes {
            if fixes.is_empty() {
                ui.label(type_of::rich(words.fix_none, type_of::body()).color(tokens.text_muted));
            }
            for fix in fixes.iter().filter(|fix| is_told(fix, cx)) {
                let wanted = fix_ui(ui, cx, fix, record);
                if let Some(command) = wanted.filter(|_| self.doing.is_none()) {
                    self.doing = Some(cx.backend.submit(command));
                }
            }
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.doing.as_ref().and_then(Ticket::take) else {
            return;
        };
        self.doing = None;
        match answer {
            Ok(receipt) => {
                let said = text().why.done.to_owned();
                cx.push(Action::Changed(said, receipt.undoable));
            }
            Err(error) => cx.push(Action::Failed(error.message())),
        }
    }
}

/// A module that is not installed is named only to those who may install it.
fn is_told(fix: &Fix, cx: &Cx<'_>) -> bool {
    !matches!(fix, Fix::Install(_)) || cx.may(Permission::ModulesManage)
}

fn fix_ui(ui: &mut Ui, cx: &Cx<'_>, fix: &Fix, record: &UserRecord) -> Option<Command> {
    let said = fix_words(fix, cx.directory);
    let command = fixes::command(fix, record).filter(|command| {
        let access = command.access();
        access.check(Some(&cx.me.actor)).is_ok()
    });
    let mut wanted = None;
    ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL_SMALL);
        ui.spacing_mut().item_spacing.x = space::S;
        badge::badge(ui, Tone::Neutral, &said);
        if let Some(command) = command {
            let button = Button::secondary(text().why.do_it).small().show(ui);
            let name = format!("{}: {said}", text().why.do_it);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            wanted = button.clicked().then_some(command);
        }
    });
    wanted
}

fn sentence(answer: &Answer, permission: Permission, directory: &Directory) -> String {
    let words = &text().why;
    let plain = |met: &str, unmet: &str| if answer.is_met { met } else { unmet }.to_owned();
    let named =
        |met: &str, wide: &str, unmet: &str| match (answer.is_met, answer.workspaces.is_empty()) {
            (false, _) => unmet.to_owned(),
            (true, true) => wide.to_owned(),
            (true, false) => fill(met, &[&workspaces(&answer.workspaces, directory)]),
        };
    match answer.step {
        Step::Account => plain(words.account_met, words.account_unmet),
        Step::Module if permission.module().is_none() => words.module_none.to_owned(),
        Step::Module => plain(words.module_met, words.module_unmet),
        Step::Role if answer.is_met => fill(words.role_met, &[&roles(&answer.roles, directory)]),
        Step::Role => words.role_unmet.to_owned(),
        Step::Membership => named(
            words.membership_met,
            words.membership_wide,
            words.membership_unmet,
        ),
        Step::Plan => named(words.plan_met, words.plan_wide, words.plan_unmet),
        Step::Visibility => plain(words.visibility_met, words.visibility_unmet),
    }
}

fn fix_words(fix: &Fix, directory: &Directory) -> String {
    let words = &text().why;
    let role = |words: &str, id: &RoleId| fill(words, &[&directory.role(*id)]);
    let workspace = |words: &str, id: &WorkspaceId| fill(words, &[&directory.workspace(*id)]);
    match fix {
        Fix::Activate => words.fix_activate.to_owned(),
        Fix::Install(module) => fill(words.fix_install, &[&module.label()]),
        Fix::Give(id) => role(words.fix_give, id),
        Fix::Allow(id, _) => role(words.fix_allow, id),
        Fix::Prolong(id) => role(words.fix_prolong, id),
        Fix::Widen(id) => role(words.fix_widen, id),
        Fix::Join(id) => workspace(words.fix_join, id),
        Fix::Reopen(id) => workspace(words.fix_reopen, id),
        Fix::Include(id, module) => fill(
            words.fix_include,
            &[&directory.workspace(*id), &module.label()],
        ),
    }
}

fn roles(ids: &[RoleId], directory: &Directory) -> String {
    let names: Vec<&str> = ids.iter().map(|id| directory.role(*id)).collect();
    names.join(", ")
}

fn workspaces(ids: &[WorkspaceId], directory: &Directory) -> String {
    let names: Vec<&str> = ids.iter().map(|id| directory.workspace(*id)).collect();
    names.join(", ")
}
