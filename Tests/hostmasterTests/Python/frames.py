"""A client of HTTP/2 that does what no library would: bare frames over TLS.

Arguments: port, file of the authority's certificate, what to do. Exit status 0 if the server did what it should.
"""

import socket
import ssl
import struct
import sys
import time

PORT, AUTHORITY, WHAT = int(sys.argv[1]), sys.argv[2], sys.argv[3]
DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PING, GOAWAY, CONTINUATION = 0, 1, 2, 3, 4, 6, 7, 9
END_STREAM, END_HEADERS, ACK = 1, 4, 1
NO_ERROR, PROTOCOL_ERROR, REFUSED_STREAM, ENHANCE_YOUR_CALM = 0, 1, 7, 11


def literal(name, value):
    return bytes([0, len(name)]) + name + bytes([len(value)]) + value


# :scheme https, :path /healthz, :authority localhost, and :method GET or POST of the static table (RFC 7541 appendix A).
TAIL = b"\x87\x04\x08/healthz\x41\x09localhost"
GET, POST = b"\x82" + TAIL, b"\x83" + TAIL


class Connection:
    def __init__(self, protocol="h2", handshake=True):
        plain = socket.create_connection(("127.0.0.1", PORT), timeout=15)
        self.socket = plain
        self.received = b""
        if not handshake:
            return
        context = ssl.create_default_context(cafile=AUTHORITY)
        context.set_alpn_protocols([protocol])
        self.socket = context.wrap_socket(plain, server_hostname="localhost")
        assert self.socket.selected_alpn_protocol() == protocol
        if protocol == "h2":
            self.socket.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            self.send(SETTINGS, 0, 0)

    def send(self, kind, flags, stream, payload=b""):
        try:
            self.socket.sendall(struct.pack("!I", len(payload))[1:] + struct.pack("!BBI", kind, flags, stream) + payload)
        except OSError:
            # It ended while we still sent: what it said is read all the same.
            pass

    def frame(self):
        """The next frame as (kind, flags, stream, payload); None at the end."""
        while True:
            if len(self.received) >= 9:
                length = int.from_bytes(self.received[:3], "big")
                if len(self.received) >= 9 + length:
                    kind, flags, stream = struct.unpack("!BBI", self.received[3:9])
                    payload = self.received[9 : 9 + length]
                    self.received = self.received[9 + length :]
                    return kind, flags, stream, payload
            try:
                octets = self.socket.recv(65536)
            except (ConnectionError, ssl.SSLError):
                return None
            if not octets:
                return None
            self.received += octets

    def until(self, wanted):
        """Reads until a frame of that kind; it, or None at the end."""
        while (frame := self.frame()) is not None:
            if frame[0] == wanted:
                return frame
        return None

    def goaway(self):
        """The error code of the GOAWAY that ends the connection, None if that was lost; an error if it does not end."""
        code = None
        while (frame := self.frame()) is not None:
            if frame[0] == GOAWAY:
                code = struct.unpack("!I", frame[3][4:8])[0]
        return code


def expect(condition, what):
    if not condition:
        print(what)
        sys.exit(1)


def answered(connection, stream):
    """Whether the stream is answered with 200."""
    while (frame := connection.frame()) is not None:
        if frame[0] == HEADERS and frame[2] == stream:
            return frame[3][0] == 0x88
    return False


def reset():
    connection = Connection()
    for stream in range(1, 2001, 2):
        connection.send(HEADERS, END_STREAM | END_HEADERS, stream, GET)
        connection.send(RST_STREAM, 0, stream, struct.pack("!I", 8))
    expect(connection.goaway() != NO_ERROR, "streams could be taken back without end")


def settings():
    connection = Connection()
    for _ in range(1000):
        connection.send(SETTINGS, 0, 0, struct.pack("!HI", 4, 65535))
    expect(connection.goaway() != NO_ERROR, "settings could be sent without end")


def ping():
    connection = Connection()
    for _ in range(1000):
        connection.send(PING, 0, 0, b"12345678")
    expect(connection.goaway() != NO_ERROR, "pings could be sent without end")


def empty():
    connection = Connection()
    connection.send(HEADERS, END_HEADERS, 1, POST)
    for _ in range(1000):
        connection.send(DATA, 0, 1)
    expect(connection.goaway() != NO_ERROR, "empty frames could be sent without end")


def continuation():
    connection = Connection()
    connection.send(HEADERS, 0, 1, GET)
    for _ in range(1000):
        connection.send(CONTINUATION, 0, 1, literal(b"x", b"y"))
    expect(connection.goaway() != NO_ERROR, "a header block could go on without end")


def headers():
    connection = Connection()
    block = GET + b"".join(literal(b"x%d" % i, b"y" * 120) for i in range(1000))
    connection.send(HEADERS, END_STREAM, 1, block[:16000])
    for start in range(16000, len(block), 16000):
        last = END_HEADERS if start + 16000 >= len(block) else 0
        connection.send(CONTINUATION, last, 1, block[start : start + 16000])
    expect(connection.goaway() != NO_ERROR, "a head could have any size")


def bomb():
    # A field of 3,900 octets, kept by the server (RFC 7541 §6.2.1), is named 10,000 times, by one octet each.
    connection = Connection()
    block = GET + b"\x40\x01x\x7f\xbd\x1d" + b"y" * 3900
    connection.send(HEADERS, END_STREAM | END_HEADERS, 1, block)
    expect(answered(connection, 1), "a large field was refused")
    connection.send(HEADERS, END_STREAM | END_HEADERS, 3, GET + b"\xbe" * 10000)
    expect(connection.goaway() != NO_ERROR, "a head could unfold to any size")


def priority():
    connection = Connection()
    for _ in range(1000):
        connection.send(PRIORITY, 0, 1, b"\0\0\0\0\0")
    expect(connection.goaway() != NO_ERROR, "priorities could be sent without end")


def malformed():
    # A field in upper case (RFC 9113 §8.2.1) is that stream's fault alone.
    connection = Connection()
    connection.send(HEADERS, END_STREAM | END_HEADERS, 1, GET + literal(b"Upper", b"x"))
    frame = connection.until(RST_STREAM)
    expect(frame and frame[2] == 1, "a malformed request was not reset")
    connection.send(HEADERS, END_STREAM | END_HEADERS, 3, GET)
    expect(answered(connection, 3), "another stream was not answered")
    # Two blocks of trailers, and a head that says nothing.
    for stream, blocks in [(5, [POST, b"", b""]), (7, [b"\x82"])]:
        for block in blocks:
            connection.send(HEADERS, END_HEADERS, stream, block)
    connection.socket.settimeout(2)
    try:
        while connection.frame() is not None:
            pass
    except TimeoutError:
        pass


def streams():
    connection = Connection()
    limit = None
    while limit is None:
        frame = connection.until(SETTINGS)
        payload = frame[3]
        for at in range(0, len(payload), 6):
            key, value = struct.unpack("!HI", payload[at : at + 6])
            if key == 3:
                limit = value
    expect(limit == 100, f"{limit} streams at once")
    for stream in range(1, 2 * (limit + 20), 2):
        connection.send(HEADERS, END_HEADERS, stream, POST)
    frame = connection.until(RST_STREAM)
    refused = frame and struct.unpack("!I", frame[3])[0] == REFUSED_STREAM
    expect(refused or frame is None, "more streams were taken than were offered")


def get():
    connection = Connection()
    for stream in range(1, 41, 2):
        connection.send(HEADERS, END_STREAM | END_HEADERS, stream, GET)
        expect(answered(connection, stream), f"stream {stream} was not answered")


def hold():
    connection = Connection()
    for stream in range(1, 13, 2):
        connection.send(HEADERS, END_STREAM | END_HEADERS, stream, GET)
        expect(answered(connection, stream), f"stream {stream} was not answered")
        time.sleep(1)


def goaway():
    # RFC 9113 §6.8: first of the last stream that there can be, and after the echo of the last that there was.
    connection = Connection()
    connection.send(HEADERS, END_STREAM | END_HEADERS, 1, GET)
    expect(answered(connection, 1), "not answered")
    frame = connection.until(GOAWAY)
    expect(frame and frame[3][:4] == b"\x7f\xff\xff\xff", "no warning")
    frame = connection.until(PING)
    connection.send(PING, ACK, 0, frame[3])
    frame = connection.until(GOAWAY)
    expect(frame and frame[3] == struct.pack("!II", 1, NO_ERROR), "no end")
    expect(connection.frame() is None, "the connection stayed open")


def silent():
    # Nothing is echoed.
    connection = Connection()
    connection.send(HEADERS, END_STREAM | END_HEADERS, 1, GET)
    expect(connection.goaway() == NO_ERROR, "no end")


def handshake():
    connection = Connection(handshake=False)
    expect(connection.socket.recv(100) == b"", "something was said")


def idle1():
    connection = Connection("http/1.1")
    connection.socket.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    text = b""
    while octets := connection.socket.recv(65536):
        text += octets
    expect(text.startswith(b"HTTP/1.1 200") and text.endswith(b"ok\n"), text)


globals()[WHAT]()
