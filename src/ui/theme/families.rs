//! The families that text is drawn in, and how all of them begin afresh when a font of the system was found.
//!
//! egui remembers for each family which font has a character, and that none has. It forgets that only with every glyph
//! it has drawn, and to draw them again takes longer than a frame may. But a family of a new name knows nothing yet and
//! shares the glyphs; so a find gives each family a new name.

use std::cell::Cell;

use egui::{Context, FontDefinitions, FontFamily, FontInsert, FontProvider};

/// Stands between a family's own name and the number of its round; no family has it in its name.
const MARK: char = '#';

thread_local! {
    /// How often the families began afresh. Windows are drawn by one thread.
    static ROUND: Cell<u32> = const { Cell::new(0) };
}

/// The family under its present name.
pub fn present(own: &FontFamily) -> FontFamily {
    match ROUND.get() {
        0 => own.clone(),
        round => FontFamily::Name(format!("{own}{MARK}{round}").into()),
    }
}

/// Lets all families of `ctx` forget what no font had. The next frame lays its text out anew.
pub fn begin_afresh(ctx: &Context) {
    ROUND.set(ROUND.get() + 1);
    ctx.all_styles_mut(|style| {
        for font in style.text_styles.values_mut() {
            font.family = present(&own(&font.family));
        }
    });
}

/// The fonts of a family that began afresh: those it has under its own name. None for other families.
pub fn fonts_of(family: &FontFamily, definitions: &FontDefinitions) -> Vec<FontInsert> {
    let own = own(family);
    if own == *family {
        return Vec::new();
    }
    definitions.fonts_for_family(&own)
}

/// The family without its round.
fn own(family: &FontFamily) -> FontFamily {
    let FontFamily::Name(name) = family else {
        return family.clone();
    };
    let own = name.split(MARK).next().unwrap_or_default();
    [FontFamily::Proportional, FontFamily::Monospace]
        .into_iter()
        .find(|family| family.to_string() == own)
        .unwrap_or_else(|| FontFamily::Name(own.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{self, Appearance, fonts, text};

    #[test]
    fn every_text_gets_a_family_of_a_new_name_with_the_same_fonts() {
        let ctx = Context::default();
        theme::apply(&ctx, Appearance::default());
        let definitions = fonts::definitions();
        let all = || {
            let style = ctx.global_style();
            let of_egui = style.text_styles.values().cloned();
            let ours = [
                text::body(),
                text::label(),
                text::page_title(),
                text::icon(),
            ];
            let all = of_egui.chain(ours).map(|font| font.family);
            all.collect::<Vec<_>>()
        };
        let names = |family: &FontFamily| -> Vec<String> {
            let fonts = fonts_of(family, &definitions);
            fonts.into_iter().map(|font| font.name).collect()
        };
        let first = all();
        begin_afresh(&ctx);
        let second = all();
        begin_afresh(&ctx);
        for (at, third) in all().iter().enumerate() {
            assert!(*third != second[at] && second[at] != first[at], "{third}");
            assert_eq!(names(third), definitions.families[&first[at]]);
            assert_eq!(names(&first[at]), Vec::<String>::new());
        }
        let third = all();
        theme::apply(&ctx, Appearance::default());
        assert_eq!(all(), third);
    }
}
