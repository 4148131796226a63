//! Filters are what a plain reading of them says of each record, while the records change.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, TimeZone};
use chrono_tz::Europe::Lisbon;
use proptest::prelude::*;
use rollcall::domain::filter::{Clause, Filter, FilterField, Operator, Sense, Term, Test};
use rollcall::domain::fold::fold;
use rollcall::domain::ids::UserId;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::time::Timestamp;
use rollcall::store::columns::View;
use rollcall::store::error::StoreError;

use super::oracle::{Person, people};
use crate::support::outside::NOW;
use crate::support::people::{Directory, Seeded, act, random_user};

const TEXTS: &[&str] = &[
    "editor",
    "ÉDITEUR",
    "Sales",
    "zoë",
    "zoe",
    "an",
    "мар",
    "0204",
    "+351 9",
    "b.example",
    "vip",
    "on leave",
    "returns",
    "EX-1",
    "entra",
    "lisbon",
    "w",
    "a\nb",
];
const DAYS: &[u32] = &[1, 2, 7, 30, 31, 120];

fn today() -> NaiveDate {
    Lisbon.timestamp_millis_opt(NOW.0).unwrap().date_naive()
}

/// A test that fits the operator, or its opposite.
fn test(field: FilterField, operator: Operator, dice: &mut Seeded) -> Test {
    let codes = |dice: &mut Seeded| -> BTreeSet<i64> {
        (0..=dice.below(2)).map(|_| dice.below(5) as i64).collect()
    };
    let texts = |dice: &mut Seeded| -> BTreeSet<String> {
        (0..=dice.below(2))
            .map(|_| dice.pick(TEXTS).to_owned())
            .collect()
    };
    let text = |dice: &mut Seeded| dice.pick(TEXTS).to_owned();
    let day = |dice: &mut Seeded| match dice.below(3) {
        0 => None,
        _ => Some(today() + Days::new(60) - Days::new(dice.below(150))),
    };
    let is_numbered = matches!(field.first_test(), Test::AnyOf(_));
    match operator {
        Operator::AnyOf | Operator::NoneOf if is_numbered => Test::AnyOf(codes(dice)),
        Operator::AllOf | Operator::NotAllOf if is_numbered => Test::AllOf(codes(dice)),
        Operator::AnyOf | Operator::NoneOf => Test::OneOf(texts(dice)),
        Operator::AllOf | Operator::NotAllOf => Test::EachOf(texts(dice)),
        Operator::Contains | Operator::ContainsNot => Test::Contains(text(dice)),
        Operator::StartsWith | Operator::StartsNotWith => Test::StartsWith(text(dice)),
        Operator::Equals | Operator::EqualsNot => Test::Equals(text(dice)),
        Operator::Last | Operator::NeverOrNotLast => Test::Last(dice.pick(DAYS)),
        Operator::NotLast | Operator::NeverOrLast => Test::NotLast(dice.pick(DAYS)),
        Operator::Next | Operator::NotNext => Test::Next(dice.pick(DAYS)),
        Operator::Between | Operator::NotBetween => Test::Between(day(dice), day(dice)),
        Operator::Empty | Operator::Known => Test::Empty,
    }
}

fn term(dice: &mut Seeded) -> Term {
    loop {
        let field = dice.pick(FilterField::ALL);
        let operator = dice.pick(field.operators());
        let test = test(field, operator, dice);
        let sense = dice.pick(&[Sense::Is, Sense::IsNot]);
        let term = Term { field, sense, test };
        if term.is_valid() {
            return term;
        }
    }
}

fn filter(dice: &mut Seeded) -> Filter {
    let clause = |dice: &mut Seeded| Clause {
        terms: (0..=dice.below(3)).map(|_| term(dice)).collect(),
    };
    Filter {
        clauses: (0..=dice.below(3)).map(|_| clause(dice)).collect(),
    }
}

/// What a field has to be compared with.
enum Value {
    Numbers(BTreeSet<i64>),
    Texts(Vec<String>),
    Day(Option<NaiveDate>),
    Time(Option<Timestamp>),
}

fn value(person: &Person, field: FilterField) -> Value {
    let (r, p) = (&person.record, &person.record.profile);
    let one = |text: &str| Value::Texts(vec![text.to_owned()]);
    let maybe = |text: &Option<String>| one(text.as_deref().unwrap_or_default());
    match field {
        FilterField::Status => Value::Numbers([p.status.code()].into()),
        FilterField::Onboarding => Value::Numbers([person.onboarding().code()].into()),
        FilterField::Kind => Value::Numbers([p.kind.code()].into()),
        FilterField::Client => Value::Numbers(p.client_id.iter().map(|id| id.0).collect()),
        FilterField::Roles => Value::Numbers(p.roles.iter().map(|id| id.0).collect()),
        FilterField::Teams => Value::Numbers(p.teams.iter().map(|id| id.0).collect()),
        FilterField::Workspaces => Value::Numbers(p.workspaces.iter().map(|id| id.0).collect()),
        FilterField::CreatedAt => Value::Time(r.created_at),
        FilterField::LastSignIn => Value::Time(r.last_sign_in_at),
        FilterField::ChangedAt => Value::Time(Some(r.changed_at)),
        FilterField::InvitationExpires => Value::Time(r.invitation_expires_at),
        FilterField::EndDate => Value::Day(p.end_date),
        FilterField::Name => one(&p.name),
        FilterField::Email => maybe(&p.email),
        FilterField::Phone => maybe(&p.phone),
        FilterField::Extension => maybe(&p.extension),
        FilterField::Title => one(&p.title),
        FilterField::Department => one(&p.department),
        FilterField::Location => one(&p.location),
        FilterField::Language => one(&p.language),
        FilterField::Manager => one(&p.manager),
        FilterField::Notes => one(&p.notes),
        FilterField::Tags => Value::Texts(p.tags.iter().cloned().collect()),
        FilterField::Source => Value::Texts(
            r.external_ids
                .iter()
                .map(|(source, _)| source.clone())
                .collect(),
        ),
        // No list of everybody was imported.
        FilterField::MissingFrom => Value::Texts(Vec::new()),
        FilterField::ExternalId => {
            Value::Texts(r.external_ids.iter().map(|(_, id)| id.clone()).collect())
        }
    }
}

/// Whether a day is in a window of days around today.
fn in_window(day: NaiveDate, test: &Test) -> bool {
    let ago = today().num_days_from_ce() - day.num_days_from_ce();
    match test {
        Test::Last(days) => (0..*days as i32).contains(&ago),
        Test::NotLast(days) => ago >= *days as i32,
        Test::Next(days) => (0..*days as i32).contains(&-ago),
        Test::Between(first, last) => {
            first.is_none_or(|first| day >= first) && last.is_none_or(|last| day <= last)
        }
        _ => unreachable!("{test:?}"),
    }
}

fn holds(person: &Person, term: &Term) -> bool {
    let plain = |text: &String| fold(text.trim()).replace('\n', " ");
    let wanted = |text: &String| {
        let folded = fold(text.trim());
        if term.field == FilterField::Phone {
            return folded.replace(' ', "");
        }
        folded
    };
    let is = match (value(person, term.field), &term.test) {
        (Value::Numbers(own), Test::AnyOf(some)) => !own.is_disjoint(some),
        (Value::Numbers(own), Test::AllOf(all)) => own.is_superset(all),
        (Value::Numbers(own), Test::Empty) => own.is_empty(),
        (Value::Texts(own), Test::Empty) => own.iter().all(String::is_empty),
        (Value::Texts(own), Test::OneOf(some)) => own
            .iter()
            .any(|own| some.iter().any(|one| fold(one.trim()) == fold(own))),
        (Value::Texts(own), Test::EachOf(all)) => all
            .iter()
            .all(|one| own.iter().any(|own| fold(one.trim()) == fold(own))),
        (Value::Texts(own), Test::Contains(text)) => own
            .iter()
            .any(|own| fold(own).replace('\n', " ").contains(&wanted(text))),
        (Value::Texts(own), Test::StartsWith(text)) => {
            own.iter().any(|own| fold(own).starts_with(&wanted(text)))
        }
        (Value::Texts(own), Test::Equals(text)) => own.iter().any(|own| plain(own) == wanted(text)),
        (Value::Day(None) | Value::Time(None), test) => *test == Test::Empty,
        (Value::Day(_) | Value::Time(_), Test::Empty) => false,
        (Value::Day(Some(day)), test) => in_window(day, test),
        (Value::Time(Some(at)), Test::Last(_)) if at > NOW => false,
        (Value::Time(Some(at)), test) => in_window(
            Lisbon.timestamp_millis_opt(at.0).unwrap().date_naive(),
            test,
        ),
        (_, test) => unreachable!("{:?} {test:?}", term.field),
    };
    is == (term.sense == Sense::Is)
}

fn meets(person: &Person, filter: &Filter) -> bool {
    let mut clauses = filter.clauses.iter();
    clauses.all(|clause| clause.terms.iter().any(|term| holds(person, term)))
}

fn check(directory: &Directory, filters: &[Filter]) {
    let mut reader = directory.open().reader().unwrap();
    reader
        .snapshot(|s| -> Result<(), StoreError> {
            let everyone = people(&directory.path, s);
            for filter in filters {
                let query = UserListQuery {
                    filter: filter.clone(),
                    ..UserListQuery::of(Scope::default(), Segment::All)
                };
                let mut found = s.user_list(View::whole(), &query, NOW)?;
                found.sort_unstable();
                let expected: Vec<_> = everyone
                    .iter()
                    .filter(|person| meets(person, filter))
                    .map(|person| person.record.user_id)
                    .collect();
                assert_eq!(found, expected, "{filter:?}");
            }
            Ok(())
        })
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn filters_keep_whom_a_plain_reading_keeps(seed in any::<u64>(), users in 0u64..60) {
        let directory = Directory::random(seed, users);
        let mut dice = Seeded::new(seed ^ 0xf117);
        let mut workspace = directory.open();
        act(&mut workspace, NOW, |w| {
            for user in 1..=users {
                for source in ["entra", "Okta"].into_iter().take(dice.below(3) as usize) {
                    let id = format!("{}-{user}", dice.pick(&["EX", "w"]));
                    w.note_external_id(UserId(user as i64), source, &id)?;
                }
            }
            Ok(())
        });
        let filters: Vec<Filter> = (0..60).map(|_| filter(&mut dice)).collect();
        check(&directory, &filters);
        // What is kept for the next question follows each change.
        let mut reader = workspace.reader().unwrap();
        for round in 0..4 {
            let filters: Vec<Filter> = (0..8).map(|_| filter(&mut dice)).collect();
            let query = |filter: &Filter| UserListQuery {
                filter: filter.clone(),
                ..UserListQuery::of(Scope::default(), Segment::All)
            };
            let look = |reader: &mut rollcall::store::reader::Reader| {
                reader.snapshot(|s| filters.iter().map(|f| s.user_list(View::whole(), &query(f), NOW)).collect::<Result<Vec<_>, _>>()).unwrap()
            };
            drop(look(&mut reader));
            act(&mut workspace, NOW, |w| {
                if users > 0 {
                    let user_id = UserId(dice.below(users) as i64 + 1);
                    match w.update_user(user_id, &random_user(&mut dice, 5_000 + round).profile) {
                        Err(StoreError::NotFound) => {}
                        other => other?,
                    }
                    w.note_external_id(user_id, "google", &format!("EX-1{round}"))?;
                }
                w.insert_user(&random_user(&mut dice, 6_000 + round)).map(drop)
            });
            let mut fresh = directory.open().reader().unwrap();
            prop_assert_eq!(look(&mut reader), look(&mut fresh));
        }
        let filters: Vec<Filter> = (0..8).map(|_| filter(&mut dice)).collect();
        check(&directory, &filters);
    }
}

#[test]
fn a_filter_is_kept_as_plain_json() {
    let filter = Filter::of(Term::new(FilterField::Status, Test::AnyOf([1].into())))
        .and(Term::not(FilterField::LastSignIn, Test::Last(90)))
        .and(Term::new(FilterField::Notes, Test::Empty));
    let json = serde_json::json!({ "all": [
        { "any": [{ "field": "status", "test": { "any_of": [1] } }] },
        { "any": [{ "field": "last_sign_in", "sense": "is_not", "test": { "last": 90 } }] },
        { "any": [{ "field": "notes", "test": "empty" }] },
    ]});
    assert_eq!(serde_json::to_value(&filter).unwrap(), json);
    assert_eq!(serde_json::from_value::<Filter>(json).unwrap(), filter);
    let wrong = Filter::of(Term::new(FilterField::Status, Test::Last(3)));
    assert!(filter.is_valid() && !wrong.is_valid());
}
