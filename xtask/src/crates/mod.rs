//! Where crates come from on this machine, and cargo commands that find them there.
//!
//! Where the crates registry answers, cargo runs at the root with the committed Cargo.lock. Where it does not,
//! Debian's packages of crates serve, and cargo runs in a staged tree (see [`staged`]). [`decide`] is the one place
//! that chooses; a stamp keeps the choice, so that later runs need no network.

mod apt_sources;
mod debian;
mod packages;
mod staged;

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Result, fail};
use crate::manifest;
use crate::process::{capture, say, timed};
use crate::{paths, stamp};

const STAMP: &str = "crates";

/// The stamp's text where the registry serves; else it is [`debian::key`]'s.
const REGISTRY: &str = "registry";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The crates registry, or what the user's cargo configuration puts in its place.
    Registry,
    /// Debian's packages, unpacked under `target/`.
    Debian,
}

/// Fetches what is missing. With `again`, asks anew where crates come from.
pub fn set_up(again: bool) -> Result<()> {
    let manifest = manifest::read()?;
    let wanted = debian::key(&manifest);
    let known = stamp::read(STAMP);
    let from_registry = known.as_deref() == Some(REGISTRY);
    let from_debian = known.as_ref() == Some(&wanted) && debian::is_unpacked();
    if !again && (from_registry || from_debian) {
        return Ok(());
    }
    // Debian's set of crates follows Cargo.toml: a new dependency fetches anew, from the same source.
    let stays_debian = known.is_some() && !from_registry && !again;
    let source = if stays_debian {
        Source::Debian
    } else {
        decide()?
    };
    match source {
        Source::Registry => stamp::write(STAMP, REGISTRY),
        Source::Debian if from_debian => Ok(()),
        Source::Debian => {
            timed("crates from Debian's packages", || {
                debian::set_up(&manifest)
            })?;
            stamp::write(STAMP, &wanted)?;
            choose_versions()
        }
    }
}

/// Lets cargo choose among Debian's versions now, so that a requirement that they do not meet is told here.
fn choose_versions() -> Result<()> {
    let tree = staged::link()?;
    let _ = fs::remove_file(tree.join("Cargo.lock"));
    let mut choose = program(None);
    let answer = capture(
        choose
            .args(["metadata", "--format-version", "1"])
            .current_dir(tree),
    )?;
    if answer.status.success() {
        return Ok(());
    }
    fail!(
        "Debian's crates do not meet what Cargo.toml asks for: write a version that both Debian and the crates \
         registry have.\n{}",
        answer.stderr.trim_end()
    )
}

/// The registry if it hands out what Cargo.lock names, else Debian's packages.
fn decide() -> Result<Source> {
    say("asking the crates registry ...");
    let mut fetch = program(None);
    fetch.args(["fetch", "--locked"]).current_dir(paths::root());
    // One try and a short wait: where it cannot be reached, a person should not wait for that.
    fetch
        .env("CARGO_NET_RETRY", "0")
        .env("CARGO_HTTP_TIMEOUT", "15");
    let answer = capture(&mut fetch)?;
    if answer.status.success() {
        say("crates come from the crates registry");
        return Ok(Source::Registry);
    }
    if answer.stderr.contains("--locked was passed") {
        return fail!(
            "Cargo.lock does not fit Cargo.toml: run `cargo update --workspace` and commit it.\n{}",
            answer.stderr.trim_end()
        );
    }
    if !debian::is_possible() {
        return fail!(
            "the crates registry does not answer, and this is no Debian machine whose packages could serve \
             instead: check the network or the proxy (`cargo fetch --locked` must work), then run \
             `cargo xtask setup` again.\ncargo says:\n{}",
            answer.stderr.trim_end()
        );
    }
    say("the crates registry does not answer: taking Debian's packages of crates");
    Ok(Source::Debian)
}

/// A cargo command for the root crate, in the tree and with the environment that find its dependencies.
pub fn cargo<I, S>(args: I) -> Result<Command>
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    set_up(false)?;
    let args: Vec<_> = args
        .into_iter()
        .map(|arg| arg.as_ref().to_owned())
        .collect();
    let mut command = program(args.first().and_then(|arg| arg.to_str()));
    command.args(args).current_dir(tree()?);
    Ok(command)
}

fn tree() -> Result<PathBuf> {
    if stamp::read(STAMP).as_deref() == Some(REGISTRY) {
        Ok(paths::root().to_path_buf())
    } else {
        staged::link()
    }
}

/// The cargo that runs this tool; with `+toolchain`, the one on PATH, which knows what that means.
pub fn program(first: Option<&str>) -> Command {
    let own = std::env::var_os("CARGO").filter(|_| !first.is_some_and(|arg| arg.starts_with('+')));
    let mut command = Command::new(own.unwrap_or_else(|| "cargo".into()));
    // What `cargo run` told this tool about this tool is not about the crate that is built next.
    for (name, _) in std::env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_"))
        {
            command.env_remove(name);
        }
    }
    command
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_MANIFEST_PATH");
    command
}
