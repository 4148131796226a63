//! The sign that something is under way, shown only when it takes longer than a moment.

use std::f32::consts::TAU;
use std::time::Duration;

use egui::{Id, Pos2, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use crate::ui::theme::{Tokens, motion, size, stroke};

const POINTS: usize = 24;
const ARC: f32 = 0.7;
/// Sums of frame times are this exact, in seconds.
const ROUNDING: f64 = 1e-4;

/// Draws the spinner, called `name`. It turns in steps and stands still when motion is reduced.
pub fn spinner(ui: &mut Ui, name: &str) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::SPINNER), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let moves = ui.style().animation_time > 0.0;
    let turn = if moves {
        ui.ctx().request_repaint_after(motion::SPINNER_STEP);
        let time = ui.input(|input| input.time);
        ((time / motion::SPINNER_TURN).fract()) as f32
    } else {
        0.0
    };
    let radius = size::SPINNER / 2.0 - stroke::FOCUS;
    let points: Vec<Pos2> = (0..=POINTS)
        .map(|i| {
            let angle = TAU * (turn + ARC * i as f32 / POINTS as f32);
            rect.center() + radius * Vec2::angled(angle)
        })
        .collect();
    let color = Tokens::of(ui).accent;
    ui.painter().line(points, Stroke::new(stroke::FOCUS, color));
}

/// Draws the spinner only once it has been asked for longer than a moment without a pause. `id_salt` tells one wait from another.
pub fn delayed_spinner(ui: &mut Ui, id_salt: impl egui::AsIdSalt, name: &str) {
    let id = ui.make_persistent_id(id_salt);
    let (now, pass) = (ui.input(|input| input.time), ui.cumulative_pass_nr());
    let since = since(ui, id, now, pass);
    let left = motion::SPINNER_DELAY.as_secs_f64() - (now - since);
    if left <= ROUNDING {
        spinner(ui, name);
    } else {
        ui.allocate_exact_size(Vec2::splat(size::SPINNER), Sense::hover());
        let left = Duration::from_secs_f64(left);
        ui.ctx().request_repaint_after(left);
    }
}

fn since(ui: &Ui, id: Id, now: f64, pass: u64) -> f64 {
    ui.data_mut(|data| {
        let entry: &mut (f64, u64) = data.get_temp_mut_or(id, (now, pass));
        if entry.1 + 1 < pass {
            entry.0 = now;
        }
        entry.1 = pass;
        entry.0
    })
}
