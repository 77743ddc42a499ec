//! The wire model: a session's fields, where they stand in JSON, and how they are read and written.
//!
//! It is the only thing that the client and the emulator share. It knows JSON and nothing of HTTP.
//!
//! - [`field`]: the fields and the JSON tree they stand in, written down once.
//! - [`time`]: instants as 100 ns ticks, and their RFC 3339 form.
//! - [`fields`]: the fields of one session as typed values, and their JSON.
//! - [`table`]: many sessions as one block of cells over one block of text.
//! - [`decode`]: an answer's JSON into a table.
//!
//! Source of the names: Azure/azure-rest-api-specs, `Sessions.json` of Microsoft.App
//! 2024-02-02-preview, with the later draft's names as aliases.

pub mod decode;
pub mod field;
pub mod fields;
pub mod table;
pub mod time;

/// The API version of the operation: `api-version` in its query.
pub const API_VERSION: &str = "2024-02-02-preview";

/// The resource type's provider namespace, as it is written in a resource Id.
pub const PROVIDER: &str = "Microsoft.App";

/// The resource type of a session pool, as it is written in a resource Id.
pub const SESSION_POOLS: &str = "sessionPools";

/// The operation's name at the end of its path.
pub const GENERATE_SESSIONS: &str = "generateSessions";
