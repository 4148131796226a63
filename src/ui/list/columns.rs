//! Which columns the table of users shows, in which order and how wide: those of the view in use, or those that this
//! computer remembers.

use egui::Ui;

use crate::app::computer::{Computer, ShownColumn};
use crate::domain::permission::Permission;
use crate::domain::segment::UserColumn;
use crate::domain::text::{fill, text};
use crate::domain::view::ViewColumn;
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::table::Column;
use crate::ui::widgets::{Button, Checkbox, IconButton, menu};

/// The columns of the table as they are chosen, of those that may be seen.
#[derive(Default)]
pub(super) struct Layout {
    made_of: Option<(Shown, Contact)>,
    kinds: Vec<UserColumn>,
    columns: Vec<Column>,
    boxes: Boxes,
}

/// Whether a box to select a row stands before its columns.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Boxes {
    #[default]
    Absent,
    First,
}

/// Whether the operator may see contact data of anybody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Contact {
    Seen,
    Hidden,
}

impl Layout {
    /// Lets rows be selected, or not.
    pub(super) fn set_boxes(&mut self, boxes: Boxes) {
        if self.boxes != boxes {
            self.boxes = boxes;
            self.made_of = None;
        }
    }

    /// How many columns of the table stand before those that are chosen.
    pub(super) fn lead(&self) -> usize {
        usize::from(self.boxes == Boxes::First)
    }

    /// What a column of the table shows; none where it is the boxes.
    pub(super) fn kind(&self, index: usize) -> Option<UserColumn> {
        let index = index.checked_sub(self.lead())?;
        self.kinds.get(index).copied()
    }

    /// Takes the columns of the view in use, or what this computer remembers.
    pub(super) fn fit(&mut self, cx: &Cx<'_>, of_view: Option<&Shown>) {
        let contact = if cx.may(Permission::UsersViewContact) {
            Contact::Seen
        } else {
            Contact::Hidden
        };
        let chosen = shown(cx.computer, of_view);
        let is_same = self
            .made_of
            .as_ref()
            .is_some_and(|(of, seen)| *of == chosen && *seen == contact);
        if is_same {
            return;
        }
        let may_see = |shown: &&ViewColumn| contact == Contact::Seen || !shown.column.is_contact();
        (self.kinds, self.columns) = chosen
            .iter()
            .filter(may_see)
            .map(|shown| {
                let width = shown.width.map(f32::from);
                (shown.column, column(shown.column).given(width))
            })
            .unzip();
        if self.boxes == Boxes::First {
            let boxes = Column::new("", size::CHECK_COLUMN).fixed();
            self.columns.insert(0, boxes);
        }
        self.made_of = Some((chosen, contact));
    }

    /// The columns, in order.
    pub(super) fn kinds(&self) -> &[UserColumn] {
        &self.kinds
    }

    /// The columns as the table knows them.
    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Remembers the width that somebody gave a column.
    pub(super) fn resize(
        &self,
        (index, width): (usize, Option<f32>),
        cx: &mut Cx<'_>,
        of_view: &mut Option<Shown>,
    ) {
        let Some(resized) = self.kind(index) else {
            return;
        };
        let mut chosen = shown(cx.computer, of_view.as_ref());
        for shown in chosen.iter_mut().filter(|shown| shown.column == resized) {
            shown.width = width.map(|width| width as u16);
        }
        remember(chosen, cx, of_view);
    }
}

/// Columns from left to right.
pub(super) type Shown = Vec<ViewColumn>;

/// The button with the list of all columns; what is chosen there is remembered.
pub(super) fn columns_ui(ui: &mut Ui, cx: &mut Cx<'_>, of_view: &mut Option<Shown>, width: f32) {
    let words = &text().users;
    let button = if width < size::COLUMNS_BUTTON {
        IconButton::new(icons::COLUMNS, words.columns).show(ui)
    } else {
        let full = Button::secondary(words.columns).icon(icons::COLUMNS);
        full.width(width).show(ui)
    };
    let changed = menu::panel(&button, words.columns, |ui| {
        let chosen = shown(cx.computer, of_view.as_ref());
        let has_contact = cx.may(Permission::UsersViewContact);
        ui.set_min_width(size::COLUMNS_PANEL);
        let may_see = |kind: &UserColumn| has_contact || !kind.is_contact();
        let mut changed = list_ui(ui, &chosen, may_see);
        menu::divider(ui);
        let is_usual = chosen
            .iter()
            .map(|shown| shown.column)
            .eq(UserColumn::USUAL);
        let reason = is_usual.then_some(words.columns_usual_now);
        let usual = Button::ghost(words.columns_usual).enabled_or(reason);
        if usual.show(ui).clicked() {
            changed = Some(usual_columns());
        }
        changed
    });
    if let Some(changed) = changed.flatten() {
        remember(changed, cx, of_view);
    }
}

/// Those that are shown first, in their order, then the others; what was chosen anew.
fn list_ui(ui: &mut Ui, chosen: &Shown, may_see: impl Fn(&UserColumn) -> bool) -> Option<Shown> {
    let mut changed = None;
    let is_shown = |kind: &UserColumn| chosen.iter().any(|shown| shown.column == *kind);
    let others = UserColumn::ALL.iter().copied();
    let others = others.filter(|kind| !is_shown(kind));
    let all = chosen.iter().map(|shown| shown.column).chain(others);
    for kind in all.filter(may_see) {
        let place = chosen.iter().position(|shown| shown.column == kind);
        let line = ui.push_id(kind, |ui| {
            ui.spacing_mut().interact_size.y = size::CONTROL_SMALL;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XXS;
                let moved = if let Some(place) = place {
                    move_ui(ui, kind, chosen, place)
                } else {
                    ui.add_space(2.0 * (size::CONTROL_SMALL + space::XXS));
                    None
                };
                check_ui(ui, kind, chosen, place).or(moved)
            })
            .inner
        });
        changed = line.inner.or(changed);
    }
    changed
}

/// What moves a column to the left or to the right.
fn move_ui(ui: &mut Ui, kind: UserColumn, chosen: &Shown, place: usize) -> Option<Shown> {
    let words = &text().users;
    let first = (place == 0).then_some(words.column_first);
    let last = (place + 1 == chosen.len()).then_some(words.column_last);
    let swapped = |with: usize| {
        let mut moved = chosen.clone();
        moved.swap(place, with);
        Some(moved)
    };
    let name = fill(words.column_up, &[&kind.label()]);
    let up = IconButton::new(icons::CARET_UP, &name).small();
    let up = up.enabled_or(first).show(ui).clicked();
    let name = fill(words.column_down, &[&kind.label()]);
    let down = IconButton::new(icons::CARET_DOWN, &name).small();
    let down = down.enabled_or(last).show(ui).clicked();
    match (up, down) {
        (true, _) => swapped(place - 1),
        (false, true) => swapped(place + 1),
        (false, false) => None,
    }
}

/// What shows or hides a column.
fn check_ui(ui: &mut Ui, kind: UserColumn, chosen: &Shown, place: Option<usize>) -> Option<Shown> {
    // The name stays: without it nobody knows whose row it is.
    let fixed = (kind == UserColumn::Name).then_some(text().users.column_stays);
    let mut is_on = place.is_some();
    let check = Checkbox::new(&mut is_on, kind.label()).enabled_or(fixed);
    if !check.show(ui).changed() {
        return None;
    }
    let mut moved = chosen.clone();
    match place {
        Some(place) => drop(moved.remove(place)),
        None => moved.push(plain(kind)),
    }
    Some(moved)
}

/// The columns of the view in use; where there is none, what is remembered; the usual columns where nothing is.
pub(super) fn shown(computer: &Computer, of_view: Option<&Shown>) -> Shown {
    let remembered = computer.user_columns.iter().filter_map(|column| {
        Some(ViewColumn {
            column: UserColumn::from_key(&column.key)?,
            width: column.width.map(|width| width as u16),
        })
    });
    let mut shown = Shown::new();
    let chosen = of_view.map_or_else(|| remembered.collect(), Shown::clone);
    for column in chosen {
        if shown.iter().all(|other| other.column != column.column) {
            shown.push(column);
        }
    }
    if shown.iter().all(|shown| shown.column != UserColumn::Name) {
        return usual_columns();
    }
    shown
}

fn usual_columns() -> Shown {
    UserColumn::USUAL.map(plain).into()
}

fn plain(column: UserColumn) -> ViewColumn {
    ViewColumn {
        column,
        width: None,
    }
}

/// Keeps the columns in the view in use until that is saved; without one, on this computer.
fn remember(chosen: Shown, cx: &mut Cx<'_>, of_view: &mut Option<Shown>) {
    if let Some(columns) = of_view {
        *columns = chosen;
        return;
    }
    let chosen = chosen.into_iter().map(|shown| ShownColumn {
        key: shown.column.key().to_owned(),
        width: shown.width.map(f32::from),
    });
    let computer = Computer {
        user_columns: chosen.collect(),
        ..cx.computer.clone()
    };
    cx.push(Action::SetComputer(Box::new(computer)));
}

fn column(kind: UserColumn) -> Column {
    let made = Column::new(kind.label(), size::user_column(kind as usize)).sortable();
    if kind == UserColumn::LastSignIn {
        made.right()
    } else {
        made
    }
}
