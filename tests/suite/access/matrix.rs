//! Every command and question, by an operator with each permission alone and with all but each, in every situation,
//! against the table in `tests/fixtures/access_matrix.txt`.
//!
//! `ROLLCALL_WRITE_MATRIX=1` writes the table anew; what changed in it is then to be reviewed like code.

use std::path::{Path, PathBuf};

use rollcall::domain::permission::{Permission, PermissionSet};

use super::entries::{Deed, Entry};
use super::ground::{Ground, Template};
use super::samples::{Outcome, attempt};
use super::situations::{self, Situation};
use super::{rules, table};

/// What the operator's one role allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holding {
    Nothing,
    Everything,
    Only(Permission),
    Without(Permission),
}

impl Holding {
    pub fn all() -> Vec<Self> {
        let each = Permission::ALL.iter().copied();
        let (only, without) = (each.clone().map(Self::Only), each.map(Self::Without));
        let ends = [Self::Nothing, Self::Everything];
        ends.into_iter().chain(only).chain(without).collect()
    }

    pub fn permissions(self) -> PermissionSet {
        match self {
            Self::Nothing => PermissionSet::default(),
            Self::Everything => PermissionSet::all_but(&[]),
            Self::Only(permission) => [permission].into_iter().collect(),
            Self::Without(permission) => PermissionSet::all_but(&[permission]),
        }
    }
}

/// One tried cell.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub entry: usize,
    pub holding: usize,
    pub situation: usize,
    pub outcome: Outcome,
}

/// Everything that was tried.
pub struct Matrix {
    pub entries: Vec<Entry>,
    pub holdings: Vec<Holding>,
    pub situations: Vec<Situation>,
    pub cells: Vec<Cell>,
}

impl Matrix {
    fn run() -> Self {
        let (entries, holdings, situations) = (Entry::all(), Holding::all(), situations::all());
        let template = Template::new();
        let numbers: Vec<usize> = (0..situations.len()).collect();
        let halves: Vec<Vec<usize>> = (0..2)
            .map(|half| numbers.iter().copied().filter(|n| n % 2 == half).collect())
            .collect();
        let mut cells: Vec<Cell> = Vec::new();
        std::thread::scope(|scope| {
            let workers: Vec<_> = halves
                .iter()
                .map(|half| {
                    let (entries, holdings, situations, template) =
                        (&entries, &holdings, &situations, &template);
                    scope.spawn(move || {
                        let tried = half.iter().flat_map(|number| {
                            let trial = Trial {
                                entries,
                                holdings,
                                template,
                                situation: &situations[*number],
                                number: *number,
                            };
                            trial.run()
                        });
                        tried.collect::<Vec<_>>()
                    })
                })
                .collect();
            for worker in workers {
                cells.extend(worker.join().unwrap());
            }
        });
        Self {
            entries,
            holdings,
            situations,
            cells,
        }
    }
}

/// All entries and holdings in one situation.
struct Trial<'a> {
    entries: &'a [Entry],
    holdings: &'a [Holding],
    template: &'a Template,
    situation: &'a Situation,
    number: usize,
}

impl Trial<'_> {
    fn run(&self) -> Vec<Cell> {
        let ground = Ground::new(self.template, self.situation);
        let mut cells = Vec::new();
        // What changes nothing comes first, since the columns of questions can't be put back.
        for is_deed in [false, true] {
            for (number, holding) in self.holdings.iter().enumerate() {
                ground.hold(holding.permissions());
                for (place, entry) in self.entries.iter().enumerate() {
                    let outcome = match entry {
                        _ if entry.moves_the_operator() => continue,
                        Entry::Deed(_) if is_deed => self.act(&ground, *entry),
                        Entry::Question(_) | Entry::SegmentList | Entry::Errand(_) if !is_deed => {
                            attempt(*entry, &ground, self.template, self.situation)
                        }
                        _ => continue,
                    };
                    cells.push(self.cell(place, number, outcome));
                }
                let told = || format!("{holding:?} {}", self.situation.name);
                assert_eq!(
                    ground.changed().everywhere,
                    0,
                    "refused, and done: {}",
                    told()
                );
            }
        }
        cells.extend(self.sessions());
        cells
    }

    fn cell(&self, entry: usize, holding: usize, outcome: Outcome) -> Cell {
        Cell {
            entry,
            holding,
            situation: self.number,
            outcome,
        }
    }

    /// Does a deed and undoes it. What is done does not touch who is out of reach.
    fn act(&self, ground: &Ground, entry: Entry) -> Outcome {
        let outcome = attempt(entry, ground, self.template, self.situation);
        if outcome == Outcome::Yes {
            let changed = ground.changed();
            // Whoever is in the bin is reached by who may restore or remove them.
            let in_bin = [Deed::UserRestore, Deed::UsersPurge];
            let is_restored = in_bin.map(Entry::Deed).contains(&entry);
            let is_untouched = self.situation.is_reached || is_restored || changed.target == 0;
            assert!(is_untouched, "{entry:?} {}", self.situation.name);
            if changed.everywhere > 0 {
                ground.put_back();
            }
        }
        outcome
    }

    /// What changes the operator has an office of its own; no right is asked for.
    fn sessions(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if !entry.moves_the_operator() {
                continue;
            }
            for (number, holding) in self.holdings.iter().enumerate().take(2) {
                let ground = Ground::new(self.template, self.situation);
                ground.hold(holding.permissions());
                let outcome = attempt(*entry, &ground, self.template, self.situation);
                assert_eq!(ground.changed().target, 0, "{entry:?}");
                cells.push(self.cell(place, number, outcome));
            }
        }
        cells
    }
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/access_matrix.txt")
}

#[test]
fn everyone_may_what_the_reviewed_table_says() {
    let matrix = Matrix::run();
    let text = table::text(&matrix);
    if std::env::var_os("ROLLCALL_WRITE_MATRIX").is_some() {
        std::fs::write(fixture(), &text).unwrap();
    }
    rules::hold(&matrix);
    let reviewed = std::fs::read_to_string(fixture()).unwrap_or_default();
    let differences: Vec<String> = table::differences(&reviewed, &text);
    assert!(
        differences.is_empty(),
        "the table has changed:\n{}",
        differences.join("\n")
    );
}
