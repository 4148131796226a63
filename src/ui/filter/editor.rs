//! Putting one condition together: field, what is said of it, and with what it is compared, a line an alternative.

use egui::{Response, Ui};

use super::values::Values;
use crate::domain::filter::{ClauseDraft, Compared, FilterField, Naming, Operator, TermDraft};
use crate::domain::text::{count, fill, text};
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_};
use crate::ui::widgets::chip_input::{ChipInput, ChipWords};
use crate::ui::widgets::{Button, IconButton, Select, TextField};

/// What the editor works with.
pub(super) struct Stage<'a> {
    pub(super) naming: Naming<'a>,
    pub(super) values: &'a Values,
    /// The fields that can be chosen.
    pub(super) fields: &'a [FilterField],
}

/// Whether the first field gets the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    Wanted,
    Left,
}

impl From<bool> for Focus {
    fn from(is_wanted: bool) -> Self {
        if is_wanted { Self::Wanted } else { Self::Left }
    }
}

impl Stage<'_> {
    /// Draws the alternatives of a clause; whether it is done.
    pub(super) fn show(&self, ui: &mut Ui, clause: &mut ClauseDraft, focus: Focus) -> bool {
        let tokens = Tokens::of(ui);
        let frame = frames::card(&tokens).inner_margin(frames::margin(space::M));
        let done = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
            let (mut removed, several) = (None, clause.terms.len() > 1);
            for (index, term) in clause.terms.iter_mut().enumerate() {
                let line = ui.push_id(index, |ui| self.line_ui(ui, term, (index, several)));
                if line.inner.removed {
                    removed = Some(index);
                }
                if focus == Focus::Wanted && index == 0 {
                    line.inner.first.request_focus();
                }
            }
            if let Some(index) = removed {
                clause.terms.remove(index);
            }
            self.foot_ui(ui, clause)
        });
        done.inner
    }

    fn foot_ui(&self, ui: &mut Ui, clause: &mut ClauseDraft) -> bool {
        let words = &text().filter;
        let is_complete = clause
            .terms
            .iter()
            .all(|term| term.term(self.naming.time).is_some());
        let mut is_done = false;
        ui.horizontal(|ui| {
            let or = Button::ghost(words.or_add)
                .icon(icons::PLUS)
                .hint(words.or_hint);
            if or.show(ui).clicked() {
                let field = clause
                    .terms
                    .last()
                    .map_or(FilterField::Status, |term| term.field);
                clause.terms.push(TermDraft::new(field));
            }
            is_done = Button::secondary(words.done).show(ui).clicked();
            if !is_complete {
                let muted = Tokens::of(ui).text_muted;
                ui.label(type_::rich(words.incomplete, type_::secondary()).color(muted));
            }
        });
        is_done
    }

    fn line_ui(&self, ui: &mut Ui, term: &mut TermDraft, (index, several): (usize, bool)) -> Line {
        let words = &text().filter;
        ui.horizontal_wrapped(|ui| {
            if index > 0 {
                let muted = Tokens::of(ui).text_muted;
                ui.label(type_::rich(words.or, type_::body()).color(muted));
            }
            let mut field = term.field;
            let fields: Vec<_> = self
                .fields
                .iter()
                .map(|f| (*f, f.label().to_owned()))
                .collect();
            let name = |name: &str| numbered(name, index);
            let first = Select::new("field", &name(words.field))
                .width(size::FILTER_FIELD)
                .show(ui, &mut field, &fields);
            term.set_field(field);
            let mut operator = term.operator;
            let operators = term.field.operators().iter();
            let operators: Vec<(Operator, String)> = operators
                .map(|operator| (*operator, operator.label(term.field).to_owned()))
                .collect();
            let chosen = Select::new("operator", &name(words.operator))
                .width(size::FILTER_OPERATOR)
                .show(ui, &mut operator, &operators);
            if chosen.changed() {
                term.set_operator(operator);
            }
            let value = self.value_ui(ui, term, index);
            let removed = several
                && IconButton::new(icons::X, words.remove_alternative)
                    .show(ui)
                    .clicked();
            Line {
                first: value.unwrap_or(first),
                removed,
            }
        })
        .inner
    }

    /// With what the field is compared; the control that gets the keyboard first.
    fn value_ui(&self, ui: &mut Ui, term: &mut TermDraft, index: usize) -> Option<Response> {
        let words = &text().filter;
        let name = |name: &str| numbered(name, index);
        let problem = term.problem(self.naming.time);
        match term.compared() {
            Compared::Codes => {
                let options = self.naming.options(term.field);
                chips("codes")
                    .width(room(ui))
                    .show(ui, &mut term.codes, &options);
                None
            }
            Compared::Texts => {
                let options = self.values.options(term.field, &term.texts);
                let more = self.values.more(term.field);
                let told = fill(words.more_values, &[&count(more)]);
                let mut input = chips("texts").width(room(ui));
                if more > 0 {
                    input = input.help(&told);
                }
                input.show(ui, &mut term.texts, &options);
                None
            }
            Compared::Text => Some(
                TextField::new("text", &name(words.value), &mut term.text)
                    .bare()
                    .width(room(ui).min(size::FIELD_WIDTH))
                    .show(ui),
            ),
            Compared::Days => Some(
                TextField::new("days", &name(words.days), &mut term.days)
                    .bare()
                    .problem(problem)
                    .char_limit(4)
                    .width(if problem.is_some() {
                        size::FIELD_WIDTH
                    } else {
                        size::FILTER_DAYS
                    })
                    .show(ui),
            ),
            Compared::Between => {
                let first = TextField::new("first", &name(words.from), &mut term.first)
                    .bare()
                    .hint(words.day_hint)
                    .problem(problem)
                    .width(size::FILTER_DAY)
                    .show(ui);
                ui.label(type_::rich(words.and, type_::body()).color(Tokens::of(ui).text_muted));
                TextField::new("last", &name(words.to), &mut term.last)
                    .bare()
                    .hint(words.day_hint)
                    .width(size::FILTER_DAY)
                    .show(ui);
                Some(first)
            }
            Compared::Nothing => None,
        }
    }
}

/// The name of a control; alternatives are counted.
fn numbered(name: &str, index: usize) -> String {
    if index == 0 {
        return name.to_owned();
    }
    fill(text().filter.nth, &[&name, &(index + 1)])
}

/// What became of a line.
struct Line {
    /// The control that gets the keyboard first.
    first: Response,
    removed: bool,
}

fn chips(salt: &'static str) -> ChipInput<'static> {
    let words = &text().filter;
    let chip_words = ChipWords {
        add: words.add_value,
        search: words.find,
        clear: text().app.clear_search,
        remove: words.remove_value,
        nothing: words.no_values,
    };
    ChipInput::new(salt, words.values, chip_words).bare()
}

/// The room that is left in the line for a value.
fn room(ui: &Ui) -> f32 {
    let left = ui.max_rect().right() - ui.cursor().left() - size::CONTROL - 2.0 * space::S;
    if left < size::FIELD_WIDTH {
        return ui.max_rect().width().min(size::FILTER_VALUES);
    }
    left.min(size::FILTER_VALUES)
}
