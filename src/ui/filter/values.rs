//! What can be chosen in the condition that is being put together; made when it arrives, not while it is drawn.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::queries::field_values::FieldValues;
use crate::domain::directory::Directory;
use crate::domain::filter::{ClauseDraft, Compared, FilterField, Naming, TermDraft};
use crate::ui::context::Cx;
use crate::ui::remote::Remote;

/// Choices of fields, kept while a condition needs them.
#[derive(Default)]
pub(super) struct Values {
    texts: BTreeMap<FilterField, Texts>,
    /// The names that the choices are made of.
    directory: Option<Arc<Directory>>,
    codes: BTreeMap<FilterField, Vec<(i64, String)>>,
}

/// The texts of a field.
#[derive(Default)]
struct Texts {
    remote: Remote<FieldValues>,
    /// The answer that the choices are made of, and what was chosen.
    made_of: Option<(u64, Vec<String>)>,
    options: Vec<(String, String)>,
}

impl Texts {
    fn renew(&mut self, chosen: Vec<String>) {
        let made_of = Some((self.remote.version(), chosen));
        if self.made_of == made_of {
            return;
        }
        let found = self.remote.value().into_iter();
        let found = found.flat_map(|answer| &answer.values);
        self.options = found
            .map(|(text, _)| (text.to_string(), text.to_string()))
            .collect();
        // What nobody has any more can still be taken away.
        for text in made_of.iter().flat_map(|(_, chosen)| chosen) {
            if self.options.iter().all(|(other, _)| other != text) {
                self.options.push((text.clone(), text.clone()));
            }
        }
        self.made_of = made_of;
    }
}

impl Values {
    /// Asks for what the terms choose from.
    pub(super) fn ask(&mut self, cx: &Cx<'_>, clause: &ClauseDraft, naming: &Naming<'_>) {
        let of = |wanted: Compared| {
            let terms = clause.terms.iter();
            terms.filter(move |term| term.compared() == wanted)
        };
        self.texts
            .retain(|field, _| of(Compared::Texts).any(|term| term.field == *field));
        for TermDraft { field, .. } in of(Compared::Texts) {
            let same = of(Compared::Texts).filter(|other| other.field == *field);
            let chosen = same.flat_map(|term| term.texts.iter().cloned()).collect();
            let texts = self.texts.entry(*field).or_default();
            texts.remote.want(cx.backend, &FieldValues(*field));
            texts.renew(chosen);
        }
        let is_same = self.directory.as_ref();
        if !is_same.is_some_and(|directory| Arc::ptr_eq(directory, cx.directory)) {
            self.directory = Some(Arc::clone(cx.directory));
            self.codes.clear();
        }
        for TermDraft { field, .. } in of(Compared::Codes) {
            let options = || naming.options(*field);
            self.codes.entry(*field).or_insert_with(options);
        }
    }

    /// The texts of a field, and those that are chosen already.
    pub(super) fn texts(&self, field: FilterField) -> &[(String, String)] {
        let texts = self.texts.get(&field);
        texts.map_or(&[], |texts| &texts.options)
    }

    /// The codes or numbers of a field.
    pub(super) fn codes(&self, field: FilterField) -> &[(i64, String)] {
        self.codes.get(&field).map_or(&[], Vec::as_slice)
    }

    /// How many texts are not offered.
    pub(super) fn more(&self, field: FilterField) -> u64 {
        let found = self
            .texts
            .get(&field)
            .and_then(|texts| texts.remote.value());
        found.map_or(0, |answer| answer.more)
    }
}
