//! The identity of a session pool: reading it out of resource Ids and JSON, and writing it as Id
//! and as URL path.

use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};

use crate::wire::{GENERATE_SESSIONS, PROVIDER, SESSION_POOLS};

/// What RFC 3986 leaves unreserved stays, all else is encoded.
const PATH_SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The example that messages show.
const FORM: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.App/sessionPools/{pool}";

/// A session pool's place: subscription, resource group and name, each checked to be one path
/// segment. Whether the names keep to the service's rules is for the service to say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PoolId {
    subscription: String,
    resource_group: String,
    pool: String,
}

/// Why something is not the identity of a session pool.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolIdError {
    /// The text is no resource Id of a session pool.
    #[error("'{text}' is not the Id of a session pool: {reason}. An Id looks like {FORM}")]
    NotAnId {
        /// The text, cut after 200 characters.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A name can't be a part of a URL's path.
    #[error("the {part} {reason}")]
    Name {
        /// Which of the names.
        part: Part,
        /// What is wrong with it.
        reason: String,
    },
}

/// A part of the identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The subscription's Id.
    Subscription,
    /// The resource group's name.
    ResourceGroup,
    /// The session pool's name.
    SessionPool,
}

impl std::fmt::Display for Part {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Part::Subscription => "subscription Id",
            Part::ResourceGroup => "resource group name",
            Part::SessionPool => "session pool name",
        })
    }
}

impl PoolId {
    /// Puts an identity together from its parts.
    ///
    /// # Errors
    /// [`PoolIdError::Name`] for a part that could change the meaning of a URL: an empty one, `.`,
    /// `..`, or one with a slash, backslash, `?`, `#`, `%` or control character in it.
    pub fn from_parts(
        subscription: &str,
        resource_group: &str,
        pool: &str,
    ) -> Result<Self, PoolIdError> {
        Ok(PoolId {
            subscription: checked(Part::Subscription, subscription)?,
            resource_group: checked(Part::ResourceGroup, resource_group)?,
            pool: checked(Part::SessionPool, pool)?,
        })
    }

    /// Reads a resource Id: a pool's, with or without `/generateSessions` and a slash at the end,
    /// or that of anything below a pool. The case of the fixed words does not matter.
    ///
    /// # Errors
    /// [`PoolIdError`] saying which part of the text is not as it should be.
    pub fn parse(text: &str) -> Result<Self, PoolIdError> {
        let not_an_id = |reason: String| PoolIdError::NotAnId {
            text: text.chars().take(200).collect(),
            reason,
        };
        let trimmed = text.trim();
        let Some(path) = trimmed.strip_prefix('/') else {
            return Err(not_an_id("it does not start with /subscriptions/".into()));
        };
        let segments: Vec<&str> = path.strip_suffix('/').unwrap_or(path).split('/').collect();
        let expected = [
            Some("subscriptions"),
            None,
            Some("resourceGroups"),
            None,
            Some("providers"),
            Some(PROVIDER),
            Some(SESSION_POOLS),
            None,
        ];
        for (index, word) in expected.into_iter().enumerate() {
            match (segments.get(index), word) {
                (None, Some(word)) => {
                    return Err(not_an_id(format!("it ends where /{word} should follow")));
                }
                (None, None) => {
                    return Err(not_an_id("it ends where a name should follow".to_owned()));
                }
                (Some(found), Some(word)) if !found.eq_ignore_ascii_case(word) => {
                    return Err(not_an_id(format!(
                        "it has '{found}' where '{word}' should be"
                    )));
                }
                _ => {}
            }
        }
        // What follows the pool is either the operation or a child; neither changes the pool, but
        // a dotted or broken tail is no Id.
        for segment in &segments[expected.len()..] {
            if let Err(reason) = check_segment(segment) {
                return Err(not_an_id(format!("a part behind the pool {reason}")));
            }
        }
        PoolId::from_parts(segments[1], segments[3], segments[7])
            .map_err(|error| not_an_id(error.to_string()))
    }

    /// The subscription's Id.
    pub fn subscription(&self) -> &str {
        &self.subscription
    }

    /// The resource group's name.
    pub fn resource_group(&self) -> &str {
        &self.resource_group
    }

    /// The session pool's name.
    pub fn pool(&self) -> &str {
        &self.pool
    }

    /// The path of the operation, percent-encoded: it starts with a slash.
    pub fn generate_path(&self) -> String {
        let encode = |part| utf8_percent_encode(part, PATH_SEGMENT);
        format!(
            "/subscriptions/{}/resourceGroups/{}/providers/{PROVIDER}/{SESSION_POOLS}/{}/{GENERATE_SESSIONS}",
            encode(&self.subscription),
            encode(&self.resource_group),
            encode(&self.pool),
        )
    }
}

/// The pool's resource Id.
impl std::fmt::Display for PoolId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "/subscriptions/{}/resourceGroups/{}/providers/{PROVIDER}/{SESSION_POOLS}/{}",
            self.subscription, self.resource_group, self.pool
        )
    }
}

fn checked(part: Part, name: &str) -> Result<String, PoolIdError> {
    match check_segment(name) {
        Ok(()) => Ok(name.to_owned()),
        Err(reason) => Err(PoolIdError::Name { part, reason }),
    }
}

fn check_segment(name: &str) -> Result<(), String> {
    if name.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    if name == "." || name == ".." {
        return Err(format!("is '{name}', which means another place in a URL"));
    }
    let bad = |character: &char| {
        matches!(character, '/' | '\\' | '?' | '#' | '%') || character.is_control()
    };
    match name.chars().find(bad) {
        None => Ok(()),
        Some(character) if character.is_control() => Err(format!(
            "has the control character U+{:04X} in it, which no name can have",
            u32::from(character)
        )),
        Some(character) => Err(format!(
            "'{name}' has '{character}' in it, which would change the meaning of a URL"
        )),
    }
}

/// What a text or an object says of a pool's identity, before it is checked: an Id as it was given,
/// or parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// A resource Id, as it was given.
    pub id: Option<String>,
    /// The subscription's Id.
    pub subscription: Option<String>,
    /// The resource group's name.
    pub resource_group: Option<String>,
    /// The session pool's name.
    pub pool: Option<String>,
}

/// Why a text holds no identity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// The Id, or a part of it, is wrong.
    #[error(transparent)]
    PoolId(#[from] PoolIdError),
    /// The text starts like a JSON object and is none.
    #[error("the text starts like a JSON object and is none (line {line}, column {column})")]
    Json {
        /// Where reading stopped, from 1.
        line: usize,
        /// Where reading stopped, from 1.
        column: usize,
    },
    /// The object names no pool.
    #[error(
        "the JSON object names no session pool: it has neither 'id' nor 'resourceId' nor all of 'subscriptionId', 'resourceGroupName' and 'sessionPoolName'"
    )]
    NoIdentity,
}

impl Identity {
    /// Reads an Id, or a JSON object that has one under `id` or `resourceId`, or that has the parts
    /// (`subscriptionId`, `resourceGroupName` or `resourceGroup`, `sessionPoolName` or `name`). The
    /// case of the keys does not matter, an Id wins over parts. From an Id the parts are filled in.
    ///
    /// # Errors
    /// [`IdentityError`] when neither is there, or the Id is none of a pool.
    pub fn parse(text: &str) -> Result<Self, IdentityError> {
        let text = text.trim();
        let identity = if text.starts_with('{') {
            Identity::from_json(text)?
        } else {
            Identity {
                id: Some(text.to_owned()),
                ..Identity::default()
            }
        };
        let Some(id) = &identity.id else {
            return Ok(identity);
        };
        let pool = PoolId::parse(id)?;
        Ok(Identity {
            subscription: Some(pool.subscription),
            resource_group: Some(pool.resource_group),
            pool: Some(pool.pool),
            id: identity.id,
        })
    }

    fn from_json(text: &str) -> Result<Self, IdentityError> {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text)
            .map_err(|error| IdentityError::Json {
                line: error.line(),
                column: error.column(),
            })?;
        let find = |names: &[&str]| {
            names.iter().find_map(|name| {
                object
                    .iter()
                    .find(|(key, _)| key.eq_ignore_ascii_case(name))
                    .and_then(|(_, value)| value.as_str())
                    .filter(|value| !value.is_empty())
                    .map(str::to_owned)
            })
        };
        let identity = Identity {
            id: find(&["id", "resourceId"]),
            subscription: find(&["subscriptionId"]),
            resource_group: find(&["resourceGroupName", "resourceGroup"]),
            pool: find(&["sessionPoolName", "name"]),
        };
        // The subscription may come from elsewhere.
        match (&identity.id, &identity.resource_group, &identity.pool) {
            (None, None, _) | (None, _, None) => Err(IdentityError::NoIdentity),
            _ => Ok(identity),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.App/sessionPools/pool";

    #[test]
    fn every_form_of_an_id_is_read() {
        let plain = PoolId::parse(ID).unwrap();
        assert_eq!(plain.to_string(), ID);
        for tail in [
            "/",
            "/generateSessions",
            "/generateSessions/",
            "/sessions/one",
            "/GENERATESESSIONS",
        ] {
            assert_eq!(
                PoolId::parse(&format!("{ID}{tail}")).unwrap(),
                plain,
                "{tail}"
            );
        }
        assert_eq!(PoolId::parse(&format!("  {ID}\n")).unwrap(), plain);
        let upper = PoolId::parse(&ID.to_uppercase()).unwrap();
        assert_eq!(upper.pool(), "POOL");
        assert!(upper
            .generate_path()
            .ends_with("/providers/Microsoft.App/sessionPools/POOL/generateSessions"));
    }

    #[test]
    fn what_is_no_id_is_refused_with_the_place() {
        for (text, reason) in [
            ("", "does not start"),
            ("pool", "does not start"),
            ("/subscriptions", "ends where a name"),
            (
                "/subscriptions/s/resourceGroups/rg",
                "ends where /providers",
            ),
            (
                "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/containerApps/a",
                "'containerApps' where 'sessionPools'",
            ),
            (
                "/subscriptions/s/resourceGroups//providers/Microsoft.App/sessionPools/p",
                "resource group name is empty",
            ),
            (
                "/subscriptions/s/resourceGroups/../providers/Microsoft.App/sessionPools/p",
                "another place",
            ),
            (
                "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/sessionPools/p?x=1",
                "'?'",
            ),
            (
                "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/sessionPools/p#f",
                "'#'",
            ),
            (
                "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/sessionPools/p%2f..",
                "'%'",
            ),
            (
                "/subscriptions/s/resourceGroups/r\u{1}g/providers/Microsoft.App/sessionPools/p",
                "U+0001",
            ),
            (
                "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/sessionPools/p/../q",
                "behind the pool",
            ),
            (
                "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/sessionPools/p//",
                "behind the pool",
            ),
        ] {
            let message = PoolId::parse(text).unwrap_err().to_string();
            assert!(message.contains(reason), "{text}: {message}");
            assert!(
                message.contains("/subscriptions/{subscription}"),
                "{message}"
            );
        }
    }

    #[test]
    fn names_are_encoded_and_only_what_changes_a_url_is_refused() {
        let id = PoolId::from_parts("s", "Größe (1)", "a b+c&d=e").unwrap();
        assert_eq!(
            id.generate_path(),
            "/subscriptions/s/resourceGroups/Gr%C3%B6%C3%9Fe%20%281%29/providers/Microsoft.App/sessionPools/a%20b%2Bc%26d%3De/generateSessions"
        );
        let error = PoolId::from_parts("s", " ", "p").unwrap_err();
        assert_eq!(error.to_string(), "the resource group name is empty");
    }

    #[test]
    fn json_names_a_pool_by_id_or_parts() {
        for json in [
            format!(r#"{{"id":"{ID}"}}"#),
            format!(r#"{{"ResourceId":"{ID}/generateSessions","name":"other"}}"#),
        ] {
            let identity = Identity::parse(&json).unwrap();
            assert_eq!(identity.pool.as_deref(), Some("pool"));
            assert_eq!(identity.resource_group.as_deref(), Some("rg"));
        }
        let parts =
            Identity::parse(r#"{"subscriptionId":"s","resourceGroup":"rg","name":"p"}"#).unwrap();
        assert_eq!(parts.id, None);
        assert_eq!(parts.pool.as_deref(), Some("p"));
        assert_eq!(
            Identity::parse(r#"{"name":"p"}"#),
            Err(IdentityError::NoIdentity)
        );
        assert!(matches!(
            Identity::parse("{"),
            Err(IdentityError::Json { line: 1, .. })
        ));
        assert!(matches!(
            Identity::parse(r#"{"id":"x"}"#),
            Err(IdentityError::PoolId(_))
        ));
    }

    proptest! {
        #[test]
        fn an_encoded_path_keeps_its_segments_whatever_the_names_are(s in "\\PC{1,40}", g in "\\PC{1,40}", p in "\\PC{1,40}") {
            if let Ok(id) = PoolId::from_parts(&s, &g, &p) {
                let url = url::Url::parse(&format!("https://host{}?count=1", id.generate_path())).unwrap();
                let segments: Vec<_> = url.path_segments().unwrap().collect();
                prop_assert_eq!(segments.len(), 9);
                prop_assert_eq!(url.query(), Some("count=1"));
                let decoded = percent_encoding::percent_decode_str(segments[7]).decode_utf8().unwrap();
                prop_assert_eq!(&decoded, &p);
                // White space around an Id is not part of it.
                if p.trim() == p {
                    prop_assert_eq!(PoolId::parse(&id.to_string()).unwrap(), id);
                }
            }
        }

        #[test]
        fn no_text_makes_the_parser_panic(text: String) {
            let _ = PoolId::parse(&text);
            let _ = Identity::parse(&text);
        }
    }
}
