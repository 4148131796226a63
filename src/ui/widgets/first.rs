//! Which field is drawn first: a dialog that opens gives it the keyboard.

use egui::{Context, Id, Response};

/// The first field since [`watch`].
#[derive(Clone, Copy, Debug, Default)]
struct First(Option<Id>);

/// Looks at the fields that are drawn from now on.
pub(super) fn watch(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(Id::NULL, First::default()));
}

/// The first field that was drawn since [`watch`]; stops looking.
pub(super) fn seen(ctx: &Context) -> Option<Id> {
    ctx.data_mut(|data| data.remove_temp::<First>(Id::NULL))?.0
}

/// A field was drawn.
pub(super) fn note(field: &Response) {
    if !field.enabled() || !field.sense.is_focusable() {
        return;
    }
    field.ctx.data_mut(|data| {
        if let Some(First(None)) = data.get_temp(Id::NULL) {
            data.insert_temp(Id::NULL, First(Some(field.id)));
        }
    });
}
