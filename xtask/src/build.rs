//! Builds everything that ships, and the emulator, and puts the module together.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing, Result};
use crate::process::run_aside;
use crate::{crates, dotnet, manifest, module, paths, stamp};

/// Returns the module's folder.
pub fn all() -> Result<PathBuf> {
    emulator()?;
    native_library()?;
    let assembly = dotnet::ASSEMBLY.build()?;
    module::assemble(&manifest::read()?.version, &assembly)
}

/// The emulator alone. In a target folder of its own: cargo keeps one build of a library that C can load, so builds
/// with and without the emulator's feature would take turns to compile it anew. Not optimized as what ships is.
pub fn emulator() -> Result<PathBuf> {
    let name = "aca-sessions-emulator";
    let folder = paths::target().join("emulator");
    let mut build = crates::cargo([
        "build",
        "--release",
        "--features",
        "emulator",
        "--bin",
        name,
    ])?;
    build.arg("--target-dir").arg(&folder);
    build.args([
        "--config",
        "profile.release.lto=\"off\"",
        "--config",
        "profile.release.codegen-units=16",
    ]);
    run_aside(&mut build, is_finished)?;
    let built = folder
        .join("release")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    keep(&built, paths::emulator())
}

/// The native library alone.
pub fn native_library() -> Result<PathBuf> {
    run_aside(
        &mut crates::cargo(["build", "--release", "--lib"])?,
        is_finished,
    )?;
    keep(
        &release_folder().join(paths::native_library_name()),
        paths::native_library(),
    )
}

fn release_folder() -> PathBuf {
    paths::target().join("release")
}

/// cargo's last line, also where there was nothing to do: a demo should start with the demo.
fn is_finished(line: &str) -> bool {
    line.trim_start().starts_with("Finished ")
}

/// Copies a build's result unless the copy is the same already.
fn keep(built: &Path, copy: PathBuf) -> Result<PathBuf> {
    if !module::is_same(built, &copy) {
        let temporary = stamp::beside(&copy);
        let folder = copy.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).doing("create", folder)?;
        fs::copy(built, &temporary).doing("copy", built)?;
        fs::rename(&temporary, &copy).doing("replace", &copy)?;
    }
    Ok(copy)
}
