//! The emulator as a child process. It ends with the value that stands for it, whatever happens to this tool's work.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::failure::{Failure, Result, fail};
use crate::process::neutral_environment;
use crate::{build, paths};

/// A start takes milliseconds: this is the limit for a machine that is busy with something else.
const START: Duration = Duration::from_secs(30);

pub struct Emulator {
    child: Child,
    /// What a client needs to know, as environment variables.
    variables: Vec<(String, String)>,
}

impl Emulator {
    /// Starts it on a free port and waits until it says that it is ready.
    pub fn start<I, S>(args: I) -> Result<Self>
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let program = if paths::emulator().is_file() {
            paths::emulator()
        } else {
            build::emulator()?
        };
        let mut command = Command::new(program);
        neutral_environment(&mut command)
            .args(["--port", "0"])
            .args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        own_group(&mut command);
        let child = command
            .spawn()
            .map_err(|error| Failure::new(format!("cannot start the emulator: {error}")))?;
        // From here on it ends with `emulator`, also when the lines below fail.
        let mut emulator = Self {
            child,
            variables: Vec::new(),
        };
        watch(emulator.child.id());
        emulator.variables = emulator.read_until_ready()?;
        Ok(emulator)
    }

    fn read_until_ready(&mut self) -> Result<Vec<(String, String)>> {
        let Some(stdout) = self.child.stdout.take() else {
            return fail!("the emulator has no output to read");
        };
        let (sender, receiver) = mpsc::channel();
        // The thread reads on to the end, so that the emulator never waits for a full pipe.
        std::thread::spawn(move || {
            for line in BufReader::new(stdout)
                .lines()
                .map_while(std::result::Result::ok)
            {
                let _ = sender.send(line);
            }
        });
        let mut lines = Vec::new();
        loop {
            match receiver.recv_timeout(START) {
                Ok(line) if line == "ready" => return Ok(variables(&lines)),
                Ok(line) => lines.push(line),
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    return fail!("the emulator did not get ready in {} s", START.as_secs());
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    return fail!(
                        "the emulator ended before it was ready: its message stands above"
                    );
                }
            }
        }
    }

    pub fn variables(&self) -> &[(String, String)] {
        &self.variables
    }

    /// Lets a command see this emulator and nothing of the user's own account.
    pub fn environment<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        neutral_environment(command).envs(self.variables.iter().cloned())
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `Drop` does not run in a process that a signal ends, nor in one that becomes another program, as `shell` does. So a
/// small process looks once a second whether this one is still there, and ends the emulator when it is not.
fn watch(emulator: u32) {
    if cfg!(windows) {
        return;
    }
    let mut watcher = Command::new("sh");
    watcher.args([
        "-c",
        r#"while kill -0 "$0" && kill -0 "$1"; do sleep 1; done; kill "$1""#,
    ]);
    watcher
        .arg(std::process::id().to_string())
        .arg(emulator.to_string());
    watcher
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    own_group(&mut watcher);
    // Without it, all that is lost is the tidying up after a signal.
    let _ = watcher.spawn();
}

/// In a process group of its own, so that Ctrl+C in a shell stops a pipeline there and not the emulator.
fn own_group(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(command, 0x0000_0200); // CREATE_NEW_PROCESS_GROUP
}

/// The `NAME=value` lines among what it printed.
fn variables(lines: &[String]) -> Vec<(String, String)> {
    lines
        .iter()
        .filter_map(|line| line.split_once('='))
        .filter(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
        })
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_set_a_variable_count() {
        let lines = [
            "AZURE_CLIENT_ID=a=b",
            "listening on = x",
            "",
            "=y",
            "AZURE_TENANT_ID=",
        ]
        .map(str::to_owned);
        let expected = [("AZURE_CLIENT_ID", "a=b"), ("AZURE_TENANT_ID", "")];
        assert_eq!(
            variables(&lines),
            expected.map(|(n, v)| (n.to_owned(), v.to_owned()))
        );
    }
}
