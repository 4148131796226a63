//! What is known of the file, as lines.

use crate::domain::file::FileFacts;
use crate::domain::text::{count, fill, text};
use crate::domain::time::Timestamp;
use crate::ui::context::Cx;

const MIB: f64 = 1024.0 * 1024.0;

/// Label and value of each line.
pub(super) fn lines(facts: &FileFacts, cx: &Cx<'_>) -> Vec<(String, String)> {
    let words = &text().diagnostics;
    let time = cx.office.time();
    let stamp =
        |at: Option<Timestamp>| at.map_or_else(|| words.never.to_owned(), |at| time.stamp(at));
    let mib = |pages: u64| format!("{:.1}", (pages * facts.page_size) as f64 / MIB);
    let size = fill(
        words.size_value,
        &[&mib(facts.pages), &mib(facts.free_pages)],
    );
    let waiting = fill(words.waiting_value, &[&count(facts.log_bytes / 1024)]);
    let counts = fill(
        words.counts_value,
        &[
            &count(facts.people),
            &count(facts.sign_ins),
            &count(facts.entries),
        ],
    );
    let versions = fill(
        words.versions_value,
        &[
            &env!("CARGO_PKG_VERSION"),
            &facts.schema,
            &facts.newest_schema,
            &facts.engine,
            &facts.cipher,
        ],
    );
    let mut lines = vec![
        (
            words.place.to_owned(),
            cx.backend.path().display().to_string(),
        ),
        (words.size.to_owned(), size),
        (words.waiting.to_owned(), waiting),
        (words.counts.to_owned(), counts),
        (words.versions.to_owned(), versions),
        (
            words.encryption.to_owned(),
            facts.encryption.label().to_owned(),
        ),
        (words.created.to_owned(), stamp(facts.created)),
        (words.copied.to_owned(), stamp(facts.copied)),
    ];
    for (kind, checked) in &facts.checks {
        let label = fill(words.checked, &[&kind.label()]);
        let said = checked.said(*kind);
        let value = fill(words.checked_value, &[&time.stamp(checked.at), &said]);
        lines.push((label, value));
    }
    lines
}
