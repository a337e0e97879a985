#pragma once

#include "PowerCut.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

enum { sector = 512 };

struct image {
    uint8_t *octets;
    int64_t size;
    int64_t room;
};

// What was done to a file and is not durable yet, oldest first.
struct change {
    enum { change_write, change_resize, change_create, change_remove } kind;
    int64_t offset;
    int64_t length;
    uint8_t *data;
    bool is_lost;
    struct change *next;
};

struct handle;

struct file {
    char *name;
    // Without a name: gone with its handle, and in no trace.
    bool is_temporary;
    // From before a cut: every use but closing fails.
    bool is_dead;
    bool exists;
    bool exists_durably;
    struct image current;
    struct image durable;
    struct change *changes;
    struct change **end;
    int handles;

    int shared;
    struct handle *reserved;
    struct handle *pending;

    int mappings;
    int regions;
    uint8_t **region;
    int shared_slots[SQLITE_SHM_NLOCK];
    struct handle *exclusive_slots[SQLITE_SHM_NLOCK];

    struct file *next;
};

struct disk {
    sqlite3_vfs vfs;
    char *name;
    pthread_mutex_t mutex;
    uint64_t random;
    bool is_off;
    struct file *files;
    int64_t steps;
    int64_t cut_at;
    int64_t fail_after[POWERCUT_NOTE];
    int fail_code[POWERCUT_NOTE];
    bool is_tracing;
    powercut_event *events;
    int64_t event_count;
    int64_t event_room;
    struct disk *next;
};

struct handle {
    sqlite3_file base;
    struct disk *disk;
    struct file *file;
    int level;
    bool removes;
    bool syncs_names;
    bool is_mapped;
    unsigned shared_slots;
};

// All of these are called with the disk's mutex held.
uint64_t disk_random(struct disk *disk);
struct file *disk_file(struct disk *disk, const char *name, bool create);
void disk_forget(struct disk *disk, struct file *file);
// Counts a step; returns what it fails with, or 0.
int disk_step(struct disk *disk, powercut_kind kind);
// To be called when a step is done, or for a sync before it is: true if the power went.
bool disk_cut_if_due(struct disk *disk);
void disk_cut(struct disk *disk);
void disk_sync_names(struct disk *disk);
void disk_note(struct disk *disk, powercut_kind kind, const char *text, int64_t offset, int64_t length,
               const uint8_t *data);
void disk_clear_trace(struct disk *disk);

void file_write(struct file *file, int64_t offset, int64_t length, const uint8_t *data);
void file_resize(struct file *file, int64_t size);
void file_remove(struct file *file);
void file_sync(struct file *file);
void file_lose(struct file *file);
void file_unmap(struct file *file);

void vfs_install(struct disk *disk);
