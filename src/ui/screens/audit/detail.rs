//! An entry in full, beside the table: what changed, facts, hash, and the way back.

use egui::{Frame, ScrollArea, Ui};

use super::rows::outcome_tone;
use crate::app::log_view::MOST_PARTS;
use crate::app::queries::audit_log::AuditEntry;
use crate::domain::actor::Hand;
use crate::domain::audit::{ObjectKind, Outcome};
use crate::domain::ids::UserId;
use crate::domain::log::{LogEntry, LogObject, hexadecimal, kind_label};
use crate::domain::text::{count, fill, text};
use crate::domain::time::OfficeTime;
use crate::domain::undo::act;
use crate::ui::context::{Action, Cx};
use crate::ui::desk::How;
use crate::ui::opens::opens;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, icons, space, text as type_of};
use crate::ui::widgets::key_value::{key_value, key_value_ui};
use crate::ui::widgets::{Button, IconButton, Tone, badge, banner, link, spinner};

/// The panel; closed by default.
#[derive(Default)]
pub(super) struct Detail {
    open: Option<i64>,
    entry: Remote<AuditEntry>,
    seen: u64,
    view: Option<View>,
}

/// What the panel asks of the page.
#[derive(Clone, Copy)]
pub(super) enum Wish {
    /// Close the panel.
    Close,
    /// Show only what this person did.
    OnlyActor(UserId),
    /// Show only what is about this.
    OnlyObject((ObjectKind, i64)),
}

/// An entry, all texts ready.
struct View {
    seq: i64,
    title: String,
    sentence: String,
    at: String,
    outcome: Outcome,
    reason: String,
    actor: Option<(UserId, String)>,
    object: Option<(LogObject, String)>,
    parts: Vec<Part>,
    facts: Vec<(String, String)>,
    hash: String,
    undo: Option<i64>,
    is_cut: bool,
}

/// What changed about one object.
struct Part {
    name: String,
    object: LogObject,
    lines: Vec<String>,
}

impl Detail {
    pub(super) fn open(&mut self, seq: i64) {
        self.open = Some(seq);
    }

    pub(super) fn close(&mut self) {
        self.open = None;
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The entry that is shown.
    pub(super) fn seq(&self) -> Option<i64> {
        self.open
    }

    /// Draws the panel; what it asks of the page.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Wish> {
        let seq = self.open?;
        self.entry.want(cx.backend, &AuditEntry { seq });
        if self.seen != self.entry.version() {
            self.seen = self.entry.version();
            let time = cx.office.time();
            self.view = self.entry.value().map(|entry| View::new(entry, &time));
        }
        if let Some(error) = self.entry.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let view = self.view.as_ref().filter(|view| view.seq == seq);
        let Some(view) = view else {
            spinner::delayed_spinner(ui, "entry", text().app.loading);
            return None;
        };
        let mut wish = view.head_ui(ui);
        ScrollArea::vertical()
            .id_salt(seq)
            .auto_shrink(false)
            .show(ui, |ui| {
                Frame::new()
                    .inner_margin(frames::margin(space::L))
                    .show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = space::S;
                        wish = wish.take().or(view.facts_ui(ui));
                        view.parts_ui(ui, cx);
                        view.chain_ui(ui);
                    });
            });
        wish
    }
}

impl View {
    fn new(entry: &LogEntry, time: &OfficeTime) -> Self {
        let (row, words) = (&entry.row, &text().audit_page);
        let named = |object: &LogObject| {
            if object.name.is_empty() {
                kind_label(object.kind).to_owned()
            } else {
                object.name.clone()
            }
        };
        let parts = entry.parts.iter().map(|part| Part {
            name: named(&part.object),
            object: part.object.clone(),
            lines: part
                .changes
                .iter()
                .map(|change| fill(text().undo.change, &[&change.label(), &change.values()]))
                .collect(),
        });
        let object = Some(&row.object).filter(|object| object.id.is_some());
        Self {
            seq: row.seq,
            title: format!("{} {}", words.number, count(row.seq.max(0) as u64)),
            sentence: format!("{} {}", row.who(), act(&row.command)),
            at: time.stamp(row.at),
            outcome: row.outcome,
            reason: row.reason.clone(),
            actor: match &row.actor {
                Some(Hand::Known(id, name)) => Some((*id, fill(words.only_actor, &[name]))),
                Some(Hand::Hidden) | None => None,
            },
            object: object.map(|object| {
                let only = fill(words.only_object, &[&named(object)]);
                (object.clone(), only)
            }),
            is_cut: entry.parts.len() as i64 >= MOST_PARTS,
            parts: parts.collect(),
            facts: entry.facts.clone(),
            hash: hexadecimal(&entry.hash),
            undo: (entry.is_undoable && row.outcome == Outcome::Done).then_some(row.seq),
        }
    }

    fn head_ui(&self, ui: &mut Ui) -> Option<Wish> {
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new().inner_margin(frames::margin_xy(space::L, space::M));
        let shown = frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                let title = type_of::rich(&self.title, type_of::card_title()).color(tokens.text);
                ui.label(title);
                badge::badge(ui, outcome_tone(self.outcome), self.outcome.label());
                let close =
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        let close = IconButton::new(icons::X, text().app.close);
                        close.small().show(ui).clicked()
                    });
                close.inner.then_some(Wish::Close)
            })
            .inner
        });
        let rect = shown.response.rect;
        ui.painter()
            .hline(rect.x_range(), rect.bottom(), frames::hairline(&tokens));
        shown.inner
    }

    fn facts_ui(&self, ui: &mut Ui) -> Option<Wish> {
        let (words, tokens) = (&text().audit_page, Tokens::of(ui.ctx()));
        let sentence = type_of::rich(&self.sentence, type_of::body_medium()).color(tokens.text);
        ui.add(egui::Label::new(sentence).wrap());
        key_value(ui, words.when, &self.at);
        if !self.reason.is_empty() {
            key_value(ui, words.reason, &self.reason);
        }
        for (label, value) in &self.facts {
            key_value(ui, label, value);
        }
        let mut wish = None;
        if let Some((actor, only)) = &self.actor
            && key_value_ui(ui, words.who, |ui| link::link(ui, only)).clicked()
        {
            wish = Some(Wish::OnlyActor(*actor));
        }
        if let Some((object, only)) = &self.object
            && let Some(id) = object.id
            && key_value_ui(ui, words.object, |ui| link::link(ui, only)).clicked()
        {
            wish = Some(Wish::OnlyObject((object.kind, id)));
        }
        wish
    }

    fn parts_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (words, tokens) = (&text().audit_page, Tokens::of(ui.ctx()));
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            ui.label(type_of::rich(words.changes, type_of::body_strong()).color(tokens.text));
            if let Some(seq) = self.undo {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if Button::ghost(words.undo)
                        .small()
                        .changing()
                        .show(ui)
                        .clicked()
                    {
                        cx.push(Action::Undo(seq, How::Shown));
                    }
                });
            }
        });
        if self.parts.is_empty() {
            let none = type_of::rich(words.nothing_told, type_of::secondary());
            ui.add(egui::Label::new(none.color(tokens.text_muted)).wrap());
        }
        for part in &self.parts {
            let action = part.object.id.and_then(|id| opens((part.object.kind, id)));
            match action {
                Some(action) => {
                    if link::link(ui, &part.name).clicked() {
                        cx.push(action);
                    }
                }
                None => {
                    let name = type_of::rich(&part.name, type_of::body()).color(tokens.text);
                    ui.add(egui::Label::new(name).wrap());
                }
            }
            for line in &part.lines {
                let line = type_of::rich(line, type_of::secondary()).color(tokens.text_secondary);
                ui.add(egui::Label::new(line).wrap());
            }
        }
        if self.is_cut {
            let said = fill(words.more_parts, &[&count(MOST_PARTS as u64)]);
            banner::banner(ui, Tone::Neutral, &said, None);
        }
    }

    fn chain_ui(&self, ui: &mut Ui) {
        let (words, tokens) = (&text().audit_page, Tokens::of(ui.ctx()));
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            ui.label(type_of::rich(words.hash, type_of::body_strong()).color(tokens.text));
            let copy = IconButton::new(icons::COPY, words.copy_hash);
            if copy.small().show(ui).clicked() {
                ui.ctx().copy_text(self.hash.clone());
            }
        });
        let (first, second) = self.hash.split_at_checked(32).unwrap_or_default();
        for line in [first, second, words.previous] {
            let line = type_of::rich(line, type_of::small()).color(tokens.text_muted);
            ui.add(egui::Label::new(line).wrap());
        }
    }
}
