//! stub
use super::backend::Backend;
use super::ticket::Ticket;
use crate::domain::segment::{Scope, UserListQuery};
use std::path::PathBuf;
#[derive(Clone, PartialEq, Debug)]
pub enum Export {
    Users(UserListQuery),
    Insight(Scope),
    Sessions(Scope),
}
#[derive(Clone, PartialEq, Debug)]
pub struct ExportRequest {
    pub what: Export,
    pub format: crate::domain::table::Format,
    pub path: PathBuf,
}
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportDone {
    pub path: PathBuf,
    pub rows: u64,
    pub sha256: String,
}
pub fn start(_: &Backend, _: ExportRequest) -> Ticket<ExportDone> {
    super::ticket::pair().0
}
