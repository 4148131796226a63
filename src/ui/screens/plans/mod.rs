//! The Plans page: the pricing table, add-ons with the same look, and their forms. Every figure that is a link opens
//! exactly the rows that it counts.

mod cells;
mod effects;
mod form;
mod sheet;
mod view;

use egui::{Frame, ScrollArea, Ui};

use crate::app::commands::Receipt;
use crate::app::commands::plan::PlanCommand;
use crate::app::error::AppError;
use crate::app::queries::plans::{Plans, PlansAnswer};
use crate::app::ticket::Ticket;
use crate::domain::permission::Permission;
use crate::domain::plan::{OfferId, OfferKind, Terms};
use crate::domain::segment::{Scope, Segment};
use crate::domain::text::{fill, plural, text};
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::screens::workspaces::PlanFilter;
use crate::ui::theme::{Tokens, frames, icons, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Button, Card, Dialog, Tone, banner, empty_state, page_header, spinner};
use form::TermsForm;
use sheet::{Press, Sheet, column_width};

/// The page.
#[derive(Default)]
pub struct PlansScreen {
    remote: Remote<Plans>,
    seen: u64,
    below: String,
    plans: Sheet,
    add_ons: Sheet,
    form: Option<TermsForm>,
    /// Somebody else has saved meanwhile: the form goes on from what arrives next.
    is_rebasing: bool,
    deleting: Option<OfferId>,
    /// A command on its way, and what to say once it is done.
    working: Option<(Ticket<Receipt>, String)>,
}

impl PlansScreen {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.remote.want(cx.backend, &Plans);
        self.poll(cx);
        self.take(cx);
        self.header_ui(ui, cx);
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.background)
            .inner_margin(frames::margin(space::XL));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::L;
                self.page_ui(ui, cx);
            });
        });
        self.form_ui(ui, cx);
        self.delete_ui(ui, cx);
    }

    fn take(&mut self, cx: &Cx<'_>) {
        if self.seen == self.remote.version() {
            return;
        }
        self.seen = self.remote.version();
        let Some(answer) = self.remote.value() else {
            return;
        };
        let words = &text().plan;
        let plans = plural(answer.plans.len() as u64, words.plans_one, words.plans_many);
        let add_ons = answer.add_ons.len() as u64;
        let add_ons = plural(add_ons, words.add_ons_one, words.add_ons_many);
        self.below = fill(words.below, &[&plans, &add_ons]);
        self.plans = view::plans(answer, cx);
        self.add_ons = view::add_ons(answer, cx);
        let edited = self.form.as_mut().filter(|_| self.is_rebasing);
        if let Some(form) = edited
            && let Some(terms) = form.offer().and_then(|offer| terms_of(answer, offer))
        {
            self.is_rebasing = false;
            form.rebase(terms);
        }
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().plan;
        let may_add = cx.me.actor.may_everywhere(Permission::PlansCreate);
        page_header::page_header(ui, words.title, &self.below, |ui| {
            if !may_add {
                return;
            }
            if Button::secondary(words.new_add_on)
                .changing()
                .show(ui)
                .clicked()
            {
                self.form = Some(TermsForm::create(OfferKind::AddOn, cx));
            }
            if Button::primary(words.new_plan)
                .changing()
                .show(ui)
                .clicked()
            {
                self.form = Some(TermsForm::create(OfferKind::Plan, cx));
            }
        });
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = text();
        if let Some(error) = self.remote.error().cloned() {
            let pressed = banner::banner(ui, Tone::Bad, &error.line(), Some(words.app.retry));
            if pressed.is_some_and(|response| response.clicked()) {
                self.remote.retry();
            }
        }
        let Some(answer) = self.remote.value().cloned() else {
            return spinner::delayed_spinner(ui, "plans", words.app.loading);
        };
        over_ui(ui, cx, &answer);
        let columns = self.plans.heads.len().max(self.add_ons.heads.len());
        let column = column_width(ui.available_width(), columns);
        let mut pressed = self.plans_ui(ui, cx, column);
        let may_add = cx.me.actor.may_everywhere(Permission::PlansCreate);
        if may_add || !self.add_ons.heads.is_empty() {
            pressed = pressed.or(self.add_ons_ui(ui, column));
        }
        match pressed {
            Some(Press::Edit(offer)) => {
                let terms = terms_of(&answer, offer);
                self.form = terms.map(|terms| TermsForm::edit(offer, terms, cx));
            }
            Some(Press::Delete(offer)) => self.deleting = Some(offer),
            Some(Press::Workspaces(filter)) => cx.push(Action::ShowWorkspaces(filter)),
            Some(Press::Everyone(offer)) => {
                let segment = Segment::Offer(offer);
                cx.push(Action::users_of(Scope::default(), segment));
            }
            Some(Press::People(workspace_id)) => {
                let scope = Scope {
                    workspace: Some(workspace_id),
                    ..Scope::default()
                };
                cx.push(Action::users_of(scope, Segment::All));
            }
            None => {}
        }
    }

    fn plans_ui(&self, ui: &mut Ui, cx: &Cx<'_>, column: f32) -> Option<Press> {
        let words = &text().plan;
        if !self.plans.heads.is_empty() {
            let card = Card::new(words.table).note(words.table_note).flush();
            return sheet_ui(ui, card, &self.plans, column);
        }
        let (title, hint) = if cx.me.actor.may_everywhere(Permission::PlansView) {
            (words.none, words.none_hint)
        } else {
            (words.none_seen, words.none_seen_hint)
        };
        empty_state::empty_state(ui, icons::STACK, title, hint, None);
        None
    }

    fn add_ons_ui(&self, ui: &mut Ui, column: f32) -> Option<Press> {
        let words = &text().plan;
        let card = Card::new(words.add_ons).note(words.add_ons_note);
        if !self.add_ons.heads.is_empty() {
            return sheet_ui(ui, card.flush(), &self.add_ons, column);
        }
        let muted = Tokens::of(ui.ctx()).text_muted;
        card.show(ui, |ui| {
            ui.label(type_of::rich(words.no_add_ons, type_of::body()).color(muted));
        });
        None
    }

    fn form_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let busy = self.working.is_some().then_some(text().app.saving);
        let Some(form) = &mut self.form else {
            return;
        };
        match form.show(ui.ctx(), cx, busy) {
            None => {}
            Some(None) => self.form = None,
            Some(Some(command)) => {
                let done = form.done();
                self.submit(cx, command, done);
            }
        }
    }

    /// Asks before something is deleted; it can't be while workspaces have it.
    fn delete_ui(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let (Some(offer), Some(answer)) = (self.deleting, self.remote.value()) else {
            return;
        };
        let Some(terms) = terms_of(answer, offer) else {
            self.deleting = None;
            return;
        };
        let words = &text().plan;
        let held = held_by(answer, offer);
        let (body, one, many, todo) = match offer.kind() {
            OfferKind::Plan => (
                words.delete_plan_body,
                words.plan_in_use_one,
                words.plan_in_use_many,
                words.plan_in_use_do,
            ),
            OfferKind::AddOn => (
                words.delete_add_on_body,
                words.add_on_in_use_one,
                words.add_on_in_use_many,
                words.add_on_in_use_do,
            ),
        };
        let in_use = (held > 0).then(|| format!("{} {todo}", plural(held, one, many)));
        let title = fill(words.delete_title, &[&terms.name]);
        let dialog = Dialog::new("delete-offer", &title, words.delete, text().app.cancel)
            .danger()
            .enabled_or(in_use.as_deref());
        let answer = dialog.show(ui.ctx(), |ui| {
            ui.label(in_use.as_deref().unwrap_or(body));
        });
        let Some(answer) = answer else { return };
        let done = fill(words.deleted, &[&terms.name]);
        self.deleting = None;
        if answer == Answer::Confirmed {
            self.submit(cx, PlanCommand::Delete(offer), done);
        }
    }

    fn submit(&mut self, cx: &Cx<'_>, command: PlanCommand, done: String) {
        if self.working.is_none() {
            self.working = Some((cx.backend.submit(command.into()), done));
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((ticket, done)) = &self.working else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        match answer {
            Ok(receipt) => {
                cx.push(Action::Changed(done.clone(), receipt.undoable));
                self.form = None;
            }
            Err(error) => match &mut self.form {
                Some(form) => {
                    form.refuse(&error);
                    if matches!(error, AppError::Conflict) {
                        self.is_rebasing = true;
                        self.remote.retry();
                    }
                }
                None => cx.push(Action::Failed(error.message())),
            },
        }
        self.working = None;
    }
}

/// Says where more is used than a plan allows, and opens it.
fn over_ui(ui: &mut Ui, cx: &mut Cx<'_>, answer: &PlansAnswer) {
    if answer.over.count == 0 {
        return;
    }
    let words = &text().plan;
    let said = plural(answer.over.count, words.over_one, words.over_many);
    let show = answer.over.opens().then_some(words.over_show);
    let pressed = banner::banner(ui, Tone::Warn, &said, show);
    if pressed.is_some_and(|response| response.clicked()) {
        cx.push(Action::ShowWorkspaces(PlanFilter::OverLimit));
    }
}

/// A card around a pricing table, no wider than that.
fn sheet_ui(ui: &mut Ui, card: Card<'_>, sheet: &Sheet, column: f32) -> Option<Press> {
    let width = sheet.card_width(column).min(ui.available_width());
    ui.scope(|ui| {
        ui.set_max_width(width);
        card.show(ui, |ui| sheet.show(ui, column))
    })
    .inner
}

fn terms_of(answer: &PlansAnswer, offer: OfferId) -> Option<&Terms> {
    match offer {
        OfferId::Plan(id) => {
            let mut plans = answer.plans.iter();
            plans
                .find(|(plan, _)| plan.plan_id == id)
                .map(|(plan, _)| &plan.terms)
        }
        OfferId::AddOn(id) => {
            let mut add_ons = answer.add_ons.iter();
            add_ons
                .find(|(add_on, _)| add_on.add_on_id == id)
                .map(|(add_on, _)| &add_on.terms)
        }
    }
}

/// How many workspaces have a plan or an add-on.
fn held_by(answer: &PlansAnswer, offer: OfferId) -> u64 {
    let plans = answer.plans.iter();
    let plans = plans.map(|(plan, holders)| (OfferId::Plan(plan.plan_id), holders));
    let add_ons = answer.add_ons.iter();
    let add_ons = add_ons.map(|(add_on, holders)| (OfferId::AddOn(add_on.add_on_id), holders));
    let mut all = plans.chain(add_ons);
    let found = all.find(|(id, _)| *id == offer);
    found.map_or(0, |(_, holders)| holders.workspaces.count)
}
