//! What a window says, read from its accessibility tree: words, tables, open windows, toasts.

use egui::accesskit::Role;
use egui_kittest::Node;
use egui_kittest::kittest::NodeT;

use super::shell::Shell;

/// A table as it stands on the screen.
#[derive(Debug, PartialEq)]
pub struct Seen {
    /// How many rows it has in all.
    pub count: u64,
    /// The cells of the rows on the screen, without the boxes that select them.
    pub rows: Vec<Vec<String>>,
}

/// Whether it is the box that selects a person.
fn selects(cell: &Node<'_>) -> bool {
    let node = cell.accesskit_node();
    let name = node.label().unwrap_or_default();
    node.role() == Role::CheckBox && name.starts_with("Select C-")
}

impl Shell {
    /// Every name and value, in the order of the tree.
    pub fn words(&self) -> Vec<String> {
        let all = self.harness.root().children_recursive();
        all.filter_map(|node| word(&node)).collect()
    }

    /// Whether a label says exactly this.
    pub fn says(&self, text: &str) -> bool {
        self.words().iter().any(|word| word == text)
    }

    /// Whether some label contains this.
    pub fn mentions(&self, text: &str) -> bool {
        self.words().iter().any(|word| word.contains(text))
    }

    /// Fails where a label does not say exactly this.
    #[track_caller]
    pub fn expect(&self, text: &str) {
        assert!(self.says(text), "“{text}” is not in {:#?}", self.words());
    }

    /// Fails where no label contains this.
    #[track_caller]
    pub fn expect_part(&self, text: &str) {
        assert!(
            self.mentions(text),
            "“{text}” is in none of {:#?}",
            self.words()
        );
    }

    /// How many detail windows are open.
    pub fn windows(&self) -> usize {
        self.all(Role::Button, "Close window")
    }

    /// How many nodes have a role and a name.
    pub fn all(&self, role: Role, name: &str) -> usize {
        let all = self.harness.root().children_recursive();
        all.filter(|node| {
            let node = node.accesskit_node();
            node.role() == role && node.label().as_deref() == Some(name)
        })
        .count()
    }

    /// What a field or a drop-down holds.
    pub fn value(&self, role: Role, name: &str) -> String {
        self.node(role, name).value().unwrap_or_default()
    }

    /// Help or problem of a node.
    pub fn about(&self, role: Role, name: &str) -> String {
        let node = self.node(role, name);
        node.accesskit_node().description().unwrap_or_default()
    }

    /// Whether a field is marked as wrong.
    pub fn is_wrong(&self, role: Role, name: &str) -> bool {
        let node = self.node(role, name);
        node.accesskit_node().data().invalid().is_some()
    }

    /// Whether a node is switched off.
    pub fn is_off(&self, role: Role, name: &str) -> bool {
        self.node(role, name).accesskit_node().is_disabled()
    }

    /// The name of what has the keyboard.
    pub fn focused(&self) -> Option<(Role, String)> {
        let all = self.harness.root().children_recursive();
        let focused = all.filter(|node| node.is_focused()).last()?;
        let name = word(&focused).unwrap_or_default();
        Some((focused.accesskit_node().role(), name))
    }

    /// The newest table of this name, where there is one.
    pub fn table(&self, name: &str) -> Option<Seen> {
        let grid = self.find(Role::Grid, name)?;
        let rows = grid
            .children()
            .filter(|row| row.accesskit_node().data().row_index().is_some())
            .map(|row| {
                row.children_recursive()
                    .filter(|cell| !selects(cell))
                    .filter_map(|cell| word(&cell))
                    .collect()
            })
            .collect();
        let count = grid.accesskit_node().data().row_count();
        Some(Seen {
            count: count.unwrap_or_default() as u64,
            rows,
        })
    }

    /// The newest table of users.
    #[track_caller]
    pub fn users(&self) -> Seen {
        self.table("Table of users")
            .unwrap_or_else(|| panic!("no table of users in {:#?}", self.words()))
    }

    /// One column of the newest table of users.
    #[track_caller]
    pub fn column(&self, index: usize) -> Vec<String> {
        let seen = self.users();
        seen.rows
            .into_iter()
            .filter_map(|row| row.into_iter().nth(index))
            .collect()
    }

    /// Messages at the bottom.
    pub fn toasts(&self) -> Vec<String> {
        let all = self.harness.root().children_recursive();
        all.filter(|node| node.accesskit_node().role() == Role::Status)
            .filter_map(|node| node.accesskit_node().label())
            .collect()
    }

    /// Where a label stands.
    pub fn place(&self, text: &str) -> egui::Rect {
        let all = self.harness.root().children_recursive();
        let placed = |node: &Node<'_>| node.accesskit_node().bounding_box().is_some();
        all.filter(|node| word(node).as_deref() == Some(text) && placed(node))
            .last()
            .unwrap_or_else(|| panic!("no “{text}” in {:#?}", self.words()))
            .rect()
    }
}

fn word(node: &Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    if node.role() == Role::Label {
        node.value()
    } else {
        node.label()
    }
}
