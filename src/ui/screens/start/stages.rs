//! What stands before the choices of the start screen: the passphrase of a file, a backup, a damaged file.

use std::path::PathBuf;

use egui::Ui;

use super::damage::{Damage, DamagePress};
use super::door::{Door, DoorPress};
use super::restore::{RestoreFlow, RestorePress};
use super::{Opening, StartScreen};
use crate::app::backend::Wake;
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::launch::{self, Means};
use crate::domain::text::text;

impl StartScreen {
    /// An encrypted file is asked for again, with what was wrong; from a damaged one there are ways out.
    pub(super) fn refused(
        &mut self,
        asked: Option<(PathBuf, Means)>,
        error: &AppError,
        env: &Env,
        wake: &Wake,
    ) {
        match asked {
            Some((path, means)) if error.wants_key() => {
                let said = (!error.is_encrypted()).then(|| error.message());
                self.door = Some(Door::new(path, means.keep(), said));
            }
            Some((path, means)) if error.is_damage() => {
                self.damage = Some(Damage::new(path, means, error.message(), env, wake));
            }
            _ => self.error = Some(error.message()),
        }
    }

    /// Draws a stage that stands before the choices; `false` where there is none.
    pub(super) fn stage_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) -> bool {
        if let Some(door) = &mut self.door {
            match door.show(ui) {
                Some(DoorPress::Unlock(path, means)) => self.unlock(path, means, env, wake),
                Some(DoorPress::Back) => self.door = None,
                None => {}
            }
            return true;
        }
        if let Some(flow) = &mut self.restoring {
            match flow.show(ui, env, wake) {
                Some(RestorePress::Restore(what)) => self.restore(what, env, wake),
                Some(RestorePress::Back) => self.restoring = None,
                None => {}
            }
            return true;
        }
        if let Some(damage) = &mut self.damage {
            match damage.show(ui) {
                Some(DamagePress::Restore {
                    backup,
                    path,
                    means,
                }) => {
                    self.restoring = Some(RestoreFlow::new(backup, Some(path), means, env, wake));
                }
                Some(DamagePress::Salvage(path, means)) => self.salvage(path, means, env, wake),
                Some(DamagePress::Back) => self.damage = None,
                None => {}
            }
            return true;
        }
        false
    }

    fn salvage(&mut self, path: PathBuf, means: Means, env: &Env, wake: &Wake) {
        let inner = wake.clone();
        let ticket = launch::run(env, wake, move |env| {
            launch::salvage(&path, &means, env, inner)
        });
        self.opening = Some(Opening {
            ticket,
            asked: None,
            entry: None,
            label: text().backup.salvaging,
            is_remembered: true,
        });
        self.error = None;
    }
}
