/// Where options come from: flags beat the environment, which beats the file.
struct OptionSources {
    /// What was given, and the name of the place for whoever has to correct it.
    struct Given: Hashable {
        let values: [String]
        let place: String
    }

    var flags: [Option: [String]]
    var environment: [String: String]
    var file: ConfigurationFile?

    subscript(option: Option) -> Given? {
        if let values = flags[option], !values.isEmpty { return Given(values: values, place: option.flag) }
        // An empty variable is one that was not set: that is how shells and unit files take one back. So is an empty list.
        if let text = environment[option.variable], !text.isEmpty {
            let values = option.isRepeatable ? Self.list(text) : [text]
            if !values.isEmpty { return Given(values: values, place: option.variable) }
        }
        guard let file, let values = file.values[option], !values.isEmpty else { return nil }
        return Given(values: values, place: "\(option.rawValue) in \(file.path)")
    }

    /// The value of an option that is not repeatable, read by `read`; throws `UsageError` where that gives nil. One that
    /// may hold a secret is not repeated in it.
    func value<Value>(
        _ option: Option, default standard: Value, expected: String, isSecret: Bool = false,
        _ read: (String) -> Value?
    ) throws(UsageError) -> Value {
        guard let given = self[option], let text = given.values.last else { return standard }
        guard let value = read(text) else {
            throw UsageError("\(given.place): \(isSecret ? "what it says" : "\"\(text)\"") is not \(expected)")
        }
        return value
    }

    func values<Value>(
        _ option: Option, default standard: [Value], expected: String, _ read: (String) -> Value?
    ) throws(UsageError) -> [Value] {
        guard let given = self[option] else { return standard }
        var values: [Value] = []
        for text in given.values {
            guard let value = read(text) else {
                throw UsageError("\(given.place): \"\(text)\" is not \(expected)")
            }
            values.append(value)
        }
        return values
    }

    /// Of an option that is on or off: given as a flag it is on, and elsewhere it says which.
    func flag(_ option: Option) throws(UsageError) -> Bool {
        try value(option, default: false, expected: "true or false") {
            ["true": true, "1": true, "false": false, "0": false][$0]
        }
    }

    private static func list(_ text: String) -> [String] {
        text.split { $0 == "," || $0 == " " }.map(String.init)
    }
}
