//! Saved views: the operator's own, and one that somebody else shares.

use rollcall::app::commands::Command;
use rollcall::app::commands::view::ViewCommand;
use rollcall::domain::filter::{Filter, FilterField, Term, Test};
use rollcall::domain::ids::{UserId, ViewId};
use rollcall::domain::view::{Sharing, ViewContent, ViewDraft, ViewProfile};
use rollcall::store::workspace::Workspace;

use super::entries::Deed;
use super::ground::OPERATOR;
use crate::support::outside::NOW;
use crate::support::people::act;

const OWN: ViewId = ViewId(1);
/// That of somebody else.
pub const SHARED: ViewId = ViewId(2);

fn profile(view_id: ViewId) -> ViewProfile {
    let (name, sharing) = match view_id {
        OWN => ("Mine", Sharing::Private),
        _ => ("Theirs", Sharing::Office),
    };
    ViewProfile {
        name: name.into(),
        sharing,
        version: 1,
    }
}

/// Saves the views.
pub fn save(workspace: &mut Workspace) {
    act(workspace, NOW.plus_minutes(-40), |w| {
        for (view_id, owner) in [(OWN, OPERATOR), (SHARED, UserId(2))] {
            let profile = profile(view_id);
            assert_eq!(w.insert_view(owner, &profile)?, view_id);
            let test = Test::Contains("an".into());
            let content = ViewContent {
                filter: Filter::of(Term::new(FilterField::Name, test)),
                ..ViewContent::default()
            };
            w.add_view_version(view_id, if view_id == OWN { &EVERYONE } else { &content })?;
            w.update_view(view_id, &profile)?;
        }
        Ok(())
    });
}

static EVERYONE: std::sync::LazyLock<ViewContent> = std::sync::LazyLock::new(ViewContent::default);

/// The command of a deed about views.
pub fn of_views(deed: Deed) -> Command {
    let draft = |name: &str, sharing| {
        Box::new(ViewDraft {
            name: name.into(),
            sharing,
            content: ViewContent::default(),
        })
    };
    match deed {
        Deed::ViewShare => ViewCommand::Create(draft("New", Sharing::Office)),
        Deed::ViewUpdate => ViewCommand::Update {
            view_id: OWN,
            base: profile(OWN),
            wanted: draft("Renamed", Sharing::Private),
        },
        Deed::ViewUpdateOther => ViewCommand::Update {
            view_id: SHARED,
            base: profile(SHARED),
            wanted: draft("Renamed", Sharing::Office),
        },
        Deed::ViewDelete => ViewCommand::Delete(SHARED),
        Deed::ViewStart => ViewCommand::Start(Some(SHARED)),
        _ => ViewCommand::Create(draft("New", Sharing::Private)),
    }
    .into()
}
