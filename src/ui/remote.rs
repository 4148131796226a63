//! A question that a view keeps asking: the wanted value goes in every frame, the newest answer comes out.

use std::sync::Arc;

use crate::app::backend::Backend;
use crate::app::error::UserMessage;
use crate::app::query::Query;
use crate::app::ticket::Ticket;

/// The newest answer to a question, and whether a newer one is on its way.
pub struct Remote<Q: Query> {
    asked: Option<(Q, u64)>,
    ticket: Option<Ticket<Q::Output>>,
    value: Option<Arc<Q::Output>>,
    error: Option<UserMessage>,
    version: u64,
}

impl<Q: Query> Default for Remote<Q> {
    fn default() -> Self {
        Self {
            asked: None,
            ticket: None,
            value: None,
            error: None,
            version: 0,
        }
    }
}

impl<Q: Query> Remote<Q> {
    /// Makes sure that `query` is what was asked, and asked since the last change of what it reads.
    pub fn want(&mut self, backend: &Backend, query: &Q) {
        let revision = backend.revision(Q::READS);
        if self
            .asked
            .as_ref()
            .is_none_or(|(asked, at)| asked != query || *at != revision)
        {
            self.asked = Some((query.clone(), revision));
            self.ticket = Some(backend.ask(query.clone()));
        }
        let Some(answer) = self.ticket.as_ref().and_then(Ticket::take) else {
            return;
        };
        self.ticket = None;
        self.version += 1;
        match answer {
            Ok(value) => {
                self.value = Some(Arc::new(value));
                self.error = None;
            }
            Err(error) => self.error = Some(error.message()),
        }
    }

    /// Asks again although nothing seems to have changed.
    pub fn retry(&mut self) {
        self.asked = None;
    }

    /// The newest answer; the old one while a new one is on its way.
    pub fn value(&self) -> Option<&Arc<Q::Output>> {
        self.value.as_ref()
    }

    /// Why the newest question could not be answered.
    pub fn error(&self) -> Option<&UserMessage> {
        self.error.as_ref()
    }

    /// Whether an answer is on its way.
    pub fn is_pending(&self) -> bool {
        self.ticket.is_some()
    }

    /// A number that grows with every answer.
    pub fn version(&self) -> u64 {
        self.version
    }
}
