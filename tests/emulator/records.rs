//! What is known of a request afterwards.

use aca_sessions::emulator::EmulatorOptions;
use serde_json::Value;

use crate::setup::{path, Setup};

#[test]
fn requests_are_there_to_the_byte() {
    let setup = Setup::new(EmulatorOptions::default());
    setup.generate("count=2", r#"{ "properties" : {} }"#);
    let [request] = &setup.emulator.requests()[..] else {
        panic!("one request was sent");
    };
    assert_eq!((&*request.method, request.status), ("POST", Some(200)));
    assert_eq!(request.path, path("pool", "count=2"));
    assert_eq!(request.body, br#"{ "properties" : {} }"#);
    let bearer = format!("Bearer {}", setup.token);
    assert_eq!(request.header("Authorization"), Some(&*bearer));
}

#[test]
fn the_log_has_a_line_for_each_answer_had() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("requests.jsonl");
    let setup = Setup::new(EmulatorOptions {
        log: Some(log.clone()),
        ..EmulatorOptions::default()
    });
    let body = r#"{"properties":{"sshConfiguration":{"password":"kept"}}}"#;
    setup.generate("count=2", body);
    setup.generate("count=0", "{}");
    let text = std::fs::read_to_string(log).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let statuses: Vec<_> = lines
        .iter()
        .map(|line| line["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 200, 400]);
    assert_eq!(lines[1]["method"], "POST");
    assert_eq!(lines[1]["path"], path("pool", "count=2"));
    assert_eq!(lines[1]["body"], body);
    assert_eq!(lines[1]["headers"]["authorization"], "REDACTED");
    assert_eq!(lines[1]["headers"]["content-type"], "application/json");
    assert!(lines[1]["duration_ms"].is_number());
    assert!(lines[0]["body"]
        .as_str()
        .unwrap()
        .contains("client_secret=REDACTED"));
    assert!(!text.contains(&setup.token) && !text.contains("not-a-secret"));
}
