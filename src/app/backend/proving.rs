//! The passphrase that somebody has typed, for as long as it takes to open the newest backup with it, behind everything else.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::guard::guarded;
use super::watch::Queues;
use super::work::log_failure;
use super::{Backend, Shared};
use crate::app::backups::{self, record_proof};
use crate::app::checkpoints::Occasion;
use crate::app::commands::Context;
use crate::app::seat::Seat;
use crate::app::topics::Topics;
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;

impl Backend {
    /// Opens the newest backup with what was typed, where that is the passphrase of the file.
    pub(in crate::app) fn prove_backup(&self, typed: Zeroizing<String>) {
        let queues = (self.lanes.idle(), self.lanes.writer());
        prove(&self.shared, queues, typed);
    }
}

pub(super) fn prove(shared: &Arc<Shared>, (idle, writer): Queues, typed: Zeroizing<String>) {
    let own = Arc::clone(shared);
    idle.push(Box::new(move |reader: &mut Reader| {
        // Nothing that was typed is used once the program is locked.
        if own.seat().set_aside().is_some() {
            return;
        }
        let proof = guarded(|| backups::prove(reader, &own.path, &typed, &own.env));
        drop(typed);
        let proof = match proof {
            Ok(Some(proof)) => proof,
            Ok(None) => return,
            Err(error) => return log_failure("proof of a backup", &error),
        };
        writer.push(Box::new(move |workspace: &mut Workspace| {
            let context = Context {
                env: &own.env,
                seat: &Seat::Empty,
                progress: &Arc::default(),
            };
            if let Err(error) = guarded(|| record_proof(workspace, &context, &proof)) {
                log_failure("proof of a backup", &error);
            }
            own.wrote(workspace, Occasion::Act);
            own.touch(Topics::SETTINGS);
            (own.wake)();
        }));
    }));
}
