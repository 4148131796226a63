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
use crate::app::looking;
use crate::domain::text::text;
use crate::ui::theme::{icons, space};
use crate::ui::widgets::Button;

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
            Some((path, means)) if error.allows_reading() => {
                let said = error.message();
                self.readable = Some((path, means, said.what.clone()));
                self.error = Some(said);
            }
            _ => self.error = Some(error.message()),
        }
    }

    /// Offers a file for reading that can't be had for writing.
    pub(super) fn readable_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) {
        if self.readable.is_none() || self.opening.is_some() {
            return;
        }
        let button = Button::secondary(text().opening.open_read_only)
            .icon(icons::EYE)
            .width(ui.available_width());
        if button.show(ui).clicked()
            && let Some((path, means, why)) = self.readable.take()
        {
            self.look(path, means, why, env, wake);
        }
        ui.add_space(space::M);
    }

    /// Opens a file for reading only.
    pub(super) fn look(
        &mut self,
        path: PathBuf,
        means: Means,
        why: String,
        env: &Env,
        wake: &Wake,
    ) {
        let (inner, asked) = (wake.clone(), Some((path.clone(), means.clone())));
        let reason = Some(why.clone());
        let ticket = launch::run(env, wake, move |env| {
            looking::open(&path, &means, &why, env, inner)
        });
        self.wait_for(Opening {
            asked,
            ..Opening::of(ticket, text().start.opening)
        });
        self.reading = reason;
    }

    /// Draws a stage that stands before the choices; `false` where there is none.
    pub(super) fn stage_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) -> bool {
        if let Some(door) = &mut self.door {
            match door.show(ui) {
                Some(DoorPress::Unlock(path, means)) => match self.reading.take() {
                    Some(why) => self.look(path, means, why, env, wake),
                    None => self.unlock(path, means, env, wake),
                },
                Some(DoorPress::Back) => (self.door, self.reading) = (None, None),
                None => {}
            }
            return true;
        }
        if let Some(flow) = &mut self.restoring {
            match flow.show(ui, env, wake) {
                Some(RestorePress::Restore(what)) => self.restore(what, None, env, wake),
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
        self.wait_for(Opening::of(ticket, text().backup.salvaging));
    }
}
