//! Which operation a request's path means. Azure Resource Manager reads the fixed parts of a path
//! in any case; so do we.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::wire::{GENERATE_SESSIONS, PROVIDER, SESSION_POOLS};

/// An operation, with the variable parts of its path decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route<'a> {
    /// `/{tenant}/oauth2/v2.0/token`
    Token { tenant: Cow<'a, str> },
    /// `.../sessionPools/{pool}/generateSessions`
    GenerateSessions {
        subscription: Cow<'a, str>,
        resource_group: Cow<'a, str>,
        pool: Cow<'a, str>,
    },
    /// Nothing that the emulator has.
    Unknown,
}

impl<'a> Route<'a> {
    pub(super) fn of(path: &'a str) -> Self {
        Route::find(path).unwrap_or(Route::Unknown)
    }

    fn find(path: &'a str) -> Option<Self> {
        let mut parts: [Cow<'a, str>; 9] = Default::default();
        let mut length = 0;
        for part in path.strip_prefix('/')?.split('/') {
            *parts.get_mut(length)? = percent_decode_str(part).decode_utf8().ok()?;
            length += 1;
        }
        let fixed = |at: usize, text: &str| parts[at].eq_ignore_ascii_case(text);
        let is_token = length == 4 && fixed(1, "oauth2") && fixed(2, "v2.0") && fixed(3, "token");
        let is_generate = length == 9
            && fixed(0, "subscriptions")
            && fixed(2, "resourceGroups")
            && fixed(4, "providers")
            && fixed(5, PROVIDER)
            && fixed(6, SESSION_POOLS)
            && fixed(8, GENERATE_SESSIONS);
        if is_token {
            let [tenant, ..] = parts;
            Some(Route::Token { tenant })
        } else if is_generate {
            let [_, subscription, _, resource_group, _, _, _, pool, _] = parts;
            Some(Route::GenerateSessions {
                subscription,
                resource_group,
                pool,
            })
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generate(
        subscription: &'static str,
        group: &'static str,
        pool: &'static str,
    ) -> Route<'static> {
        Route::GenerateSessions {
            subscription: subscription.into(),
            resource_group: group.into(),
            pool: pool.into(),
        }
    }

    #[test]
    fn the_operation_is_found_in_any_case_and_decoded() {
        for (group, rest) in [
            (
                "/subscriptions/s/resourceGroups/g(1)",
                "/providers/Microsoft.App",
            ),
            (
                "/SUBSCRIPTIONS/s/resourcegroups/g%281%29",
                "/PROVIDERS/microsoft.app",
            ),
            (
                "/subscriptions/s/resource%47roups/g(1)",
                "/providers/Microsoft.App",
            ),
        ] {
            let path = format!("{group}{rest}/SessionPools/p/generateSessions");
            assert_eq!(Route::of(&path), generate("s", "g(1)", "p"), "{path}");
        }
        // A slash that is part of a name stays in it.
        let path = "/subscriptions/s/resourceGroups/a%2Fb/providers/Microsoft.App/sessionPools/p";
        let path = format!("{path}/generateSessions");
        assert_eq!(Route::of(&path), generate("s", "a/b", "p"));
    }

    #[test]
    fn the_token_endpoint_is_found() {
        let tenant = "contoso.example".into();
        let path = "/contoso.example/oauth2/v2.0/token";
        assert_eq!(Route::of(path), Route::Token { tenant });
    }

    #[test]
    fn nothing_else_is_known() {
        for path in [
            "/",
            "",
            "*",
            "/subscriptions/s",
            "//oauth2/v2.0/token/",
            "/t/oauth2/token",
        ] {
            assert_eq!(Route::of(path), Route::Unknown, "{path}");
        }
        for (group, rest) in [
            ("g", "Microsoft.App/sessionPools/p"),
            ("g", "Microsoft.App/sessionPools/p/generateSessions/"),
            ("g", "Microsoft.App/sessionPools/p/sessions"),
            ("g", "Microsoft.Web/sessionPools/p/generateSessions"),
            ("%FF", "Microsoft.App/sessionPools/p/generateSessions"),
        ] {
            let path = format!("/subscriptions/s/resourceGroups/{group}/providers/{rest}");
            assert_eq!(Route::of(&path), Route::Unknown, "{path}");
        }
    }
}
