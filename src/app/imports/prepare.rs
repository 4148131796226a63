//! Getting a file ready: read once, recognised, mapped.

use std::path::PathBuf;

use super::Mapping;
use super::report::{Basis, Counts, Report};
use crate::app::error::AppError;
use crate::domain::incoming::{Coverage, ImportKind};
use crate::domain::office::Office;
use crate::domain::text::{fill, text};
use crate::domain::time::DateFormat;
use crate::import::dates::DateOrder;
use crate::import::detect;
use crate::import::headers;
use crate::import::problem::FileProblem;
use crate::import::profiles::Profile;
use crate::import::reader::{self, FileFacts, Records};
use crate::import::survey::{self, Survey};
use crate::import::target::Target;
use crate::import::watch::Watch;

/// Which file, and how it is to be understood.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    /// The file.
    pub path: PathBuf,
    /// Which sheet of a workbook; `None` takes the first that has something in it.
    pub sheet: Option<String>,
    /// What it is said to list; `None` lets the file say.
    pub kind: Option<ImportKind>,
    /// Key of the profile to use; `None` recognises.
    pub profile: Option<String>,
    /// The mapping to use; `None` proposes one.
    pub mapping: Option<Mapping>,
}

impl Request {
    /// A file of which nothing is said.
    pub fn of(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            sheet: None,
            kind: None,
            profile: None,
            mapping: None,
        }
    }
}

/// A column as the mapper shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnPreview {
    /// Its header.
    pub header: String,
    /// Its first filled cell; empty where there is none, and always for credentials.
    pub first: String,
    /// Filled cells.
    pub filled: u64,
    /// Its different values where they are few, with their number.
    pub values: Vec<(String, u64)>,
    /// Where it goes.
    pub target: Target,
}

/// A file that has been read once.
#[derive(Clone, PartialEq, Debug)]
pub struct Prepared {
    /// The file.
    pub path: PathBuf,
    /// Its size, hash and encoding.
    pub facts: FileFacts,
    /// Its headers.
    pub headers: Vec<String>,
    /// Rows below the header.
    pub rows: u64,
    /// Where everything goes.
    pub mapping: Mapping,
    /// The columns as the mapper shows them, in file order.
    pub columns: Vec<ColumnPreview>,
    /// Whether the order of day and month had to be assumed for a column.
    pub order_assumed: bool,
}

/// Reads a file once and proposes where everything goes. `remembered` gives the mapping last used for a set of headers.
///
/// Of a workbook of which no sheet is named, the first is taken that something can be made of.
pub fn prepare(
    request: &Request,
    office: &Office,
    remembered: impl Fn(&str) -> Result<Option<String>, AppError>,
    watch: &dyn Watch,
) -> Result<Prepared, AppError> {
    let first = prepare_one(request, office, &remembered, watch);
    let Err(AppError::Import(..)) = &first else {
        return first;
    };
    for sheet in other_sheets(request) {
        watch.step(0)?;
        let request = Request {
            sheet: Some(sheet),
            ..request.clone()
        };
        match prepare_one(&request, office, &remembered, watch) {
            Err(AppError::Import(..)) => {}
            other => return other,
        }
    }
    first
}

fn other_sheets(request: &Request) -> Vec<String> {
    if request.sheet.is_some() {
        return Vec::new();
    }
    let Ok(file) = reader::open(&request.path, None) else {
        return Vec::new();
    };
    let form = &file.facts().form;
    let others = form.choice().iter();
    others
        .filter(|sheet| form.sheet() != Some(sheet))
        .cloned()
        .collect()
}

fn prepare_one(
    request: &Request,
    office: &Office,
    remembered: &impl Fn(&str) -> Result<Option<String>, AppError>,
    watch: &dyn Watch,
) -> Result<Prepared, AppError> {
    let mut file = reader::open(&request.path, request.sheet.as_deref())?;
    let headers = file.headers().to_vec();
    let said = match &request.mapping {
        Some(mapping) => Some(mapping.clone()),
        None if request.profile.is_none() => recall(request, &headers, remembered)?,
        None => None,
    };
    let dates = said
        .as_ref()
        .map_or_else(Vec::new, |mapping| date_columns(mapping, &headers));
    let survey = survey::survey(&mut file, &dates, watch)?;
    let usual = usual_order(office);
    let mapping = match said {
        Some(mapping) => completed(mapping, request, &headers, &survey, usual)?,
        None => proposed(request, &headers, &survey, usual)?,
    };
    if survey.rows == 0 {
        return Err(FileProblem::NoRows.into());
    }
    Ok(Prepared {
        path: request.path.clone(),
        facts: file.facts().clone(),
        columns: previews(&headers, &mapping, &survey)?,
        order_assumed: survey.columns.iter().any(|column| column.dates.is_open()),
        headers,
        rows: survey.rows,
        mapping,
    })
}

impl Prepared {
    /// A report without any rows yet.
    pub(super) fn report(&self, seq: i64) -> Report {
        Report {
            kind: self.mapping.kind,
            file: self.facts.name.clone(),
            counts: Counts::default(),
            full_list_of: self
                .mapping
                .tells_leavers()
                .then(|| self.mapping.source.clone()),
            changed_fields: std::collections::BTreeMap::new(),
            new_values: Vec::new(),
            places: std::collections::HashMap::new(),
            dropped: self.dropped(),
            new_onboarding: self.mapping.new_onboarding.key(),
            zone: self.mapping.zone.clone(),
            rejections: Vec::new(),
            basis: Basis {
                size: self.facts.size,
                sha256: self.facts.sha256_hex(),
                seq,
            },
        }
    }

    /// Headers of columns that hold credentials.
    pub fn dropped(&self) -> Vec<String> {
        self.headers
            .iter()
            .filter(|header| headers::is_secret(header))
            .cloned()
            .collect()
    }

    /// Key under which the mapping of these headers is remembered.
    pub fn signature(&self) -> String {
        headers::header_signature(&self.headers)
    }
}

fn recall(
    request: &Request,
    headers: &[String],
    remembered: impl Fn(&str) -> Result<Option<String>, AppError>,
) -> Result<Option<Mapping>, AppError> {
    let found = remembered(&headers::header_signature(headers))?;
    // Whether a list has everybody is said of each anew: of one that has some, everybody else would be missing.
    let mapping = found
        .and_then(|json| Mapping::from_json(&json).ok())
        .map(|mapping| Mapping {
            covers: Coverage::Some,
            ..mapping
        });
    Ok(mapping.filter(|mapping| {
        request.kind.is_none_or(|kind| kind == mapping.kind) && mapping.places(headers).is_ok()
    }))
}

fn date_columns(mapping: &Mapping, headers: &[String]) -> Vec<usize> {
    let places = mapping.places(headers).unwrap_or_default();
    places
        .into_iter()
        .filter(|(_, column)| column.target.is_date())
        .map(|(index, _)| index)
        .collect()
}

/// Whoever writes days first expects it of files.
fn usual_order(office: &Office) -> DateOrder {
    match office.date_format {
        DateFormat::MonthDayYear => DateOrder::MonthFirst,
        DateFormat::DayMonthYear | DateFormat::Iso => DateOrder::DayFirst,
    }
}

fn completed(
    mut mapping: Mapping,
    request: &Request,
    headers: &[String],
    survey: &Survey,
    usual: DateOrder,
) -> Result<Mapping, AppError> {
    let words = &text().import;
    if let Some(wanted) = request.kind.filter(|kind| *kind != mapping.kind) {
        let why = fill(
            words.mapping_kind,
            &[&mapping.kind.label(), &wanted.label()],
        );
        return Err(FileProblem::BadMapping(why).into());
    }
    let orders: Vec<(usize, DateOrder)> = mapping
        .places(headers)?
        .iter()
        .map(|(index, column)| {
            let found = survey.columns.get(*index).map(|c| c.dates.order(usual));
            (*index, column.date_order.or(found).unwrap_or(usual))
        })
        .collect();
    for (column, (_, order)) in mapping.columns.iter_mut().zip(orders) {
        if column.target.is_date() {
            column.date_order = Some(order);
        }
    }
    if mapping.source.is_empty() {
        let id = mapping
            .columns
            .iter()
            .find(|c| c.target == Target::ExternalId);
        mapping.source = id.map_or_else(|| "file".to_owned(), |c| c.header.clone());
    }
    Ok(mapping)
}

fn proposed(
    request: &Request,
    headers: &[String],
    survey: &Survey,
    usual: DateOrder,
) -> Result<Mapping, AppError> {
    let Some(key) = &request.profile else {
        return Ok(detect::propose(headers, survey, request.kind, usual)?);
    };
    let unknown = || FileProblem::BadMapping(fill(text().import.profile_unknown, &[key]));
    let profile = Profile::from_key(key).ok_or_else(unknown)?;
    Ok(detect::propose_as(profile, headers, survey, usual)?)
}

fn previews(
    headers: &[String],
    mapping: &Mapping,
    survey: &Survey,
) -> Result<Vec<ColumnPreview>, AppError> {
    let mut columns: Vec<ColumnPreview> = headers
        .iter()
        .zip(&survey.columns)
        .map(|(header, found)| ColumnPreview {
            header: header.clone(),
            first: found.first.clone(),
            filled: found.filled,
            values: found
                .values
                .clone()
                .unwrap_or_default()
                .into_iter()
                .collect(),
            target: if headers::is_secret(header) {
                Target::Secret
            } else {
                Target::Ignore
            },
        })
        .collect();
    for (index, map) in mapping.places(headers)? {
        if let Some(column) = columns
            .get_mut(index)
            .filter(|c| c.target != Target::Secret)
        {
            column.target = map.target;
        }
    }
    Ok(columns)
}
