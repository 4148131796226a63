//! What a frame puts on the clipboard.

use egui::OutputCommand;
use egui_kittest::Harness;

/// The text that the newest frame copied.
pub fn copied<State>(harness: &Harness<'_, State>) -> Option<String> {
    let commands = &harness.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}
