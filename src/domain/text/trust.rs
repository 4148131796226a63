//! Words of the encrypted file: its passphrase and its recovery code.

use super::areas::area;

area! {
    /// Passphrase and recovery code.
    KeyText {
        title = "Encryption",
        about = "One file, one passphrase. Its administrators share it, and each signs in as themselves.",
        encrypt = "Encrypt the file with a passphrase",
        plain_warning = "Whoever gets hold of this file can read everything in it, without a password.",
        passphrase = "Passphrase of the file",
        passphrase_help = "At least 12 characters; a few words are best. It opens the file; your password says who you are.",
        passphrase_again = "Passphrase again",
        passphrase_differs = "The two passphrases differ",
        same_as_password = "Choose another one than your password",
        remember = "Remember on this computer",
        remember_help = "Keeps the key in the keyring of whoever is signed in to this computer.",
        unlock_title = "Unlock the file",
        typed = "Passphrase or recovery code",
        unlock = "Unlock",
        enter = "Enter the passphrase",
        sheet_title = "Recovery code",
        sheet_about = "It opens the file when the passphrase is forgotten. It is shown only now: print it or write it down, and keep it where the file is not.",
        sheet_copy = "Copy",
        sheet_save = "Save as text…",
        sheet_saved = "Saved to {0}. Print it, then delete the file.",
        sheet_file = "Recovery code of {0}.txt",
        sheet_kind = "Text",
        sheet_text = "Recovery code of the Rollcall file {0}\n\n{1}\n\nIt opens the file when the passphrase is forgotten, together with the password of somebody in it.\nKeep this sheet where the file is not. Whoever has both can read everything.\n",
        sheet_back = "Type it back once",
        sheet_back_help = "Blanks, dashes and small letters don't matter.",
        sheet_differs = "This is not the code above",
        sheet_done = "I have kept it",
    }
}
