//! The conditions of the filter that have no place in the tool bar, each with a ✕.

use egui::Ui;

use crate::domain::audit::ObjectKind;
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, UserId, WorkspaceId};
use crate::domain::log::{LogFilter, kind_label};
use crate::domain::text::{fill, text};
use crate::ui::context::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, chip};

/// One condition.
#[derive(Clone, Copy)]
enum Part {
    Actor,
    Object,
    From,
    To,
}

/// The conditions as they are shown; made anew when the filter changes.
#[derive(Default)]
pub(super) struct Chips {
    made_of: Option<LogFilter>,
    shown: Vec<(Part, String, String)>,
}

impl Chips {
    /// Draws them; a ✕ takes its condition out of the filter.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) {
        if self.made_of.as_ref() != Some(filter) {
            self.made_of = Some(filter.clone());
            self.shown = made(filter, cx);
        }
        if self.shown.is_empty() {
            return;
        }
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
            for (part, label, remove) in &self.shown {
                if chip::filter_chip(ui, label, remove).is_some() {
                    part.remove(filter);
                }
            }
            let clear = Button::ghost(text().audit_page.clear).small();
            if clear.show(ui).clicked() {
                *filter = LogFilter::default();
            }
        });
    }
}

impl Part {
    fn remove(self, filter: &mut LogFilter) {
        match self {
            Self::Actor => filter.actor = None,
            Self::Object => filter.object = None,
            Self::From => filter.from = None,
            Self::To => filter.to = None,
        }
    }
}

fn made(filter: &LogFilter, cx: &Cx<'_>) -> Vec<(Part, String, String)> {
    let words = &text().audit_page;
    let time = cx.office.time();
    let actor = filter.actor.map(|id| id.contact_id());
    let object = filter.object.map(|object| called(object, cx.directory));
    let parts = [
        (Part::Actor, actor.map(|id| fill(words.chip_actor, &[&id]))),
        (
            Part::Object,
            object.map(|of| fill(words.chip_object, &[&of])),
        ),
        (
            Part::From,
            filter
                .from
                .map(|day| fill(words.chip_from, &[&time.day(day)])),
        ),
        (
            Part::To,
            filter.to.map(|day| fill(words.chip_to, &[&time.day(day)])),
        ),
    ];
    let shown = parts.into_iter().filter_map(|(part, label)| {
        let label = label?;
        let remove = fill(words.chip_remove, &[&label]);
        Some((part, label, remove))
    });
    shown.collect()
}

fn called((kind, id): (ObjectKind, i64), directory: &Directory) -> String {
    let words = &text().audit_page;
    match kind {
        ObjectKind::User => UserId(id).contact_id().to_string(),
        ObjectKind::Role => fill(words.about_role, &[&directory.role(RoleId(id))]),
        ObjectKind::OfficeWorkspace => {
            let name = directory.workspace(WorkspaceId(id));
            fill(words.about_workspace, &[&name])
        }
        other => kind_label(other).to_owned(),
    }
}
