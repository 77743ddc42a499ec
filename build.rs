//! Writes the C header from the ffi module.
//!
//! The header is generated into the build's own folder, and the committed copy in `include/` follows
//! it by itself, so that nobody has to remember to. The build that found it stale says so to
//! `tests/header.rs`, which fails then: a header that was not committed is seen on a clean clone.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The files that the header is made from: the border, and the enums that it shares with the client.
fn sources(root: &Path) -> Vec<PathBuf> {
    let mut sources: Vec<PathBuf> = fs::read_dir(root.join("src/ffi"))
        .expect("src/ffi can be read")
        .map(|entry| entry.expect("src/ffi can be read").path())
        // mod.rs has no item of its own, and cbindgen would follow its modules a second time.
        .filter(|path| {
            path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("mod.rs")
        })
        .collect();
    // A folder's order is not the same everywhere.
    sources.sort();
    for shared in ["error", "trace", "wire/field", "wire/table"] {
        sources.push(root.join("src").join(shared).with_extension("rs"));
    }
    sources
}

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=cbindgen.toml");
    println!("cargo::rerun-if-changed=src/ffi");
    println!("cargo::rerun-if-changed=include/aca_sessions.h");

    let config =
        cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml can be read");
    let mut builder = cbindgen::Builder::new().with_config(config);
    for source in sources(&root) {
        println!("cargo::rerun-if-changed={}", source.display());
        builder = builder.with_src(source);
    }
    let header = out.join("aca_sessions.h");
    builder
        .generate()
        .expect("the ffi module has only what C can have")
        .write_to_file(&header);

    let committed = root.join("include/aca_sessions.h");
    let generated = fs::read_to_string(&header).expect("the header was written");
    let current = fs::read_to_string(&committed).unwrap_or_default();
    let is_stale = blocks(&current) != blocks(&generated);
    if is_stale {
        fs::create_dir_all(root.join("include")).expect("include/ can be made");
        fs::write(&committed, generated).expect("include/aca_sessions.h can be written");
    }
    println!("cargo::rustc-env=ACA_HEADER_IS_STALE={is_stale}");
}

/// The header's declarations without their order: cbindgen's versions differ in it, and in nothing
/// else that matters.
fn blocks(header: &str) -> Vec<&str> {
    let mut blocks: Vec<&str> = header.split("\n\n").map(str::trim).collect();
    blocks.sort_unstable();
    blocks
}
