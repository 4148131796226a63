//! Proves the driver on a program that is not ours, so that a failing scenario is a failing program and not a failing driver.

use std::time::Duration;

use super::driver::desktop::{Desktop, Screen};

/// A small dialog of the file picker's own toolkit, with one field and two buttons.
fn with_dialog(name: &'static str, screen: Screen, drive: impl FnOnce(&mut Desktop)) {
    let Some(mut desktop) = Desktop::start(name, screen) else {
        return;
    };
    let mut dialog = desktop.command("zenity");
    dialog.args([
        "--entry",
        "--title=Roll",
        "--text=Who is here?",
        "--ok-label=Call",
    ]);
    let dialog = desktop.start_command(&dialog);
    desktop.wait_for_window("Roll");
    drive(&mut desktop);
    let dialog = desktop.process(dialog);
    let status = dialog.wait(Duration::from_secs(20));
    assert!(status.success(), "{status}: {}", dialog.log());
    desktop.wait_closed("Roll");
}

#[test]
fn mouse_and_keyboard_reach_a_window() {
    with_dialog("driver-by-hand", Screen::Laptop, |desktop| {
        let window = desktop.wait_for_window("Roll");
        desktop.activate(&window);
        let field = desktop.accessible().find("text", "");
        desktop.click_on(&field);
        desktop.type_text("Zoe");
        desktop.key("BackSpace");
        let typed = || {
            desktop
                .accessible()
                .find("text", "")
                .text
                .filter(|text| text == "Zo")
        };
        super::driver::wait_until(super::driver::PATIENCE, typed).expect("the text arrives");
        assert!(desktop.screenshot("typed").is_file());
        let call = desktop.accessible().find("push button", "^Call$");
        desktop.click_on(&call);
    });
}

#[test]
fn a_screen_reader_reaches_a_window() {
    with_dialog("driver-by-ear", Screen::Fine, |desktop| {
        desktop.accessible().find("label", "^Who is here");
        desktop.accessible().set_text("text", "", "Zoë");
        assert_eq!(
            desktop.accessible().find("text", "").text.as_deref(),
            Some("Zoë")
        );
        desktop.accessible().press("push button", "^Call$");
    });
}

#[test]
fn closing_a_window_asks_its_program() {
    let Some(mut desktop) = Desktop::start("driver-close", Screen::Laptop) else {
        return;
    };
    let mut dialog = desktop.command("zenity");
    dialog.args(["--info", "--title=Roll", "--text=Nobody."]);
    let dialog = desktop.start_command(&dialog);
    let window = desktop.wait_for_window("Roll");
    desktop.close(&window);
    desktop.wait_closed("Roll");
    let status = desktop.process(dialog).wait(Duration::from_secs(20));
    assert_eq!(status.code(), Some(1));
}
