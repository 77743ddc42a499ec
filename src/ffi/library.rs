//! The library itself: its versions, and the environment variables it reads.

use crate::environment::VARIABLES;

use super::guard::guard_value;
use super::text::aca_str;

/// The ABI's major version: another one can't be used in its place.
pub const ACA_ABI_VERSION_MAJOR: u32 = 1;

/// The ABI's minor version: a higher one has more, and all that a lower one has.
pub const ACA_ABI_VERSION_MINOR: u32 = 0;

/// The ABI's version: major in the upper 16 bits, minor in the lower. Call it first, and go no
/// further when the major version is not ACA_ABI_VERSION_MAJOR. Any thread.
#[no_mangle]
pub extern "C" fn aca_abi_version() -> u32 {
    (ACA_ABI_VERSION_MAJOR << 16) | ACA_ABI_VERSION_MINOR
}

/// The library's version, such as 0.1.0. The text is never freed. Any thread.
#[no_mangle]
pub extern "C" fn aca_library_version() -> aca_str {
    aca_str::of(env!("CARGO_PKG_VERSION"))
}

/// How many environment variables the library reads. A host whose environment is not the process's
/// own (.NET on Unix) looks these up and gives them to `aca_client_new`. Any thread.
#[no_mangle]
pub extern "C" fn aca_environment_variable_count() -> usize {
    VARIABLES.len()
}

/// The name of the environment variable at `index`, from 0; none past the end. The text is never
/// freed. Any thread.
#[no_mangle]
pub extern "C" fn aca_environment_variable_name(index: usize) -> aca_str {
    guard_value(aca_str::NONE, || {
        aca_str::of_option(VARIABLES.get(index).copied())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variables_are_all_named() {
        let count = aca_environment_variable_count();
        // SAFETY: the names are never freed.
        let name = |index| unsafe { aca_environment_variable_name(index).read("name") };
        assert_eq!(name(0).unwrap(), Some("AZURE_RESOURCE_MANAGER_ENDPOINT"));
        assert!((0..count).all(|index| name(index).unwrap().is_some()));
        assert_eq!(name(count).unwrap(), None);
    }
}
