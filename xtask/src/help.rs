//! What `cargo xtask help` says.

pub const HELP: &str = "\
The build tool of aca-sessions and its PowerShell module. Run it in the repository's root.

usage: cargo xtask CHORE [ARGUMENT ...]

  setup               check the tools, fetch crates and NuGet packages; needs the network, the rest does not.
                      Where the crates registry does not answer, Debian's packages of crates serve (no root needed)
  build               build the native library, the emulator and the module; the last line is the module's folder
  test [SUITE ...]    build, then run every test; ends with `N passed, N failed`. Suites, all by default:
                      xtask, rust, header, c, powershell, demo
  demo                show the module at work against the emulator
  shell               a PowerShell prompt with the module imported and the emulator running
  install [--path DIR]
                      build, then copy the module to where PowerShell finds it (or to DIR)
  lint [--fix]        rustfmt, clippy and dotnet format, warnings as errors; --fix formats
  cargo ARGUMENT ...  any cargo command for the crate, where its dependencies are found:
                      `cargo xtask cargo test --features emulator retry`
  clean [--all]       remove what was built; --all also what `setup` fetched
  help                this text

Everything that it makes is under target/. What is up to date is not built again. Progress and warnings go to
standard error. Where `pwsh` is on PATH, demo and shell run in it, else in its engine from NuGet.
";
