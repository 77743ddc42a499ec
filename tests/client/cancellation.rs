//! Cancelling is at once, from any thread, and leaves nothing behind.

use std::time::{Duration, Instant};

use aca_sessions::emulator::EmulatorOptions;
use aca_sessions::generation::Next;

use crate::setup::{by_id, Setup, LIMIT};

/// An emulator that takes far longer than a test may.
fn slow() -> Setup {
    let setup = Setup::with(EmulatorOptions::default());
    // Signed in already: the token's request is not what waits.
    assert_eq!(setup.generate(1).count(), 1);
    setup.emulator.set_latency(LIMIT * 10);
    setup
}

#[test]
fn who_waits_for_a_page_is_told_at_once() {
    let setup = slow();
    let generation = setup.client.generation(by_id()).unwrap();
    generation.start().unwrap();
    let started = Instant::now();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| generation.next(LIMIT));
        assert!(
            setup.emulator.wait_for_requests(3, LIMIT),
            "the request is under way"
        );
        generation.cancel();
        assert!(matches!(waiting.join().unwrap(), Ok(Next::Cancelled)));
    });
    assert!(started.elapsed() < LIMIT);
    assert!(matches!(generation.next(LIMIT), Ok(Next::Cancelled)));
}

#[test]
fn a_time_limit_is_no_end() {
    let setup = slow();
    let generation = setup.client.generation(by_id()).unwrap();
    generation.start().unwrap();
    assert!(matches!(
        generation.next(Duration::from_millis(10)),
        Ok(Next::Pending)
    ));
    assert!(matches!(generation.next(Duration::ZERO), Ok(Next::Pending)));
}

#[test]
fn dropping_a_generation_ends_its_request() {
    let setup = slow();
    let generation = setup.client.generation(by_id()).unwrap();
    generation.start().unwrap();
    assert!(setup.emulator.wait_for_requests(3, LIMIT));
    drop(generation);
    // The emulator waits for its requests when it stops: one that still ran would hold this up.
    let started = Instant::now();
    drop(setup);
    assert!(started.elapsed() < LIMIT);
}

#[test]
fn a_second_thread_in_next_is_refused_and_the_first_goes_on() {
    let setup = slow();
    let generation = setup.client.generation(by_id()).unwrap();
    generation.start().unwrap();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| loop {
            // Until it is in for good, the second thread may be in its way.
            if let Ok(next) = generation.next(LIMIT) {
                return next;
            }
        });
        let started = Instant::now();
        let refused = loop {
            match generation.next(Duration::from_millis(1)) {
                Ok(Next::Pending) => {
                    assert!(started.elapsed() < LIMIT, "the first thread never came")
                }
                Ok(other) => panic!("{other:?}"),
                Err(error) => break error,
            }
        };
        assert_eq!(refused.code, "InvalidState");
        generation.cancel();
        assert!(matches!(first.join().unwrap(), Next::Cancelled));
    });
}
