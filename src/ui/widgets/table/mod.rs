//! The virtual table: any number of rows, only the visible ones are drawn. It keeps its own place in 64 bits, so a
//! million rows scroll exactly to the last one. It does not sort, filter or fetch: it says which rows it shows.

mod body;
mod cell;
mod header;
mod keys;
mod scroll_bar;
mod state;

use std::ops::Range;

use egui::{Align, IdSalt, Rect, Response, Ui, UiBuilder, Vec2};

pub use cell::Cell;
pub use header::SortWords;

use crate::ui::theme::size;
use state::{Metrics, State};

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    name: String,
    width: f32,
    align: Align,
    sorts: Sorts,
    grows: Grows,
    kept: Kept,
}

/// Who remembers the width that somebody gives a column.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kept {
    /// The table, while the program runs.
    Here,
    /// Whoever made the table, with the width where there is one.
    Outside(Option<f32>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sorts {
    Yes,
    No,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grows {
    Yes,
    No,
}

impl Column {
    /// A column that is `width` wide, and wider when there is room to spare.
    pub fn new(name: impl Into<String>, width: f32) -> Self {
        Self {
            name: name.into(),
            width,
            align: Align::Min,
            sorts: Sorts::No,
            grows: Grows::Yes,
            kept: Kept::Here,
        }
    }

    /// With the width that somebody gave it; [`TableResponse::resized`] tells of another.
    pub fn given(mut self, width: Option<f32>) -> Self {
        self.kept = Kept::Outside(width);
        self
    }

    /// Content at the right: numbers, relative times.
    pub fn right(mut self) -> Self {
        self.align = Align::Max;
        self
    }

    /// Its header can be pressed to sort.
    pub fn sortable(mut self) -> Self {
        self.sorts = Sorts::Yes;
        self
    }

    /// Always exactly as wide: check boxes, icons.
    pub fn fixed(mut self) -> Self {
        self.grows = Grows::No;
        self
    }
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// The height of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// 36 points.
    #[default]
    Normal,
    /// 28 points.
    Compact,
}

/// How high the table is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Height {
    Room,
    Points(f32),
    Rows,
}

/// What the caller knows about the rows.
pub trait TableRows {
    /// Draws one cell. Record what was pressed and act on it after the table was shown.
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize);

    /// Draws the header of a column that has no name, such as the box that chooses all.
    fn header_ui(&mut self, _cell: &mut Cell<'_>, _column: usize) {}

    /// Has the data of this row come? Grey bars stand in its place until then.
    fn is_loaded(&self, _row: u64) -> bool {
        true
    }

    /// Is this row chosen?
    fn is_selected(&self, _row: u64) -> bool {
        false
    }

    /// Gives the row a context menu, with [`Response::context_menu`].
    fn row_menu(&mut self, _row: u64, _response: &Response) {}
}

/// What happened in the table.
#[derive(Clone, Debug)]
pub struct TableResponse {
    /// The focusable node of the whole table.
    pub grid: Response,
    /// The rows on the screen: fetch these.
    pub visible: Range<u64>,
    /// The row that the keyboard stands on.
    pub cursor: Option<u64>,
    /// The row that was pressed.
    pub clicked: Option<u64>,
    /// The row that was opened: Enter or double click.
    pub opened: Option<u64>,
    /// The row to choose or unchoose: the space bar.
    pub toggled: Option<u64>,
    /// The column whose header was pressed.
    pub sort: Option<usize>,
    /// The column that was given another width, or none of its own again.
    pub resized: Option<(usize, Option<f32>)>,
}

/// A table.
#[must_use = "call `show`"]
pub struct Table<'a> {
    salt: IdSalt,
    name: &'a str,
    columns: &'a [Column],
    rows: u64,
    sort: Option<(usize, Direction)>,
    sort_words: SortWords<'a>,
    density: Density,
    height: Height,
    reveal: Option<u64>,
    version: u64,
    opacity: f32,
}

/// How old data looks while new data comes.
const STALE_OPACITY: f32 = 0.55;

impl<'a> Table<'a> {
    /// A table of `rows` rows called `name`.
    pub fn new(
        id_salt: impl egui::AsIdSalt,
        name: &'a str,
        columns: &'a [Column],
        rows: u64,
    ) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            name,
            columns,
            rows,
            sort: None,
            sort_words: SortWords::default(),
            density: Density::Normal,
            height: Height::Room,
            reveal: None,
            version: 0,
            opacity: 1.0,
        }
    }

    /// The column that the rows are sorted by, and the words that tell it to assistive technology.
    pub fn sorted(mut self, by: Option<(usize, Direction)>, words: SortWords<'a>) -> Self {
        self.sort = by;
        self.sort_words = words;
        self
    }

    /// The height of the rows.
    pub fn density(mut self, density: Density) -> Self {
        self.density = density;
        self
    }

    /// As high as this; else as high as the room.
    pub fn height(mut self, height: f32) -> Self {
        self.height = Height::Points(height);
        self
    }

    /// As high as its rows: for a short list in a card.
    pub fn fit_rows(mut self) -> Self {
        self.height = Height::Rows;
        self
    }

    /// Scrolls to this row and puts the keyboard's place there. Give it in one frame only.
    pub fn reveal(mut self, row: Option<u64>) -> Self {
        self.reveal = row;
        self
    }

    /// A number of the question asked: when it changes, the table goes back to its first row.
    pub fn version(mut self, version: u64) -> Self {
        self.version = version;
        self
    }

    /// Dims the rows: they are old and new ones are on their way.
    pub fn stale(mut self) -> Self {
        self.opacity = STALE_OPACITY;
        self
    }

    fn row_height(&self) -> f32 {
        match self.density {
            Density::Normal => size::ROW,
            Density::Compact => size::ROW_COMPACT,
        }
    }

    fn place(&self, ui: &mut Ui, state: &State) -> Rect {
        let width = ui.available_width();
        let height = match self.height {
            Height::Room => ui.available_height(),
            Height::Points(points) => points,
            Height::Rows => {
                let there = Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(width, 0.0));
                let bar = state::under(there, state.narrowest(self.columns));
                size::TABLE_HEADER + self.row_height() * self.rows as f32 + bar
            }
        };
        let least = size::TABLE_HEADER + size::ROW;
        ui.allocate_space(Vec2::new(width, height.max(least))).1
    }

    /// Draws the table over the whole width.
    pub fn show(self, ui: &mut Ui, rows: &mut dyn TableRows) -> TableResponse {
        let id = ui.make_persistent_id(self.salt);
        let mut state = State::load(ui, id, self.version);
        let rect = self.place(ui, &state);
        let narrowest = state.narrowest(self.columns);
        let gutter = state::gutter(rect, narrowest, self.rows, self.row_height());
        let widths = state.widths(self.columns, rect.width() - gutter);
        let metrics = Metrics::new(rect, &widths, gutter, (self.rows, self.row_height()));
        let mut ui = ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect));
        ui.shrink_clip_rect(rect);
        if let Some(row) = self.reveal {
            state.cursor = Some(row.min(self.rows.saturating_sub(1)));
            state.reveal(row, &metrics);
        }
        let grid = body::grid_ui(&ui, id, &self, &metrics);
        let pressed = keys::handle(&ui, &grid, &mut state, &metrics);
        state.wheel(&ui, &metrics);
        state.clamp(&metrics);
        let touched = body::show(&mut ui, &grid, &self, (&mut state, &metrics, &widths), rows);
        let pressed_header =
            header::show(&mut ui, &grid, &self, (&mut state, &metrics, &widths), rows);
        scroll_bar::show(&ui, id, &mut state, &metrics);
        if grid.has_focus() {
            body::focus_ui(&ui, &state, &metrics);
        }
        let response = TableResponse {
            visible: state.visible(&metrics),
            cursor: state.cursor,
            clicked: touched.clicked,
            opened: touched.opened.or(pressed.opened),
            toggled: pressed.toggled,
            sort: pressed_header.sort,
            resized: pressed_header.resized,
            grid,
        };
        state.store(&ui, id);
        response
    }
}

/// The cells of a row from left to right: number and rectangle at `top`, `height` high.
fn cells(
    widths: &[f32],
    left: f32,
    top: f32,
    height: f32,
) -> impl Iterator<Item = (usize, Rect)> + '_ {
    let mut x = left;
    widths.iter().enumerate().map(move |(column, width)| {
        let rect = Rect::from_min_size(egui::pos2(x, top), Vec2::new(*width, height));
        x += width;
        (column, rect)
    })
}
