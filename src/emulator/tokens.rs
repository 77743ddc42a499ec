//! Access tokens: made, and checked by a keyed hash, so that none has to be remembered.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::identity::{CLIENT_ID, OBJECT_ID, TENANT_ID};
use super::{base64url, clock, random};

/// Signs what the emulator hands out and wants back. The key is new in every process. Two rounds of
/// the standard library's SipHash make 128 bits: enough for a tool that guards nothing.
#[derive(Default)]
pub(super) struct Signer(RandomState, RandomState);

impl Signer {
    pub(super) fn sign(&self, bytes: &[u8]) -> [u8; 16] {
        let halves = (self.0.hash_one(bytes), self.1.hash_one(bytes));
        (u128::from(halves.0) << 64 | u128::from(halves.1)).to_be_bytes()
    }
}

/// Why a token is not good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenFault {
    /// It was not made here, or not like this.
    Unknown,
    /// It was good until this second.
    Expired(i64),
}

/// Hands out access tokens that look like Entra's and checks them.
pub(super) struct Tokens {
    signer: Signer,
    /// How long a token is good for, in seconds.
    pub(super) lifetime: i64,
}

#[derive(Serialize)]
struct Header {
    typ: &'static str,
    alg: &'static str,
    kid: &'static str,
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    iss: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    appid: &'static str,
    appidacr: &'static str,
    idtyp: &'static str,
    oid: &'static str,
    sub: &'static str,
    tid: &'static str,
    uti: String,
    ver: &'static str,
}

/// What the emulator reads of a token it made.
#[derive(Deserialize)]
pub(super) struct Checked {
    /// The resource that the token is for.
    pub(super) aud: String,
    exp: i64,
}

impl Tokens {
    pub(super) fn new(lifetime: Duration) -> Self {
        Tokens {
            signer: Signer::default(),
            lifetime: i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX),
        }
    }

    /// A token for `audience`, in the form of a JWT: header, claims and signature.
    pub(super) fn issue(&self, authority: &str, audience: &str) -> String {
        let now = clock::now_seconds();
        let header = Header {
            typ: "JWT",
            // Nobody but the emulator can check it.
            alg: "EMULATOR",
            kid: "emulator",
        };
        let claims = Claims {
            aud: audience,
            iss: format!("{authority}/{TENANT_ID}/v2.0"),
            iat: now,
            nbf: now,
            exp: now.saturating_add(self.lifetime),
            appid: CLIENT_ID,
            appidacr: "1",
            idtyp: "app",
            oid: OBJECT_ID,
            sub: OBJECT_ID,
            tid: TENANT_ID,
            uti: base64url::encode(&random::unguessable().to_be_bytes()),
            ver: "2.0",
        };
        let part = |json: serde_json::Result<Vec<u8>>| base64url::encode(&json.unwrap_or_default());
        let mut token = part(serde_json::to_vec(&header));
        token.push('.');
        token.push_str(&part(serde_json::to_vec(&claims)));
        let signature = self.signer.sign(token.as_bytes());
        token.push('.');
        token.push_str(&base64url::encode(&signature));
        token
    }

    /// Checks a token.
    ///
    /// # Errors
    /// When it was not made here or is too old.
    pub(super) fn check(&self, token: &str) -> Result<Checked, TokenFault> {
        let (signed, signature) = token.rsplit_once('.').ok_or(TokenFault::Unknown)?;
        if base64url::encode(&self.signer.sign(signed.as_bytes())) != signature {
            return Err(TokenFault::Unknown);
        }
        let claims = signed.split_once('.').map(|(_, claims)| claims);
        let claims = claims.and_then(base64url::decode).unwrap_or_default();
        let checked: Checked = serde_json::from_slice(&claims).map_err(|_| TokenFault::Unknown)?;
        if clock::now_seconds() >= checked.exp {
            return Err(TokenFault::Expired(checked.exp));
        }
        Ok(checked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_a_jwt_and_passes_where_it_was_made() {
        let tokens = Tokens::new(Duration::from_secs(60));
        let token = tokens.issue("http://a", "http://r");
        assert_eq!(tokens.check(&token).ok().unwrap().aud, "http://r");
        let parts: Vec<_> = token.split('.').collect();
        assert_eq!(parts.len(), 3);
        let claims: serde_json::Value =
            serde_json::from_slice(&base64url::decode(parts[1]).unwrap()).unwrap();
        assert_eq!(claims["tid"], TENANT_ID);
        assert_eq!(
            claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
            60
        );
        assert_ne!(token, tokens.issue("http://a", "http://r"));
    }

    #[test]
    fn others_and_old_ones_do_not_pass() {
        let tokens = Tokens::new(Duration::from_secs(60));
        let token = tokens.issue("http://a", "http://r");
        let elsewhere = Tokens::new(Duration::from_secs(60)).issue("http://a", "http://r");
        let changed = token.replacen('.', "x.", 1);
        for wrong in [
            "",
            "x",
            "a.b.c",
            &elsewhere,
            &changed,
            &token[..token.len() - 1],
        ] {
            assert_eq!(
                tokens.check(wrong).err(),
                Some(TokenFault::Unknown),
                "{wrong}"
            );
        }
        let tokens = Tokens::new(Duration::ZERO);
        let expired = tokens.check(&tokens.issue("http://a", "http://r")).err();
        assert!(matches!(expired, Some(TokenFault::Expired(_))));
    }
}
