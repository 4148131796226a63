//! The sentences of an answer: each step, and each change that would turn it.

use crate::domain::access::why::{Answer, Fix, Step};
use crate::domain::directory::Directory;
use crate::domain::ids::{AddOnId, RoleId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::plan::Excess;
use crate::domain::text::{fill, text};

/// What a step says.
pub(super) fn sentence(
    answer: &Answer,
    permission: Permission,
    directory: &Directory,
    over: &[(WorkspaceId, Vec<Excess>)],
) -> String {
    let words = &text().why;
    let plain = |met: &str, unmet: &str| if answer.is_met { met } else { unmet }.to_owned();
    let named =
        |met: &str, wide: &str, unmet: &str| match (answer.is_met, answer.workspaces.is_empty()) {
            (false, _) => unmet.to_owned(),
            (true, true) => wide.to_owned(),
            (true, false) => fill(met, &[&workspaces(&answer.workspaces, directory)]),
        };
    match answer.step {
        Step::Account => plain(words.account_met, words.account_unmet),
        Step::Module if permission.module().is_none() => words.module_none.to_owned(),
        Step::Module => plain(words.module_met, words.module_unmet),
        Step::Role if answer.is_met => fill(words.role_met, &[&roles(&answer.roles, directory)]),
        Step::Role => words.role_unmet.to_owned(),
        Step::Membership => named(
            words.membership_met,
            words.membership_wide,
            words.membership_unmet,
        ),
        Step::Plan => named(words.plan_met, words.plan_wide, words.plan_unmet),
        Step::Limit => limits(over, directory),
        Step::Visibility => plain(words.visibility_met, words.visibility_unmet),
    }
}

/// "Atlas has 312 of 250 users; nothing is taken away for that".
fn limits(over: &[(WorkspaceId, Vec<Excess>)], directory: &Directory) -> String {
    let words = &text().why;
    if over.is_empty() {
        return words.limit_met.to_owned();
    }
    let one = |(id, excess): &(WorkspaceId, Vec<Excess>)| {
        let said: Vec<String> = excess.iter().map(Excess::said).collect();
        fill(
            words.limit_over,
            &[&directory.workspace(*id), &said.join(", ")],
        )
    };
    over.iter().map(one).collect::<Vec<_>>().join(". ")
}

/// What a change says; `add_ons` are the names of those that changes give.
pub(super) fn fix_words(fix: &Fix, directory: &Directory, add_ons: &[(AddOnId, String)]) -> String {
    let words = &text().why;
    let role = |words: &str, id: &RoleId| fill(words, &[&directory.role(*id)]);
    let workspace = |words: &str, id: &WorkspaceId| fill(words, &[&directory.workspace(*id)]);
    match fix {
        Fix::Activate => words.fix_activate.to_owned(),
        Fix::Install(module) => fill(words.fix_install, &[&module.label()]),
        Fix::Give(id) => role(words.fix_give, id),
        Fix::Allow(id, _) => role(words.fix_allow, id),
        Fix::Prolong(id) => role(words.fix_prolong, id),
        Fix::Widen(id) => role(words.fix_widen, id),
        Fix::Join(id) => workspace(words.fix_join, id),
        Fix::Reopen(id) => workspace(words.fix_reopen, id),
        Fix::AddOn(id, add_on_id) => {
            let name = add_ons.iter().find(|(other, _)| other == add_on_id);
            let name = name.map_or("", |(_, name)| name.as_str());
            fill(words.fix_add_on, &[&directory.workspace(*id), &name])
        }
        Fix::Include(id, module) => fill(
            words.fix_include,
            &[&directory.workspace(*id), &module.label()],
        ),
    }
}

fn roles(ids: &[RoleId], directory: &Directory) -> String {
    let names: Vec<&str> = ids.iter().map(|id| directory.role(*id)).collect();
    names.join(", ")
}

fn workspaces(ids: &[WorkspaceId], directory: &Directory) -> String {
    let names: Vec<&str> = ids.iter().map(|id| directory.workspace(*id)).collect();
    names.join(", ")
}
