//! Numbers that look random, repeatable from a seed and cheap enough for every session.

use std::sync::atomic::{AtomicU64, Ordering};

use uuid::{Builder, Uuid};

/// Spreads a number over 64 bits; no two numbers give the same (SplitMix64's last step).
pub(super) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// Spreads a number below 2^48 over 48 bits; no two numbers give the same under one key.
pub(super) fn mix48(key: u64, number: u64) -> u64 {
    const MASK: u64 = (1 << 48) - 1;
    let mut number = (number ^ key) & MASK;
    for factor in [0x9e37_79b9_7f4b, 0xbf58_476d_1ce5, 0x94d0_49bb_1331] {
        // An odd factor and a shift folded in can both be undone, so nothing collides.
        number = number.wrapping_mul(factor) & MASK;
        number ^= number >> 23;
    }
    number
}

/// A number that nobody can guess.
pub(super) fn unguessable() -> u64 {
    let (high, low) = Uuid::new_v4().as_u64_pair();
    high ^ low.rotate_left(32)
}

/// GUIDs for requests: distinct, not secret, and without a call into the system for each.
pub(super) struct Guids {
    key: u64,
    next: AtomicU64,
}

impl Guids {
    pub(super) fn new() -> Self {
        Guids {
            key: unguessable(),
            next: AtomicU64::new(0),
        }
    }

    pub(super) fn next(&self) -> Uuid {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let halves =
            u128::from(mix(self.key ^ number)) << 64 | u128::from(mix(mix(number) ^ self.key));
        Builder::from_random_bytes(halves.to_be_bytes()).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn numbers_in_a_row_do_not_collide() {
        for key in [0, 1, u64::MAX, 0x1234_5678_9abc_def0] {
            let seen: HashSet<_> = (0..50_000).map(|number| mix48(key, number)).collect();
            assert_eq!(seen.len(), 50_000);
            assert!(seen.iter().all(|number| *number < 1 << 48));
        }
    }

    #[test]
    fn guids_are_distinct_and_of_version_4() {
        let guids = Guids::new();
        let seen: HashSet<_> = (0..10_000).map(|_| guids.next()).collect();
        assert_eq!(seen.len(), 10_000);
        assert!(seen.iter().all(|guid| guid.get_version_num() == 4));
    }
}
