//! No page asks by itself for what its operator may not see: a refused question in the log means that somebody tried.

use egui::accesskit::Role;
use rollcall::domain::permission::Permission as P;
use rollcall::store::testing;

use crate::support::shell::{Setup, Shell};

const PAGES: [&str; 9] = [
    "User Insight",
    "Users",
    "Workspaces",
    "Plans",
    "Roles",
    "Access",
    "Audit",
    "Import",
    "Settings",
];

#[test]
fn pages_ask_only_for_what_their_operator_may_see() {
    for rights in [
        &[][..],
        &[P::UsersView],
        &[P::UsersView, P::UsersUpdate],
        &[P::InsightView],
        &[P::WorkspacesView, P::WorkspacesUpdate],
        &[P::PlansView],
        &[P::RolesView],
        &[P::AuditView],
        &[P::DataImport, P::UsersViewContact],
        &[P::SettingsManage],
        &[P::BackupManage],
        &[P::ModulesManage],
    ] {
        let mut shell = Shell::with(Setup {
            users: 40,
            ..Setup::only(rights)
        });
        for page in PAGES {
            if shell.find(Role::Link, page).is_some() {
                shell.press(Role::Link, page);
            }
        }
        let refused = "SELECT details FROM audit_entry WHERE command = 'question.ask'";
        let refused = testing::rows(&shell.workspace(), refused).unwrap();
        assert!(refused.is_empty(), "{rights:?}: {refused:?}");
    }
}
