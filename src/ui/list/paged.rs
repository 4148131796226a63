//! The rows of a long list that are on the screen: asked for in steps, kept with all texts ready.

use std::collections::HashMap;
use std::ops::Range;

use egui::Ui;

use crate::app::query::Query;
use crate::domain::ids::UserId;
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use crate::ui::widgets::table::TableResponse;

/// Rows asked for above and below those on the screen.
const MARGIN: u64 = 30;

/// Rows of a list of people. `Q` asks for some of them, `V` is one as it is drawn.
pub struct Paged<Q: Query, V> {
    rows: Remote<Q>,
    seen: u64,
    views: HashMap<UserId, V>,
    visible: Range<u64>,
}

impl<Q: Query, V> Default for Paged<Q, V> {
    fn default() -> Self {
        Self {
            rows: Remote::default(),
            seen: 0,
            views: HashMap::new(),
            visible: 0..0,
        }
    }
}

impl<Q: Query<Output = Vec<R>>, R, V> Paged<Q, V> {
    /// Asks for the rows on the screen and takes those that have come.
    pub fn ask(
        &mut self,
        cx: &Cx<'_>,
        ids: &[UserId],
        question: impl FnOnce(Vec<UserId>) -> Q,
        view: impl Fn(&R) -> (UserId, V),
    ) {
        // In whole steps, so that a line more on the screen is not a question more.
        let first = self.visible.start.saturating_sub(MARGIN) / MARGIN * MARGIN;
        let last = (self.visible.end / MARGIN + 2) * MARGIN;
        let range = first as usize..(last as usize).min(ids.len());
        let wanted = ids.get(range).unwrap_or_default().to_vec();
        self.rows.want(cx.backend, &question(wanted));
        if self.seen != self.rows.version() {
            self.seen = self.rows.version();
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
    pub fn views(&self) -> &HashMap<UserId, V> {
        &self.views
    }
}
