//! Which of Debian's packages hold the crates that Cargo.toml names.
//!
//! Crate `a_b` 1.2 with feature `f` is `librust-a-b-dev`, which usually says that it also is `librust-a-b-1-dev`,
//! `librust-a-b-1.2-dev` and `librust-a-b-1+f-dev`; where a feature needs more crates, it may be a package of its own.
//! So a crate asks for the name with its version where there is one, which also picks among several versions, and for
//! each feature that has a name.

use std::collections::{BTreeMap, BTreeSet};

use crate::failure::{Result, fail};
use crate::manifest::Dependency;

/// Every name that can be asked for, from apt's lists, with the package that answers to it.
pub fn names(lists: &str) -> BTreeMap<&str, &str> {
    let mut names = BTreeMap::new();
    let mut package = "";
    for line in lists.lines() {
        if let Some(name) = line.strip_prefix("Package: ") {
            package = name;
            names.insert(name, name);
        } else if let Some(provided) = line.strip_prefix("Provides: ") {
            for name in provided.split(", ") {
                // "name (= version)"
                let name = name.split_whitespace().next().unwrap_or(name);
                names.entry(name).or_insert(package);
            }
        }
    }
    names
}

/// The packages for these dependencies.
pub fn wanted(
    dependencies: &[Dependency],
    names: &BTreeMap<&str, &str>,
) -> Result<BTreeSet<String>> {
    let mut wanted = BTreeSet::new();
    for dependency in dependencies {
        let stems = stems(dependency);
        let Some(stem) = stems
            .iter()
            .find(|stem| names.contains_key(format!("{stem}-dev").as_str()))
        else {
            return fail!(
                "Debian has no package of crate `{}` that fits `{}`: choose a version or a crate that both it and \
                 the crates registry have",
                dependency.name,
                dependency.version
            );
        };
        let mut ask = |name: String| {
            if let Some(package) = names.get(name.as_str()) {
                wanted.insert((*package).to_owned());
            }
        };
        ask(format!("{stem}-dev"));
        if dependency.default_features {
            ask(format!("{stem}+default-dev"));
        }
        for feature in &dependency.features {
            ask(format!("{stem}+{}-dev", debian_case(feature)));
        }
    }
    Ok(wanted)
}

/// What a dependency asks of Debian, as one text: the same for versions that the same package serves.
pub fn asked(dependency: &Dependency) -> String {
    format!(
        "{:?} {} {:?}",
        stems(dependency),
        dependency.default_features,
        dependency.features
    )
}

/// The names to try without `-dev`, most exact first. A range of versions has only the plain one.
fn stems(dependency: &Dependency) -> Vec<String> {
    let plain = format!("librust-{}", debian_case(&dependency.name));
    let version = dependency
        .version
        .trim_start_matches(['^', '=', '~'])
        .trim();
    let numbers: Vec<_> = version.split('.').collect();
    let is_plain = numbers
        .iter()
        .all(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    match numbers.as_slice() {
        // Of 0.x versions the second number makes them compatible or not, of others the first.
        ["0", minor, ..] if is_plain => vec![format!("{plain}-0.{minor}"), plain],
        [major, ..] if is_plain && *major != "0" => vec![format!("{plain}-{major}"), plain],
        _ => vec![plain],
    }
}

fn debian_case(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

/// One line of `apt-get --print-uris`: `'URI' file size hash`. The package and its version, as apt takes them.
pub fn exact_package(line: &str) -> Option<String> {
    let file = line.strip_prefix('\'')?.split_whitespace().nth(1)?;
    let mut parts = file.strip_suffix(".deb")?.split('_');
    let (name, version) = (parts.next()?, parts.next()?);
    // In a file's name an epoch's colon is escaped.
    Some(format!("{name}={}", version.replace("%3a", ":")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "Package: librust-axum-dev\n\
        Provides: librust-axum-0.7-dev (= 0.7.9-1), librust-axum-0.7+http1-dev (= 0.7.9-1)\n\n\
        Package: librust-axum+macros-dev\nProvides: librust-axum-0.7+macros-dev (= 0.7.9-1)\n\n\
        Package: librust-old-0.1-dev\n\nPackage: librust-old-dev\nProvides: librust-old-2-dev (= 2.1)\n\n\
        Package: librust-once-cell-dev\n";

    fn packages(name: &str, version: &str, features: &[&str]) -> Result<Vec<String>> {
        let dependency = Dependency {
            name: name.to_owned(),
            version: version.to_owned(),
            default_features: true,
            features: features.iter().map(|f| (*f).to_owned()).collect(),
        };
        Ok(wanted(&[dependency], &names(LISTS))?.into_iter().collect())
    }

    #[test]
    fn a_feature_that_is_a_package_of_its_own_comes_too() {
        let found = packages("axum", "0.7.9", &["http1", "macros", "unknown"]).expect("found");
        assert_eq!(found, ["librust-axum+macros-dev", "librust-axum-dev"]);
    }

    #[test]
    fn the_version_picks_the_package() {
        assert_eq!(
            packages("old", "0.1", &[]).expect("found"),
            ["librust-old-0.1-dev"]
        );
        assert_eq!(
            packages("old", "2.0", &[]).expect("found"),
            ["librust-old-dev"]
        );
        assert_eq!(
            packages("old", ">=1, <3", &[]).expect("found"),
            ["librust-old-dev"]
        );
    }

    #[test]
    fn underscores_are_dashes_in_debian() {
        assert_eq!(
            packages("once_cell", "1.20", &[]).expect("found"),
            ["librust-once-cell-dev"]
        );
    }

    #[test]
    fn a_crate_that_debian_lacks_is_named() {
        let error = packages("absent", "1", &[]).expect_err("absent");
        assert!(error.to_string().contains("`absent`"));
    }

    #[test]
    fn apts_lines_give_name_and_version() {
        let line = "'http://m.example/r/librust-cfg-if-dev_1.0.0-1%2bb2_amd64.deb' \
                    librust-cfg-if-dev_1.0.0-1+b2_amd64.deb 10704 SHA256:c1a1";
        assert_eq!(
            exact_package(line).as_deref(),
            Some("librust-cfg-if-dev=1.0.0-1+b2")
        );
        let epoch = "'u' librust-x-dev_1%3a2_all.deb 1 SHA256:0";
        assert_eq!(exact_package(epoch).as_deref(), Some("librust-x-dev=1:2"));
        assert_eq!(exact_package("Reading package lists..."), None);
    }
}
