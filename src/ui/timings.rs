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
        if self.told < self.drawn {
            let since = self.begun.elapsed().as_secs_f64() * 1_000.0;
            let what = match self.drawn {
                Stage::Nothing | Stage::Window => "window",
                Stage::SignIn => "sign-in",
                Stage::Figures => "figures",
            };
            say(&format!("{what} {since:.1} ms"));
            self.told = self.drawn;
        }
        self.drawn = stage;
        if self.told < self.drawn {
            ctx.request_repaint();
        }
    }
}

fn say(line: &str) {
    // Where nobody listens there is nobody to tell.
    drop(writeln!(std::io::stderr(), "{line}"));
}
