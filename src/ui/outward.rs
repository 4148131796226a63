//! What the program is towards this computer: how it looks by its settings, and what it does when it is started again.

use std::sync::Arc;

use egui::{Context, ViewportCommand, ViewportId};

use super::theme::{Appearance, Mode, Motion};
use crate::app::computer::{Computer, MotionChoice, ThemeChoice};
use crate::app::reception::{Attendant, Hosts};

/// Shows the window to those who start the program again, and works for commands that were started elsewhere.
pub fn hosts(ctx: &Context, attend: Attendant) -> Hosts {
    let ctx = ctx.clone();
    let summon = Arc::new(move || {
        for command in [ViewportCommand::Minimized(false), ViewportCommand::Focus] {
            ctx.send_viewport_cmd_to(ViewportId::ROOT, command);
        }
        ctx.request_repaint_of(ViewportId::ROOT);
    });
    Hosts {
        folder: None,
        summon,
        attend,
    }
}

/// The look that the settings ask for.
pub fn appearance(computer: &Computer) -> Appearance {
    Appearance {
        mode: match computer.theme {
            ThemeChoice::System => Mode::System,
            ThemeChoice::Light => Mode::Light,
            ThemeChoice::Dark => Mode::Dark,
            ThemeChoice::HighContrast => Mode::HighContrast,
        },
        text_scale: f32::from(computer.text_percent) / 100.0,
        motion: match computer.motion {
            MotionChoice::Full => Motion::Full,
            MotionChoice::Reduced => Motion::Reduced,
        },
    }
}
