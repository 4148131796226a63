//! The folders of this user on this computer, after each system's custom.

use std::env;
use std::path::{Path, PathBuf};

const APP: &str = "rollcall";

/// Where this computer's settings are kept.
pub fn config_folder() -> PathBuf {
    base(
        "XDG_CONFIG_HOME",
        ".config",
        "Library/Application Support",
        "APPDATA",
    )
    .join(APP)
}

/// Where the demo's file is kept.
pub fn data_folder() -> PathBuf {
    base(
        "XDG_DATA_HOME",
        ".local/share",
        "Library/Application Support",
        "LOCALAPPDATA",
    )
    .join(APP)
}

/// The folder that a file dialog starts in, and that names without a folder are relative to.
pub fn documents() -> PathBuf {
    let home = home();
    let documents = home.join("Documents");
    if documents.is_dir() { documents } else { home }
}

/// The name of this computer, for the list of sessions.
pub fn computer_name() -> String {
    let from_env = env::var("COMPUTERNAME").or_else(|_| env::var("HOSTNAME"));
    let name = from_env
        .or_else(|_| std::fs::read_to_string("/etc/hostname"))
        .unwrap_or_default();
    let name = name.trim();
    if name.is_empty() {
        env::consts::OS.to_owned()
    } else {
        name.to_owned()
    }
}

/// The name of the account on this computer.
pub fn account_name() -> String {
    let named = ["USER", "LOGNAME", "USERNAME"].iter();
    let named = named.filter_map(|name| env::var(name).ok());
    named
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
}

/// A path as typed: trimmed, without quotes, with `~` for the home folder.
pub fn typed(text: &str) -> PathBuf {
    let text = text.trim().trim_matches('"');
    match text.strip_prefix("~/") {
        Some(rest) => home().join(rest),
        None => PathBuf::from(text),
    }
}

/// The path with an extension added where it has none.
pub fn with_extension(path: &Path, extension: &str) -> PathBuf {
    if path.extension().is_some() {
        path.to_owned()
    } else {
        path.with_extension(extension)
    }
}

fn base(xdg: &str, unix: &str, mac: &str, windows: &str) -> PathBuf {
    if cfg!(target_os = "windows") {
        return env::var_os(windows).map_or_else(home, PathBuf::from);
    }
    if cfg!(target_os = "macos") {
        return home().join(mac);
    }
    match env::var_os(xdg).map(PathBuf::from) {
        Some(path) if path.is_absolute() => path,
        _ => home().join(unix),
    }
}

fn home() -> PathBuf {
    env::var_os("HOME")
        .or_else(|| env::var_os("USERPROFILE"))
        .map_or_else(|| PathBuf::from("."), PathBuf::from)
}
