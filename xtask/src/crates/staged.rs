//! The staged tree: `target/tree`, where cargo runs when crates come from Debian.
//!
//! Debian's crates have no registry checksums and fewer platforms, so the committed Cargo.lock does not fit them, and
//! cargo has no option to put a lock file elsewhere. The tree holds links to everything at the root but Cargo.lock and
//! cargo's configuration, and its own of both. Paths in compilers' messages stay `src/...`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing, Result};
use crate::{paths, stamp};

/// Not linked: what the tree has of its own, what it lies in, and what cargo has no use for.
const OWN: [&str; 4] = ["Cargo.lock", ".cargo", "target", ".git"];

/// Folders that build.rs writes to. They must be there to be linked, or it would make them in the tree.
const WRITTEN: [&str; 1] = ["include"];

const ROOT_FROM_TREE: &str = "../..";

/// Paths are relative to the tree, so a moved checkout still works.
const CONFIG: &str = r#"# Written by `cargo xtask`: crates from Debian's packages, outputs in the root's target/.
[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "../crates/registry"

[net]
offline = true

[build]
target-dir = ".."
"#;

pub fn folder() -> PathBuf {
    paths::target().join("tree")
}

/// Brings the tree up to date with the root and returns it. Cheap: it runs before each cargo command.
pub fn link() -> Result<PathBuf> {
    let tree = folder();
    let config = tree.join(".cargo/config.toml");
    if fs::read_to_string(&config).ok().as_deref() != Some(CONFIG) {
        stamp::replace(&config, CONFIG.as_bytes())?;
    }
    for written in WRITTEN {
        let folder = paths::root().join(written);
        fs::create_dir_all(&folder).doing("create", &folder)?;
    }
    link_entries(paths::root(), &tree)?;
    Ok(tree)
}

fn link_entries(root: &Path, tree: &Path) -> Result<()> {
    for entry in fs::read_dir(tree).doing("read", tree)? {
        let link = entry.doing("read", tree)?.path();
        if link.is_symlink() && !link.exists() {
            // Its root entry is gone. Another run may have removed the link first.
            let _ = fs::remove_file(&link);
        }
    }
    for entry in fs::read_dir(root).doing("read", root)? {
        let entry = entry.doing("read", root)?;
        let name = entry.file_name();
        let link = tree.join(&name);
        if OWN.iter().any(|own| name == *own) || link.is_symlink() {
            continue;
        }
        // Relative, so that a moved or copied checkout does not link back to where it was.
        match symlink(&Path::new(ROOT_FROM_TREE).join(&name), &link) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(error).doing("link", &link);
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(unix)]
fn symlink(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

/// Staged trees are for Debian machines; elsewhere this is never reached.
#[cfg(not(unix))]
fn symlink(_from: &Path, _to: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn entries_come_and_go_with_the_root_and_own_files_stay() {
        let base = std::env::temp_dir().join(format!("xtask-staged-{}", std::process::id()));
        let (root, tree) = (base.clone(), base.join("target/tree"));
        fs::create_dir_all(root.join("src")).expect("writable");
        fs::create_dir_all(&tree).expect("writable");
        fs::write(root.join("Cargo.lock"), "the registry's").expect("writable");
        fs::write(root.join("README.md"), "x").expect("writable");
        link_entries(&root, &tree).expect("linked");
        assert!(tree.join("src").is_symlink() && tree.join("README.md").is_symlink());
        assert!(!tree.join("Cargo.lock").exists());

        fs::write(tree.join("Cargo.lock"), "its own").expect("writable");
        fs::remove_file(root.join("README.md")).expect("removable");
        fs::write(root.join("build.rs"), "fn main() {}").expect("writable");
        link_entries(&root, &tree).expect("linked");
        assert!(!tree.join("README.md").is_symlink() && tree.join("build.rs").is_symlink());
        let lock = fs::read_to_string(tree.join("Cargo.lock")).expect("readable");
        fs::remove_dir_all(&base).expect("removable");
        assert_eq!(lock, "its own");
    }
}
