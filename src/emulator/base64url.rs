//! Base64 in its URL form without padding, as tokens have it (RFC 4648, section 5).

use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64::Engine;

/// Writes `bytes` as text.
pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads text that [`encode`] could have written; None for any other.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_standards_examples() {
        for (plain, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(plain.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(encode(&[0xfb, 0xff]), "-_8");
        for none in ["Z", "Zg==", "Zh", "Zm9vY", "+/8", "Zm 8"] {
            assert_eq!(decode(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn every_sequence_comes_back(bytes: Vec<u8>) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
