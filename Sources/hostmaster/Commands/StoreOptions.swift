import ArgumentParser
import Foundation

/// The options of every command that works on a store.
struct StoreOptions: ParsableArguments {
    @ArgumentParser.Option(help: ArgumentHelp("Where everything is kept. (default: ./data)", valueName: "dir"))
    var data: String?
    @ArgumentParser.Option(
        help: ArgumentHelp(
            "The key to the secrets in the store. (default: keys/secrets.key in the directory)", valueName: "file"))
    var keyFile: String?
    @ArgumentParser.Option(help: ArgumentHelp("A YAML file of options.", valueName: "file"))
    var config: String?

    /// Where options come from, with `more` of the command's own.
    func sources(_ more: [Option: [String]] = [:]) throws(UsageError) -> OptionSources {
        let environment = ProcessInfo.processInfo.environment
        let path = config ?? environment["HOSTMASTER_CONFIG"]
        let file = try path.map { path throws(UsageError) in try ConfigurationFile(path: path) }
        var flags = more
        flags[.data] = data.map { [$0] }
        flags[.keyFile] = keyFile.map { [$0] }
        return OptionSources(flags: flags, environment: environment, file: file)
    }
}
