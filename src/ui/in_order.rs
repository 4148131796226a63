//! Keys in the order in which they were pressed. Where a frame takes long, several keys come in with the next one, and egui
//! gives all of them to the field that has the keyboard: what was typed after Tab would stand before it, a password in
//! clear in the field above its own. What follows Tab or a click waits for the next pass.

use std::collections::HashMap;

use egui::{Context, Event, Key, RawInput, ViewportId};

/// Keeps keys in order; a plugin of the context.
#[derive(Default)]
pub struct InOrder {
    /// What waits for the next pass, window by window.
    held: HashMap<ViewportId, Vec<Event>>,
}

impl egui::Plugin for InOrder {
    fn debug_name(&self) -> &'static str {
        "in-order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if let Some(mut waiting) = self.held.remove(&input.viewport_id) {
            waiting.append(&mut input.events);
            input.events = waiting;
        }
        let moved = input.events.iter().position(moves_the_keyboard);
        let Some(moved) = moved else { return };
        let after = input.events.iter().skip(moved + 1);
        let typed = after.take_while(|event| !is_typed(event)).count();
        let rest = input
            .events
            .split_off((moved + 1 + typed).min(input.events.len()));
        if !rest.is_empty() {
            self.held.insert(input.viewport_id, rest);
            ctx.request_repaint_of(input.viewport_id);
        }
    }
}

/// Whether another field may have the keyboard after it.
fn moves_the_keyboard(event: &Event) -> bool {
    matches!(
        event,
        Event::Key {
            key: Key::Tab,
            pressed: true,
            ..
        } | Event::PointerButton { pressed: false, .. }
    )
}

fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::Key { pressed: true, .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Id, Modifiers, TextEdit};

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn pass(ctx: &Context, fields: &mut [String; 3], events: Vec<Event>) {
        let input = RawInput {
            events,
            focused: true,
            ..RawInput::default()
        };
        let output = ctx.run_ui(input, |ui| {
            for (index, field) in fields.iter_mut().enumerate() {
                let id = Id::unique(("field", index));
                ui.add(TextEdit::singleline(field).id(id));
            }
        });
        output.drop_without_applying_deltas();
    }

    #[test]
    fn what_is_typed_after_tab_goes_to_the_next_field() {
        let ctx = Context::default();
        ctx.add_plugin(InOrder::default());
        let mut fields = <[String; 3]>::default();
        pass(&ctx, &mut fields, Vec::new());
        ctx.memory_mut(|memory| memory.request_focus(Id::unique(("field", 0))));
        pass(&ctx, &mut fields, Vec::new());
        let typed = |text: &str| Event::Text(text.to_owned());
        let at_once = vec![
            typed("ol"),
            typed("ga"),
            key(Key::Tab),
            typed("secret"),
            key(Key::Tab),
            typed("more"),
        ];
        pass(&ctx, &mut fields, at_once);
        for _ in 0..3 {
            pass(&ctx, &mut fields, Vec::new());
        }
        assert_eq!(fields, ["olga", "secret", "more"]);
    }
}
