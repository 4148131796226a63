//! The decisions of an access review, as rows.

use std::path::Path;

use super::Written;
use super::about::{AboutOf, line};
use super::output::{Output, Stop};
use super::scene::Scene;
use crate::app::error::AppError;
use crate::app::queries::reviews::{ReviewItems, Reviews};
use crate::app::query::Query;
use crate::domain::review::{Decision, ReviewItem};
use crate::domain::table::{Cell, Column, Format};
use crate::domain::text::{fill, text};
use crate::export;
use crate::store::error::StoreError;

pub(super) fn write(
    scene: &Scene<'_>,
    review_id: i64,
    format: Format,
    out: &mut Output<'_>,
    scratch: &Path,
) -> Result<Written, AppError> {
    let reviews = Reviews.run(&scene.question())?;
    let review = reviews.into_iter().find(|r| r.review_id == review_id);
    let review = review.ok_or(StoreError::NotFound)?;
    let items = ReviewItems { review_id }.run(&scene.question())?;
    let rows = items.len() as u64;
    let words = &text().review;
    let more = vec![
        line("reviewed_at", words.when, Cell::Instant(review.reviewed_at)),
        line("reviewed_by", words.by, Cell::text(review.reviewed_by)),
        line("rows", text().export.about_count, Cell::Count(rows)),
    ];
    let title = fill(words.export_title, &[&review.name]);
    let about = AboutOf::scene(
        scene,
        title,
        review.name.clone(),
        text().export.left_out_review,
    );
    let (document, columns) = (about.document(more), columns());
    scene.progress.set_total(rows);
    out.write(|out| {
        let mut sink = export::rows(format, &document, words.sheet, &columns, out, scratch)?;
        for item in items {
            sink.row(cells(item))?;
        }
        sink.finish()?;
        Ok::<_, Stop>(())
    })?;
    scene.progress.set_done(rows);
    Ok(Written {
        what: document.title,
        filter: review.name,
        rows,
    })
}

fn columns() -> Vec<Column> {
    let (field, words) = (&text().field, &text().review);
    [
        ("contact_id", field.contact_id, 12.0),
        ("name", field.name, 26.0),
        ("decision", words.decision, 12.0),
        ("reason", words.reason_column, 40.0),
        ("last_sign_in_at", words.last_sign_in_then, 18.0),
        ("last_used_at", words.last_used_then, 18.0),
    ]
    .into_iter()
    .map(|(key, header, width)| Column {
        header: header.to_owned(),
        key,
        width,
    })
    .collect()
}

fn cells(item: ReviewItem) -> Vec<Cell> {
    let words = &text().review;
    let (key, label, reason) = match item.decision {
        Decision::Keep => ("kept", words.count_kept, String::new()),
        Decision::Remove(reason) => ("removed", words.count_removed, reason),
    };
    vec![
        Cell::Text(item.user_id.contact_id().to_string()),
        Cell::text(item.name),
        Cell::Choice { key, label },
        Cell::text(reason),
        Cell::instant(item.last_sign_in_at),
        Cell::instant(item.last_used_at),
    ]
}
