import Glibc

/// What a store asks of the file system beside SQLite: names that stand only for what is on the disk.
enum Files {
    /// Makes an empty file that is its owner's alone. Throws where there is one.
    static func make(_ path: String) throws(SQLError) {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(path) }
        close(file)
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Into a new file, which is its owner's alone.
    static func copy(_ path: String, to copy: String) throws(SQLError) {
        let source = open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw failure(path) }
        defer { close(source) }
        try make(copy)
        let target = open(copy, O_WRONLY | O_CLOEXEC)
        guard target >= 0 else { throw failure(copy) }
        defer { close(target) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(source, &buffer, buffer.count)
            if count == 0 { return }
            guard count > 0 else { throw failure(path) }
            try write(buffer[..<count], to: target, copy)
        }
    }

    /// Gives what is on the disk under one name another, in the same folder, and takes whatever had that name away.
    static func rename(_ path: String, to name: String) throws(SQLError) {
        guard Glibc.rename(path, name) == 0 else { throw failure(name) }
        try syncFolder(of: name)
    }

    /// Of a file or a folder.
    static func sync(_ path: String) throws(SQLError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure(path) }
    }

    static func syncFolder(of path: String) throws(SQLError) {
        try sync(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".")
    }

    /// A SQLite database, with what may lie beside it.
    static func removeDatabase(_ path: String) {
        for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
    }

    private static func write(_ octets: ArraySlice<UInt8>, to file: Int32, _ path: String) throws(SQLError) {
        var rest = octets
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func failure(_ path: String) -> SQLError {
        SQLError(errno == ENOSPC || errno == EDQUOT ? .full : .io, "\(path): \(String(cString: strerror(errno)))")
    }
}
