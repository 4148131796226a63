//! The matrix as text: a paragraph an entry, a line a group of holdings that fare alike, equal situations together.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::matrix::{Holding, Matrix};
use super::samples::Outcome;

const HEAD: &str = "\
# Who may what. Made by the test `access::matrix` and reviewed by people; how to write it anew stands there.
#
# A paragraph is a question, an errand or a command. A line says what the operator's one role allows - `only` one
# permission, all `without` one, everything, nothing - and how that goes in each situation; `else` is every situation that
# the line does not name, `others` every permission that no other line of the paragraph names.
#
# yes: done, or the answer names or counts the person it is about. without: answered without them. hidden: answered that
# there is somebody. not found: as if they were not there. refused: a field goes too far. denied: may not be asked or done.
#
# Situations: how the role is held (everywhere, in their workspaces, in Studio by name), then where and what the person is
# (a colleague in Studio unless it is said), or what else is so.
";

/// Outcomes of one entry and holding, by situation.
type Row = BTreeMap<usize, Outcome>;

/// The table.
pub fn text(matrix: &Matrix) -> String {
    let names: Vec<&str> = matrix.situations.iter().map(|s| s.name).collect();
    let mut text = format!("{HEAD}# {}.\n", names.join(", "));
    for (place, entry) in matrix.entries.iter().enumerate() {
        let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
        for cell in matrix.cells.iter().filter(|cell| cell.entry == place) {
            let row = rows.entry(cell.holding).or_default();
            row.insert(cell.situation, cell.outcome);
        }
        let mut groups: Vec<(Row, Vec<Holding>)> = Vec::new();
        for (holding, row) in rows {
            let holding = matrix.holdings[holding];
            match groups.iter_mut().find(|(other, _)| *other == row) {
                Some((_, group)) => group.push(holding),
                None => groups.push((row, vec![holding])),
            }
        }
        writeln!(text, "\n{}", entry.key()).unwrap();
        for (row, group) in &groups {
            writeln!(text, "    {}: {}", who(group, &groups), how(row, &names)).unwrap();
        }
    }
    text
}

/// The holdings of a group; the largest group of a kind is "others".
fn who(group: &[Holding], groups: &[(Row, Vec<Holding>)]) -> String {
    let mut parts = Vec::new();
    if group.contains(&Holding::Nothing) {
        parts.push("nothing".to_owned());
    }
    if group.contains(&Holding::Everything) {
        parts.push("everything".to_owned());
    }
    parts.extend(kind(group, groups, "only", |holding| match holding {
        Holding::Only(permission) => Some(permission.key()),
        _ => None,
    }));
    parts.extend(kind(group, groups, "without", |holding| match holding {
        Holding::Without(permission) => Some(permission.key()),
        _ => None,
    }));
    parts.join(", ")
}

fn kind(
    group: &[Holding],
    groups: &[(Row, Vec<Holding>)],
    word: &str,
    key: impl Fn(&Holding) -> Option<&'static str>,
) -> Option<String> {
    let keys: Vec<&str> = group.iter().filter_map(&key).collect();
    let sizes = groups
        .iter()
        .map(|(_, g)| g.iter().filter_map(&key).count());
    if keys.is_empty() {
        return None;
    }
    if Some(keys.len()) == sizes.max() && keys.len() > 2 {
        return Some(format!("{word} others"));
    }
    Some(format!("{word} {}", keys.join(" ")))
}

/// Outcomes with their situations, the most frequent one last.
fn how(row: &Row, names: &[&str]) -> String {
    let mut by_outcome: BTreeMap<Outcome, Vec<&str>> = BTreeMap::new();
    for (situation, outcome) in row {
        by_outcome
            .entry(*outcome)
            .or_default()
            .push(names[*situation]);
    }
    let most = by_outcome
        .iter()
        .max_by_key(|(outcome, situations)| (situations.len(), **outcome))
        .map(|(outcome, _)| *outcome);
    let mut parts: Vec<String> = by_outcome
        .iter()
        .filter(|(outcome, _)| Some(**outcome) != most)
        .map(|(outcome, situations)| format!("{} {}", outcome.word(), situations.join(" ")))
        .collect();
    let rest = most.map_or("", Outcome::word);
    parts.push(match by_outcome.len() {
        1 => format!("always {rest}"),
        _ => format!("else {rest}"),
    });
    parts.join("; ")
}

/// Lines that only one of two tables has.
pub fn differences(reviewed: &str, now: &str) -> Vec<String> {
    let marked = |text: &str| -> Vec<String> {
        let mut entry = "";
        text.lines()
            .map(|line| {
                if !line.starts_with(' ') {
                    entry = line;
                }
                format!("{entry} | {}", line.trim())
            })
            .collect()
    };
    let (reviewed, now) = (marked(reviewed), marked(now));
    let gone = reviewed.iter().filter(|line| !now.contains(line));
    let new = now.iter().filter(|line| !reviewed.contains(line));
    gone.map(|line| format!("- {line}"))
        .chain(new.map(|line| format!("+ {line}")))
        .collect()
}
