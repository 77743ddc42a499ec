//! The suites that other tools run, and the header check.

use std::fs;

use crate::failure::{Result, fail};
use crate::header::Header;
use crate::powershell::PowerShell;
use crate::process::{capture, capture_stdout, hand_back, neutral_environment};
use crate::{build, crates, demo as demonstration, dotnet, paths};

use super::count::{Count, of_cargo, of_trx};

/// The committed C header is what the build makes.
pub fn header() -> Result<Count> {
    let header = Header::before_build();
    build::all()?;
    Ok(match header.is_unchanged() {
        Ok(()) => Count::check(true, ""),
        Err(failure) => Count::failure(&failure.to_string()),
    })
}

/// This tool's own tests.
pub fn xtask() -> Result<Count> {
    let mut command = crates::program(None);
    command
        .args([
            "test",
            "--quiet",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--target-dir",
            "target/xtask",
        ])
        .current_dir(paths::root());
    cargo_test(command)
}

/// The crate's unit, integration and documentation tests.
pub fn rust() -> Result<Count> {
    let mut command = crates::cargo(["test", "--features", "emulator", "--no-fail-fast"])?;
    neutral_environment(&mut command);
    cargo_test(command)
}

fn cargo_test(mut command: std::process::Command) -> Result<Count> {
    let captured = capture_stdout(&mut command)?;
    if !captured.status.success() {
        hand_back!("{}", captured.stdout);
    }
    Ok(of_cargo(&captured.stdout).with_status(captured.status.success(), "cargo test"))
}

/// The xunit tests: the real PowerShell engine with the built module, against the emulator.
pub fn powershell() -> Result<Count> {
    let module = build::all()?;
    let tests = dotnet::TESTS.build()?;
    let results = paths::target().join("test-results");
    let file = results.join("powershell.trx");
    let _ = fs::remove_file(&file);
    let mut command = dotnet::command();
    neutral_environment(&mut command);
    command
        .arg("test")
        .arg(&tests)
        .args([
            "--logger",
            "trx;LogFileName=powershell.trx",
            "--logger",
            "console;verbosity=minimal",
        ])
        .arg("--results-directory")
        .arg(&results)
        .env("ACA_TEST_MODULE", &module)
        .env("ACA_TEST_EMULATOR", paths::emulator());
    let captured = capture(&mut command)?;
    let succeeded = captured.status.success();
    if !succeeded {
        hand_back!("{}{}", captured.stdout, captured.stderr);
    }
    match fs::read_to_string(&file).ok().as_deref().and_then(of_trx) {
        Some(count) => Ok(count.with_status(succeeded, "dotnet test")),
        None => fail!(
            "dotnet test ({}) left no results: see its output",
            captured.status
        ),
    }
}

/// The demo, as a person sees it, once: every command in it does what it is there to show.
pub fn demo() -> Result<Count> {
    let module = build::all()?;
    let powershell = PowerShell::find()?;
    let emulator = demonstration::start_emulator()?;
    let captured = capture(&mut demonstration::command(&powershell, &emulator, &module))?;
    let succeeded = captured.status.success() && captured.stdout.contains("Done in ");
    if !succeeded {
        hand_back!("{}{}", captured.stdout, captured.stderr);
    }
    Ok(Count::check(succeeded, "the demo: see its output"))
}
