//! Where things are. Everything that this tool makes is under `target/`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The repository's root. `cargo run` names this tool's own folder; the root is its parent.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let own = std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .filter(|folder| folder.join("src/paths.rs").is_file())
            .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        own.parent().map(Path::to_path_buf).unwrap_or(own)
    })
}

pub fn target() -> PathBuf {
    root().join("target")
}

/// A path under the root as people write it: relative, for messages.
pub fn short(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The emulator's copy: a running one is not in the way of the next build.
pub fn emulator() -> PathBuf {
    target().join("emulator").join(format!(
        "aca-sessions-emulator{}",
        std::env::consts::EXE_SUFFIX
    ))
}

/// The native library's copy: cargo's own place for it is overwritten by builds with other features.
pub fn native_library() -> PathBuf {
    target().join("native").join(native_library_name())
}

pub fn native_library_name() -> &'static str {
    match std::env::consts::OS {
        "windows" => "aca_sessions.dll",
        "macos" => "libaca_sessions.dylib",
        _ => "libaca_sessions.so",
    }
}
