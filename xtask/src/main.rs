//! The project's build tool: `cargo xtask help`. One file a chore.

#![forbid(unsafe_code)]

mod build;
mod clean;
mod crates;
mod demo;
mod dotnet;
mod emulator;
mod failure;
mod header;
mod help;
mod install;
mod lint;
mod manifest;
mod module;
mod paths;
mod powershell;
mod process;
mod shell;
mod stamp;
mod test;
mod tools;

use std::process::ExitCode;

use failure::{Result, fail};
use process::{hand_back, say, status};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(failure) => {
            say(failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    let (chore, rest) = args
        .split_first()
        .map_or(("help", args), |(chore, rest)| (chore.as_str(), rest));
    match chore {
        "help" | "-h" | "--help" => print!("{}", help::HELP),
        "setup" => {
            no_arguments(chore, rest)?;
            set_up()?;
        }
        "build" => {
            no_arguments(chore, rest)?;
            hand_back!("{}", build::all()?.display());
        }
        "test" => return test::test(rest),
        "demo" => {
            no_arguments(chore, rest)?;
            demo::demo()?;
        }
        "shell" => {
            no_arguments(chore, rest)?;
            shell::shell()?;
        }
        "install" => install::install(rest)?,
        "lint" => lint::lint(rest)?,
        "cargo" => {
            let code = status(&mut crates::cargo(rest)?)?.code();
            return Ok(ExitCode::from(
                code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1),
            ));
        }
        "clean" => clean::clean(rest)?,
        _ => return fail!("there is no chore `{chore}`: `cargo xtask help` names them"),
    }
    Ok(ExitCode::SUCCESS)
}

fn set_up() -> Result<()> {
    tools::check()?;
    crates::set_up(true)?;
    dotnet::set_up()?;
    say("set up. Next: `cargo xtask demo` or `cargo xtask test`");
    Ok(())
}

fn no_arguments(chore: &str, rest: &[String]) -> Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(argument) => {
            fail!("`{chore}` takes no argument, not `{argument}`: see `cargo xtask help`")
        }
    }
}
