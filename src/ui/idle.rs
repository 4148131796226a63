//! How long nobody has touched the program: no key, no pointer, no wheel, no assistive technology, in any of its windows.
//!
//! It is egui's clock that counts, which all windows share, and which stands still while the computer sleeps (not on
//! Windows). So the wall clock is looked at too: time asleep counts, and a computer that slept is locked. Nothing is drawn to
//! find out: the window is woken once, for the moment in which the time is over, and when the computer wakes.

use std::time::Duration;

use egui::{Context, Event};

use super::theme::motion;
use crate::app::sleep::slept;
use crate::domain::time::Timestamp;

/// The last touch.
#[derive(Default)]
pub struct Idle {
    /// When, on egui's clock in seconds.
    touched_at: f64,
    /// When, on the wall clock.
    touched_on: Option<Timestamp>,
}

impl Idle {
    /// Begins to count anew.
    pub fn restart(&mut self, ctx: &Context, wall: Timestamp) {
        self.touched_at = ctx.input(|input| input.time);
        self.touched_on = Some(wall);
    }

    /// Whether nobody touched anything for `limit`, or the computer slept. A touch after that comes too late.
    pub fn is_over(&mut self, ctx: &Context, wall: Timestamp, limit: Duration) -> bool {
        let (now, is_touched) = ctx.input(|input| {
            let is_touched = input.raw.events.iter().any(is_touch);
            (input.time, is_touched)
        });
        let mut until = self.touched_at + limit.as_secs_f64();
        let on_wall = self.touched_on.map_or(Duration::ZERO, |since| {
            Duration::from_millis(u64::try_from(wall.0 - since.0).unwrap_or_default())
        });
        let awake = Duration::from_secs_f64((now - self.touched_at).max(0.0));
        if now >= until || on_wall >= limit || slept(awake, on_wall) {
            return true;
        }
        if is_touched || self.touched_on.is_none() {
            self.touched_on = Some(wall);
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

    /// Whether the time is over in a frame, and when the next frame is wanted; the computer never sleeps.
    fn frame(ctx: &Context, idle: &mut Idle, time: f64, events: Vec<Event>) -> (bool, Duration) {
        frame_at(ctx, idle, (time, time), events)
    }

    /// The same with a wall clock of its own.
    fn frame_at(
        ctx: &Context,
        idle: &mut Idle,
        (time, wall): (f64, f64),
        events: Vec<Event>,
    ) -> (bool, Duration) {
        let wall = Timestamp(1_795_252_440_000 + (wall * 1_000.0) as i64);
        let input = RawInput {
            time: Some(time),
            events,
            ..RawInput::default()
        };
        let mut is_over = false;
        let mut output = ctx.run_ui(input, |ui| is_over = idle.is_over(ui.ctx(), wall, LIMIT));
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

    #[test]
    fn a_computer_that_slept_is_locked_however_short_the_limit_is_away() {
        for (awake, on_wall, is_over) in [
            (10.0, 10.0, false),
            (10.0, 70.0, false),
            (10.0, 71.0, true),
            (10.0, 8.0 * 3_600.0, true),
            // A clock that is set back neither locks nor keeps open.
            (10.0, -3_600.0, false),
            (300.0, -3_600.0, true),
        ] {
            let mut idle = Idle::default();
            let ctx = settled(&mut idle);
            let touch = vec![Event::PointerMoved(Pos2::new(3.0, 4.0))];
            let (found, _) = frame_at(&ctx, &mut idle, (awake, on_wall), touch);
            assert_eq!(found, is_over, "{awake} s awake, {on_wall} s on the wall");
        }
    }

    #[test]
    fn time_asleep_counts() {
        let mut idle = Idle::default();
        let ctx = settled(&mut idle);
        assert!(!frame_at(&ctx, &mut idle, (200.0, 255.0), Vec::new()).0);
        assert!(frame_at(&ctx, &mut idle, (245.0, 300.0), Vec::new()).0);
    }
}
