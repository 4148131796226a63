//! Which columns the table of users shows, in which order and how wide: this computer remembers it.

use egui::Ui;

use crate::app::computer::{Computer, ShownColumn};
use crate::domain::permission::Permission;
use crate::domain::segment::UserColumn;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::table::Column;
use crate::ui::widgets::{Button, Checkbox, IconButton, menu};

/// The columns of the table as they are chosen, of those that may be seen.
#[derive(Default)]
pub(super) struct Layout {
    made_of: Option<(Vec<ShownColumn>, Contact)>,
    kinds: Vec<UserColumn>,
    columns: Vec<Column>,
}

/// Whether the operator may see contact data of anybody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Contact {
    Seen,
    Hidden,
}

impl Layout {
    /// Takes what this computer remembers.
    pub(super) fn fit(&mut self, cx: &Cx<'_>) {
        let contact = if cx.may(Permission::UsersViewContact) {
            Contact::Seen
        } else {
            Contact::Hidden
        };
        let chosen = &cx.computer.user_columns;
        let is_same = self
            .made_of
            .as_ref()
            .is_some_and(|(of, seen)| of == chosen && *seen == contact);
        if is_same {
            return;
        }
        self.made_of = Some((chosen.clone(), contact));
        let shown = shown(cx.computer).into_iter();
        let shown = shown.filter(|(kind, _)| contact == Contact::Seen || !kind.is_contact());
        (self.kinds, self.columns) = shown
            .map(|(kind, width)| (kind, column(kind).given(width)))
            .unzip();
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
    pub(super) fn resize(&self, (index, width): (usize, Option<f32>), cx: &mut Cx<'_>) {
        let Some(resized) = self.kinds.get(index) else {
            return;
        };
        let mut chosen = shown(cx.computer);
        for (kind, old) in &mut chosen {
            if kind == resized {
                *old = width;
            }
        }
        remember(chosen, cx);
    }
}

type Shown = Vec<(UserColumn, Option<f32>)>;

/// The button with the list of all columns; what is chosen there is remembered.
pub fn columns_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let words = &text().users;
    let button = Button::secondary(words.columns)
        .icon(icons::COLUMNS)
        .width(size::COLUMNS_BUTTON)
        .show(ui);
    let changed = menu::panel(&button, words.columns, |ui| {
        let chosen = shown(cx.computer);
        let has_contact = cx.may(Permission::UsersViewContact);
        ui.set_min_width(size::COLUMNS_PANEL);
        let may_see = |kind: &UserColumn| has_contact || !kind.is_contact();
        let mut changed = list_ui(ui, &chosen, may_see);
        menu::divider(ui);
        let is_usual = chosen.iter().map(|(kind, _)| *kind).eq(UserColumn::USUAL);
        let reason = is_usual.then_some(words.columns_usual_now);
        let usual = Button::ghost(words.columns_usual).enabled_or(reason);
        if usual.show(ui).clicked() {
            changed = Some(UserColumn::USUAL.map(|kind| (kind, None)).into());
        }
        changed
    });
    if let Some(changed) = changed.flatten() {
        remember(changed, cx);
    }
}

/// Those that are shown first, in their order, then the others; what was chosen anew.
fn list_ui(ui: &mut Ui, chosen: &Shown, may_see: impl Fn(&UserColumn) -> bool) -> Option<Shown> {
    let mut changed = None;
    let is_shown = |kind: &UserColumn| chosen.iter().any(|(shown, _)| shown == kind);
    let others = UserColumn::ALL.iter().copied();
    let others = others.filter(|kind| !is_shown(kind));
    let all = chosen.iter().map(|(kind, _)| *kind).chain(others);
    for kind in all.filter(may_see) {
        let place = chosen.iter().position(|(shown, _)| *shown == kind);
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
        None => moved.push((kind, None)),
    }
    Some(moved)
}

/// What is remembered; the usual columns where nothing is.
fn shown(computer: &Computer) -> Shown {
    let chosen = computer.user_columns.iter();
    let mut shown: Shown = Vec::new();
    for (kind, width) in chosen.filter_map(|c| Some((UserColumn::from_key(&c.key)?, c.width))) {
        if shown.iter().all(|(other, _)| *other != kind) {
            shown.push((kind, width));
        }
    }
    if shown.iter().all(|(kind, _)| *kind != UserColumn::Name) {
        return UserColumn::USUAL.map(|kind| (kind, None)).into();
    }
    shown
}

fn remember(chosen: Shown, cx: &mut Cx<'_>) {
    let chosen = chosen.into_iter().map(|(kind, width)| ShownColumn {
        key: kind.key().to_owned(),
        width,
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
