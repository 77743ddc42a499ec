//! Every page comes out, as it comes, and what can't be read is told.

use std::collections::HashSet;
use std::time::Duration;

use aca_sessions::emulator::Answer;
use aca_sessions::generation::Next;
use aca_sessions::trace::Level;

use crate::setup::{by_id, pull, Setup, LIMIT};

#[test]
fn all_pages_come_out_in_order_and_no_session_twice() {
    let setup = Setup::paged(2);
    let outcome = setup.generate(5);
    let sizes: Vec<usize> = outcome.pages.iter().map(Vec::len).collect();
    assert_eq!(sizes, [2, 2, 1]);
    let names: HashSet<&String> = outcome.pages.iter().flatten().collect();
    assert_eq!(names.len(), 5);
}

#[test]
fn many_generations_of_one_client_lose_nothing() {
    let setup = Setup::paged(2);
    let generations: Vec<_> = (0..20)
        .map(|_| {
            let generation = setup
                .client
                .generation(aca_sessions::generation::GenerationRequest {
                    count: Some(5),
                    ..by_id()
                });
            let generation = generation.unwrap();
            generation.start().unwrap();
            generation
        })
        .collect();
    let counts: Vec<usize> = generations
        .iter()
        .map(|generation| pull(generation).count())
        .collect();
    assert_eq!(counts, vec![5; 20]);
}

#[test]
fn answers_without_sessions_are_no_output_and_no_error() {
    for body in ["{}", r#"{"value":null}"#, r#"{"value":[],"nextLink":""}"#] {
        let setup = Setup::new();
        setup
            .emulator
            .answer_next("/subscriptions", Answer::json(200, body));
        let outcome = setup.generate(1);
        assert_eq!((outcome.count(), outcome.error), (0, None), "{body}");
    }
}

#[test]
fn a_field_of_another_type_is_told_and_the_session_comes_out() {
    let setup = Setup::new();
    let body = r#"{"value":[{"name":"one","properties":{"timeElapsedInSeconds":"soon"}}]}"#;
    setup
        .emulator
        .answer_next("/subscriptions", Answer::json(200, body));
    let outcome = setup.generate(1);
    assert_eq!(outcome.pages, [["one"]]);
    assert_eq!(outcome.messages.len(), 1);
    assert_eq!(outcome.messages[0].level, Level::Warning);
    assert!(outcome.messages[0]
        .text
        .contains("timeElapsedInSeconds of session 'one'"));
}

#[test]
fn pages_are_fetched_ahead_of_the_caller_and_not_without_end() {
    let setup = Setup::paged(1);
    let request = aca_sessions::generation::GenerationRequest {
        count: Some(50),
        ..by_id()
    };
    let generation = setup.client.generation(request).unwrap();
    generation.start().unwrap();
    // One page is pulled; some are fetched ahead of it. Two wait in the channel, one for its place
    // there, and the token was one request: more than that would be without bound.
    assert!(matches!(generation.next(LIMIT), Ok(Next::Page(_))));
    assert!(setup.emulator.wait_for_requests(5, LIMIT));
    assert!(!setup
        .emulator
        .wait_for_requests(6, Duration::from_millis(200)));
    assert_eq!(pull(&generation).count(), 49);
}
