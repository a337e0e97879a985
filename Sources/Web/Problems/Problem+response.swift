import HTTPTypes
import Hummingbird
import Records

extension Problem {
    /// Its body for the request at `path`.
    func json(at path: String) -> JSON {
        let type = "/problems/\(kind.rawValue)"
        var members: JSON.Object = [
            "@context": .string("/api/contexts/\(kind.shortName)"), "@id": .string(type),
            "@type": .string(kind.shortName), "type": .string(type), "title": .string(kind.title),
            "status": .integer(Int64(kind.status.code)), "detail": .string(detail), "instance": .string(path),
            "description": .string(detail),
        ]
        if !violations.isEmpty { members.append("violations", .array(violations.map(\.json))) }
        for member in more.members { members.append(member.name, member.value) }
        return .object(members)
    }

    func content(at path: String) -> ByteBuffer { ByteBuffer(bytes: json(at: path).bytes) }

    func response(at path: String) -> Response { response(content(at: path)) }

    func response(_ content: ByteBuffer) -> Response {
        var headers = headers
        headers.append(HTTPField(name: .contentType, value: "application/problem+json"))
        return Response(status: kind.status, headers: headers, body: ResponseBody(byteBuffer: content))
    }
}
