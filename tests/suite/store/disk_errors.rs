//! A disk that gives back noise for a while: whoever has the file open goes on once it is well again.
//!
//! Failing calls of the system are tried by the proofs, under `strace`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::commands::Command;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::domain::text::text;
use rollcall::store::error::StoreError;
use rollcall::store::key::FileKey;
use rollcall::store::workspace::{Act, Workspace};
use tempfile::TempDir;

use crate::support::directory::{Person, env, fill};
use crate::support::outside::NOW;

const PAGE: u64 = 4_096;

/// An open encrypted file with some hundred people, nothing of it read yet.
struct Disk {
    path: PathBuf,
    workspace: Workspace,
    folder: TempDir,
}

impl Disk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.rollcall");
        let key = FileKey::new(&[7; 32], [0x9d; 16]);
        let mut made = Workspace::create_locked(&path, key.clone(), env().random).unwrap();
        let people: Vec<_> = (0..300)
            .map(|i| Person::named(&format!("Person {i}"), &format!("p{i}@northwind.example")))
            .collect();
        fill(&mut made, &people, &[]);
        made.close().unwrap();
        std::fs::copy(&path, folder.path().join("well")).unwrap();
        let workspace = Workspace::unlock(&path, Some(key), Arc::clone(&env().random)).unwrap();
        Self {
            path,
            workspace,
            folder,
        }
    }

    fn fail_from(&self, page: u64) {
        noise(&self.path, page);
    }

    fn mend(&self) {
        well(&self.path, &self.folder);
    }

    fn change(&mut self) -> Result<(), StoreError> {
        let act = Act {
            actor: None,
            at: NOW,
        };
        self.workspace.transact(act, |w| {
            w.ensure_team("Night watch")?;
            Ok(((), NewEntry::done("team.create", ObjectKind::Team, None)))
        })
    }
}

/// Gives back noise from this page on.
fn noise(path: &Path, page: u64) {
    let pages = std::fs::metadata(path).unwrap().len() / PAGE - page;
    write(Path::new("/dev/zero"), path, page, pages);
}

/// Gives back what was written.
fn well(path: &Path, folder: &TempDir) {
    write(&folder.path().join("well"), path, 0, 100_000);
}

/// Writes pages past everybody: another process, since this one would lose its locks by closing the file.
fn write(from: &Path, to: &Path, page: u64, pages: u64) {
    let output = std::process::Command::new("dd")
        .arg(format!("if={}", from.display()))
        .arg(format!("of={}", to.display()))
        .arg(format!("bs={PAGE}"))
        .arg(format!("seek={page}"))
        .arg(format!("count={pages}"))
        .arg("conv=notrunc")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn the_writer_goes_on_after_pages_that_could_not_be_read() {
    let mut disk = Disk::new();
    disk.fail_from(1);
    disk.change().unwrap_err();
    disk.mend();
    disk.change().unwrap();
    disk.change().unwrap();
}

#[test]
fn a_file_that_can_no_longer_be_opened_is_damaged_until_it_can() {
    let mut disk = Disk::new();
    disk.fail_from(0);
    disk.change().unwrap_err();
    for _ in 0..2 {
        let error = disk.change().unwrap_err();
        assert!(matches!(error, StoreError::Damaged(_)), "{error:?}");
    }
    let copy = disk.folder.path().join("copy");
    std::fs::write(&copy, "").unwrap();
    let backup = disk
        .workspace
        .back_up(&copy, &mut |_, _| rollcall::store::backup::Further::Yes);
    backup.unwrap_err();
    disk.mend();
    disk.change().unwrap();
}

#[test]
fn a_file_that_can_no_longer_be_opened_is_told_on_every_page() {
    let Disk {
        path,
        workspace,
        folder,
    } = Disk::new();
    let backend = Backend::new(workspace, env(), Arc::new(|| {}), Drive::Steps).unwrap();
    let give = |command: Command| {
        let ticket = backend.submit(command);
        while backend.step() {}
        ticket.take().unwrap().map(drop)
    };
    let rename = || give(OfficeCommand::SetName("Harbor".to_owned()).into());
    give(SessionCommand::EnterDemo.into()).unwrap();
    noise(&path, 0);
    let error = rename().unwrap_err();
    assert!(error.is_damage(), "{error:?}");
    assert_eq!(backend.notice(), Some(text().opening.damaged));
    well(&path, &folder);
    rename().unwrap();
}

#[test]
fn a_reader_goes_on_after_pages_that_could_not_be_read() {
    let disk = Disk::new();
    let mut reader = disk.workspace.reader().unwrap();
    disk.fail_from(1);
    reader.snapshot(|s| s.office()).unwrap_err();
    disk.mend();
    assert_eq!(reader.snapshot(|s| s.office()).unwrap().name, "Northwind");
}
