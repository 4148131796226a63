//! Widths of lines.

/// Borders and hairlines.
pub const HAIRLINE: f32 = 1.0;
/// The frame of a window in which somebody views as another.
pub const VIEWING: f32 = 4.0;
/// The border of the focused field.
pub const FIELD_FOCUS: f32 = 1.5;
/// The ring around the focused control, the line under the current tab.
pub const FOCUS: f32 = 2.0;
