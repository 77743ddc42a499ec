//! How many tests passed, failed and were skipped, as the test runners tell it.

use std::fmt;
use std::ops::AddAssign;

use crate::process::say;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Count {
    pub fn is_empty(self) -> bool {
        self.passed + self.failed == 0
    }

    /// One check that failed, with the reason said.
    pub fn failure(reason: &str) -> Self {
        say(format!("FAILED: {reason}"));
        Self {
            failed: 1,
            ..Self::default()
        }
    }

    /// One check, with what there is to say when it did not hold.
    pub fn check(holds: bool, reason: &str) -> Self {
        if holds {
            Self {
                passed: 1,
                ..Self::default()
            }
        } else {
            Self::failure(reason)
        }
    }

    /// For a runner that failed although no test of it did: a crash or a build error must not go unseen.
    pub fn with_status(mut self, succeeded: bool, runner: &str) -> Self {
        if !succeeded && self.failed == 0 {
            self += Self::failure(&format!(
                "{runner} failed without a failed test: see its output"
            ));
        }
        self
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// The sum of cargo's lines `test result: ok. 3 passed; 0 failed; 1 ignored; ...`, one per test program.
pub fn of_cargo(output: &str) -> Count {
    let mut total = Count::default();
    for line in output.lines() {
        // A test that writes to standard output itself may leave something before it.
        let Some((_, line)) = line.split_once("test result: ") else {
            continue;
        };
        let of = |what: &str| {
            line.split(['.', ';'])
                .find_map(|part| part.trim().strip_suffix(what)?.trim().parse::<u32>().ok())
        };
        total += Count {
            passed: of("passed").unwrap_or(0),
            failed: of("failed").unwrap_or(0),
            skipped: of("ignored").unwrap_or(0),
        };
    }
    total
}

/// The counters of a .NET test run's .trx file: `<Counters total="5" executed="4" passed="3" failed="1" ... />`.
pub fn of_trx(text: &str) -> Option<Count> {
    let counters = text.split("<Counters ").nth(1)?.split("/>").next()?;
    let of = |name: &str| -> Option<u32> {
        let value = counters.split(&format!("{name}=\"")).nth(1)?;
        value.split('"').next()?.parse().ok()
    };
    let (all, passed, executed) = (of("total")?, of("passed")?, of("executed")?);
    // What was started and did not pass failed, whatever the runner calls it: error, timeout, aborted.
    Some(Count {
        passed,
        failed: executed.checked_sub(passed)?,
        skipped: all.checked_sub(executed)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_lines_are_summed() {
        let output = "running 3 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            noisetest result: FAILED. 4 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(
            of_cargo(output),
            Count {
                passed: 6,
                failed: 3,
                skipped: 1
            }
        );
        assert!(of_cargo("error: could not compile").is_empty());
    }

    #[test]
    fn trx_counters_are_read() {
        let text = r#"<ResultSummary outcome="Failed"><Counters total="5" executed="4" passed="2" failed="1"
            error="0" timeout="1" aborted="0" notExecuted="0" /></ResultSummary>"#;
        assert_eq!(
            of_trx(text),
            Some(Count {
                passed: 2,
                failed: 2,
                skipped: 1
            })
        );
        assert_eq!(of_trx("<TestRun/>"), None);
    }

    #[test]
    fn skipped_tests_are_told_only_where_there_are_some() {
        assert_eq!(
            Count {
                passed: 3,
                failed: 1,
                skipped: 0
            }
            .to_string(),
            "3 passed, 1 failed"
        );
        assert_eq!(
            Count {
                passed: 3,
                failed: 0,
                skipped: 2
            }
            .to_string(),
            "3 passed, 0 failed, 2 skipped"
        );
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_counts_as_one_failure() {
        let three = Count {
            passed: 3,
            ..Count::default()
        };
        assert_eq!(three.with_status(false, "x").failed, 1);
        assert_eq!(three.with_status(true, "x").failed, 0);
        let failed = Count {
            passed: 3,
            failed: 2,
            skipped: 0,
        };
        assert_eq!(failed.with_status(false, "x").failed, 2);
    }
}
