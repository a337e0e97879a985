/// The answer to one question (RFC 1034 §4.3.2), written as it is found.
struct Answer {
    let view: View
    let query: Query
    let rotation: Int
    /// The thread's room for names: a wildcard's at 0, a CNAME's target at 256, an additional name at 512, each padded.
    let names: UnsafeMutableRawPointer

    /// A chain that is longer is cut off: it is a loop, or meant to cost us.
    static let longestChain = 12

    @inline(__always)
    func write(to writer: inout ReplyWriter) {
        let name = UnsafeRawPointer(writer.message + 12)
        let length = query.nameLength
        guard let place = view.place(of: name, length, query.hash, asksDS: query.type == RR.ds) else {
            // Nothing is known of names outside the zones served here.
            writer.isAuthoritative = false
            writer.rcode = ReplyCode.refused
            return
        }
        // The common answer: the name stands there, and so does the type.
        if place.cut == nil, let node = place.node, let set = node.rrset(query.type) {
            writer.appendPrepared(set, rotation: rotation)
            if set.form.asksAddresses { addAddresses(set, owner: name, length, place, to: &writer) }
            return
        }
        follow(from: place, name, length, to: &writer)
    }

    /// The other cases: delegations, aliases, wildcards, and nothing at all; from alias to alias until one of them ends it.
    private func follow(
        from place: Place, _ name: UnsafeRawPointer, _ length: Int, to writer: inout ReplyWriter
    ) {
        let tenant = place.version.tenant
        var (place, name, length) = (place, name, length)
        var passed = NodeSet()
        for link in 0..<Answer.longestChain {
            if let cut = place.cut {
                return refer(to: cut.node, name + cut.offset, length &- cut.offset, place, isFirst: link == 0, &writer)
            }
            guard let node = place.node ?? wildcard(for: name, length, place) else {
                // RFC 6604 §3: the code is about the last name of the chain.
                writer.rcode = ReplyCode.nameError
                return deny(name, length, place, &writer)
            }
            if let set = set(in: node) {
                guard writer.append(set, owner: name, length, rotation: rotation) else { return writer.truncate() }
                if set.form.asksAddresses { addAddresses(set, owner: name, length, place, to: &writer) }
                return
            }
            // A loop is left where it closes.
            guard passed.insert(node) else { return }
            guard node.flags.contains(.alias), let alias = node.rrset(RR.cname) else {
                return deny(name, length, place, &writer)
            }
            guard writer.append(alias, owner: name, length, rotation: 0) else { return writer.truncate() }
            // A chain is followed into zones of the same tenant only: elsewhere the resolver asks by itself.
            let target = alias.records + StoredRRset.recordHeader
            length = alias.records.big16(10)
            FoldedName.copy(target, length, to: names + 256)
            name = UnsafeRawPointer(names + 256)
            let hash = view.world.hash(name, length)
            guard let next = view.place(of: name, length, hash, asksDS: query.type == RR.ds),
                next.version.tenant == tenant
            else { return }
            place = next
        }
    }

    /// The RRset asked for; for ANY one of them (RFC 8482 §4.1), the alias if it is one.
    private func set(in node: NodeVersion) -> StoredRRset? {
        guard query.type == RR.any else { return node.rrset(query.type) }
        guard node.rrsetCount > 0 else { return nil }
        return node.rrset(RR.cname) ?? StoredRRset(at: node.at + NodeVersion.header)
    }

    /// The wildcard of the closest encloser, if there is one (RFC 4592 §3.3.1).
    private func wildcard(for name: UnsafeRawPointer, _ length: Int, _ place: Place) -> NodeVersion? {
        guard place.version.wildcards > 0 else { return nil }
        let left = length &- place.encloser
        guard left &+ 2 <= 255 else { return nil }
        names.storeBytes(of: 1, as: UInt8.self)
        names.storeBytes(of: UInt8(ascii: "*"), toByteOffset: 1, as: UInt8.self)
        (names + 2).copyMemory(from: name + place.encloser, byteCount: left)
        guard let entry = view.entry(names, left &+ 2, view.world.hash(names, left &+ 2), in: place.zone)
        else { return nil }
        return view.node(entry)
    }

    /// No such name or no such type: the SOA says for how long (RFC 2308 §3).
    private func deny(_ name: UnsafeRawPointer, _ length: Int, _ place: Place, _ writer: inout ReplyWriter) {
        let version = place.version
        // The name lies in the zone, so the zone's own name is what it ends in.
        let apex = name + (length &- version.apexLength)
        // The SOA is no record of the apex node: it is made from the zone's version, whose serial moves with every change.
        let isAnswer = (query.type == RR.soa || query.type == RR.any) && place.node != nil && apex == name
        writer.begin(isAnswer ? .answer : .authority)
        guard writer.append(soa: version, ttl: isAnswer ? version.soaTTL : version.negativeTTL, apex: apex)
        else { return writer.truncate() }
    }

    /// A referral (RFC 1034 §4.3.2 step 3b), with the addresses of name servers that lie in this zone.
    private func refer(
        to cut: NodeVersion, _ owner: UnsafeRawPointer, _ length: Int, _ place: Place, isFirst: Bool,
        _ writer: inout ReplyWriter
    ) {
        if isFirst { writer.isAuthoritative = false }
        guard let set = cut.rrset(RR.ns) else { return }
        writer.begin(.authority)
        guard writer.append(set, owner: owner, length, rotation: 0) else { return writer.truncate() }
        writer.begin(.additional)
        // RFC 9471 §3.1: the glue below the cut is required, and goes first; §3.2: that beside it is a kindness.
        addGlue(set, owner, length, place, isRequired: true, &writer)
        addGlue(set, owner, length, place, isRequired: false, &writer)
    }

    private func addGlue(
        _ set: StoredRRset, _ owner: UnsafeRawPointer, _ length: Int, _ place: Place, isRequired: Bool,
        _ writer: inout ReplyWriter
    ) {
        forEachTarget(of: set, atMost: set.count) { target, targetLength in
            let isBelow = targetLength >= length && hasSuffix(target, targetLength, owner, length)
            guard isBelow == isRequired else { return }
            // It is not looked for as an answer would be: it lies below the cut (RFC 1034 §4.2.1).
            FoldedName.copy(target, targetLength, to: names + 512)
            let hash = view.world.hash(names + 512, targetLength)
            guard let entry = view.entry(names + 512, targetLength, hash, in: place.zone), let node = view.node(entry)
            else { return }
            for type in [RR.a, RR.aaaa] {
                guard let addresses = node.rrset(type) else { continue }
                let fits = writer.append(addresses, owner: entry.name, targetLength, rotation: 0)
                if !fits, isRequired { writer.truncate() }
            }
        }
    }

    /// The addresses of the names in the answer's records, where we serve them: a kindness, left out if there is no room.
    private func addAddresses(
        _ set: StoredRRset, owner: UnsafeRawPointer, _ ownerLength: Int, _ place: Place, to writer: inout ReplyWriter
    ) {
        writer.begin(.additional)
        var seen = NodeSet()
        forEachTarget(of: set, atMost: NodeSet.capacity) { target, targetLength in
            // RFC 9460 §2.5.2: "." stands for the owner's own name.
            let isOwner = targetLength == 1 && (set.type == RR.svcb || set.type == RR.https)
            let from = isOwner ? owner : target
            let length = isOwner ? ownerLength : targetLength
            guard length > 1 else { return }
            FoldedName.copy(from, length, to: names + 512)
            let hash = view.world.hash(names + 512, length)
            guard let found = view.place(of: names + 512, length, hash, asksDS: false),
                found.version.tenant == place.version.tenant, found.cut == nil, let node = found.node,
                seen.insert(node)
            else { return }
            guard let entry = view.entry(names + 512, length, hash, in: found.zone) else { return }
            for type in [RR.a, RR.aaaa] {
                guard let addresses = node.rrset(type) else { continue }
                _ = writer.append(addresses, owner: entry.name, length, rotation: rotation)
            }
        }
    }

    /// The names in the RDATA of the first records.
    private func forEachTarget(of set: StoredRRset, atMost most: Int, _ body: (UnsafeRawPointer, Int) -> Void) {
        var record = UnsafeRawPointer(set.records)
        for _ in 0..<min(set.count, most) {
            let target = record + StoredRRset.recordHeader + set.form.nameOffset
            body(target, target.nameLength)
            record += StoredRRset.recordLength(record)
        }
    }

    private func hasSuffix(
        _ name: UnsafeRawPointer, _ length: Int, _ suffix: UnsafeRawPointer, _ suffixLength: Int
    ) -> Bool {
        let start = length &- suffixLength
        var at = 0
        while at < start { at &+= name.octet(at) &+ 1 }
        guard at == start else { return false }
        for index in 0..<suffixLength
        where FoldedName.fold(UInt64(name.octet(at &+ index))) != FoldedName.fold(UInt64(suffix.octet(index))) {
            return false
        }
        return true
    }
}
