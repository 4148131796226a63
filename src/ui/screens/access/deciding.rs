//! A review being gone through: everyone who has it, a decision for each, and applying them as one act.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::Ui;

use super::people::{self, Rows, View};
use super::reason::ReasonDialog;
use crate::app::commands::review::ReviewCommand;
use crate::app::queries::reviews::{ReviewCandidates, ReviewList};
use crate::domain::ids::UserId;
use crate::domain::review::{Decision, Subject};
use crate::domain::text::{count, fill, plural, text};
use crate::ui::context::{Action, Cx};
use crate::ui::list::Paged;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, icons, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::table::{Column, Table};
use crate::ui::widgets::{Button, Card, Dialog, SearchField, Tone, banner, empty_state, spinner};

/// The review.
pub(super) struct Deciding {
    question: ReviewList,
    name: String,
    list: Remote<ReviewList>,
    /// Everyone, whatever the search finds.
    all: Remote<ReviewList>,
    rows: Paged<ReviewCandidates, View>,
    decisions: BTreeMap<UserId, Decision>,
    chosen: BTreeSet<UserId>,
    columns: Vec<Column>,
    dialog: Option<Asking>,
}

/// How going through it ended.
pub(super) enum Outcome {
    /// The decisions are thrown away.
    Discarded,
    /// They are to be applied.
    Apply(ReviewCommand),
}

/// What is being asked in a dialog.
enum Asking {
    Reason(ReasonDialog),
    Apply,
    Discard,
}

impl Deciding {
    pub(super) fn new(subject: Subject, name: String) -> Self {
        Self {
            question: ReviewList {
                subject,
                search: String::new(),
            },
            name,
            list: Remote::default(),
            all: Remote::default(),
            rows: Paged::default(),
            decisions: BTreeMap::new(),
            chosen: BTreeSet::new(),
            columns: people::columns(),
            dialog: None,
        }
    }

    /// Whether something was decided.
    pub(super) fn is_changed(&self) -> bool {
        !self.decisions.is_empty()
    }

    /// How far it has come.
    pub(super) fn below(&self) -> String {
        let people = self.people().len() as u64;
        let decided = self.decisions.len() as u64;
        let progress = fill(text().review.progress, &[&count(decided), &count(people)]);
        format!("{} · {progress}", self.name)
    }

    fn people(&self) -> Arc<Vec<UserId>> {
        let all = self.all.value();
        all.map(|ids| Arc::clone(ids.as_ref())).unwrap_or_default()
    }

    /// Draws the buttons of the page's header.
    pub(super) fn header_ui(&mut self, ui: &mut Ui) {
        let words = &text().review;
        if Button::secondary(words.cancel).show(ui).clicked() {
            self.dialog = Some(Asking::Discard);
        }
        let none = self.decisions.is_empty().then_some(words.apply_none);
        if Button::primary(words.apply)
            .enabled_or(none)
            .changing()
            .show(ui)
            .clicked()
        {
            self.dialog = Some(Asking::Apply);
        }
    }

    /// Draws tools and table; how it ended.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Outcome> {
        self.list.want(cx.backend, &self.question);
        let everyone = ReviewList {
            search: String::new(),
            ..self.question.clone()
        };
        self.all.want(cx.backend, &everyone);
        self.tools_ui(ui);
        ui.add_space(space::M);
        if let Some(error) = self.list.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        match self.list.value().map(|ids| Arc::clone(ids.as_ref())) {
            None => spinner::delayed_spinner(ui, "deciding", text().app.loading),
            Some(ids) if ids.is_empty() => {
                let words = &text().access;
                let (none, hint) = (words.no_holders, words.no_holders_hint);
                empty_state::empty_state(ui, icons::USERS, none, hint, None);
            }
            Some(ids) => self.table_ui(ui, cx, &ids),
        }
        self.dialog_ui(ui)
    }

    fn tools_ui(&mut self, ui: &mut Ui) {
        let words = &text().review;
        let none = self.chosen.is_empty().then_some(words.choose_first);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
            let clear = text().app.clear_search;
            SearchField::new("review", words.search, clear, &mut self.question.search).show(ui);
            if Button::secondary(words.keep)
                .enabled_or(none)
                .show(ui)
                .clicked()
            {
                self.decide(Some(&Decision::Keep));
            }
            if Button::secondary(words.remove)
                .enabled_or(none)
                .show(ui)
                .clicked()
            {
                let people = self.chosen.len() as u64;
                self.dialog = Some(Asking::Reason(ReasonDialog::new(people)));
            }
            if Button::ghost(words.clear)
                .enabled_or(none)
                .show(ui)
                .clicked()
            {
                self.decide(None);
            }
            if Button::ghost(words.keep_rest).show(ui).clicked() {
                for user_id in self.people().iter() {
                    self.decisions.entry(*user_id).or_insert(Decision::Keep);
                }
            }
            if !self.chosen.is_empty() {
                let tokens = Tokens::of(ui.ctx());
                let chosen = plural(
                    self.chosen.len() as u64,
                    words.chosen_one,
                    words.chosen_many,
                );
                ui.label(type_of::rich(chosen, type_of::secondary()).color(tokens.text_muted));
            }
        });
    }

    /// Decides about those who are chosen.
    fn decide(&mut self, decision: Option<&Decision>) {
        for user_id in std::mem::take(&mut self.chosen) {
            match decision {
                Some(decision) => drop(self.decisions.insert(user_id, decision.clone())),
                None => drop(self.decisions.remove(&user_id)),
            }
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, ids: &[UserId]) {
        let time = cx.office.time();
        self.rows.ask(
            cx,
            ids,
            |ids| ReviewCandidates { ids },
            |found| (found.user_id, people::view(found, &time)),
        );
        let table = Table::new(
            "deciding",
            text().review.table,
            &self.columns,
            ids.len() as u64,
        )
        .version(self.list.version());
        let mut rows = Rows {
            ids,
            views: self.rows.views(),
            decisions: &self.decisions,
            chosen: &mut self.chosen,
            opened: None,
        };
        let shown = Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        if let Some(user_id) = shown.toggled.and_then(|row| ids.get(row as usize)) {
            rows.toggle(*user_id);
        }
        let opened = rows.opened;
        self.rows.note(ui, &shown);
        let entered = shown.opened.and_then(|row| ids.get(row as usize).copied());
        if let Some(user_id) = opened.or(entered) {
            cx.push(Action::edit(user_id));
        }
    }

    fn dialog_ui(&mut self, ui: &Ui) -> Option<Outcome> {
        let words = &text().review;
        match self.dialog.as_mut()? {
            Asking::Reason(dialog) => {
                let reason = dialog.show(ui.ctx())?;
                self.dialog = None;
                if let Some(reason) = reason {
                    self.decide(Some(&Decision::Remove(reason)));
                }
                None
            }
            Asking::Discard => {
                let dialog = Dialog::new(
                    "discard-review",
                    words.discard_title,
                    words.cancel,
                    text().form.leave_stay,
                );
                let answer = dialog.danger().show(ui.ctx(), |ui| {
                    ui.label(words.discard_text);
                })?;
                self.dialog = None;
                (answer == Answer::Confirmed).then_some(Outcome::Discarded)
            }
            Asking::Apply => {
                let answer = self.apply_ui(ui)?;
                self.dialog = None;
                (answer == Answer::Confirmed).then(|| {
                    let decisions = std::mem::take(&mut self.decisions).into_iter().collect();
                    let subject = self.question.subject;
                    Outcome::Apply(ReviewCommand { subject, decisions })
                })
            }
        }
    }

    fn apply_ui(&self, ui: &Ui) -> Option<Answer> {
        let words = &text().review;
        let kept = self
            .decisions
            .values()
            .filter(|d| **d == Decision::Keep)
            .count();
        let removed = self.decisions.len() - kept;
        let undecided = self.people().len().saturating_sub(self.decisions.len());
        let lines = [
            (removed, words.apply_removed_one, words.apply_removed_many),
            (kept, words.apply_kept_one, words.apply_kept_many),
            (
                undecided,
                words.apply_undecided_one,
                words.apply_undecided_many,
            ),
        ];
        Dialog::new(
            "apply-review",
            words.apply_title,
            words.apply_confirm,
            text().app.cancel,
        )
        .show(ui.ctx(), |ui| {
            let tokens = Tokens::of(ui.ctx());
            ui.spacing_mut().item_spacing.y = space::XS;
            for (people, one, many) in lines.into_iter().filter(|(people, ..)| *people > 0) {
                let template = if people == 1 { one } else { many };
                let line = fill(template, &[&count(people as u64), &self.name]);
                ui.label(type_of::rich(line, type_of::body()).color(tokens.text));
            }
            let note = type_of::rich(words.apply_note, type_of::secondary());
            ui.add(egui::Label::new(note.color(tokens.text_muted)).wrap());
        })
    }
}
