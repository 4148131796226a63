//! What an import did or would do, in lines for people.

use crate::app::imports::{Prepared, Report};
use crate::domain::change::Field;
use crate::domain::incoming::ImportKind;
use crate::domain::office::Office;
use crate::domain::text::{count, fill, text};
use crate::domain::user::Onboarding;

/// Rejected rows that are printed.
const SHOWN: usize = 20;

/// Whether it happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// It would happen.
    DryRun,
    /// It did.
    Done,
}

/// The report, line by line.
pub fn lines(prepared: &Prepared, report: &Report, office: &Office, told: Told) -> Vec<String> {
    let words = &text().import;
    let c = &report.counts;
    let encoding = prepared.facts.encoding.label();
    let mut lines = vec![
        fill(
            words.cli_read_as,
            &[
                &report.file,
                &prepared.mapping.profile(),
                &count(c.rows),
                &encoding,
            ],
        ),
        fill(
            words.cli_counts,
            &[
                &count(c.new),
                &count(c.changed),
                &count(c.unchanged),
                &count(c.rejected),
            ],
        ),
    ];
    remarks(report, &mut lines);
    assumptions(prepared, report, office, &mut lines);
    for r in report.rejections.iter().take(SHOWN) {
        lines.push(fill(
            words.cli_row,
            &[&r.row, &r.column, &r.reason, &r.value],
        ));
    }
    let more = c.rejected.saturating_sub(SHOWN as u64);
    if more > 0 {
        lines.push(fill(words.cli_more_rows, &[&count(more)]));
    }
    lines.push(
        match told {
            Told::Done if c.rejected < c.rows => words.cli_done,
            Told::DryRun => words.cli_dry,
            Told::Done => return lines,
        }
        .to_owned(),
    );
    lines
}

fn remarks(report: &Report, lines: &mut Vec<String>) {
    let words = &text().import;
    let c = &report.counts;
    for (number, template) in [
        (c.repeated, words.cli_repeated),
        (c.not_in_file, words.cli_not_in_file),
        (c.other_events, words.cli_other_events),
        (c.joined, words.cli_joined),
    ] {
        if number > 0 {
            lines.push(fill(template, &[&count(number)]));
        }
    }
    if c.of_unknown_people > 0 {
        lines.push(fill(
            words.cli_strangers,
            &[&count(c.of_unknown_people), &count(c.unknown_people)],
        ));
    }
    for value in &report.new_values {
        let field = Field::from_key(value.field).map_or(value.field, Field::label);
        lines.push(if value.created {
            fill(words.cli_created, &[&field, &value.name])
        } else {
            fill(
                words.cli_left_out,
                &[&field, &value.name, &count(value.rows)],
            )
        });
    }
    if !report.dropped.is_empty() {
        lines.push(fill(words.cli_dropped, &[&report.dropped.join(", ")]));
    }
}

fn assumptions(prepared: &Prepared, report: &Report, office: &Office, lines: &mut Vec<String>) {
    let words = &text().import;
    let has_dates = prepared
        .columns
        .iter()
        .any(|c| c.target.is_date() && c.filled > 0);
    if report.kind == ImportKind::Users && report.counts.new > 0 {
        let label = Onboarding::from_key(report.new_onboarding).map_or("", Onboarding::label);
        lines.push(fill(words.cli_onboarding, &[&label]));
    }
    if has_dates {
        let zone = match report.zone.as_str() {
            "office" => fill(words.cli_zone_office, &[&office.zone.name()]),
            "utc" => "UTC".to_owned(),
            other => other.to_owned(),
        };
        lines.push(fill(words.cli_zone, &[&zone]));
    }
    if has_dates && prepared.order_assumed {
        lines.push(words.cli_order.to_owned());
    }
}
