import ArgumentParser

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store and its key into one file, while the server runs or not.",
        discussion: """
            The file holds every write that was answered before, and nothing half. It is as secret as the data directory \
            is. A key that --key-file keeps elsewhere is left out.
            """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "The file to write. One that is there is not overwritten.")
    var file: String

    func run() throws {
        print(try StoreBackup(place: StorePlace(store.sources()), file: file).write())
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Make a store of what `backup` wrote, in an empty directory.",
        discussion: """
            The serial of every domain goes on by 2^24, so that no secondary takes the restored zone for an older one; \
            followers of the log start over, and whoever was logged in logs in again.
            """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "The file that `backup` wrote.")
    var file: String

    func run() throws {
        print(try StoreBackup(place: StorePlace(store.sources()), file: file).restore())
    }
}
