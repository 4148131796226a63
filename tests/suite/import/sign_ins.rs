//! Sign-in logs: known and unknown people, repeated events, what a sign-in says about onboarding.

use rollcall::app::imports::Request;
use rollcall::domain::user::Onboarding;

use super::support::desk;

const LOG: &str = "Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,Application,Resource,IP address,Location,Status,Sign-in error code,Failure reason,Browser,Operating System\n\
    2025-12-04T08:19:41Z,r1,Mozilla,c1,o1,Ann Abel,ann@x.example,Teams ,Graph,10.0.0.1,\"Lisbon, Lisboa, PT\",Success,0,Other.,Edge 120,Windows\n\
    2025-12-04T09:00:00Z,r2,Mozilla,c1,o1,Ann Abel,ann@x.example,Teams,Graph,10.0.0.1,\"Lisbon, Lisboa, PT\",Failure,50126,Invalid username or password,Edge 120,Windows\n\
    2025-12-04T09:00:05Z,r3,Mozilla,c1,o1,Ann Abel,ann@x.example,Teams,Graph,10.0.0.1,\"Lisbon, Lisboa, PT\",Interrupted,50140,Keep me signed in,Edge 120,Windows\n\
    2025-12-05T09:00:00Z,r4,Mozilla,c2,o9,Guest,GUEST@y.example,Teams,Graph,10.0.0.2,,Success,0,,,\n\
    2025-12-05T09:00:00Z,r4,Mozilla,c2,o9,Guest,GUEST@y.example,Teams,Graph,10.0.0.2,,Success,0,,,\n\
    never,r5,Mozilla,c2,o9,Guest,guest@y.example,Teams,Graph,10.0.0.2,,Success,0,,,\n";

const PEOPLE: &str = "userPrincipalName,displayName,objectId,accountEnabled,invitationState\n\
    ann@x.example,Ann Abel,o1,true,PendingAcceptance\n";

#[test]
fn sign_ins_find_their_people_and_come_in_once() {
    let mut desk = desk();
    desk.import_text(PEOPLE);
    assert_eq!(
        desk.person("ann@x.example").profile.onboarding,
        Onboarding::Launched
    );
    let first = desk.import_text(LOG);
    assert_eq!(
        (
            first.counts.new,
            first.counts.repeated,
            first.counts.rejected
        ),
        (4, 1, 1)
    );
    assert_eq!(
        (first.counts.of_unknown_people, first.counts.unknown_people),
        (1, 1)
    );
    assert_eq!(first.rejections[0].row, 7);
    let ann = desk.person("ann@x.example");
    assert_eq!(
        ann.last_sign_in_at.unwrap().rfc3339(),
        "2025-12-04T08:19:41Z"
    );
    assert_eq!(ann.profile.onboarding, Onboarding::Completed);
    assert_eq!(desk.sign_ins(), 3);
    let again = desk.import_text(LOG);
    assert_eq!((again.counts.new, again.counts.unchanged), (0, 5));
    let reimported = desk.import_text(PEOPLE);
    assert_eq!(
        reimported.counts.unchanged, 1,
        "nobody who signed in is put back to an invitation"
    );
}

#[test]
fn strangers_sign_ins_wait_for_them() {
    let mut desk = desk();
    desk.import_text(LOG);
    assert_eq!(desk.sign_ins(), 0);
    let report =
        desk.import_text("Email,Name\nguest@y.example,Gus Guest\nann@x.example,Ann Abel\n");
    assert_eq!((report.counts.new, report.counts.joined), (2, 4));
    assert_eq!(desk.sign_ins(), 4);
    let guest = desk.person("guest@y.example");
    assert_eq!(
        guest.last_sign_in_at.unwrap().rfc3339(),
        "2025-12-05T09:00:00Z"
    );
    assert_eq!(guest.profile.onboarding, Onboarding::Completed);
}

#[test]
fn a_column_of_last_sign_ins_counts_as_one_event() {
    let mut desk = desk();
    let list = "Email,Name,Last login\nann@x.example,Ann Abel,2025-07-01 10:00:00\nbob@x.example,Bob Behr,never\n";
    desk.import_text(list);
    assert_eq!(desk.sign_ins(), 1);
    let ann = desk.person("ann@x.example");
    assert_eq!(
        ann.last_sign_in_at.unwrap().rfc3339(),
        "2025-07-01T09:00:00Z",
        "the office's zone"
    );
    desk.import_text(list);
    assert_eq!(desk.sign_ins(), 1);
}

#[test]
fn other_events_are_left_out() {
    let mut desk = desk();
    let path = desk.file(
        "log.csv",
        "published,eventType,uuid,actor.alternateId,outcome.result,client.ipAddress\n\
         2026-01-01T00:00:00.000Z,user.session.start,u1,ann@x.example,SUCCESS,1.2.3.4\n\
         2026-01-01T00:01:00.000Z,user.session.end,u2,ann@x.example,SUCCESS,1.2.3.4\n\
         2026-01-01T00:02:00.000Z,user.session.start,u3,ann@x.example,FAILURE,1.2.3.4\n",
    );
    let prepared = desk.look(&Request::of(&path)).unwrap();
    assert_eq!(prepared.mapping.profile, "okta_system_log");
    let report = desk.import_prepared(&prepared).unwrap();
    assert_eq!((report.counts.new, report.counts.other_events), (2, 1));
}
