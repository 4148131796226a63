//! Durations, in seconds unless the name says otherwise.

use std::time::Duration;

/// The longest transition.
pub const TRANSITION: f32 = 0.12;
/// A spinner appears only after this.
pub const SPINNER_DELAY: Duration = Duration::from_millis(150);
/// One turn of the spinner.
pub const SPINNER_TURN: f64 = 0.9;
/// How often the spinner steps when it may not turn smoothly.
pub const SPINNER_STEP: Duration = Duration::from_millis(33);
/// A tooltip comes after this.
pub const TOOLTIP_DELAY: f32 = 0.35;
/// A toast goes after this.
pub const TOAST: Duration = Duration::from_secs(6);
/// A window that is woken for a moment comes after it, not just before.
pub const WAKE_SLACK: Duration = Duration::from_millis(50);
/// How often a progress bar is drawn anew.
pub const PROGRESS_STEP: Duration = Duration::from_millis(100);
