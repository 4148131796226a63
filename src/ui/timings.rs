//! What `--timings` says on the error stream: when the window, the sign-in and the first figures stood on the screen, and
//! what each frame cost. For benches, and for whoever reports that something is slow.

use std::io::Write;
use std::time::Instant;

use egui::Context;

/// The times of one run since the window was asked for.
pub struct Timings {
    begun: Instant,
    /// What the frame before this one drew.
    drawn: Stage,
    told: Stage,
}

/// How far the window has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// Nothing is drawn.
    Nothing,
    /// The window is there.
    Window,
    /// A file is open, and asks who wants in.
    SignIn,
    /// The page shows its figures.
    Figures,
}

impl Timings {
    /// Times since now.
    pub fn begin() -> Self {
        Self {
            begun: Instant::now(),
            drawn: Stage::Nothing,
            told: Stage::Nothing,
        }
    }

    /// Notes that a frame begins, what the one before cost in seconds, and what this one will show.
    pub fn frame(&mut self, ctx: &Context, last_cost: Option<f32>, stage: Stage) {
        if let Some(cost) = last_cost {
            say(&format!("frame {:.3} ms", cost * 1_000.0));
        }
        // What a frame drew stands on the screen when the next one begins, so there has to be a next one.
        let since = self.begun.elapsed().as_secs_f64() * 1_000.0;
        for what in passed(self.told, self.drawn) {
            say(&format!("{what} {since:.1} ms"));
        }
        self.told = self.told.max(self.drawn);
        self.drawn = stage;
        if self.told < self.drawn {
            ctx.request_repaint();
        }
    }
}

/// What to say of having come from one stage to another. A window that is there is said even where its first frame asks
/// who wants in already; that nobody was asked is not.
fn passed(told: Stage, drawn: Stage) -> impl Iterator<Item = &'static str> {
    let window = (told < Stage::Window && Stage::Window <= drawn).then_some("window");
    let other = match drawn {
        Stage::SignIn if told < drawn => Some("sign-in"),
        Stage::Figures if told < drawn => Some("figures"),
        Stage::Nothing | Stage::Window | Stage::SignIn | Stage::Figures => None,
    };
    window.into_iter().chain(other)
}

fn say(line: &str) {
    // Where nobody listens there is nobody to tell.
    drop(writeln!(std::io::stderr(), "{line}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_said_even_where_its_first_frame_shows_more() {
        let said = |told, drawn| passed(told, drawn).collect::<Vec<_>>();
        assert_eq!(said(Stage::Nothing, Stage::Window), ["window"]);
        assert_eq!(said(Stage::Nothing, Stage::SignIn), ["window", "sign-in"]);
        assert_eq!(said(Stage::Nothing, Stage::Figures), ["window", "figures"]);
        assert_eq!(said(Stage::Window, Stage::Figures), ["figures"]);
        assert_eq!(said(Stage::Window, Stage::Window), [""; 0]);
        assert_eq!(said(Stage::Figures, Stage::SignIn), [""; 0]);
    }
}
