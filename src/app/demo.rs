//! stub
use super::{env::Env, error::AppError, progress::Progress};
use std::path::PathBuf;
pub fn ensure(_: &Env, _: &Progress) -> Result<PathBuf, AppError> {
    Err(AppError::Cancelled)
}
