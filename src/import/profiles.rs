//! Exports of well-known systems: how they are recognised, and where their columns differ from what the names say.

use super::headers::HeaderKeys;
use super::synonyms::Place;
use super::target::Target;
use crate::domain::incoming::ImportKind;
use crate::domain::text::text;

/// A well-known export.
pub struct Profile {
    /// Stable key in mappings and on the command line.
    pub key: &'static str,
    /// What it lists.
    pub kind: ImportKind,
    /// The system's name in external IDs; users and sign-ins of one system share it. Empty: named after the ID's column.
    pub source: &'static str,
    /// Whether times without a zone are in UTC.
    pub utc: bool,
    /// Groups of names; a file has one name of each.
    signature: &'static [&'static str],
    /// Columns that go elsewhere than their name says.
    places: &'static [(Target, u8, &'static str)],
}

/// Every profile, the more specific ones first; the last two take any file.
pub const ALL: &[Profile] = &[
    Profile {
        key: "ad_users",
        kind: ImportKind::Users,
        source: "ad",
        utc: true,
        signature: &["samaccountname", "distinguishedname objectguid sid dn"],
        places: &[
            (Target::ExternalId, 0, "objectguid"),
            (Target::Email, 0, "mail emailaddress"),
            (Target::Email, 1, "userprincipalname"),
            (Target::Status, 0, "enabled"),
            (
                Target::Ignore,
                0,
                "state country co c st description objectclass info",
            ),
        ],
    },
    Profile {
        key: "entra_sign_in_logs",
        kind: ImportKind::SignIns,
        source: "entra",
        utc: true,
        signature: &[
            "timegenerated createddatetime",
            "userprincipalname",
            "resulttype",
            "appdisplayname ipaddress",
        ],
        places: &[
            (Target::ErrorCode, 0, "resulttype"),
            (Target::EventId, 0, "originalrequestid id"),
            (Target::Time, 0, "createddatetime"),
            (
                Target::Ignore,
                0,
                "result resultsignature operationname status resourcedisplayname",
            ),
        ],
    },
    Profile {
        key: "entra_sign_in_records",
        kind: ImportKind::SignIns,
        source: "entra",
        utc: true,
        signature: &[
            "createddatetime",
            "userprincipalname",
            "statuserrorcode errorcode",
            "appdisplayname ipaddress",
        ],
        places: &[
            (Target::ErrorCode, 0, "statuserrorcode errorcode"),
            (Target::EventId, 0, "id"),
            (Target::Time, 0, "createddatetime"),
            (Target::Who, 0, "userprincipalname"),
            (Target::ExternalId, 0, "userid"),
            (
                Target::Ignore,
                0,
                "correlationid originalrequestid userdisplayname resourcedisplayname resourceid operationname \
                 devicedetaildisplayname devicedetaildeviceid",
            ),
        ],
    },
    Profile {
        key: "entra_users",
        kind: ImportKind::Users,
        source: "entra",
        utc: true,
        signature: &[
            "userprincipalname",
            "displayname",
            "accountenabled objectid usertype userstate blocksignin id",
        ],
        places: &[
            (Target::Disabled, 0, "blocksignin"),
            (Target::Email, 0, "userprincipalname"),
            (Target::Email, 1, "mail"),
            (Target::ExternalId, 0, "objectid id"),
            (
                Target::Ignore,
                0,
                "state country usagelocation mailnickname alternateemailaddress authenticationemail \
                 othermails immutableid tenantid employeeid onpremisessecurityidentifier creationtype company",
            ),
        ],
    },
    Profile {
        key: "entra_sign_ins",
        kind: ImportKind::SignIns,
        source: "entra",
        utc: true,
        signature: &[
            "requestid",
            "signinerrorcode failurereason correlationid",
            "date createddatetime dateutc",
        ],
        places: &[
            (Target::Who, 0, "username userprincipalname"),
            (Target::Ignore, 0, "user resource"),
        ],
    },
    Profile {
        key: "google_users",
        kind: ImportKind::Users,
        source: "google",
        utc: false,
        signature: &["emailaddress", "firstname", "orgunitpath"],
        places: &[(Target::ExternalId, 0, "employeeid")],
    },
    Profile {
        key: "google_directory",
        kind: ImportKind::Users,
        source: "google",
        utc: true,
        signature: &[
            "primaryemail",
            "fullname givenname",
            "suspended orgunitpath",
        ],
        places: &[
            (
                Target::Ignore,
                0,
                "emails recoveryemail noneditablealiases aliases etag customerid kind archived isadmin",
            ),
            (Target::ExternalId, 0, "id"),
        ],
    },
    Profile {
        key: "google_login_audit",
        kind: ImportKind::SignIns,
        source: "google",
        utc: true,
        signature: &[
            "eventname eventsname",
            "actoremail actorprofileid",
            "idtime logintype srcipaddr",
        ],
        places: &[
            (Target::Time, 0, "idtime"),
            (Target::Who, 0, "resourcedetails"),
            (Target::Who, 1, "actoremail"),
            (Target::ExternalId, 0, "actorprofileid"),
            (Target::Event, 0, "eventname eventsname"),
            (Target::EventId, 0, "etag"),
            (
                Target::Ignore,
                0,
                "eventtype eventmessage eventproduct eventresult useremail timestamp events eventstype \
                 idapplicationname iduniquequalifier",
            ),
        ],
    },
    Profile {
        key: "okta_system_log",
        kind: ImportKind::SignIns,
        source: "okta",
        utc: true,
        signature: &["eventtype", "uuid", "outcomeresult actoralternateid"],
        places: &[
            (Target::Who, 0, "actoralternateid"),
            (Target::ExternalId, 0, "actorid"),
            (Target::Time, 0, "published"),
            (
                Target::Ignore,
                0,
                "displaymessage severity target targetid targettype targetalternateid targetdisplayname device deviceid \
                 clientid transactionid timegenerated",
            ),
        ],
    },
    Profile {
        key: "okta_users",
        kind: ImportKind::Users,
        source: "okta",
        utc: true,
        signature: &[
            "login",
            "firstname",
            "lastname",
            "secondemail nickname profileurl",
        ],
        places: &[
            (Target::Email, 0, "email"),
            (Target::Email, 1, "login"),
            (
                Target::Ignore,
                0,
                "typeid state organization profileurl nickname activated statuschanged lastupdated",
            ),
            (Target::ExternalId, 0, "id userid"),
        ],
    },
    Profile {
        key: "wordpress_users",
        kind: ImportKind::Users,
        source: "wordpress",
        utc: true,
        signature: &["userlogin", "useremail"],
        places: &[(Target::ExternalId, 0, "id userlogin")],
    },
    Profile {
        key: "generic_users",
        kind: ImportKind::Users,
        source: "",
        utc: false,
        signature: &[],
        places: &[],
    },
    Profile {
        key: "generic_sign_ins",
        kind: ImportKind::SignIns,
        source: "",
        utc: false,
        signature: &[],
        places: &[],
    },
];

impl Profile {
    /// The profile with this key.
    pub fn from_key(key: &str) -> Option<&'static Self> {
        ALL.iter().find(|profile| profile.key == key)
    }

    /// The first profile whose signature the headers have.
    pub fn recognise(headers: &[HeaderKeys]) -> Option<&'static Self> {
        ALL.iter()
            .filter(|profile| !profile.signature.is_empty())
            .find(|profile| profile.fits(headers))
    }

    /// The profile that takes any file of a kind.
    pub fn any(kind: ImportKind) -> &'static str {
        match kind {
            ImportKind::Users => "generic_users",
            ImportKind::SignIns => "generic_sign_ins",
        }
    }

    /// What a file is it says by names of its records, not of what they hold.
    fn fits(&self, headers: &[HeaderKeys]) -> bool {
        self.signature.iter().all(|group| {
            group.split(' ').any(|name| {
                headers
                    .iter()
                    .any(|keys| keys.names.iter().any(|n| n == name))
            })
        })
    }

    /// Where a column of the profile goes, where it differs from what its name says.
    pub fn place(&self, keys: &HeaderKeys) -> Option<Place> {
        self.places
            .iter()
            .find(|(_, _, names)| {
                names.split(' ').any(|name| match self.kind {
                    ImportKind::Users => keys.names.iter().any(|known| known == name),
                    ImportKind::SignIns => keys.all().any(|known| known == name),
                })
            })
            .map(|(target, rank, _)| Place {
                target: *target,
                rank: *rank,
            })
    }

    /// The name that people see.
    pub fn label(&self) -> &'static str {
        let words = &text().import;
        match self.key {
            "ad_users" => words.profile_ad_users,
            "entra_users" => words.profile_entra_users,
            "entra_sign_ins" | "entra_sign_in_logs" | "entra_sign_in_records" => {
                words.profile_entra_sign_ins
            }
            "google_users" | "google_directory" => words.profile_google_users,
            "google_login_audit" => words.profile_google_login_audit,
            "okta_system_log" => words.profile_okta_log,
            "okta_users" => words.profile_okta_users,
            "wordpress_users" => words.profile_wordpress,
            "generic_sign_ins" => words.profile_any_sign_ins,
            _ => words.profile_any_users,
        }
    }
}
