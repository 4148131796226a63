//! The table of teams: its columns, its cells, and what was pressed in it.

use crate::domain::directory::Directory;
use crate::domain::team::TeamRow;
use crate::domain::text::{count, text};
use crate::ui::theme::size;
use crate::ui::widgets::table::{Cell, Column, TableRows};

/// One team, all texts ready.
pub(super) struct View {
    pub(super) row: TeamRow,
    workspace: String,
    lead: String,
    members: String,
}

/// A column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Workspace,
    Lead,
    Members,
}

impl Part {
    pub(super) const ALL: [Self; 4] = [Self::Name, Self::Workspace, Self::Lead, Self::Members];

    /// The column in the table.
    pub(super) fn column(self) -> Column {
        let words = &text().team;
        let width = size::team_column(self as usize);
        match self {
            Self::Name => Column::new(words.name, width),
            Self::Workspace => Column::new(words.workspace, width),
            Self::Lead => Column::new(words.lead, width),
            Self::Members => Column::new(words.members, width).right(),
        }
    }
}

/// What was pressed in the table.
pub(super) enum Press {
    Edit(usize),
    Members(usize),
}

impl View {
    /// The texts of a team.
    pub(super) fn new(row: &TeamRow, directory: &Directory) -> Self {
        let workspace = row.profile.workspace_id;
        let workspace = workspace.map_or("", |id| directory.workspace(id));
        Self {
            workspace: workspace.to_owned(),
            lead: row.lead.clone().unwrap_or_default(),
            members: count(row.members),
            row: row.clone(),
        }
    }
}

/// The rows while they are drawn.
pub(super) struct Rows<'a> {
    pub(super) views: &'a [View],
    pub(super) press: Option<Press>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let index = row as usize;
        let (Some(view), Some(part)) = (self.views.get(index), Part::ALL.get(column)) else {
            return;
        };
        match part {
            Part::Name => {
                if cell.link(&view.row.profile.name).clicked() {
                    self.press = Some(Press::Edit(index));
                }
            }
            Part::Workspace if view.workspace.is_empty() => {
                cell.muted(text().access.place_everywhere);
            }
            Part::Workspace => drop(cell.text(&view.workspace)),
            Part::Lead => drop(cell.text(&view.lead)),
            Part::Members => {
                if cell.link(&view.members).clicked() {
                    self.press = Some(Press::Members(index));
                }
            }
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        (row as usize) < self.views.len()
    }
}
