//! The ground a desktop stands on: an environment of its own, the virtual screen, the message bus.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use super::process::Process;

/// What every program of a desktop finds in its environment; nothing else of the tester's own comes through.
pub struct Environment(Vec<(OsString, OsString)>);

impl Environment {
    /// Folders below `home` for all that a program may want to keep, and drawing without a graphics card.
    pub fn below(home: &Path) -> Self {
        let mut environment = Self(Vec::new());
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            let folder = home.join(folder);
            std::fs::create_dir(&folder).expect("a folder can be made");
            make_private(&folder);
            environment.set(name, &folder);
        }
        for name in ["PATH", "RUST_BACKTRACE"] {
            if let Some(value) = std::env::var_os(name) {
                environment.set(name, value);
            }
        }
        environment.set("LANG", "C.UTF-8");
        environment.set("TZ", "UTC");
        environment.set("LIBGL_ALWAYS_SOFTWARE", "1");
        environment
    }

    /// Sets a variable for what starts from now on.
    pub fn set(&mut self, name: &str, value: impl AsRef<OsStr>) {
        self.0.push((name.into(), value.as_ref().to_owned()));
    }

    /// A command that runs in this environment.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.0.iter().cloned());
        command
    }
}

fn make_private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(folder, mode).expect("the folder's mode can be set");
}

/// Starts the virtual screen on a free display and names that in the environment.
pub fn start_screen(
    environment: &mut Environment,
    (width, height): (u32, u32),
    logs: &Path,
) -> Process {
    let mut command = environment.command("Xvfb");
    command.args([
        "-displayfd",
        "1",
        // Otherwise the screen begins anew, and throws out who is just coming in, whenever its last client goes: at the start
        // that is whoever looks for windows before the window manager has come.
        "-noreset",
        "-nolisten",
        "tcp",
        "-screen",
        "0",
        &format!("{width}x{height}x24"),
    ]);
    let mut screen = Process::start(&command, &logs.join("xvfb.log"), Stdio::piped());
    let display = first_line(&mut screen, "the virtual screen");
    environment.set("DISPLAY", format!(":{display}"));
    screen
}

/// Starts a message bus and names it in the environment.
pub fn start_bus(environment: &mut Environment, logs: &Path) -> Process {
    let mut command = environment.command("dbus-daemon");
    command.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
    let mut bus = Process::start(&command, &logs.join("dbus.log"), Stdio::piped());
    let address = first_line(&mut bus, "the message bus");
    environment.set("DBUS_SESSION_BUS_ADDRESS", address);
    bus
}

fn first_line(process: &mut Process, what: &str) -> String {
    let output = process
        .child()
        .stdout
        .as_mut()
        .expect("the output is piped");
    let mut line = String::new();
    BufReader::new(output.by_ref())
        .read_line(&mut line)
        .expect("the output is text");
    assert!(
        !line.trim().is_empty(),
        "{what} did not start: {}",
        process.log()
    );
    line.trim().to_owned()
}
