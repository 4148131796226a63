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
    pub(super) fields: &'a [(FilterField, String)],
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
        let lead = if several { size::FILTER_OR } else { 0.0 };
        let width = ui.available_width() - lead;
        let close = if several {
            size::CONTROL + space::S
        } else {
            0.0
        };
        if width < size::FILTER_LINE {
            let half = (width - space::S) / 2.0;
            return ui
                .vertical(|ui| {
                    let first = ui.horizontal(|ui| {
                        or_ui(ui, lead, index);
                        self.what_ui(ui, term, index, (half, half))
                    });
                    ui.horizontal(|ui| {
                        ui.add_space(lead);
                        self.rest_ui(ui, term, (index, several), (first.inner, width - close))
                    })
                    .inner
                })
                .inner;
        }
        ui.horizontal(|ui| {
            or_ui(ui, lead, index);
            let widths = (size::FILTER_FIELD, size::FILTER_OPERATOR);
            let first = self.what_ui(ui, term, index, widths);
            let left = width - widths.0 - widths.1 - 2.0 * space::S - close;
            self.rest_ui(ui, term, (index, several), (first, left))
        })
        .inner
    }

    /// Field, and what is said of it; the field's control.
    fn what_ui(
        &self,
        ui: &mut Ui,
        term: &mut TermDraft,
        index: usize,
        widths: (f32, f32),
    ) -> Response {
        let words = &text().filter;
        let name = |name: &str| numbered(name, index);
        let mut field = term.field;
        let first = Select::new("field", &name(words.field))
            .width(widths.0)
            .show(ui, &mut field, self.fields);
        term.set_field(field);
        let mut operator = term.operator;
        let operators = term.field.operators().iter();
        let operators: Vec<(Operator, String)> = operators
            .map(|operator| (*operator, operator.label(term.field).to_owned()))
            .collect();
        let chosen = Select::new("operator", &name(words.operator))
            .width(widths.1)
            .show(ui, &mut operator, &operators);
        if chosen.changed() {
            term.set_operator(operator);
        }
        first
    }

    /// The value, and what takes the line away.
    fn rest_ui(
        &self,
        ui: &mut Ui,
        term: &mut TermDraft,
        (index, several): (usize, bool),
        (first, width): (Response, f32),
    ) -> Line {
        let value = self.value_ui(ui, term, index, width.min(size::FILTER_VALUES));
        let close = IconButton::new(icons::X, text().filter.remove_alternative);
        Line {
            first: value.unwrap_or(first),
            removed: several && close.show(ui).clicked(),
        }
    }

    /// With what the field is compared; the control that gets the keyboard first.
    fn value_ui(
        &self,
        ui: &mut Ui,
        term: &mut TermDraft,
        index: usize,
        width: f32,
    ) -> Option<Response> {
        let words = &text().filter;
        let name = |name: &str| numbered(name, index);
        let problem = term.problem(self.naming.time);
        match term.compared() {
            Compared::Codes => {
                let options = self.values.codes(term.field);
                chips("codes")
                    .width(width)
                    .show(ui, &mut term.codes, options);
                None
            }
            Compared::Texts => {
                let options = self.values.texts(term.field);
                let more = self.values.more(term.field);
                let told = fill(words.more_values, &[&count(more)]);
                let mut input = chips("texts").width(width);
                if more > 0 {
                    input = input.help(&told);
                }
                input.show(ui, &mut term.texts, options);
                None
            }
            Compared::Text => Some(
                TextField::new("text", &name(words.value), &mut term.text)
                    .bare()
                    .width(width.min(size::FIELD_WIDTH))
                    .show(ui),
            ),
            Compared::Days => {
                let field = TextField::new("days", &name(words.days), &mut term.days)
                    .bare()
                    .problem_beside(problem)
                    .char_limit(4)
                    .width(size::FILTER_DAYS)
                    .show(ui);
                word_ui(ui, words.days_unit);
                problem_ui(ui, problem);
                Some(field)
            }
            Compared::Between => Some(between_ui(ui, term, (index, width), problem)),
            Compared::Nothing => None,
        }
    }
}

/// The first and the last day; the control of the first.
fn between_ui(
    ui: &mut Ui,
    term: &mut TermDraft,
    (index, width): (usize, f32),
    problem: Option<&str>,
) -> Response {
    let words = &text().filter;
    let day = size::FILTER_DAY.min((width - 3.0 * space::XL) / 2.0);
    let first = TextField::new("first", &numbered(words.from, index), &mut term.first)
        .bare()
        .problem_beside(problem)
        .hint(words.day_hint)
        .width(day)
        .show(ui);
    word_ui(ui, words.and);
    TextField::new("last", &numbered(words.to, index), &mut term.last)
        .bare()
        .problem_beside(problem)
        .hint(words.day_hint)
        .width(day)
        .show(ui);
    problem_ui(ui, problem);
    first
}

/// The word before an alternative, in a space that the first line keeps free too.
fn or_ui(ui: &mut Ui, width: f32, index: usize) {
    if width <= 0.0 {
        return;
    }
    let size = egui::vec2(width - space::S, size::CONTROL);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    if index > 0 {
        let muted = Tokens::of(ui).text_muted;
        let word = type_::rich(text().filter.or, type_::body()).color(muted);
        ui.put(rect, egui::Label::new(word));
    }
}

fn word_ui(ui: &mut Ui, word: &str) {
    let muted = Tokens::of(ui).text_muted;
    ui.label(type_::rich(word, type_::body()).color(muted));
}

fn problem_ui(ui: &mut Ui, problem: Option<&str>) {
    if let Some(problem) = problem {
        let bad = Tokens::of(ui).bad;
        ui.label(type_::rich(icons::WARNING_CIRCLE, type_::icon_small()).color(bad));
        ui.label(type_::rich(problem, type_::secondary()).color(bad));
    }
}

/// What became of a line.
struct Line {
    /// The control that gets the keyboard first.
    first: Response,
    removed: bool,
}

/// The name of a control; alternatives are counted.
fn numbered(name: &str, index: usize) -> String {
    if index == 0 {
        return name.to_owned();
    }
    fill(text().filter.nth, &[&name, &(index + 1)])
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
