#include "Disk.h"
#include <stdlib.h>
#include <string.h>

// splitmix64
uint64_t disk_random(struct disk *disk) {
    uint64_t z = (disk->random += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

static bool chance(struct disk *disk, int percent) { return (int)(disk_random(disk) % 100) < percent; }

static void image_resize(struct image *image, int64_t size) {
    if (size > image->room) {
        image->room = size * 2 + 4096;
        image->octets = realloc(image->octets, (size_t)image->room);
    }
    if (size > image->size) memset(image->octets + image->size, 0, (size_t)(size - image->size));
    image->size = size;
}

static void image_write(struct image *image, int64_t offset, int64_t length, const uint8_t *data) {
    if (length == 0) return;
    if (offset + length > image->size) image_resize(image, offset + length);
    memcpy(image->octets + offset, data, (size_t)length);
}

static void change(struct file *file, int kind, int64_t offset, int64_t length, const uint8_t *data) {
    if (file->is_temporary) return;
    struct change *change = calloc(1, sizeof *change);
    change->kind = kind;
    change->offset = offset;
    change->length = length;
    if (data) {
        change->data = malloc((size_t)length);
        memcpy(change->data, data, (size_t)length);
    }
    *file->end = change;
    file->end = &change->next;
}

static void drop_change(struct file *file) {
    struct change *change = file->changes;
    file->changes = change->next;
    if (!file->changes) file->end = &file->changes;
    free(change->data);
    free(change);
}

static void drop_changes(struct file *file) {
    while (file->changes) drop_change(file);
}

void file_write(struct file *file, int64_t offset, int64_t length, const uint8_t *data) {
    image_write(&file->current, offset, length, data);
    change(file, change_write, offset, length, data);
}

void file_resize(struct file *file, int64_t size) {
    image_resize(&file->current, size);
    change(file, change_resize, size, 0, NULL);
}

void file_remove(struct file *file) {
    image_resize(&file->current, 0);
    file->exists = false;
    change(file, change_remove, 0, 0, NULL);
}

// Makes what names there are durable, and with a name gone what it stood for.
void disk_sync_names(struct disk *disk) {
    for (struct file *file = disk->files; file; file = file->next) {
        struct change *last = NULL;
        for (struct change *change = file->changes; change; change = change->next) {
            if (change->kind == change_create || change->kind == change_remove) last = change;
        }
        if (file->is_dead || !last) continue;
        file->exists_durably = last->kind == change_create;
        image_resize(&file->durable, 0);
        while (file->changes != last) drop_change(file);
        drop_change(file);
    }
}

void file_sync(struct file *file) {
    for (struct change *change = file->changes; change; change = change->next) {
        switch (change->kind) {
        case change_write:
            if (!change->is_lost) image_write(&file->durable, change->offset, change->length, change->data);
            break;
        case change_resize:
            image_resize(&file->durable, change->offset);
            break;
        case change_create:
        case change_remove:
            image_resize(&file->durable, 0);
            break;
        }
    }
    file->exists_durably = file->exists;
    drop_changes(file);
}

// What Linux does when a sync fails: it reports that once, and takes what it could not write for written.
void file_lose(struct file *file) {
    for (struct change *change = file->changes; change; change = change->next) {
        change->is_lost = change->kind == change_write;
    }
}

void file_unmap(struct file *file) {
    for (int i = 0; i < file->regions; i++) free(file->region[i]);
    free(file->region);
    file->region = NULL;
    file->regions = 0;
}

static struct file *file_new(const char *name) {
    struct file *file = calloc(1, sizeof *file);
    file->name = name ? strdup(name) : NULL;
    file->is_temporary = !name;
    file->end = &file->changes;
    return file;
}

struct file *disk_file(struct disk *disk, const char *name, bool create) {
    struct file *file = disk->files;
    while (name && file && (file->is_dead || file->is_temporary || strcmp(file->name, name))) file = file->next;
    if (!name || (!file && create)) {
        file = file_new(name);
        file->next = disk->files;
        disk->files = file;
    }
    if (create && !file->exists) {
        file->exists = true;
        change(file, change_create, 0, 0, NULL);
    }
    return file && file->exists ? file : NULL;
}

void disk_forget(struct disk *disk, struct file *file) {
    struct file **link = &disk->files;
    while (*link != file) link = &(*link)->next;
    *link = file->next;
    drop_changes(file);
    file_unmap(file);
    free(file->current.octets);
    free(file->durable.octets);
    free(file->name);
    free(file);
}

int disk_step(struct disk *disk, powercut_kind kind) {
    disk->steps++;
    if (!disk->fail_code[kind] || --disk->fail_after[kind] > 0) return 0;
    return disk->fail_code[kind];
}

bool disk_cut_if_due(struct disk *disk) {
    if (!disk->cut_at || disk->steps < disk->cut_at) return false;
    disk_cut(disk);
    return true;
}

// What of one write reached the disk, if not all of it.
static void tear(struct disk *disk, struct image *image, struct change *change) {
    int64_t end = change->offset + change->length;
    // A file may have grown without what it grew by.
    if (end > image->size && chance(disk, 50)) image_resize(image, end);
    if (chance(disk, 50)) return;
    for (int64_t from = change->offset; from < end;) {
        int64_t to = (from / sector + 1) * sector;
        if (to > end) to = end;
        if (chance(disk, 50)) image_write(image, from, to - from, change->data + (from - change->offset));
        from = to;
    }
}

// Makes of a file's durable state, and of its changes, what is found after the cut. `kept` is in percent.
static void survive(struct disk *disk, struct file *file, int kept) {
    bool exists = file->exists_durably;
    for (struct change *change = file->changes; change; change = change->next) {
        bool is_kept = chance(disk, kept) && !change->is_lost;
        if (change->kind == change_write) {
            if (is_kept) image_write(&file->durable, change->offset, change->length, change->data);
            if (!is_kept && !change->is_lost) tear(disk, &file->durable, change);
        } else if (change->kind == change_resize) {
            if (is_kept) image_resize(&file->durable, change->offset);
        } else {
            // The name still means what it meant before: what was done to the new file is lost with it.
            if (!is_kept) break;
            exists = change->kind == change_create;
            image_resize(&file->durable, 0);
        }
    }
    if (!exists) return;
    struct file *survivor = file_new(file->name);
    survivor->exists = survivor->exists_durably = true;
    image_write(&survivor->current, 0, file->durable.size, file->durable.octets);
    image_write(&survivor->durable, 0, file->durable.size, file->durable.octets);
    survivor->next = disk->files;
    disk->files = survivor;
}

void disk_cut(struct disk *disk) {
    if (disk->is_off) return;
    disk_note(disk, POWERCUT_CUT, "", 0, 0, NULL);
    disk->is_off = true;
    disk->cut_at = 0;
    // Sometimes nearly all arrived and sometimes nearly nothing: equal chances for each would never show those.
    int kept = (int)(disk_random(disk) % 5) * 25;
    struct file *next;
    for (struct file *file = disk->files; file; file = next) {
        next = file->next;
        if (file->is_dead) continue;
        file->is_dead = true;
        if (!file->is_temporary) survive(disk, file, kept);
        if (!file->handles) disk_forget(disk, file);
    }
}

void disk_note(struct disk *disk, powercut_kind kind, const char *text, int64_t offset, int64_t length,
               const uint8_t *data) {
    if (!disk->is_tracing) return;
    if (disk->event_count == disk->event_room) {
        disk->event_room = disk->event_room * 2 + 256;
        disk->events = realloc(disk->events, (size_t)disk->event_room * sizeof *disk->events);
    }
    powercut_event event = {.kind = kind, .text = strdup(text), .offset = offset, .length = length, .data = NULL};
    if (data) event.data = memcpy(malloc((size_t)length), data, (size_t)length);
    disk->events[disk->event_count++] = event;
}

void disk_clear_trace(struct disk *disk) {
    for (int64_t i = 0; i < disk->event_count; i++) {
        free((void *)disk->events[i].text);
        free((void *)disk->events[i].data);
    }
    free(disk->events);
    disk->events = NULL;
    disk->event_count = disk->event_room = 0;
}
