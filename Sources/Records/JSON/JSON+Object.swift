extension JSON {
    /// The members of a JSON object in the order in which they were written. Equality minds the order.
    public struct Object: Sendable, Hashable {
        public struct Member: Sendable, Hashable {
            public let name: String
            public var value: JSON

            public init(_ name: String, _ value: JSON) {
                self.name = name
                self.value = value
            }
        }

        public private(set) var members: [Member]

        public init() {
            members = []
        }

        /// The names must differ.
        public init(_ members: some Sequence<(String, JSON)>) {
            self.members = members.map { Member($0.0, $0.1) }
        }

        /// Setting a name that is not there appends it; setting nil removes it.
        public subscript(name: String) -> JSON? {
            get { members.first { $0.name == name }?.value }
            set {
                let place = members.firstIndex { $0.name == name }
                switch (place, newValue) {
                case (let place?, let value?): members[place].value = value
                case (let place?, nil): members.remove(at: place)
                case (nil, let value?): members.append(Member(name, value))
                case (nil, nil): break
                }
            }
        }

        /// Adds a member that is known not to be there: no search.
        public mutating func append(_ name: String, _ value: JSON) {
            members.append(Member(name, value))
        }
    }
}

extension JSON.Object: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, JSON)...) { self.init(members) }
}
