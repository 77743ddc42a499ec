//! Reads from the root's Cargo.toml what this tool needs of it: the version and the direct dependencies.
//!
//! Not a TOML parser, which would be a dependency: it knows the forms that Cargo.toml files are written in.

use std::collections::{BTreeMap, BTreeSet};

use crate::failure::{Doing, Failure, Result};
use crate::paths;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The crate's name in the registry.
    pub name: String,
    /// The version requirement as written.
    pub version: String,
    pub default_features: bool,
    pub features: BTreeSet<String>,
}

#[derive(Debug)]
pub struct Manifest {
    pub version: String,
    pub dependencies: Vec<Dependency>,
}

pub fn read() -> Result<Manifest> {
    let path = paths::root().join("Cargo.toml");
    let text = std::fs::read_to_string(&path).doing("read", &path)?;
    parse(&text).ok_or_else(|| {
        Failure::new("Cargo.toml has no `version` in [package]: this tool needs one")
    })
}

/// `None` where the package has no version.
fn parse(text: &str) -> Option<Manifest> {
    let mut version = None;
    let mut dependencies = BTreeMap::<String, Dependency>::new();
    let mut also = Vec::<(String, String)>::new();
    let mut section = String::new();
    for line in logical_lines(text) {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').trim().to_owned();
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        let (key, value) = (unquote(key), value.trim());
        if section == "package" && key == "version" {
            version = Some(unquote(value));
        } else if section == "features" {
            // "crate/feature" and "crate?/feature" ask for a feature of a dependency.
            let asked = strings(value);
            also.extend(asked.iter().filter_map(|feature| {
                let (name, feature) = feature.split_once('/')?;
                Some((name.trim_end_matches('?').to_owned(), feature.to_owned()))
            }));
        } else if section.ends_with("dependencies") {
            add(&mut dependencies, &key, value);
        } else if let Some(name) = long_form(&section) {
            add(&mut dependencies, &unquote(name), &format!("{{ {line} }}"));
        }
    }
    for (key, feature) in also {
        if let Some(dependency) = dependencies.get_mut(&key) {
            dependency.features.insert(feature);
        }
    }
    Some(Manifest {
        version: version?,
        dependencies: dependencies
            .into_values()
            .filter(|d| !d.version.is_empty())
            .collect(),
    })
}

/// The name in `[dependencies.name]`, which has one key a line and means what an inline table does.
fn long_form(section: &str) -> Option<&str> {
    let (kind, name) = section.rsplit_once('.')?;
    kind.ends_with("dependencies").then_some(name)
}

/// Adds what one line says of a dependency to what earlier lines said.
fn add(dependencies: &mut BTreeMap<String, Dependency>, key: &str, value: &str) {
    let entry = dependencies
        .entry(key.to_owned())
        .or_insert_with(|| Dependency {
            name: key.to_owned(),
            version: String::new(),
            default_features: true,
            features: BTreeSet::new(),
        });
    if value.starts_with('"') {
        entry.version = unquote(value);
        return;
    }
    if let Some(version) = field(value, "version") {
        entry.version = unquote(version);
    }
    if let Some(name) = field(value, "package") {
        entry.name = unquote(name);
    }
    if field(value, "default-features").is_some_and(|value| value.starts_with("false")) {
        entry.default_features = false;
    }
    if let Some(list) = field(value, "features") {
        entry.features.extend(strings(list));
    }
}

/// What follows `key =` in an inline table: the value and what comes after it.
fn field<'a>(table: &'a str, key: &str) -> Option<&'a str> {
    let mut rest = table;
    while let Some(at) = rest.find(key) {
        let starts = rest[..at].chars().last().is_none_or(|c| "{, ".contains(c));
        let after = rest[at + key.len()..].trim_start();
        if let Some(value) = after.strip_prefix('=').filter(|_| starts) {
            let value = value.trim_start();
            let end = match value.chars().next() {
                Some('[') => value.find(']').map(|end| end + 1),
                Some('"') => value[1..].find('"').map(|end| end + 2),
                _ => value.find([',', '}']),
            };
            return Some(&value[..end.unwrap_or(value.len())]);
        }
        rest = &rest[at + key.len()..];
    }
    None
}

fn unquote(text: &str) -> String {
    text.trim().trim_matches(['"', '\'']).to_owned()
}

/// The strings of an array.
fn strings(array: &str) -> Vec<String> {
    array
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Lines without comments; an array that goes over several lines comes as one.
fn logical_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open = String::new();
    for line in text.lines() {
        let line = without_comment(line);
        if open.is_empty() && line.starts_with('[') {
            lines.push(line.to_owned());
            continue;
        }
        open.push_str(line);
        open.push(' ');
        let depth = |opening, closing| {
            open.matches(opening)
                .count()
                .saturating_sub(open.matches(closing).count())
        };
        if depth('[', ']') == 0 && depth('{', '}') == 0 {
            lines.push(open.trim().to_owned());
            open.clear();
        }
    }
    lines
}

fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted => return line[..at].trim(),
            _ => {}
        }
    }
    line.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
[package]
name = "x" # version = "9"
version = "1.2.3"

[features]
emulator = ["dep:axum", "tokio/macros", "tokio?/net"]

[dependencies]
bytes = "1.10"
tokio = { version = "1.43", default-features = false, features = [
    "rt", # a comment
    "sync",
] }
axum = { version = "0.7.9", features = ["http1"], optional = true }
renamed = { package = "real-name", version = "2" }
beside = { path = "../beside" }

[target.'cfg(unix)'.dependencies]
libc = "0.2"

[build-dependencies.cbindgen]
version = ">=0.27, <0.30"
default-features = false

[profile.release]
strip = true
"#;

    fn dependency(name: &str) -> Dependency {
        let manifest = parse(TEXT).expect("a version");
        let found = manifest.dependencies.into_iter().find(|d| d.name == name);
        found.unwrap_or_else(|| panic!("{name} is not there"))
    }

    #[test]
    fn version_is_the_packages() {
        assert_eq!(parse(TEXT).expect("a version").version, "1.2.3");
        assert!(parse("[package]\nname = \"x\"").is_none());
    }

    #[test]
    fn a_plain_dependency_has_its_default_features() {
        let bytes = dependency("bytes");
        assert_eq!(bytes.version, "1.10");
        assert!(bytes.default_features && bytes.features.is_empty());
    }

    #[test]
    fn features_come_from_the_dependency_and_from_the_features_table() {
        let tokio = dependency("tokio");
        assert!(!tokio.default_features);
        let features: Vec<_> = tokio.features.iter().map(String::as_str).collect();
        assert_eq!(features, ["macros", "net", "rt", "sync"]);
    }

    #[test]
    fn optional_renamed_platform_and_long_form_dependencies_are_there() {
        assert_eq!(dependency("axum").version, "0.7.9");
        assert_eq!(dependency("real-name").version, "2");
        assert_eq!(dependency("libc").version, "0.2");
        let cbindgen = dependency("cbindgen");
        assert_eq!(cbindgen.version, ">=0.27, <0.30");
        assert!(!cbindgen.default_features);
    }

    #[test]
    fn what_comes_by_path_is_no_dependency_to_fetch() {
        let manifest = parse(TEXT).expect("a version");
        assert!(manifest.dependencies.iter().all(|d| d.name != "beside"));
    }
}
