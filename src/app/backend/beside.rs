//! A second seat at an open file, for work that others hand over to this program.

use std::sync::{Arc, Mutex, OnceLock, Weak};

use super::closing::Safe;
use super::waiting::WaitingRoom;
use super::{Backend, Shared, Wake};
use crate::app::lane::Lanes;
use crate::app::reception::{Hosts, Reception};

/// The way to an open file that does not keep it open.
#[derive(Clone)]
pub struct Beside {
    shared: Weak<Shared>,
    lanes: Weak<Lanes>,
}

impl Backend {
    /// The way to this file for others.
    pub fn besides(&self) -> Beside {
        Beside {
            shared: Arc::downgrade(&self.shared),
            lanes: Arc::downgrade(&self.lanes),
        }
    }

    /// From now on others of this account reach the program that has the file open. Without a socket it works as before.
    pub fn receive(&mut self, hosts: &Hosts) {
        self.reception = Reception::open(self, hosts).ok();
    }
}

impl Beside {
    /// Whether the file is closed: by the lock, or for good.
    pub fn is_closed(&self) -> bool {
        let shared = self.shared.upgrade();
        shared.is_none_or(|shared| shared.safe.is_closed())
    }

    /// The same file, with nobody signed in; nothing where it is closed. What is changed is seen in the windows at once.
    pub fn sit(&self, wake: Wake) -> Option<Backend> {
        let (shared, lanes) = (self.shared.upgrade()?, self.lanes.upgrade()?);
        let windows = Arc::clone(&shared.wake);
        let wake: Wake = Arc::new(move || {
            wake();
            windows();
        });
        Some(Backend {
            reception: None,
            shared: Arc::new(Shared {
                env: shared.env.clone(),
                path: shared.path.clone(),
                is_encrypted: shared.is_encrypted,
                memory: Arc::clone(&shared.memory),
                wake,
                seat: Mutex::default(),
                is_session_over: false.into(),
                safe: Safe::default(),
                look: None,
                notice: OnceLock::new(),
                health: Mutex::default(),
                watch: Mutex::default(),
                revisions: Arc::clone(&shared.revisions),
                waiting: WaitingRoom::default(),
                refusals: Arc::clone(&shared.refusals),
                viewings: Arc::default(),
                through: None,
            }),
            lanes,
        })
    }
}
