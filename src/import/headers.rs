//! Names of columns in the form in which they are compared: without case, accents, punctuation and a system's decoration.

use crate::domain::fold::fold;

/// A header's names, the likeliest first, and what its decoration says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeaderKeys {
    /// Compact names to look up, in this order.
    pub names: Vec<String>,
    /// Whether the header says that times are in UTC.
    pub utc: bool,
}

/// Letters and digits of a text, folded.
pub fn compact(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The names by which a header may be known.
///
/// `Name [displayName] Required` is known as `displayname` first, `CreatedDateTime_t [UTC]` as `createddatetime` in UTC,
/// `profile.email` as `profileemail` and `email`.
pub fn keys(header: &str) -> HeaderKeys {
    let (outer, groups) = split_groups(header);
    let mut names = Vec::new();
    for inner in groups.iter().filter(|inner| is_identifier(inner)) {
        push(&mut names, compact(inner));
    }
    let outer = without_suffix(outer.trim());
    push(&mut names, compact(outer));
    if let Some(inner) = outer.rsplit_once(['.', '/', ':']).map(|(_, last)| last) {
        push(&mut names, compact(inner));
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
    HeaderKeys { names, utc }
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
        || keys(header).names.iter().any(|name| {
            SECRET_NAMES.contains(&name.as_str()) || (name.ends_with("hash") && name.len() > 4)
        })
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
            (
                "client.ip_address",
                &["clientipaddress", "ipaddress"],
                false,
            ),
            ("Prénom", &["prenom"], false),
            ("user_login", &["userlogin"], false),
            ("Größe (cm)", &["grosse"], false),
        ] {
            let found = keys(header);
            assert_eq!(found.names, names, "{header}");
            assert_eq!(found.utc, utc, "{header}");
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
