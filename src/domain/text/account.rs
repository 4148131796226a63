//! Words of the own account, of signing in step by step, and of the question for the password.

use super::areas::area;

area! {
    /// The page of the own account.
    AccountText {
        title = "Your account",
        password = "Password",
        password_note = "changing it ends your other sessions",
        password_demo = "The demo has no passwords.",
        current = "Present password",
        wanted = "New password",
        again = "New password again",
        enter_current = "Enter your present password",
        change = "Change password",
        changed = "Password changed",
        factor = "Second factor",
        factor_note = "a code besides the password, at signing in",
        factor_off = "Off",
        factor_on = "On",
        factor_about = "With it, signing in asks for a code from an authenticator on your phone. Whoever only has your password stays outside.",
        factor_since = "Since {0}",
        codes_left_one = "{0} recovery code left",
        codes_left_many = "{0} recovery codes left",
        turn_on = "Turn on…",
        turn_off = "Turn off…",
        new_codes = "New recovery codes",
        set_up_title = "Turn on the second factor",
        set_up_scan = "Scan this with your authenticator, or type the key into it.",
        set_up_key = "Key",
        set_up_code = "Code that it shows now",
        set_up_picture = "QR code of the key",
        set_up_confirm = "Turn on",
        enter_code = "Enter the six digits",
        turned_on = "Second factor turned on",
        turned_off = "Second factor turned off",
        turn_off_title = "Turn off the second factor?",
        turn_off_confirm = "Turn off",
        code = "Code",
        code_help = "Six digits from your authenticator, or a recovery code",
        codes_title = "Your recovery codes",
        codes_about = "Each lets you sign in once without your authenticator. Print them or write them down now: they are not shown again.",
        codes_copy = "Copy",
        codes_copied = "Recovery codes copied",
        codes_kept = "I have kept them",
        sessions = "Open sessions",
        sessions_note = "where you are signed in to this program",
        sessions_here = "this one",
        session_times = "Since {0} · last seen {1}",
        session_end = "End",
        session_end_named = "End the session on {0}, since {1}",
        session_ended = "Session ended",
        sessions_end_others = "End all others",
        sessions_ended = "Other sessions ended",
    }
}

area! {
    /// What a sign-in asks for besides the password.
    SignInText {
        renew_title = "Choose a new password",
        renew_about = "Somebody else chose the password that you signed in with. Choose one that only you know.",
        renew_action = "Go on",
        code_title = "Enter a code",
        code_about = "Your password is right. Your account has a second factor too.",
        start_over = "Start over",
        forgot = "Forgot your password?",
        recover_title = "Set a new password",
        recover_about = "With the recovery code of this file an administrator can set a new password. The account's open sessions end, its second factor is turned off, and the log says how it was done.",
        recover_others = "Anybody else asks an administrator, who can set a new password for them in Users.",
        recover_email = "Email of the administrator",
        recover_code = "Recovery code of the file",
        recover_enter = "Enter the email and the recovery code",
        recover_action = "Set password",
        recovered = "The new password is set. Sign in with it.",
        recover_plain = "This file is not encrypted, so it has no recovery code.",
        recover_plain_do = "An administrator can set a new password for you in Users. If nobody can sign in any more, restore a backup of a time whose password is known: choose another workspace, then “Restore a backup…”.",
        recover_reading = "The file is open for reading only, so no password can be set here.",
        recover_reading_do = "Open it again once nobody else has it and it can be written.",
        back = "Back to sign-in",
    }
}

area! {
    /// The question for the password before something dangerous.
    ProofText {
        title = "Enter your password to go on",
        about = "What you asked for can do much, so it needs to be you. Nothing that you typed is lost.",
        confirm = "Go on",
    }
}

area! {
    /// What administrators do about another's ways in.
    WaysInText {
        end = "End session",
        end_named = "End the session of {0} on {1}",
        end_title = "End the session of {0}?",
        end_about = "They are signed out of this program on {0}. What they have not saved there is lost.",
        ended = "The session of {0} is ended",
        factor_on = "The second factor is on.",
        factor_reset = "Reset second factor",
        factor_was_reset = "{0} signs in without a second factor until they turn it on again",
        password_due = "They must choose one of their own when they next sign in.",
    }
}
