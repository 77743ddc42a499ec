/*
 * aca_sessions: sessions from an Azure Container Apps session pool.
 *
 * Generated from src/ffi by build.rs. Do not edit.
 *
 * What holds for every function:
 *
 * - Handles are opaque. Each has one function that makes it and one `_free`; freeing NULL does
 *   nothing. Results are written on success only; where a call fails, its result is not touched, and
 *   `aca_generation_next` sets its page to NULL first.
 * - Every function that can fail returns an `aca_status`. It fills `*error` when `error` is not NULL:
 *   with NULL on success, else with an `aca_error` that the caller frees with `aca_error_free`.
 * - Text is UTF-8 by pointer and length. What is given in is copied before the call returns; what is
 *   given out belongs to the handle it came from.
 * - No argument that is NULL is followed, and no panic crosses the border. A pointer that is not NULL
 *   must point to what its type says for as long as the call takes. Where a number stands for one of
 *   an enum's values, it is checked.
 * - From which threads a function may be called is said at each. "Any thread" includes several at the
 *   same time.
 * - Threads, connections and tokens are the process's, made at first use and kept until it ends.
 *   Do not call from a child process made by fork without exec.
 *
 * Start with `aca_abi_version`. examples/c/generate.c shows all of it.
 */


#ifndef ACA_SESSIONS_H
#define ACA_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How many fields a session has: the columns of a page's table in this version.
#define ACA_FIELD_COUNT 25

// The ABI's major version: another one can't be used in its place.
#define ACA_ABI_VERSION_MAJOR 1

// The ABI's minor version: a higher one has more, and all that a lower one has.
#define ACA_ABI_VERSION_MINOR 0

// What a call came to. The numbers are stable.
typedef enum aca_status {
    // Done; the results are there.
    ACA_STATUS_OK = 0,
    // Nothing yet within the time limit: call again.
    ACA_STATUS_PENDING = 1,
    // There is no more.
    ACA_STATUS_DONE = 2,
    // The generation was cancelled.
    ACA_STATUS_CANCELLED = 3,
    // An argument can't be used; the error's target is its name. Nothing was done.
    ACA_STATUS_INVALID_ARGUMENT = 10,
    // It failed; the error says why.
    ACA_STATUS_FAILED = 11,
    // A bug in this library. The handles of the call may be freed and not used any more.
    ACA_STATUS_PANIC = 12,
} aca_status;

// What kind of failure an error is. The numbers are part of the C ABI.
typedef enum aca_error_kind {
    // A value given by the caller; the target is its name.
    ACA_ERROR_KIND_INVALID_ARGUMENT = 1,
    // A setting in the environment.
    ACA_ERROR_KIND_CONFIGURATION = 2,
    // No credential was found.
    ACA_ERROR_KIND_CREDENTIAL_UNAVAILABLE = 3,
    // The authority refused the credential.
    ACA_ERROR_KIND_AUTHENTICATION = 4,
    // The service answered with an error.
    ACA_ERROR_KIND_SERVICE = 5,
    // The service's answer can't be read or can't be followed.
    ACA_ERROR_KIND_INVALID_RESPONSE = 6,
    // Nothing accepted the connection.
    ACA_ERROR_KIND_CONNECTION_FAILED = 7,
    // The host's name has no address.
    ACA_ERROR_KIND_NAME_RESOLUTION = 8,
    // The connection could not be made secure.
    ACA_ERROR_KIND_TLS = 9,
    // No answer within the time limit.
    ACA_ERROR_KIND_TIMEOUT = 10,
    // The connection ended before the answer did.
    ACA_ERROR_KIND_CONNECTION_CLOSED = 11,
    // A bug in this library.
    ACA_ERROR_KIND_INTERNAL = 12,
} aca_error_kind;

// What a cell of a table holds. The numbers are part of the C ABI.
typedef enum aca_value_kind {
    // Nothing: the field was missing, null, or of a type that can't be read.
    ACA_VALUE_KIND_ABSENT = 0,
    // UTF-8 text: `value` is its offset in the table's text, `length` its bytes.
    ACA_VALUE_KIND_STRING = 1,
    // A whole number in `value`, within 32 bits.
    ACA_VALUE_KIND_INTEGER = 2,
    // 0 or 1 in `value`.
    ACA_VALUE_KIND_BOOLEAN = 3,
    // 100 ns ticks since 1970-01-01T00:00:00Z in `value`.
    ACA_VALUE_KIND_TIME = 4,
} aca_value_kind;

// What kind of message it is. The numbers are part of the C ABI.
typedef enum aca_message_level {
    // Something could not be read and was left out.
    ACA_MESSAGE_LEVEL_WARNING = 1,
    // A line about a request.
    ACA_MESSAGE_LEVEL_VERBOSE = 2,
    // A request or an answer.
    ACA_MESSAGE_LEVEL_DEBUG = 3,
} aca_message_level;

// The numbers of an error. -1 means that there is none.
typedef enum aca_error_number {
    // The HTTP status of the answer.
    ACA_ERROR_NUMBER_HTTP_STATUS = 0,
    // How long the service asked to wait, in milliseconds.
    ACA_ERROR_NUMBER_RETRY_AFTER_MS = 1,
    // 1 when the request may have reached the service, else 0: only then is it sure that nothing
    // was generated.
    ACA_ERROR_NUMBER_REQUEST_SENT = 2,
    // How many details there are.
    ACA_ERROR_NUMBER_DETAIL_COUNT = 3,
} aca_error_number;

// The texts of an error.
typedef enum aca_error_text {
    // A stable name, always there: the service's own code, or one of this library's.
    ACA_ERROR_TEXT_CODE = 0,
    // What happened, to what, and why; always there.
    ACA_ERROR_TEXT_MESSAGE = 1,
    // What can be done about it.
    ACA_ERROR_TEXT_ADVICE = 2,
    // The name of the argument, setting or field.
    ACA_ERROR_TEXT_TARGET = 3,
    // The id that this library gave the request: x-ms-client-request-id.
    ACA_ERROR_TEXT_CLIENT_REQUEST_ID = 4,
    // The id that the service gave it: x-ms-request-id.
    ACA_ERROR_TEXT_REQUEST_ID = 5,
    // The id that joins several requests: x-ms-correlation-request-id.
    ACA_ERROR_TEXT_CORRELATION_ID = 6,
    // The service's inner error: text, or JSON.
    ACA_ERROR_TEXT_INNER_ERROR = 7,
    // The service's own message, alone.
    ACA_ERROR_TEXT_SERVICE_MESSAGE = 8,
} aca_error_text;

// The parts of an identity.
typedef enum aca_identity_part {
    // The Id, as it was given.
    ACA_IDENTITY_PART_ID = 0,
    // The subscription's Id.
    ACA_IDENTITY_PART_SUBSCRIPTION_ID = 1,
    // The resource group's name.
    ACA_IDENTITY_PART_RESOURCE_GROUP_NAME = 2,
    // The session pool's name.
    ACA_IDENTITY_PART_SESSION_POOL_NAME = 3,
} aca_identity_part;

// A field of a session. The numbers are part of the C ABI: they are the columns of a page's table
// and name the fields of a request, so they never change and new ones go to the end.
typedef enum aca_field {
    // String: the session's resource Id. Read-only.
    ACA_FIELD_ID = 0,
    // String: the session's resource name. Read-only.
    ACA_FIELD_NAME = 1,
    // String: the resource type. Read-only.
    ACA_FIELD_TYPE = 2,
    // String: who created the resource. Read-only.
    ACA_FIELD_SYSTEM_DATA_CREATED_BY = 3,
    // String: User, Application, ManagedIdentity or Key. Read-only.
    ACA_FIELD_SYSTEM_DATA_CREATED_BY_TYPE = 4,
    // Time: when the resource was created. Read-only.
    ACA_FIELD_SYSTEM_DATA_CREATED_AT = 5,
    // String: who modified the resource last. Read-only.
    ACA_FIELD_SYSTEM_DATA_LAST_MODIFIED_BY = 6,
    // String: User, Application, ManagedIdentity or Key. Read-only.
    ACA_FIELD_SYSTEM_DATA_LAST_MODIFIED_BY_TYPE = 7,
    // Time: when the resource was modified last. Read-only.
    ACA_FIELD_SYSTEM_DATA_LAST_MODIFIED_AT = 8,
    // String: the SSH user's name.
    ACA_FIELD_SSH_USERNAME = 9,
    // String: the SSH user's password. Secret.
    ACA_FIELD_SSH_PASSWORD = 10,
    // String: the public key that SSH accepts.
    ACA_FIELD_SSH_AUTHORIZED_PUBLIC_KEY = 11,
    // String: the environment used for code execution.
    ACA_FIELD_CODE_EXECUTION_ENVIRONMENT = 12,
    // String: the token used for code execution. Secret.
    ACA_FIELD_CODE_EXECUTION_TOKEN = 13,
    // Boolean: whether the session asks for authentication.
    ACA_FIELD_AUTH_ENABLED = 14,
    // String: the session's JWT. Secret.
    ACA_FIELD_AUTH_JWT_TOKEN = 15,
    // String: the session's name among its properties.
    ACA_FIELD_PROPERTIES_NAME = 16,
    // Integer, seconds: how long the session was asked for.
    ACA_FIELD_REQUESTED_DURATION_IN_SECONDS = 17,
    // Integer, seconds: how long the session has been there.
    ACA_FIELD_TIME_ELAPSED_IN_SECONDS = 18,
    // Time: when the session will expire.
    ACA_FIELD_EXPIRY_TIME = 19,
    // Time: when the session was generated.
    ACA_FIELD_GENERATED_TIME = 20,
    // String: the session's connection string. Secret.
    ACA_FIELD_CONNECTION_STRING = 21,
    // String: the session's endpoint, a URL.
    ACA_FIELD_ENDPOINT = 22,
    // String: the kind of session, an open set (SSH, CustomImage, CustomContainer, PythonLTS ...).
    ACA_FIELD_SESSION_KIND = 23,
    // String: the session's status, an open set.
    ACA_FIELD_STATUS = 24,
} aca_field;

// How much a generation tells about itself. The numbers are part of the C ABI.
typedef enum aca_trace {
    // Warnings only.
    ACA_TRACE_OFF = 0,
    // One line a request.
    ACA_TRACE_VERBOSE = 1,
    // The requests and the answers, headers and bodies, secrets replaced.
    ACA_TRACE_DEBUG = 2,
} aca_trace;

// Settings to generate sessions with. Made by `aca_client_new`, freed with `aca_client_free`. Cheap:
// threads, connections and tokens are the process's, however many clients there are. Any number of
// threads may use one client at the same time.
typedef struct aca_client aca_client;

// Why a call failed. Made by the call, freed by the caller with `aca_error_free`. It does not
// change: any thread may read it. It holds no secret.
typedef struct aca_error aca_error;

// One command on one session pool. Made by `aca_generation_new`, started with
// `aca_generation_start`, pulled with `aca_generation_next`, freed with `aca_generation_free`. It
// does not need the client it was made with any more.
typedef struct aca_generation aca_generation;

// What a text says of a session pool's identity. Made by `aca_identity_parse`, freed with
// `aca_identity_free`. It does not change: any thread may read it.
typedef struct aca_identity aca_identity;

// Sessions, and messages. Made by `aca_generation_next` and `aca_session_parse`, freed with
// `aca_page_free`, which wipes its memory. It does not change: any thread may read it. It needs
// nothing of the generation it came from.
typedef struct aca_page aca_page;

// A text that the caller owns. Its memory is wiped when it is freed.
typedef struct aca_text aca_text;

// UTF-8 text by pointer and length in bytes; there is no NUL at its end. `data` NULL means that
// there is no text, which is not the same as an empty one.
//
// Text given to a function is copied before the function returns. Text returned by a function
// belongs to the handle it came from and lives as long as that.
typedef struct aca_str {
    // The first byte, or NULL.
    const uint8_t *data;
    // How many bytes.
    size_t length;
} aca_str;

// An environment variable.
typedef struct aca_setting {
    // The variable's name.
    struct aca_str name;
    // Its value.
    struct aca_str value;
} aca_setting;

// How a client behaves. Set `size` to sizeof(aca_client_options) and all else to 0, then what you
// want.
typedef struct aca_client_options {
    // sizeof(aca_client_options), so that a later version can tell what it was given.
    size_t size;
    // Put in front of the User-Agent, such as "Az.ContainerAppsApi/0.1.0 PowerShell/7.6.9".
    struct aca_str application;
    // The environment variables to go by, of those that `aca_environment_variable_name` names; NULL
    // for the process's own.
    const struct aca_setting *environment;
    // How many `environment` has.
    size_t environment_count;
} aca_client_options;

// One of the service's details. The texts live as long as the error.
typedef struct aca_error_detail {
    // The detail's code.
    struct aca_str code;
    // The detail's message.
    struct aca_str message;
    // What it is about.
    struct aca_str target;
} aca_error_detail;

// A field with its value. A field that is given twice has the later value.
typedef struct aca_field_value {
    // An `aca_field`.
    uint32_t field;
    // An `aca_value_kind`: the one of the field's type. ABSENT is as if the field were not given.
    uint32_t kind;
    // The value of an INTEGER (within 32 bits), a BOOLEAN (0 or not) or a TIME (100 ns ticks since
    // 1970-01-01T00:00:00Z).
    int64_t integer;
    // The value of a STRING; none counts as an empty one.
    struct aca_str text;
} aca_field_value;

// What to generate, and where. Set `size` to sizeof(aca_generation_options) and all else to 0, then
// what you want.
typedef struct aca_generation_options {
    // sizeof(aca_generation_options), so that a later version can tell what it was given.
    size_t size;
    // The pool's resource Id, or that of anything below it; none to go by the three names.
    struct aca_str resource_id;
    // The subscription's Id; none to go by AZURE_SUBSCRIPTION_ID.
    struct aca_str subscription_id;
    // The resource group's name.
    struct aca_str resource_group_name;
    // The session pool's name.
    struct aca_str session_pool_name;
    // How many sessions, from 1; NULL lets the service decide.
    const int32_t *count;
    // What the sessions shall be like.
    const struct aca_field_value *fields;
    // How many `fields` has.
    size_t field_count;
    // An `aca_trace`: how much to tell in the pages' messages.
    uint32_t trace;
} aca_generation_options;

// One field of one session. Sixteen bytes; text is given by offset, so that a table can move in
// memory and needs no unsafe code to make.
typedef struct aca_value {
    // What `value` means.
    enum aca_value_kind kind;
    // Bytes of text when `kind` is a string, else 0.
    uint32_t length;
    // An offset, a number, a truth value or an instant.
    int64_t value;
} aca_value;

// A line for a person. It holds no secret.
typedef struct aca_message {
    // What kind of message it is.
    enum aca_message_level level;
    // The text; it lives as long as the page.
    struct aca_str text;
} aca_message;

// What a page holds. All of it lives as long as the page.
typedef struct aca_page_table {
    // The cells, session by session: field f of session s is values[s * field_count + f].
    const struct aca_value *values;
    // How many sessions there are; may be 0.
    size_t session_count;
    // How many fields each session has. A later version may have more than ACA_FIELD_COUNT; the
    // first ones are the same.
    size_t field_count;
    // Where the offsets of STRING cells count from.
    const uint8_t *text;
    // How many bytes `text` has.
    size_t text_length;
    // The messages since the last page, in order.
    const struct aca_message *messages;
    // How many there are; may be 0.
    size_t message_count;
} aca_page_table;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// Makes a client. Opens and starts nothing. `options` may be NULL for the defaults; all of it is
// copied, secrets into memory that is wiped when the client is freed. Any thread.
//
// # Safety
// Each pointer is NULL or points to what its type says.
enum aca_status aca_client_new(const struct aca_client_options *options,
                               struct aca_client **client,
                               struct aca_error **error);

// Frees a client. Generations made with it go on. NULL is ignored.
//
// # Safety
// `client` is NULL or a live handle, which ends here; no other call uses it at the same time.
void aca_client_free(struct aca_client *client);

// What kind of failure it is. NULL gives ACA_ERROR_KIND_INTERNAL. Any thread.
//
// # Safety
// `error` is NULL or a live handle.
enum aca_error_kind aca_error_get_kind(const struct aca_error *error);

// One of the error's texts, by an `aca_error_text`. None for what the error does not have, for
// another number and for NULL. The text lives as long as the error. Any thread.
//
// # Safety
// `error` is NULL or a live handle.
struct aca_str aca_error_get_text(const struct aca_error *error, uint32_t which);

// One of the error's numbers, by an `aca_error_number`. -1 for what the error does not have, for
// another number and for NULL. Any thread.
//
// # Safety
// `error` is NULL or a live handle.
int64_t aca_error_get_number(const struct aca_error *error, uint32_t which);

// Writes the detail at `index`, from 0, to `detail`. ACA_STATUS_DONE past the end. Any thread.
//
// # Safety
// `error` is NULL or a live handle; `detail` is NULL or a place for a detail.
enum aca_status aca_error_get_detail(const struct aca_error *error,
                                     size_t index,
                                     struct aca_error_detail *detail);

// Frees an error. NULL is ignored.
//
// # Safety
// `error` is NULL or a live handle, which ends here.
void aca_error_free(struct aca_error *error);

// Where `field` stands in a session's JSON, keys joined by dots, such as
// "properties.sshConfiguration.password"; none for a number that is no field. The text is never
// freed. Any thread.
struct aca_str aca_field_path(uint32_t field);

// Checks all of `options` that can be checked without the network, and makes a generation that is
// ready to start. Nothing is sent, no token is asked for. All of `options` is copied, secrets into
// memory that is wiped. Any thread.
//
// # Safety
// Each pointer is NULL or points to what its type says.
enum aca_status aca_generation_new(const struct aca_client *client,
                                   const struct aca_generation_options *options,
                                   struct aca_generation **generation,
                                   struct aca_error **error);

// The resource Id of the generation's session pool; it lives as long as the generation. NULL gives
// none. Any thread.
//
// # Safety
// `generation` is NULL or a live handle.
struct aca_str aca_generation_target(const struct aca_generation *generation);

// Starts the work and returns at once; it goes on in the background. Fails with
// ACA_ERROR_KIND_CREDENTIAL_UNAVAILABLE when there is nothing to sign in with. A generation starts
// once; more calls do nothing. Any thread.
//
// # Safety
// `generation` is NULL or a live handle; `error` is NULL or a place for a pointer.
enum aca_status aca_generation_start(const struct aca_generation *generation,
                                     struct aca_error **error);

// Waits up to `timeout_ms` milliseconds for the next page. ACA_STATUS_OK: `*page` is a page that
// the caller frees. ACA_STATUS_PENDING: nothing yet, call again. ACA_STATUS_DONE: all pages were
// given. ACA_STATUS_CANCELLED: it was cancelled. Else `*error` says why there are no more pages;
// pages given before stay good. Pages are fetched ahead while the caller works with one, a few at
// most. One thread at a time: a second one gets ACA_STATUS_INVALID_ARGUMENT.
//
// # Safety
// Each pointer is NULL or points to what its type says.
enum aca_status aca_generation_next(const struct aca_generation *generation,
                                    uint32_t timeout_ms,
                                    struct aca_page **page,
                                    struct aca_error **error);

// Stops the work at once; a call of `aca_generation_next` that waits returns
// ACA_STATUS_CANCELLED. More calls do nothing, NULL is ignored. Any thread, at any time before
// `aca_generation_free`.
//
// # Safety
// `generation` is NULL or a live handle.
void aca_generation_cancel(const struct aca_generation *generation);

// Frees a generation; what is still under way is cancelled. NULL is ignored.
//
// # Safety
// `generation` is NULL or a live handle, which ends here; no other call uses it at the same time.
void aca_generation_free(struct aca_generation *generation);

// Reads the identity of a session pool out of a text: a resource Id (the pool's, with or without
// "/generateSessions" and a slash at the end, or that of anything below the pool, in any case), or
// a JSON object with one under "id" or "resourceId", or with "subscriptionId", "resourceGroupName"
// and "sessionPoolName" (or "name"). From an Id the parts are filled in. Any thread.
//
// # Safety
// Each pointer is NULL or points to what its type says.
enum aca_status aca_identity_parse(struct aca_str text,
                                   struct aca_identity **identity,
                                   struct aca_error **error);

// One of the identity's parts, by an `aca_identity_part`. None for what it does not have, for
// another number and for NULL. The text lives as long as the identity. Any thread.
//
// # Safety
// `identity` is NULL or a live handle.
struct aca_str aca_identity_part_get(const struct aca_identity *identity, uint32_t part);

// Frees an identity. NULL is ignored.
//
// # Safety
// `identity` is NULL or a live handle, which ends here.
void aca_identity_free(struct aca_identity *identity);

// The ABI's version: major in the upper 16 bits, minor in the lower. Call it first, and go no
// further when the major version is not ACA_ABI_VERSION_MAJOR. Any thread.
uint32_t aca_abi_version(void);

// The library's version, such as 0.1.0. The text is never freed. Any thread.
struct aca_str aca_library_version(void);

// How many environment variables the library reads. A host whose environment is not the process's
// own (.NET on Unix) looks these up and gives them to `aca_client_new`. Any thread.
size_t aca_environment_variable_count(void);

// The name of the environment variable at `index`, from 0; none past the end. The text is never
// freed. Any thread.
struct aca_str aca_environment_variable_name(size_t index);

// Writes what the page holds to `table`. Any thread.
//
// # Safety
// `page` is NULL or a live handle; `table` is NULL or a place for a table.
enum aca_status aca_page_get_table(const struct aca_page *page, struct aca_page_table *table);

// Frees a page. NULL is ignored.
//
// # Safety
// `page` is NULL or a live handle, which ends here; nothing reads its table any more.
void aca_page_free(struct aca_page *page);

// Reads one session in wire form into a page with one session. A key that no field has and a value of
// another type than its field's are errors that name them. Any thread.
//
// # Safety
// Each pointer is NULL or points to what its type says.
enum aca_status aca_session_parse(struct aca_str json,
                                  struct aca_page **page,
                                  struct aca_error **error);

// Writes a session in wire form: only what has a value, an object with nothing in it left out. The
// text may hold secrets; `aca_text_free` wipes it. Any thread.
//
// # Safety
// Each pointer is NULL or points to what its type says.
enum aca_status aca_session_to_json(const struct aca_field_value *fields,
                                    size_t field_count,
                                    bool indented,
                                    struct aca_text **json,
                                    struct aca_error **error);

// The text; it lives as long as the handle. NULL gives none. Any thread.
//
// # Safety
// `text` is NULL or a live handle.
struct aca_str aca_text_get(const struct aca_text *text);

// Frees a text. NULL is ignored.
//
// # Safety
// `text` is NULL or a live handle, which ends here.
void aca_text_free(struct aca_text *text);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* ACA_SESSIONS_H */
