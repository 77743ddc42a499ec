//! Builds everything and runs every test there is. Each check counts, and so does each suite that cannot run: a suite
//! that is missing, does not start or runs nothing is a failure, not a silence.

mod count;
mod example;
mod suites;

use std::process::ExitCode;
use std::time::Instant;

use crate::failure::{Result, fail};
use crate::process::{hand_back, say};

use count::Count;

/// A suite's name and what runs it.
type Suite = (&'static str, fn() -> Result<Count>);

const SUITES: [Suite; 6] = [
    // First: it compares what lies there with what the build makes.
    ("header", suites::header),
    ("xtask", suites::xtask),
    ("rust", suites::rust),
    ("c", example::run),
    ("powershell", suites::powershell),
    ("demo", suites::demo),
];

pub fn test(names: &[String]) -> Result<ExitCode> {
    if let Some(name) = names
        .iter()
        .find(|name| !SUITES.iter().any(|suite| suite.0 == name.as_str()))
    {
        return fail!("there is no suite `{name}`: `cargo xtask help` names them");
    }
    let mut total = Count::default();
    for (name, run) in SUITES
        .iter()
        .filter(|suite| names.is_empty() || names.iter().any(|n| n == suite.0))
    {
        say(format!("test: {name} ..."));
        let start = Instant::now();
        let count = match run() {
            Ok(count) if count.is_empty() => Count::failure(&format!("{name}: no test ran")),
            Ok(count) => count,
            Err(failure) => Count::failure(&format!("{name}: {failure}")),
        };
        say(format!(
            "test: {name}: {count} ({:.1} s)",
            start.elapsed().as_secs_f64()
        ));
        total += count;
    }
    hand_back!("{total}");
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
