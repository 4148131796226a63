//! A person's sessions and failed sign-ins: how they stand at the door and what can be done about it, how many there are,
//! the newest few, and the way to all of them.

use egui::Ui;

use crate::app::queries::person_sessions::{PersonPart, PersonSessions, PersonSessionsAnswer};
use crate::app::session_acts::Acts;
use crate::domain::ids::UserId;
use crate::domain::session::{Part, SessionKey};
use crate::domain::session_row::SessionEntry;
use crate::domain::text::{count, fill, text};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::ways_in::{Aim, Deed, WaysIn, tone_of};
use crate::ui::widgets::{Button, Tone, badge, banner, link, spinner};

/// The tab.
#[derive(Default)]
pub(super) struct SessionsTab {
    remote: Remote<PersonSessions>,
    built: u64,
    groups: Vec<Group>,
    /// What would change something.
    aims: Vec<Aim>,
    ways_in: WaysIn,
}

/// A part with its texts ready.
struct Group {
    title: String,
    rows: Vec<[String; 2]>,
}

impl SessionsTab {
    /// Draws the tab.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, user_id: UserId) {
        self.remote.want(cx.backend, &PersonSessions { user_id });
        self.ways_in.show(ui.ctx(), cx);
        if let Some(error) = self.remote.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let Some(answer) = self.remote.value().cloned() else {
            spinner::delayed_spinner(ui, "person-sessions", text().app.loading);
            return;
        };
        if self.built != self.remote.version() {
            self.built = self.remote.version();
            let (time, now) = (cx.office.time(), answer.as_of);
            let parts = answer.parts.iter();
            let group = |part| group(part, &answer.acts, (now, &time));
            self.groups = parts.map(group).collect();
            let aims = Deed::ALL.iter().map(|deed| {
                let account = SessionKey::Account(user_id);
                Aim::new(*deed, [account], &answer.acts)
            });
            self.aims = aims.filter(|aim| aim.count() > 0).collect();
        }
        self.door_ui(ui, &answer);
        self.groups_ui(ui);
        if link::link(ui, text().sessions.show_all).clicked() {
            cx.push(Action::ShowSessions(user_id));
        }
    }

    /// Whether they can sign in, and what the operator can do about it.
    fn door_ui(&mut self, ui: &mut Ui, answer: &PersonSessionsAnswer) {
        let Some(account) = &answer.account else {
            return;
        };
        let tokens = Tokens::of(ui.ctx());
        let state = account.state;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let label = type_of::rich(text().sessions.state, type_of::body_strong());
            ui.label(label.color(tokens.text));
            badge::status_badge(ui, tone_of(state), state.label());
        });
        ui.add_space(space::S);
        let mut pressed = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
            for (index, aim) in self.aims.iter().enumerate() {
                let button = Button::secondary(aim.deed.label()).small().changing();
                if button.show(ui).clicked() {
                    pressed = Some(index);
                }
            }
        });
        if let Some(aim) = pressed.and_then(|index| self.aims.get(index)) {
            self.ways_in.ask(aim.clone(), None, answer.as_of);
        }
        ui.add_space(space::L);
    }

    fn groups_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        ui.spacing_mut().item_spacing.y = space::XS;
        for group in &self.groups {
            ui.label(type_of::rich(&group.title, type_of::body_strong()).color(tokens.text));
            for [first, second] in &group.rows {
                ui.label(type_of::rich(first, type_of::body()).color(tokens.text_secondary));
                ui.label(type_of::rich(second, type_of::secondary()).color(tokens.text_muted));
                ui.add_space(space::XS);
            }
            ui.add_space(space::M);
        }
    }
}

fn group(part: &PersonPart, acts: &Acts, at: (Timestamp, &OfficeTime)) -> Group {
    let words = &text().sessions;
    let title = match part.part {
        Part::Now | Part::Accounts => words.tab_now,
        Part::Ended => words.tab_ended,
        Part::Failed => words.tab_failed,
    };
    let rows = part.entries.iter();
    Group {
        title: fill(title, &[&count(part.total)]),
        rows: rows.map(|entry| row(entry, acts, at)).collect(),
    }
}

/// Where, and when and why; of an open session of another system, where it is ended.
fn row(entry: &SessionEntry, acts: &Acts, (now, time): (Timestamp, &OfficeTime)) -> [String; 2] {
    let words = &text().sessions;
    let pair = |a: &str, b: &str| match (a.is_empty(), b.is_empty()) {
        (true, _) => b.to_owned(),
        (_, true) => a.to_owned(),
        _ => fill(words.line, &[&a, &b]),
    };
    let stamp = |at: Option<Timestamp>| at.map(|at| time.stamp(at)).unwrap_or_default();
    let (when, why) = match entry.key {
        SessionKey::Session(id) if entry.reason.is_empty() => {
            let seen = entry.last.map(|at| time.ago(at, now)).unwrap_or_default();
            let when = fill(words.open_since, &[&stamp(entry.began), &seen]);
            let is_here = acts.here.contains(&id);
            let there = (!is_here).then(|| fill(words.end_there, &[&entry.source]));
            (when, there.unwrap_or_default())
        }
        _ => (stamp(entry.last), entry.reason.clone()),
    };
    [pair(&entry.device, &entry.source), pair(&when, &why)]
}
