//! Copies the built module to where PowerShell finds modules by name.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::failure::{Doing, Failure, Result, fail};
use crate::process::hand_back;
use crate::{build, module};

pub fn install(args: &[String]) -> Result<()> {
    let modules = match args {
        [] => users_modules()?,
        [option, folder] if option == "--path" => PathBuf::from(folder),
        _ => return fail!("`install` takes nothing or `--path DIR`"),
    };
    let built = build::all()?;
    let version = built.file_name().unwrap_or_default();
    let place = modules.join(module::NAME).join(version);
    fs::create_dir_all(&modules).doing("create", &modules)?;
    module::install(&built, &place)?;
    hand_back!(
        "Installed {} {} in {}",
        module::NAME,
        version.to_string_lossy(),
        modules.display()
    );
    if args.is_empty() {
        hand_back!("Next, in PowerShell: Import-Module {}", module::NAME);
    } else {
        hand_back!(
            "Next, in PowerShell: Import-Module '{}'",
            place.join(format!("{}.psd1", module::NAME)).display()
        );
    }
    Ok(())
}

/// The current user's folder of modules, which PowerShell has in its PSModulePath.
fn users_modules() -> Result<PathBuf> {
    let variable = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if cfg!(windows) {
        let profile = variable("USERPROFILE");
        return profile
            .map(|folder| folder.join("Documents").join("PowerShell").join("Modules"))
            .ok_or_else(|| Failure::new("USERPROFILE is not set: say where with `--path DIR`"));
    }
    let data = variable("XDG_DATA_HOME")
        .or_else(|| variable("HOME").map(|home| home.join(".local/share")));
    data.map(|folder| folder.join("powershell").join("Modules"))
        .ok_or_else(|| {
            Failure::new("neither XDG_DATA_HOME nor HOME is set: say where with `--path DIR`")
        })
}
