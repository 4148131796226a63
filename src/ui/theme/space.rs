//! The 4-point grid: every gap and padding is one of these.

/// 2 points: between things that belong to one line, such as an icon and its caret.
pub const XXS: f32 = 2.0;
/// 4 points.
pub const XS: f32 = 4.0;
/// 8 points.
pub const S: f32 = 8.0;
/// 12 points.
pub const M: f32 = 12.0;
/// 16 points: inside a card.
pub const L: f32 = 16.0;
/// 24 points: around a page.
pub const XL: f32 = 24.0;
/// 32 points: between parts of an empty page.
pub const XXL: f32 = 32.0;
