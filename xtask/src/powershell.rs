//! A PowerShell to run things in: `pwsh` where it is on PATH, else the small host of `xtask/host`, which is the same
//! engine from NuGet with its core commands.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::dotnet;
use crate::failure::Result;
use crate::process::on_path;

pub enum PowerShell {
    Pwsh(PathBuf),
    Host(PathBuf),
}

impl PowerShell {
    pub fn find() -> Result<Self> {
        match pwsh() {
            Some(path) => Ok(Self::Pwsh(path)),
            None => Ok(Self::Host(dotnet::HOST.build()?)),
        }
    }

    /// A command that runs a script and ends.
    pub fn script(&self, file: &Path) -> Command {
        let mut command = self.program();
        match self {
            Self::Pwsh(_) => command.args(["-NonInteractive", "-File"]),
            Self::Host(_) => command.arg("--script"),
        };
        command.arg(file);
        command
    }

    /// A command that runs a script, then reads what a person types.
    pub fn interactive(&self, init: &Path) -> Command {
        let mut command = self.program();
        match self {
            Self::Pwsh(_) => command.args(["-NoExit", "-File"]),
            Self::Host(_) => command.args(["--interactive", "--init"]),
        };
        command.arg(init);
        command
    }

    fn program(&self) -> Command {
        match self {
            Self::Pwsh(path) => {
                let mut command = Command::new(path);
                command.args(["-NoLogo", "-NoProfile"]);
                command
            }
            Self::Host(assembly) => {
                let mut command = Command::new("dotnet");
                command.arg(assembly);
                command
            }
        }
    }
}

fn pwsh() -> Option<PathBuf> {
    on_path("pwsh")
}
