//! The child that is killed: a mixed load of real commands on one file, each announced before it is given and acknowledged
//! after it was answered, in lines of JSON on standard output.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use rollcall::app::commands::file::FileCommand;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::commands::{Command, Receipt};
use rollcall::app::env::Env;
use rollcall::app::error::AppError;
use rollcall::domain::ids::{RoleId, UserId, WorkspaceId};
use rollcall::domain::permission::Permission;
use rollcall::domain::plan::OfferKind;
use rollcall::domain::user::Profile;
use rollcall::domain::validation::draft::UserDraft;
use rollcall::domain::validation::terms::TermsDraft;
use rollcall::domain::workspace::{Visibility, WorkspaceProfile, WorkspaceStatus};

use crate::dice::Dice;
use crate::facts::{self, Facts};
use crate::ground::{Desk, env, key};

/// What is so when a command is done.
pub type Intent = BTreeMap<String, String>;

/// People of a small file.
const ROWS: u64 = 12;
/// Permissions that come and go with a role.
const GIVEN: &[Permission] = &[
    Permission::DataExport,
    Permission::DataImport,
    Permission::UsersView,
];

struct Load {
    path: PathBuf,
    env: Env,
    desk: Option<Desk>,
    dice: Dice,
    facts: Facts,
    /// The newest act with what was so before it.
    undoable: Option<(i64, Intent)>,
}

/// Works until it is killed, or until so many changes are acknowledged.
pub fn load(arguments: &[&str]) {
    let [path, seed, hours, limit] = arguments else {
        panic!("load FILE SEED HOURS LIMIT");
    };
    let path = PathBuf::from(path);
    let env = env(hours.parse().unwrap());
    let desk = Desk::open(&path, Some(key()), &env).unwrap();
    let mut load = Load {
        facts: facts::read(&path, Some(&key())),
        desk: Some(desk),
        dice: Dice::new(seed.parse().unwrap()),
        undoable: None,
        path,
        env,
    };
    tell(&serde_json::json!({ "ready": true }));
    for _ in 0..limit.parse::<u64>().unwrap() {
        load.work();
    }
}

fn tell(line: &serde_json::Value) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

impl Load {
    fn desk(&self) -> &Desk {
        self.desk.as_ref().unwrap()
    }

    fn work(&mut self) {
        if let Some((seq, before)) = self.undoable.take()
            && self.dice.below(2) == 0
        {
            self.give(before, |desk| desk.give(UndoCommand::of(seq)));
            self.undoable = None;
            return;
        }
        match self.dice.below(24) {
            0..=5 => self.add_user(),
            6..=13 => self.change_user(),
            14 | 15 => self.change_role(),
            16 | 17 => self.change_workspace(),
            18 => self.add_plan(),
            19 => self.rename_office(),
            20 | 21 => self.import(),
            22 => self.give(Intent::new(), |desk| desk.give(FileCommand::BackUp)),
            _ => self.reopen(),
        }
    }

    /// Announces, gives, acknowledges.
    fn give(&mut self, intent: Intent, work: impl FnOnce(&Desk) -> Result<Receipt, AppError>) {
        tell(&serde_json::json!({ "intend": intent }));
        let receipt = work(self.desk()).unwrap();
        tell(&serde_json::json!({ "ack": intent.len() }));
        let before = |name: &String| Some((name.clone(), self.facts.get(name)?.clone()));
        let old: Intent = intent.keys().filter_map(before).collect();
        self.undoable = receipt
            .undoable
            .filter(|_| old.len() == intent.len())
            .map(|seq| (seq, old));
        self.facts.extend(intent);
    }

    fn next(&self, kind: &str) -> i64 {
        1 + self.numbers(kind).max().unwrap_or(0)
    }

    fn numbers(&self, kind: &str) -> impl Iterator<Item = i64> {
        let of = move |name: &str| name.strip_prefix(kind)?.parse().ok();
        self.facts.keys().filter_map(move |name| of(name))
    }

    fn any(&mut self, kind: &str) -> Option<i64> {
        let all: Vec<i64> = self.numbers(kind).filter(|number| *number > 1).collect();
        let chosen = self.dice.below(all.len() as u64) as usize;
        all.get(chosen).copied()
    }

    fn profile(&mut self, number: i64) -> Profile {
        let workspaces: Vec<i64> = self.numbers("workspace ").collect();
        let workspace = self.dice.pick(&workspaces);
        let role = self.dice.below(10) as i64 + 1;
        let round = self.dice.number();
        Profile {
            name: format!("Person {number}"),
            email: Some(format!("p{number}@northwind.example")),
            title: format!("Title {round}"),
            notes: "notes "
                .repeat(self.dice.below(200) as usize)
                .trim()
                .to_owned(),
            roles: [RoleId(role)].into(),
            workspaces: [WorkspaceId(workspace)].into(),
            ..Profile::default()
        }
    }

    fn add_user(&mut self) {
        let user_id = self.next("user ");
        let profile = self.profile(user_id);
        let intent = [(format!("user {user_id}"), facts::of_user(&profile))].into();
        let draft = Box::new(UserDraft::from(&profile));
        self.give(intent, |desk| desk.give(UserCommand::Create(draft)));
    }

    fn change_user(&mut self) {
        let Some(number) = self.any("user ") else {
            return self.add_user();
        };
        let user_id = UserId(number);
        let base = self.desk().user(user_id).unwrap().changed_at;
        let profile = self.profile(number);
        let intent = [(format!("user {number}"), facts::of_user(&profile))].into();
        let draft = Box::new(UserDraft::from(&profile));
        let command = UserCommand::Update {
            user_id,
            draft,
            base,
        };
        self.give(intent, |desk| desk.give(command));
    }

    fn change_role(&mut self) {
        let number = self.any("role ").unwrap();
        let name = format!("role {number}");
        let (_, allowed) = self.facts[&name].split_once('|').unwrap_or_default();
        let mut allowed: Vec<&str> = allowed.split_whitespace().collect();
        let permission = self.dice.pick(GIVEN);
        let role_id = RoleId(number);
        let held = allowed.iter().position(|key| *key == permission.key());
        let command = if let Some(index) = held {
            allowed.remove(index);
            RoleCommand::Forbid(role_id, permission)
        } else {
            allowed.push(permission.key());
            RoleCommand::Allow(role_id, permission)
        };
        allowed.sort_unstable();
        let role_name = self.facts[&name].split('|').next().unwrap();
        let fact = if allowed.is_empty() {
            role_name.to_owned()
        } else {
            format!("{role_name}|{}", allowed.join(" "))
        };
        self.give([(name, fact)].into(), |desk| desk.give(command));
    }

    fn change_workspace(&mut self) {
        let (number, command, wanted) = match self.any("workspace ") {
            Some(number) if self.dice.below(3) > 0 => {
                let base = workspace(&self.facts[&format!("workspace {number}")]);
                let wanted = WorkspaceProfile {
                    visibility: match base.visibility {
                        Visibility::Internal => Visibility::WithClient,
                        Visibility::WithClient => Visibility::Internal,
                    },
                    ..base.clone()
                };
                let command = WorkspaceCommand::Update {
                    workspace_id: WorkspaceId(number),
                    base: Box::new(base),
                    wanted: Box::new(wanted.clone()),
                };
                (number, command, wanted)
            }
            _ => {
                let number = self.next("workspace ");
                let wanted = WorkspaceProfile {
                    name: format!("Workspace {number}"),
                    ..WorkspaceProfile::default()
                };
                (
                    number,
                    WorkspaceCommand::Create(Box::new(wanted.clone())),
                    wanted,
                )
            }
        };
        let (status, visibility) = (wanted.status.code(), wanted.visibility.code());
        let fact = format!("{}|{status}|{visibility}|-|-", wanted.name);
        let intent = [(format!("workspace {number}"), fact)].into();
        self.give(intent, |desk| desk.give(Command::from(command)));
    }

    fn add_plan(&mut self) {
        let number = self.next("plan ");
        let draft = TermsDraft {
            name: format!("Plan {number}"),
            price: "10".to_owned(),
            ..TermsDraft::default()
        };
        let intent = [(format!("plan {number}"), format!("Plan {number}|10|-"))].into();
        let command = PlanCommand::Create(OfferKind::Plan, Box::new(draft));
        self.give(intent, |desk| desk.give(command));
    }

    fn rename_office(&mut self) {
        let name = format!("Office {}", self.dice.number());
        let intent = [("office.name".to_owned(), name.clone())].into();
        self.give(intent, |desk| desk.give(OfficeCommand::SetName(name)));
    }

    fn import(&mut self) {
        let first = self.next("user ");
        let mut list = String::from("Name,Email,Job title,Department\n");
        let mut intent = Intent::new();
        for number in first..first + ROWS as i64 {
            let profile = Profile {
                name: format!("Row {number}"),
                email: Some(format!("r{number}@northwind.example")),
                title: format!("Title {number}"),
                department: "Imports".to_owned(),
                ..Profile::default()
            };
            let email = profile.email.as_deref().unwrap();
            list.extend([&profile.name, ",", email, ",", &profile.title, ",Imports\n"]);
            intent.insert(format!("user {number}"), facts::of_user(&profile));
        }
        self.give(intent, |desk| desk.import(&list));
    }

    fn reopen(&mut self) {
        self.desk = None;
        self.desk = Some(Desk::open(&self.path, Some(key()), &self.env).unwrap());
    }
}

fn workspace(fact: &str) -> WorkspaceProfile {
    let parts: Vec<&str> = fact.split('|').collect();
    WorkspaceProfile {
        name: parts[0].to_owned(),
        status: WorkspaceStatus::from_code(parts[1].parse().unwrap()),
        visibility: Visibility::from_code(parts[2].parse().unwrap()),
        ..WorkspaceProfile::default()
    }
}
