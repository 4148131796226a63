//! The rows of a long list that are on the screen: asked for in steps, kept with all texts ready.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use egui::Ui;

use crate::app::query::Query;
use crate::domain::ids::UserId;
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use crate::ui::widgets::table::TableResponse;

/// Rows asked for above and below those on the screen.
const MARGIN: u64 = 30;

/// More rows than this are not kept.
const KEPT: usize = 4_096;

/// Rows of a list by their keys, which are people unless it is said. `Q` asks for some of them, `V` is one as it is drawn.
pub struct Paged<Q: Query, V, K = UserId> {
    rows: Remote<Q>,
    seen: u64,
    views: HashMap<K, V>,
    visible: Range<u64>,
}

impl<Q: Query, V, K> Default for Paged<Q, V, K> {
    fn default() -> Self {
        Self {
            rows: Remote::default(),
            seen: 0,
            views: HashMap::new(),
            visible: 0..0,
        }
    }
}

impl<Q: Query<Output = Vec<R>>, R, V, K: Copy + Eq + Hash> Paged<Q, V, K> {
    /// Asks for the rows on the screen and takes those that have come.
    pub fn ask(
        &mut self,
        cx: &Cx<'_>,
        keys: &[K],
        question: impl FnOnce(Vec<K>) -> Q,
        view: impl Fn(&R) -> (K, V),
    ) {
        let some = |rows: Range<u64>| {
            let end = (rows.end as usize).min(keys.len());
            let slice = keys.get(rows.start as usize..end);
            slice.unwrap_or_default().to_vec()
        };
        self.ask_some(cx, some, question, view);
    }

    /// The same for keys that are not in memory one by one; `keys` gives those of some rows.
    pub fn ask_some(
        &mut self,
        cx: &Cx<'_>,
        keys: impl FnOnce(Range<u64>) -> Vec<K>,
        question: impl FnOnce(Vec<K>) -> Q,
        view: impl Fn(&R) -> (K, V),
    ) {
        // In whole steps, so that a line more on the screen is not a question more.
        let first = self.visible.start.saturating_sub(MARGIN) / MARGIN * MARGIN;
        let last = (self.visible.end / MARGIN + 2) * MARGIN;
        self.rows.want(cx.backend, &question(keys(first..last)));
        if self.seen != self.rows.version() {
            self.seen = self.rows.version();
            if self.views.len() > KEPT {
                self.views.clear();
            }
            let came = self.rows.value().into_iter().flat_map(|rows| rows.iter());
            self.views.extend(came.map(view));
        }
    }

    /// Notes which rows the table has shown.
    pub fn note(&mut self, ui: &Ui, shown: &TableResponse) {
        if self.visible != shown.visible {
            self.visible = shown.visible.clone();
            ui.ctx().request_repaint();
        }
    }

    /// The rows that have come.
    pub fn views(&self) -> &HashMap<K, V> {
        &self.views
    }

    /// The rows on the screen, from 0.
    pub fn visible(&self) -> Range<u64> {
        self.visible.clone()
    }
}
