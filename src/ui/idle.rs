//! How long nobody has touched the program: no key, no pointer, no wheel, no assistive technology, in any of its windows.
//!
//! It is egui's clock that counts, which all windows share. Nothing is drawn to find out: the window is woken once, for the
//! moment in which the time is over.

use std::time::Duration;

use egui::{Context, Event};

use super::theme::motion;

/// The last touch.
#[derive(Default)]
pub struct Idle {
    /// When, on egui's clock.
    touched_at: f64,
}

impl Idle {
    /// Begins to count anew.
    pub fn restart(&mut self, ctx: &Context) {
        self.touched_at = ctx.input(|input| input.time);
    }

    /// Whether nobody touched anything for `limit`. A touch after that comes too late.
    pub fn is_over(&mut self, ctx: &Context, limit: Duration) -> bool {
        let (now, is_touched) = ctx.input(|input| {
            let is_touched = input.raw.events.iter().any(is_touch);
            (input.time, is_touched)
        });
        let mut until = self.touched_at + limit.as_secs_f64();
        if now >= until {
            return true;
        }
        if is_touched {
            self.touched_at = now;
            until = now + limit.as_secs_f64();
        }
        let left = Duration::from_secs_f64(until - now);
        ctx.request_repaint_after(left + motion::WAKE_SLACK);
        false
    }
}

/// Whether a person did it. Windows gain and lose the keyboard and the pointer without one, too.
fn is_touch(event: &Event) -> bool {
    !matches!(
        event,
        Event::WindowFocused(_) | Event::PointerGone | Event::ModifiersChanged(_)
    )
}

#[cfg(test)]
mod tests {
    use egui::{Pos2, RawInput, ViewportId};

    use super::*;

    const LIMIT: Duration = Duration::from_mins(5);

    /// Whether the time is over in a frame, and when the next frame is wanted.
    fn frame(ctx: &Context, idle: &mut Idle, time: f64, events: Vec<Event>) -> (bool, Duration) {
        let input = RawInput {
            time: Some(time),
            events,
            ..RawInput::default()
        };
        let mut is_over = false;
        let mut output = ctx.run_ui(input, |ui| is_over = idle.is_over(ui.ctx(), LIMIT));
        output.textures_delta.clear();
        let root = output.viewport_output.get(&ViewportId::ROOT);
        (
            is_over,
            root.map_or(Duration::MAX, |root| root.repaint_delay),
        )
    }

    /// A context that has settled.
    fn settled(idle: &mut Idle) -> Context {
        let ctx = Context::default();
        for _ in 0..4 {
            frame(&ctx, idle, 0.0, Vec::new());
        }
        ctx
    }

    #[test]
    fn the_window_is_woken_once_for_the_moment() {
        let mut idle = Idle::default();
        let ctx = settled(&mut idle);
        let (is_over, next) = frame(&ctx, &mut idle, 10.0, Vec::new());
        assert!(!is_over);
        let wanted = Duration::from_secs(290);
        assert!(
            next >= wanted && next <= wanted + Duration::from_secs(1),
            "{next:?}"
        );
        assert!(frame(&ctx, &mut idle, 10.0 + next.as_secs_f64(), Vec::new()).0);
    }

    #[test]
    fn a_touch_begins_anew_and_one_after_the_time_comes_too_late() {
        let touches = || vec![Event::PointerMoved(Pos2::new(3.0, 4.0))];
        let mut idle = Idle::default();
        let ctx = settled(&mut idle);
        assert!(!frame(&ctx, &mut idle, 299.0, touches()).0);
        assert!(!frame(&ctx, &mut idle, 598.0, Vec::new()).0);
        assert!(frame(&ctx, &mut idle, 599.5, touches()).0);
        assert!(frame(&ctx, &mut idle, 599.6, Vec::new()).0);
    }

    #[test]
    fn what_windows_do_by_themselves_is_no_touch() {
        let mut idle = Idle::default();
        let ctx = settled(&mut idle);
        let events = vec![Event::WindowFocused(true), Event::PointerGone];
        assert!(!frame(&ctx, &mut idle, 299.0, events).0);
        assert!(frame(&ctx, &mut idle, 300.5, Vec::new()).0);
    }
}
