use proptest::prelude::*;

use super::*;
use crate::wire::fields::{FieldValue, SessionFields};

fn read(json: &str) -> Answer {
    decode_answer(&mut json.as_bytes().to_vec()).unwrap()
}

#[test]
fn an_answer_with_no_sessions_is_empty_whatever_it_looks_like() {
    for json in [
        "{}",
        r#"{"value":null}"#,
        r#"{"value":[],"nextLink":null}"#,
        r#"{"nextLink":"","other":{"value":[1,2]}}"#,
    ] {
        let answer = read(json);
        assert!(answer.sessions.is_empty(), "{json}");
        assert_eq!(answer.next_link, None, "{json}");
        assert!(answer.warnings.is_empty(), "{json}");
    }
}

#[test]
fn a_next_link_is_kept_with_an_empty_page() {
    let answer = read(r#"{"value":[],"nextLink":"https:\/\/host\/next"}"#);
    assert_eq!(answer.next_link.as_deref(), Some("https://host/next"));
}

#[test]
fn what_is_no_answer_is_an_error_that_shows_nothing_of_it() {
    for json in [
        "",
        "null",
        "[]",
        "\"text\"",
        r#"{"value":[{"name":"hunter2"}"#,
        r#"{"value":"hunter2"}"#,
        r#"{"value":{"hunter2":1}}"#,
        r#"{"value":[],"nextLink":5}"#,
        r#"{"value":[]} hunter2"#,
        "<html>hunter2</html>",
    ] {
        let error = decode_answer(&mut json.as_bytes().to_vec()).unwrap_err();
        let shown = error.to_string();
        assert!(
            shown.contains("JSON") && shown.contains("line 1"),
            "{json}: {shown}"
        );
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

#[test]
fn every_field_is_read_into_its_column() {
    let answer = read(
        r#"{"value":[{"id":"/s/1","name":"one","type":"Microsoft.App/sessionPools/sessions",
        "systemData":{"createdBy":"a","createdByType":"User","createdAt":"1970-01-01T00:00:01Z",
                      "lastModifiedBy":"b","lastModifiedByType":"Key","lastModifiedAt":"1970-01-01T00:00:02Z"},
        "properties":{"sshConfiguration":{"username":"u","password":"p\u0000w","authorizedPublicKey":"k"},
                      "codeExecutionConfiguration":{"environment":"e","token":"t"},
                      "sessionAuthConfiguration":{"authEnabled":true,"jwtToken":"j"},
                      "name":"n","requestedDurationInSeconds":60,"timeElapsedInSeconds":-1,
                      "expiryTime":"1970-01-01T00:00:03Z","generatedTime":"1970-01-01T00:00:04.5Z",
                      "connectionString":"c","endpoint":"https://x","sessionKind":"SSH","status":"Ready"}}]}"#,
    );
    assert!(answer.warnings.is_empty(), "{:?}", answer.warnings);
    let text = |field| answer.sessions.string(0, field).unwrap();
    assert_eq!(text(Field::Id), "/s/1");
    assert_eq!(text(Field::SystemDataLastModifiedByType), "Key");
    assert_eq!(text(Field::SshPassword), "p\u{0}w");
    assert_eq!(text(Field::SessionKind), "SSH");
    assert_eq!(text(Field::PropertiesName), "n");
    let value = |field| answer.sessions.cell(0, field).value;
    assert_eq!(value(Field::RequestedDurationInSeconds), 60);
    assert_eq!(value(Field::TimeElapsedInSeconds), -1);
    assert_eq!(value(Field::AuthEnabled), 1);
    assert_eq!(value(Field::GeneratedTime), 45_000_000);
    for field in Field::ALL {
        assert_ne!(
            answer.sessions.cell(0, field).kind,
            CellKind::Absent,
            "{field:?}"
        );
    }
}

#[test]
fn null_and_missing_are_absent() {
    let answer =
        read(r#"{"value":[{"name":null,"properties":null,"systemData":{"createdAt":null}},{}]}"#);
    assert_eq!(answer.sessions.len(), 2);
    assert!(answer.warnings.is_empty());
    assert!(answer
        .sessions
        .cells()
        .iter()
        .all(|cell| *cell == Cell::ABSENT));
}

#[test]
fn a_plain_meaning_is_read_from_another_type() {
    let answer = read(
        r#"{"value":[{"name":7,"properties":{"requestedDurationInSeconds":"60","timeElapsedInSeconds":60.0,
        "sessionAuthConfiguration":{"authEnabled":"True"},"status":true}}]}"#,
    );
    assert!(answer.warnings.is_empty(), "{:?}", answer.warnings);
    let cell = |field| answer.sessions.cell(0, field).value;
    assert_eq!(cell(Field::RequestedDurationInSeconds), 60);
    assert_eq!(cell(Field::TimeElapsedInSeconds), 60);
    assert_eq!(cell(Field::AuthEnabled), 1);
    assert_eq!(answer.sessions.string(0, Field::Name), Some("7"));
    assert_eq!(answer.sessions.string(0, Field::Status), Some("true"));
}

#[test]
fn no_plain_meaning_is_a_warning_and_the_session_stays() {
    let answer = read(
        r#"{"value":[{"properties":{"requestedDurationInSeconds":60.5,"timeElapsedInSeconds":4294967296,
        "expiryTime":"soon","generatedTime":5,"sessionAuthConfiguration":[1],"status":{"a":[1]},
        "sessionKind":["x"]},"name":"one"}]}"#,
    );
    assert_eq!(answer.sessions.len(), 1);
    assert_eq!(answer.warnings.len(), 7, "{:#?}", answer.warnings);
    for (warning, path) in answer.warnings.iter().zip([
        "requestedDurationInSeconds",
        "timeElapsedInSeconds",
        "expiryTime",
        "generatedTime",
        "sessionAuthConfiguration",
        "status",
        "sessionKind",
    ]) {
        assert!(
            warning.contains(path) && warning.contains("session 'one'"),
            "{warning}"
        );
    }
}

#[test]
fn an_element_that_is_no_session_is_left_out_with_a_warning() {
    let answer = read(r#"{"value":[{"name":"one"},null,5,{"name":"two"}]}"#);
    assert_eq!(answer.sessions.len(), 2);
    assert_eq!(answer.sessions.string(1, Field::Name), Some("two"));
    assert_eq!(answer.warnings.len(), 2);
    assert!(
        answer.warnings[0].contains("element 2"),
        "{:?}",
        answer.warnings
    );
    assert!(
        answer.warnings[1].contains("element 3"),
        "{:?}",
        answer.warnings
    );
}

#[test]
fn the_later_drafts_names_are_read() {
    let answer = read(
        r#"{"value":[{"properties":{"generatedAt":"1970-01-01T00:00:00Z","expiredAt":"1970-01-01T00:00:00Z","sessionType":"SSH"}}]}"#,
    );
    assert_eq!(
        answer.sessions.cell(0, Field::GeneratedTime).kind,
        CellKind::Time
    );
    assert_eq!(
        answer.sessions.cell(0, Field::ExpiryTime).kind,
        CellKind::Time
    );
    assert_eq!(answer.sessions.string(0, Field::SessionKind), Some("SSH"));
}

#[test]
fn a_single_session_tells_its_unknown_keys() {
    let single =
        decode_session(br#"{"properties":{"staus":"x","name":"n"},"tags":{}}"#.to_vec()).unwrap();
    assert_eq!(single.unknown_keys, ["staus", "tags"]);
    assert_eq!(single.session.string(0, Field::PropertiesName), Some("n"));
    assert!(decode_session(b"[]".to_vec()).is_err());
    assert!(decode_session(b"null".to_vec()).is_err());
}

fn any_value(field: Field) -> BoxedStrategy<FieldValue> {
    match field.value_type() {
        FieldType::Text => any::<String>()
            .prop_map(|text| text.as_str().into())
            .boxed(),
        FieldType::Integer => any::<i32>().prop_map(FieldValue::Integer).boxed(),
        FieldType::Boolean => any::<bool>().prop_map(FieldValue::Boolean).boxed(),
        FieldType::Time => (crate::wire::time::MIN_TICKS..=crate::wire::time::MAX_TICKS)
            .prop_map(FieldValue::Time)
            .boxed(),
    }
}

prop_compose! {
    fn any_session()(values in Field::ALL.map(|field| proptest::option::of(any_value(field))).to_vec()) -> SessionFields {
        let mut fields = SessionFields::default();
        for (field, value) in Field::ALL.into_iter().zip(values) {
            if let Some(value) = value {
                fields.set(field, value).unwrap();
            }
        }
        fields
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(sessions in proptest::collection::vec(any_session(), 0..4), indented: bool) {
        let parts: Vec<String> = sessions
            .iter()
            .map(|session| String::from_utf8(session.to_session_json(indented).to_vec()).unwrap())
            .collect();
        let answer = read(&format!(r#"{{"value":[{}]}}"#, parts.join(",")));
        prop_assert!(answer.warnings.is_empty());
        prop_assert_eq!(answer.sessions.len(), sessions.len());
        for (row, session) in sessions.iter().enumerate() {
            prop_assert!(answer.sessions.fields(row) == *session);
        }
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(body: Vec<u8>) {
        let _ = decode_answer(&mut body.clone());
        let _ = decode_session(body);
    }
}
