import DNS

/// The name server inside this process, as the log sees it. Called on the thread of the write lane alone.
public protocol Publisher: Sendable {
    /// Before the commit: sets aside what `publish` will need. A refusal fails this one write with 503.
    func reserve(_ change: ZoneChange) throws
    /// After the commit, all changes of the group in their order: they appear together, and it cannot fail.
    func publish(_ changes: [ZoneChange])
    /// A reserved change that will not come.
    func release(_ change: ZoneChange)
}
