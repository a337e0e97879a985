#include "Disk.h"
#include <stdlib.h>
#include <string.h>

static struct disk *disks;
static pthread_mutex_t disks_mutex = PTHREAD_MUTEX_INITIALIZER;

// The disk of that name, with its mutex held.
static struct disk *take(const char *name) {
    pthread_mutex_lock(&disks_mutex);
    struct disk *disk = disks;
    while (disk && strcmp(disk->name, name)) disk = disk->next;
    pthread_mutex_unlock(&disks_mutex);
    if (!disk) abort();
    pthread_mutex_lock(&disk->mutex);
    return disk;
}

static void give(struct disk *disk) { pthread_mutex_unlock(&disk->mutex); }

void powercut_register(const char *name, uint64_t seed) {
    struct disk *disk = calloc(1, sizeof *disk);
    disk->name = strdup(name);
    disk->random = seed;
    pthread_mutex_init(&disk->mutex, NULL);
    vfs_install(disk);
    pthread_mutex_lock(&disks_mutex);
    disk->next = disks;
    disks = disk;
    pthread_mutex_unlock(&disks_mutex);
}

void powercut_unregister(const char *name) {
    pthread_mutex_lock(&disks_mutex);
    struct disk **link = &disks;
    while (*link && strcmp((*link)->name, name)) link = &(*link)->next;
    struct disk *disk = *link;
    if (!disk) abort();
    *link = disk->next;
    pthread_mutex_unlock(&disks_mutex);
    sqlite3_vfs_unregister(&disk->vfs);
    while (disk->files) disk_forget(disk, disk->files);
    disk_clear_trace(disk);
    pthread_mutex_destroy(&disk->mutex);
    free(disk->name);
    free(disk);
}

void powercut_cut(const char *name) {
    struct disk *disk = take(name);
    disk_cut(disk);
    give(disk);
}

void powercut_cut_after(const char *name, int64_t steps) {
    struct disk *disk = take(name);
    disk->cut_at = steps ? disk->steps + steps : 0;
    give(disk);
}

bool powercut_is_cut(const char *name) {
    struct disk *disk = take(name);
    bool is_off = disk->is_off;
    give(disk);
    return is_off;
}

void powercut_revive(const char *name) {
    struct disk *disk = take(name);
    disk->is_off = false;
    give(disk);
}

int64_t powercut_steps(const char *name) {
    struct disk *disk = take(name);
    int64_t steps = disk->steps;
    give(disk);
    return steps;
}

void powercut_fail(const char *name, powercut_kind kind, int64_t count, int code) {
    struct disk *disk = take(name);
    disk->fail_after[kind] = count;
    disk->fail_code[kind] = code;
    give(disk);
}

void powercut_trace(const char *name) {
    struct disk *disk = take(name);
    disk_clear_trace(disk);
    disk->is_tracing = true;
    give(disk);
}

void powercut_trace_clear(const char *name) {
    struct disk *disk = take(name);
    disk_clear_trace(disk);
    disk->is_tracing = false;
    give(disk);
}

int64_t powercut_trace_count(const char *name) {
    struct disk *disk = take(name);
    int64_t count = disk->event_count;
    give(disk);
    return count;
}

powercut_event powercut_trace_event(const char *name, int64_t number) {
    struct disk *disk = take(name);
    if (number < 0 || number >= disk->event_count) abort();
    powercut_event event = disk->events[number];
    give(disk);
    return event;
}

void powercut_note(const char *name, const char *words) {
    struct disk *disk = take(name);
    disk_note(disk, POWERCUT_NOTE, words, 0, 0, NULL);
    give(disk);
}
