//! What the command line does not take: a sentence, what to do, and an exit status.

use super::program::{ADA, Home, said};

/// Runs and gives the two lines that it says.
fn refused(home: &Home, arguments: &[&str], code: i32) -> String {
    let said = home.run(arguments);
    assert_eq!(said.code, Some(code), "{arguments:?}: {}", said.err);
    assert!(said.out.is_empty(), "{}", said.out);
    assert!(
        said.err.starts_with("rollcall: ") && said.err.lines().count() == 2,
        "{}",
        said.err
    );
    said.err
}

#[test]
fn values_that_mean_nothing_are_named() {
    let (home, file) = Home::with_office();
    let export = |more: &[&str]| {
        let mut arguments = vec!["export", "users", &file, "-o", "a.csv", "--as", ADA];
        arguments.extend(more);
        refused(&home, &arguments, 2)
    };
    assert!(export(&["--segment", "status:asleep"]).contains("“status:asleep” is no set of users"));
    assert!(export(&["--segment", "role:Wizard"]).contains("Known are: System Administrator, "));
    assert!(export(&["--sort", "shoe_size"]).contains("“shoe_size” is no order"));
    assert!(export(&["--workspace", "Mars"]).contains("There is no workspace “Mars”"));
    let format = refused(&home, &["insight", &file, "-o", "a.pdf", "--as", ADA], 2);
    assert!(
        format.contains("End the name in .xlsx, .csv or .json."),
        "{format}"
    );
    let nobody = refused(&home, &["insight", &file], 2);
    assert!(nobody.contains("Add --as EMAIL"), "{nobody}");
    assert!(!home.path("a.csv").exists());
}

#[test]
fn wrong_passwords_and_files_are_sentences() {
    let (home, file) = Home::with_office();
    let mut wrong = home.command(&["insight", &file, "--json", "--as", ADA]);
    let wrong = said(
        &wrong
            .env("ROLLCALL_PASSWORD", "not the password")
            .output()
            .unwrap(),
    );
    assert_eq!(wrong.code, Some(1));
    assert!(
        wrong
            .err
            .starts_with("rollcall: Email or password is not right.\n"),
        "{}",
        wrong.err
    );
    let stranger = refused(&home, &["insight", &file, "--as", "x@y.example"], 1);
    assert!(
        stranger.contains("Email or password is not right."),
        "the same answer: {stranger}"
    );
    let missing = refused(&home, &["insight", "none.rollcall", "--as", ADA], 1);
    assert!(missing.contains("There is no file"), "{missing}");
    std::fs::write(home.path("text.rollcall"), "hello".repeat(1000)).unwrap();
    let foreign = refused(&home, &["insight", "text.rollcall", "--as", ADA], 1);
    assert!(foreign.contains("is not a Rollcall workspace"), "{foreign}");
}

#[test]
fn a_workspace_is_created_only_from_what_the_form_takes() {
    let home = Home::new();
    let create = |zone: &str, region: &str, name: &str, email: &str, code: i32| {
        let arguments = [
            "create",
            "a.rollcall",
            "--office",
            "N",
            "--zone",
            zone,
            "--region",
            region,
            "--name",
            name,
            "--email",
            email,
            "--unencrypted",
        ];
        refused(&home, &arguments, code)
    };
    assert!(create("Mars/Base", "PT", "Ada", ADA, 2).contains("“Mars/Base” is no time zone"));
    assert!(create("UTC", "Portugal", "Ada", ADA, 2).contains("no country code"));
    assert!(create("UTC", "PT", "A", ADA, 2).contains("Name: At least 2 characters"));
    assert!(create("UTC", "PT", "Ada", "ada", 2).contains("Email: An address has an @"));
    assert!(!home.path("a.rollcall").exists());
    let (home, file) = Home::with_office();
    let again = [
        "create",
        &file,
        "--office",
        "N",
        "--zone",
        "UTC",
        "--region",
        "PT",
        "--name",
        "Ada",
        "--email",
        ADA,
        "--unencrypted",
    ];
    assert!(refused(&home, &again, 1).contains("never writes over a workspace"));
}

#[test]
fn without_a_display_the_window_is_a_sentence() {
    let home = Home::new();
    let said = home.run(&[]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err
            .starts_with("rollcall: There is no display to open a window on.\n"),
        "{}",
        said.err
    );
}

#[test]
fn help_and_version_are_no_failures_and_other_words_are() {
    let home = Home::new();
    for (arguments, code) in [
        (&["--help"][..], 0),
        (&["export", "users", "--help"], 0),
        (&["--version"], 0),
        (&["--frobnicate"], 2),
        (&["export"], 2),
        (&["role", "allow"], 2),
    ] {
        assert_eq!(home.run(arguments).code, Some(code), "{arguments:?}");
    }
}
