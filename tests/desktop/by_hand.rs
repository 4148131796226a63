//! The main job by mouse and keyboard, with a real second window and without assistive technology. The way over the
//! screen is found by colour: filled buttons are the accent's, fields have the strong border, what is wrong is red.

use super::driver::desktop::{Desktop, Program, Screen};
use super::driver::picture::{Area, Color, centre};
use super::driver::windows::Window;
use super::{idle, office};

const ACCENT: Color = [0x3D, 0x4F, 0xD1];
const BORDER: Color = [0xC9, 0xCE, 0xD8];
const BAD: Color = [0xB3, 0x26, 0x1E];
const INACTIVE: Color = [0x7C, 0x86, 0x98];
const TOOLTIP: Color = [0x13, 0x17, 0x22];

/// Pixels at 100 %.
const SIDEBAR: i64 = 216;
const HEADER: i64 = 57;
const FORM: i64 = 448;
const FOOT: i64 = 60;
const WIDE: i64 = 300;

#[test]
fn the_main_job_by_mouse_and_keyboard() {
    let screen = Screen::Office;
    let Some(mut desktop) = Desktop::without_screen_reader("by-hand", screen) else {
        return;
    };
    office::remember(&desktop, r#"{ "theme": "light" }"#);
    let program = desktop.run(&[]);
    create(&desktop);
    import(&desktop);
    allow_export(&desktop);
    go(&desktop, "ctrl+1");
    let slice = wait_for_slice(&desktop);
    desktop.still("05-insight");
    idle::check(&mut desktop, program, "the insight");
    hover(&desktop, slice);
    desktop.click(slice);
    let window = desktop.wait_for_window("Inactive");
    assert_eq!(window.title, "Account status: Inactive — Rollcall");
    export(&desktop, &window);
    let contact_id = edit(&desktop, &window);
    desktop.close(&window);
    desktop.wait_closed("Inactive");
    idle::check(&mut desktop, program, "the insight after the second window");
    quit(&mut desktop, program);
    assert_eq!(office::email_of(&desktop, &contact_id), office::RIGHT);
    restart(&mut desktop);
}

fn create(desktop: &Desktop) {
    let window = desktop.wait_for_window("Rollcall");
    desktop.activate(&window);
    let demo = desktop.wait_to_see("the start screen", |picture| {
        picture.blocks(window.area, ACCENT).first().copied()
    });
    desktop.still("01-start");
    // The button below that of the demo.
    let (x, y) = centre(demo);
    desktop.click((x, y + demo.3 + 8));
    let fields = desktop.wait_to_see("the form for a workspace", |picture| {
        Some(wide(picture.boxes(window.area, BORDER))).filter(|boxes| boxes.len() >= 7)
    });
    let [office, _, _, name, email, password, again] = fields[..7] else {
        panic!("the form has other fields: {fields:?}");
    };
    for (field, words) in [
        (office, office::NAME),
        (name, office::ADMINISTRATOR),
        (email, office::EMAIL),
        (password, office::PASSWORD),
        (again, office::PASSWORD),
    ] {
        fill_in(desktop, field, words);
    }
    // The eye of the field, then the box that says whether the file is encrypted.
    for key in ["Tab", "Tab", "space"] {
        desktop.key(key);
    }
    desktop.settle("the fields of the passphrase gone");
    // The field below is at the window's end: the keyboard brings it into view.
    desktop.key("Tab");
    desktop.key("ctrl+a");
    desktop.type_text(&office::shown(&office::file(desktop)));
    desktop.point_at(window.at(720, 450));
    desktop.wheel(30);
    let create = desktop.wait_to_see("the button that creates", |picture| {
        picture.blocks(window.area, ACCENT).first().copied()
    });
    desktop.still("02-create");
    desktop.click(centre(create));
    desktop.wait_for_window("harbor — Rollcall");
}

fn import(desktop: &Desktop) {
    let window = main_window(desktop);
    go(desktop, "ctrl+0");
    let field = desktop.wait_to_see("the field for the file", |picture| {
        wide(picture.boxes(page(&window), BORDER)).first().copied()
    });
    fill_in(desktop, field, &office::shown(&office::download(desktop)));
    desktop.key("Return");
    let import = desktop.wait_to_see("the button that imports", |picture| {
        picture.blocks(header(&window), ACCENT).first().copied()
    });
    desktop.still("03-import");
    desktop.click(centre(import));
    desktop.wait_to_see("the end of the import", |picture| {
        let is_over = picture.blocks(header(&window), ACCENT).is_empty();
        picture
            .blocks(page(&window), ACCENT)
            .first()
            .filter(|_| is_over)
            .copied()
    });
}

fn allow_export(desktop: &Desktop) {
    let window = main_window(desktop);
    go(desktop, "ctrl+comma");
    // The first of the low buttons belongs to the first role.
    let allow = desktop.wait_to_see("the button that allows exports", |picture| {
        picture
            .boxes(page(&window), BORDER)
            .into_iter()
            .find(|(_, _, _, height)| *height < 28)
    });
    desktop.click(centre(allow));
    office::wait_for_export_right(desktop);
    // The administrator is somebody too.
    assert_eq!(office::listed(desktop, "all").len(), office::PEOPLE + 1);
    desktop.still("04-settings");
}

fn wait_for_slice(desktop: &Desktop) -> (i64, i64) {
    let (left, top, width, height) = page(&main_window(desktop));
    // The donut of the account status stands in the left half.
    let half = (left, top, width / 2, height);
    desktop.wait_to_see("the inactive segment", |picture| {
        picture.inside(half, INACTIVE, 8)
    })
}

fn hover(desktop: &Desktop, slice: (i64, i64)) {
    let around = (slice.0 - 40, slice.1 - 120, 320, 240);
    let before = desktop.picture();
    desktop.point_at(slice);
    desktop.wait_to_see("the tooltip", |picture| {
        let dark = picture.count(around, TOOLTIP) as i64 - before.count(around, TOOLTIP) as i64;
        (dark > 2_000).then_some(())
    });
    assert!(desktop.picture().differences(&before, around) > 2_000);
    desktop.still("06-tooltip");
}

fn export(desktop: &Desktop, window: &Window) {
    desktop.activate(window);
    desktop.wait_to_see("the button that exports", |picture| {
        picture.blocks(window.area, ACCENT).first().copied()
    });
    desktop.still("07-segment");
    desktop.key("ctrl+e");
    desktop.wait_to_see("the field for the workbook", |picture| {
        wide(picture.boxes(window.area, ACCENT)).first().copied()
    });
    desktop.key("ctrl+a");
    type_in(desktop, &office::shown(&office::workbook(desktop)));
    desktop.still("08-export");
    desktop.key("Return");
    office::check_workbook(desktop);
    desktop.still("09-exported");
}

/// Gives the first person of the list another address; their Contact ID.
fn edit(desktop: &Desktop, window: &Window) -> String {
    let first = office::listed(desktop, "status:inactive").remove(0);
    let (x, y) = desktop.wait_to_see("the Contact IDs", |picture| {
        contact_ids(picture, window.area).first().copied()
    });
    desktop.click((x + 20, y + 4));
    let (left, top, width, height) = window.area;
    let panel = (left + width - FORM, top + 80, FORM, height - 80);
    let foot = (panel.0, top + height - FOOT - 40, FORM, FOOT);
    let fields = desktop.wait_to_see("the form", |picture| {
        Some(wide(picture.boxes(panel, BORDER))).filter(|boxes| boxes.len() >= 2)
    });
    desktop.still("10-form");
    let save = || desktop.picture().blocks(foot, ACCENT).first().copied();
    fill_in(desktop, fields[1], office::WRONG);
    desktop.wait_to_see("the red field", |picture| {
        picture.boxes(panel, BAD).first().copied()
    });
    desktop.still("11-wrong");
    assert_eq!(save(), None, "saving is not possible now");
    desktop.key("ctrl+s");
    assert_eq!(office::email_of(desktop, &first.contact_id), first.email);
    desktop.key("ctrl+a");
    desktop.type_text(office::RIGHT);
    desktop.wait_to_see("the button that saves", |picture| {
        let is_right = picture.boxes(panel, BAD).is_empty();
        picture
            .blocks(foot, ACCENT)
            .first()
            .filter(|_| is_right)
            .copied()
    });
    desktop.still("12-right");
    desktop.key("ctrl+s");
    office::wait_for_email(desktop, &first.contact_id, office::RIGHT);
    desktop.still("13-saved");
    first.contact_id
}

fn quit(desktop: &mut Desktop, program: Program) {
    let window = main_window(desktop);
    desktop.close(&window);
    let process = desktop.process(program);
    let status = process.wait(super::driver::PATIENCE);
    assert!(status.success(), "{status}: {}", process.log());
}

fn restart(desktop: &mut Desktop) {
    let file = office::shown(&office::file(desktop));
    let program = desktop.run(&[&file]);
    let window = desktop.wait_for_window("Rollcall");
    desktop.activate(&window);
    desktop.wait_to_see("the field for the email", |picture| {
        wide(picture.boxes(window.area, ACCENT)).first().copied()
    });
    type_in(desktop, office::EMAIL);
    desktop.still("14-sign-in");
    desktop.key("Tab");
    type_in(desktop, office::PASSWORD);
    desktop.key("Return");
    desktop.wait_for_window("harbor — Rollcall");
    go(desktop, "ctrl+2");
    desktop.wait_to_see("the button that invites", |picture| {
        picture.blocks(header(&window), ACCENT).first().copied()
    });
    desktop.key("ctrl+f");
    desktop.wait_to_see("the keyboard in the search", |picture| {
        let boxes = picture.boxes(page(&window), ACCENT);
        boxes.first().map(|_| ())
    });
    desktop.type_text(office::RIGHT);
    desktop.wait_to_see("the only row", |picture| {
        let rows = contact_ids(picture, page(&window));
        (rows.len() == 1).then_some(())
    });
    desktop.still("15-there");
    quit(desktop, program);
}

fn main_window(desktop: &Desktop) -> Window {
    desktop.wait_for_window("harbor — Rollcall")
}

/// Goes to a page of the main window.
fn go(desktop: &Desktop, key: &str) {
    desktop.activate(&main_window(desktop));
    desktop.key(key);
}

fn fill_in(desktop: &Desktop, field: Area, words: &str) {
    desktop.click(centre(field));
    // Keys that come before the field has the keyboard are lost; it shows by its border.
    desktop.wait_to_see("the keyboard in the field", |picture| {
        let (left, top, width, height) = field;
        let around = (left - 8, top - 2, width + 16, height + 4);
        picture.boxes(around, ACCENT).first().map(|_| ())
    });
    desktop.key("ctrl+a");
    type_in(desktop, words);
}

/// Types and lets the program catch up: what is typed and a click elsewhere must not meet in one frame.
fn type_in(desktop: &Desktop, words: &str) {
    desktop.type_text(words);
    desktop.settle(words);
}

fn wide(boxes: Vec<Area>) -> Vec<Area> {
    boxes
        .into_iter()
        .filter(|(_, _, width, _)| *width >= WIDE)
        .collect()
}

/// The links in the first column of a table.
fn contact_ids(
    picture: &super::driver::picture::Picture,
    (left, top, _, height): Area,
) -> Vec<(i64, i64)> {
    picture.lines((left + 8, top + 80, 110, height - 80 - FOOT), ACCENT)
}

fn header(window: &Window) -> Area {
    let (left, top, width, _) = window.area;
    (left + SIDEBAR, top, width - SIDEBAR, HEADER)
}

/// A page below its header.
fn page(window: &Window) -> Area {
    let (left, top, width, height) = window.area;
    (
        left + SIDEBAR,
        top + HEADER,
        width - SIDEBAR,
        height - HEADER,
    )
}
