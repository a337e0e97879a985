#pragma once

#include <stdbool.h>
#include <stdint.h>

// A SQLite file system in memory, for tests, whose power can be cut.
//
// Each file is kept twice: as the program sees it, and as the disk holds it, with every change that no sync has made
// durable. A cut decides about each of those changes with a seeded generator: kept, dropped, or torn by sectors of 512
// octets. From then on every handle is dead. After powercut_revive the name opens on what survived.
//
// All functions take the name that was registered, which is also the `vfs` to open a database with, and may be called
// from any thread. An unknown name is a mistake of the test and aborts.

void powercut_register(const char *name, uint64_t seed);
// Forgets everything; no database may be open.
void powercut_unregister(const char *name);

void powercut_cut(const char *name);
// Cuts in the midst of the `steps`-th write, sync, resize or deletion from now on; 0 takes the order back.
void powercut_cut_after(const char *name, int64_t steps);
bool powercut_is_cut(const char *name);
void powercut_revive(const char *name);
// Writes, syncs, resizes and deletions since the registration.
int64_t powercut_steps(const char *name);

typedef enum {
    POWERCUT_WRITE,
    POWERCUT_SYNC,
    POWERCUT_RESIZE,
    POWERCUT_DELETE,
    POWERCUT_CUT,
    POWERCUT_NOTE,
} powercut_kind;

// Lets the `count`-th step of a kind from now on, and those after it, fail with a SQLite result code, until `code` is 0.
// What a failed sync should have made durable is lost, whatever syncs follow: Linux tells of it only once.
void powercut_fail(const char *name, powercut_kind kind, int64_t count, int code);

typedef struct {
    powercut_kind kind;
    // The file, or the words of a note; empty for a cut. Valid until the trace is cleared.
    const char *text;
    int64_t offset;
    int64_t length;
    // The octets of a write.
    const uint8_t *data;
} powercut_event;

// Begins a trace, with nothing in it.
void powercut_trace(const char *name);
// Ends the trace and forgets it.
void powercut_trace_clear(const char *name);
int64_t powercut_trace_count(const char *name);
// The events in the order in which they happened, all threads together; a sync stands where it was complete.
powercut_event powercut_trace_event(const char *name, int64_t number);
// Puts words of the test's own into the trace.
void powercut_note(const char *name, const char *words);
