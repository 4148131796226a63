//! What every page needs to know of the office and of who looks at it, asked once a window that has pages.

use std::sync::Arc;

use super::context::{Action, Cx, Keys};
use super::remote::Remote;
use crate::app::backend::{Backend, Wake};
use crate::app::computer::Computer;
use crate::app::queries::cover::Cover;
use crate::app::queries::directory::WholeDirectory;
use crate::app::queries::me::{Me, MeAnswer};
use crate::app::queries::totals::{Totals, TotalsAnswer};
use crate::domain::directory::Directory;
use crate::domain::office::Office;

/// What everyone needs to know, as of one frame.
#[derive(Clone)]
pub struct World {
    /// The office.
    pub office: Arc<Office>,
    /// Who looks, and what they may.
    pub me: Arc<MeAnswer>,
    /// Roles, teams, workspaces, clients.
    pub directory: Arc<Directory>,
}

/// The questions for it.
#[derive(Default)]
pub struct Asking {
    cover: Remote<Cover>,
    me: Remote<Me>,
    directory: Remote<WholeDirectory>,
    totals: Remote<Totals>,
}

impl Asking {
    /// What everyone needs to know, once it is there.
    pub fn world(&mut self, backend: &Backend) -> Option<World> {
        self.cover.want(backend, &Cover);
        self.me.want(backend, &Me);
        self.directory.want(backend, &WholeDirectory);
        self.totals.want(backend, &Totals);
        Some(World {
            office: Arc::clone(self.cover.value()?),
            me: Arc::clone(self.me.value()?),
            directory: Arc::clone(self.directory.value()?),
        })
    }

    /// The office, once it is there.
    pub fn office(&self) -> Option<&Arc<Office>> {
        self.cover.value()
    }

    /// How many users and sign-ins there are, once it is known.
    pub fn totals(&self) -> Option<&TotalsAnswer> {
        self.totals.value().map(Arc::as_ref)
    }
}

impl World {
    /// What a view gets.
    pub fn context<'a>(
        &'a self,
        (backend, wake): (&'a Backend, &'a Wake),
        computer: &'a Computer,
        actions: &'a mut Vec<Action>,
    ) -> Cx<'a> {
        Cx {
            backend,
            wake,
            office: &self.office,
            me: &self.me,
            directory: &self.directory,
            computer,
            keys: Keys::Here,
            actions,
        }
    }
}
