//! Numbers that are kept are those that a scan finds.

use rollcall::store::testing;

use crate::support::people::Directory;

/// What is kept, and what there is.
fn sign_ins(directory: &Directory) -> (u64, u64) {
    let mut reader = directory.open().reader().unwrap();
    let kept = reader.snapshot(|s| s.sign_in_count()).unwrap();
    let counted = testing::rows(&directory.path, "SELECT count(*) FROM sign_in").unwrap();
    (kept, counted[0][0].parse().unwrap())
}

#[test]
fn signing_in_is_counted() {
    let directory = Directory::random(5, 40);
    let (kept, counted) = sign_ins(&directory);
    assert_eq!(kept, counted);
    assert_eq!(counted, 40);
}

#[test]
fn a_file_from_before_the_counter_gets_it() {
    let directory = Directory::random(6, 30);
    let before = "DROP VIEW leaver; DROP TABLE full_list; DROP INDEX user_end_date; DROP INDEX team_lead; ALTER TABLE team DROP COLUMN lead_id; ALTER TABLE team DROP COLUMN workspace_id; \
        DROP INDEX sign_in_failed; DROP INDEX session_person; ALTER TABLE credential DROP COLUMN locked_at; DROP INDEX audit_entry_list; DROP INDEX audit_entry_reason; DROP INDEX audit_entry_actor; \
        DROP TABLE review_item; DROP TABLE review; ALTER TABLE credential DROP COLUMN is_due; \
        DROP TABLE recovery_code; DROP TABLE second_factor; DROP TABLE stranger; DROP TABLE retired_key; \
        DROP TABLE start_view; DROP TABLE saved_view_version; DROP TABLE saved_view; \
        DROP TABLE counter; DROP INDEX user_deleted; DROP TABLE purged; DROP TABLE purged_key; PRAGMA user_version = 2";
    testing::execute(&directory.path, before).unwrap();
    assert_eq!(sign_ins(&directory), (30, 30));
}
