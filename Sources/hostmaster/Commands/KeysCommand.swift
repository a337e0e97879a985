import ArgumentParser
import Records

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Look after the keys of a store.", subcommands: [Rotate.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate", abstract: "Sign access tokens with a new key, while the server runs or not.",
            discussion: """
                A server that runs takes the new key up within a minute. What the key before it has signed is good until \
                it expires. Prints one line of JSON.
                """)

        @OptionGroup var store: StoreOptions

        func run() async throws {
            let made = try await KeyRotation(place: StorePlace(store.sources())).run()
            print(String(decoding: made.bytes, as: UTF8.self))
        }
    }
}
