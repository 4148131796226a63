//! Semantic colours. A view names what a colour is for, never the colour.

use std::sync::Arc;

use egui::{Color32, Context, Id};

/// The colours of chart series, in their order of use.
pub type Series = [Color32; 8];

/// Every colour the program paints with.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    /// Behind cards.
    pub background: Color32,
    /// Cards, panels, fields.
    pub surface: Color32,
    /// Table headers, quiet boxes.
    pub sunken: Color32,
    /// What lies under the pointer.
    pub hover: Color32,
    /// What is being pressed.
    pub pressed: Color32,
    /// Hairlines.
    pub border: Color32,
    /// Borders of controls.
    pub border_strong: Color32,
    /// Text.
    pub text: Color32,
    /// Text of less weight.
    pub text_secondary: Color32,
    /// Notes, captions, hints.
    pub text_muted: Color32,
    /// Links, primary buttons, selection.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// A quiet accent: the selected row, chips.
    pub accent_weak: Color32,
    /// Text on the quiet accent.
    pub on_accent_weak: Color32,
    /// Good.
    pub ok: Color32,
    /// Behind good.
    pub ok_weak: Color32,
    /// Bad.
    pub bad: Color32,
    /// Behind bad.
    pub bad_weak: Color32,
    /// Needs attention.
    pub warn: Color32,
    /// Behind what needs attention.
    pub warn_weak: Color32,
    /// Viewing as somebody else: the frame of the window, and the words of its banner.
    pub viewing: Color32,
    /// Behind these words.
    pub viewing_weak: Color32,
    /// Text of a badge without a judgement.
    pub neutral: Color32,
    /// Behind a badge without a judgement.
    pub neutral_weak: Color32,
    /// Border of a badge without a judgement.
    pub neutral_border: Color32,
    /// Tooltips and the bar of chosen rows.
    pub tooltip: Color32,
    /// Text on them.
    pub on_tooltip: Color32,
    /// Quieter text on them.
    pub on_tooltip_muted: Color32,
    /// Ring around the focused control.
    pub focus: Color32,
    /// Over the window behind a dialog.
    pub backdrop: Color32,
    /// Under things that float.
    pub shadow: Color32,
    /// Chart series.
    pub series: Series,
    /// Is the palette dark?
    pub dark: bool,
}

impl Tokens {
    /// The colours of the theme that `ctx` shows now. A [`egui::Ui`] may be given as well.
    pub fn of(ctx: &Context) -> Arc<Self> {
        let dark = ctx.theme() == egui::Theme::Dark;
        ctx.data(|data| data.get_temp::<Pair>(Id::NULL))
            .map_or_else(
                || Arc::new(super::palette::light()),
                |pair| if dark { pair.dark } else { pair.light },
            )
    }

    /// The colour of the series with this number; they repeat.
    pub fn series(&self, index: usize) -> Color32 {
        self.series
            .get(index % self.series.len())
            .copied()
            .unwrap_or(self.accent)
    }
}

#[derive(Clone)]
struct Pair {
    light: Arc<Tokens>,
    dark: Arc<Tokens>,
}

pub(super) fn store(ctx: &Context, light: Arc<Tokens>, dark: Arc<Tokens>) {
    ctx.data_mut(|data| data.insert_temp(Id::NULL, Pair { light, dark }));
}
