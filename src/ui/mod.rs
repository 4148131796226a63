//! The ui layer.

pub mod chart;
pub mod theme;
pub mod widgets;
