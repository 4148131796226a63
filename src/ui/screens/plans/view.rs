//! The pricing tables of an answer, with all texts ready.

use super::sheet::{CellView, Head, Press, Row, Section, Sheet, Shows};
use crate::app::queries::plans::{Holders, PlansAnswer};
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::domain::plan::{OfferId, Quota, Terms};
use crate::domain::text::{count, fill, text};
use crate::ui::context::Cx;
use crate::ui::screens::workspaces::PlanFilter;

/// A plan or an add-on with who has it.
struct Column<'a> {
    offer: OfferId,
    filter: PlanFilter,
    terms: &'a Terms,
    holders: Holders,
}

/// The pricing table of the plans.
pub(super) fn plans(answer: &PlansAnswer, cx: &Cx<'_>) -> Sheet {
    let plans = answer.plans.iter();
    let columns: Vec<_> = plans
        .map(|(plan, holders)| Column {
            offer: OfferId::Plan(plan.plan_id),
            filter: PlanFilter::Plan(plan.plan_id),
            terms: &plan.terms,
            holders: *holders,
        })
        .collect();
    let words = &text().plan;
    let limits = Section {
        title: words.limits,
        rows: Quota::ALL.map(|quota| limit_row(&columns, quota)).into(),
    };
    let sections = [limits].into_iter().chain(common(&columns, cx));
    Sheet {
        name: words.table,
        heads: heads(&columns, cx),
        sections: sections.collect(),
    }
}

/// The same for add-ons, which have no limits.
pub(super) fn add_ons(answer: &PlansAnswer, cx: &Cx<'_>) -> Sheet {
    let add_ons = answer.add_ons.iter();
    let columns: Vec<_> = add_ons
        .map(|(add_on, holders)| Column {
            offer: OfferId::AddOn(add_on.add_on_id),
            filter: PlanFilter::AddOn(add_on.add_on_id),
            terms: &add_on.terms,
            holders: *holders,
        })
        .collect();
    Sheet {
        name: text().plan.add_ons,
        heads: heads(&columns, cx),
        sections: common(&columns, cx).collect(),
    }
}

fn heads(columns: &[Column<'_>], cx: &Cx<'_>) -> Vec<Head> {
    let words = &text().plan;
    let named = |permission, template, name: &str| {
        let may = cx.me.actor.may_everywhere(permission);
        may.then(|| fill(template, &[&name]))
    };
    let head = |column: &Column<'_>| {
        let (name, price) = (&column.terms.name, &column.terms.price);
        let price = if price.is_empty() {
            words.no_price.to_owned()
        } else {
            price.clone()
        };
        Head {
            offer: column.offer,
            said: fill(words.cell, &[name, &words.price, &price]),
            price,
            edit: named(Permission::PlansUpdate, words.edit_named, name),
            delete: named(Permission::PlansDelete, words.delete_named, name),
            name: name.clone(),
        }
    };
    columns.iter().map(head).collect()
}

/// Features and figures. What is not installed has no row.
fn common<'a>(columns: &'a [Column<'a>], cx: &Cx<'_>) -> impl Iterator<Item = Section> + use<'a> {
    let words = &text().plan;
    let installed = Module::features().filter(|module| cx.me.modules.has(*module));
    let features = Section {
        title: words.features,
        rows: installed
            .map(|feature| feature_row(columns, feature))
            .collect(),
    };
    let in_use = Section {
        title: words.in_use,
        rows: vec![workspaces_row(columns), people_row(columns)],
    };
    [features, in_use]
        .into_iter()
        .filter(|section| !section.rows.is_empty())
}

fn limit_row(columns: &[Column<'_>], quota: Quota) -> Row {
    row(columns, quota.label(), |column| {
        match column.terms.limits.of(quota) {
            Some(limit) => Shows::Text(quota.amount(limit)),
            None => Shows::Muted(text().plan.no_limit.to_owned()),
        }
    })
}

fn feature_row(columns: &[Column<'_>], feature: Module) -> Row {
    row(columns, feature.label(), |column| {
        if column.terms.features.has(feature) {
            Shows::Yes
        } else {
            Shows::No
        }
    })
}

fn workspaces_row(columns: &[Column<'_>]) -> Row {
    row(columns, text().plan.workspaces, |column| {
        let found = column.holders.workspaces;
        let press = found.opens().then_some(Press::Workspaces(column.filter));
        figure(found.count, press)
    })
}

fn people_row(columns: &[Column<'_>]) -> Row {
    row(columns, text().plan.people, |column| {
        let Holders {
            people,
            people_of,
            are_all,
            ..
        } = column.holders;
        let press = if are_all {
            Some(Press::Everyone(column.offer))
        } else {
            people_of.map(Press::People)
        };
        figure(people, press)
    })
}

/// A number, as a link where it opens its rows.
fn figure(number: u64, press: Option<Press>) -> Shows {
    match (number, press) {
        (0, _) => Shows::Muted(count(0)),
        (_, Some(press)) => Shows::Link(count(number), press),
        (_, None) => Shows::Text(count(number)),
    }
}

fn row(columns: &[Column<'_>], label: &'static str, shows: impl Fn(&Column<'_>) -> Shows) -> Row {
    let words = text();
    let cell = |column: &Column<'_>| {
        let shows = shows(column);
        let said = match &shows {
            Shows::Yes => words.app.yes,
            Shows::No => words.app.no,
            Shows::Text(said) | Shows::Muted(said) | Shows::Link(said, _) => said.as_str(),
        };
        let name = fill(words.plan.cell, &[&column.terms.name, &label, &said]);
        CellView { name, shows }
    };
    Row {
        label,
        cells: columns.iter().map(cell).collect(),
    }
}
