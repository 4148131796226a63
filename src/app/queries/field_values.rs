//! The texts that people have in a field, for choosing among them.

use std::sync::Arc;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::filter::FilterField;
use crate::domain::permission::Permission;

/// More than these are not offered; a text can be typed for the rest.
const MOST: usize = 500;

/// The texts of a field, the most frequent first.
#[derive(Clone, PartialEq, Debug)]
pub struct FieldValues(pub FilterField);

/// The answer to [`FieldValues`].
#[derive(Clone, PartialEq, Debug)]
pub struct FieldValuesAnswer {
    /// Texts with the number of people who have them.
    pub values: Vec<(Arc<str>, u64)>,
    /// How many texts more there are.
    pub more: u64,
}

impl Query for FieldValues {
    const NAME: &'static str = "field_values";
    const READS: Topics = Topics::ALL;
    type Output = FieldValuesAnswer;

    fn access(&self) -> Access {
        Access::Part(&[Permission::UsersView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<FieldValuesAnswer, AppError> {
        let view = context.view(&[Permission::UsersView]);
        let columns = context.snapshot.columns()?;
        if matches!(self.0, FilterField::Source | FilterField::MissingFrom) {
            columns.read_outer(context.snapshot)?;
        }
        let mut values = columns.values(self.0, &view);
        let more = values.len().saturating_sub(MOST) as u64;
        values.truncate(MOST);
        Ok(FieldValuesAnswer { values, more })
    }
}
