//! The second factor: turned on with a code, asked for at signing in, never the same code twice, and ways out of a loss.

use rollcall::app::commands::Reply;
use rollcall::app::commands::own::OwnCommand;
use rollcall::app::commands::session::{Proof, SessionCommand};
use rollcall::app::commands::ways_in::WaysInCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::me::Me;
use rollcall::app::queries::own_account::OwnAccount;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::domain::second_factor::{RECOVERY_CODES, Secret};
use rollcall::store::testing;
use zeroize::Zeroizing;

use super::sessions::{PASSWORD, created, sign_in};
use crate::support::office::{MAYA, TOMAS, TestOffice};
use crate::support::outside::TestRandom;

const EMAIL: &str = "maya@northwind.example";
const STEP_MS: i64 = 30_000;

fn secret() -> Secret {
    Secret::new(&TestRandom::default())
}

/// The code that the device shows after so many steps from now.
fn code_in(office: &TestOffice, steps: i64) -> String {
    let step = rollcall::domain::time::Clock::now(office.clock.as_ref()).0 / STEP_MS + steps;
    format!("{:06}", secret().code(step))
}

/// Maya's office, her second factor on, and its recovery codes; she is signed out.
fn guarded() -> (TestOffice, Vec<String>) {
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let code = Zeroizing::new(code_in(&office, 0));
    let secret = secret();
    let reply = office.submit(OwnCommand::TurnOnFactor { secret, code });
    let Ok(Reply::RecoveryCodes(codes)) = reply else {
        panic!("{reply:?}")
    };
    assert_eq!(office.newest_entry(), "own.turn_on_factor|0|1|1");
    office.submit(SessionCommand::SignOut).unwrap();
    (office, codes)
}

fn with_code(office: &TestOffice, password: &str, code: &str) -> Result<Reply, AppError> {
    office.submit(SessionCommand::SignInFully(Box::new(Proof {
        email: EMAIL.into(),
        password: Zeroizing::new(password.into()),
        renewed: None,
        code: Some(Zeroizing::new(code.into())),
    })))
}

fn failures(office: &TestOffice) -> String {
    office.sql("SELECT failures FROM credential").remove(0)
}

#[test]
fn it_is_turned_on_only_with_a_code_of_the_device() {
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let command = |code: &str| OwnCommand::TurnOnFactor {
        secret: secret(),
        code: Zeroizing::new(code.into()),
    };
    let wrong = code_in(&office, 5);
    for code in ["", "abc", wrong.as_str()] {
        let refused = office.submit(command(code));
        assert!(matches!(refused, Err(AppError::WrongCode)), "{refused:?}");
    }
    assert!(office.sql("SELECT * FROM second_factor").is_empty());
    assert!(office.sql("SELECT * FROM recovery_code").is_empty());
    let code = code_in(&office, 0);
    let reply = office.submit(command(&code)).unwrap();
    assert!(matches!(&reply, Reply::RecoveryCodes(codes) if codes.len() == RECOVERY_CODES));
    let again = office.submit(command(&code_in(&office, 1)));
    assert!(matches!(again, Err(AppError::Invalid(_))), "{again:?}");
    let own = office.ask(OwnAccount).unwrap().factor.unwrap();
    assert_eq!(own.codes_left, 10);
    office.assert_intact();
}

#[test]
fn a_code_is_asked_for_only_when_the_password_was_right() {
    let (office, _) = guarded();
    let wrong = sign_in(&office, EMAIL, "wrong");
    assert!(matches!(wrong, Err(AppError::WrongCredentials)));
    let wrong = with_code(&office, "wrong", &code_in(&office, 1));
    assert!(matches!(wrong, Err(AppError::WrongCredentials)));
    assert_eq!(failures(&office), "2");
    let asked = sign_in(&office, EMAIL, PASSWORD);
    assert!(matches!(asked, Err(AppError::CodeNeeded)), "{asked:?}");
    assert!(matches!(office.ask(Me), Err(AppError::NotSignedIn)));
    assert_eq!(failures(&office), "2", "neither more nor less");
    with_code(&office, PASSWORD, &code_in(&office, 1)).unwrap();
    assert_eq!(office.newest_entry(), "session.sign_in|0|1|1");
    assert_eq!(failures(&office), "0");
}

#[test]
fn a_code_is_never_taken_twice() {
    let (office, _) = guarded();
    // The code that turned it on was used there.
    let used = with_code(&office, PASSWORD, &code_in(&office, 0));
    assert!(matches!(used, Err(AppError::WrongCode)), "{used:?}");
    office.clock.advance_ms(STEP_MS);
    let code = code_in(&office, 0);
    with_code(&office, PASSWORD, &code).unwrap();
    office.submit(SessionCommand::SignOut).unwrap();
    let again = with_code(&office, PASSWORD, &code);
    assert!(matches!(again, Err(AppError::WrongCode)), "{again:?}");
    let older = with_code(&office, PASSWORD, &code_in(&office, -1));
    assert!(matches!(older, Err(AppError::WrongCode)), "{older:?}");
    office.clock.advance_ms(2 * STEP_MS);
    let late = with_code(&office, PASSWORD, &code_in(&office, -1));
    assert!(late.is_ok(), "one step late: {late:?}");
}

#[test]
fn guessing_codes_is_slowed_down_by_the_same_count() {
    let (mut office, _) = guarded();
    for _ in 0..5 {
        // Asking for the password in between frees nobody.
        let asked = sign_in(&office, EMAIL, PASSWORD);
        assert!(matches!(asked, Err(AppError::CodeNeeded)), "{asked:?}");
        let wrong = with_code(&office, PASSWORD, &code_in(&office, 9));
        assert!(matches!(wrong, Err(AppError::WrongCode)), "{wrong:?}");
    }
    office.reopen();
    let throttled = with_code(&office, PASSWORD, &code_in(&office, 1));
    assert!(matches!(throttled, Err(AppError::Throttled(1..=2))));
    let throttled = sign_in(&office, EMAIL, PASSWORD);
    assert!(matches!(throttled, Err(AppError::Throttled(_))));
    office.clock.advance_ms(STEP_MS);
    with_code(&office, PASSWORD, &code_in(&office, 0)).unwrap();
}

#[test]
fn a_recovery_code_is_good_once() {
    let (office, codes) = guarded();
    let typed = codes[3].to_lowercase().replace('-', " ");
    with_code(&office, PASSWORD, &typed).unwrap();
    let own = office.ask(OwnAccount).unwrap().factor.unwrap();
    assert_eq!(own.codes_left, 9);
    office.submit(SessionCommand::SignOut).unwrap();
    let again = with_code(&office, PASSWORD, &typed);
    assert!(matches!(again, Err(AppError::WrongCode)), "{again:?}");
    with_code(&office, PASSWORD, &codes[4]).unwrap();
    let reply = office.submit(OwnCommand::RenewCodes).unwrap();
    let Reply::RecoveryCodes(new) = reply else {
        panic!("{reply:?}")
    };
    office.submit(SessionCommand::SignOut).unwrap();
    let old = with_code(&office, PASSWORD, &codes[5]);
    assert!(matches!(old, Err(AppError::WrongCode)), "{old:?}");
    with_code(&office, PASSWORD, &new[5]).unwrap();
}

#[test]
fn unlocking_asks_for_the_password_only() {
    let (office, _) = guarded();
    with_code(&office, PASSWORD, &code_in(&office, 1)).unwrap();
    drop(office.backend().lock());
    while office.backend().step() {}
    let password = Zeroizing::new(PASSWORD.into());
    office.submit(SessionCommand::Unlock { password }).unwrap();
    office.ask(Me).unwrap();
}

#[test]
fn it_is_turned_off_with_password_and_code() {
    let (office, _) = guarded();
    with_code(&office, PASSWORD, &code_in(&office, 1)).unwrap();
    office.clock.advance_ms(2 * STEP_MS);
    let off = |password: &str, code: String| {
        office.submit(OwnCommand::TurnOffFactor {
            password: Zeroizing::new(password.into()),
            code: Zeroizing::new(code),
        })
    };
    let wrong = off("wrong", code_in(&office, 0));
    assert!(matches!(wrong, Err(AppError::WrongPassword)), "{wrong:?}");
    let wrong = off(PASSWORD, code_in(&office, 7));
    assert!(matches!(wrong, Err(AppError::WrongCode)), "{wrong:?}");
    assert_eq!(failures(&office), "2");
    off(PASSWORD, code_in(&office, 0)).unwrap();
    assert_eq!(office.newest_entry(), "own.turn_off_factor|0|1|1");
    assert!(office.sql("SELECT * FROM recovery_code").is_empty());
    office.submit(SessionCommand::SignOut).unwrap();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    office.assert_intact();
}

#[test]
fn an_administrator_takes_a_lost_one_away() {
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let none = office.submit(WaysInCommand::ResetFactor(TOMAS));
    assert!(matches!(none, Err(AppError::Invalid(_))), "{none:?}");
    let factor = "INSERT INTO second_factor VALUES (2, zeroblob(20), 0, 0)";
    testing::execute(&office.path(), factor).unwrap();
    let detail = office.ask(UserDetail::of(TOMAS)).unwrap();
    assert!(detail.has_factor);
    office.submit(WaysInCommand::ResetFactor(TOMAS)).unwrap();
    assert_eq!(office.newest_entry(), "user.reset_factor|0|1|1");
    let detail = office.ask(UserDetail::of(TOMAS)).unwrap();
    assert!(!detail.has_factor);
    let change = &detail.history[0].changes[0];
    assert_eq!(
        (change.label(), change.values()),
        ("Second factor", "Yes → No".to_owned())
    );
    let own = "INSERT INTO second_factor VALUES (1, zeroblob(20), 0, 0)";
    testing::execute(&office.path(), own).unwrap();
    let own = office.submit(WaysInCommand::ResetFactor(MAYA));
    assert!(matches!(own, Err(AppError::Invalid(_))), "{own:?}");
    office.forbid("users.set_password");
    let denied = office.submit(WaysInCommand::ResetFactor(TOMAS));
    assert!(matches!(denied, Err(AppError::Denied(_))), "{denied:?}");
}
