//! The columns of records that name their own parts: every name that any of them has, in the order in which they first come.

use std::collections::HashMap;

use super::table::clean_header;
use crate::import::limits;
use crate::import::problem::FileProblem;

/// Most different names of a file.
const NAMES: usize = 20_000;

/// Names while they are being collected.
#[derive(Default)]
pub(super) struct Names {
    found: HashMap<String, usize>,
    /// Each with the number of times that it came.
    all: Vec<(String, u64)>,
}

/// Columns, and where each name goes.
pub(super) struct Columns {
    /// What the columns are called.
    pub(super) headers: Vec<String>,
    of: HashMap<String, usize>,
}

impl Names {
    /// Takes note of a name of a record.
    pub(super) fn take(&mut self, name: &str) {
        if let Some((_, times)) = self.found.get(name).and_then(|at| self.all.get_mut(*at)) {
            *times += 1;
            return;
        }
        self.found.insert(name.to_owned(), self.all.len());
        self.all.push((name.to_owned(), 1));
    }

    /// Fails where no list of people has so many names.
    pub(super) fn check(&self) -> Result<(), FileProblem> {
        if self.all.len() > NAMES {
            return Err(FileProblem::TooManyColumns(self.all.len()));
        }
        Ok(())
    }

    /// The columns: where there are more names than are read, those that most records have.
    pub(super) fn columns(mut self) -> Columns {
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        let times = |at: &usize| self.all.get(*at).map_or(0, |(_, times)| *times);
        order.sort_by_key(|at| std::cmp::Reverse(times(at)));
        order.truncate(limits::COLUMNS);
        order.sort_unstable();
        let mut columns = Columns {
            headers: Vec::with_capacity(order.len()),
            of: HashMap::with_capacity(order.len()),
        };
        for at in order {
            let Some((name, _)) = self.all.get_mut(at) else {
                continue;
            };
            let name = std::mem::take(name);
            let column = columns.headers.len();
            columns.headers.push(clean_header(&name));
            columns.of.insert(name, column);
        }
        columns
    }
}

impl Columns {
    /// Where a name goes; nowhere where it is left out.
    pub(super) fn of(&self, name: &str) -> Option<usize> {
        self.of.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_few_records_have_are_left_out() {
        let mut names = Names::default();
        for record in 0..300 {
            names.take("email");
            names.take(&format!("only.{record}"));
            names.take("name");
        }
        let columns = names.columns();
        assert_eq!(columns.headers.len(), limits::COLUMNS);
        assert_eq!(columns.headers[..3], ["email", "only.0", "name"]);
        assert_eq!(columns.of("name"), Some(2));
        assert_eq!(columns.of("only.299"), None);
    }
}
