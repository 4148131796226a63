//! The header row: names, the arrow of the sorted column, grips that change a column's width.

use egui::{
    Align, Align2, CursorIcon, Rect, Response, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo,
};

use super::state::{Metrics, State};
use super::{Cell, Column, Direction, Grows, Kept, Sorts, Table, TableRows};
use crate::ui::theme::{Tokens, frames, icons, radius, size, space, text};
use crate::ui::widgets::paint;

/// The words that tell assistive technology how a column is sorted: "sorted ascending".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SortWords<'a> {
    /// Smallest first.
    pub ascending: &'a str,
    /// Largest first.
    pub descending: &'a str,
}

/// What was done to the header.
#[derive(Default)]
pub(super) struct Pressed {
    /// The column that is to be sorted by.
    pub(super) sort: Option<usize>,
    /// The column that was given another width.
    pub(super) resized: Option<(usize, Option<f32>)>,
}

pub(super) fn show(
    ui: &mut Ui,
    grid: &Response,
    table: &Table<'_>,
    (state, metrics, widths): (&mut State, &Metrics, &[f32]),
    rows: &mut dyn TableRows,
) -> Pressed {
    let tokens = Tokens::of(ui);
    let mut rect = metrics.rect;
    rect.set_height(size::TABLE_HEADER);
    ui.painter().rect_filled(rect, 0, tokens.sunken);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        frames::hairline(&tokens),
    );
    let builder = UiBuilder::new()
        .scope_id(grid.id.with("header"))
        .max_rect(rect)
        .accessibility_parent(grid.id)
        .accessibility_role(Role::Row);
    let mut ui = ui.new_child(builder);
    ui.expand_to_include_rect(rect);
    let mut pressed = Pressed::default();
    let left = rect.left() - state.x;
    let mut seen = rect;
    seen.max.x = metrics.cells.right();
    for (column, cell) in super::cells(widths, left, rect.top(), rect.height()) {
        let Some(definition) = table.columns.get(column) else {
            continue;
        };
        if !cell.intersects(seen) {
            continue;
        }
        ui.set_clip_rect(cell.intersect(seen));
        if definition.name.is_empty() {
            let mut cell = Cell::new(&mut ui, cell, (u64::MAX, column), definition.align);
            rows.header_ui(&mut cell, column);
        } else if name_ui(&ui, table, (definition, column), cell) {
            pressed.sort = Some(column);
        }
    }
    ui.set_clip_rect(rect);
    for (column, cell) in super::cells(widths, left, rect.top(), rect.height()) {
        if let Some(Width(width)) = grip_ui(&ui, table, column, cell) {
            match table.columns.get(column).map(|column| column.kept) {
                Some(Kept::Outside(_)) => pressed.resized = Some((column, width)),
                _ => state.resize(column, width),
            }
        }
    }
    pressed
}

fn name_ui(ui: &Ui, table: &Table<'_>, (column, index): (&Column, usize), cell: Rect) -> bool {
    let tokens = Tokens::of(ui);
    let sorted = table
        .sort
        .filter(|(by, _)| *by == index)
        .map(|(_, direction)| direction);
    let sense = match column.sorts {
        Sorts::Yes => Sense::click(),
        Sorts::No => Sense::hover(),
    };
    let response = ui.interact(cell, ui.scope_id().with(index), sense);
    tell(ui, &response, table, column, sorted);
    let lit = sorted.is_some() || (response.hovered() && column.sorts == Sorts::Yes);
    let color = if lit { tokens.text } else { tokens.text_muted };
    let inner = cell.shrink2(Vec2::new(space::M, 0.0));
    let arrow = size::ICON;
    let room = inner.width() - if sorted.is_some() { arrow } else { 0.0 };
    let galley = paint::line(ui.ctx(), &column.name, text::label(), color, room);
    let mut words = inner;
    words.set_width(room);
    let align = match column.align {
        Align::Max => Align2::RIGHT_CENTER,
        _ => Align2::LEFT_CENTER,
    };
    let drawn = paint::galley_in(ui.painter(), words, align, &galley);
    if let Some(direction) = sorted {
        let glyph = match direction {
            Direction::Ascending => icons::ARROW_UP,
            Direction::Descending => icons::ARROW_DOWN,
        };
        let place = Rect::from_min_size(
            egui::pos2(drawn.right() + space::XXS, cell.top()),
            Vec2::new(arrow - space::XXS, cell.height()),
        );
        paint::icon(ui, place, glyph, text::icon_check(), color);
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui, cell.shrink(space::XXS), radius::SMALL);
    }
    if column.sorts == Sorts::Yes {
        return response.on_hover_cursor(CursorIcon::PointingHand).clicked();
    }
    false
}

fn tell(
    ui: &Ui,
    response: &Response,
    table: &Table<'_>,
    column: &Column,
    sorted: Option<Direction>,
) {
    let role = match column.sorts {
        Sorts::Yes => Role::Button,
        Sorts::No => Role::ColumnHeader,
    };
    let words = match sorted {
        Some(Direction::Ascending) => Some(table.sort_words.ascending),
        Some(Direction::Descending) => Some(table.sort_words.descending),
        None => None,
    };
    response.widget_info(|| {
        let name = match words {
            Some(words) => format!("{}, {words}", column.name),
            None => column.name.clone(),
        };
        WidgetInfo::labeled(role, ui.is_enabled(), name)
    });
    if let Some(direction) = sorted {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_sort_direction(match direction {
                Direction::Ascending => egui::accesskit::SortDirection::Ascending,
                Direction::Descending => egui::accesskit::SortDirection::Descending,
            });
        });
    }
}

/// The width that a column was given; none is its own.
struct Width(Option<f32>);

/// What changes a column's width; the width it was given, or that it has none of its own any more.
fn grip_ui(ui: &Ui, table: &Table<'_>, column: usize, cell: Rect) -> Option<Width> {
    if table
        .columns
        .get(column)
        .is_none_or(|c| c.grows == Grows::No)
    {
        return None;
    }
    let mut given = None;
    let grip = Rect::from_center_size(
        cell.right_center(),
        Vec2::new(size::COLUMN_GRIP, cell.height()),
    );
    let id = ui.scope_id().with(("grip", column));
    let response = ui
        .interact(grip, id, Sense::CLICK | Sense::DRAG)
        .on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    if response.dragged() {
        let width = cell.width() + response.drag_delta().x;
        given = Some(Width(Some(width.max(size::COLUMN_MIN))));
    }
    if response.double_clicked() {
        given = Some(Width(None));
    }
    if response.hovered() || response.dragged() {
        let tokens = Tokens::of(ui);
        let line = cell.y_range().shrink(space::S);
        let stroke = egui::Stroke::new(1.0, tokens.border_strong);
        ui.painter().vline(cell.right() - 0.5, line, stroke);
    }
    given
}
