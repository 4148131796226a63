//! The rows on the screen.

use egui::accesskit::Action;
use egui::{Rect, Response, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo};

use super::state::{Metrics, State};
use super::{Cell, Table, TableRows};
use crate::ui::theme::{Tokens, frames, radius};
use crate::ui::widgets::paint;

/// What the pointer did to the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    pub(super) clicked: Option<u64>,
    pub(super) opened: Option<u64>,
}

/// The node that stands for the whole table and takes the keyboard. Registered before the rows, so they get the pointer.
pub(super) fn grid_ui(ui: &Ui, id: egui::Id, table: &Table<'_>, metrics: &Metrics) -> Response {
    let sense = Sense::CLICK | Sense::FOCUSABLE;
    let grid = ui.interact(metrics.rect, id.with("grid"), sense);
    grid.widget_info(|| WidgetInfo::labeled(Role::Grid, ui.is_enabled(), table.name));
    ui.ctx().accesskit_node_builder(grid.id, |node| {
        node.set_row_count(usize::try_from(metrics.rows).unwrap_or(usize::MAX));
        node.set_column_count(table.columns.len());
    });
    grid
}

pub(super) fn show(
    ui: &mut Ui,
    grid: &Response,
    table: &Table<'_>,
    (state, metrics, widths): (&mut State, &Metrics, &[f32]),
    rows: &mut dyn TableRows,
) -> Touched {
    let mut touched = Touched::default();
    ui.painter()
        .rect_filled(metrics.body, 0, Tokens::of(ui).surface);
    for row in state.visible(metrics) {
        let top = state.top_of(row, metrics);
        let rect = Rect::from_min_size(
            egui::pos2(metrics.body.left(), top),
            Vec2::new(metrics.body.width(), metrics.row_height),
        );
        let builder = UiBuilder::new()
            .scope_id(grid.id.with(row))
            .max_rect(rect)
            .accessibility_parent(grid.id)
            .accessibility_role(Role::Row);
        let mut ui = ui.new_child(builder);
        ui.multiply_opacity(table.opacity);
        ui.expand_to_include_rect(rect.intersect(metrics.body));
        let response = row_ui(&mut ui, (state, metrics), (row, rect), rows);
        if response.clicked() || pressed_by_assistive_technology(&ui) {
            touched.clicked = Some(row);
            grid.request_focus();
        }
        if response.double_clicked() {
            touched.opened = Some(row);
        }
        for (column, cell) in super::cells(widths, rect.left() - state.x, rect.top(), rect.height())
        {
            if !cell.intersects(metrics.cells) {
                continue;
            }
            let Some(definition) = table.columns.get(column) else {
                continue;
            };
            ui.set_clip_rect(cell.intersect(metrics.cells).intersect(grid.interact_rect));
            let mut cell = Cell::new(&mut ui, cell, (row, column), definition.align);
            if rows.is_loaded(row) {
                rows.cell_ui(&mut cell, row, column);
            } else {
                cell.pending();
            }
        }
    }
    if touched.clicked.is_some() {
        state.cursor = touched.clicked;
    }
    touched
}

/// The ground of a row, its hairline, and what the pointer does to it.
fn row_ui(
    ui: &mut Ui,
    (state, metrics): (&State, &Metrics),
    (row, rect): (u64, Rect),
    rows: &mut dyn TableRows,
) -> Response {
    let tokens = Tokens::of(ui);
    ui.shrink_clip_rect(metrics.body);
    let response = ui.interact(rect, ui.scope_id().with("row"), Sense::CLICK);
    let selected = rows.is_selected(row);
    let here = state.cursor == Some(row);
    let fill = match (selected || here, response.contains_pointer()) {
        (true, _) => Some(tokens.accent_weak),
        (false, true) => Some(tokens.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0, fill);
    }
    // A line at the very end of the table would double the border of the card around it.
    if rect.bottom() < metrics.rect.bottom() - 0.5 {
        let line = ui.painter().round_to_pixel_center(rect.bottom() - 0.5);
        ui.painter()
            .hline(rect.x_range(), line, frames::hairline(&tokens));
    }
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_row_index(usize::try_from(row).unwrap_or(usize::MAX));
        node.set_selected(selected || here);
        node.add_action(Action::Click);
    });
    rows.row_menu(row, &response);
    response
}

/// The row's node is that of its [`Ui`], which egui does not press by itself.
fn pressed_by_assistive_technology(row: &Ui) -> bool {
    let node = row.unique_id();
    row.is_enabled() && row.input(|input| input.has_accesskit_action_request(node, Action::Click))
}

/// The ring of the keyboard: around its row, or around all rows when it stands on none.
pub(super) fn focus_ui(ui: &Ui, state: &State, metrics: &Metrics) {
    let rect = match state.cursor {
        Some(row) => Rect::from_min_size(
            egui::pos2(metrics.body.left(), state.top_of(row, metrics)),
            Vec2::new(metrics.body.width(), metrics.row_height - 1.0),
        ),
        None => metrics.body,
    };
    let clip = ui.clip_rect();
    let painter = ui.painter().with_clip_rect(clip.intersect(metrics.body));
    let tokens = Tokens::of(ui);
    painter.rect_stroke(
        rect.shrink(1.0),
        radius::SMALL,
        paint::focus_stroke(&tokens),
        egui::StrokeKind::Inside,
    );
}
