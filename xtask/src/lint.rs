//! Format and lint checks, warnings as errors. `--fix` formats instead of checking.

use std::process::Command;

use crate::failure::{Result, fail};
use crate::header::Header;
use crate::process::{say, status};
use crate::{crates, dotnet, paths};

pub fn lint(args: &[String]) -> Result<()> {
    let fix = match args {
        [] => false,
        [option] if option == "--fix" => true,
        _ => return fail!("`lint` takes nothing or `--fix`"),
    };
    let header = Header::before_build();
    let mut failed = Vec::new();
    for (name, mut command) in checks(fix)? {
        say(format!("{name} ..."));
        if !status(&mut command)?.success() {
            failed.push(name);
        }
    }
    // Clippy ran build.rs.
    if let Err(failure) = header.is_unchanged() {
        say(failure.to_string());
        failed.push("C header".to_owned());
    }
    if failed.is_empty() {
        say("lint: all is well");
        return Ok(());
    }
    fail!(
        "lint failed: {}. `cargo xtask lint --fix` formats",
        failed.join(", ")
    )
}

fn checks(fix: bool) -> Result<Vec<(String, Command)>> {
    let mut checks = vec![
        ("rustfmt".to_owned(), format("Cargo.toml", fix)),
        (
            "rustfmt of xtask".to_owned(),
            format("xtask/Cargo.toml", fix),
        ),
        ("clippy of xtask".to_owned(), xtask_clippy()),
    ];
    let deny = ["--", "-D", "warnings"];
    let clippy = ["clippy", "--all-targets", "--all-features"];
    checks.push((
        "clippy".to_owned(),
        crates::cargo(clippy.iter().chain(&deny))?,
    ));
    // What ships has other features than what is tested.
    checks.push((
        "clippy of the library alone".to_owned(),
        crates::cargo(["clippy", "--lib"].iter().chain(&deny))?,
    ));
    for project in dotnet::PROJECTS.iter().filter(|project| project.exists()) {
        project.restore()?;
        let mut format = project.dotnet("format");
        format.arg("--no-restore");
        if !fix {
            format.arg("--verify-no-changes");
        }
        checks.push((format!("dotnet format of {}", project.name()), format));
    }
    Ok(checks)
}

/// rustfmt needs no dependencies: it runs at the root.
fn format(manifest: &str, fix: bool) -> Command {
    let mut command = crates::program(None);
    command
        .args(["fmt", "--manifest-path", manifest])
        .current_dir(paths::root());
    if !fix {
        command.arg("--check");
    }
    command
}

fn xtask_clippy() -> Command {
    let mut command = crates::program(None);
    command
        .args([
            "clippy",
            "--quiet",
            "--all-targets",
            "--manifest-path",
            "xtask/Cargo.toml",
        ])
        .args(["--target-dir", "target/xtask", "--", "-D", "warnings"])
        .current_dir(paths::root());
    command
}
