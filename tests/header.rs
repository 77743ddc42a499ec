//! The committed C header is the one that the source makes.

#[test]
fn the_committed_header_is_not_stale() {
    assert_eq!(
        env!("ACA_HEADER_IS_STALE"),
        "false",
        "include/aca_sessions.h did not fit src/ffi: this build wrote it anew, commit it"
    );
}
