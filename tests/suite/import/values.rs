//! Words of files in several languages.

use rollcall::domain::incoming::SignInOutcome;
use rollcall::domain::user::{AccountStatus, Onboarding, UserKind};
use rollcall::import::values;

#[test]
fn states_are_read_in_several_languages() {
    for word in [
        "TRUE", "True", "1", "yes", "Active", "enabled", "aktiv", "Actif", "Activo", "Ativo",
        "Attivo", "sí", "Ja", "X",
    ] {
        assert_eq!(values::status(word), Some(AccountStatus::Active), "{word}");
    }
    for word in [
        "FALSE",
        "0",
        "no",
        "Inactive",
        "suspended",
        "Blocked",
        "gesperrt",
        "désactivé",
        "Bloqueado",
        "Sospeso",
        "não",
        "LOCKED_OUT",
    ] {
        assert_eq!(
            values::status(word),
            Some(AccountStatus::Inactive),
            "{word}"
        );
    }
    for word in ["", "Undeployable", "WA", "maybe", "42"] {
        assert_eq!(values::status(word), None, "{word}");
    }
    assert_eq!(values::account_control("512"), Some(AccountStatus::Active));
    assert_eq!(
        values::account_control("66050"),
        Some(AccountStatus::Inactive)
    );
    assert_eq!(
        values::onboarding("PendingAcceptance"),
        Some(Onboarding::Launched)
    );
    assert_eq!(values::onboarding("Accepted"), Some(Onboarding::Completed));
    assert_eq!(values::kind("Guest"), Some(UserKind::Client));
}

#[test]
fn interrupts_are_neither_success_nor_failure() {
    for (code, outcome) in [
        (0, SignInOutcome::Success),
        (50126, SignInOutcome::Failure),
        (53003, SignInOutcome::Failure),
        (50140, SignInOutcome::Interrupted),
        (50074, SignInOutcome::Interrupted),
    ] {
        assert_eq!(values::outcome_of_code(code), outcome, "{code}");
    }
}

#[test]
fn nothing_has_many_names() {
    for cell in ["", "  ", "NULL", "n/a", "-", "[]", "\\N", "None"] {
        assert_eq!(values::filled(cell), "", "{cell}");
    }
    assert_eq!(values::filled(" Nullius "), "Nullius");
    assert_eq!(values::filled_date("Never"), "");
}

#[test]
fn names_in_a_cell_are_cut() {
    for (cell, names) in [
        ("a|b;c", &["a", "b", "c"][..]),
        ("administrator,editor", &["administrator", "editor"]),
        (
            "cn=staff,ou=groups,dc=example|cn=managers,dc=example",
            &["staff", "managers"],
        ),
        ("CN=Brand,OU=Teams", &["Brand"]),
        ("Research & Development", &["Research & Development"]),
        ("a, a ,", &["a"]),
    ] {
        assert_eq!(values::names(cell), names, "{cell}");
    }
}
