//! What a file says about everything in it that can be changed, read past the program: the same text for the same state.

use std::collections::BTreeMap;
use std::path::Path;

use rollcall::domain::user::Profile;
use rollcall::store::key::FileKey;
use rollcall::store::testing;

/// What is so, by what it is about.
pub type Facts = BTreeMap<String, String>;

const SQL: &str = "
SELECT 'user ' || user_id, concat_ws('|', name, email, phone, extension, status, title, department, location, notes,
    (SELECT group_concat(role_id, ' ' ORDER BY role_id) FROM user_role AS r WHERE r.user_id = u.user_id),
    (SELECT group_concat(workspace_id, ' ' ORDER BY workspace_id) FROM user_workspace AS w WHERE w.user_id = u.user_id))
FROM user AS u
UNION ALL
SELECT 'bin ' || user_id, '' FROM user WHERE deleted_at IS NOT NULL
UNION ALL
SELECT 'purged ' || user_id, '' FROM purged
UNION ALL
SELECT 'place ' || user_id || ' ' || role_id, concat_ws('|', place, ends_on,
    (SELECT group_concat(workspace_id, ' ' ORDER BY workspace_id) FROM user_role_workspace AS p
     WHERE p.user_id = h.user_id AND p.role_id = h.role_id))
FROM user_role AS h WHERE place <> 0 OR ends_on IS NOT NULL
UNION ALL
SELECT 'role ' || role_id, concat_ws('|', name,
    (SELECT group_concat(permission, ' ' ORDER BY permission) FROM role_permission AS p WHERE p.role_id = r.role_id))
FROM role AS r
UNION ALL
SELECT 'workspace ' || workspace_id, concat_ws('|', name, status, visibility, ifnull(plan_id, '-'), ifnull(owner_id, '-'))
FROM workspace
UNION ALL
SELECT 'plan ' || plan_id, concat_ws('|', name, price, ifnull(user_limit, '-')) FROM plan
UNION ALL
SELECT 'module ' || key, is_installed FROM module
UNION ALL
SELECT 'password ' || user_id, phc FROM credential
UNION ALL
-- What was found of a backup is noted behind everything else, whoever changes what.
SELECT key, value FROM setting WHERE key <> 'backup.proven'";

/// Everything that a file says.
pub fn read(path: &Path, key: Option<&FileKey>) -> Facts {
    let rows = testing::rows_of(path, key, SQL).unwrap();
    rows.into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect()
}

/// The fact of a person with this profile.
pub fn of_user(p: &Profile) -> String {
    let joined = |numbers: Vec<i64>| {
        let shown: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        Some(shown.join(" ")).filter(|shown| !shown.is_empty())
    };
    [
        Some(p.name.clone()),
        p.email.clone(),
        p.phone.clone(),
        p.extension.clone(),
        Some((p.status as i64).to_string()),
        Some(p.title.clone()),
        Some(p.department.clone()),
        Some(p.location.clone()),
        Some(p.notes.clone()),
        joined(p.roles.iter().map(|id| id.0).collect()),
        joined(p.workspaces.iter().map(|id| id.0).collect()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("|")
}

/// What differs, for a message.
pub fn difference(one: &Facts, other: &Facts) -> Vec<String> {
    let keys = one.keys().chain(other.keys());
    let mut differ: Vec<String> = keys
        .filter(|key| one.get(*key) != other.get(*key))
        .map(|key| format!("{key}: {:?} and {:?}", one.get(key), other.get(key)))
        .collect();
    differ.sort();
    differ.dedup();
    differ.truncate(6);
    differ
}
