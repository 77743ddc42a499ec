//! What the request log must not hold: the values that sign somebody in.

use std::borrow::Cow;

use url::form_urlencoded;

/// Stands where a secret was.
pub(super) const REDACTED: &str = "REDACTED";

/// Whether a header's value (of a name in lower case) signs somebody in.
pub(super) fn is_secret_header(name: &str) -> bool {
    matches!(
        name,
        "authorization" | "proxy-authorization" | "cookie" | "x-identity-header" | "secret"
    )
}

/// Whether a parameter of a form or a query signs somebody in.
fn is_secret_parameter(name: &str) -> bool {
    const SECRETS: [&str; 7] = [
        "client_secret",
        "client_assertion",
        "assertion",
        "password",
        "refresh_token",
        "access_token",
        "code",
    ];
    SECRETS
        .iter()
        .any(|secret| name.eq_ignore_ascii_case(secret))
}

/// A form (or query) with its secrets replaced; the rest stays to the byte.
pub(super) fn form(text: &str) -> Cow<'_, str> {
    let secret = |part: &str| {
        let (name, _) = form_urlencoded::parse(part.as_bytes()).next()?;
        is_secret_parameter(name.trim()).then_some(())?;
        let (name, _) = part.split_once('=').unwrap_or((part, ""));
        Some(format!("{name}={REDACTED}"))
    };
    if !text.split('&').any(|part| secret(part).is_some()) {
        return Cow::Borrowed(text);
    }
    let parts: Vec<_> = text
        .split('&')
        .map(|part| secret(part).map_or(Cow::Borrowed(part), Cow::Owned))
        .collect();
    Cow::Owned(parts.join("&"))
}

/// A path with its query, secrets in the query replaced.
pub(super) fn path(path: &str) -> Cow<'_, str> {
    let Some((before, query)) = path.split_once('?') else {
        return Cow::Borrowed(path);
    };
    match form(query) {
        Cow::Borrowed(_) => Cow::Borrowed(path),
        Cow::Owned(query) => Cow::Owned(format!("{before}?{query}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secrets_of_a_form_are_replaced() {
        assert_eq!(
            form("client_id=a%20b&client_secret=hunter2&scope=x%2F.default"),
            "client_id=a%20b&client_secret=REDACTED&scope=x%2F.default"
        );
        assert_eq!(form("a=1&b=2"), "a=1&b=2");
        assert_eq!(form(""), "");
    }

    #[test]
    fn disguised_names_are_found() {
        for text in [
            "Client_Secret=hunter2",
            "client%5Fsecret=hunter2",
            "client_secret=a=hunter2",
            "+client_secret=hunter2",
        ] {
            assert!(!form(text).contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn the_path_before_the_query_stays() {
        assert_eq!(path("/a?password=p&b=c"), "/a?password=REDACTED&b=c");
        assert_eq!(path("/password=p"), "/password=p");
    }
}
