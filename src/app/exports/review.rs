//! The decisions of an access review, as rows.

use super::Written;
use super::about::{AboutOf, line};
use super::output::Output;
use super::rows::List;
use super::scene::Scene;
use crate::app::error::AppError;
use crate::app::queries::reviews::{ReviewItems, Reviews};
use crate::app::query::Query;
use crate::domain::review::{Decision, ReviewItem};
use crate::domain::table::{Cell, Column};
use crate::domain::text::{fill, text};
use crate::store::error::StoreError;

pub(super) fn write(
    scene: &Scene<'_>,
    review_id: i64,
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let reviews = Reviews.run(&scene.question())?;
    let review = reviews.into_iter().find(|r| r.review_id == review_id);
    let review = review.ok_or(StoreError::NotFound)?;
    let items = ReviewItems { review_id }.run(&scene.question())?;
    let words = &text().review;
    let more = vec![
        line("reviewed_at", words.when, Cell::Instant(review.reviewed_at)),
        line("reviewed_by", words.by, Cell::text(review.reviewed_by)),
        line(
            "rows",
            text().export.about_count,
            Cell::Count(items.len() as u64),
        ),
    ];
    let title = fill(words.export_title, &[&review.name]);
    let about = AboutOf::scene(
        scene,
        title,
        review.name.clone(),
        text().export.left_out_review,
    );
    let document = about.document(more);
    let list = List {
        document: &document,
        sheet: words.sheet,
        columns: &columns(),
        rows: items.len(),
    };
    let rows = list.rows as u64;
    let mut items = items.into_iter().map(cells);
    list.write(scene, out, |part| {
        Ok(items.by_ref().take(part.len()).collect::<Vec<_>>())
    })?;
    Ok(Written {
        what: document.title,
        filter: review.name,
        rows,
    })
}

fn columns() -> Vec<Column> {
    let (field, words) = (&text().field, &text().review);
    Column::list([
        ("contact_id", field.contact_id, 12.0),
        ("name", field.name, 26.0),
        ("decision", words.decision, 12.0),
        ("reason", words.reason_column, 40.0),
        ("last_sign_in_at", words.last_sign_in_then, 18.0),
        ("last_used_at", words.last_used_then, 18.0),
    ])
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
