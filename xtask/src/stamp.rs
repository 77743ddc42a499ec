//! Stamps: small files under `target/stamps/` that say for which inputs a step was last finished.
//!
//! A stamp is written last, so a step that was interrupted runs again. Inputs count by content, not by time: a
//! fresh checkout of the same files is the same input.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing, Result};
use crate::paths;

/// FNV-1a, 64 bits: it tells changed inputs from unchanged ones, it does not guard against anyone.
pub struct Fingerprint(u64);

impl Fingerprint {
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub fn add(&mut self, bytes: &[u8]) -> &mut Self {
        for byte in bytes.iter().chain(&(bytes.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self
    }

    /// A file, or all files below a folder, by name and content. What does not exist counts as such.
    pub fn add_path(&mut self, path: &Path) -> Result<&mut Self> {
        for file in files_below(path)? {
            self.add(paths::short(&file).as_bytes());
            self.add(&fs::read(&file).doing("read", &file)?);
        }
        Ok(self)
    }

    pub fn text(&self) -> String {
        format!("{:016x}", self.0)
    }
}

/// All files below a folder, in a fixed order; of a file, itself; of nothing, nothing.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![path.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).doing("read", &path)? {
                open.push(entry.doing("read", &path)?.path());
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn file(name: &str) -> PathBuf {
    paths::target().join("stamps").join(name)
}

pub fn read(name: &str) -> Option<String> {
    fs::read_to_string(file(name))
        .ok()
        .map(|text| text.trim().to_owned())
}

pub fn write(name: &str, value: &str) -> Result<()> {
    replace(&file(name), format!("{value}\n").as_bytes())
}

pub fn remove(name: &str) {
    let _ = fs::remove_file(file(name));
}

/// Writes a file so that nobody ever sees half of it.
pub fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).doing("create", folder)?;
    let temporary = beside(path);
    fs::write(&temporary, content).doing("write", &temporary)?;
    fs::rename(&temporary, path).doing("replace", path)
}

/// A name beside a path that no other process uses: work there, then rename.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".tmp-{}", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[&str]) -> String {
        let mut fingerprint = Fingerprint::new();
        for part in parts {
            fingerprint.add(part.as_bytes());
        }
        fingerprint.text()
    }

    #[test]
    fn the_same_parts_give_the_same_fingerprint() {
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
    }

    #[test]
    fn where_a_part_ends_matters() {
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a"]), of(&["a", ""]));
    }

    #[test]
    fn a_changed_file_changes_the_fingerprint_and_a_missing_one_is_no_error() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let fingerprint = || {
            Fingerprint::new()
                .add_path(&folder)
                .expect("readable")
                .text()
        };
        let missing = fingerprint();
        replace(&folder.join("sub/file"), b"one").expect("writable");
        let one = fingerprint();
        replace(&folder.join("sub/file"), b"two").expect("writable");
        let two = fingerprint();
        fs::remove_dir_all(&folder).expect("removable");
        assert!(missing != one && one != two);
    }
}
