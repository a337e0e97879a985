import Records
import SQL

/// A point in the history of a domain.
public enum Moment: Sendable, Hashable {
    /// After the change of that number.
    case change(Int64)
    /// Microseconds since 1970: after the last change that was made until then.
    case time(Int64)
}

extension Moment: CustomStringConvertible {
    public var description: String {
        switch self {
        case .change(let number): "the state after change \(number)"
        case .time(let time): "the state of \(Timestamp.json(time).string ?? "")"
        }
    }
}

extension DomainRow {
    /// The domain as it was then, and what its records were where they are others now. Throws `notFound` for a time before
    /// the domain was made, or was this organization's, and for a change that there is not yet.
    func past(_ moment: Moment, _ db: any Connection) throws -> (domain: DomainRow, records: PastRecords) {
        guard let change = try change(at: moment, db) else { throw ControlPlaneError.notFound }
        var past = PastRecords(of: id, after: change.number)
        try past.readOn(db)
        var then = self
        then.number = change.number
        then.serial = change.serial
        then.recordCount += past.countThen { _ in true } - past.countNow { _ in true }
        if let settings = past.settings {
            then.authority = try Authority(logged: settings)
            then.status = settings["status"]?.string.flatMap(Domain.Status.init) ?? status
        }
        return (then, past)
    }

    private func change(at moment: Moment, _ db: any Connection) throws -> Change? {
        switch moment {
        case .change(let number): return try ChangeRows.find(number, of: id, shownTo: organization, db)
        case .time(let time):
            let row = try db.run(
                "select max(number) from changes where domain = $1 and state = 'applied' and created_at <= $2", id, time
            )
            guard let number = row[0].integerIfPresent(0) else { return nil }
            return try ChangeRows.find(number, of: id, shownTo: organization, db)
        }
    }
}
