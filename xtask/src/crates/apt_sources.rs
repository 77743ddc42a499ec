//! Reads from the machine's own apt sources where it gets Debian from: a mirror that is near, or the only one allowed.

use std::fs;
use std::path::{Path, PathBuf};

/// The archive's address, or nothing where this machine has no Debian archive.
pub fn debian_archive() -> Option<String> {
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(folder) = fs::read_dir("/etc/apt/sources.list.d") {
        let mut more: Vec<_> = folder
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        more.sort();
        files.extend(more);
    }
    files.iter().find_map(|file| {
        let text = fs::read_to_string(file).ok()?;
        match file.extension()?.to_str()? {
            "list" => one_line(&text),
            "sources" => deb822(&text),
            _ => None,
        }
    })
}

/// The key ring that signs Debian's archive.
pub fn key_ring() -> Option<&'static Path> {
    [
        "/usr/share/keyrings/debian-archive-keyring.gpg",
        "/usr/share/keyrings/debian-archive-keyring.pgp",
    ]
    .into_iter()
    .map(Path::new)
    .find(|path| path.is_file())
}

/// `deb [options] URI suite component...`
fn one_line(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let mut line = line.trim().strip_prefix("deb ")?.trim();
        if line.starts_with('[') {
            line = line.split_once(']')?.1.trim();
        }
        let mut words = line.split_whitespace();
        let (uri, suite) = (words.next()?, words.next()?);
        (is_release(suite) && words.any(|word| word == "main")).then(|| clean(uri))
    })
}

/// Stanzas of `Key: value`, divided by empty lines.
fn deb822(text: &str) -> Option<String> {
    text.split("\n\n").find_map(|stanza| {
        let value = |key: &str| {
            stanza.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case(key).then(|| value.trim())
            })
        };
        let is_off = value("Enabled").is_some_and(|value| value.eq_ignore_ascii_case("no"));
        let has = |key, wanted: &dyn Fn(&str) -> bool| {
            value(key).is_some_and(|value| value.split_whitespace().any(wanted))
        };
        if is_off
            || !has("Types", &|word| word == "deb")
            || !has("Suites", &is_release)
            || !has("Components", &|word| word == "main")
        {
            return None;
        }
        value("URIs")?.split_whitespace().next().map(clean)
    })
}

/// The suites of Debian's main archive. Not `bookworm-security`, which is another archive.
fn is_release(suite: &str) -> bool {
    let names = [
        "bullseye",
        "bookworm",
        "trixie",
        "forky",
        "sid",
        "oldstable",
        "stable",
        "testing",
        "unstable",
    ];
    names.contains(&suite)
}

fn clean(uri: &str) -> String {
    uri.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deb822_stanza_of_the_main_archive_is_taken() {
        let text = "Types: deb\n# a comment: of theirs\nURIs: http://mirror.example/debian/\n\
                    Suites: bookworm bookworm-updates\nComponents: main contrib\n";
        assert_eq!(
            deb822(text).as_deref(),
            Some("http://mirror.example/debian")
        );
    }

    #[test]
    fn security_other_vendors_sources_only_and_disabled_stanzas_are_not() {
        for text in [
            "Types: deb\nURIs: http://m.example/s\nSuites: bookworm-security\nComponents: main",
            "Types: deb\nURIs: https://vendor.example\nSuites: nodistro\nComponents: main",
            "Types: deb-src\nURIs: http://m.example/d\nSuites: bookworm\nComponents: main",
            "Enabled: no\nTypes: deb\nURIs: http://m.example/d\nSuites: bookworm\nComponents: main",
        ] {
            assert_eq!(deb822(text), None, "{text}");
        }
    }

    #[test]
    fn the_second_stanza_counts_when_the_first_does_not() {
        let text = "Types: deb\nURIs: http://m.example/s\nSuites: bookworm-security\nComponents: main\n\n\
                    Types: deb\nURIs: http://m.example/d\nSuites: trixie\nComponents: main\n";
        assert_eq!(deb822(text).as_deref(), Some("http://m.example/d"));
    }

    #[test]
    fn one_line_sources_may_have_options() {
        let text = "# deb http://off.example/debian trixie main\n\
                    deb https://vendor.example/apt stable extra\n\
                    deb [arch=amd64 signed-by=/k.gpg] http://m.example/debian trixie main contrib\n";
        assert_eq!(one_line(text).as_deref(), Some("http://m.example/debian"));
    }
}
