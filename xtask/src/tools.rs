//! The tools that builds and tests need: what each is for, and how to get it.

use std::process::Command;

use crate::failure::{Result, fail};
use crate::process::{capture, on_path, say};

struct Tool {
    name: &'static str,
    why: &'static str,
    how: &'static str,
    /// A tool that only tests need does not stop a set-up.
    only_tests: bool,
    is_there: fn() -> bool,
}

const TOOLS: [Tool; 5] = [
    Tool {
        name: "cargo and rustc 1.85 or newer",
        why: "they build the native library",
        how: "https://rustup.rs, or your system's packages `cargo` and `rustc`",
        only_tests: false,
        is_there: || version("rustc", &["--version"]).is_some_and(|v| v >= (1, 85)),
    },
    Tool {
        name: "the .NET SDK 10 or newer",
        why: "it builds the module's assembly and runs its tests",
        how: "https://dot.net/download, or your system's package `dotnet-sdk-10.0`",
        only_tests: false,
        is_there: || version("dotnet", &["--version"]).is_some_and(|v| v >= (10, 0)),
    },
    Tool {
        name: "a C compiler (`cc`)",
        why: "it links the native library and builds the C example",
        how: "Debian, Ubuntu: `apt-get install gcc libc6-dev`; macOS: `xcode-select --install`; Windows: the Visual \
              Studio build tools",
        only_tests: false,
        is_there: || cfg!(windows) || on_path("cc").is_some(),
    },
    Tool {
        name: "git",
        why: "it fetches and updates this repository",
        how: "https://git-scm.com, or your system's package `git`",
        only_tests: false,
        is_there: || on_path("git").is_some(),
    },
    Tool {
        name: "valgrind",
        why: "the tests run the C example under it, to see leaks and wrong memory accesses",
        how: "your system's package `valgrind`",
        only_tests: true,
        is_there: || !cfg!(target_os = "linux") || on_path("valgrind").is_some(),
    },
];

/// Says which tools are missing. A failure when a build needs one of them.
pub fn check() -> Result<()> {
    let mut missing = Vec::new();
    for tool in TOOLS.iter().filter(|tool| !(tool.is_there)()) {
        let line = format!(
            "{} is missing: {}. Get it: {}",
            tool.name, tool.why, tool.how
        );
        if tool.only_tests {
            say(format!("note: {line}"));
        } else {
            missing.push(line);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    fail!("{}\nThen run `cargo xtask setup` again", missing.join("\n"))
}

/// The first `major.minor` that a program prints.
fn version(program: &str, args: &[&str]) -> Option<(u32, u32)> {
    let captured = capture(Command::new(program).args(args)).ok()?;
    captured
        .status
        .success()
        .then(|| first_version(&captured.stdout))
        .flatten()
}

fn first_version(text: &str) -> Option<(u32, u32)> {
    text.split_whitespace().find_map(|word| {
        let mut numbers = word.split('.');
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_the_tools_print() {
        assert_eq!(
            first_version("rustc 1.95.0 (59807616e 2026-04-14)"),
            Some((1, 95))
        );
        assert_eq!(first_version("10.0.401\n"), Some((10, 0)));
        assert_eq!(first_version("no version here"), None);
    }
}
