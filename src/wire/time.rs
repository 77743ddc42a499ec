//! Instants on the wire: RFC 3339 in UTC with seven digits of fraction, as .NET writes them.

use chrono::{DateTime, NaiveDateTime, Utc};

/// 100 ns ticks in a second.
pub const TICKS_PER_SECOND: i64 = 10_000_000;

/// 0001-01-01T00:00:00Z: the first instant that has a four-digit year.
pub const MIN_TICKS: i64 = -621_355_968_000_000_000;

/// 9999-12-31T23:59:59.9999999Z: the last one.
pub const MAX_TICKS: i64 = 2_534_023_007_999_999_999;

/// Writes `ticks`, 100 ns units since 1970-01-01T00:00:00Z, as `2026-11-23T10:20:30.1234567Z`.
/// None when the year would not have four digits.
pub fn format_ticks(ticks: i64) -> Option<String> {
    if !(MIN_TICKS..=MAX_TICKS).contains(&ticks) {
        return None;
    }
    let fraction = ticks.rem_euclid(TICKS_PER_SECOND);
    let instant = DateTime::<Utc>::from_timestamp(ticks.div_euclid(TICKS_PER_SECOND), 0)?;
    Some(format!(
        "{}.{fraction:07}Z",
        instant.format("%Y-%m-%dT%H:%M:%S")
    ))
}

/// Reads an RFC 3339 instant into ticks. A time without a zone counts as UTC, digits beyond the
/// seventh are dropped. None when the text is no such instant.
pub fn parse_ticks(text: &str) -> Option<i64> {
    let instant = match DateTime::parse_from_rfc3339(text) {
        Ok(instant) => instant.to_utc(),
        Err(_) => NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
            .ok()?
            .and_utc(),
    };
    let ticks = instant.timestamp() * TICKS_PER_SECOND
        + i64::from(instant.timestamp_subsec_nanos() % 1_000_000_000) / 100;
    (MIN_TICKS..=MAX_TICKS).contains(&ticks).then_some(ticks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_instants_are_written_with_seven_digits() {
        for (ticks, text) in [
            (0, "1970-01-01T00:00:00.0000000Z"),
            (-1, "1969-12-31T23:59:59.9999999Z"),
            (16_909_344_000_000_000, "2023-08-02T00:00:00.0000000Z"),
            (MIN_TICKS, "0001-01-01T00:00:00.0000000Z"),
            (MAX_TICKS, "9999-12-31T23:59:59.9999999Z"),
        ] {
            assert_eq!(format_ticks(ticks).as_deref(), Some(text));
            assert_eq!(parse_ticks(text), Some(ticks));
        }
        assert_eq!(format_ticks(MIN_TICKS - 1), None);
        assert_eq!(format_ticks(MAX_TICKS + 1), None);
    }

    #[test]
    fn other_rfc_3339_forms_are_read() {
        let noon = parse_ticks("2024-02-29T12:00:00Z");
        assert!(noon.is_some());
        for same in [
            "2024-02-29T12:00:00.0Z",
            "2024-02-29T14:00:00+02:00",
            "2024-02-29t12:00:00z",
            "2024-02-29T12:00:00",
            "2024-02-29T12:00:00.00000001Z",
        ] {
            assert_eq!(parse_ticks(same), noon, "{same}");
        }
        for none in ["", "yesterday", "2023-02-29T12:00:00Z", "12:00:00Z"] {
            assert_eq!(parse_ticks(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn every_instant_comes_back(ticks in MIN_TICKS..=MAX_TICKS) {
            prop_assert_eq!(parse_ticks(&format_ticks(ticks).unwrap()), Some(ticks));
        }
    }
}
