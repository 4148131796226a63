//! The audit log: which entries there are, their rows, and one in full.

use crate::app::error::AppError;
use crate::app::log_view::LogView;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::audit::ObjectKind;
use crate::domain::log::{ActArea, Brief, Entries, LogEntry, LogFilter, LogRow, names_person};
use crate::domain::permission::Permission;
use crate::domain::time::Timestamp;
use crate::store::audit::Head;
use std::collections::HashSet;

/// By which rights the log is seen; what of it, the question decides.
const ACCESS: Access = Access::Part(&[Permission::AuditView]);

/// The entries that a filter leaves.
#[derive(Clone, PartialEq, Debug)]
pub struct AuditLog {
    /// Which are wanted.
    pub filter: LogFilter,
}

/// The answer to [`AuditLog`].
#[derive(Clone, PartialEq, Debug)]
pub struct AuditLogAnswer {
    /// Their numbers, newest first.
    pub entries: Entries,
    /// How many may be seen in all.
    pub total: u64,
    /// Where the log ends; only for those who have the right to it in the whole office.
    pub head: Option<Head>,
}

impl Query for AuditLog {
    const NAME: &'static str = "audit_log";
    const READS: Topics = Topics::ALL.with(Topics::LOG);
    type Output = AuditLogAnswer;

    fn access(&self) -> Access {
        ACCESS
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<AuditLogAnswer, AppError> {
        let view = LogView::of(context)?;
        let newest = context.snapshot.audit_head()?;
        let head = view.is_office().then_some(newest);
        if view.sees_all() && self.filter.is_empty() {
            return Ok(AuditLogAnswer {
                entries: Entries::All(newest.seq),
                total: newest.seq.max(0) as u64,
                head,
            });
        }
        let mut sieve = Sieve::new(context, &view, &self.filter)?;
        let (mut found, mut total) = (Vec::new(), 0);
        context.snapshot.log_briefs(|brief| {
            if view.sees(brief) {
                total += 1;
                if sieve.keeps(brief) {
                    found.push(brief.seq);
                }
            }
        })?;
        found.sort_unstable_by(|a, b| b.cmp(a));
        Ok(AuditLogAnswer {
            entries: Entries::Some(found),
            total,
            head,
        })
    }
}

/// A filter, ready for a pass over the log.
struct Sieve<'a> {
    filter: &'a LogFilter,
    /// Who acted or what it was about may not be asked for: nothing is kept, or the count would tell.
    is_shut: bool,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    reasons: Option<HashSet<i64>>,
    changing: HashSet<i64>,
    /// The area of the command that came last; entries come command by command.
    area: Option<(String, ActArea)>,
}

impl<'a> Sieve<'a> {
    fn new(
        context: &QueryContext<'_>,
        view: &LogView<'_>,
        filter: &'a LogFilter,
    ) -> Result<Self, AppError> {
        let snapshot = context.snapshot;
        let time = snapshot.office()?.time();
        let day_after = filter.to.and_then(|day| day.succ_opt());
        let hides = |is_told: Option<bool>| is_told == Some(false);
        Ok(Self {
            filter,
            is_shut: hides(filter.actor.map(|id| view.may_name(id)))
                || hides(filter.object.map(|object| view.may_ask_about(object))),
            from: filter.from.map(|day| time.start_of(day)),
            until: day_after.map(|day| time.start_of(day)),
            reasons: match filter.reason.trim() {
                "" => None,
                search => Some(snapshot.log_reasons(search)?),
            },
            changing: match filter.object {
                Some(object) => snapshot.log_changing(object)?,
                None => HashSet::new(),
            },
            area: None,
        })
    }

    fn keeps(&mut self, brief: &Brief<'_>) -> bool {
        let filter = self.filter;
        !self.is_shut
            && filter.actor.is_none_or(|actor| brief.actor == Some(actor))
            && filter
                .outcome
                .is_none_or(|outcome| brief.outcome == outcome)
            && self.from.is_none_or(|from| brief.at >= from)
            && self.until.is_none_or(|until| brief.at < until)
            && filter
                .object
                .is_none_or(|object| self.is_about(brief, object))
            && filter
                .area
                .is_none_or(|area| self.area_of(brief.command) == area)
            && self
                .reasons
                .as_ref()
                .is_none_or(|seqs| seqs.contains(&brief.seq))
    }

    fn is_about(&self, brief: &Brief<'_>, (kind, id): (ObjectKind, i64)) -> bool {
        let own = match brief.object {
            ObjectKind::Session if names_person(brief.command) => ObjectKind::User,
            other => other,
        };
        (own, brief.object_id) == (kind, Some(id)) || self.changing.contains(&brief.seq)
    }

    fn area_of(&mut self, command: &str) -> ActArea {
        match &self.area {
            Some((last, area)) if last == command => *area,
            _ => {
                let area = ActArea::of(command);
                self.area = Some((command.to_owned(), area));
                area
            }
        }
    }
}

/// Rows of the log; those that may not be seen are left out.
#[derive(Clone, PartialEq, Debug)]
pub struct AuditRows {
    /// Which.
    pub seqs: Vec<i64>,
}

impl Query for AuditRows {
    const NAME: &'static str = "audit_rows";
    const READS: Topics = Topics::ALL;
    type Output = Vec<LogRow>;

    fn access(&self) -> Access {
        ACCESS
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Vec<LogRow>, AppError> {
        let view = LogView::of(context)?;
        let mut rows = Vec::with_capacity(self.seqs.len());
        for seq in &self.seqs {
            rows.extend(view.row(&context.snapshot.log_record(*seq)?)?);
        }
        Ok(rows)
    }
}

/// An entry in full.
#[derive(Clone, PartialEq, Debug)]
pub struct AuditEntry {
    /// Which.
    pub seq: i64,
}

impl Query for AuditEntry {
    const NAME: &'static str = "audit_entry";
    const READS: Topics = Topics::ALL;
    type Output = LogEntry;

    fn access(&self) -> Access {
        ACCESS
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<LogEntry, AppError> {
        LogView::of(context)?.entry(self.seq)
    }
}
