//! The UI kit: what every screen is built from. Each widget has a role and a name for assistive technology,
//! works with the keyboard, and takes its texts from the caller.

pub mod action_bar;
pub mod at_end;
pub mod avatar;
pub mod badge;
pub mod banner;
pub mod button;
pub mod card;
pub mod checkbox;
pub mod chip;
pub mod chip_input;
mod corners;
pub mod dialog;
pub mod empty_state;
mod field;
pub mod figures;
mod first;
pub mod frozen;
pub mod icon_button;
pub mod key_value;
pub mod link;
pub mod menu;
pub mod nav;
pub mod page_header;
pub(in crate::ui) mod paint;
pub mod password_field;
pub mod progress;
pub mod qr;
pub mod search_field;
pub mod segmented;
pub mod select;
pub mod spinner;
pub mod status_bar;
pub mod table;
pub mod tabs;
pub mod text_field;
pub mod toasts;
pub mod tooltip;

pub use button::Button;
pub use card::Card;
pub use checkbox::Checkbox;
pub use chip_input::ChipInput;
pub use dialog::Dialog;
pub use icon_button::IconButton;
pub use password_field::PasswordField;
pub use search_field::SearchField;
pub use segmented::Segmented;
pub use select::Select;
pub use table::Table;
pub use text_field::TextField;
pub use toasts::Toasts;

/// What a badge, banner or option says about its matter. Never said by colour alone: a text stands beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good, active, done.
    Ok,
    /// Bad, inactive, failed.
    Bad,
    /// Needs attention.
    Warn,
    /// Under way, chosen.
    Accent,
    /// Without a judgement.
    #[default]
    Neutral,
}
