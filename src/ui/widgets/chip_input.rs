//! Several values out of many: chips with ✕, and a list with search to add more.

use egui::{IdSalt, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::field::{self, Note, Surround};
use super::{SearchField, chip, menu, paint};
use crate::ui::theme::{Tokens, frames, radius, size, space, stroke, text};

/// The words of a [`ChipInput`] that are not options.
#[derive(Clone, Copy, Debug)]
pub struct ChipWords<'a> {
    /// On the button that opens the list: "Add role".
    pub add: &'a str,
    /// In the search field of the list: "Search roles".
    pub search: &'a str,
    /// On the ✕ of the search field: "Clear search".
    pub clear: &'a str,
    /// Before the name of a chip, for its ✕: "Remove".
    pub remove: &'a str,
    /// In the list when nothing matches: "Nothing found".
    pub nothing: &'a str,
}

/// A multi-select.
#[must_use = "call `show`"]
pub struct ChipInput<'a> {
    salt: IdSalt,
    surround: Surround<'a>,
    words: ChipWords<'a>,
    width: Option<f32>,
}

impl<'a> ChipInput<'a> {
    /// A field called `label`.
    pub fn new(id_salt: impl egui::AsIdSalt, label: &'a str, words: ChipWords<'a>) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            surround: Surround {
                label,
                ..Surround::default()
            },
            words,
            width: None,
        }
    }

    /// Without a label above and a line below: the name is only told to assistive technology.
    pub fn bare(mut self) -> Self {
        self.surround.name = std::mem::take(&mut self.surround.label);
        self.surround.note = Note::Absent;
        self
    }

    /// What helps to choose, below.
    pub fn help(mut self, help: &'a str) -> Self {
        self.surround.help = Some(help);
        self
    }

    /// What is wrong with the choice, below.
    pub fn problem(mut self, problem: Option<&'a str>) -> Self {
        self.surround.problem = problem;
        self
    }

    /// As wide as this, or less when there is less room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Draws the field; `changed()` of the response tells that `chosen` was changed.
    pub fn show<T: PartialEq + Clone>(
        self,
        ui: &mut Ui,
        chosen: &mut Vec<T>,
        options: &[(T, String)],
    ) -> Response {
        let width = field::width(ui, self.width);
        let Self {
            salt,
            surround,
            words,
            ..
        } = self;
        surround.show(ui, width, |ui| {
            ui.push_id(salt, |ui| {
                box_ui(ui, width, (&words, surround), chosen, options)
            })
            .inner
        })
    }
}

fn box_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    width: f32,
    (words, surround): (&ChipWords<'_>, Surround<'_>),
    chosen: &mut Vec<T>,
    options: &[(T, String)],
) -> Response {
    let tokens = Tokens::of(ui);
    let border = if surround.problem.is_some() {
        tokens.bad
    } else {
        tokens.border_strong
    };
    let inset = (size::CONTROL - size::CHIP) / 2.0;
    let drawn = egui::Frame::new()
        .fill(tokens.surface)
        .corner_radius(radius::CONTROL)
        .inner_margin(frames::margin_xy(space::S - space::XXS, inset))
        .show(ui, |ui| {
            ui.set_width(width - 2.0 * (space::S - space::XXS));
            ui.spacing_mut().item_spacing = Vec2::new(space::S, inset);
            ui.spacing_mut().interact_size.y = size::CHIP;
            ui.set_min_height(size::CHIP);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::new(space::S, inset);
                if chosen.is_empty() && options.is_empty() {
                    ui.label(text::rich(words.nothing, text::body()).color(tokens.text_muted));
                }
                chips_ui(ui, words, chosen, options) | add_ui(ui, words, chosen, options)
            })
            .inner
        });
    ui.painter().rect_stroke(
        drawn.response.rect,
        radius::CONTROL,
        Stroke::new(stroke::HAIRLINE, border),
        StrokeKind::Inside,
    );
    let mut response = drawn.response;
    if drawn.inner {
        response.mark_changed();
    }
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_role(Role::Group));
    response
}

fn chips_ui<T: PartialEq>(
    ui: &mut Ui,
    words: &ChipWords<'_>,
    chosen: &mut Vec<T>,
    options: &[(T, String)],
) -> bool {
    let mut removed = None;
    for (index, value) in chosen.iter().enumerate() {
        let Some((_, label)) = options.iter().find(|(option, _)| option == value) else {
            continue;
        };
        let name = format!("{} {label}", words.remove);
        if chip::chip(ui, label, &name).clicked() {
            removed = Some(index);
        }
    }
    if let Some(index) = removed {
        chosen.remove(index);
    }
    removed.is_some()
}

fn add_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    words: &ChipWords<'_>,
    chosen: &mut Vec<T>,
    options: &[(T, String)],
) -> bool {
    if options.iter().all(|(option, _)| chosen.contains(option)) {
        return false;
    }
    let button = add_button_ui(ui, words.add);
    let query_id = button.id.with("query");
    if button.clicked() {
        ui.data_mut(|data| data.remove::<String>(query_id));
    }
    // Under the beginning of the field, so that the list does not move while chips come before the button.
    let mut anchor = button.clone();
    anchor.interact_rect.min.x = ui.min_rect().left();
    let added = menu::panel(&anchor, words.add, |ui| {
        let mut query: String = ui.data(|data| data.get_temp(query_id)).unwrap_or_default();
        let search = SearchField::new("query", words.search, words.clear, &mut query)
            .width(size::SELECT_WIDTH + space::XXL)
            .show(ui);
        if button.clicked() {
            search.request_focus();
        }
        ui.data_mut(|data| data.insert_temp(query_id, query.clone()));
        list_ui(ui, words, &query, chosen, options)
    });
    match added.flatten() {
        Some(value) => {
            chosen.push(value);
            true
        }
        None => false,
    }
}

fn list_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    words: &ChipWords<'_>,
    query: &str,
    chosen: &[T],
    options: &[(T, String)],
) -> Option<T> {
    let needle = query.to_lowercase();
    let mut added = None;
    let mut shown = 0;
    for (option, label) in options {
        if chosen.contains(option) || !label.to_lowercase().contains(&needle) {
            continue;
        }
        shown += 1;
        if menu::option(ui, label, menu::Choice::Open).clicked() {
            added = Some(option.clone());
        }
    }
    if shown == 0 {
        let muted = Tokens::of(ui).text_muted;
        ui.label(text::rich(words.nothing, text::secondary()).color(muted));
    }
    added
}

fn add_button_ui(ui: &mut Ui, label: &str) -> Response {
    let tokens = Tokens::of(ui);
    let galley = paint::whole_line(ui.ctx(), label, text::body(), tokens.text_muted);
    let size = Vec2::new(galley.size().x + space::S, size::CHIP);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    // Of its own whatever stands before it, so that its list stays open while more is chosen.
    let response = ui.interact(rect, ui.scope_id().with("add"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::SMALL, tokens.hover);
    }
    paint::galley_in(ui.painter(), rect, egui::Align2::CENTER_CENTER, &galley);
    paint::focus_ring(ui, &response, radius::SMALL);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
