//! What a person may do, and why: a question, its answer step by step, and the changes that would turn a no.

mod fixes;
mod words;

use egui::Ui;

use crate::app::commands::Receipt;
use crate::app::queries::person_plans::{PersonPlan, PersonPlans};
use crate::app::queries::why::{About, Why, WhyAnswer};
use crate::app::ticket::Ticket;
use crate::domain::access::why::Answer;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::domain::user::UserRecord;
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::key_value::key_value;
use crate::ui::widgets::{Select, Tone, banner, paint, spinner};
use fixes::Fixes;

/// The tab.
pub(super) struct AccessTab {
    permission: Permission,
    about: About,
    why: Remote<Why>,
    fixes: Fixes,
    plans: Remote<PersonPlans>,
    plans_seen: u64,
    /// The person's plans in a line.
    plans_line: String,
    doing: Option<Ticket<Receipt>>,
}

impl Default for AccessTab {
    fn default() -> Self {
        Self {
            permission: Permission::UsersView,
            about: About::Anything,
            why: Remote::default(),
            fixes: Fixes::default(),
            plans: Remote::default(),
            plans_seen: 0,
            plans_line: String::new(),
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
        self.plans_ui(ui, cx, record);
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
        self.fixes.take(cx, self.why.version(), &answer, record);
        let wanted = self.fixes.show(ui);
        if let Some(command) = wanted.filter(|_| self.doing.is_none()) {
            self.doing = Some(cx.backend.submit(command));
        }
    }

    /// The plans of the person's workspaces, which are the person's own.
    fn plans_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, record: &UserRecord) {
        if !cx.may(Permission::PlansView) {
            return;
        }
        let user_id = record.user_id;
        self.plans.want(cx.backend, &PersonPlans { user_id });
        if self.plans_seen != self.plans.version() {
            self.plans_seen = self.plans.version();
            let plans = self.plans.value().map(|plans| plans_line(plans));
            self.plans_line = plans.unwrap_or_default();
        }
        key_value(ui, text().plan.of_person, &self.plans_line);
        ui.add_space(space::XS);
    }

    fn question_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().why;
        // Who may install modules may ask about what they would bring.
        let may_install = cx.me.actor.may_everywhere(Permission::ModulesManage);
        let known = Permission::ALL
            .iter()
            .filter(|p| may_install || cx.knows(**p));
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
                let said = words::sentence(step, self.permission, cx.directory, &answer.over);
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

/// "Premium (Studio, Print), Basic with Exchange (Atlas)".
fn plans_line(plans: &[PersonPlan]) -> String {
    let words = &text().plan;
    if plans.is_empty() {
        return words.of_person_none.to_owned();
    }
    let part = |part: &PersonPlan| {
        let plan = part.plan.as_deref().unwrap_or(text().workspace.no_plan);
        let workspaces = part.workspaces.join(", ");
        if part.add_ons.is_empty() {
            return fill(words.of_person_part, &[&plan, &workspaces]);
        }
        let add_ons = part.add_ons.join(", ");
        fill(words.of_person_more, &[&plan, &add_ons, &workspaces])
    };
    plans.iter().map(part).collect::<Vec<_>>().join(", ")
}
