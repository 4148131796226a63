//! What is typed of a plan or an add-on, and the one rule set that form and command go through.

use super::issues::Issues;
use super::{line, name};
use crate::domain::module::{Module, ModuleSet};
use crate::domain::plan::{Limits, OfferKind, Quota, Terms, Unit};
use crate::domain::text::{count, fill, text};

/// The largest limit, in users, clients or mebibytes.
const LARGEST: u64 = 1_000_000_000;

/// A field of a plan or an add-on, in the order of its form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum TermsField {
    /// Its name.
    Name,
    /// What it costs.
    Price,
    /// A limit of a plan.
    Limit(Quota),
}

impl TermsField {
    /// The label in the form and in messages.
    pub fn label(self) -> &'static str {
        let words = &text().plan;
        match self {
            Self::Name => words.name,
            Self::Price => words.price,
            Self::Limit(quota) => quota.label(),
        }
    }
}

/// A plan or an add-on as typed: raw text where text is typed, a set where one chooses.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "the fields are those of Terms")]
pub struct TermsDraft {
    pub name: String,
    pub price: String,
    pub users: String,
    pub clients: String,
    pub storage: String,
    pub features: ModuleSet,
}

impl From<&Terms> for TermsDraft {
    fn from(terms: &Terms) -> Self {
        let typed = |quota: Quota| {
            terms.limits.of(quota).map_or_else(String::new, |limit| {
                if quota != Quota::Storage {
                    return limit.to_string();
                }
                let (number, unit) = Unit::of(limit);
                fill(unit.template(), &[&number])
            })
        };
        Self {
            name: terms.name.clone(),
            price: terms.price.clone(),
            users: typed(Quota::Users),
            clients: typed(Quota::Clients),
            storage: typed(Quota::Storage),
            features: terms.features,
        }
    }
}

impl TermsDraft {
    /// The checked terms, or what is wrong by field. Limits of an add-on are not looked at: it has none.
    pub fn parse(&self, kind: OfferKind) -> Result<Terms, Issues<TermsField>> {
        let mut issues = Issues::default();
        let name = issues.take(TermsField::Name, name::parse(&self.name));
        let price = issues.take(TermsField::Price, line::parse(&self.price));
        let limits = match kind {
            OfferKind::Plan => self.limits(&mut issues),
            OfferKind::AddOn => Limits::default(),
        };
        match (name, price) {
            (Some(name), Some(price)) if issues.is_empty() => Ok(Terms {
                name,
                price,
                limits,
                features: self.features,
            }),
            _ => Err(issues),
        }
    }

    fn limits(&self, issues: &mut Issues<TermsField>) -> Limits {
        let mut limit = |quota, parsed| issues.take(TermsField::Limit(quota), parsed).flatten();
        Limits {
            users: limit(Quota::Users, parse_number(&self.users)),
            clients: limit(Quota::Clients, parse_number(&self.clients)),
            storage: limit(Quota::Storage, parse_storage(&self.storage)),
        }
    }

    /// The same changes, made to what somebody else has saved meanwhile.
    pub fn rebased(&self, old: &Self, new: &Self) -> Self {
        let merged = |of: fn(&Self) -> &String| {
            let (mine, old, new) = (of(self), of(old), of(new));
            if mine == old { new } else { mine }.clone()
        };
        let has = |module: &Module| {
            let is_mine = self.features.has(*module) != old.features.has(*module);
            let from = if is_mine { self } else { new };
            from.features.has(*module)
        };
        Self {
            name: merged(|draft| &draft.name),
            price: merged(|draft| &draft.price),
            users: merged(|draft| &draft.users),
            clients: merged(|draft| &draft.clients),
            storage: merged(|draft| &draft.storage),
            features: Module::ALL.iter().copied().filter(has).collect(),
        }
    }
}

/// A whole number above zero; an empty field is no limit.
fn parse_number(raw: &str) -> Result<Option<u64>, String> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    limit(raw, 1, text().problem.limit_number)
}

/// A number of gigabytes, or of the unit behind it: "10", "500 MB", "2 TB".
fn parse_storage(raw: &str) -> Result<Option<u64>, String> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    let digits = raw.len() - raw.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = raw.split_at(digits);
    let problem = text().problem.limit_storage;
    let unit = match unit.trim().to_ascii_uppercase().as_str() {
        "MB" => Unit::Mega,
        "GB" | "" => Unit::Giga,
        "TB" => Unit::Tera,
        _ => return Err(problem.to_owned()),
    };
    limit(number, unit.mebibytes(), problem)
}

/// So many times a unit. What is not a number gets the problem that says how to write one.
fn limit(digits: &str, unit: u64, problem: &str) -> Result<Option<u64>, String> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(problem.to_owned());
    }
    let number = digits.parse::<u64>().ok();
    match number.and_then(|number| number.checked_mul(unit)) {
        Some(0) => Err(problem.to_owned()),
        Some(number) if number <= LARGEST => Ok(Some(number)),
        _ => {
            let most = count(LARGEST / unit);
            Err(fill(text().problem.limit_large, &[&most]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> TermsDraft {
        TermsDraft {
            name: " Premium ".into(),
            price: "99 a month".into(),
            users: "250".into(),
            clients: String::new(),
            storage: "10 GB".into(),
            features: ModuleSet::default().with(Module::Insight),
        }
    }

    #[test]
    fn what_is_stored_is_typed_and_stored_again() {
        let terms = draft().parse(OfferKind::Plan).unwrap();
        assert_eq!(terms.name, "Premium");
        assert_eq!(terms.limits.users, Some(250));
        assert_eq!(terms.limits.clients, None);
        assert_eq!(terms.limits.storage, Some(10_240));
        for storage in [None, Some(1), Some(1_536), Some(1 << 20), Some(3 << 10)] {
            let limits = Limits {
                storage,
                ..terms.limits
            };
            let terms = Terms {
                limits,
                ..terms.clone()
            };
            assert_eq!(TermsDraft::from(&terms).parse(OfferKind::Plan), Ok(terms));
        }
    }

    #[test]
    fn every_field_reports_its_own_problem() {
        let bad = TermsDraft {
            name: "P".into(),
            price: "x".repeat(201),
            users: "0".into(),
            clients: "2.5".into(),
            storage: "much".into(),
            features: ModuleSet::default(),
        };
        let issues = bad.parse(OfferKind::Plan).unwrap_err();
        let fields: Vec<TermsField> = issues.iter().map(|(field, _)| field).collect();
        let limits = Quota::ALL.map(TermsField::Limit);
        let expected = [TermsField::Name, TermsField::Price].into_iter();
        assert_eq!(fields, expected.chain(limits).collect::<Vec<_>>());
        let issues = bad.parse(OfferKind::AddOn).unwrap_err();
        assert_eq!(issues.len(), 2, "an add-on has no limits to be wrong");
    }

    #[test]
    fn limits_are_whole_numbers_above_zero() {
        for (typed, users) in [
            ("", Ok(None)),
            ("  ", Ok(None)),
            (" 7 ", Ok(Some(7))),
            ("1000000000", Ok(Some(LARGEST))),
            ("1000000001", Err(())),
            ("99999999999999999999999", Err(())),
            ("0", Err(())),
            ("-1", Err(())),
            ("+1", Err(())),
            ("1,000", Err(())),
            ("1e3", Err(())),
            ("\u{663}", Err(())),
        ] {
            assert_eq!(parse_number(typed).map_err(drop), users, "{typed}");
        }
        for (typed, storage) in [
            ("", Ok(None)),
            ("10", Ok(Some(10_240))),
            ("10gb", Ok(Some(10_240))),
            ("500 MB", Ok(Some(500))),
            ("2 tb", Ok(Some(2 << 20))),
            ("0 MB", Err(())),
            ("GB", Err(())),
            ("10 G", Err(())),
            ("1.5 GB", Err(())),
            ("18446744073709551615 TB", Err(())),
            ("٣ GB", Err(())),
        ] {
            assert_eq!(parse_storage(typed).map_err(drop), storage, "{typed}");
        }
    }

    #[test]
    fn my_changes_are_kept_over_what_was_saved_meanwhile() {
        let old = draft();
        let mine = TermsDraft {
            price: "89 a month".into(),
            features: old.features.with(Module::Import),
            ..old.clone()
        };
        let theirs = TermsDraft {
            name: "Gold".into(),
            features: ModuleSet::default(),
            ..old.clone()
        };
        let merged = mine.rebased(&old, &theirs);
        assert_eq!(
            (merged.name.as_str(), merged.price.as_str()),
            ("Gold", "89 a month")
        );
        assert_eq!(merged.features, ModuleSet::default().with(Module::Import));
    }
}
