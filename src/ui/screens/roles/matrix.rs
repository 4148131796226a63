//! What a role allows: areas against verbs, then the rights of their own; beside another role where one is compared.

use egui::{Align2, Rect, Role as Part, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

use crate::app::commands::role::RoleCommand;
use crate::domain::permission::{Area, Permission, Verb};
use crate::domain::role::Role;
use crate::domain::text::{fill, plural, text};
use crate::ui::context::Cx;
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::checkbox::{Check, check_in};
use crate::ui::widgets::{Card, frozen, paint};

/// Draws the matrix; the change that was wanted now.
pub(super) fn matrix_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    role: &Role,
    other: Option<&Role>,
) -> Option<RoleCommand> {
    let words = &text().access;
    let note = match other {
        None => words.areas_note.to_owned(),
        Some(other) => difference(role, other),
    };
    let grid = Grid {
        role,
        other,
        may_change: cx.may(Permission::RolesUpdate),
    };
    let mut wanted = None;
    let height = ui.available_height();
    ScrollArea::vertical()
        .id_salt(("matrix", role.role_id.0))
        .max_height(height)
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::L;
            ui.set_max_width(size::MATRIX_WIDTH.min(ui.available_width()));
            Card::new(words.areas).note(&note).flush().show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                Grid::head_ui(ui);
                for area in Area::ALL.into_iter().filter(|area| is_there(*area, cx)) {
                    let found = grid.area_ui(ui, area);
                    wanted = wanted.or(found);
                }
                ui.add_space(space::XS);
            });
            Card::new(words.special).flush().show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for permission in Permission::special().filter(|p| cx.knows(*p)) {
                    let found = grid.special_ui(ui, permission);
                    wanted = wanted.or(found);
                }
                ui.add_space(space::XS);
            });
        });
    wanted.map(|permission| {
        if role.permissions.has(permission) {
            RoleCommand::Forbid(role.role_id, permission)
        } else {
            RoleCommand::Allow(role.role_id, permission)
        }
    })
}

fn is_there(area: Area, cx: &Cx<'_>) -> bool {
    let verbs = Verb::ALL.into_iter();
    let mut permissions = verbs.filter_map(|verb| Permission::of_cell(area, verb));
    permissions.any(|permission| cx.knows(permission))
}

fn difference(role: &Role, other: &Role) -> String {
    let words = &text().access;
    let (here, there) = (role.permissions, other.permissions);
    let differing = here.without(there).len() + there.without(here).len();
    if differing == 0 {
        return words.same.to_owned();
    }
    plural(
        u64::from(differing),
        words.differences_one,
        words.differences_many,
    )
}

struct Grid<'a> {
    role: &'a Role,
    other: Option<&'a Role>,
    may_change: bool,
}

/// Where a row's words and its columns are.
struct Row {
    whole: Rect,
    words: Rect,
    columns: Rect,
}

impl Row {
    fn take(ui: &mut Ui, height: f32) -> Self {
        let wanted = Vec2::new(ui.available_width(), height);
        let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
        let room = size::MATRIX_COLUMN * Verb::ALL.len() as f32;
        let middle = rect.right() - room - space::M;
        let (mut words, mut columns) = (rect, rect);
        words.min.x += space::L;
        words.max.x = middle - space::S;
        columns.min.x = middle;
        columns.max.x = middle + room;
        Self {
            whole: rect,
            words,
            columns,
        }
    }

    fn cell(&self, index: usize) -> Rect {
        let mut cell = self.columns;
        cell.min.x += size::MATRIX_COLUMN * index as f32;
        cell.set_width(size::MATRIX_COLUMN);
        cell
    }
}

impl Grid<'_> {
    fn head_ui(ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let row = Row::take(ui, size::TABLE_HEADER);
        ui.painter().rect_filled(row.whole, 0.0, tokens.sunken);
        for (index, verb) in Verb::ALL.into_iter().enumerate() {
            let room = size::MATRIX_COLUMN;
            let galley = paint::line(
                ui.ctx(),
                verb.label(),
                type_of::label(),
                tokens.text_muted,
                room,
            );
            paint::galley_in(
                ui.painter(),
                row.cell(index),
                Align2::CENTER_CENTER,
                &galley,
            );
        }
    }

    fn area_ui(&self, ui: &mut Ui, area: Area) -> Option<Permission> {
        let row = Row::take(ui, size::ROW);
        words_ui(ui, row.words, area.label(), "");
        let mut wanted = None;
        for (index, verb) in Verb::ALL.into_iter().enumerate() {
            let Some(permission) = Permission::of_cell(area, verb) else {
                continue;
            };
            let name = fill(text().access.cell, &[&area.label(), &verb.label()]);
            if self.cell_ui(ui, row.cell(index), permission, &name) {
                wanted = Some(permission);
            }
        }
        wanted
    }

    fn special_ui(&self, ui: &mut Ui, permission: Permission) -> Option<Permission> {
        let row = Row::take(ui, size::ROW);
        words_ui(
            ui,
            row.words.union(row.cell(2)),
            permission.label(),
            permission.key(),
        );
        let last = row.cell(Verb::ALL.len() - 1);
        self.cell_ui(ui, last, permission, permission.label())
            .then_some(permission)
    }

    /// The box of this role and, where roles are compared, what the other has beside it. Whether the box was pressed.
    fn cell_ui(&self, ui: &mut Ui, cell: Rect, permission: Permission, name: &str) -> bool {
        let tokens = Tokens::of(ui.ctx());
        let has = self.role.permissions.has(permission);
        let mut square = cell;
        if let Some(other) = self.other {
            let is_there = other.permissions.has(permission);
            if is_there != has {
                let marked = cell.shrink2(Vec2::splat(space::XXS));
                ui.painter()
                    .rect_filled(marked, size::CHECK / 4.0, tokens.warn_weak);
            }
            square.set_width(cell.width() / 2.0);
            let theirs = Rect::from_min_max(square.right_top(), cell.max);
            let name = fill(text().access.cell_other, &[&name, &other.name]);
            other_ui(ui, theirs, Check::from(is_there), &name);
        }
        let id = ui
            .scope_id()
            .with(("cell", self.role.role_id.0, permission.key()));
        frozen::fields(ui, self.may_change, |ui| {
            let square = Align2::CENTER_CENTER
                .align_size_within_rect(Vec2::splat(size::CONTROL_SMALL), square);
            check_in(ui, square, id, Check::from(has), name).clicked()
        })
    }
}

fn words_ui(ui: &Ui, rect: Rect, words: &str, key: &str) {
    let tokens = Tokens::of(ui.ctx());
    let id = ui.scope_id().with(("words", words));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Part::Label, true, words));
    let galley = paint::line(ui.ctx(), words, type_of::body(), tokens.text, rect.width());
    paint::galley_in(ui.painter(), rect, Align2::LEFT_CENTER, &galley);
    let mut rest = rect;
    rest.min.x += galley.size().x + space::S;
    if !key.is_empty() && rest.width() > size::MIN_CONTROL_WIDTH {
        let galley = paint::line(
            ui.ctx(),
            key,
            type_of::small(),
            tokens.text_muted,
            rest.width(),
        );
        paint::galley_in(ui.painter(), rest, Align2::LEFT_CENTER, &galley);
    }
}

/// What the compared role has: a tick or a dash, to be read and not pressed.
fn other_ui(ui: &Ui, rect: Rect, check: Check, name: &str) {
    let tokens = Tokens::of(ui.ctx());
    let (glyph, ink, state) = match check {
        Check::On => (icons::CHECK, tokens.text_secondary, text().app.yes),
        Check::Off | Check::Mixed => (icons::MINUS, tokens.text_muted, text().app.no),
    };
    let response = ui.interact(rect, ui.scope_id().with(name), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Part::Label, true, format!("{name}: {state}")));
    paint::icon(ui, rect, glyph, type_of::icon_small(), ink);
}
