//! What other terms would bring and take, in sentences.

use crate::app::queries::plan_changes::{Effect, TermsChangeAnswer};
use crate::domain::text::{fill, plural, text};
use crate::ui::widgets::Tone;

/// So many workspaces are named; the others are counted.
const NAMED: usize = 3;

/// A sentence for each feature that appears or disappears, and one for limits.
pub(super) fn effects(change: &TermsChangeAnswer) -> Vec<(Tone, String)> {
    let words = &text().plan;
    let said = |template: &'static str| {
        move |effect: &Effect| {
            let workspaces = plural(
                effect.workspaces,
                words.workspaces_one,
                words.workspaces_many,
            );
            let people = plural(effect.people, words.people_one, words.people_many);
            fill(template, &[&effect.feature.label(), &workspaces, &people])
        }
    };
    let gained = change.gained.iter().map(said(words.gained));
    let lost = change.lost.iter().map(said(words.lost));
    let mut lines: Vec<(Tone, String)> = gained.map(|line| (Tone::Ok, line)).collect();
    lines.extend(lost.map(|line| (Tone::Warn, line)));
    if change.over > 0 {
        lines.push((Tone::Warn, fill(words.gets_over, &[&over(change)])));
    }
    lines
}

/// "Studio, Print, Atlas and 2 more workspaces".
fn over(change: &TermsChangeAnswer) -> String {
    let words = &text().plan;
    let names: Vec<&str> = change
        .over_names
        .iter()
        .map(String::as_str)
        .take(NAMED)
        .collect();
    let named = names.join(", ");
    let rest = change.over.saturating_sub(names.len() as u64);
    if names.is_empty() {
        return plural(rest, words.workspaces_one, words.workspaces_many);
    }
    if rest == 0 {
        return named;
    }
    let rest = plural(rest, words.more_one, words.more_many);
    fill(words.gets_over_more, &[&named, &rest])
}
