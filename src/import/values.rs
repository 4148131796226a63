//! Words for status, onboarding, kind and result in the languages of files, and cells that say "nothing".

use super::headers::compact;
use crate::domain::incoming::SignInOutcome;
use crate::domain::table::unguard;
use crate::domain::user::{AccountStatus, Onboarding, UserKind};

const ACTIVE: &[&str] = &[
    "true",
    "1",
    "yes",
    "y",
    "t",
    "on",
    "active",
    "activated",
    "enabled",
    "enable",
    "ok",
    "current",
    "employed",
    "working",
    "provisioned",
    "passwordexpired",
    "recovery",
    "live",
    "allowed",
    "open",
    "verified",
    "ja",
    "j",
    "wahr",
    "aktiv",
    "aktiviert",
    "freigegeben",
    "oui",
    "o",
    "vrai",
    "actif",
    "active",
    "activee",
    "si",
    "s",
    "verdadero",
    "activo",
    "activa",
    "activado",
    "habilitado",
    "alta",
    "sim",
    "verdadeiro",
    "ativo",
    "ativa",
    "ativado",
    "vero",
    "attivo",
    "attiva",
    "attivato",
    "abilitato",
    "x",
    "-1",
    "member",
    "registered",
    "normal",
    "permanent",
    "completed",
];
const INACTIVE: &[&str] = &[
    "false",
    "0",
    "no",
    "n",
    "f",
    "off",
    "inactive",
    "deactivated",
    "disabled",
    "disable",
    "suspended",
    "blocked",
    "locked",
    "lockedout",
    "terminated",
    "deprovisioned",
    "archived",
    "deleted",
    "left",
    "leaver",
    "former",
    "resigned",
    "retired",
    "revoked",
    "closed",
    "expired",
    "banned",
    "staged",
    "nein",
    "falsch",
    "inaktiv",
    "deaktiviert",
    "gesperrt",
    "ausgeschieden",
    "gekundigt",
    "non",
    "faux",
    "inactif",
    "inactive",
    "desactive",
    "desactivee",
    "bloque",
    "suspendu",
    "parti",
    "falso",
    "inactivo",
    "inactiva",
    "desactivado",
    "deshabilitado",
    "bloqueado",
    "suspendido",
    "baja",
    "nao",
    "inativo",
    "inativa",
    "desativado",
    "desabilitado",
    "suspenso",
    "inattivo",
    "inattiva",
    "disattivato",
    "disabilitato",
    "bloccato",
    "sospeso",
    "cessato",
];

/// What a cell says about the account; `None` where it is neither.
pub fn status(cell: &str) -> Option<AccountStatus> {
    let key = key_of(cell);
    if ACTIVE.contains(&key.as_str()) {
        return Some(AccountStatus::Active);
    }
    INACTIVE
        .contains(&key.as_str())
        .then_some(AccountStatus::Inactive)
}

/// `true` and `FALSE` skip the folding; anything else is compared by its letters and digits.
fn key_of(cell: &str) -> String {
    let trimmed = cell.trim();
    if trimmed == "-1" {
        trimmed.to_owned()
    } else {
        compact(trimmed)
    }
}

/// What a cell says about onboarding.
pub fn onboarding(cell: &str) -> Option<Onboarding> {
    let found = match compact(cell).as_str() {
        "pendingacceptance" | "launched" | "invited" | "invitationsent" | "sent" | "pending"
        | "eingeladen" | "invite" | "invitado" | "convidado" | "invitato" | "enattente"
        | "pendiente" | "pendente" | "ausstehend" => Onboarding::Launched,
        "accepted" | "completed" | "complete" | "done" | "finished" | "active" | "activated"
        | "joined" | "registered" | "angenommen" | "abgeschlossen" | "accepte" | "termine"
        | "aceptado" | "completado" | "aceite" | "concluido" | "accettato" | "completato" => {
            Onboarding::Completed
        }
        "inprogress" | "started" | "ongoing" | "inbearbeitung" | "encours" | "enprogreso"
        | "emandamento" | "incorso" => Onboarding::InProgress,
        "notinvited" | "none" | "new" | "nichteingeladen" | "noninvite" | "noinvitado"
        | "naoconvidado" | "noninvitato" => Onboarding::NotInvited,
        "expired" | "abgelaufen" | "expire" | "expirado" | "caducado" | "scaduto" => {
            Onboarding::Expired
        }
        "revoked" | "withdrawn" | "cancelled" | "canceled" | "declined" | "widerrufen"
        | "revoque" | "revocado" | "revogado" | "revocato" => Onboarding::Revoked,
        _ => return None,
    };
    Some(found)
}

/// What a cell says about belonging to the office or to a client.
pub fn kind(cell: &str) -> Option<UserKind> {
    let found = match compact(cell).as_str() {
        "member" | "internal" | "employee" | "staff" | "intern" | "mitarbeiter" | "interne"
        | "employe" | "salarie" | "interno" | "empleado" | "funcionario" | "dipendente"
        | "regular" | "permanent" => UserKind::Internal,
        "guest" | "client" | "external" | "customer" | "extern" | "gast" | "kunde" | "externe"
        | "invite" | "externo" | "cliente" | "invitado" | "convidado" | "esterno" | "ospite"
        | "partner" | "vendor" | "contractor" | "contingentworker" => UserKind::Client,
        _ => return None,
    };
    Some(found)
}

/// What a result says about a sign-in.
pub fn outcome(cell: &str) -> Option<SignInOutcome> {
    let found = match compact(cell).as_str() {
        "success" | "succeeded" | "successful" | "ok" | "true" | "1" | "yes" | "passed"
        | "allow" | "allowed" | "granted" | "erfolg" | "erfolgreich" | "succes" | "reussi"
        | "reussite" | "exito" | "correcto" | "exitoso" | "sucesso" | "successo" | "riuscito"
        | "ja" | "oui" | "si" | "sim" | "loginsuccess" | "login" => SignInOutcome::Success,
        "failure" | "failed" | "fail" | "error" | "false" | "0" | "no" | "denied" | "deny"
        | "blocked" | "invalid" | "rejected" | "fehler" | "fehlgeschlagen" | "fehlschlag"
        | "echec" | "echoue" | "fallo" | "fallido" | "falha" | "fallito" | "errore" | "nein"
        | "non" | "nao" | "loginfailure" | "loginerror" | "locked" => SignInOutcome::Failure,
        "interrupted" | "challenge" | "unanswered" | "unterbrochen" | "interrompu"
        | "interrumpido" | "interrompido" | "interrotto" | "skipped" | "unknown"
        | "mfarequired" => SignInOutcome::Interrupted,
        _ => return None,
    };
    Some(found)
}

/// Codes with which Entra asks for something else before the sign-in goes on.
const INTERRUPTS: &[i64] = &[
    16000, 16001, 16003, 50058, 50072, 50074, 50076, 50079, 50097, 50125, 50127, 50129, 50131,
    50132, 50133, 50140, 50143, 50144, 50158, 50173, 50199, 50203, 51006, 65001, 65004, 70043,
    70044, 81010, 81012, 81014, 399_218, 9_002_341,
];

/// What an error code says about a sign-in: 0 is success, some only ask for something else.
pub fn outcome_of_code(code: i64) -> SignInOutcome {
    match code {
        0 => SignInOutcome::Success,
        code if INTERRUPTS.contains(&code) => SignInOutcome::Interrupted,
        _ => SignInOutcome::Failure,
    }
}

/// What an event's name says: a sign-in with its end, or no sign-in at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EventKind {
    /// A sign-in; how it ended is in the name or in another column.
    SignIn(Option<SignInOutcome>),
    /// Something else, such as a sign-out or a change of a password.
    Other,
}

/// Tells sign-ins from other events by their names in Okta, Google, Keycloak, Auth0 and others.
pub fn event(cell: &str) -> EventKind {
    match compact(cell).as_str() {
        "usersessionstart" | "signin" | "signinactivity" | "login" | "logon" | "userloggedin"
        | "userlogin" | "anmeldung" | "connexion" | "iniciodesesion" | "accesso"
        | "authentication" => EventKind::SignIn(None),
        "loginsuccess" | "loginsuccessful" | "loginsucceeded" | "successfullogin" | "s" => {
            EventKind::SignIn(Some(SignInOutcome::Success))
        }
        "loginfailure" | "loginfailed" | "loginerror" | "failedlogin" | "userloginfailed" | "f"
        | "fp" | "fu" => EventKind::SignIn(Some(SignInOutcome::Failure)),
        "loginverification" | "loginchallenge" => {
            EventKind::SignIn(Some(SignInOutcome::Interrupted))
        }
        _ => EventKind::Other,
    }
}

/// The cell without the words by which files say "nothing".
pub fn filled(cell: &str) -> &str {
    something(unguard(trimmed(cell)))
}

/// The text without the words for "nothing", where a guard against spreadsheets has been taken off already.
fn something(text: &str) -> &str {
    let trimmed = trimmed(text);
    match trimmed.len() {
        0 => "",
        1..=9 if is_nothing(trimmed) => "",
        _ => trimmed,
    }
}

/// The same as `trim`, quicker for cells that have nothing to trim.
fn trimmed(cell: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = cell.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) {
        return cell;
    }
    cell.trim()
}

fn is_nothing(trimmed: &str) -> bool {
    matches!(
        trimmed,
        "-" | "--" | "—" | "–" | "[]" | "{}" | "\\N" | "?" | "\"\"" | "#N/A"
    ) || [
        "null",
        "none",
        "n/a",
        "nil",
        "nan",
        "undefined",
        "(null)",
        "(empty)",
        "<null>",
    ]
    .iter()
    .any(|word| trimmed.eq_ignore_ascii_case(word))
}

/// The same for dates, where systems also write "never".
pub fn filled_date(cell: &str) -> &str {
    let filled = something(cell);
    let never = matches!(
        filled,
        "0" | "9223372036854775807" | "0000-00-00" | "0000-00-00 00:00:00"
    ) || [
        "never",
        "unknown",
        "nie",
        "jamais",
        "nunca",
        "mai",
        "never logged in",
        "unbekannt",
        "unlimited",
    ]
    .iter()
    .any(|word| filled.eq_ignore_ascii_case(word));
    if never { "" } else { filled }
}

/// The first of several addresses or numbers in one cell: the chief one.
pub fn first_of(cell: &str) -> &str {
    cell.split([';', '\n']).next().unwrap_or(cell).trim()
}

/// Takes the readable part of a directory name: `CN=Dan Jump,OU=…` is `Dan Jump`.
pub fn plain_name(cell: &str) -> &str {
    let trimmed = cell.trim();
    let is_dn = trimmed
        .split_once('=')
        .is_some_and(|(key, _)| matches!(key.to_ascii_lowercase().as_str(), "cn" | "uid" | "ou"));
    if !is_dn {
        return trimmed;
    }
    let value = trimmed.split_once('=').map_or(trimmed, |(_, rest)| rest);
    let mut end = value.len();
    let mut escaped = false;
    for (at, c) in value.char_indices() {
        if c == ',' && !escaped {
            end = at;
            break;
        }
        escaped = c == '\\' && !escaped;
    }
    value.get(..end).unwrap_or(value).trim()
}

/// Names in one cell, cut at `|`, `;` or line breaks, at `,` where there is none of these and no directory name.
pub fn names(cell: &str) -> Vec<String> {
    let is_hard = |c: char| matches!(c, '|' | ';' | '\n');
    let mut parts: Vec<&str> = cell.split(is_hard).collect();
    if let [only] = parts.as_slice()
        && plain_name(only) == only.trim()
    {
        parts = only.split(',').collect();
    }
    let mut found: Vec<String> = Vec::new();
    for part in parts {
        let name = plain_name(something(part.trim_matches(['[', ']', '"', ' '])));
        if !name.is_empty() && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// Active Directory's `userAccountControl`: bit 2 says that the account is disabled.
pub fn account_control(cell: &str) -> Option<AccountStatus> {
    let flags: u32 = cell.trim().parse().ok().filter(|flags| *flags >= 512)?;
    Some(if flags & 2 == 0 {
        AccountStatus::Active
    } else {
        AccountStatus::Inactive
    })
}
