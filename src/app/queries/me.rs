//! Who is signed in, and what they may do now.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::module::ModuleSet;

/// The operator with permissions and role names.
#[derive(Clone, PartialEq, Debug)]
pub struct Me;

/// The answer to [`Me`].
#[derive(Clone, PartialEq, Debug)]
pub struct MeAnswer {
    /// The operator.
    pub actor: Actor,
    /// Names of their roles.
    pub roles: Vec<String>,
    /// The modules that are installed.
    pub modules: ModuleSet,
}

impl Query for Me {
    const NAME: &'static str = "me";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = MeAnswer;

    fn access(&self) -> Access {
        Access::SignedIn
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<MeAnswer, AppError> {
        let actor = context.actor.cloned().ok_or(AppError::NotSignedIn)?;
        let roles = match actor.user_id {
            Some(user_id) => context.snapshot.role_names(user_id)?,
            None => Vec::new(),
        };
        let modules = context.snapshot.estate()?.modules;
        Ok(MeAnswer {
            actor,
            roles,
            modules,
        })
    }
}
