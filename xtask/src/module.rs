//! Puts the module's folder together: `target/module/Az.ContainerAppsApi/<version>/`.
//!
//! It is made in a temporary folder and swapped in, so that nobody imports half a module; where nothing changed it is
//! left as it is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing, Failure, Result, fail};
use crate::process::say;
use crate::{paths, stamp};

pub const NAME: &str = "Az.ContainerAppsApi";

/// Not part of the module: the assembly's sources.
const SOURCES: &str = "src";

pub fn assemble(version: &str, assembly: &Path) -> Result<PathBuf> {
    let wrapper = paths::root().join("ps-wrapper");
    // A manifest's ModuleVersion has numbers only: `1.2.0-preview` is 1.2.0 there.
    let version = version.split('-').next().unwrap_or(version);
    check_version(&wrapper.join(format!("{NAME}.psd1")), version)?;
    let parts = parts(&wrapper, assembly)?;
    let folder = paths::target().join("module").join(NAME).join(version);
    if !is_up_to_date(&folder, &parts)? {
        swap_in(&folder, &parts)?;
        say(format!("module: {}", paths::short(&folder)));
    }
    Ok(folder)
}

/// Each file: its place in the module and where it comes from.
fn parts(wrapper: &Path, assembly: &Path) -> Result<Vec<(PathBuf, PathBuf)>> {
    let mut parts = Vec::new();
    for file in stamp::files_below(wrapper)? {
        let place = file.strip_prefix(wrapper).unwrap_or(&file).to_path_buf();
        if !place.starts_with(SOURCES) {
            parts.push((place, file));
        }
    }
    parts.push((
        PathBuf::from(assembly.file_name().unwrap_or_default()),
        assembly.to_path_buf(),
    ));
    let library = paths::native_library();
    let name = paths::native_library_name();
    parts.push((PathBuf::from("bin").join(rid()?).join(name), library));
    Ok(parts)
}

/// The runtime identifier of the machine that this tool was built for, as .NET and the module's loader call it.
pub fn rid() -> Result<&'static str> {
    rid_of(std::env::consts::OS, std::env::consts::ARCH).ok_or_else(|| {
        Failure::new(format!(
            "no native library is made for {} on {}: the module knows Windows, Linux and macOS on x86_64 and aarch64",
            std::env::consts::OS,
            std::env::consts::ARCH
        ))
    })
}

fn rid_of(os: &str, arch: &str) -> Option<&'static str> {
    Some(match (os, arch) {
        ("windows", "x86_64") => "win-x64",
        ("windows", "aarch64") => "win-arm64",
        ("linux", "x86_64") => "linux-x64",
        ("linux", "aarch64") => "linux-arm64",
        ("macos", "x86_64") => "osx-x64",
        ("macos", "aarch64") => "osx-arm64",
        _ => return None,
    })
}

/// Two places name the version: they must agree.
fn check_version(manifest: &Path, version: &str) -> Result<()> {
    let text = fs::read_to_string(manifest).doing("read", manifest)?;
    match module_version(&text) {
        Some(found) if found == version => Ok(()),
        found => fail!(
            "{} has ModuleVersion {}, Cargo.toml has version {version}: make them the same",
            paths::short(manifest),
            found.unwrap_or("none")
        ),
    }
}

fn module_version(text: &str) -> Option<&str> {
    text.lines().find_map(|line| {
        let value = line
            .trim()
            .strip_prefix("ModuleVersion")?
            .trim_start()
            .strip_prefix('=')?;
        value.trim().split(['\'', '"']).nth(1)
    })
}

fn is_up_to_date(folder: &Path, parts: &[(PathBuf, PathBuf)]) -> Result<bool> {
    let there = stamp::files_below(folder)?;
    Ok(there.len() == parts.len()
        && parts
            .iter()
            .all(|(place, from)| is_same(from, &folder.join(place))))
}

/// Whether two files have the same content.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let length = |path: &Path| fs::metadata(path).ok().map(|data| data.len());
    length(one).is_some()
        && length(one) == length(other)
        && matches!((fs::read(one), fs::read(other)), (Ok(a), Ok(b)) if a == b)
}

fn swap_in(folder: &Path, parts: &[(PathBuf, PathBuf)]) -> Result<()> {
    let temporary = stamp::beside(folder);
    let _ = fs::remove_dir_all(&temporary);
    for (place, from) in parts {
        copy(from, &temporary.join(place))?;
    }
    swap(&temporary, folder)
}

/// Copies a folder to a place where it replaces what is there, all at once.
pub fn install(from: &Path, to: &Path) -> Result<()> {
    let temporary = stamp::beside(to);
    let _ = fs::remove_dir_all(&temporary);
    for file in stamp::files_below(from)? {
        copy(
            &file,
            &temporary.join(file.strip_prefix(from).unwrap_or(&file)),
        )?;
    }
    swap(&temporary, to)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).doing("create", folder)?;
    fs::copy(from, to).doing("copy", from).map(drop)
}

fn swap(new: &Path, place: &Path) -> Result<()> {
    let old = new.with_extension(format!("old-{}", std::process::id()));
    if place.exists() {
        fs::rename(place, &old).map_err(|error| {
            Failure::new(format!(
                "cannot replace {}: {error}. Close the PowerShell sessions that have it imported, then try again",
                place.display()
            ))
        })?;
    }
    fs::rename(new, place).doing("move in place", place)?;
    let _ = fs::remove_dir_all(&old);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_supported_machine_has_its_rid() {
        assert_eq!(rid_of("linux", "x86_64"), Some("linux-x64"));
        assert_eq!(rid_of("windows", "aarch64"), Some("win-arm64"));
        assert_eq!(rid_of("macos", "aarch64"), Some("osx-arm64"));
        assert_eq!(rid_of("linux", "riscv64"), None);
    }

    #[test]
    fn the_manifests_version_is_found() {
        assert_eq!(
            module_version("@{\n    ModuleVersion     = '1.2.3'\n}"),
            Some("1.2.3")
        );
        assert_eq!(module_version("# ModuleVersion = '1.2.3'"), None);
        assert_eq!(module_version("@{ }"), None);
    }

    #[test]
    fn a_folder_is_replaced_as_a_whole() {
        let base = std::env::temp_dir().join(format!("xtask-module-{}", std::process::id()));
        let (from, to) = (base.join("from"), base.join("to/1.0.0"));
        stamp::replace(&from.join("sub/new"), b"new").expect("writable");
        stamp::replace(&to.join("gone"), b"old").expect("writable");
        install(&from, &to).expect("installed");
        let there = stamp::files_below(&base.join("to")).expect("readable");
        let same = is_same(&from.join("sub/new"), &to.join("sub/new"));
        fs::remove_dir_all(&base).expect("removable");
        assert_eq!(there, [to.join("sub/new")]);
        assert!(same);
    }
}
