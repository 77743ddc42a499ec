//! Debian 13's packages of crates, unpacked to `target/crates/registry`: a directory source for cargo.
//!
//! Nothing of the machine's own apt set-up is touched and no root is needed: apt works in a private folder, with one
//! source line and Debian's key ring. apt checks the archive's signature and each package's hash. All work happens in
//! a temporary folder that is moved in place at the end, so an interrupted run leaves nothing half done.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{apt_sources, packages};
use crate::failure::{Doing, Failure, Result, fail};
use crate::manifest::Manifest;
use crate::process::{capture, on_path, output, say};
use crate::{paths, stamp};

/// Debian 13: the first release whose crates are new enough.
const SUITE: &str = "trixie";

/// Downloads and unpackings that run at once. Each is one process that handles a share of the packages.
const AT_ONCE: usize = 6;

fn folder() -> PathBuf {
    paths::target().join("crates")
}

/// Changes when other packages are needed.
pub fn key(manifest: &Manifest) -> String {
    let mut fingerprint = stamp::Fingerprint::new();
    for dependency in &manifest.dependencies {
        fingerprint.add(packages::asked(dependency).as_bytes());
    }
    format!("debian {SUITE} {}", fingerprint.text())
}

pub fn is_unpacked() -> bool {
    folder().join("registry").is_dir()
}

/// Whether this machine can take packages from a Debian archive.
pub fn is_possible() -> bool {
    on_path("apt-get").is_some()
        && on_path("dpkg-deb").is_some()
        && apt_sources::debian_archive().is_some()
}

pub fn set_up(manifest: &Manifest) -> Result<()> {
    let folder = folder();
    remove_leftovers(&folder);
    let work = stamp::beside(&folder.join("work"));
    let result = fetch(manifest, &work).and_then(|registry| move_in_place(&registry, &folder));
    let _ = fs::remove_dir_all(&work);
    result
}

/// Fetches into the work folder and returns the directory source in it.
fn fetch(manifest: &Manifest, work: &Path) -> Result<PathBuf> {
    let apt = Apt::new(work)?;
    say("reading Debian's list of packages ...");
    apt.update()?;
    let lists = apt.lists()?;
    let wanted = packages::wanted(&manifest.dependencies, &packages::names(&lists))?;
    let closure = apt.closure(wanted)?;
    say(format!("downloading {} packages ...", closure.len()));
    let debs = apt.download(&closure)?;
    say(format!("unpacking {} packages ...", debs.len()));
    unpack(&debs, &work.join("unpacked"))
}

struct Apt {
    work: PathBuf,
    config: PathBuf,
}

impl Apt {
    fn new(work: &Path) -> Result<Self> {
        for part in [
            "lists/partial",
            "cache/archives/partial",
            "state",
            "debs",
            "unpacked",
        ] {
            let part = work.join(part);
            fs::create_dir_all(&part).doing("create", &part)?;
        }
        let (Some(archive), Some(ring)) = (apt_sources::debian_archive(), apt_sources::key_ring())
        else {
            return fail!(
                "no key ring of Debian's archive on this machine: install the package debian-archive-keyring, then \
                 run `cargo xtask setup` again"
            );
        };
        let source = format!(
            "deb [signed-by={}] {archive} {SUITE} main\n",
            ring.display()
        );
        stamp::replace(&work.join("sources.list"), source.as_bytes())?;
        stamp::replace(&work.join("state/status"), b"")?;
        let config = work.join("apt.conf");
        stamp::replace(&config, configuration(work).as_bytes())?;
        Ok(Self {
            work: work.to_path_buf(),
            config,
        })
    }

    /// A command that answers in English and reads this tool's configuration after the machine's own.
    fn command(&self) -> Command {
        let mut command = Command::new("apt-get");
        command
            .arg("-c")
            .arg(&self.config)
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    fn update(&self) -> Result<()> {
        // apt-get update succeeds with nothing but warnings when the archive cannot be reached.
        let answer = capture(self.command().args(["-q", "update"]))?;
        if answer.status.success() && !self.lists()?.is_empty() {
            return Ok(());
        }
        fail!(
            "cannot read Debian's list of packages: check the network, or the address of Debian's archive in this \
             machine's apt sources, then run `cargo xtask setup` again.\napt-get says:\n{}",
            answer.stderr.trim_end()
        )
    }

    /// The text of all lists that were fetched.
    fn lists(&self) -> Result<String> {
        let mut text = String::new();
        for file in stamp::files_below(&self.work.join("lists"))? {
            if file.to_string_lossy().ends_with("_Packages") {
                text.push_str(&fs::read_to_string(&file).doing("read", &file)?);
            }
        }
        Ok(text)
    }

    /// The packages and all crates that they need, as `name=version`. What is no crate (compilers, libraries) stays
    /// out: the build uses the machine's own.
    fn closure(&self, wanted: impl IntoIterator<Item = String>) -> Result<Vec<String>> {
        let mut install = self.command();
        install.args(["install", "-y", "--print-uris"]).args(wanted);
        let lines = output(&mut install)?;
        let packages: Vec<_> = lines
            .lines()
            .filter_map(packages::exact_package)
            .filter(|package| package.starts_with("librust-"))
            .collect();
        if packages.is_empty() {
            return fail!(
                "apt-get names no package of a crate. It says:\n{}",
                lines.trim_end()
            );
        }
        Ok(packages)
    }

    /// apt checks each package against the signed list.
    fn download(&self, packages: &[String]) -> Result<Vec<PathBuf>> {
        let debs = self.work.join("debs");
        in_shares(packages, |share| {
            let mut download = self.command();
            download
                .args(["-q", "download"])
                .args(share)
                .current_dir(&debs);
            output(&mut download).map(drop)
        })?;
        let files = stamp::files_below(&debs)?;
        if files.len() == packages.len() {
            return Ok(files);
        }
        fail!(
            "{} of {} packages of crates arrived: run `cargo xtask setup` again",
            files.len(),
            packages.len()
        )
    }
}

fn configuration(work: &Path) -> String {
    let work = work.display();
    format!(
        r##"Dir::Etc::SourceList "{work}/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "{work}/state";
Dir::State::Lists "{work}/lists";
Dir::State::status "{work}/state/status";
Dir::Cache "{work}/cache";
Acquire::Languages "none";
Acquire::GzipIndexes "false";
Acquire::ForceHash "SHA256";
Acquire::Retries "3";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
APT::Default-Release "";
APT::Get::AllowUnauthenticated "false";
APT::Install-Recommends "0";
APT::Install-Suggests "0";
APT::Sandbox::User "";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
"##
    )
}

/// Unpacks every package and returns the folder of crates.
fn unpack(debs: &[PathBuf], folder: &Path) -> Result<PathBuf> {
    in_shares(debs, |share| {
        share.iter().try_for_each(|deb| {
            let mut unpack = Command::new("dpkg-deb");
            unpack.arg("-x").arg(deb).arg(folder);
            output(&mut unpack).map(drop)
        })
    })?;
    Ok(folder.join("usr/share/cargo/registry"))
}

/// Handles shares of the items at once; the first failure is the result.
fn in_shares<T: Sync>(items: &[T], work: impl Fn(&[T]) -> Result<()> + Sync) -> Result<()> {
    let share = items.len().div_ceil(AT_ONCE).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = items
            .chunks(share)
            .map(|share| scope.spawn(|| work(share)))
            .collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| Err(Failure::new("a worker of this tool panicked")))
        })
    })
}

/// Swaps the folder in. Another run may do the same at this moment: then its result is taken away again.
fn move_in_place(registry: &Path, folder: &Path) -> Result<()> {
    let (place, old) = (folder.join("registry"), stamp::beside(&folder.join("old")));
    let mut tries = 3;
    loop {
        tries -= 1;
        let _ = fs::rename(&place, &old);
        let moved = fs::rename(registry, &place);
        let _ = fs::remove_dir_all(&old);
        if moved.is_ok() || tries == 0 {
            return moved.doing("move in place", &place);
        }
    }
}

/// Temporary folders of runs that were interrupted: their names end with the number of a process that is gone.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.rsplit_once(".tmp-").map(|(_, process)| process);
        if owner.is_some_and(|process| !Path::new("/proc").join(process).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn shares_cover_every_item_once() {
        let items: Vec<_> = (0..20).collect();
        let seen = Mutex::new(Vec::new());
        in_shares(&items, |share| {
            seen.lock().expect("no panic").extend_from_slice(share);
            Ok(())
        })
        .expect("no failure");
        let mut seen = seen.into_inner().expect("no panic");
        seen.sort_unstable();
        assert_eq!(seen, items);
    }

    #[test]
    fn one_failed_share_fails_all() {
        let result = in_shares(
            &[1, 2, 3],
            |share| if share == [2] { fail!("two") } else { Ok(()) },
        );
        assert_eq!(result.expect_err("two fails").to_string(), "two");
        in_shares(&[] as &[u8], |_| fail!("never called")).expect("nothing to do");
    }
}
