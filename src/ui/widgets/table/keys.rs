//! The keyboard in a table: arrows, page and end keys move, Enter opens, the space bar chooses.

use egui::{EventFilter, Key, Modifiers, Response, Ui};

use super::state::{Metrics, State};
use crate::ui::theme::size;

/// What the keyboard asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pressed {
    pub(super) opened: Option<u64>,
    pub(super) toggled: Option<u64>,
}

pub(super) fn handle(ui: &Ui, grid: &Response, state: &mut State, metrics: &Metrics) -> Pressed {
    if !grid.has_focus() || metrics.rows == 0 {
        return Pressed::default();
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(grid.id, filter));
    for key in [
        Key::ArrowDown,
        Key::ArrowUp,
        Key::PageDown,
        Key::PageUp,
        Key::Home,
        Key::End,
        Key::ArrowLeft,
        Key::ArrowRight,
    ] {
        let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        for _ in 0..times {
            step(key, state, metrics);
        }
    }
    let take = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    Pressed {
        opened: state.cursor.filter(|_| take(Key::Enter)),
        toggled: state.cursor.filter(|_| take(Key::Space)),
    }
}

fn step(key: Key, state: &mut State, metrics: &Metrics) {
    let last = metrics.rows - 1;
    let first_shown = state.visible(metrics).start;
    let from = state.cursor;
    let target = match key {
        Key::ArrowDown => from.map_or(first_shown, |row| (row + 1).min(last)),
        Key::ArrowUp => from.map_or(first_shown, |row| row.saturating_sub(1)),
        Key::PageDown => (from.unwrap_or(first_shown) + metrics.page()).min(last),
        Key::PageUp => from.unwrap_or(first_shown).saturating_sub(metrics.page()),
        Key::Home => 0,
        Key::End => last,
        Key::ArrowLeft => return state.x -= size::ROW,
        _ => return state.x += size::ROW,
    };
    state.cursor = Some(target);
    state.reveal(target, metrics);
}
