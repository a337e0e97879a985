/// What is wrong at one place of a master file.
public struct MasterFileError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Reason: Error, Sendable, Hashable {
        case text(TextError)
        case owner(NameError)
        /// A line begins with a space and no owner stands before it.
        case noOwner
        /// No TTL is written, and none is known from before (RFC 2308 §4).
        case noTTL
        /// A TTL that is written with a number, but is none from 0 to 2147483647 (RFC 2181 §8).
        case notATTL
        /// The class of a record is not the zone's.
        case otherClass(zone: RecordClass)
        case noType
        case notAType(Excerpt)
        /// A type that only questions and messages have.
        case metaType(RecordType)
        case rdata(RecordType, RDATAError)
        case unknownDirective(Excerpt)
        /// What a directive wants to be followed by.
        case directive(Directive)
        case origin(NameError)
        case includeRefused
        case surplusText
        case generate(GenerateError)
        /// A record with all its lines is longer than `MasterFileReader.Limits.record`.
        case recordTooLong
        case tooManyRecords
    }

    public enum Directive: String, Sendable, Hashable {
        case origin = "$ORIGIN", ttl = "$TTL", include = "$INCLUDE", generate = "$GENERATE"
    }

    public let position: MasterFilePosition
    public let reason: Reason

    public var description: String { "\(position): \(reason)" }
}

extension MasterFileError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .text(let error): "\(error)"
        case .owner(let error): "owner: \(error)"
        case .noOwner: "the line begins with a space, but no owner stands before it"
        case .noTTL: "no TTL: write one before the type, or $TTL before the first record"
        case .notATTL: "not a TTL from 0 to 2147483647 seconds, such as 3600 or 1h30m"
        case .otherClass(let zone): "the class of the zone is \(zone)"
        case .noType: "the type is missing"
        case .notAType(let word): "\"\(word)\" is not a type"
        case .metaType(let type): "\(type) is no type of records in zones"
        case .rdata(let type, let error): "\(type): \(error)"
        case .unknownDirective(let word): "\(word) is none of $ORIGIN, $TTL, $INCLUDE and $GENERATE"
        case .directive(.origin): "$ORIGIN must be followed by a name"
        case .directive(.ttl): "$TTL must be followed by a TTL from 0 to 2147483647 seconds, such as 3600 or 1h30m"
        case .directive(.include): "$INCLUDE must be followed by the name of a file"
        case .directive(.generate): "$GENERATE must be followed by a range, an owner, a type and data"
        case .origin(let error): "origin: \(error)"
        case .includeRefused: "$INCLUDE is not allowed here: put the records in this file"
        case .surplusText: "more than belongs here"
        case .generate(let error): "\(error)"
        case .recordTooLong: "the record is too long; is a parenthesis not closed?"
        case .tooManyRecords: "more records than are allowed"
        }
    }
}

/// Why a `$GENERATE` makes no records.
public enum GenerateError: Error, Sendable, Hashable, CustomStringConvertible {
    case notARange
    case tooMany(Int)
    case badModifier
    /// An iterator with its offset is below 0 or above 2147483647.
    case outOfRange

    public var description: String {
        switch self {
        case .notARange: "not a range as start-stop or start-stop/step, from 0 to 2147483647"
        case .tooMany(let most): "$GENERATE makes more than \(most) records"
        case .badModifier: "after $ stands a brace that is not ${offset}, ${offset,width} or ${offset,width,base}"
        case .outOfRange: "a number with its offset is not from 0 to 2147483647"
        }
    }
}
