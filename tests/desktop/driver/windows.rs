//! The windows of a desktop, asked of the window manager.

use super::session::Environment;

/// A window as the window manager knows it.
#[derive(Clone, Debug)]
pub struct Window {
    /// The X11 number, in decimal.
    pub id: String,
    pub title: String,
    /// Left, top, width and height of its content in pixels of the screen.
    pub area: (i64, i64, i64, i64),
}

impl Window {
    /// A place on the screen, from one inside the window's content.
    pub fn at(&self, x: i64, y: i64) -> (i64, i64) {
        (self.area.0 + x, self.area.1 + y)
    }
}

/// All windows that the manager looks after, oldest first.
pub fn list(environment: &Environment) -> Vec<Window> {
    let said = ask(environment, "xprop", &["-root", "_NET_CLIENT_LIST"]);
    said.split("0x")
        .skip(1)
        .filter_map(|text| describe(environment, number(text)?))
        .collect()
}

/// The number of the window that has the keyboard.
pub fn active(environment: &Environment) -> Option<String> {
    let said = ask(environment, "xprop", &["-root", "_NET_ACTIVE_WINDOW"]);
    number(said.split("0x").nth(1)?)
        .filter(|id| *id != 0)
        .map(|id| id.to_string())
}

fn number(text: &str) -> Option<u64> {
    let end = text
        .find(|c: char| !c.is_ascii_hexdigit())
        .unwrap_or(text.len());
    u64::from_str_radix(&text[..end], 16).ok()
}

/// The window's title and place; none if it closed meanwhile or is not shown. The place comes from `xwininfo`:
/// `xdotool` counts a frame's borders twice.
fn describe(environment: &Environment, id: u64) -> Option<Window> {
    let id = id.to_string();
    let said = ask(environment, "xwininfo", &["-id", &id]);
    let field = |name: &str| -> Option<i64> {
        let rest = said.split(name).nth(1)?;
        rest.split_whitespace().next()?.parse().ok()
    };
    let title = ask(environment, "xdotool", &["getwindowname", &id])
        .trim_end()
        .to_owned();
    let area = (
        field("Absolute upper-left X:")?,
        field("Absolute upper-left Y:")?,
        field("Width:")?,
        field("Height:")?,
    );
    said.contains("IsViewable")
        .then_some(Window { id, title, area })
}

fn ask(environment: &Environment, program: &str, arguments: &[&str]) -> String {
    let output = environment
        .command(program)
        .args(arguments)
        .output()
        .expect("the tool runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
