//! The session pool that a request names, checked by the service's rules for names.

use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};

use crate::wire::{API_VERSION, GENERATE_SESSIONS, PROVIDER, SESSION_POOLS};

use super::arm::ArmError;

/// What RFC 3986 calls unreserved stays as it is in a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A session pool. Subscription and pool are kept in lower case, as the service stores them; the
/// resource group keeps the case it was sent in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pool {
    pub(super) subscription: String,
    pub(super) resource_group: String,
    pub(super) name: String,
}

impl Pool {
    /// Reads the parts of a path, decoded.
    ///
    /// # Errors
    /// For names that nothing in Azure can have.
    pub(super) fn new(
        subscription: &str,
        resource_group: &str,
        name: &str,
    ) -> Result<Self, ArmError> {
        if !is_guid(subscription) {
            return Err(ArmError::bad_request(
                "InvalidSubscriptionId",
                format!(
                    "The provided subscription identifier '{subscription}' is malformed or \
                     invalid."
                ),
            )
            .by_gateway());
        }
        if !is_resource_group(resource_group) {
            return Err(invalid(
                "resourceGroupName",
                resource_group,
                "1 to 90 letters, digits and '_', '-', '.', '(' or ')', not ending with '.'",
            )
            .by_gateway());
        }
        let lower = name.to_ascii_lowercase();
        if !is_pool_name(&lower) {
            return Err(invalid(
                "sessionPoolName",
                name,
                "3 to 63 letters and digits, beginning with a letter (^[a-z][a-z0-9]*$)",
            ));
        }
        Ok(Pool {
            subscription: subscription.to_ascii_lowercase(),
            resource_group: resource_group.to_owned(),
            name: lower,
        })
    }

    /// Whether both name the same pool. Names compare without regard to case.
    pub(super) fn is_same(&self, other: &Pool) -> bool {
        self.subscription == other.subscription
            && self.name == other.name
            && self.resource_group.to_lowercase() == other.resource_group.to_lowercase()
    }

    /// The pool's resource Id.
    pub(super) fn id(&self) -> String {
        self.path_with(&self.resource_group)
    }

    /// Where the operation's next page is, `token` telling which. The parameter's `$` is escaped,
    /// as Azure Resource Manager does: a client that decodes and encodes links anew is found out.
    pub(super) fn next_link(&self, origin: &str, token: &str) -> String {
        let group = utf8_percent_encode(&self.resource_group, SEGMENT).to_string();
        let path = self.path_with(&group);
        format!("{origin}{path}/{GENERATE_SESSIONS}?api-version={API_VERSION}&%24skiptoken={token}")
    }

    fn path_with(&self, group: &str) -> String {
        let Pool {
            subscription, name, ..
        } = self;
        format!(
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/{PROVIDER}/\
             {SESSION_POOLS}/{name}"
        )
    }
}

fn invalid(parameter: &str, value: &str, rule: &str) -> ArmError {
    ArmError::bad_request(
        "InvalidParameterValue",
        format!(
            "The value '{value}' of the parameter '{parameter}' is not valid. It must have {rule}."
        ),
    )
    .target(parameter)
}

fn is_guid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

fn is_resource_group(name: &str) -> bool {
    let allowed = |char: char| char.is_alphanumeric() || "_-.()".contains(char);
    (1..=90).contains(&name.chars().count()) && name.chars().all(allowed) && !name.ends_with('.')
}

fn is_pool_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (3..=63).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::super::identity::SUBSCRIPTION_ID;
    use super::*;

    fn refused(subscription: &str, group: &str, pool: &str) -> bool {
        Pool::new(subscription, group, pool).is_err()
    }

    #[test]
    fn names_follow_the_services_rules() {
        for pool in ["abc", "a1b2", &"a".repeat(63), "UPPER"] {
            assert!(!refused(SUBSCRIPTION_ID, "group", pool), "{pool}");
        }
        for pool in [
            "",
            "ab",
            "1abc",
            "with-dash",
            "ünicode",
            &"a".repeat(64),
            "..",
        ] {
            assert!(refused(SUBSCRIPTION_ID, "group", pool), "{pool}");
        }
        for group in ["g", "My_Group-1.(x)", "größe", &"g".repeat(90)] {
            assert!(!refused(SUBSCRIPTION_ID, group, "pool"), "{group}");
        }
        for group in ["", "ends.", "a/b", "a b", &"g".repeat(91)] {
            assert!(refused(SUBSCRIPTION_ID, group, "pool"), "{group}");
        }
        for subscription in ["", "no-guid", "{7e57ab1e-0000-4000-8000-00000000003}"] {
            assert!(refused(subscription, "group", "pool"), "{subscription}");
        }
        assert!(refused(&SUBSCRIPTION_ID.replace('-', ""), "group", "pool"));
    }

    #[test]
    fn case_makes_no_difference() {
        let one = Pool::new(SUBSCRIPTION_ID, "Größe", "Pool").unwrap();
        let other = Pool::new(&SUBSCRIPTION_ID.to_uppercase(), "GRÖße", "pOOL").unwrap();
        assert!(one.is_same(&other));
        assert!(one
            .id()
            .ends_with("/resourceGroups/Größe/providers/Microsoft.App/sessionPools/pool"));
    }

    #[test]
    fn a_link_is_escaped() {
        let pool = Pool::new(SUBSCRIPTION_ID, "größe(1)", "pool").unwrap();
        assert_eq!(
            pool.next_link("http://127.0.0.1:1", "T"),
            format!(
                "http://127.0.0.1:1/subscriptions/{SUBSCRIPTION_ID}/resourceGroups/\
                 gr%C3%B6%C3%9Fe%281%29/providers/Microsoft.App/sessionPools/pool/generateSessions\
                 ?api-version=2024-02-02-preview&%24skiptoken=T"
            )
        );
    }
}
