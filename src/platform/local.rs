//! Talking to the running program of the same account on this computer: lines of text over a local socket.
//!
//! The socket lies in a folder that only this account can enter, under a name made of the workspace's path, so nobody else
//! can listen in its place.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{GenericFilePath, Listener, ListenerOptions, Name, Stream};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{files, instance, paths};

/// The longest line that is read.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

/// Where the program that has a workspace open can be reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address(PathBuf);

/// Waits for callers.
pub struct Reception {
    listener: Listener,
    address: Address,
}

/// What comes in on a line.
pub struct Hearing(BufReader<Line>);

/// What goes out on a line.
pub struct Saying(Line);

/// Both directions of a line; it ends when neither is needed any more.
#[derive(Clone)]
struct Line(Arc<Stream>);

impl Read for Line {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        (&*self.0).read(bytes)
    }
}

impl Address {
    /// The address for a workspace file, in the folder of this account.
    pub fn of(workspace: &Path) -> Self {
        Self::within(&paths::data_folder(), workspace)
    }

    /// The address for a workspace file below another folder.
    pub fn within(folder: &Path, workspace: &Path) -> Self {
        let path = instance::settled(workspace);
        let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
        let name: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
        Self(folder.join("run").join(name))
    }

    /// Calls the program that waits there.
    pub fn call(&self) -> io::Result<(Hearing, Saying)> {
        let stream = Stream::connect(self.name()?)?;
        Ok(halves(stream))
    }

    /// Waits for callers there. Only whoever holds the workspace may: what is left of another is removed.
    pub fn listen(&self) -> io::Result<Reception> {
        if let Some(folder) = self.0.parent() {
            files::create_folder(folder)?;
            restrict(folder)?;
        }
        if cfg!(unix) {
            files::remove(&self.0)?;
        }
        let listener = ListenerOptions::new().name(self.name()?).create_sync()?;
        Ok(Reception {
            listener,
            address: self.clone(),
        })
    }

    fn name(&self) -> io::Result<Name<'static>> {
        if !cfg!(windows) {
            return self.0.clone().to_fs_name::<GenericFilePath>();
        }
        // Pipes have names of their own. Drawn by chance and kept in the folder of this account, nobody else knows it.
        let kept = fs::read_to_string(&self.0).ok();
        let name = match kept {
            Some(name) => name,
            None => {
                let mut bytes = [0_u8; 16];
                getrandom::fill(&mut bytes).map_err(io::Error::other)?;
                let drawn: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
                let name = format!(r"\\.\pipe\rollcall-{drawn}");
                files::replace(&self.0, |file| file.write_all(name.as_bytes()))?;
                name
            }
        };
        name.to_fs_name::<GenericFilePath>()
    }
}

impl Reception {
    /// The next caller.
    pub fn next(&self) -> io::Result<(Hearing, Saying)> {
        self.listener.accept().map(halves)
    }

    /// Where it waits.
    pub fn address(&self) -> &Address {
        &self.address
    }
}

impl Hearing {
    /// The next line; `None` once the other side has gone.
    pub fn line(&mut self) -> io::Result<Option<Zeroizing<String>>> {
        let mut line = Zeroizing::new(String::new());
        let read = self.0.by_ref().take(LONGEST_LINE).read_line(&mut line)?;
        Ok((read > 0 && line.ends_with('\n')).then_some(line))
    }
}

impl Saying {
    /// Sends a line.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        let mut stream = &*self.0.0;
        stream.write_all(line.as_bytes())?;
        stream.write_all(b"\n")?;
        stream.flush()
    }
}

fn halves(stream: Stream) -> (Hearing, Saying) {
    let line = Line(Arc::new(stream));
    (Hearing(BufReader::new(line.clone())), Saying(line))
}

#[cfg(unix)]
fn restrict(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// The folder is below those of the account already.
#[cfg(not(unix))]
fn restrict(_folder: &Path) -> io::Result<()> {
    Ok(())
}
