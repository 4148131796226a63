//! Locking with a real second window: it is gone while the program is locked, and comes back where it was.

use super::driver::desktop::{Desktop, Screen};
use super::driver::picture::{Color, centre};
use super::{idle, office};

const INACTIVE: Color = [0x7C, 0x86, 0x98];
const ACCENT: Color = [0x3D, 0x4F, 0xD1];

#[test]
fn a_second_window_goes_and_comes_back() {
    let Some(mut desktop) = Desktop::without_screen_reader("locking", Screen::Office) else {
        return;
    };
    office::remember(&desktop, r#"{ "theme": "light" }"#);
    let program = desktop.run(&["--demo"]);
    let main = desktop.wait_for_window("northwind — Rollcall");
    desktop.activate(&main);
    let (left, top, width, height) = main.area;
    let half = (left + 216, top + 57, (width - 216) / 2, height - 57);
    let slice = desktop.wait_to_see("the inactive segment", |picture| {
        picture.inside(half, INACTIVE, 8)
    });
    desktop.click(slice);
    let window = desktop.wait_for_window("Inactive");
    desktop.activate(&window);
    let before = desktop.move_to(&window, (420, 130));
    desktop.still("1-open");
    desktop.key("ctrl+l");
    desktop.wait_closed("Inactive");
    desktop.wait_closed("northwind");
    let locked = desktop.wait_for_window("Rollcall");
    desktop.still("2-locked");
    let unlock = desktop.wait_to_see("the button that unlocks", |picture| {
        picture.blocks(locked.area, ACCENT).first().copied()
    });
    assert_eq!(desktop.windows().len(), 1);
    assert_eq!(
        desktop.picture().inside(main.area, INACTIVE, 8),
        None,
        "no chart is left on the screen"
    );
    idle::check(&mut desktop, program, "the lock screen");
    desktop.activate(&locked);
    desktop.click(centre(unlock));
    let after = desktop.wait_for_window("Inactive");
    assert_eq!(after.area, before.area);
    desktop.still("3-unlocked");
    desktop.wait_for_window("northwind — Rollcall");
    assert!(desktop.process(program).runs());
}
