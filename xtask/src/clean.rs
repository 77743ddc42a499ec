//! Removes what builds made.

use std::fs;

use crate::failure::{Doing, Result, fail};
use crate::paths;
use crate::process::say;

/// What `setup` fetched, and this tool itself: kept unless all is to go.
const KEPT: [&str; 2] = ["crates", "xtask"];

pub fn clean(args: &[String]) -> Result<()> {
    let all = match args {
        [] => false,
        [option] if option == "--all" => true,
        _ => return fail!("`clean` takes nothing or `--all`"),
    };
    let target = paths::target();
    for entry in fs::read_dir(&target).doing("read", &target)? {
        let path = entry.doing("read", &target)?.path();
        let name = path.file_name().unwrap_or_default();
        let stays = if all {
            name == "xtask"
        } else {
            KEPT.iter().any(|kept| name == *kept) || name == "stamps"
        };
        if stays {
            continue;
        }
        say(format!("removing {}", paths::short(&path)));
        if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(&path).doing("remove", &path)?;
        } else {
            fs::remove_file(&path).doing("remove", &path)?;
        }
    }
    Ok(())
}
