//! The pricing table: a column for each plan or add-on, with a row for each limit, feature and figure. The names of the
//! rows stay in sight while the columns scroll sideways.

use std::cell::Cell;

use egui::accesskit::{Action, Role};
use egui::{Align2, Id, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo};

use super::cells::{cell_ui, head_ui, label_ui};
use crate::domain::ids::WorkspaceId;
use crate::domain::plan::OfferId;
use crate::ui::screens::workspaces::PlanFilter;
use crate::ui::theme::{Tokens, frames, size, space, stroke, text as type_of};
use crate::ui::widgets::paint;

/// A pricing table, all texts ready.
#[derive(Default)]
pub(super) struct Sheet {
    /// Its name for assistive technology.
    pub(super) name: &'static str,
    pub(super) heads: Vec<Head>,
    pub(super) sections: Vec<Section>,
}

/// The head of a column.
pub(super) struct Head {
    pub(super) offer: OfferId,
    pub(super) name: String,
    pub(super) price: String,
    /// The price with the name, for assistive technology: "Premium: Price: 49 a month".
    pub(super) said: String,
    /// Name of the button that edits it; none for those who may not.
    pub(super) edit: Option<String>,
    /// Name of the button that deletes it; none for those who may not.
    pub(super) delete: Option<String>,
}

/// Rows under a title.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) rows: Vec<Row>,
}

/// A row: its name, and a cell for each column.
pub(super) struct Row {
    pub(super) label: &'static str,
    pub(super) cells: Vec<CellView>,
}

/// A cell.
pub(super) struct CellView {
    /// All that it says, for assistive technology: "Premium: User Insight: Yes".
    pub(super) name: String,
    pub(super) shows: Shows,
}

/// What a cell shows.
pub(super) enum Shows {
    /// That it is included.
    Yes,
    /// That it is not.
    No,
    /// An amount.
    Text(String),
    /// Something of less weight than an amount.
    Muted(String),
    /// A figure that opens its rows.
    Link(String, Press),
}

/// What was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Press {
    /// Edit a plan or an add-on.
    Edit(OfferId),
    /// Delete it.
    Delete(OfferId),
    /// Show the workspaces that have it.
    Workspaces(PlanFilter),
    /// Show the people of all workspaces that have it.
    Everyone(OfferId),
    /// Show the people of the only workspace that has it.
    People(WorkspaceId),
}

/// What the two borders of a card take of its width.
const BORDERS: f32 = 2.0 * stroke::HAIRLINE;

/// Where everything stands in one frame.
pub(super) struct Place {
    /// The left edge of what is in sight.
    left: f32,
    /// The whole table.
    rect: Rect,
    column: f32,
    table: Id,
    /// What has to come into sight.
    wanted: Cell<Option<Rect>>,
}

/// How wide a column is when so many stand beside each other in a card of this width.
pub(super) fn column_width(card: f32, columns: usize) -> f32 {
    let room = card - BORDERS - size::PRICE_LABELS;
    let each = room / columns.max(1) as f32;
    each.clamp(size::PRICE_COLUMN_MIN, size::PRICE_COLUMN_MAX)
}

impl Sheet {
    /// How wide the card around it is with columns of a width.
    pub(super) fn card_width(&self, column: f32) -> f32 {
        self.width(column) + BORDERS
    }

    fn width(&self, column: f32) -> f32 {
        size::PRICE_LABELS + column * self.heads.len() as f32
    }

    fn head_height(&self) -> f32 {
        let has_buttons = |head: &Head| head.edit.is_some() || head.delete.is_some();
        if self.heads.iter().any(has_buttons) {
            size::PRICE_HEAD_BUTTONS
        } else {
            size::PRICE_HEAD
        }
    }

    fn height(&self) -> f32 {
        let section =
            |section: &Section| size::TABLE_HEADER + size::ROW * section.rows.len() as f32;
        self.head_height() + self.sections.iter().map(section).sum::<f32>()
    }

    /// Draws it; what was pressed.
    pub(super) fn show(&self, ui: &mut Ui, column: f32) -> Option<Press> {
        if self.width(column) <= ui.available_width() + stroke::HAIRLINE {
            return self.table_ui(ui, column).0;
        }
        let (pressed, wanted) = ScrollArea::horizontal()
            .id_salt(self.name)
            .auto_shrink([false, true])
            .show(ui, |ui| self.table_ui(ui, column))
            .inner;
        // One area scrolls sideways, and keeps from the page what that should do.
        if let Some(wanted) = wanted {
            ui.scroll_to_rect(wanted, None);
        }
        pressed
    }

    /// The table; what was pressed, and what has to come into sight.
    fn table_ui(&self, ui: &mut Ui, column: f32) -> (Option<Press>, Option<Rect>) {
        let left = ui.clip_rect().left().max(ui.max_rect().left());
        let size = Vec2::new(self.width(column), self.height());
        let (rect, table) = ui.allocate_exact_size(size, Sense::hover());
        table.widget_info(|| WidgetInfo::labeled(Role::Table, true, self.name));
        let place = Place {
            left,
            rect,
            column,
            table: table.id,
            wanted: Cell::default(),
        };
        let pressed = self.rows_ui(ui, &place);
        let wanted = place.wanted.get();
        if let Some(mut wanted) = wanted {
            wanted.min.x -= size::PRICE_LABELS;
            ui.scroll_to_rect(wanted, None);
        }
        (pressed, wanted)
    }

    fn rows_ui(&self, ui: &mut Ui, place: &Place) -> Option<Press> {
        let mut top = place.rect.top();
        let height = self.head_height();
        let mut pressed = self.heads_ui(ui, place, (top, height));
        self.borders_ui(ui, place, (top, height));
        top += height;
        for (number, section) in self.sections.iter().enumerate() {
            caption_ui(ui, place, (number, section.title), top);
            top += size::TABLE_HEADER;
            let rows = size::ROW * section.rows.len() as f32;
            self.borders_ui(ui, place, (top, rows));
            for (index, row) in section.rows.iter().enumerate() {
                let is_last = index + 1 == section.rows.len();
                let found = row_ui(ui, place, (number, index), row, top);
                pressed = pressed.or(found);
                top += size::ROW;
                if !is_last {
                    line_ui(ui, place, top);
                }
            }
        }
        pressed
    }

    fn heads_ui(&self, ui: &mut Ui, place: &Place, (top, height): (f32, f32)) -> Option<Press> {
        let mut ui = place.row(ui, "head", top, height);
        let mut pressed = None;
        for (index, head) in self.heads.iter().enumerate() {
            let rect = place.cell(index, top, height);
            place.clip_to_cells(&mut ui);
            pressed = pressed.or(head_ui(&mut ui, place, rect, head));
        }
        pressed
    }

    /// The lines between the columns, as far as they stand beside each other.
    fn borders_ui(&self, ui: &Ui, place: &Place, (top, height): (f32, f32)) {
        let tokens = Tokens::of(ui.ctx());
        let painter = ui
            .painter()
            .with_clip_rect(place.cells().intersect(ui.clip_rect()));
        for index in 0..self.heads.len() {
            let cell = place.cell(index, top, height);
            let x = painter.round_to_pixel_center(cell.left() - 0.5);
            painter.vline(x, cell.y_range(), frames::hairline(&tokens));
        }
    }
}

impl Place {
    /// Brings a control into sight that the keyboard has come to.
    pub(super) fn follow(&self, response: &Response) {
        if response.gained_focus() {
            self.wanted.set(Some(response.rect));
        }
    }

    /// Brings a control into sight that assistive technology asks for, before the control is registered.
    pub(super) fn bring(&self, ui: &Ui, id: Id, rect: Rect) {
        if ui.input(|input| input.has_accesskit_action_request(id, Action::ScrollIntoView)) {
            self.wanted.set(Some(rect));
        }
    }

    /// The row at a height, as a node of its own.
    fn row(
        &self,
        ui: &mut Ui,
        salt: impl std::hash::Hash + std::fmt::Debug,
        top: f32,
        height: f32,
    ) -> Ui {
        let rect = Rect::from_min_size(
            egui::pos2(self.rect.left(), top),
            Vec2::new(self.rect.width(), height),
        );
        let builder = UiBuilder::new()
            .scope_id(self.table.with(salt))
            .max_rect(rect)
            .accessibility_parent(self.table)
            .accessibility_role(Role::Row);
        ui.new_child(builder)
    }

    /// Where a row's name stands: always at the left edge of what is in sight.
    fn label(&self, top: f32, height: f32) -> Rect {
        Rect::from_min_size(
            egui::pos2(self.left, top),
            Vec2::new(size::PRICE_LABELS, height),
        )
    }

    fn cell(&self, index: usize, top: f32, height: f32) -> Rect {
        let left = self.rect.left() + size::PRICE_LABELS + self.column * index as f32;
        Rect::from_min_size(egui::pos2(left, top), Vec2::new(self.column, height))
    }

    /// Where cells can be seen: not behind the names.
    fn cells(&self) -> Rect {
        let mut rect = self.rect;
        rect.min.x = self.left + size::PRICE_LABELS - 1.0;
        rect
    }

    fn clip_to_cells(&self, ui: &mut Ui) {
        ui.shrink_clip_rect(self.cells());
    }
}

fn row_ui(
    ui: &mut Ui,
    place: &Place,
    number: (usize, usize),
    row: &Row,
    top: f32,
) -> Option<Press> {
    let mut ui = place.row(ui, number, top, size::ROW);
    label_ui(&ui, place.label(top, size::ROW), row.label);
    place.clip_to_cells(&mut ui);
    let mut pressed = None;
    for (index, cell) in row.cells.iter().enumerate() {
        let rect = place.cell(index, top, size::ROW);
        pressed = pressed.or(cell_ui(&ui, place, (rect, index), cell));
    }
    pressed
}

/// The title of a section, over all columns.
fn caption_ui(ui: &mut Ui, place: &Place, (number, title): (usize, &str), top: f32) {
    let tokens = Tokens::of(ui.ctx());
    let ui = place.row(ui, ("section", number), top, size::TABLE_HEADER);
    let mut rect = place.rect;
    (rect.min.y, rect.max.y) = (top, top + size::TABLE_HEADER);
    ui.painter().rect_filled(rect, 0.0, tokens.sunken);
    for y in [rect.top(), rect.bottom()] {
        let y = ui.painter().round_to_pixel_center(y - 0.5);
        ui.painter()
            .hline(rect.x_range(), y, frames::hairline(&tokens));
    }
    let words = place.label(top, size::TABLE_HEADER);
    let response = ui.interact(words, ui.scope_id().with("title"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, title));
    let inner = words.shrink2(Vec2::new(space::L, 0.0));
    let galley = paint::line(
        ui.ctx(),
        title,
        type_of::label(),
        tokens.text_muted,
        inner.width(),
    );
    paint::galley_in(ui.painter(), inner, Align2::LEFT_CENTER, &galley);
}

fn line_ui(ui: &Ui, place: &Place, top: f32) {
    let tokens = Tokens::of(ui.ctx());
    let y = ui.painter().round_to_pixel_center(top - 0.5);
    ui.painter()
        .hline(place.rect.x_range(), y, frames::hairline(&tokens));
}
