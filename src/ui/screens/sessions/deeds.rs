//! What can be done with the selection: the bar below the rows.

use egui::{Context, Rect, Ui};

use crate::app::queries::session_list::SessionListAnswer;
use crate::app::session_sight::ACCOUNTS;
use crate::domain::session::SessionKey;
use crate::domain::text::{count, fill, text};
use crate::ui::context::Cx;
use crate::ui::list::Picks;
use crate::ui::theme::space;
use crate::ui::ways_in::Deed;
use crate::ui::widgets::action_bar::{self, Item};
use crate::ui::widgets::{frozen, toasts};

/// What can be pressed in the bar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    All,
    Clear,
    Do(Deed),
}

/// What is selected, of which rows.
type Chosen<'a> = (&'a Picks<SessionKey>, &'a SessionListAnswer);

/// The height of the bar; nothing while nothing is selected.
pub(super) fn height(ui: &Ui, cx: &Cx<'_>, chosen: Chosen<'_>, room: Rect) -> f32 {
    let Some(said) = said(chosen) else {
        return 0.0;
    };
    let entries = entries(cx, ui.ctx(), &said);
    let items: Vec<Item<'_>> = entries.iter().map(|(item, _)| *item).collect();
    let strip = action_bar::height(ui, &items, room.width() - 2.0 * space::L);
    strip + 2.0 * space::M
}

/// Draws the bar; what was pressed.
pub(super) fn bar_ui(ui: &mut Ui, cx: &Cx<'_>, chosen: Chosen<'_>, room: Rect) -> Option<Press> {
    let said = said(chosen)?;
    let entries = entries(cx, ui.ctx(), &said);
    let items: Vec<Item<'_>> = entries.iter().map(|(item, _)| *item).collect();
    toasts::lift(ui.ctx(), room.height());
    let place = room.shrink2(egui::vec2(space::L, 0.0));
    let pressed = action_bar::show(ui, text().sessions.bar, &items, place)?;
    entries.get(pressed).and_then(|(_, press)| *press)
}

/// How many are selected, and what selects all; none where nothing is selected.
fn said((picks, answer): Chosen<'_>) -> Option<(String, String)> {
    if picks.is_empty() {
        return None;
    }
    let (words, rows) = (&text().bulk, answer.keys.len() as u64);
    if picks.is_all() {
        return Some((fill(words.all_selected, &[&count(rows)]), String::new()));
    }
    let selected = fill(words.selected, &[&count(picks.count(rows))]);
    Some((selected, fill(words.select_all, &[&count(rows)])))
}

/// What stands in the bar, and what pressing it means.
fn entries<'a>(
    cx: &Cx<'_>,
    ctx: &Context,
    (title, all): &'a (String, String),
) -> Vec<(Item<'a>, Option<Press>)> {
    let frozen = frozen::why(ctx);
    let mut entries = vec![(Item::title(title), None)];
    if !all.is_empty() {
        entries.push((Item::quiet(all), Some(Press::All)));
    }
    entries.push((Item::quiet(text().bulk.clear), Some(Press::Clear)));
    if ACCOUNTS.iter().any(|permission| cx.may(*permission)) {
        entries.push((Item::divider(), None));
        entries.extend(Deed::ALL.map(|deed| {
            let item = Item::action(deed.label()).enabled_or(frozen);
            (item, Some(Press::Do(deed)))
        }));
    }
    entries
}
