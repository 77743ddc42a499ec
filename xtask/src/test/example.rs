//! The C example as a consumer of the C interface: compiled strictly against the header, linked with the library that
//! ships, run against the emulator, and run again under valgrind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::emulator::Emulator;
use crate::failure::{Doing, Failure, Result};
use crate::process::{Captured, capture, on_path};
use crate::{build, paths};

use super::count::Count;

const SOURCE: &str = "examples/c/generate.c";

/// What valgrind ends with when it saw an error: no exit code of the example's own.
const VALGRIND_ERROR: &str = "--error-exitcode=99";

/// Enough sessions that they come in several pages.
const SESSIONS: usize = 25;
const PAGE: usize = 10;

pub fn run() -> Result<Count> {
    build::emulator()?;
    let library = build::native_library()?;
    let mut count = header_stands_alone()?;
    let program = match compile(&library)? {
        Ok(program) => program,
        Err(message) => {
            count += Count::failure(&format!("{SOURCE} does not compile:\n{message}"));
            return Ok(count);
        }
    };
    count += Count {
        passed: 1,
        ..Count::default()
    };

    let emulator = Emulator::start(["--page-size", &PAGE.to_string()])?;
    count += check(
        "the C example",
        &capture(&mut example(&emulator, &[], &program)?)?,
    );
    count += under_valgrind(&emulator, &program)?;
    Ok(count)
}

/// The header needs no other include before it, in C and in C++.
fn header_stands_alone() -> Result<Count> {
    let mut count = Count::default();
    for (compiler, options) in [
        ("cc", ["-xc", "-std=c11"]),
        ("c++", ["-xc++", "-std=c++11"]),
    ] {
        if compiler == "c++" && on_path(compiler).is_none() {
            count.skipped += 1;
            continue;
        }
        let mut check = Command::new(compiler);
        check
            .args(options)
            .args(["-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only"])
            .args(["-include", "include/aca_sessions.h", "/dev/null"])
            .current_dir(paths::root());
        let captured = capture(&mut check)?;
        let reason = format!(
            "include/aca_sessions.h does not compile with {compiler}:\n{}",
            captured.stderr
        );
        count += Count::check(captured.status.success(), &reason);
    }
    Ok(count)
}

/// The program, or what the compiler said.
fn compile(library: &Path) -> Result<std::result::Result<PathBuf, String>> {
    let folder = paths::target().join("examples-c");
    fs::create_dir_all(&folder).doing("create", &folder)?;
    let program = folder.join("generate");
    let libraries = library.parent().unwrap_or(Path::new("."));
    let mut compiler = Command::new("cc");
    compiler
        .args([
            "-std=c11",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-g",
            "-gdwarf-4",
            "-Iinclude",
            SOURCE,
            "-o",
        ])
        .arg(&program)
        .arg("-L")
        .arg(libraries)
        .arg("-laca_sessions")
        .arg(format!("-Wl,-rpath,{}", libraries.display()))
        .current_dir(paths::root());
    let captured = capture(&mut compiler)?;
    Ok(if captured.status.success() {
        Ok(program)
    } else {
        Err(captured.stderr)
    })
}

/// `generate POOL-ID COUNT`, by itself or with a program before it.
fn example(emulator: &Emulator, before: &[&str], program: &Path) -> Result<Command> {
    let subscription = emulator
        .variables()
        .iter()
        .find_map(|(name, value)| (name == "AZURE_SUBSCRIPTION_ID").then_some(value))
        .ok_or_else(|| Failure::new("the emulator did not say AZURE_SUBSCRIPTION_ID"))?;
    let pool = format!(
        "/subscriptions/{subscription}/resourceGroups/rg-test/providers/Microsoft.App/sessionPools/pool1"
    );
    let mut command = match before {
        [] => Command::new(program),
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
    };
    command.arg(pool).arg(SESSIONS.to_string());
    emulator.environment(&mut command);
    Ok(command)
}

/// One line a session.
fn check(what: &str, captured: &Captured) -> Count {
    let lines = captured
        .stdout
        .lines()
        .filter(|line| !line.trim().is_empty())
        .count();
    let reason = format!(
        "{what} ended with {} and {lines} lines, not with success and {SESSIONS}:\n{}{}",
        captured.status, captured.stdout, captured.stderr
    );
    Count::check(captured.status.success() && lines == SESSIONS, &reason)
}

fn under_valgrind(emulator: &Emulator, program: &Path) -> Result<Count> {
    if on_path("valgrind").is_none() {
        let reason = "valgrind is not here, so nothing looked for leaks in the C example";
        // Where tests must prove something, a check that did not run is none.
        return Ok(if std::env::var_os("CI").is_some() {
            Count::failure(reason)
        } else {
            crate::process::say(format!("note: {reason}"));
            Count {
                skipped: 1,
                ..Count::default()
            }
        });
    }
    // The runtime's worker threads live until the process ends: what their stacks still point into is "possibly lost",
    // which is shown and is no error. What nothing points to is one.
    let valgrind = [
        "valgrind",
        "--quiet",
        VALGRIND_ERROR,
        "--leak-check=full",
        "--show-leak-kinds=definite,indirect,possible",
        "--errors-for-leak-kinds=definite,indirect",
    ];
    Ok(check(
        "the C example under valgrind",
        &capture(&mut example(emulator, &valgrind, program)?)?,
    ))
}
