//! Shows the module at work in a PowerShell, against the emulator: the script is `xtask/demo/demo.ps1`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::emulator::Emulator;
use crate::failure::{Result, fail};
use crate::powershell::PowerShell;
use crate::process::{hand_back, status};
use crate::{build, module, paths};

/// A pool that the emulator denies to know, to show an error.
const UNKNOWN_POOL: &str = "nosuchpool";

pub fn demo() -> Result<()> {
    let module = build::all()?;
    let powershell = PowerShell::find()?;
    let emulator = start_emulator()?;
    let status = status(&mut command(&powershell, &emulator, &module))?;
    drop(emulator);
    if !status.success() {
        return fail!("the demo did not go as it should ({status}): what it says stands above");
    }
    hand_back!("Go on with a prompt of your own: cargo xtask shell");
    Ok(())
}

pub fn start_emulator() -> Result<Emulator> {
    Emulator::start(["--unknown-pool", UNKNOWN_POOL])
}

/// The command that shows it.
pub fn command(powershell: &PowerShell, emulator: &Emulator, module: &Path) -> Command {
    let mut command = powershell.script(&paths::root().join("xtask/demo/demo.ps1"));
    // Relative, so that what is shown as typed can be typed.
    command
        .current_dir(paths::root())
        .arg(paths::short(&manifest_in(module)))
        .arg(UNKNOWN_POOL);
    emulator.environment(&mut command);
    command
}

pub fn manifest_in(module: &Path) -> PathBuf {
    module.join(format!("{}.psd1", module::NAME))
}
