//! What is given to the selection, or taken from it.

use egui::Ui;

use crate::domain::bulk::{Belonging, Deed};
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, TeamId, WorkspaceId};
use crate::domain::text::text;
use crate::domain::validation::tag;
use crate::ui::context::Cx;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Select, TextField};

/// Whether something is given or taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    Add,
    Remove,
}

/// What kind of thing is given or taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Role,
    Team,
    Workspace,
    Tag,
}

/// What is being chosen.
pub(super) struct Choosing {
    way: Way,
    what: What,
    number: Option<i64>,
    tag: String,
}

impl Choosing {
    pub(super) fn new(way: Way) -> Self {
        Self {
            way,
            what: What::Role,
            number: None,
            tag: String::new(),
        }
    }

    pub(super) fn way(&self) -> Way {
        self.way
    }

    /// What is to be done, once it is chosen.
    pub(super) fn deed(&self) -> Option<Deed> {
        let belonging = match (self.what, self.number) {
            (What::Role, Some(id)) => Belonging::Role(RoleId(id)),
            (What::Team, Some(id)) => Belonging::Team(TeamId(id)),
            (What::Workspace, Some(id)) => Belonging::Workspace(WorkspaceId(id)),
            (What::Tag, _) => Belonging::Tag(tag::parse(&self.tag).ok()?),
            (_, None) => return None,
        };
        Some(match self.way {
            Way::Add => Deed::Add(belonging),
            Way::Remove => Deed::Remove(belonging),
        })
    }

    /// Draws the fields.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().bulk;
        let kinds = [
            (What::Role, words.role.to_owned()),
            (What::Team, words.team.to_owned()),
            (What::Workspace, words.workspace.to_owned()),
            (What::Tag, words.tag.to_owned()),
        ];
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let kind = Select::field("bulk-what", words.what)
                .width(size::SELECT_WIDTH)
                .show(ui, &mut self.what, &kinds);
            if kind.changed() {
                self.number = None;
            }
            if self.what == What::Tag {
                let problem = tag::parse(&self.tag).err();
                let problem = problem.filter(|_| !self.tag.is_empty());
                TextField::new("bulk-tag", words.tag_name, &mut self.tag)
                    .problem(problem.as_deref())
                    .show(ui);
                return;
            }
            let options = self.options(cx.directory);
            Select::field("bulk-which", words.which)
                .empty(words.choose)
                .show(ui, &mut self.number, &options);
        });
    }

    fn options(&self, directory: &Directory) -> Vec<(Option<i64>, String)> {
        let named = |id: i64, name: &str| (Some(id), name.to_owned());
        match self.what {
            What::Role => {
                let roles = directory.roles.iter();
                roles.map(|one| named(one.role_id.0, &one.name)).collect()
            }
            What::Team => {
                let teams = directory.teams.iter();
                teams.map(|one| named(one.id.0, &one.name)).collect()
            }
            What::Workspace => {
                let all = directory.workspaces.iter();
                all.map(|one| named(one.id.0, &one.name)).collect()
            }
            What::Tag => Vec::new(),
        }
    }
}
