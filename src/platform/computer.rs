//! The settings of this computer: appearance, windows, recent files. A file that can't be read counts as empty.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{files, paths};

/// Most recent files remembered.
const RECENT: usize = 8;

/// Light, dark, …
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// High contrast.
    HighContrast,
}

/// Where detail windows open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowChoice {
    /// In windows of their own, except while assistive technology is on.
    #[default]
    Own,
    /// Inside the main window.
    Inside,
}

/// Whether things move.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MotionChoice {
    /// Short transitions.
    #[default]
    Full,
    /// None.
    Reduced,
}

/// What this computer remembers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Computer {
    /// Theme.
    pub theme: ThemeChoice,
    /// Text size in per cent, 80 to 200.
    pub text_percent: u16,
    /// Detail windows.
    pub windows: WindowChoice,
    /// Motion.
    pub motion: MotionChoice,
    /// Whether the sidebar shows only icons.
    pub sidebar_collapsed: bool,
    /// Workspace files, last opened first.
    pub recent: Vec<PathBuf>,
    /// Inner sizes of windows by kind, in points.
    pub window_sizes: BTreeMap<String, [f32; 2]>,
    /// The columns of the table of users, as they were chosen; empty are the usual ones.
    pub user_columns: Vec<ShownColumn>,
}

/// A column that a table shows.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ShownColumn {
    /// Its stable key.
    pub key: String,
    /// The width that somebody gave it, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<f32>,
}

impl Default for Computer {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            text_percent: 100,
            windows: WindowChoice::default(),
            motion: MotionChoice::default(),
            sidebar_collapsed: false,
            recent: Vec::new(),
            window_sizes: BTreeMap::new(),
            user_columns: Vec::new(),
        }
    }
}

impl Computer {
    /// Reads the settings.
    pub fn load() -> Self {
        let text = std::fs::read_to_string(file()).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Writes the settings.
    pub fn save(&self) -> std::io::Result<()> {
        files::create_folder(&paths::config_folder())?;
        let text = serde_json::to_vec_pretty(self)?;
        files::replace(&file(), |out| out.write_all(&text))
    }

    /// Puts a file at the head of the recent ones.
    pub fn note_recent(&mut self, path: &Path) {
        self.forget_recent(path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    /// Takes a file off the recent ones.
    pub fn forget_recent(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
    }
}

fn file() -> PathBuf {
    paths::config_folder().join("computer.json")
}
