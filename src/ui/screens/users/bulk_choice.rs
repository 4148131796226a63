//! What is given to the selection, or taken from it.

use egui::Ui;

use crate::domain::bulk::{Belonging, Deed};
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, TeamId, WorkspaceId};
use crate::domain::text::text;
use crate::domain::validation::draft::parse_day;
use crate::domain::validation::tag;
use crate::ui::context::Cx;
use crate::ui::forms::contact::person;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Select, TextField};

/// Whether something is given or taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    Add,
    Remove,
    /// Accounts get a last day, or have none any more.
    End,
    /// What they answer for is handed over.
    HandOver,
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
    has_end: bool,
    last_day: String,
    successor: String,
}

impl Choosing {
    pub(super) fn new(way: Way) -> Self {
        Self {
            way,
            what: What::Role,
            number: None,
            tag: String::new(),
            has_end: true,
            last_day: String::new(),
            successor: String::new(),
        }
    }

    pub(super) fn way(&self) -> Way {
        self.way
    }

    /// What is to be done, once it is chosen.
    pub(super) fn deed(&self) -> Option<Deed> {
        if self.way == Way::HandOver {
            return person(&self.successor).ok()?.map(Deed::HandOver);
        }
        if self.way == Way::End {
            let day = parse_day(&self.last_day).ok()?;
            return if self.has_end {
                day.map(|day| Deed::EndOn(Some(day)))
            } else {
                Some(Deed::EndOn(None))
            };
        }
        let belonging = match (self.what, self.number) {
            (What::Role, Some(id)) => Belonging::Role(RoleId(id)),
            (What::Team, Some(id)) => Belonging::Team(TeamId(id)),
            (What::Workspace, Some(id)) => Belonging::Workspace(WorkspaceId(id)),
            (What::Tag, _) => Belonging::Tag(tag::parse(&self.tag).ok()?),
            (_, None) => return None,
        };
        Some(match self.way {
            Way::Add => Deed::Add(belonging),
            Way::Remove | Way::End | Way::HandOver => Deed::Remove(belonging),
        })
    }

    /// Draws the fields.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        match self.way {
            Way::End => return self.end_ui(ui),
            Way::HandOver => return self.successor_ui(ui),
            Way::Add | Way::Remove => {}
        }
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

    fn end_ui(&mut self, ui: &mut Ui) {
        let words = &text().bulk;
        let ways = [
            (true, words.last_day_give.to_owned()),
            (false, words.last_day_remove.to_owned()),
        ];
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            Select::field("bulk-end", words.what)
                .width(size::SELECT_WIDTH)
                .show(ui, &mut self.has_end, &ways);
            if !self.has_end {
                return;
            }
            let problem = parse_day(&self.last_day).err();
            TextField::new("bulk-last-day", words.last_day_of, &mut self.last_day)
                .help(words.last_day_help)
                .problem(problem.as_deref())
                .show(ui);
        });
    }

    fn successor_ui(&mut self, ui: &mut Ui) {
        let words = &text().bulk;
        let bad = person(&self.successor).is_err();
        TextField::new("bulk-successor", words.hand_over_to, &mut self.successor)
            .help(words.hand_over_help)
            .problem(bad.then_some(text().workspace.person_bad))
            .show(ui);
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
