//! The texts and colours of User Insight, made once when an answer arrives or the palette changes.

use crate::domain::ids::UserId;
use crate::domain::insight::{Insight, points};
use crate::domain::office::Office;
use crate::domain::segment::Segment;
use crate::domain::text::{count, fill, percent, plural, text};
use crate::domain::user::{AccountStatus, Onboarding};
use crate::ui::chart::Datum;
use crate::ui::list::roles_line;
use crate::ui::theme::Tokens;
use crate::ui::widgets::Tone;
use crate::ui::widgets::figures::Figure;

/// Everything that the screen draws.
pub struct InsightView {
    pub(super) as_of: String,
    pub(super) total: String,
    pub(super) figures: Vec<Figure>,
    pub(super) status: Chart,
    pub(super) onboarding: Chart,
    pub(super) roles: Chart,
    pub(super) roles_note: String,
    pub(super) without_role: Option<String>,
    pub(super) logins: Vec<LoginView>,
    pub(super) is_empty: bool,
}

/// A chart's data and the segment behind each datum.
#[derive(Default)]
pub(super) struct Chart {
    pub(super) data: Vec<Datum>,
    pub(super) segments: Vec<Segment>,
}

/// One of the last logins.
pub(super) struct LoginView {
    pub(super) user_id: UserId,
    pub(super) contact_id: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) time: String,
    pub(super) ago: String,
}

/// Places of the series colours.
mod series {
    pub(super) const ACTIVE: usize = 1;
    pub(super) const QUIET: usize = 7;
}

impl InsightView {
    pub(super) fn new(insight: &Insight, office: &Office, tokens: &Tokens) -> Self {
        let words = &text().insight;
        let time = office.time();
        let users = insight.total;
        let without_role = insight.without_role;
        Self {
            as_of: fill(words.as_of, &[&time.as_of(insight.as_of)]),
            total: count(users),
            figures: figures(insight),
            status: Chart::new(users, tokens, insight.status.iter().map(status_datum)),
            onboarding: Chart::new(
                users,
                tokens,
                insight
                    .onboarding
                    .iter()
                    .filter(|(_, n)| *n > 0)
                    .map(onboarding_datum),
            ),
            roles: Chart::new(
                users,
                tokens,
                insight.roles.iter().map(|role| {
                    (
                        role.name.as_str(),
                        role.users,
                        0,
                        Segment::Role(role.role_id),
                    )
                }),
            ),
            roles_note: fill(
                words.roles_line,
                &[
                    &plural(
                        insight.assignments,
                        words.assignments_one,
                        words.assignments_many,
                    ),
                    &plural(
                        users - without_role,
                        text().app.users_one,
                        text().app.users_many,
                    ),
                ],
            ),
            without_role: (without_role > 0).then(|| {
                plural(
                    without_role,
                    words.without_role_one,
                    words.without_role_many,
                )
            }),
            logins: insight
                .last_logins
                .iter()
                .map(|login| LoginView {
                    user_id: login.user_id,
                    contact_id: login.user_id.contact_id().to_string(),
                    name: login.name.clone(),
                    role: roles_line(&login.roles),
                    time: time.clock(login.at),
                    ago: time.ago(login.at, insight.as_of),
                })
                .collect(),
            // Whoever sees this is a user too.
            is_empty: users <= 1,
        }
    }
}

impl Chart {
    fn new<'a>(
        total: u64,
        tokens: &Tokens,
        parts: impl Iterator<Item = (&'a str, u64, usize, Segment)>,
    ) -> Self {
        let mut chart = Self::default();
        for (name, value, color, segment) in parts {
            let share_text = percent(crate::domain::insight::share(value, total));
            let value_text = count(value);
            chart.data.push(Datum {
                accessible: fill(
                    text().insight.segment_name,
                    &[&name, &value_text, &share_text],
                ),
                name: name.to_owned(),
                value,
                value_text,
                share_text,
                color: tokens.series(color),
            });
            chart.segments.push(segment);
        }
        chart
    }
}

fn status_datum((status, users): &(AccountStatus, u64)) -> (&'static str, u64, usize, Segment) {
    let color = match status {
        AccountStatus::Active => series::ACTIVE,
        AccountStatus::Inactive => series::QUIET,
    };
    (status.label(), *users, color, Segment::Status(*status))
}

/// A status keeps its colour, whatever its rank.
fn onboarding_datum(
    (onboarding, users): &(Onboarding, u64),
) -> (&'static str, u64, usize, Segment) {
    let color = match onboarding {
        Onboarding::Completed => 0,
        Onboarding::InProgress => 1,
        Onboarding::Launched => 2,
        Onboarding::NotInvited => 3,
        Onboarding::Expired => 4,
        Onboarding::Revoked => series::QUIET,
    };
    (
        onboarding.label(),
        *users,
        color,
        Segment::Onboarding(*onboarding),
    )
}

/// The six figures, in the order of [`FIGURES`].
fn figures(insight: &Insight) -> Vec<Figure> {
    let words = &text().insight;
    let share = |part| percent(crate::domain::insight::share(part, insight.total));
    let plain = |label: &str, value: u64, note: String| Figure {
        label: label.to_owned(),
        value: count(value),
        note,
        ..Figure::default()
    };
    let stickiness = insight.stickiness.map_or_else(
        || share(insight.signed_in),
        |s| {
            fill(
                words.stickiness,
                &[&share(insight.signed_in), &format!("{:.0}%", s * 100.0)],
            )
        },
    );
    let (expired, tone) = match insight.expired {
        0 => (words.none_expired.to_owned(), Tone::Neutral),
        n => (fill(words.expired, &[&count(n)]), Tone::Bad),
    };
    vec![
        plain(
            words.total,
            insight.total,
            fill(words.total_sub, &[&count(insight.new_users)]),
        ),
        plain(
            words.active,
            insight.active,
            fill(words.share_of_total, &[&share(insight.active)]),
        ),
        growth(insight),
        plain(words.signed_in, insight.signed_in, stickiness),
        plain(
            words.sessions,
            insight.open_sessions,
            plural(
                insight.session_accounts,
                words.accounts_one,
                words.accounts_many,
            ),
        ),
        Figure {
            tone,
            ..plain(words.pending, insight.pending, expired)
        },
    ]
}

fn growth(insight: &Insight) -> Figure {
    let words = &text().insight;
    let value = insight.growth.map_or_else(
        || text().app.not_available.to_owned(),
        |g| format!("{:+.1}%", g * 100.0),
    );
    let figure = Figure {
        label: words.growth.to_owned(),
        value,
        ..Figure::default()
    };
    let (Some(now), Some(before)) = (insight.growth, insight.previous_growth) else {
        return Figure {
            note: words.no_previous.to_owned(),
            ..figure
        };
    };
    let change = points(now, before);
    let (lead, tone) = if change >= 0.05 {
        (fill(words.growth_up, &[&format!("{change:.1}")]), Tone::Ok)
    } else if change <= -0.05 {
        (
            fill(words.growth_down, &[&format!("{:.1}", -change)]),
            Tone::Bad,
        )
    } else {
        (words.growth_same.to_owned(), Tone::Neutral)
    };
    Figure {
        note_lead: lead,
        tone,
        note: words.versus_previous.to_owned(),
        ..figure
    }
}

/// What each figure opens: a segment, or the sessions.
pub(super) const FIGURES: [Option<Segment>; 6] = [
    Some(Segment::All),
    Some(Segment::Status(AccountStatus::Active)),
    Some(Segment::New),
    Some(Segment::SignedIn),
    None,
    Some(Segment::Pending),
];
