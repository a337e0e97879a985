/// A few nodes that a reply has been at: none is followed or added twice.
struct NodeSet {
    static let capacity = 16
    private var nodes = InlineArray<16, UInt>(repeating: 0)
    private var count = 0

    mutating func insert(_ node: NodeVersion) -> Bool {
        let address = UInt(bitPattern: node.at)
        for index in 0..<count where nodes[index] == address { return false }
        guard count < NodeSet.capacity else { return false }
        nodes[count] = address
        count += 1
        return true
    }
}
