//! The screen, its windows, the mouse and the keyboard.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::accessible::{Accessible, Node};
use super::picture::Picture;
use super::process::Process;
use super::session::{Environment, start_bus, start_screen};
use super::windows::{self, Window};
use super::{PATIENCE, tools, wait_until};

/// So many times in a row a picture is the same before nothing moves any more.
const SAME: usize = 2;

/// The virtual screen's size.
#[derive(Clone, Copy)]
pub enum Screen {
    /// 1440 × 900 pixels.
    Laptop,
    /// 1920 × 1080 pixels: the main window fits with its frame, and others beside it.
    Office,
    /// 2880 × 1800 pixels, on which the program draws at twice the scale.
    Fine,
}

/// A program started on a desktop.
#[derive(Clone, Copy, Debug)]
pub struct Program(usize);

/// A screen with a window manager, a message bus and a screen reader's client, all of its own.
/// It belongs to the thread that starts it; what it started ends in the order of the fields.
pub struct Desktop {
    programs: Vec<Process>,
    /// None where no assistive technology is on: the program then opens real second windows.
    accessible: Option<Accessible>,
    _manager: Process,
    _bus: Process,
    _screen: Process,
    environment: Environment,
    name: &'static str,
    home: tempfile::TempDir,
}

impl Desktop {
    /// Starts a desktop for the test `name`; none, after saying so, where the tools for it are missing.
    pub fn start(name: &'static str, screen: Screen) -> Option<Self> {
        let mut desktop = Self::without_screen_reader(name, screen)?;
        let log = desktop.home.path().join("atspi.log");
        desktop.accessible = Some(Accessible::start(&desktop.environment, &log));
        Some(desktop)
    }

    /// The same without assistive technology, as most people work.
    pub fn without_screen_reader(name: &'static str, screen: Screen) -> Option<Self> {
        if !tools::present() {
            return None;
        }
        let home = tempfile::tempdir().expect("a folder can be made");
        let mut environment = Environment::below(home.path());
        let size = match screen {
            Screen::Laptop => (1440, 900),
            Screen::Office => (1920, 1080),
            Screen::Fine => {
                environment.set("WINIT_X11_SCALE_FACTOR", "2");
                (2880, 1800)
            }
        };
        let screen = start_screen(&mut environment, size, home.path());
        let bus = start_bus(&mut environment, home.path());
        let manager = environment.command("openbox");
        let manager = Process::start(&manager, &home.path().join("openbox.log"), Stdio::null());
        Some(Self {
            programs: Vec::new(),
            accessible: None,
            _manager: manager,
            _bus: bus,
            _screen: screen,
            environment,
            name,
            home,
        })
    }

    /// A folder for the test's own files; nothing else is in it.
    pub fn folder(&self) -> PathBuf {
        self.home.path().join("home")
    }

    /// Any command in this desktop's environment, not yet started.
    pub fn command(&self, program: &str) -> Command {
        let mut command = self.environment.command(program);
        command.current_dir(self.folder());
        command
    }

    /// The built program with these arguments, not yet started; the test may add variables.
    pub fn program(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_rollcall"));
        command.args(arguments);
        command
    }

    /// Starts the built program with these arguments.
    pub fn run(&mut self, arguments: &[&str]) -> Program {
        let command = self.program(arguments);
        self.start_command(&command)
    }

    /// Starts a command made by [`Self::program`] or [`Self::command`]; it ends with the desktop at the latest.
    pub fn start_command(&mut self, command: &Command) -> Program {
        let program = Program(self.programs.len());
        let log = self.home.path().join(format!("program-{}.log", program.0));
        self.programs
            .push(Process::start(command, &log, Stdio::null()));
        program
    }

    /// A started program's process: to wait for its end, to kill it, to read what it said.
    pub fn process(&mut self, program: Program) -> &mut Process {
        &mut self.programs[program.0]
    }

    /// The screen reader's side.
    pub fn accessible(&mut self) -> &mut Accessible {
        self.accessible
            .as_mut()
            .expect("the desktop was started with a screen reader")
    }

    /// All windows of programs, in the order they were opened.
    pub fn windows(&self) -> Vec<Window> {
        windows::list(&self.environment)
    }

    /// Waits for a visible window whose title contains `title`.
    pub fn wait_for_window(&self, title: &str) -> Window {
        wait_until(PATIENCE, || {
            self.windows()
                .into_iter()
                .find(|window| window.title.contains(title))
        })
        .unwrap_or_else(|| panic!("no window called {title}, only {:?}", self.windows()))
    }

    /// Waits until no window's title contains `title`.
    pub fn wait_closed(&self, title: &str) {
        let open = || {
            self.windows()
                .iter()
                .any(|window| window.title.contains(title))
        };
        wait_until(PATIENCE, || (!open()).then_some(()))
            .unwrap_or_else(|| panic!("the window {title} stays open"));
    }

    /// The window that has the keyboard.
    pub fn active_window(&self) -> Option<Window> {
        let id = windows::active(&self.environment)?;
        self.windows().into_iter().find(|window| window.id == id)
    }

    /// Brings a window to the front and waits until it has the keyboard.
    pub fn activate(&self, window: &Window) {
        self.xdotool(&["windowactivate", &window.id]);
        wait_until(PATIENCE, || {
            self.active_window().filter(|active| active.id == window.id)
        })
        .unwrap_or_else(|| panic!("{} does not come to the front", window.title));
    }

    /// Asks a window to close, as its title bar's button does: by the window manager's own key.
    pub fn close(&self, window: &Window) {
        self.activate(window);
        self.key("alt+F4");
    }

    /// Moves a window, and gives it back as it is then.
    pub fn move_to(&self, window: &Window, (x, y): (i64, i64)) -> Window {
        self.xdotool(&["windowmove", &window.id, &x.to_string(), &y.to_string()]);
        let moved = |now: &Window| now.id == window.id && now.area != window.area;
        wait_until(PATIENCE, || self.windows().into_iter().find(moved))
            .unwrap_or_else(|| panic!("{} does not move", window.title))
    }

    /// Moves the pointer to a place on the screen, as a hand does: through a place nearby.
    pub fn point_at(&self, (x, y): (i64, i64)) {
        for (x, y) in [(x - 3, y - 2), (x, y)] {
            self.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
        }
    }

    /// Moves the pointer to the middle of a node.
    pub fn point_at_node(&self, node: &Node) {
        self.point_at(node.centre());
    }

    /// Clicks at a place on the screen.
    pub fn click(&self, place: (i64, i64)) {
        self.point_at(place);
        self.xdotool(&["click", "1"]);
    }

    /// Clicks in the middle of a node.
    pub fn click_on(&self, node: &Node) {
        self.click(node.centre());
    }

    /// Turns the wheel down by so many notches at the pointer; negative turns up.
    pub fn wheel(&self, notches: i32) {
        let button = if notches < 0 { "4" } else { "5" };
        self.xdotool(&[
            "click",
            "--repeat",
            &notches.unsigned_abs().to_string(),
            button,
        ]);
    }

    /// Types ASCII text into the window that has the keyboard; for other text see [`Accessible::set_text`].
    pub fn type_text(&self, text: &str) {
        assert!(text.is_ascii(), "xdotool drops what is not ASCII: {text}");
        self.xdotool(&["type", "--delay", "20", "--", text]);
    }

    /// Presses a key with its modifiers, such as `ctrl+k`, `Tab`, `Escape`.
    pub fn key(&self, key: &str) {
        self.xdotool(&["key", "--", key]);
    }

    fn xdotool(&self, arguments: &[&str]) {
        let output = self
            .environment
            .command("xdotool")
            .args(arguments)
            .output()
            .expect("xdotool runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "xdotool {arguments:?}: {said}");
    }

    /// A picture of the whole screen, kept below the build's folder: `tmp/desktop/<test>-<what>.png`.
    pub fn screenshot(&self, what: &str) -> PathBuf {
        let path = self.try_screenshot(what);
        path.expect("the picture can be taken")
    }

    /// What the screen shows now, to look at by colour.
    pub fn picture(&self) -> Picture {
        let mut command = self.environment.command("import");
        Picture::take(command.args(["-window", "root", "-depth", "8", "ppm:-"]))
    }

    /// Waits until `look` finds something in a picture of the screen.
    pub fn wait_to_see<T>(&self, what: &str, look: impl Fn(&Picture) -> Option<T>) -> T {
        wait_until(PATIENCE, || look(&self.picture()))
            .unwrap_or_else(|| panic!("{what}: not on the screen"))
    }

    /// Waits until nothing moves any more, and takes the picture for people.
    pub fn still(&self, what: &str) -> PathBuf {
        self.settle(what);
        self.screenshot(what)
    }

    /// Waits until nothing moves any more and no program computes what may move next.
    pub fn settle(&self, what: &str) {
        let (mut last, mut same) = (self.picture(), 0);
        let still = wait_until(PATIENCE, || {
            let now = self.picture();
            let is_still = now == last && !self.programs.iter().any(Process::is_busy);
            same = if is_still { same + 1 } else { 0 };
            last = now;
            (same == SAME).then_some(())
        });
        still.unwrap_or_else(|| panic!("{what}: the screen never comes to rest"));
    }

    fn try_screenshot(&self, what: &str) -> std::io::Result<PathBuf> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("desktop");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}-{what}.png", self.name));
        let mut command = self.environment.command("import");
        let taken = command.args(["-window", "root"]).arg(&path).status()?;
        if taken.success() {
            Ok(path)
        } else {
            Err(std::io::Error::other("the picture could not be taken"))
        }
    }

    /// What the programs of this desktop wrote to their error streams.
    fn logs(&self) -> String {
        self.programs.iter().map(Process::log).collect()
    }
}

impl Drop for Desktop {
    /// A failed test leaves a picture, the tree and the logs, for whoever looks for the reason. Nothing here may panic again.
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("the screen at the end: {:?}", self.try_screenshot("failed"));
            if let Some(accessible) = &mut self.accessible {
                println!("the tree:\n{}", accessible.outline());
            }
            println!("the programs said:\n{}", self.logs());
        }
    }
}
