#include "Disk.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Every method begins so; a dead file answers to nothing.
static int enter(sqlite3_file *base, struct handle **handle, struct file **file) {
    *handle = (struct handle *)base;
    *file = (*handle)->file;
    pthread_mutex_lock(&(*handle)->disk->mutex);
    return (*file)->is_dead ? SQLITE_IOERR : SQLITE_OK;
}

static int leave(struct disk *disk, int code) {
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

static void release(struct handle *handle, int level) {
    struct file *file = handle->file;
    if (handle->level <= level) return;
    if (file->pending == handle) file->pending = NULL;
    if (file->reserved == handle) file->reserved = NULL;
    if (level == SQLITE_LOCK_NONE) file->shared--;
    handle->level = level;
}

static void release_slots(struct handle *handle, unsigned mask) {
    struct file *file = handle->file;
    for (int i = 0; i < SQLITE_SHM_NLOCK; i++) {
        if (!(mask >> i & 1)) continue;
        if (file->exclusive_slots[i] == handle) file->exclusive_slots[i] = NULL;
        if (handle->shared_slots >> i & 1) file->shared_slots[i]--;
    }
    handle->shared_slots &= ~mask;
}

static void unmap(struct handle *handle) {
    if (!handle->is_mapped) return;
    release_slots(handle, ~0u);
    handle->is_mapped = false;
    if (--handle->file->mappings == 0) file_unmap(handle->file);
}

static int file_close(sqlite3_file *base) {
    struct handle *handle;
    struct file *file;
    enter(base, &handle, &file);
    unmap(handle);
    release(handle, SQLITE_LOCK_NONE);
    if (handle->removes && !file->is_dead) file_remove(file);
    if (--file->handles == 0 && (file->is_dead || file->is_temporary)) disk_forget(handle->disk, file);
    return leave(handle->disk, SQLITE_OK);
}

static int read_at(sqlite3_file *base, void *buffer, int length, sqlite3_int64 offset) {
    struct handle *handle;
    struct file *file;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_READ);
    int64_t there = file->current.size - offset;
    if (there < 0) there = 0;
    if (there > length) there = length;
    if (there) memcpy(buffer, file->current.octets + offset, (size_t)there);
    memset((uint8_t *)buffer + there, 0, (size_t)(length - there));
    return leave(handle->disk, there < length ? SQLITE_IOERR_SHORT_READ : SQLITE_OK);
}

static int write_at(sqlite3_file *base, const void *data, int length, sqlite3_int64 offset) {
    struct handle *handle;
    struct file *file;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_WRITE);
    if (!file->is_temporary) {
        int code = disk_step(handle->disk, POWERCUT_WRITE);
        if (code) return leave(handle->disk, code);
        disk_note(handle->disk, POWERCUT_WRITE, file->name, offset, length, data);
    }
    file_write(file, offset, length, data);
    return leave(handle->disk, disk_cut_if_due(handle->disk) ? SQLITE_IOERR_WRITE : SQLITE_OK);
}

static int truncate_to(sqlite3_file *base, sqlite3_int64 size) {
    struct handle *handle;
    struct file *file;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_TRUNCATE);
    if (!file->is_temporary) {
        int code = disk_step(handle->disk, POWERCUT_RESIZE);
        if (code) return leave(handle->disk, code);
        disk_note(handle->disk, POWERCUT_RESIZE, file->name, size, 0, NULL);
    }
    file_resize(file, size);
    return leave(handle->disk, disk_cut_if_due(handle->disk) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK);
}

static int sync_file(sqlite3_file *base, int flags) {
    (void)flags;
    struct handle *handle;
    struct file *file;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_FSYNC);
    if (file->is_temporary) return leave(handle->disk, SQLITE_OK);
    int code = disk_step(handle->disk, POWERCUT_SYNC);
    if (code) file_lose(file);
    if (code) return leave(handle->disk, code);
    if (disk_cut_if_due(handle->disk)) return leave(handle->disk, SQLITE_IOERR_FSYNC);
    // SQLite's own file system does so with the first sync of a journal or a log, and with no other.
    if (handle->syncs_names) disk_sync_names(handle->disk);
    handle->syncs_names = false;
    file_sync(file);
    disk_note(handle->disk, POWERCUT_SYNC, file->name, 0, 0, NULL);
    return leave(handle->disk, SQLITE_OK);
}

static int size_of(sqlite3_file *base, sqlite3_int64 *size) {
    struct handle *handle;
    struct file *file;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_FSTAT);
    *size = file->current.size;
    return leave(handle->disk, SQLITE_OK);
}

// https://sqlite.org/lockingv3.html §3, between the handles of one process.
static int lock(sqlite3_file *base, int level) {
    struct handle *handle;
    struct file *file;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_LOCK);
    if (handle->level >= level) return leave(handle->disk, SQLITE_OK);
    if (file->pending && file->pending != handle) return leave(handle->disk, SQLITE_BUSY);
    if (handle->level == SQLITE_LOCK_NONE) {
        file->shared++;
        handle->level = SQLITE_LOCK_SHARED;
    }
    if (level == SQLITE_LOCK_SHARED) return leave(handle->disk, SQLITE_OK);
    if (file->reserved && file->reserved != handle) return leave(handle->disk, SQLITE_BUSY);
    file->reserved = handle;
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        file->pending = handle;
        handle->level = SQLITE_LOCK_PENDING;
        if (file->shared > 1) return leave(handle->disk, SQLITE_BUSY);
    }
    handle->level = level;
    return leave(handle->disk, SQLITE_OK);
}

static int unlock(sqlite3_file *base, int level) {
    struct handle *handle;
    struct file *file;
    enter(base, &handle, &file);
    release(handle, level);
    return leave(handle->disk, SQLITE_OK);
}

static int check_reserved(sqlite3_file *base, int *is_reserved) {
    struct handle *handle;
    struct file *file;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_CHECKRESERVEDLOCK);
    *is_reserved = file->reserved != NULL;
    return leave(handle->disk, SQLITE_OK);
}

static int control(sqlite3_file *base, int operation, void *argument) {
    (void)base, (void)operation, (void)argument;
    return SQLITE_NOTFOUND;
}

static int sector_size(sqlite3_file *base) {
    (void)base;
    return sector;
}

// What SQLite takes for granted of a real disk too: a torn write harms nothing beside the octets written.
static int characteristics(sqlite3_file *base) {
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int shm_map(sqlite3_file *base, int region, int size, int extend, void volatile **address) {
    struct handle *handle;
    struct file *file;
    *address = NULL;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_SHMMAP);
    if (!handle->is_mapped) {
        handle->is_mapped = true;
        file->mappings++;
    }
    while (extend && file->regions <= region) {
        file->region = realloc(file->region, (size_t)(file->regions + 1) * sizeof *file->region);
        file->region[file->regions++] = calloc(1, (size_t)size);
    }
    if (region < file->regions) *address = file->region[region];
    return leave(handle->disk, SQLITE_OK);
}

static int shm_lock(sqlite3_file *base, int offset, int count, int flags) {
    struct handle *handle;
    struct file *file;
    if (enter(base, &handle, &file)) return leave(handle->disk, SQLITE_IOERR_SHMLOCK);
    unsigned mask = ((1u << count) - 1) << offset;
    if (flags & SQLITE_SHM_UNLOCK) {
        release_slots(handle, mask);
        return leave(handle->disk, SQLITE_OK);
    }
    for (int i = offset; i < offset + count; i++) {
        bool is_mine = handle->shared_slots >> i & 1;
        if (file->exclusive_slots[i] && file->exclusive_slots[i] != handle) return leave(handle->disk, SQLITE_BUSY);
        if (flags & SQLITE_SHM_EXCLUSIVE && file->shared_slots[i] > is_mine) return leave(handle->disk, SQLITE_BUSY);
    }
    for (int i = offset; i < offset + count; i++) {
        if (flags & SQLITE_SHM_EXCLUSIVE) {
            file->exclusive_slots[i] = handle;
        } else if (!(handle->shared_slots >> i & 1)) {
            file->shared_slots[i]++;
            handle->shared_slots |= 1u << i;
        }
    }
    return leave(handle->disk, SQLITE_OK);
}

static void shm_barrier(sqlite3_file *base) {
    struct handle *handle = (struct handle *)base;
    pthread_mutex_lock(&handle->disk->mutex);
    pthread_mutex_unlock(&handle->disk->mutex);
}

static int shm_unmap(sqlite3_file *base, int removes) {
    (void)removes;
    struct handle *handle;
    struct file *file;
    enter(base, &handle, &file);
    unmap(handle);
    return leave(handle->disk, SQLITE_OK);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = read_at,
    .xWrite = write_at,
    .xTruncate = truncate_to,
    .xSync = sync_file,
    .xFileSize = size_of,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = check_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *flags_out) {
    struct disk *disk = (struct disk *)vfs;
    struct handle *handle = (struct handle *)base;
    memset(handle, 0, sizeof *handle);
    pthread_mutex_lock(&disk->mutex);
    struct file *file = disk->is_off ? NULL : disk_file(disk, name, !name || flags & SQLITE_OPEN_CREATE);
    if (!file) return leave(disk, SQLITE_CANTOPEN);
    file->handles++;
    handle->base.pMethods = &methods;
    handle->disk = disk;
    handle->file = file;
    handle->syncs_names = flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL);
    handle->removes = flags & SQLITE_OPEN_DELETEONCLOSE;
    if (flags_out) *flags_out = flags;
    return leave(disk, SQLITE_OK);
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync_directory) {
    struct disk *disk = (struct disk *)vfs;
    pthread_mutex_lock(&disk->mutex);
    if (disk->is_off) return leave(disk, SQLITE_IOERR_DELETE);
    struct file *file = disk_file(disk, name, false);
    if (!file) return leave(disk, SQLITE_IOERR_DELETE_NOENT);
    int code = disk_step(disk, POWERCUT_DELETE);
    if (code) return leave(disk, code);
    disk_note(disk, POWERCUT_DELETE, name, 0, 0, NULL);
    file_remove(file);
    if (disk_cut_if_due(disk)) return leave(disk, SQLITE_IOERR_DELETE);
    if (sync_directory) disk_sync_names(disk);
    return leave(disk, SQLITE_OK);
}

static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    (void)flags;
    struct disk *disk = (struct disk *)vfs;
    pthread_mutex_lock(&disk->mutex);
    if (disk->is_off) return leave(disk, SQLITE_IOERR_ACCESS);
    struct file *file = disk_file(disk, name, false);
    *result = file && file->current.size > 0;
    return leave(disk, SQLITE_OK);
}

static int full_name(sqlite3_vfs *vfs, const char *name, int room, char *full) {
    (void)vfs;
    snprintf(full, (size_t)room, "%s", name);
    return SQLITE_OK;
}

static int randomness(sqlite3_vfs *vfs, int count, char *octets) {
    struct disk *disk = (struct disk *)vfs;
    pthread_mutex_lock(&disk->mutex);
    for (int i = 0; i < count; i++) octets[i] = (char)disk_random(disk);
    return leave(disk, count);
}

static int sleep_for(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    return sqlite3_sleep(microseconds / 1000 + 1) * 1000;
}

static int current_time(sqlite3_vfs *vfs, sqlite3_int64 *milliseconds) {
    (void)vfs;
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    return real->xCurrentTimeInt64(real, milliseconds);
}

static int current_day(sqlite3_vfs *vfs, double *day) {
    sqlite3_int64 milliseconds = 0;
    int code = current_time(vfs, &milliseconds);
    *day = (double)milliseconds / 86400000.0;
    return code;
}

static int last_error(sqlite3_vfs *vfs, int room, char *message) {
    (void)vfs, (void)room, (void)message;
    return 0;
}

void vfs_install(struct disk *disk) {
    disk->vfs = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = sizeof(struct handle),
        .mxPathname = 512,
        .zName = disk->name,
        .xOpen = open_file,
        .xDelete = delete_file,
        .xAccess = access_file,
        .xFullPathname = full_name,
        .xRandomness = randomness,
        .xSleep = sleep_for,
        .xCurrentTime = current_day,
        .xGetLastError = last_error,
        .xCurrentTimeInt64 = current_time,
    };
    sqlite3_vfs_register(&disk->vfs, 0);
}
