//! The program beside a plain model of itself: thousands of commands, allowed and refused, and after each the same outcome,
//! after every few the same state.

mod moves;
mod plain;
mod things;

use std::path::Path;

use rollcall::app::commands::Command;
use rollcall::app::commands::password::PasswordCommand;
use rollcall::app::commands::session::{Proof, SessionCommand};
use rollcall::app::error::AppError;
use rollcall::domain::ids::UserId;
use rollcall::store::error::StoreError;
use rollcall::store::testing;
use zeroize::Zeroizing;

use crate::dice::Dice;
use crate::examine::{examine, in_memory, scanned};
use crate::facts;
use crate::ground::{Desk, FILE, env, folder, make};
use crate::run::{Counts, pick};
use moves::Move;
use plain::{Flat, Marked, Plain};

/// Moves on one file.
const A_FILE: u64 = 2_500;
/// Moves between two looks at the whole state.
const A_LOOK: u64 = 50;

const SQL: &str = "
WITH known AS (SELECT * FROM user WHERE user_id NOT IN (SELECT user_id FROM purged))
SELECT 'user ' || user_id || '/name', name FROM known UNION ALL
SELECT 'user ' || user_id || '/email', email FROM known WHERE email IS NOT NULL UNION ALL
SELECT 'user ' || user_id || '/bin', '1' FROM known WHERE deleted_at IS NOT NULL UNION ALL
SELECT 'user ' || user_id || '/title', title FROM known UNION ALL
SELECT 'user ' || user_id || '/notes', notes FROM known UNION ALL
SELECT 'user ' || user_id || '/status', status FROM known UNION ALL
SELECT 'user ' || user_id || '/onboarding', onboarding FROM known UNION ALL
SELECT 'user ' || user_id || '/roles/' || role_id, CASE place WHEN 2 THEN '2:' ||
    (SELECT group_concat(workspace_id, ',' ORDER BY workspace_id) FROM user_role_workspace AS p
     WHERE p.user_id = h.user_id AND p.role_id = h.role_id) ELSE place END FROM user_role AS h UNION ALL
SELECT 'user ' || user_id || '/workspaces/' || workspace_id, '' FROM user_workspace UNION ALL
SELECT 'role ' || role_id || '/name', name FROM role UNION ALL
SELECT 'role ' || role_id || '/' || permission, '' FROM role_permission UNION ALL
SELECT 'workspace ' || workspace_id || '/name', name FROM workspace UNION ALL
SELECT 'workspace ' || workspace_id || '/visibility', visibility FROM workspace UNION ALL
SELECT 'workspace ' || workspace_id || '/plan', plan_id FROM workspace WHERE plan_id IS NOT NULL UNION ALL
SELECT 'plan ' || plan_id || '/name', name FROM plan UNION ALL
SELECT 'plan ' || plan_id || '/price', price FROM plan UNION ALL
SELECT 'office/name', value FROM setting WHERE key = 'office.name'";

fn read(path: &Path) -> Flat {
    let rows = testing::rows(path, SQL).unwrap().into_iter();
    rows.map(|row| (row[0].clone(), row[1].clone())).collect()
}

#[derive(Default)]
struct Tally {
    moves: u64,
    done: u64,
    undone: u64,
    looks: u64,
    sign_ins: u64,
}

/// Whether a game is to be played: all are, or the one that `ROLLCALL_PROOFS_FILE` names.
fn is_wanted(file: u64) -> bool {
    std::env::var("ROLLCALL_PROOFS_FILE").map_or(true, |only| only == file.to_string())
}

/// Plays many moves on both.
pub fn agrees() -> Counts {
    let wanted: u64 = pick(50_000, 2_000_000);
    let files = wanted.div_ceil(A_FILE);
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let workers = (0..2).map(|worker| {
            scope.spawn(move || {
                let mut tally = Tally::default();
                for file in (worker..files).step_by(2).filter(|file| is_wanted(*file)) {
                    play(file, &mut tally);
                }
                tally
            })
        });
        let workers: Vec<_> = workers.collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    let sum = |of: fn(&Tally) -> u64| tallies.iter().map(of).sum::<u64>();
    let [moves, done, undone, looks, sign_ins] = [
        sum(|t| t.moves),
        sum(|t| t.done),
        sum(|t| t.undone),
        sum(|t| t.looks),
        sum(|t| t.sign_ins),
    ];
    let is_whole = std::env::var_os("ROLLCALL_PROOFS_FILE").is_none();
    assert!(
        !is_whole || moves >= wanted && done > moves / 4 && undone > moves / 100,
        "{moves}, {done}, {undone}"
    );
    format!(
        "{moves} moves, {done} done, {undone} of them set back, {} refused, each as the model says; {looks} looks at \
         the whole state, {sign_ins} passwords; 0 differences",
        moves - done
    )
}

struct Game {
    /// Its number among those of a run, which with the run's seed plays it again.
    file: u64,
    desk: Desk,
    plain: Plain,
    dice: Dice,
    log: Vec<String>,
}

fn play(file: u64, tally: &mut Tally) {
    let folder = folder();
    let path = folder.path().join(FILE);
    make(&path, None, &env(0));
    let mut now = read(&path);
    for (key, held) in &mut now {
        if key.contains("/roles/") {
            held.push_str("@0");
        }
    }
    let mut game = Game {
        file,
        desk: Desk::open(&path, None, &env(1)).unwrap(),
        plain: Plain::new(now),
        dice: Dice::of_run(5_000 + file),
        log: Vec::new(),
    };
    for stamp in 1..=A_FILE {
        game.step(stamp, tally);
        if stamp % A_LOOK == 0 {
            game.look(&path);
            tally.looks += 1;
        }
        if stamp == A_FILE / 2 {
            game.passwords(tally);
        }
    }
    drop(game);
    examine(&path, None).unwrap();
}

impl Game {
    fn step(&mut self, stamp: u64, tally: &mut Tally) {
        let desk = &self.desk;
        let changed = |number| desk.user(UserId(number)).unwrap().changed_at;
        let Move { command, expected } = moves::next(&self.plain, &mut self.dice, stamp, &changed);
        let mut told = format!("{command:?}");
        if let Command::Undo(undo) = &command {
            let act = self.plain.acts.iter().find(|act| act.seq == undo.seq);
            told = format!("{told} of {:?}", act.map(|act| &act.marks));
        }
        let is_undo = command.name() == "undo";
        let done = self.desk.give(command);
        tally.moves += 1;
        self.log.push(told);
        match (done, expected) {
            (Ok(receipt), Some(change)) => {
                tally.done += 1;
                tally.undone += u64::from(is_undo);
                let marks = self.plain.apply(&change);
                if let Some(seq) = receipt.undoable {
                    self.plain.acts.push(Marked { seq, marks });
                }
            }
            (Err(error), None) => {
                let is_sentence = match &error {
                    AppError::Internal(_) => false,
                    AppError::Store(error) => matches!(error, StoreError::NotFound),
                    _ => true,
                };
                assert!(is_sentence, "{error:?}\n{}", self.newest());
            }
            (Ok(_), None) => panic!(
                "done, and the model says no:\n{}\n{}",
                self.newest(),
                self.recorded()
            ),
            (Err(error), Some(_)) => {
                panic!("{error:?}, and the model says yes:\n{}", self.newest())
            }
        }
    }

    /// The newest moves, and what the model has of whatever the last one is about.
    fn newest(&self) -> String {
        let newest = self.log[self.log.len().saturating_sub(20)..].join("\n");
        let last = self.log.last().map_or("", String::as_str);
        let about = |key: &&String| key.split('/').next().is_some_and(|it| last.contains(it));
        let now: Vec<String> = self.plain.now.keys().filter(about).cloned().collect();
        let now = now
            .iter()
            .map(|key| format!("{key}: {:?}", self.plain.now[key]));
        let now = now.collect::<Vec<_>>().join("\n");
        format!("ROLLCALL_PROOFS_FILE={}\n{newest}\n{now}", self.file)
    }

    /// What the program has recorded of its newest acts.
    fn recorded(&self) -> String {
        let newest = self.desk.backend.read_long(|reader, _| {
            reader.snapshot(|s| {
                let head = s.generation;
                let acts = (head - 9..=head).map(|seq| Ok(format!("{seq}: {:?}", s.act(seq)?.1)));
                acts.collect::<Result<Vec<_>, AppError>>()
            })
        });
        self.desk.wait(&newest).unwrap().join("\n")
    }

    /// The whole state, and the columns as they were patched.
    fn look(&self, path: &Path) {
        let mut model = self.plain.now.clone();
        for (key, held) in &mut model {
            if key.contains("/roles/") {
                *held = held.split('@').next().unwrap().to_owned();
            }
        }
        let found = read(path);
        assert!(
            found == model,
            "{:?}\n{}",
            facts::difference(&found, &model),
            self.newest()
        );
        let columns = self
            .desk
            .backend
            .read_long(|reader, _| reader.snapshot(|s| Ok(s.columns()?)));
        let columns = self.desk.wait(&columns).unwrap();
        assert_eq!(
            in_memory(&columns),
            scanned(path, None),
            "{}",
            self.newest()
        );
    }

    /// A password is set by somebody else: the wrong one opens nothing, the right one only with one of the person's own,
    /// and only where the account is active.
    fn passwords(&mut self, tally: &mut Tally) {
        // The operator's own is changed in another way.
        let operator = self.desk.backend.operator().unwrap().user_id;
        let has_address =
            |plain: &Plain, number: i64| plain.part(&format!("user {number}"), "email").is_some();
        let mut drawn = (0..100).filter_map(|_| self.plain.any("user", &mut self.dice));
        let fits = |number: &i64| UserId(*number) != operator && has_address(&self.plain, *number);
        let Some(number) = drawn.find(fits) else {
            return;
        };
        let part = |part| self.plain.part(&format!("user {number}"), part);
        let email = part("email").unwrap().to_owned();
        let is_active = part("status") == Some("1");
        let password = |text: &str| Zeroizing::new(text.to_owned());
        self.desk
            .give(PasswordCommand {
                user_id: UserId(number),
                password: password("four grey owls at noon"),
            })
            .unwrap();
        self.desk.give(SessionCommand::SignOut).unwrap();
        let own = "four grey owls at dusk";
        for (typed, renewed, is_right) in [
            ("four grey owls at dawn", None, false),
            ("four grey owls at noon", None, false),
            ("four grey owls at noon", Some(own), true),
            (own, None, true),
        ] {
            let proof = Proof {
                email: email.clone(),
                password: password(typed),
                renewed: renewed.map(password),
                code: None,
            };
            let signed_in = self.desk.give(SessionCommand::SignInFully(Box::new(proof)));
            assert_eq!(
                signed_in.is_ok(),
                is_right && is_active,
                "{typed}: {signed_in:?}"
            );
            assert_eq!(
                self.desk.backend.operator().is_some(),
                is_right && is_active
            );
            if is_right && is_active {
                // Whoever comes in has completed onboarding.
                let key = format!("user {number}/onboarding");
                self.plain.now.insert(key, "3".to_owned());
                self.desk.give(SessionCommand::SignOut).unwrap();
            }
        }
        self.desk.give(SessionCommand::EnterDemo).unwrap();
        tally.sign_ins += 1;
    }
}
