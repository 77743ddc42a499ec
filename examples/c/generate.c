/*
 * Generates sessions from a session pool and prints one line for each.
 *
 *     generate POOL-ID [COUNT]
 *
 * It signs in with AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET. Build it with
 *
 *     cc -Iinclude examples/c/generate.c -Ltarget/release -laca_sessions -o generate
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aca_sessions.h"

static aca_str str(const char *text) {
    return (aca_str){(const uint8_t *)text, strlen(text)};
}

/* Tells why a call failed, frees the error and gives the exit code. */
static int fail(aca_error *error) {
    aca_str message = aca_error_get_text(error, ACA_ERROR_TEXT_MESSAGE);
    aca_str advice = aca_error_get_text(error, ACA_ERROR_TEXT_ADVICE);
    fprintf(stderr, "%.*s\n%.*s\n", (int)message.length, (const char *)message.data,
            (int)advice.length, advice.data != NULL ? (const char *)advice.data : "");
    aca_error_free(error);
    return EXIT_FAILURE;
}

/* Text lies in the page's own memory: a cell says where. */
static void print_text(const aca_page_table *table, size_t session, aca_field field) {
    const aca_value *value = &table->values[session * table->field_count + field];
    if (value->kind == ACA_VALUE_KIND_STRING) {
        printf("%.*s", (int)value->length, (const char *)table->text + value->value);
    }
}

static void print_page(const aca_page *page) {
    aca_page_table table;
    if (aca_page_get_table(page, &table) != ACA_STATUS_OK) {
        return;
    }
    for (size_t i = 0; i < table.message_count; i++) {
        aca_str text = table.messages[i].text;
        fprintf(stderr, "warning: %.*s\n", (int)text.length, (const char *)text.data);
    }
    for (size_t i = 0; i < table.session_count; i++) {
        print_text(&table, i, ACA_FIELD_NAME);
        printf("  ");
        print_text(&table, i, ACA_FIELD_STATUS);
        printf("  ");
        print_text(&table, i, ACA_FIELD_ENDPOINT);
        printf("\n");
    }
}

/* Pulls pages until there are no more. */
static int print_all(aca_generation *generation) {
    aca_error *error = NULL;
    if (aca_generation_start(generation, &error) != ACA_STATUS_OK) {
        return fail(error);
    }
    for (;;) {
        aca_page *page = NULL;
        switch (aca_generation_next(generation, 1000, &page, &error)) {
        case ACA_STATUS_OK:
            print_page(page);
            aca_page_free(page);
            break;
        case ACA_STATUS_PENDING:
            break; /* A program with a user would look here whether to cancel. */
        case ACA_STATUS_DONE:
            return EXIT_SUCCESS;
        case ACA_STATUS_CANCELLED:
            return EXIT_FAILURE;
        default:
            return fail(error);
        }
    }
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: %s POOL-ID [COUNT]\n", argv[0]);
        return EXIT_FAILURE;
    }
    if (aca_abi_version() >> 16 != ACA_ABI_VERSION_MAJOR) {
        fprintf(stderr, "The aca_sessions library has another ABI version than this program.\n");
        return EXIT_FAILURE;
    }
    aca_error *error = NULL;
    aca_client *client = NULL;
    aca_client_options client_options = {.size = sizeof client_options, .application = str("c-example/1.0")};
    if (aca_client_new(&client_options, &client, &error) != ACA_STATUS_OK) {
        return fail(error);
    }
    int32_t count = argc > 2 ? atoi(argv[2]) : 1;
    aca_field_value kind = {ACA_FIELD_SESSION_KIND, ACA_VALUE_KIND_STRING, 0, str("PythonLTS")};
    aca_generation_options options = {
        .size = sizeof options,
        .resource_id = str(argv[1]),
        .count = &count,
        .fields = &kind,
        .field_count = 1,
    };
    aca_generation *generation = NULL;
    aca_status status = aca_generation_new(client, &options, &generation, &error);
    aca_client_free(client); /* The generation does not need it any more. */
    if (status != ACA_STATUS_OK) {
        return fail(error);
    }
    int exit_code = print_all(generation);
    aca_generation_free(generation);
    return exit_code;
}
