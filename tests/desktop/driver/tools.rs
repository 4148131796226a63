//! Whether this machine has what a desktop test needs.

use std::path::Path;
use std::process::{Command, Stdio};

/// The program, and the Debian package that brings it.
const TOOLS: &[(&str, &str)] = &[
    ("Xvfb", "xvfb"),
    ("openbox", "openbox"),
    ("xdotool", "xdotool"),
    ("import", "imagemagick"),
    ("xprop", "x11-utils"),
    ("xwininfo", "x11-utils"),
    ("zenity", "zenity"),
    ("dbus-daemon", "dbus"),
    ("setpriv", "util-linux"),
];

/// Python with the introspection of the accessibility library; not the first Python of the path, but the system's.
pub const PYTHON: &str = "/usr/bin/python3";

/// Set in CI: a desktop test that cannot run is a failure.
const REQUIRE: &str = "ROLLCALL_REQUIRE_DESKTOP";

/// Whether a desktop can be had. If not, says what is missing, or fails where it must not be.
pub fn present() -> bool {
    let missing = missing();
    if missing.is_empty() {
        return true;
    }
    let said = format!("skipped: needs {}", missing.join(", "));
    assert!(
        std::env::var_os(REQUIRE).is_none_or(|value| value != "1"),
        "{said}"
    );
    println!("{said}");
    false
}

/// Whether a tool for one test is there. If not, says so, or fails where it must not be missing.
pub fn has(tool: &str, package: &str) -> bool {
    let is_there = on_path(tool);
    if !is_there {
        let said = format!("skipped: needs {package}");
        assert!(
            std::env::var_os(REQUIRE).is_none_or(|value| value != "1"),
            "{said}"
        );
        println!("{said}");
    }
    is_there
}

fn missing() -> Vec<&'static str> {
    let mut missing: Vec<&str> = TOOLS
        .iter()
        .filter(|(tool, _)| !on_path(tool))
        .map(|(_, package)| *package)
        .collect();
    missing.dedup();
    let introspection = Command::new(PYTHON)
        .args([
            "-c",
            "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi; import openpyxl",
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !introspection.is_ok_and(|status| status.success()) {
        missing.extend([
            "at-spi2-core",
            "gir1.2-atspi-2.0",
            "python3-gi",
            "python3-openpyxl",
        ]);
    }
    missing
}

fn on_path(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join(tool).is_file())
}
