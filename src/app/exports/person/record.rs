//! A person's record, and what belongs to it: roles, sign-ins, sessions, reviews, views, workspaces.

use std::sync::Arc;

use super::{Person, sheet};
use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::exports::scene::Scene;
use crate::domain::actor::Hand;
use crate::domain::change::Field;
use crate::domain::ids::UserId;
use crate::domain::personal::{Held, ProtectionRecord};
use crate::domain::segment::UserColumn;
use crate::domain::table::{Cell, Column, Sheet};
use crate::domain::text::text;

pub(super) fn sheets(scene: &Scene<'_>, person: &Person) -> Result<Vec<Sheet>, AppError> {
    Ok(vec![
        record(scene, person)?,
        roles(scene, person),
        owns(person),
        sign_ins(person),
        sessions(person),
        reviews(person),
        views(person),
    ])
}

/// A line: stable key, what people read, value.
type Line = (&'static str, &'static str, Cell);

fn record(scene: &Scene<'_>, person: &Person) -> Result<Sheet, AppError> {
    let words = &text().personal;
    let mut lines = fields(person);
    lines.extend(origin(scene, person)?);
    lines.extend(protection(&person.data.protection));
    if let Some(view) = &person.data.begins_with {
        lines.push(("begins_with", words.begins_with, Cell::text(&**view)));
    }
    let held = lines
        .into_iter()
        .filter(|(_, _, value)| *value != Cell::Empty);
    let rows = held.map(|(key, label, value)| vec![Cell::Choice { key, label }, value]);
    let columns = Column::list([("field", words.field, 34.0), ("value", words.value, 80.0)]);
    Ok(sheet(("record", words.record), columns, rows))
}

fn fields(person: &Person) -> Vec<Line> {
    let (record, directory) = (&person.record, &person.directory);
    let contact_id = Cell::Text(record.user_id.contact_id().to_string());
    let id = (
        UserColumn::ContactId.key(),
        UserColumn::ContactId.label(),
        contact_id,
    );
    let fields = Field::ALL.iter().map(|field| {
        let value = directory.value(&record.profile, *field);
        (field.key(), field.label(), Cell::text(value))
    });
    let external = record.external_ids.iter().map(|(source, id)| {
        let field = Field::ExternalId;
        (
            field.key(),
            field.label(),
            Cell::Text(format!("{source}: {id}")),
        )
    });
    std::iter::once(id).chain(fields).chain(external).collect()
}

/// Since when the record is there, and by whose hand.
fn origin(scene: &Scene<'_>, person: &Person) -> Result<[Line; 7], AppError> {
    let (words, record) = (&text().personal, &person.record);
    let colleagues = Colleagues::of(&scene.question())?;
    let named = |hand: &Option<Hand>| {
        let mut hand = hand.clone();
        colleagues.hide(&mut hand);
        hand.map_or(Cell::Empty, |hand| Cell::text(hand.name()))
    };
    let (created, last) = (UserColumn::CreatedAt, UserColumn::LastSignIn);
    Ok([
        (
            created.key(),
            created.label(),
            Cell::instant(record.created_at),
        ),
        ("created_by", words.created_by, named(&record.created_by)),
        (
            "changed_at",
            words.changed_at,
            Cell::Instant(record.changed_at),
        ),
        ("changed_by", words.changed_by, named(&record.changed_by)),
        (
            last.key(),
            last.label(),
            Cell::instant(record.last_sign_in_at),
        ),
        (
            "invitation_expires_at",
            words.invitation_expires,
            Cell::instant(record.invitation_expires_at),
        ),
        (
            "deleted_at",
            words.deleted_at,
            Cell::instant(person.deleted_at),
        ),
    ])
}

fn protection(protection: &ProtectionRecord) -> Vec<Line> {
    let words = &text().personal;
    let (key, label) = match (protection.has_password, protection.is_due) {
        (false, _) => ("none", words.password_none),
        (true, true) => ("due", words.password_due),
        (true, false) => ("set", words.password_set),
    };
    let mut lines = vec![("password", words.password, Cell::Choice { key, label })];
    if protection.has_password {
        let failures = Cell::Count(protection.failures);
        lines.push(("wrong_attempts", words.failures, failures));
    }
    if let Some(since) = protection.factor_since {
        lines.push((
            "second_factor_since",
            words.factor_since,
            Cell::Instant(since),
        ));
        let left = Cell::Count(protection.codes_left);
        lines.push(("recovery_codes_left", words.codes_left, left));
    }
    lines
}

fn roles(scene: &Scene<'_>, person: &Person) -> Sheet {
    let (words, directory) = (&text().personal, &person.directory);
    let columns = Column::list([
        ("role", text().export.role, 30.0),
        ("place", words.place, 34.0),
        ("since", words.since, 18.0),
        ("until", words.until, 14.0),
        ("given_by", words.given_by, 26.0),
    ]);
    let name = |id: UserId| {
        scene
            .snapshot
            .person(id)
            .map(|(record, _)| record.profile.name)
    };
    let rows = person.data.roles.iter().map(|role| {
        let by = role.grant.granted_by.and_then(|id| name(id).ok());
        vec![
            Cell::text(directory.role(role.role_id)),
            Cell::text(directory.place(&role.grant.place)),
            Cell::instant(role.grant.granted_at),
            role.grant.ends_on.map_or(Cell::Empty, Cell::Day),
            by.map_or(Cell::Empty, Cell::text),
        ]
    });
    sheet(("roles", words.roles), columns, rows)
}

fn owns(person: &Person) -> Sheet {
    let words = &text().personal;
    let columns = Column::list([
        ("workspace", words.held_where, 34.0),
        ("held_as", words.held, 20.0),
    ]);
    let rows = person.data.owns.iter().map(|(name, held)| {
        let (key, label) = match held {
            Held::Owner => ("owner", words.owner),
            Held::Billing => ("billing", words.billing),
            Held::Lead => ("lead", words.lead),
        };
        vec![Cell::text(&**name), Cell::Choice { key, label }]
    });
    sheet(("workspaces_held", words.owns), columns, rows)
}

fn sign_ins(person: &Person) -> Sheet {
    let (words, users) = (&text().personal, &text().users);
    let columns = Column::list([
        ("at", words.at, 18.0),
        ("outcome", words.outcome, 14.0),
        ("reason", text().audit_page.reason, 34.0),
        ("source", users.source, 18.0),
        ("application", words.application, 26.0),
        ("device", users.device, 26.0),
        ("ip", words.ip, 20.0),
        ("location", words.location, 24.0),
    ]);
    let rows = person.data.sign_ins.iter().map(|one| {
        vec![
            Cell::Instant(one.at),
            Cell::Choice {
                key: one.outcome.key(),
                label: one.outcome.label(),
            },
            Cell::text(&*one.reason),
            Cell::text(&*one.source),
            Cell::text(&*one.application),
            Cell::text(&*one.device),
            Cell::text(&*one.ip),
            Cell::text(&*one.location),
        ]
    });
    sheet(("sign_ins", words.sign_ins), columns, rows)
}

fn sessions(person: &Person) -> Sheet {
    let (words, users) = (&text().personal, &text().users);
    let columns = Column::list([
        ("source", users.source, 18.0),
        ("device", users.device, 26.0),
        ("started_at", users.started, 18.0),
        ("last_seen_at", users.last_seen, 18.0),
        ("expires_at", words.expires, 18.0),
        ("ended_at", words.ended, 18.0),
        ("end_reason", words.end_reason, 30.0),
    ]);
    let rows = person.data.sessions.iter().map(|one| {
        vec![
            Cell::text(&*one.source),
            Cell::text(&*one.device),
            Cell::Instant(one.started_at),
            Cell::Instant(one.last_seen_at),
            Cell::Instant(one.expires_at),
            Cell::instant(one.ended_at),
            Cell::text(&*one.end_reason),
        ]
    });
    sheet(("sessions", words.sessions), columns, rows)
}

fn reviews(person: &Person) -> Sheet {
    let (words, review) = (&text().personal, &text().review);
    let columns = Column::list([
        ("review", words.review, 30.0),
        ("at", words.at, 18.0),
        ("decision", words.decision, 14.0),
        ("reason", review.reason_column, 40.0),
        ("last_sign_in_at", review.last_sign_in_then, 18.0),
        ("last_used_at", review.last_used_then, 18.0),
    ]);
    let rows = person.data.reviews.iter().map(|one| {
        let (key, label) = if one.is_kept {
            ("kept", review.count_kept)
        } else {
            ("removed", review.count_removed)
        };
        vec![
            Cell::text(&*one.name),
            Cell::Instant(one.at),
            Cell::Choice { key, label },
            Cell::text(&*one.reason),
            Cell::instant(one.last_sign_in_at),
            Cell::instant(one.last_used_at),
        ]
    });
    sheet(("access_reviews", words.reviews), columns, rows)
}

fn views(person: &Person) -> Sheet {
    let words = &text().personal;
    let columns = Column::list([
        ("view", words.view, 30.0),
        ("sharing", words.sharing, 18.0),
        ("version", words.version, 10.0),
        ("deleted", words.deleted, 10.0),
        ("content", words.content, 80.0),
    ]);
    let rows = person.data.views.iter().map(|one| {
        let (key, label) = if one.is_deleted {
            ("yes", text().app.yes)
        } else {
            ("no", text().app.no)
        };
        vec![
            Cell::text(&*one.name),
            Cell::Names(vec![Arc::from(one.sharing.label())]),
            Cell::Count(one.version.unsigned_abs()),
            Cell::Choice { key, label },
            Cell::text(&*one.content),
        ]
    });
    sheet(("saved_views", words.views), columns, rows)
}
