/// What goes along with every group of writes, told of each step on the write lane's own thread.
///
/// ```
/// memberWillBegin  (memberDidFail)        once for each member, in their order
/// groupWillCommit                         if any member is left
/// groupDidCommit | groupDidFail           exactly one of them ends a group in which a member began
/// ```
/// The members are answered only after that.
public protocol GroupParticipant: AnyObject, Sendable {
    func memberWillBegin()

    /// What the member that began last had planned is void.
    func memberDidFail()

    /// The last step inside the transaction; throwing here fails the whole group.
    func groupWillCommit(_ connection: any Connection) throws

    /// The group is durable, and nobody has been told yet.
    func groupDidCommit()

    /// Nothing of the group will be seen: what its members had planned is void.
    func groupDidFail()
}
