//! Every statement of the store fits the schema of a new file.

use std::path::{Path, PathBuf};

use rollcall::store::testing;

use crate::support::people::Directory;

fn statements(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("migrations") {
            statements(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            found.push(path);
        }
    }
}

#[test]
fn every_statement_can_be_prepared() {
    let directory = Directory::empty();
    let mut found = Vec::new();
    statements(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"),
        &mut found,
    );
    assert!(found.len() > 20, "{} statements", found.len());
    for path in found {
        let sql = std::fs::read_to_string(&path).unwrap();
        if let Err(error) = testing::prepare(&directory.path, &sql) {
            panic!("{}: {error}", path.display());
        }
    }
    assert!(testing::prepare(&directory.path, "SELECT nothing FROM user").is_err());
}
