//! Where there is no display, the demo still does the main job.

use super::driver::desktop::{Desktop, Screen};
use super::office;

#[test]
fn without_a_display_the_demo_tells_and_writes_its_figures() {
    let Some(desktop) = Desktop::without_screen_reader("no-display", Screen::Laptop) else {
        return;
    };
    let mut command = desktop.program(&["--demo"]);
    command.env_remove("DISPLAY").env("RUST_BACKTRACE", "1");
    let output = command.output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    assert!(errors.contains("display"), "{errors}");
    for sign in ["panicked", "backtrace", ".rs:"] {
        assert!(!errors.contains(sign), "a trace: {errors}");
    }
    for figure in ["Northwind Office", "12,480", "Inactive", "1,274"] {
        assert!(said.contains(figure), "no {figure} in: {said}");
    }
    let workbook = desktop.folder().join("rollcall-demo-insight.xlsx");
    let sheets = office::sheets_in(&desktop, &workbook);
    assert!(!sheets.is_empty(), "the workbook has sheets");
}
