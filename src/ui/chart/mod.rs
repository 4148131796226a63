//! Charts. Every one of them is a list of data with texts ready; each datum is a node that can be focused, pressed
//! and read. There is no axis and no 3-D; the numbers stand beside the shapes.

pub mod bars;
pub mod donut;
pub mod geometry;
mod rounded;

pub use bars::Bars;
pub use donut::Donut;

/// One part of a chart, all texts ready.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Datum {
    /// What is counted: "Inactive".
    pub name: String,
    /// How many.
    pub value: u64,
    /// How many, written: "1,274".
    pub value_text: String,
    /// Its share, written: "10.2%"; may be empty in bars.
    pub share_text: String,
    /// All of it in one line for assistive technology: "Inactive: 1,274 (10.2 %)".
    pub accessible: String,
    /// Its colour, from [`crate::ui::theme::Tokens`].
    pub color: egui::Color32,
}

/// The second line of a tooltip, made from a datum.
pub type Tooltip<'a> = &'a dyn Fn(&Datum) -> String;
