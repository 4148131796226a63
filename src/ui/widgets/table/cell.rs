//! What a caller can put into a cell.

use egui::{
    Align, Align2, Color32, CursorIcon, FontId, Id, Rect, Response, Role, Sense, Ui, Vec2,
    WidgetInfo,
};

use crate::ui::theme::{Tokens, radius, size, space, text};
use crate::ui::widgets::badge::{BadgeLayout, Mark};
use crate::ui::widgets::checkbox::{self, Check};
use crate::ui::widgets::{Tone, link, paint, tooltip};

/// One cell on the screen.
pub struct Cell<'a> {
    ui: &'a mut Ui,
    outer: Rect,
    id: Id,
    align: Align,
}

/// How wide the grey bar is that stands for missing text, as a share of the cell.
const SKELETON_SHARE: f32 = 0.6;

impl<'a> Cell<'a> {
    pub(super) fn new(
        ui: &'a mut Ui,
        outer: Rect,
        (row, column): (u64, usize),
        align: Align,
    ) -> Self {
        let id = ui.scope_id().with((row, column));
        Self {
            ui,
            outer,
            id,
            align,
        }
    }

    /// The cell without its padding.
    pub fn rect(&self) -> Rect {
        self.outer.shrink2(Vec2::new(space::M, 0.0))
    }

    /// For what the helpers below do not offer; place things inside [`Self::rect`].
    pub fn ui(&mut self) -> &mut Ui {
        self.ui
    }

    /// Plain text; the full text is in the tooltip when it does not fit.
    pub fn text(&mut self, words: &str) -> Response {
        let color = Tokens::of(self.ui).text;
        self.words(words, text::body(), color)
    }

    /// The name of the row's thing.
    pub fn strong(&mut self, words: &str) -> Response {
        let color = Tokens::of(self.ui).text;
        self.words(words, text::body_medium(), color)
    }

    /// Text of less weight.
    pub fn muted(&mut self, words: &str) -> Response {
        let color = Tokens::of(self.ui).text_muted;
        self.words(words, text::body(), color)
    }

    /// A number, always at the right.
    pub fn number(&mut self, words: &str) -> Response {
        self.align = Align::Max;
        self.text(words)
    }

    /// A link. `clicked()` of the response tells that it was pressed.
    pub fn link(&mut self, words: &str) -> Response {
        let color = Tokens::of(self.ui).accent;
        let rect = self.rect();
        let galley = paint::line(
            self.ui.ctx(),
            words,
            text::body_medium(),
            color,
            rect.width(),
        );
        let place = self.align2().align_size_within_rect(galley.size(), rect);
        let response = self
            .ui
            .interact(place, self.id.with("link"), Sense::click());
        let enabled = self.ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(Role::Link, enabled, words));
        let drawn = paint::galley_in(self.ui.painter(), place, Align2::LEFT_CENTER, &galley);
        if response.hovered() {
            link::underline(self.ui, drawn, color);
        }
        if response.has_focus() {
            paint::focus_ring_inside(self.ui, place.expand(space::XXS), radius::SMALL);
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// A badge.
    pub fn badge(&mut self, tone: Tone, words: &str) -> Response {
        self.pill(tone, words, Mark::None)
    }

    /// A badge with a dot: a status.
    pub fn status(&mut self, tone: Tone, words: &str) -> Response {
        self.pill(tone, words, Mark::Dot)
    }

    /// A box called `name`; `clicked()` of the response tells that it was pressed.
    pub fn check(&mut self, check: Check, name: &str) -> Response {
        let rect = self.rect();
        let place = self
            .align2()
            .align_size_within_rect(Vec2::splat(size::CHECK), rect);
        checkbox::check_in(self.ui, place, self.id.with("check"), check, name)
    }

    /// The same that is pressed anywhere in the cell.
    pub fn check_over(&mut self, check: Check, name: &str) -> Response {
        checkbox::check_in(self.ui, self.outer, self.id.with("check"), check, name)
    }

    /// An icon called `name`.
    pub fn icon(&mut self, glyph: &str, name: &str) -> Response {
        let color = Tokens::of(self.ui).text_muted;
        let rect = self.rect();
        let response = self.ui.interact(self.outer, self.id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, name));
        let place = self
            .align2()
            .align_size_within_rect(Vec2::splat(size::ICON), rect);
        paint::icon(self.ui, place, glyph, text::icon(), color);
        response
    }

    /// The grey bar that stands for text that has not come yet.
    pub fn pending(&mut self) {
        let rect = self.rect();
        let bar = Vec2::new(rect.width() * SKELETON_SHARE, size::SKELETON);
        let place = self.align2().align_size_within_rect(bar, rect);
        let color = Tokens::of(self.ui).pressed;
        self.ui.painter().rect_filled(place, radius::PILL, color);
    }

    fn words(&mut self, words: &str, font: FontId, color: Color32) -> Response {
        let rect = self.rect();
        let galley = paint::line(self.ui.ctx(), words, font, color, rect.width());
        let response = self.ui.interact(self.outer, self.id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, words));
        paint::galley_in(self.ui.painter(), rect, self.align2(), &galley);
        if galley.elided {
            return tooltip::text(response, words);
        }
        response
    }

    fn pill(&mut self, tone: Tone, words: &str, mark: Mark) -> Response {
        let rect = self.rect();
        let layout = BadgeLayout::new(self.ui, tone, words, mark, rect.width());
        let response = self.ui.interact(self.outer, self.id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, words));
        let place = self.align2().align_size_within_rect(layout.size(), rect);
        layout.paint(self.ui.painter(), place);
        if layout.elided() {
            return tooltip::text(response, words);
        }
        response
    }

    fn align2(&self) -> Align2 {
        match self.align {
            Align::Min => Align2::LEFT_CENTER,
            Align::Center => Align2::CENTER_CENTER,
            Align::Max => Align2::RIGHT_CENTER,
        }
    }
}
