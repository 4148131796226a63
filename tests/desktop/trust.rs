//! An encrypted file in the hands of its administrator: made, opened, worked with, killed, restored, remembered.

use std::process::Command;

use super::driver::desktop::{Desktop, Program, Screen};
use super::driver::{PATIENCE, tools, wait_until};
use super::office;

const PASSPHRASE: &str = "harbor lights in winter";
const TITLE: &str = "Head of harbor";

#[test]
fn nothing_is_lost_and_yesterday_comes_back() {
    let Some(mut desktop) = Desktop::start("trust", Screen::Office) else {
        return;
    };
    let program = desktop.run(&[]);
    create(&mut desktop);
    back_up(&mut desktop);
    edit(&mut desktop);
    // As when the power goes.
    desktop.process(program).kill();

    let file = office::shown(&office::file(&desktop));
    let program = desktop.run(&[&file]);
    unlock(&mut desktop, "harbor lights in summer");
    desktop.accessible().find("", "^This does not open");
    desktop.still("04-wrong");
    unlock(&mut desktop, PASSPHRASE);
    sign_in(&mut desktop);
    assert_eq!(title(&mut desktop), TITLE, "what was saved is there");

    restore(&mut desktop);
    sign_in(&mut desktop);
    assert_eq!(
        title(&mut desktop),
        "",
        "as it was when the backup was made"
    );
    let reader = desktop.accessible();
    let warnings = reader.all("", "it is an older copy");
    assert!(warnings.is_empty(), "it was restored on purpose");
    desktop.still("07-restored");
    quit(&mut desktop, program);
}

#[test]
fn a_real_keyring_remembers_the_key() {
    if !tools::has("gnome-keyring-daemon", "gnome-keyring") {
        return;
    }
    let Some(mut desktop) = Desktop::start("keyring", Screen::Office) else {
        return;
    };
    let mut keyring = desktop.command("sh");
    keyring.args([
        "-c",
        "printf secret | exec gnome-keyring-daemon --unlock --components=secrets --foreground",
    ]);
    desktop.start_command(&keyring);
    let program = desktop.run(&[]);
    create(&mut desktop);
    quit(&mut desktop, program);
    let file = office::shown(&office::file(&desktop));
    let program = desktop.run(&[&file]);
    desktop.accessible().activate("^Remember on this computer$");
    unlock(&mut desktop, PASSPHRASE);
    desktop.accessible().find_in_state("editable", "^Email$");
    quit(&mut desktop, program);
    let program = desktop.run(&[&file]);
    // No question for the passphrase.
    sign_in(&mut desktop);
    let reader = desktop.accessible();
    reader.activate("^Settings$");
    reader.find("", "^This computer remembers the key$");
    desktop.still("01-remembered");
    quit(&mut desktop, program);
}

fn create(desktop: &mut Desktop) {
    desktop.wait_for_window("Rollcall");
    office::describe(desktop);
    let reader = desktop.accessible();
    reader.fill_in("^Passphrase of the file$", PASSPHRASE);
    reader.fill_in("^Passphrase again$", PASSPHRASE);
    desktop.still("01-create");
    let reader = desktop.accessible();
    reader.activate("^Create workspace$");
    reader.find("", "^Recovery code$");
    let lines = reader.all("", "^([0-9A-Z]{4} - ){6}[0-9A-Z]{4}$");
    let mut code: Vec<String> = lines.into_iter().map(|line| line.name).collect();
    code.dedup();
    assert_eq!(code.len(), 2, "{code:?}");
    desktop.still("02-recovery-code");
    let reader = desktop.accessible();
    reader.fill_in("^Type it back once$", &code.join(" "));
    reader.activate("^I have kept it$");
    desktop.wait_for_window("harbor — Rollcall");
    let bytes = std::fs::read(office::file(desktop)).expect("the file is there");
    assert_ne!(&bytes[..6], b"SQLite");
}

fn back_up(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    reader.activate("^Settings$");
    reader.activate("^Back up now$");
    reader.find("", "^Restore the backup of ");
    desktop.still("03-backup");
}

/// Gives the administrator a title.
fn edit(desktop: &mut Desktop) {
    open_form(desktop);
    let reader = desktop.accessible();
    reader.fill_in("^Title$", TITLE);
    reader.activate("^Save changes$");
    reader.find("", " saved$");
}

fn open_form(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    reader.activate("^Users$");
    reader.find("", "^1 of 1$");
    reader.activate("^C-000001$");
    reader.find_in_state("editable", "^Title$");
}

fn title(desktop: &mut Desktop) -> String {
    open_form(desktop);
    let field = desktop.accessible().find_in_state("editable", "^Title$");
    field.text.unwrap_or_default()
}

fn unlock(desktop: &mut Desktop, passphrase: &str) {
    let reader = desktop.accessible();
    reader.fill_in("^Passphrase or recovery code$", passphrase);
    reader.activate("^Unlock$");
}

fn sign_in(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    reader.fill_in("^Email$", office::EMAIL);
    reader.fill_in("^Password$", office::PASSWORD);
    reader.activate("^Sign in$");
    desktop.wait_for_window("harbor — Rollcall");
}

fn restore(desktop: &mut Desktop) {
    let reader = desktop.accessible();
    reader.activate("^Settings$");
    reader.find("", "^Restore the backup of ");
    let all = reader.all("", "^Restore the backup of ");
    let oldest = all.last().expect("the backup is there").name.clone();
    reader.activate(&format!("^{oldest}$"));
    reader.fill_in("^Your password$", office::PASSWORD);
    desktop.still("05-restore");
    let reader = desktop.accessible();
    reader.activate("^Restore$");
    reader.find("", "^Restored\\. What was there before is kept in ");
    desktop.still("06-kept");
}

fn quit(desktop: &mut Desktop, program: Program) {
    let window = desktop.wait_for_window("Rollcall");
    desktop.close(&window);
    let process = desktop.process(program);
    let status = process.wait(PATIENCE);
    assert!(status.success(), "{status}: {}", process.log());
}

/// A memory dump of the locked program holds neither the key nor what was typed; three of them.
#[test]
fn a_locked_program_holds_neither_key_nor_passphrase() {
    if !tools::has("gcore", "gdb") {
        return;
    }
    let Some(mut desktop) = Desktop::start("dump", Screen::Office) else {
        return;
    };
    let program = desktop.run(&[]);
    create(&mut desktop);
    quit(&mut desktop, program);
    let file = office::shown(&office::file(&desktop));
    let program = desktop.run(&[&file]);
    // By hand: what comes over the bus of screen readers is left in its buffers.
    desktop
        .accessible()
        .focus("", "^Passphrase or recovery code$");
    desktop.type_text(PASSPHRASE);
    desktop.key("Return");
    sign_in(&mut desktop);
    let id = desktop.process(program).id();
    let key = key_of(&office::file(&desktop));
    assert!(
        found(&desktop, id, &key),
        "the open file's key is found while it is open"
    );
    desktop.key("ctrl+l");
    desktop.accessible().find("", "^Locked · ");
    let gone = wait_until(PATIENCE, || (!found(&desktop, id, &key)).then_some(()));
    assert!(gone.is_some(), "the key is still in memory");
    for dump in 0..3 {
        let bytes = memory(&desktop, id);
        let has = |token: &[u8]| memchr::memmem::find(&bytes, token).is_some();
        assert!(!has(&key), "dump {dump}: the key");
        assert!(!has(PASSPHRASE.as_bytes()), "dump {dump}: the passphrase");
        println!(
            "dump {dump}: {} MiB, neither key nor passphrase",
            bytes.len() >> 20
        );
    }
    quit(&mut desktop, program);
}

/// The key of the file, made of its passphrase as the program makes it.
fn key_of(file: &std::path::Path) -> Vec<u8> {
    let bytes = std::fs::read(file).expect("the file is there");
    let salt: [u8; 16] = bytes[..16].try_into().expect("the file has a beginning");
    let key = rollcall::app::passphrase::key(PASSPHRASE, salt).expect("a key");
    key.bytes().to_vec()
}

fn found(desktop: &Desktop, id: u32, token: &[u8]) -> bool {
    memchr::memmem::find(&memory(desktop, id), token).is_some()
}

/// What the process has in memory.
fn memory(desktop: &Desktop, id: u32) -> Vec<u8> {
    let prefix = desktop.folder().join("core");
    let mut command: Command = desktop.command("gcore");
    command.arg("-o").arg(&prefix).arg(id.to_string());
    let output = command.output().expect("gcore runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let path = desktop.folder().join(format!("core.{id}"));
    let bytes = std::fs::read(&path).expect("the dump was written");
    std::fs::remove_file(&path).expect("the dump can be removed");
    bytes
}
