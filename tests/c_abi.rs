//! The C ABI as a consumer meets it: every function with NULL, every number that must stay, and a
//! generation from the first call to the last. examples/c/generate.c is the consumer in C itself.
#![cfg(feature = "emulator")]
#![allow(unsafe_code)]

use std::ptr::{null, null_mut};

use aca_sessions::emulator::{Emulator, EmulatorOptions};
use aca_sessions::error::ErrorKind;
use aca_sessions::ffi::*;
use aca_sessions::trace::{Level, Trace};
use aca_sessions::wire::field::Field;
use aca_sessions::wire::table::CellKind;

const POOL: &str =
    "/subscriptions/7e57ab1e-0000-4000-8000-000000000003/resourceGroups/rg/providers/Microsoft.App/sessionPools/pool";
const NONE: aca_str = aca_str {
    data: null(),
    length: 0,
};

fn str(text: &str) -> aca_str {
    aca_str {
        data: text.as_ptr(),
        length: text.len(),
    }
}

/// A copy of a text that a call gave.
fn owned(text: aca_str) -> Option<String> {
    if text.data.is_null() {
        return None;
    }
    // SAFETY: the handle that the text belongs to lives in each test until after this.
    let bytes = unsafe { std::slice::from_raw_parts(text.data, text.length) };
    Some(String::from_utf8(bytes.to_vec()).unwrap())
}

/// Code and target of an error, which is freed.
fn take(error: *mut aca_error) -> (String, Option<String>) {
    assert!(!error.is_null());
    // SAFETY: the error came from a call and is freed once.
    unsafe {
        let text = |which: aca_error_text| owned(aca_error_get_text(error, which as u32));
        let taken = (
            text(aca_error_text::CODE).unwrap(),
            text(aca_error_text::TARGET),
        );
        aca_error_free(error);
        taken
    }
}

fn options(resource_id: &str) -> aca_generation_options {
    aca_generation_options {
        size: size_of::<aca_generation_options>(),
        resource_id: str(resource_id),
        subscription_id: NONE,
        resource_group_name: NONE,
        session_pool_name: NONE,
        count: null(),
        fields: null(),
        field_count: 0,
        trace: 0,
    }
}

/// A client that is signed in at the emulator.
fn client(emulator: &Emulator) -> *mut aca_client {
    let environment = emulator.environment();
    let settings: Vec<aca_setting> = environment
        .iter()
        .map(|(name, value)| aca_setting {
            name: str(name),
            value: str(value),
        })
        .collect();
    let options = aca_client_options {
        size: size_of::<aca_client_options>(),
        application: str("tests/1.0"),
        environment: settings.as_ptr(),
        environment_count: settings.len(),
    };
    let mut client = null_mut();
    // SAFETY: everything pointed to is there.
    let status = unsafe { aca_client_new(&options, &mut client, null_mut()) };
    assert_eq!(status, aca_status::OK);
    client
}

#[test]
fn numbers_that_other_programs_were_built_with_stay() {
    assert_eq!(aca_abi_version(), 0x0001_0000);
    assert_eq!(
        [
            aca_status::OK as i32,
            aca_status::PENDING as i32,
            aca_status::DONE as i32,
            aca_status::CANCELLED as i32,
            aca_status::INVALID_ARGUMENT as i32,
            aca_status::FAILED as i32,
            aca_status::PANIC as i32,
        ],
        [0, 1, 2, 3, 10, 11, 12]
    );
    assert_eq!(ErrorKind::InvalidArgument as u32, 1);
    assert_eq!(ErrorKind::Internal as u32, 12);
    assert_eq!(
        [
            Trace::Off as u32,
            Trace::Verbose as u32,
            Trace::Debug as u32
        ],
        [0, 1, 2]
    );
    assert_eq!(
        [
            Level::Warning as u32,
            Level::Verbose as u32,
            Level::Debug as u32
        ],
        [1, 2, 3]
    );
    assert_eq!(CellKind::Time as u32, 4);
    assert_eq!(Field::Status as u32, 24);
}

#[cfg(target_pointer_width = "64")]
#[test]
fn layouts_that_other_programs_were_built_with_stay() {
    assert_eq!(size_of::<aca_str>(), 16);
    assert_eq!(size_of::<aca_setting>(), 32);
    assert_eq!(size_of::<aca_client_options>(), 40);
    assert_eq!(size_of::<aca_field_value>(), 32);
    assert_eq!(size_of::<aca_generation_options>(), 104);
    assert_eq!(size_of::<aca_page_table>(), 56);
    assert_eq!(size_of::<aca_message>(), 24);
    assert_eq!(size_of::<aca_error_detail>(), 48);
}

#[test]
fn null_is_refused_by_name_or_ignored() {
    let emulator = Emulator::start(EmulatorOptions::default()).unwrap();
    let client = client(&emulator);
    // SAFETY: NULL is allowed everywhere, and the rest is there.
    unsafe {
        let mut error = null_mut();
        let refused = |status: aca_status, error: &mut *mut aca_error, name: &str| {
            assert_eq!(status, aca_status::INVALID_ARGUMENT, "{name}");
            assert_eq!(take(*error).1.as_deref(), Some(name));
            *error = null_mut();
        };
        refused(
            aca_client_new(null(), null_mut(), &mut error),
            &mut error,
            "client",
        );
        let options = options(POOL);
        let mut generation = null_mut();
        refused(
            aca_generation_new(null(), &options, &mut generation, &mut error),
            &mut error,
            "client",
        );
        refused(
            aca_generation_new(client, null(), &mut generation, &mut error),
            &mut error,
            "options",
        );
        refused(
            aca_generation_new(client, &options, null_mut(), &mut error),
            &mut error,
            "generation",
        );
        refused(
            aca_generation_start(null(), &mut error),
            &mut error,
            "generation",
        );
        let mut page = null_mut();
        refused(
            aca_generation_next(null(), 0, &mut page, &mut error),
            &mut error,
            "generation",
        );
        assert_eq!(
            aca_generation_new(client, &options, &mut generation, null_mut()),
            aca_status::OK
        );
        refused(
            aca_generation_next(generation, 0, null_mut(), &mut error),
            &mut error,
            "page",
        );
        refused(
            aca_identity_parse(NONE, null_mut(), &mut error),
            &mut error,
            "identity",
        );
        refused(
            aca_session_parse(NONE, null_mut(), &mut error),
            &mut error,
            "page",
        );
        refused(
            aca_session_to_json(null(), 0, false, null_mut(), &mut error),
            &mut error,
            "json",
        );
        let mut json = null_mut();
        refused(
            aca_session_to_json(null(), 1, false, &mut json, &mut error),
            &mut error,
            "fields",
        );
        assert_eq!(
            aca_page_get_table(null(), null_mut()),
            aca_status::INVALID_ARGUMENT
        );
        assert!(aca_generation_target(null()).data.is_null());
        assert!(aca_identity_part_get(null(), 0).data.is_null());
        assert!(aca_text_get(null()).data.is_null());
        aca_generation_cancel(null());
        aca_client_free(null_mut());
        aca_generation_free(null_mut());
        aca_page_free(null_mut());
        aca_identity_free(null_mut());
        aca_text_free(null_mut());
        aca_generation_free(generation);
        aca_client_free(client);
    }
}

#[test]
fn wrong_options_are_refused_by_name() {
    let emulator = Emulator::start(EmulatorOptions::default()).unwrap();
    let client = client(&emulator);
    let zero = 0;
    let cases: [(&str, &str, aca_generation_options); 5] = [
        (
            "size",
            "InvalidArgument",
            aca_generation_options {
                size: 8,
                ..options(POOL)
            },
        ),
        (
            "trace",
            "InvalidArgument",
            aca_generation_options {
                trace: 3,
                ..options(POOL)
            },
        ),
        (
            "count",
            "InvalidCount",
            aca_generation_options {
                count: &zero,
                ..options(POOL)
            },
        ),
        ("resource_id", "InvalidResourceId", options("pool")),
        (
            "session_pool_name",
            "InvalidName",
            aca_generation_options {
                resource_id: NONE,
                resource_group_name: str("rg"),
                ..options("")
            },
        ),
    ];
    for (target, code, options) in cases {
        let (mut generation, mut error) = (null_mut(), null_mut());
        // SAFETY: everything pointed to is there.
        let status = unsafe { aca_generation_new(client, &options, &mut generation, &mut error) };
        assert_eq!(status, aca_status::INVALID_ARGUMENT, "{target}");
        assert!(generation.is_null());
        assert_eq!(take(error), (code.to_owned(), Some(target.to_owned())));
    }
    // SAFETY: the client is live.
    unsafe { aca_client_free(client) };
}

#[test]
fn a_generation_from_the_first_call_to_the_last() {
    let emulator = Emulator::start(EmulatorOptions {
        page_size: 2,
        ..EmulatorOptions::default()
    })
    .unwrap();
    let client = client(&emulator);
    let count = 5;
    let kind = aca_field_value {
        field: Field::SessionKind as u32,
        kind: CellKind::String as u32,
        integer: 0,
        text: str("CustomImage"),
    };
    let options = aca_generation_options {
        count: &count,
        fields: &kind,
        field_count: 1,
        trace: 1,
        ..options(POOL)
    };
    // SAFETY: everything pointed to is there, and each handle is freed once, after its last use.
    unsafe {
        let (mut generation, mut error) = (null_mut(), null_mut());
        assert_eq!(
            aca_generation_new(client, &options, &mut generation, &mut error),
            aca_status::OK
        );
        assert!(error.is_null());
        aca_client_free(client);
        assert_eq!(
            owned(aca_generation_target(generation)).as_deref(),
            Some(POOL)
        );
        assert_eq!(aca_generation_start(generation, &mut error), aca_status::OK);
        let (mut kinds, mut lines) = (Vec::new(), 0);
        loop {
            let mut page = null_mut();
            match aca_generation_next(generation, 30_000, &mut page, &mut error) {
                aca_status::OK => {}
                aca_status::DONE => break,
                other => panic!("{other:?}: {:?}", take(error)),
            }
            let mut table = std::mem::MaybeUninit::<aca_page_table>::uninit();
            assert_eq!(aca_page_get_table(page, table.as_mut_ptr()), aca_status::OK);
            let table = table.assume_init();
            assert_eq!(table.field_count, ACA_FIELD_COUNT);
            lines += table.message_count;
            for session in 0..table.session_count {
                let cell = &*table
                    .values
                    .add(session * table.field_count + Field::SessionKind as usize);
                assert_eq!(cell.kind, CellKind::String);
                let text = table.text.add(cell.value as usize);
                kinds.push(
                    owned(aca_str {
                        data: text,
                        length: cell.length as usize,
                    })
                    .unwrap(),
                );
            }
            aca_page_free(page);
        }
        assert_eq!(kinds, ["CustomImage"; 5]);
        assert_eq!(lines, 4, "one for the token and one for each page");
        aca_generation_cancel(generation);
        aca_generation_free(generation);
    }
}

#[test]
fn an_identity_and_a_session_cross_as_text_and_back() {
    // SAFETY: everything pointed to is there, and each handle is freed once, after its last use.
    unsafe {
        let (mut identity, mut error) = (null_mut(), null_mut());
        let json = format!(r#"{{"resourceId":"{POOL}/sessions/one"}}"#);
        assert_eq!(
            aca_identity_parse(str(&json), &mut identity, &mut error),
            aca_status::OK
        );
        let part = |part: aca_identity_part| owned(aca_identity_part_get(identity, part as u32));
        assert_eq!(
            part(aca_identity_part::ID),
            Some(format!("{POOL}/sessions/one"))
        );
        assert_eq!(
            part(aca_identity_part::RESOURCE_GROUP_NAME).as_deref(),
            Some("rg")
        );
        assert_eq!(
            part(aca_identity_part::SESSION_POOL_NAME).as_deref(),
            Some("pool")
        );
        assert!(aca_identity_part_get(identity, 4).data.is_null());
        aca_identity_free(identity);
        assert_eq!(
            aca_identity_parse(str("{"), &mut identity, &mut error),
            aca_status::INVALID_ARGUMENT
        );
        assert_eq!(take(error).0, "InvalidIdentity");

        let mut page = null_mut();
        let session = r#"{"properties":{"name":"n","status":"Ready"}}"#;
        assert_eq!(
            aca_session_parse(str(session), &mut page, &mut error),
            aca_status::OK
        );
        aca_page_free(page);
        assert_eq!(
            aca_session_parse(str(r#"{"nmae":1}"#), &mut page, &mut error),
            aca_status::INVALID_ARGUMENT
        );
        assert_eq!(take(error).0, "InvalidSession");

        let name = aca_field_value {
            field: 16,
            kind: 1,
            integer: 0,
            text: str("n"),
        };
        let mut text = null_mut();
        assert_eq!(
            aca_session_to_json(&name, 1, true, &mut text, &mut error),
            aca_status::OK
        );
        let json = owned(aca_text_get(text)).unwrap();
        assert_eq!(json, "{\n  \"properties\": {\n    \"name\": \"n\"\n  }\n}");
        aca_text_free(text);
    }
}
