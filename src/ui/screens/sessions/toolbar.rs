//! What narrows the list: a search by person, and the systems, devices and reasons that occur in it.

use egui::{Key, Modifiers, Ui};

use crate::domain::session::{Part, Period, SessionFilter};
use crate::domain::text::{fill, text};
use crate::ui::context::Cx;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{SearchField, Select, chip};

/// Values and their texts; none is all of them.
type Options = Vec<(Option<String>, String)>;

/// The bar above the list.
pub(super) struct Toolbar {
    sources: Options,
    devices: Options,
    reasons: Options,
    periods: Vec<(Period, String)>,
}

impl Default for Toolbar {
    fn default() -> Self {
        let periods = Period::ALL.into_iter();
        Self {
            sources: Vec::new(),
            devices: Vec::new(),
            reasons: Vec::new(),
            periods: periods
                .map(|period| (period, period.label().to_owned()))
                .collect(),
        }
    }
}

impl Toolbar {
    /// Takes what occurs in the list. What is chosen stays, though it may occur no more.
    pub(super) fn renew(&mut self, filter: &SessionFilter, choices: &[Vec<String>; 3]) {
        let words = &text().sessions;
        let [sources, devices, reasons] = choices;
        self.sources = options(words.source_any, sources, filter.source.as_ref());
        self.devices = options(words.device_any, devices, filter.device.as_ref());
        let any = if filter.part == Part::Accounts {
            words.state_any
        } else {
            words.reason_any
        };
        self.reasons = options(any, reasons, filter.reason.as_ref());
    }

    /// Draws it.
    pub(super) fn show(&self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut SessionFilter) {
        let words = &text().sessions;
        let find = cx.takes(ui, Modifiers::COMMAND, Key::F);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
            let clear = text().app.clear_search;
            let search = SearchField::new("search", words.search, clear, &mut filter.search);
            let search = search.shortcut(text().app.search_shortcut);
            let response = search.width(size::SEARCH_WIDTH).show(ui);
            if find {
                response.request_focus();
            }
            if filter.part != Part::Accounts {
                let (sources, devices) = (&self.sources, &self.devices);
                Select::new("source", words.source).show(ui, &mut filter.source, sources);
                Select::new("device", words.device).show(ui, &mut filter.device, devices);
            }
            if filter.part != Part::Now {
                let reasons = &self.reasons;
                let label = if filter.part == Part::Accounts {
                    words.state
                } else {
                    words.reason
                };
                Select::new("reason", label).show(ui, &mut filter.reason, reasons);
            }
            if filter.part.has_period() {
                let periods = &self.periods;
                Select::new("period", words.period).show(ui, &mut filter.period, periods);
            }
            if let Some(person) = filter.person {
                let label = fill(words.person, &[&person.contact_id()]);
                let remove = fill(words.remove_filter, &[&label]);
                if chip::filter_chip(ui, &label, &remove).is_some() {
                    filter.person = None;
                }
            }
        });
    }
}

fn options(any: &str, all: &[String], chosen: Option<&String>) -> Options {
    let gone = chosen.filter(|chosen| !all.contains(chosen));
    let named = all.iter().chain(gone);
    let named = named.map(|words| (Some(words.clone()), words.clone()));
    std::iter::once((None, any.to_owned()))
        .chain(named)
        .collect()
}
