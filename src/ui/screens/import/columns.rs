//! The columns of the file and where they go.

use std::collections::BTreeSet;

use egui::Ui;

use super::Wish;
use crate::app::imports::{ColumnPreview, Prepared, Report, Target};
use crate::domain::incoming::ImportKind;
use crate::domain::text::{fill, plural, text};
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::{Card, Select, Tone, badge, link};

/// The targets that columns can go to, with their names.
pub(super) struct Targets(Vec<(Target, String)>);

impl Targets {
    pub(super) fn new(kind: ImportKind) -> Self {
        Self(
            Target::of_kind(kind)
                .map(|target| (target, target.label().to_owned()))
                .collect(),
        )
    }
}

/// Draws the columns; the changed mapping where a column is sent elsewhere.
pub(super) fn columns_ui(
    ui: &mut Ui,
    prepared: &Prepared,
    report: Option<&Report>,
    targets: &Targets,
) -> Option<Wish> {
    let words = &text().import_screen;
    let note = fill(words.columns_note, &[&prepared.columns.len()]);
    Card::new(words.columns).note(&note).flush().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let widths = Widths::new(ui.available_width());
        head_ui(ui, &widths);
        let mut wish = None;
        for (index, column) in prepared.columns.iter().enumerate() {
            let pressed = ui
                .push_id(index, |ui| {
                    row_ui(ui, &widths, (prepared, column, index), report, targets)
                })
                .inner;
            wish = wish.or(pressed);
        }
        wish
    })
}

struct Widths {
    name: f32,
    first: f32,
    target: f32,
}

impl Widths {
    fn new(room: f32) -> Self {
        let target = size::SELECT_WIDTH * 1.3;
        let rest = (room - target - size::SELECT_WIDTH - space::XL * 2.0).max(size::SELECT_WIDTH);
        Self {
            name: rest * 0.42,
            first: rest * 0.58,
            target,
        }
    }
}

fn head_ui(ui: &mut Ui, widths: &Widths) {
    let words = &text().import_screen;
    let tokens = Tokens::of(ui.ctx());
    let frame = egui::Frame::new()
        .fill(tokens.sunken)
        .inner_margin(frames::margin_xy(space::M, 0.0));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(size::TABLE_HEADER);
            for (label, width) in [
                (words.in_file, widths.name),
                (words.first_row, widths.first - size::CONTROL),
                ("", size::CONTROL),
                (words.goes_to, widths.target),
            ] {
                cell_ui(ui, width, |ui| {
                    ui.label(type_of::rich(label, type_of::label()).color(tokens.text_muted));
                });
            }
            ui.allocate_space(egui::vec2(ui.available_width(), 0.0));
        });
    });
}

fn row_ui(
    ui: &mut Ui,
    widths: &Widths,
    (prepared, column, index): (&Prepared, &ColumnPreview, usize),
    report: Option<&Report>,
    targets: &Targets,
) -> Option<Wish> {
    let tokens = Tokens::of(ui.ctx());
    let frame = egui::Frame::new().inner_margin(frames::margin_xy(space::M, space::XXS));
    let drawn = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(size::ROW);
            cell_ui(ui, widths.name, |ui| {
                let name = type_of::rich(&column.header, type_of::body()).color(tokens.text);
                ui.add(egui::Label::new(name).truncate());
            });
            cell_ui(ui, widths.first - size::CONTROL, |ui| {
                let first = type_of::rich(&column.first, type_of::body()).color(tokens.text_muted);
                ui.add(egui::Label::new(first).truncate());
            });
            cell_ui(ui, size::CONTROL, |ui| {
                let (at, font) = (ui.max_rect().left_center(), type_of::icon());
                ui.painter().text(
                    at,
                    egui::Align2::LEFT_CENTER,
                    icons::ARROW_RIGHT,
                    font,
                    tokens.text_muted,
                );
            });
            let mut wish = None;
            cell_ui(ui, widths.target, |ui| {
                wish = target_ui(ui, prepared, column, index, targets, widths.target)
            });
            let values = state_ui(ui, column, report, index);
            ui.allocate_space(egui::vec2(ui.available_width(), 0.0));
            wish.or(values)
        })
        .inner
    });
    let rect = drawn.response.rect;
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), frames::hairline(&tokens));
    drawn.inner
}

fn cell_ui(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(width, size::CONTROL), layout, |ui| {
        ui.set_width(width);
        content(ui);
    });
}

fn target_ui(
    ui: &mut Ui,
    prepared: &Prepared,
    column: &ColumnPreview,
    index: usize,
    targets: &Targets,
    width: f32,
) -> Option<Wish> {
    if column.target == Target::Secret {
        let tokens = Tokens::of(ui.ctx());
        ui.label(type_of::rich(Target::Secret.label(), type_of::body()).color(tokens.text_muted));
        return None;
    }
    let mut target = column.target;
    let label = fill(text().import_screen.goes_to_of, &[&column.header]);
    let select = Select::new("target", &label).width(width - space::S);
    if !select.show(ui, &mut target, &targets.0).changed() {
        return None;
    }
    let mut mapping = prepared.mapping.clone();
    let place = mapping_index(prepared, index)?;
    let changed = mapping.columns.get_mut(place)?;
    changed.target = target;
    changed.values.clear();
    changed.rank = 0;
    Some(Wish::Map(mapping))
}

/// Which entry of the mapping is the file's column: by header, the nth of its name.
pub(super) fn mapping_index(prepared: &Prepared, index: usize) -> Option<usize> {
    let header = prepared.columns.get(index)?.header.trim();
    let nth = prepared
        .columns
        .iter()
        .take(index)
        .filter(|other| other.header.trim() == header)
        .count();
    prepared
        .mapping
        .columns
        .iter()
        .position(|column| column.header.trim() == header && column.nth == nth)
}

/// Whether values of such a target are chosen from a list.
pub(super) fn has_values(target: Target) -> bool {
    matches!(
        target,
        Target::Status
            | Target::Disabled
            | Target::Onboarding
            | Target::Kind
            | Target::Roles
            | Target::Result
    )
}

fn state_ui(
    ui: &mut Ui,
    column: &ColumnPreview,
    report: Option<&Report>,
    index: usize,
) -> Option<Wish> {
    let words = &text().import_screen;
    match column.target {
        Target::Secret => drop(badge::badge(ui, Tone::Neutral, words.state_secret)),
        Target::Ignore => drop(badge::badge(ui, Tone::Neutral, words.state_skipped)),
        _ => match new_values(column, report) {
            0 => drop(badge::badge(ui, Tone::Ok, words.state_matched)),
            new => drop(badge::badge(
                ui,
                Tone::Warn,
                &plural(new, words.state_new_one, words.state_new_many),
            )),
        },
    }
    if !has_values(column.target) || column.values.is_empty() {
        return None;
    }
    ui.add_space(space::XS);
    link::link_in(ui, words.values, type_of::secondary())
        .clicked()
        .then_some(Wish::MapValues(index))
}

/// How many names of the column the office does not have.
fn new_values(column: &ColumnPreview, report: Option<&Report>) -> u64 {
    let Some(report) = report else { return 0 };
    let here: BTreeSet<&str> = column
        .values
        .iter()
        .map(|(value, _)| value.trim())
        .collect();
    let field = column.target.key();
    report
        .new_values
        .iter()
        .filter(|new| new.field == field && (here.is_empty() || here.contains(new.name.as_str())))
        .count() as u64
}
