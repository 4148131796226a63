//! Corner radii.

/// Check boxes, colour chips, bars.
pub const SMALL: u8 = 4;
/// Buttons, fields, menus.
pub const CONTROL: u8 = 6;
/// Cards and dialogs.
pub const CARD: u8 = 10;
/// Badges and chips: half of any height.
pub const PILL: u8 = 255;
