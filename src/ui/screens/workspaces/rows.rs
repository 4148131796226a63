//! The table of workspaces: its columns, its cells, and what was pressed in it.

use crate::app::queries::workspaces::WorkspacesAnswer;
use crate::domain::directory::Directory;
use crate::domain::permission::Permission;
use crate::domain::plan::Excess;
use crate::domain::text::{count, fill, text};
use crate::domain::workspace::{WorkspaceRow, WorkspaceStatus};
use crate::ui::context::Cx;
use crate::ui::theme::size;
use crate::ui::widgets::Tone;
use crate::ui::widgets::table::{Cell, Column, TableRows};

/// One workspace, all texts ready.
pub(super) struct View {
    pub(super) row: WorkspaceRow,
    client: String,
    owner: String,
    plan: String,
    members: String,
    /// What is used beyond the plan, and that it harms nothing.
    over: Option<(String, String)>,
}

/// A column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Client,
    Status,
    Visibility,
    Owner,
    Plan,
    Limits,
    Members,
}

impl Part {
    const ALL: [Self; 8] = [
        Self::Name,
        Self::Client,
        Self::Status,
        Self::Visibility,
        Self::Owner,
        Self::Plan,
        Self::Limits,
        Self::Members,
    ];

    /// The columns; those of plans only where plans may be seen.
    pub(super) fn shown(cx: &Cx<'_>) -> Vec<Self> {
        let may = cx.may(Permission::PlansView);
        let is_shown = |part: &Self| may || !matches!(part, Self::Plan | Self::Limits);
        Self::ALL.into_iter().filter(is_shown).collect()
    }

    /// The column in the table.
    pub(super) fn column(self) -> Column {
        let words = &text().workspace;
        let width = size::workspace_column(self as usize);
        match self {
            Self::Name => Column::new(words.name, width),
            Self::Client => Column::new(words.client, width),
            Self::Status => Column::new(words.status, width),
            Self::Visibility => Column::new(words.visibility, width),
            Self::Owner => Column::new(words.owner, width),
            Self::Plan => Column::new(words.plan, width),
            Self::Limits => Column::new(words.limits, width),
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
    /// The texts of a workspace.
    pub(super) fn new(
        row: &WorkspaceRow,
        answer: &WorkspacesAnswer,
        directory: &Directory,
    ) -> Self {
        let profile = &row.profile;
        let client = directory
            .clients
            .iter()
            .find(|c| Some(c.id) == profile.client_id);
        let plan = answer
            .plans
            .iter()
            .find(|plan| Some(plan.plan_id) == profile.plan_id);
        let plan = plan.map_or("", |plan| plan.terms.name.as_str());
        let over = row.over.as_deref().filter(|over| !over.is_empty());
        Self {
            client: client.map(|client| client.name.clone()).unwrap_or_default(),
            owner: row.owner.clone().unwrap_or_default(),
            plan: plan_words(row, plan, answer),
            members: count(row.members),
            over: over.map(|over| {
                let said: Vec<String> = over.iter().map(Excess::said).collect();
                let hint = fill(text().workspace.over_hint, &[&plan]);
                (said.join(", "), hint)
            }),
            row: row.clone(),
        }
    }
}

/// "Team + Exchange"; nothing where the plan is not shown.
fn plan_words(row: &WorkspaceRow, plan: &str, answer: &WorkspacesAnswer) -> String {
    if row.over.is_none() {
        return String::new();
    }
    if row.profile.plan_id.is_none() {
        return text().plan.filter_none.to_owned();
    }
    let own = answer
        .add_ons
        .iter()
        .filter(|add_on| row.profile.add_ons.contains(&add_on.add_on_id));
    let names = std::iter::once(plan).chain(own.map(|add_on| add_on.terms.name.as_str()));
    names.collect::<Vec<_>>().join(" + ")
}

/// The rows while they are drawn.
pub(super) struct Rows<'a> {
    pub(super) views: &'a [View],
    pub(super) parts: &'a [Part],
    pub(super) press: Option<Press>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let index = row as usize;
        let (Some(view), Some(part)) = (self.views.get(index), self.parts.get(column)) else {
            return;
        };
        let profile = &view.row.profile;
        match part {
            Part::Name => {
                if cell.link(&profile.name).clicked() {
                    self.press = Some(Press::Edit(index));
                }
            }
            Part::Client => drop(cell.text(&view.client)),
            Part::Status => {
                let tone = match profile.status {
                    WorkspaceStatus::Open => Tone::Ok,
                    WorkspaceStatus::Closed => Tone::Bad,
                };
                drop(cell.status(tone, profile.status.label()));
            }
            Part::Visibility => drop(cell.text(profile.visibility.label())),
            Part::Owner => drop(cell.text(&view.owner)),
            Part::Plan => drop(cell.text(&view.plan)),
            Part::Limits => {
                if let Some((said, hint)) = &view.over {
                    drop(cell.status(Tone::Warn, said).on_hover_text(hint));
                }
            }
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
