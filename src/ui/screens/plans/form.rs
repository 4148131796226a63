//! Adding and changing a plan or an add-on, in a dialog that says first what appears and disappears for whom.

use std::collections::BTreeSet;

use egui::{Context, Response, Ui};

use super::effects::effects;
use crate::app::commands::plan::PlanCommand;
use crate::app::error::AppError;
use crate::app::queries::plan_changes::TermsChange;
use crate::domain::module::{Module, ModuleSet};
use crate::domain::plan::{OfferId, OfferKind, Quota, Terms};
use crate::domain::text::{fill, text};
use crate::domain::validation::issues::Issues;
use crate::domain::validation::terms::{TermsDraft, TermsField};
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Checkbox, Dialog, TextField, Tone, banner};

/// The form.
pub(super) struct TermsForm {
    kind: OfferKind,
    /// What is changed; `None` is something new.
    offer: Option<OfferId>,
    base: Terms,
    original: TermsDraft,
    draft: TermsDraft,
    /// The features of installed modules.
    features: ModuleSet,
    title: String,
    parsed: Result<Terms, Issues<TermsField>>,
    /// Fields that were left at least once; an empty one is wrong only then.
    left: BTreeSet<TermsField>,
    /// What saving was refused for, until the field changes.
    refused: Issues<TermsField>,
    failed: Option<String>,
    change: Remote<TermsChange>,
    seen: u64,
    /// What the change brings and takes, in words.
    effects: Vec<(Tone, String)>,
}

impl TermsForm {
    /// For something new.
    pub(super) fn create(kind: OfferKind, cx: &Cx<'_>) -> Self {
        let words = &text().plan;
        let title = match kind {
            OfferKind::Plan => words.new_plan,
            OfferKind::AddOn => words.new_add_on,
        };
        Self::new(kind, None, Terms::default(), title.to_owned(), cx)
    }

    /// For a plan or an add-on.
    pub(super) fn edit(offer: OfferId, terms: &Terms, cx: &Cx<'_>) -> Self {
        let title = fill(text().plan.edit_named, &[&terms.name]);
        Self::new(offer.kind(), Some(offer), terms.clone(), title, cx)
    }

    fn new(
        kind: OfferKind,
        offer: Option<OfferId>,
        base: Terms,
        title: String,
        cx: &Cx<'_>,
    ) -> Self {
        let original = TermsDraft::from(&base);
        let installed = Module::features().filter(|module| cx.me.modules.has(*module));
        Self {
            kind,
            offer,
            parsed: original.parse(kind),
            draft: original.clone(),
            original,
            base,
            features: installed.collect(),
            title,
            left: BTreeSet::new(),
            refused: Issues::default(),
            failed: None,
            change: Remote::default(),
            seen: 0,
            effects: Vec::new(),
        }
    }

    /// What is changed.
    pub(super) fn offer(&self) -> Option<OfferId> {
        self.offer
    }

    /// What to say once it is saved.
    pub(super) fn done(&self) -> String {
        let words = &text().plan;
        let said = if self.offer.is_some() {
            words.saved
        } else {
            words.added
        };
        fill(said, &[&self.draft.name.trim()])
    }

    /// Saving was refused; the fields say why where they can.
    pub(super) fn refuse(&mut self, error: &AppError) {
        match error {
            AppError::InvalidTerms(issues) => {
                self.left.extend(issues.iter().map(|(field, _)| field));
                self.refused = issues.clone();
            }
            AppError::Conflict => self.failed = Some(text().plan.conflict.to_owned()),
            gone if gone.is_not_found() => {
                self.failed = Some(text().plan.gone.to_owned());
            }
            other => self.failed = Some(other.message().line()),
        }
    }

    /// The same changes, made to what somebody else has saved meanwhile.
    pub(super) fn rebase(&mut self, terms: &Terms) {
        let original = TermsDraft::from(terms);
        self.draft = self.draft.rebased(&self.original, &original);
        self.original = original;
        self.base = terms.clone();
        self.parsed = self.draft.parse(self.kind);
    }

    /// Draws the dialog; `Some(None)` closes it, a command is to be carried out while it stays.
    #[expect(
        clippy::option_option,
        reason = "still open, closed, or closed with a wish"
    )]
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        cx: &Cx<'_>,
        busy: Option<&str>,
    ) -> Option<Option<PlanCommand>> {
        let obstacle = busy.map(str::to_owned).or_else(|| self.obstacle());
        let words = text();
        let save = match (self.offer, self.kind) {
            (Some(_), _) => words.app.save,
            (None, OfferKind::Plan) => words.plan.add_plan,
            (None, OfferKind::AddOn) => words.plan.add_add_on,
        };
        let title = self.title.clone();
        let answer = Dialog::new("terms", &title, save, words.app.cancel)
            .enabled_or(obstacle.as_deref())
            .width(size::DIALOG_WIDE)
            .show(ctx, |ui| self.fields_ui(ui, cx))?;
        Some((answer == Answer::Confirmed).then(|| self.command()))
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().plan;
        ui.spacing_mut().item_spacing.y = space::S;
        if let Some(failed) = &self.failed {
            banner::banner(ui, Tone::Bad, failed, None);
        }
        let half = (ui.available_width() - space::L) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            self.line_ui(ui, TermsField::Name, "", half);
            self.line_ui(ui, TermsField::Price, words.price_hint, half);
        });
        if self.kind == OfferKind::Plan {
            let third = (ui.available_width() - 2.0 * space::L) / 3.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for quota in Quota::ALL {
                    let help = match quota {
                        Quota::Users | Quota::Clients => words.limit_help,
                        Quota::Storage => words.storage_help,
                    };
                    self.line_ui(ui, TermsField::Limit(quota), help, third);
                }
            });
        }
        self.features_ui(ui);
        self.effects_ui(ui, cx);
    }

    fn line_ui(&mut self, ui: &mut Ui, field: TermsField, help: &str, width: f32) {
        let problem = self.problem(field).map(str::to_owned);
        let typed = match field {
            TermsField::Name => &mut self.draft.name,
            TermsField::Price => &mut self.draft.price,
            TermsField::Limit(Quota::Users) => &mut self.draft.users,
            TermsField::Limit(Quota::Clients) => &mut self.draft.clients,
            TermsField::Limit(Quota::Storage) => &mut self.draft.storage,
        };
        let response = TextField::new(("terms", field), field.label(), typed)
            .help(help)
            .problem(problem.as_deref())
            .width(width)
            .show(ui);
        self.note(field, &response);
    }

    /// Takes notice that a field was typed in or left.
    fn note(&mut self, field: TermsField, response: &Response) {
        if response.lost_focus() {
            self.left.insert(field);
        }
        if response.changed() {
            let kept = std::mem::take(&mut self.refused);
            for (other, problem) in kept.iter().filter(|(other, _)| *other != field) {
                self.refused.add(other, problem);
            }
            self.parsed = self.draft.parse(self.kind);
        }
    }

    fn features_ui(&mut self, ui: &mut Ui) {
        if self.features == ModuleSet::default() {
            return;
        }
        let tokens = Tokens::of(ui.ctx());
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let title = type_of::rich(text().plan.features, type_of::label());
            ui.label(title.color(tokens.text_secondary));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::XL;
                for feature in self.features.iter() {
                    self.feature_ui(ui, feature);
                }
            });
        });
    }

    fn feature_ui(&mut self, ui: &mut Ui, feature: Module) {
        let features = self.draft.features;
        let mut has = features.has(feature);
        if Checkbox::new(&mut has, feature.label()).show(ui).changed() {
            self.draft.features = if has {
                features.with(feature)
            } else {
                features.without(feature)
            };
            self.parsed = self.draft.parse(self.kind);
        }
    }

    fn effects_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let (Some(offer), Ok(wanted)) = (self.offer, &self.parsed) else {
            return;
        };
        if (wanted.features, wanted.limits) == (self.base.features, self.base.limits) {
            return;
        }
        let question = TermsChange {
            offer,
            features: wanted.features,
            limits: wanted.limits,
        };
        self.change.want(cx.backend, &question);
        if self.seen != self.change.version() {
            self.seen = self.change.version();
            let change = self.change.value();
            self.effects = change.map(|change| effects(change)).unwrap_or_default();
        }
        for (tone, said) in &self.effects {
            banner::banner(ui, *tone, said, None);
        }
    }

    /// The problem to show under a field.
    fn problem(&self, field: TermsField) -> Option<&str> {
        let own = self.parsed.as_ref().err();
        let own = own.and_then(|issues| issues.get(field));
        let problem = self.refused.get(field).or(own)?;
        let is_empty = field == TermsField::Name && self.draft.name.trim().is_empty();
        (self.left.contains(&field) || !is_empty).then_some(problem)
    }

    /// Why saving is not possible now.
    fn obstacle(&self) -> Option<String> {
        let words = &text().form;
        let own = self.parsed.as_ref().err().and_then(Issues::first);
        if let Some((field, problem)) = own.or_else(|| self.refused.first()) {
            return Some(fill(words.fix_first, &[&field.label(), &problem]));
        }
        let is_same = self.draft == self.original;
        (is_same && self.offer.is_some()).then(|| words.no_changes.to_owned())
    }

    fn command(&self) -> PlanCommand {
        let draft = Box::new(self.draft.clone());
        match self.offer {
            Some(offer) => PlanCommand::Update {
                offer,
                base: Box::new(self.base.clone()),
                draft,
            },
            None => PlanCommand::Create(self.kind, draft),
        }
    }
}
