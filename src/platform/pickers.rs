//! The system's file dialogs. They block the thread that asks, so only worker threads ask.

use std::path::PathBuf;

/// What a dialog asks for.
#[derive(Clone, PartialEq, Debug)]
pub struct Pick {
    /// Title of the dialog.
    pub title: String,
    /// Name of the kind of file, and its extensions.
    pub kind: (String, Vec<&'static str>),
    /// File name to begin with, when saving.
    pub file_name: Option<String>,
    /// Open or save.
    pub intent: Intent,
}

/// Open or save.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Intent {
    /// An existing file.
    Open,
    /// A file to be written.
    Save,
}

/// Shows the dialog; `None` where the person cancelled or the system has no dialog.
pub fn pick(pick: &Pick) -> Option<PathBuf> {
    let mut dialog = rfd::AsyncFileDialog::new()
        .set_title(&pick.title)
        .add_filter(&pick.kind.0, &pick.kind.1)
        .set_directory(super::paths::documents());
    if let Some(name) = &pick.file_name {
        dialog = dialog.set_file_name(name);
    }
    let chosen = match pick.intent {
        Intent::Open => pollster::block_on(dialog.pick_file()),
        Intent::Save => pollster::block_on(dialog.save_file()),
    };
    chosen.map(|handle| handle.path().to_owned())
}
