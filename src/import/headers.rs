//! Names of columns in the form in which they are compared: without case, accents, punctuation and a system's decoration.

use crate::domain::fold::fold;

/// A header's names, the likeliest first, and what its decoration says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeaderKeys {
    /// Compact names to look up, in this order.
    pub names: Vec<String>,
    /// The last name of a path through other things: `name` of `company.name`, which is no name of the record's own.
    pub nested: Option<String>,
    /// Whether the header says that times are in UTC.
    pub utc: bool,
}

impl HeaderKeys {
    /// Every name, the nested one last.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.names.iter().chain(&self.nested).map(String::as_str)
    }
}

/// Words that say whose a value is and not what.
pub(super) const OWNERS: &[&str] = &[
    "user",
    "employee",
    "emp",
    "worker",
    "staff",
    "member",
    "contact",
    "person",
    "personal",
    "primary",
    "account",
    "work",
    "business",
    "student",
    "profile",
    "current",
    "your",
    "official",
    "mitarbeiter",
    "empleado",
];

/// Parts of a path in which systems wrap what belongs to the record itself.
const WRAPPERS: &[&str] = &[
    "attributes",
    "basicinfo",
    "contactinfo",
    "core",
    "data",
    "doc",
    "document",
    "entity",
    "fields",
    "general",
    "item",
    "name",
    "node",
    "object",
    "payload",
    "personalinfo",
    "properties",
    "record",
    "resource",
    "source",
    "userinfo",
];

/// Letters and digits of a text, folded.
pub fn compact(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The names by which a header may be known.
///
/// `Name [displayName] Required` is known as `displayname` first, `CreatedDateTime_t [UTC]` as `createddatetime` in UTC,
/// `profile.email` as `profileemail` and `email`; `company.name` as `companyname`, with `name` nested.
pub fn keys(header: &str) -> HeaderKeys {
    let (outer, groups) = split_groups(header);
    let mut names = Vec::new();
    for inner in groups.iter().filter(|inner| is_identifier(inner)) {
        push(&mut names, compact(inner));
    }
    let outer = without_suffix(outer.trim());
    push(&mut names, compact(outer));
    let mut nested = None;
    if let Some((path, last)) = within_schema(outer).rsplit_once('.') {
        let is_own = path.split('.').all(|part| is_wrapper(&compact(part)));
        if is_own {
            push(&mut names, compact(last));
        } else {
            nested = Some(compact(last));
        }
    } else if let Some((_, last)) = outer.rsplit_once(['/', ':']) {
        push(&mut names, compact(last));
    }
    if let Some((before, rest)) = outer.split_once('_')
        && matches!(compact(before).as_str(), "extensionproperty" | "properties")
    {
        push(&mut names, compact(rest));
    }
    let utc = groups
        .iter()
        .any(|inner| matches!(compact(inner).as_str(), "utc" | "gmt"))
        || outer.to_ascii_uppercase().ends_with("UTC");
    HeaderKeys { names, nested, utc }
}

/// SCIM (RFC 7643, 3.3) names parts of extensions after their schema: `urn:…:enterprise:2.0:User.department`.
fn within_schema(name: &str) -> &str {
    if !name.starts_with("urn:") {
        return name;
    }
    name.rsplit_once(':').map_or(name, |(_, last)| last)
}

fn is_wrapper(part: &str) -> bool {
    WRAPPERS.contains(&part) || OWNERS.contains(&part)
}

fn push(names: &mut Vec<String>, name: String) {
    if !name.is_empty() && !names.contains(&name) {
        names.push(name);
    }
}

/// The text outside brackets, and the texts inside.
fn split_groups(header: &str) -> (String, Vec<String>) {
    let mut outer = String::new();
    let mut groups = Vec::new();
    let mut inner: Option<String> = None;
    for c in header.chars() {
        match (c, &mut inner) {
            ('[' | '(', None) => inner = Some(String::new()),
            (']' | ')', Some(_)) => groups.extend(inner.take()),
            (_, Some(text)) => text.push(c),
            (_, None) => outer.push(c),
        }
    }
    if let Some(open) = inner {
        outer.push_str(&open);
    }
    let outer = outer.trim();
    let outer = outer.strip_suffix("Required").unwrap_or(outer).to_owned();
    (outer, groups)
}

/// `displayName`, `accountEnabled`: one word that begins small; not `Required`, `UTC`, `s`.
fn is_identifier(inner: &str) -> bool {
    inner.len() > 3
        && inner.starts_with(|c: char| c.is_ascii_lowercase())
        && inner.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Log Analytics adds the type of a column as `_s`, `_b`, `_g`, `_t`, `_d`.
fn without_suffix(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((before, "s" | "b" | "g" | "t" | "d" | "l")) if before.len() > 1 => before,
        _ => name,
    }
}

const SECRETS: &[&str] = &[
    "password",
    "passwort",
    "kennwort",
    "motdepasse",
    "contrasena",
    "senha",
    "passwd",
    "userpass",
    "parolachiave",
    "passphrase",
    "credential",
    "secret",
    "apikey",
    "privatekey",
    "accesstoken",
    "refreshtoken",
    "recoverycode",
    "securityanswer",
    "totp",
    "otpkey",
    "passcode",
    "palavrapasse",
];
const SECRET_NAMES: &[&str] = &[
    "pass", "pwd", "pw", "hash", "salt", "pin", "pincode", "mdp", "clave", "token", "otp",
    "passhash", "pwdhash",
];

/// Whether a column holds passwords, hashes or other credentials by its name.
pub fn is_secret(header: &str) -> bool {
    let whole = compact(header);
    SECRETS.iter().any(|word| whole.contains(word))
        || keys(header)
            .all()
            .any(|name| SECRET_NAMES.contains(&name) || (name.ends_with("hash") && name.len() > 4))
}

/// One text for a set of headers, whatever their order, case and decoration: the key of a remembered mapping.
pub fn header_signature(headers: &[String]) -> String {
    let mut names: Vec<String> = headers.iter().map(|header| compact(header)).collect();
    names.sort_unstable();
    names.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decorations_fall_away() {
        for (header, names, utc) in [
            ("  Display Name ", &["displayname"][..], false),
            (
                "Name [displayName] Required",
                &["displayname", "name"],
                false,
            ),
            (
                "Block sign in (Yes/No) [accountEnabled] Required",
                &["accountenabled", "blocksignin"],
                false,
            ),
            ("ObjectId_g", &["objectid"], false),
            ("TimeGenerated [UTC]", &["timegenerated"], true),
            ("Date (UTC)", &["date"], true),
            ("LastDirSyncTime_t [UTC]", &["lastdirsynctime"], true),
            ("Email Address [Required]", &["emailaddress"], false),
            (
                "Recovery Phone [MUST BE IN THE E.164 FORMAT]",
                &["recoveryphone"],
                false,
            ),
            (
                "ExtensionProperty_createdDateTime_s",
                &["extensionpropertycreateddatetime", "createddatetime"],
                false,
            ),
            ("client.ip_address", &["clientipaddress"], false),
            ("Prénom", &["prenom"], false),
            ("profile.email", &["profileemail", "email"], false),
            (
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department",
                &[
                    "urnietfparamsscimschemasextensionenterprise20userdepartment",
                    "department",
                ],
                false,
            ),
            ("user_login", &["userlogin"], false),
            ("Größe (cm)", &["grosse"], false),
        ] {
            let found = keys(header);
            assert_eq!(found.names, names, "{header}");
            assert_eq!(found.utc, utc, "{header}");
        }
    }

    #[test]
    fn what_belongs_to_something_else_is_nested() {
        for (header, nested) in [
            ("company.name", Some("name")),
            ("createdBy.email", Some("email")),
            ("profile.manager.email", Some("email")),
            ("client.ip_address", Some("ipaddress")),
            ("data.attributes.email", None),
            ("name.givenName", None),
            ("E-mail/Courriel", None),
            ("email", None),
        ] {
            assert_eq!(keys(header).nested.as_deref(), nested, "{header}");
        }
    }

    #[test]
    fn credentials_are_told_by_name() {
        for secret in [
            "Password",
            "user_pass",
            "PasswordProfile_s",
            "Passwort",
            "mot de passe",
            "pwd_hash",
            "Initial password [passwordProfile] Required",
            "API key",
            "Salt",
        ] {
            assert!(is_secret(secret), "{secret}");
        }
        for harmless in ["Name", "Passport no", "Hashim", "Pinned", "Passing date"] {
            assert!(!is_secret(harmless), "{harmless}");
        }
    }

    #[test]
    fn a_signature_does_not_depend_on_order_and_case() {
        let a = header_signature(&["E-Mail".into(), "Name".into()]);
        let b = header_signature(&["NAME".into(), "e-mail ".into()]);
        assert_eq!(a, b);
    }
}
