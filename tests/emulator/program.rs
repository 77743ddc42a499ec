//! From start to stop, in process and as a program.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use aca_sessions::emulator::{Emulator, EmulatorOptions};

const PROGRAM: &str = env!("CARGO_BIN_EXE_aca-sessions-emulator");

#[test]
fn the_port_is_free_again_after_the_stop_and_one_in_use_is_named() {
    let first = Emulator::start(EmulatorOptions::default()).unwrap();
    let port = first.address().port();
    let options = EmulatorOptions {
        port,
        ..EmulatorOptions::default()
    };
    let message =
        format!("port {port} of 127.0.0.1 is in use: choose another, or 0 for a free one");
    let error = Emulator::start(options.clone()).unwrap_err();
    assert_eq!(error.to_string(), message);
    let program = Command::new(PROGRAM)
        .args(["--port", &port.to_string()])
        .output()
        .unwrap();
    assert_eq!(program.status.code(), Some(1));
    assert!(program.stdout.is_empty());
    let said = String::from_utf8(program.stderr).unwrap();
    assert_eq!(said.trim_end(), format!("aca-sessions-emulator: {message}"));
    drop(first);
    assert_eq!(Emulator::start(options).unwrap().address().port(), port);
}

#[test]
fn an_option_out_of_range_and_a_log_that_cannot_be_opened_are_refused() {
    let options = EmulatorOptions {
        page_size: 0,
        ..EmulatorOptions::default()
    };
    let error = Emulator::start(options).unwrap_err();
    assert_eq!(error.to_string(), "the page size must be 1 or more");
    let folder = tempfile::tempdir().unwrap();
    let program = Command::new(PROGRAM)
        .arg("--log")
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(program.status.code(), Some(1));
    let said = String::from_utf8(program.stderr).unwrap();
    assert!(
        said.contains("the log ") && said.contains("can't be opened"),
        "{said}"
    );
}

/// The program, killed when a test forgets it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Most have ended by now.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Starts the program and reads what it prints up to `ready`.
    fn start(arguments: &[&str]) -> (Self, Vec<String>, impl Read) {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let running = Running(child);
        let mut lines = Vec::new();
        while lines.last().is_none_or(|line| line != "ready") {
            let mut line = String::new();
            assert_ne!(
                out.read_line(&mut line).unwrap(),
                0,
                "not ready after {lines:?}"
            );
            lines.push(line.trim_end().to_owned());
        }
        (running, lines, out)
    }
}

#[test]
fn the_program_prints_the_environment_and_ready() {
    let (_running, lines, _out) = Running::start(&[]);
    let names: Vec<_> = lines
        .iter()
        .map(|line| line.split('=').next().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "AZURE_RESOURCE_MANAGER_ENDPOINT",
            "AZURE_AUTHORITY_HOST",
            "AZURE_TENANT_ID",
            "AZURE_CLIENT_ID",
            "AZURE_CLIENT_SECRET",
            "AZURE_SUBSCRIPTION_ID",
            "ready"
        ]
    );
    assert!(lines[0].contains("=http://127.0.0.1:"));
}

#[cfg(unix)]
#[test]
fn both_signals_stop_the_program_cleanly() {
    for signal in ["INT", "TERM"] {
        let (mut running, _, mut out) = Running::start(&[]);
        let kill = format!("kill -{signal} {}", running.0.id());
        assert!(Command::new("sh")
            .args(["-c", &kill])
            .status()
            .unwrap()
            .success());
        assert_eq!(running.0.wait().unwrap().code(), Some(0), "{signal}");
        let (mut more, mut said) = (String::new(), String::new());
        out.read_to_string(&mut more).unwrap();
        running
            .0
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!((&*more, &*said), ("", ""));
    }
}

/// The examples in the program's help, as they stand there.
#[cfg(unix)]
#[test]
fn the_examples_in_the_help_work() {
    let has_curl = Command::new("curl")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    if has_curl.is_err() {
        eprintln!("no curl on this machine: the examples were not run");
        return;
    }
    let help = Command::new(PROGRAM).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, examples) = help.split_once("with curl:").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "unset http_proxy HTTP_PROXY all_proxy ALL_PROXY\n\
         {examples}\nkill $!\nwait $! && echo stopped\n"
    );
    let path = std::path::Path::new(PROGRAM).parent().unwrap();
    let output = Command::new("sh")
        .args(["-e", "-c", &script])
        .current_dir(folder.path())
        .env(
            "PATH",
            format!("{}:{}", path.display(), std::env::var("PATH").unwrap()),
        )
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{printed}{said}");
    assert_eq!(
        printed.matches(r#""id":"/subscriptions/"#).count(),
        3,
        "{printed}"
    );
    assert_eq!(
        printed
            .matches(r#""requestedDurationInSeconds":600"#)
            .count(),
        3
    );
    assert!(
        printed.trim_end().ends_with(r#""nextLink":null}stopped"#),
        "{printed}"
    );
}
