/// Where a store is, and the key to the secrets in it.
struct StorePlace: Hashable {
    var data: String
    /// Of `--key-file`; nil: in the folder `keys` of the directory.
    var keyFile: String?

    private static let defaultData = "./data"

    init(_ sources: OptionSources) throws(UsageError) {
        data = try sources.value(.data, default: Self.defaultData, expected: "a directory") { $0.isEmpty ? nil : $0 }
        keyFile = try sources.value(.keyFile, default: nil, expected: "a file") { $0.isEmpty ? nil : $0 }
    }

    var database: String { "\(data)/hostmaster.sqlite" }
}
