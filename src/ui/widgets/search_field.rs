//! A search field: magnifier inside, ✕ to clear, its shortcut shown while empty.

use egui::{
    Align2, Id, IdSalt, Rect, Response, Role, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, Vec2,
};

use super::{IconButton, field, first, paint};
use crate::ui::theme::{Tokens, icons, radius, size, space, stroke, text};

/// A search field.
#[must_use = "call `show`"]
pub struct SearchField<'a> {
    salt: IdSalt,
    value: &'a mut String,
    name: &'a str,
    clear: &'a str,
    shortcut: &'a str,
    width: f32,
}

impl<'a> SearchField<'a> {
    /// A field that says `name` while empty; `clear` names the ✕.
    pub fn new(
        id_salt: impl egui::AsIdSalt,
        name: &'a str,
        clear: &'a str,
        value: &'a mut String,
    ) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            value,
            name,
            clear,
            shortcut: "",
            width: size::SEARCH_WIDTH,
        }
    }

    /// The keys that bring the cursor here, shown at the right while empty.
    pub fn shortcut(mut self, keys: &'a str) -> Self {
        self.shortcut = keys;
        self
    }

    /// As wide as this, or less when there is less room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// The id that the field will have in `ui`, to focus it.
    pub fn id(&self, ui: &Ui) -> Id {
        ui.make_persistent_id(self.salt)
    }

    /// Draws the field; `changed()` of the response is true also when ✕ cleared it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let id = self.id(ui);
        let tokens = Tokens::of(ui);
        let width = field::width(ui, Some(self.width));
        let mut frame = field::edit_frame(&tokens);
        frame.inner_margin.left = (size::CONTROL) as i8;
        frame.inner_margin.right = if self.value.is_empty() && !self.shortcut.is_empty() {
            (2.0 * size::CONTROL) as i8
        } else {
            size::CONTROL as i8
        };
        let mut response = TextEdit::singleline(self.value)
            .id(id)
            .frame(frame)
            .font(text::body())
            .hint_text(text::rich(self.name, text::body()))
            .desired_width(width)
            .min_size(Vec2::new(width, size::CONTROL))
            .show(ui)
            .response
            .response;
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::SearchInput);
            node.set_label(self.name.to_owned());
        });
        first::note(&response);
        field::border(ui, &response, None);
        let mut magnifier = response.rect;
        magnifier.set_width(size::CONTROL);
        paint::icon(
            ui,
            magnifier,
            icons::MAGNIFYING_GLASS,
            text::icon(),
            tokens.text_muted,
        );
        if !self.value.is_empty() {
            if clear_ui(ui, response.rect, self.clear) {
                self.value.clear();
                response.mark_changed();
                response.request_focus();
            }
        } else if !self.shortcut.is_empty() {
            shortcut_ui(ui, response.rect, self.shortcut);
        }
        response
    }
}

fn clear_ui(ui: &mut Ui, field: Rect, name: &str) -> bool {
    let mut place = field.shrink(space::XS);
    place.min.x = place.right() - place.height();
    let mut inside = ui.new_child(UiBuilder::new().max_rect(place));
    IconButton::new(icons::X, name)
        .small()
        .show(&mut inside)
        .clicked()
}

fn shortcut_ui(ui: &Ui, field: Rect, keys: &str) {
    let tokens = Tokens::of(ui);
    let galley = paint::whole_line(ui.ctx(), keys, text::small(), tokens.text_muted);
    let padded = galley.size() + Vec2::new(space::S + space::XXS, space::XS);
    let place = Align2::RIGHT_CENTER.align_size_within_rect(padded, field.shrink(space::S - 1.0));
    ui.painter().rect(
        place,
        radius::SMALL,
        tokens.sunken,
        Stroke::new(stroke::HAIRLINE, tokens.border),
        StrokeKind::Inside,
    );
    paint::galley_in(ui.painter(), place, Align2::CENTER_CENTER, &galley);
}
