//! What kind of place a file lies in: a disk of this computer, a network, or a folder that another program copies.

use std::ffi::OsStr;
use std::path::{Component, Path, Prefix};

use super::instance;

/// The kind of place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A disk of this computer.
    Own,
    /// Another computer's disk.
    Network,
    /// A folder that this service copies whenever something changes.
    Synced(&'static str),
}

/// File systems of other computers, as the system calls them.
const NETWORKS: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afpfs",
    "afs",
    "9p",
    "ceph",
    "webdav",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
];

/// How folders of services begin, and the service.
const FOLDERS: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
];

/// Files that services leave in their folders, and the service.
const MARKERS: &[(&str, &str)] = &[
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
];

/// The kind of place of a file, as far as can be told.
pub fn of(file: &Path) -> Place {
    let file = instance::settled(file);
    if is_share(&file) || is_mounted(&file, &mounts()) {
        return Place::Network;
    }
    match service(&file) {
        Some(service) => Place::Synced(service),
        None => Place::Own,
    }
}

/// Whether a path of Windows leads to another computer; drives with letters of their own have become such a path.
fn is_share(file: &Path) -> bool {
    matches!(
        file.components().next(),
        Some(Component::Prefix(prefix))
            if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

/// The system's list of what is mounted: folder and file system.
fn mounts() -> Vec<(String, String)> {
    if cfg!(target_os = "macos") {
        let said = std::process::Command::new("/sbin/mount").output();
        let said = said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned());
        return said
            .unwrap_or_default()
            .lines()
            .filter_map(mac_mount)
            .collect();
    }
    let said = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    said.lines().filter_map(linux_mount).collect()
}

/// `server:/export /home nfs4 rw 0 0`, with blanks as `\040`.
fn linux_mount(line: &str) -> Option<(String, String)> {
    let mut words = line.split(' ');
    let (_, folder, kind) = (words.next()?, words.next()?, words.next()?);
    Some((folder.replace("\\040", " "), kind.to_owned()))
}

/// `//ana@server/share on /Volumes/share (smbfs, nodev)`.
fn mac_mount(line: &str) -> Option<(String, String)> {
    let (_, rest) = line.split_once(" on ")?;
    let (folder, options) = rest.rsplit_once(" (")?;
    let kind = options.split([',', ')']).next()?;
    Some((folder.to_owned(), kind.to_owned()))
}

fn is_mounted(file: &Path, mounts: &[(String, String)]) -> bool {
    let above = mounts.iter().filter(|(folder, _)| file.starts_with(folder));
    // What is mounted last over the same folder is what is seen there.
    let nearest = above.max_by_key(|(folder, _)| folder.len());
    nearest.is_some_and(|(_, kind)| NETWORKS.contains(&kind.as_str()))
}

fn service(file: &Path) -> Option<&'static str> {
    let folder = file.parent()?;
    let named = folder.iter().find_map(by_name);
    named.or_else(|| {
        folder.ancestors().find_map(|folder| {
            let left = MARKERS.iter().find(|(name, _)| folder.join(name).exists());
            left.map(|(_, service)| *service)
        })
    })
}

fn by_name(folder: &OsStr) -> Option<&'static str> {
    let name = folder.to_string_lossy().to_lowercase();
    let known = FOLDERS.iter().find(|(begins, _)| {
        let rest = name.strip_prefix(begins);
        // "Dropbox (Office)" and "OneDrive - Northwind", but not "dropboxes".
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    known.map(|(_, service)| *service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_other_computers_are_known_by_their_file_system() {
        let linux = "/dev/sda1 / ext4 rw 0 0\nnas:/x /home/ana/Our\\040files nfs4 rw 0 0";
        let mac = "/dev/disk3 on / (apfs, local)\n//ana@nas/x on /Volumes/x (smbfs, nodev)";
        let linux: Vec<_> = linux.lines().filter_map(linux_mount).collect();
        let mac: Vec<_> = mac.lines().filter_map(mac_mount).collect();
        for (file, mounts, is_network) in [
            ("/home/ana/Our files/a.rollcall", &linux, true),
            ("/home/ana/a.rollcall", &linux, false),
            ("/Volumes/x/a.rollcall", &mac, true),
            ("/Users/ana/a.rollcall", &mac, false),
        ] {
            assert_eq!(is_mounted(Path::new(file), mounts), is_network, "{file}");
        }
    }

    #[test]
    fn folders_of_services_are_known_by_name_or_by_what_they_leave() {
        for (file, wanted) in [
            ("/home/ana/Dropbox (Office)/a.rollcall", Some("Dropbox")),
            (
                "/Users/ana/Library/CloudStorage/OneDrive-Office/a.rollcall",
                Some("OneDrive"),
            ),
            ("/home/ana/Nextcloud/x/a.rollcall", Some("Nextcloud")),
            ("/home/ana/dropboxes/a.rollcall", None),
            ("/home/ana/dropbox.rollcall", None),
        ] {
            assert_eq!(service(Path::new(file)), wanted, "{file}");
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(".nextcloudsync.log"), "").unwrap();
        let file = folder.path().join("office/a.rollcall");
        assert_eq!(service(&file), Some("Nextcloud"));
    }
}
