//! Runs other programs, and says what goes on while they run.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use crate::failure::{Failure, Result, fail};

/// One line of progress. On standard error: standard output belongs to what a chore hands back.
pub fn say(line: impl AsRef<str>) {
    eprintln!("xtask: {}", line.as_ref());
}

/// `println!` where whoever reads it may stop reading: that is no failure of the chore.
macro_rules! hand_back {
    ($($arg:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($arg)*);
    }};
}
pub(crate) use hand_back;

/// Says how long a piece of work took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(format!("{what} ..."));
    let start = Instant::now();
    let result = work()?;
    say(format!(
        "{what}: done in {:.1} s",
        start.elapsed().as_secs_f64()
    ));
    Ok(result)
}

/// The program of that name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// Runs to the end, output shown, whatever the status.
pub fn status(command: &mut Command) -> Result<ExitStatus> {
    command
        .status()
        .map_err(|error| cannot_start(command, &error))
}

/// Runs to the end, output shown on standard error, but for lines of standard error that say nothing new. A status
/// other than success is a failure that names the command.
pub fn run_aside(command: &mut Command, says_nothing: fn(&str) -> bool) -> Result<()> {
    command
        .stdin(Stdio::null())
        .stdout(std::io::stderr())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| cannot_start(command, &error))?;
    if let Some(pipe) = child.stderr.take() {
        each_line(pipe, |line| {
            if !says_nothing(line) {
                eprintln!("{line}");
            }
        });
    }
    let status = child
        .wait()
        .map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        fail!("`{}` failed ({status})", line_of(command))
    }
}

pub struct Captured {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

/// Runs to the end without showing anything.
pub fn capture(command: &mut Command) -> Result<Captured> {
    capture_with(command, Stdio::piped())
}

/// As `capture`, with standard error shown as it comes: compilers tell there how far they are.
pub fn capture_stdout(command: &mut Command) -> Result<Captured> {
    capture_with(command, Stdio::inherit())
}

fn capture_with(command: &mut Command, stderr: Stdio) -> Result<Captured> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(stderr);
    let child = command
        .spawn()
        .map_err(|error| cannot_start(command, &error))?;
    let output = child
        .wait_with_output()
        .map_err(|error| cannot_start(command, &error))?;
    Ok(Captured {
        status: output.status,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Lines as they come, to the end.
fn each_line(pipe: impl Read, mut work: impl FnMut(&str)) {
    let mut reader = BufReader::new(pipe);
    let mut bytes = Vec::new();
    while reader
        .read_until(b'\n', &mut bytes)
        .is_ok_and(|read| read > 0)
    {
        work(String::from_utf8_lossy(&bytes).trim_end());
        bytes.clear();
    }
}

/// The output of a program that must succeed.
pub fn output(command: &mut Command) -> Result<String> {
    let captured = capture(command)?;
    if captured.status.success() {
        return Ok(captured.stdout);
    }
    fail!(
        "`{}` failed ({}):\n{}",
        line_of(command),
        captured.status,
        captured.stderr.trim_end()
    )
}

/// Takes from a child what would let the user's own account or network set-up change what it does.
pub fn neutral_environment(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_personal) {
            command.env_remove(name);
        }
    }
    command
}

fn is_personal(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    ["AZURE_", "IDENTITY_", "MSI_", "ACA_"]
        .iter()
        .any(|start| name.starts_with(start))
        || name.ends_with("_PROXY")
}

/// The command as a person would type it, without its folders.
fn line_of(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(OsStr::new("?"));
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!(
        "cannot run `{}`: {error}. `cargo xtask setup` checks the tools",
        line_of(command)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_and_proxy_variables_are_personal() {
        for name in [
            "AZURE_CLIENT_SECRET",
            "IDENTITY_ENDPOINT",
            "MSI_SECRET",
            "https_proxy",
        ] {
            assert!(is_personal(name), "{name}");
        }
        for name in ["PATH", "HOME", "NUGET_PACKAGES", "CARGO_HOME", "PROXYLESS"] {
            assert!(!is_personal(name), "{name}");
        }
    }

    #[test]
    fn a_command_is_told_without_its_folder() {
        let mut command = Command::new("/some/where/tool");
        command.args(["a", "b"]);
        assert_eq!(line_of(&command), "tool a b");
    }

    #[test]
    fn a_program_that_is_not_there_is_a_failure_that_names_it() {
        let error = run_aside(&mut Command::new("no-such-program-here"), |_| false)
            .expect_err("no such program");
        assert!(error.to_string().contains("no-such-program-here"));
    }
}
