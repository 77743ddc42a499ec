//! The one development service principal that can sign in, as well known as Azurite's account key.
//! None of these values opens anything: they are the same in every emulator.

/// The tenant (directory) that the emulator's authority knows.
pub const TENANT_ID: &str = "7e57ab1e-0000-4000-8000-000000000001";

/// The application (client) Id of the development service principal.
pub const CLIENT_ID: &str = "7e57ab1e-0000-4000-8000-000000000002";

/// The object Id of the development service principal: `oid` in its tokens.
pub const OBJECT_ID: &str = "7e57ab1e-0000-4000-8000-000000000004";

/// The subscription to use. The emulator answers for any other as well.
pub const SUBSCRIPTION_ID: &str = "7e57ab1e-0000-4000-8000-000000000003";

/// The development service principal's secret. Its `+`, `/` and `=` are there so that a client that
/// forgets to encode its form is found out.
pub const CLIENT_SECRET: &str = "well-known+emulator/key~not-a-secret=";
