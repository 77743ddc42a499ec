//! The C# projects: restored once, built only when something changed.
//!
//! A `dotnet build` that has nothing to do still takes seconds, so a stamp over the inputs decides whether dotnet runs
//! at all. After the restore no step needs the network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Result, fail};
use crate::process::{capture, timed};
use crate::{paths, stamp};

pub struct Project {
    /// For messages.
    what: &'static str,
    /// The project file, from the root.
    file: &'static str,
    /// Folders whose content it is built from.
    inputs: &'static [&'static str],
}

pub const ASSEMBLY: Project = Project {
    what: "the module's assembly",
    file: "ps-wrapper/src/Az.ContainerAppsApi.Core.csproj",
    inputs: &["ps-wrapper/src"],
};

pub const TESTS: Project = Project {
    what: "the PowerShell tests",
    file: "tests/powershell/Az.ContainerAppsApi.Tests.csproj",
    inputs: &["tests/powershell", "ps-wrapper/src"],
};

pub const HOST: Project = Project {
    what: "the PowerShell host",
    file: "xtask/host/PowerShellHost.csproj",
    inputs: &["xtask/host"],
};

pub const PROJECTS: [&Project; 3] = [&ASSEMBLY, &TESTS, &HOST];

/// What all projects are built with.
const SHARED: [&str; 4] = [
    "Directory.Build.props",
    "Directory.Packages.props",
    "Directory.Build.targets",
    ".editorconfig",
];

impl Project {
    fn path(&self) -> PathBuf {
        paths::root().join(self.file)
    }

    /// The project's name, which is also its assembly's and its output folder's.
    pub fn name(&self) -> &'static str {
        let file = self
            .file
            .rsplit_once('/')
            .map_or(self.file, |(_, file)| file);
        file.trim_end_matches(".csproj")
    }

    pub fn exists(&self) -> bool {
        self.path().is_file()
    }

    /// The built assembly: Directory.Build.props says where outputs go.
    pub fn assembly(&self) -> PathBuf {
        let folder = paths::target()
            .join("dotnet/bin")
            .join(self.name())
            .join("release");
        folder.join(format!("{}.dll", self.name()))
    }

    /// A dotnet command for this project.
    pub fn dotnet(&self, verb: &str) -> Command {
        let mut command = command();
        command.arg(verb).arg(self.path());
        command
    }

    /// Restores where needed, builds where needed, and returns the assembly.
    pub fn build(&self) -> Result<PathBuf> {
        if !self.exists() {
            return fail!("cannot build {}: {} does not exist", self.what, self.file);
        }
        self.restore()?;
        let (name, inputs) = (format!("build-{}", self.name()), self.fingerprint()?);
        let assembly = self.assembly();
        if assembly.is_file() && stamp::read(&name).as_ref() == Some(&inputs) {
            return Ok(assembly);
        }
        stamp::remove(&name);
        timed(self.what, || {
            let mut build = self.dotnet("build");
            build.args([
                "--no-restore",
                "-c",
                "Release",
                "-v",
                "quiet",
                "-clp:NoSummary",
                "-p:UseSharedCompilation=false",
            ]);
            quiet(&mut build, self.what)
        })?;
        stamp::write(&name, &inputs)?;
        Ok(assembly)
    }

    /// Fetches the packages that the project names, unless that was done and they are still there.
    pub fn restore(&self) -> Result<()> {
        let name = format!("restore-{}", self.name());
        let mut fingerprint = stamp::Fingerprint::new();
        for file in SHARED.iter().chain([&self.file]) {
            fingerprint.add_path(&paths::root().join(file))?;
        }
        let inputs = fingerprint.text();
        if stamp::read(&name).as_ref() == Some(&inputs) && self.has_packages() {
            return Ok(());
        }
        stamp::remove(&name);
        timed(&format!("NuGet packages of {}", self.what), || {
            quiet(
                self.dotnet("restore").args(["-v", "quiet"]),
                "NuGet packages",
            )
        })?;
        stamp::write(&name, &inputs)
    }

    /// NuGet's own note of a restore lists the packages' files: a folder of packages may have been emptied, or another
    /// be in use.
    fn has_packages(&self) -> bool {
        let note = paths::target()
            .join("dotnet/obj")
            .join(self.name())
            .join("project.nuget.cache");
        let folder = std::env::var("NUGET_PACKAGES").unwrap_or_default();
        fs::read_to_string(note).is_ok_and(|text| {
            let files = packages_in(&text);
            files.iter().all(|file| {
                file.starts_with(folder.trim_end_matches('/')) && Path::new(file).is_file()
            })
        })
    }

    fn fingerprint(&self) -> Result<String> {
        let mut fingerprint = stamp::Fingerprint::new();
        for path in SHARED.iter().chain(self.inputs) {
            fingerprint.add_path(&paths::root().join(path))?;
        }
        Ok(fingerprint.text())
    }
}

/// Restores every project that is there.
pub fn set_up() -> Result<()> {
    PROJECTS
        .iter()
        .filter(|project| project.exists())
        .try_for_each(|project| project.restore())
}

/// A dotnet command that leaves no servers behind: they would keep the output open after the end.
pub fn command() -> Command {
    let mut command = Command::new("dotnet");
    command
        .current_dir(paths::root())
        .env("DOTNET_NOLOGO", "1")
        .env("DOTNET_CLI_TELEMETRY_OPTOUT", "1")
        .env("DOTNET_CLI_USE_MSBUILD_SERVER", "0")
        .env("DOTNET_CLI_UI_LANGUAGE", "en")
        .env("DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "1")
        .env("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false")
        .env("MSBUILDDISABLENODEREUSE", "1");
    command
}

/// Runs, and shows the output only on failure.
fn quiet(command: &mut Command, what: &str) -> Result<()> {
    let captured = capture(command)?;
    if captured.status.success() {
        return Ok(());
    }
    fail!(
        "{what}: dotnet failed ({}):\n{}{}",
        captured.status,
        captured.stdout,
        captured.stderr.trim_end()
    )
}

/// The files in `"expectedPackageFiles": [ ... ]`.
fn packages_in(note: &str) -> Vec<String> {
    note.split('"')
        .filter(|text| text.ends_with(".nupkg.sha512"))
        .map(|text| text.replace("\\\\", "\\"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_projects_outputs_follow_its_name() {
        assert_eq!(ASSEMBLY.name(), "Az.ContainerAppsApi.Core");
        assert!(
            ASSEMBLY
                .assembly()
                .ends_with("Az.ContainerAppsApi.Core/release/Az.ContainerAppsApi.Core.dll")
        );
    }

    #[test]
    fn packages_are_read_from_nugets_note() {
        let note = r#"{ "version": 2, "expectedPackageFiles": [
            "/p/xunit/2.9.3/xunit.2.9.3.nupkg.sha512", "C:\\p\\y\\1.0.0\\y.1.0.0.nupkg.sha512" ], "logs": [] }"#;
        let expected = [
            "/p/xunit/2.9.3/xunit.2.9.3.nupkg.sha512",
            r"C:\p\y\1.0.0\y.1.0.0.nupkg.sha512",
        ];
        assert_eq!(packages_in(note), expected);
    }
}
