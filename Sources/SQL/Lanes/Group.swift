/// One transaction that carries the writes of many callers, and costs one sync.
struct Group {
    let connection: SQLiteConnection
    let participant: (any GroupParticipant)?

    /// Runs the members and commits; afterwards every one of them has its result, and may be answered.
    func carryOut(_ members: [any Call]) {
        do {
            // Immediate, so that a member never finds out half-way that another program writes.
            try connection.run("begin immediate")
        } catch {
            return members.forEach { $0.fail(error) }
        }
        var open: [any Call] = members
        do {
            open = try perform(members)
            if open.isEmpty { return abandon() }
            try participant?.groupWillCommit(connection)
            try checkTransaction()
            try connection.run("commit")
        } catch {
            abandon()
            return open.forEach { $0.fail(error) }
        }
        participant?.groupDidCommit()
    }

    /// Returns the members that did not fail. Throws if the group as a whole cannot go on.
    private func perform(_ members: [any Call]) throws -> [any Call] {
        // A member alone is undone with its transaction; a savepoint has every page copied that the member touches.
        guard members.count > 1 else { return try perform(members[0]) ? members : [] }
        var open: [any Call] = []
        for member in members {
            try connection.run("savepoint member")
            if try perform(member) {
                open.append(member)
            } else {
                try connection.run("rollback to member")
            }
            try connection.run("release member")
        }
        return open
    }

    private func perform(_ member: any Call) throws -> Bool {
        participant?.memberWillBegin()
        do {
            try member.perform(on: connection)
        } catch {
            try checkTransaction(after: error)
            member.fail(error)
            participant?.memberDidFail()
            return false
        }
        try checkTransaction()
        return true
    }

    /// A member may have met an error that ended the transaction of all, and kept it to itself.
    private func checkTransaction(after error: (any Error)? = nil) throws {
        if let breakage = connection.breakage { throw breakage }
        guard !connection.isInTransaction else { return }
        throw error ?? SQLError(.other, "the transaction ended before its group did")
    }

    private func abandon() {
        if connection.isInTransaction { _ = try? connection.run("rollback") }
        participant?.groupDidFail()
    }
}
