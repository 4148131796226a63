//! Columns of the user table that are not plain numbers and texts: how every reader of them reads them.

use chrono::NaiveDate;
use rusqlite::Row;
use serde::de::DeserializeOwned;

use crate::store::error::{Result, StoreError};

/// The last day of the account; none where there is none.
pub(in crate::store) fn end_date(row: &Row<'_>, index: usize) -> Result<Option<NaiveDate>> {
    let unreadable = || StoreError::Unreadable("user.end_date");
    let text = row.get_ref(index)?.as_str_or_null();
    let text = text.map_err(|_| unreadable())?;
    text.map(|day| day.parse().map_err(|_| unreadable()))
        .transpose()
}

/// The tags, as a list or a set.
pub(in crate::store) fn tags<T: Default + DeserializeOwned>(
    row: &Row<'_>,
    index: usize,
) -> Result<T> {
    let unreadable = || StoreError::Unreadable("user.tags");
    match row.get_ref(index)?.as_str() {
        Ok("[]") => Ok(T::default()),
        Ok(json) => serde_json::from_str(json).map_err(|_| unreadable()),
        Err(_) => Err(unreadable()),
    }
}
