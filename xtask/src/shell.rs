//! A prompt with the module imported and the emulator running: `xtask/demo/shell.ps1` is what it starts with.

use std::process::Command;

use crate::failure::Result;
use crate::powershell::PowerShell;
use crate::{build, demo, paths};

pub fn shell() -> Result<()> {
    let module = build::all()?;
    let powershell = PowerShell::find()?;
    let emulator = demo::start_emulator()?;
    let mut command = powershell.interactive(&paths::root().join("xtask/demo/shell.ps1"));
    emulator
        .environment(&mut command)
        .env("XTASK_MODULE", demo::manifest_in(&module));
    become_program(&mut command)
    // Where this line is reached, the emulator ends here; where not, its watcher sees the shell end.
}

/// Ctrl+C in a terminal goes to every process of the foreground. PowerShell stops a pipeline on it; this tool would
/// end. So it does not wait for PowerShell, it becomes PowerShell.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use crate::failure::fail;
    let error = std::os::unix::process::CommandExt::exec(command);
    fail!("cannot start PowerShell: {error}")
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    crate::process::status(command).map(drop)
}
