//! The texts that can be chosen in the condition that is being put together.

use std::collections::BTreeMap;

use crate::app::queries::field_values::FieldValues;
use crate::domain::filter::{ClauseDraft, Compared, FilterField};
use crate::ui::context::Cx;
use crate::ui::remote::Remote;

/// Texts of fields, asked for while a condition needs them.
#[derive(Default)]
pub(super) struct Values {
    fields: BTreeMap<FilterField, Remote<FieldValues>>,
}

impl Values {
    /// Asks for what the terms choose from.
    pub(super) fn ask(&mut self, cx: &Cx<'_>, clause: &ClauseDraft) {
        let chosen = clause.terms.iter();
        let chosen = chosen.filter(|term| term.compared() == Compared::Texts);
        let wanted: Vec<FilterField> = chosen.map(|term| term.field).collect();
        self.fields.retain(|field, _| wanted.contains(field));
        for field in wanted {
            let remote = self.fields.entry(field).or_default();
            remote.want(cx.backend, &FieldValues(field));
        }
    }

    /// The texts of a field, and those that are chosen already.
    pub(super) fn options(&self, field: FilterField, chosen: &[String]) -> Vec<(String, String)> {
        let found = self.fields.get(&field).and_then(Remote::value);
        let found = found.into_iter().flat_map(|answer| &answer.values);
        let mut options: Vec<(String, String)> = found
            .map(|(text, _)| (text.to_string(), text.to_string()))
            .collect();
        for text in chosen {
            if options.iter().all(|(other, _)| other != text) {
                options.push((text.clone(), text.clone()));
            }
        }
        options
    }

    /// How many texts are not offered.
    pub(super) fn more(&self, field: FilterField) -> u64 {
        let found = self.fields.get(&field).and_then(Remote::value);
        found.map_or(0, |answer| answer.more)
    }
}
