"""Creates many records from many callers; after each 201 asks for the record at once, of every serving thread.

Arguments: HTTP port, DNS port, metrics port, path of the records, token, creates, callers. Prints one JSON line.
"""

import asyncio
import json
import random
import re
import struct
import sys
import time
import urllib.request

HTTP, DNS, METRICS = (int(port) for port in sys.argv[1:4])
PATH, TOKEN = sys.argv[4:6]
CREATES, CALLERS = int(sys.argv[6]), int(sys.argv[7])
TIMEOUT = 5


def question(identifier, name):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack("!6H", identifier, 0, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!2H", 1, 1)


def is_right(reply, address):
    flags, _, answers = struct.unpack("!3H", reply[2:8])
    return flags & 0x820F == 0x8000 and answers == 1 and reply[-4:] == address


class Asker:
    """Replies to whoever asked with their id."""

    def __init__(self):
        self.waiting = {}

    async def ask(self, name):
        while True:
            identifier = random.randrange(65536)
            if identifier not in self.waiting:
                break
        future = asyncio.get_running_loop().create_future()
        self.waiting[identifier] = future
        try:
            self.send(question(identifier, name))
            return await asyncio.wait_for(future, TIMEOUT)
        finally:
            del self.waiting[identifier]

    def received(self, reply):
        future = self.waiting.get(struct.unpack("!H", reply[:2])[0])
        if future and not future.done():
            future.set_result(reply)


class Datagrams(Asker, asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.received(data)

    def send(self, message):
        self.transport.sendto(message)

    @classmethod
    async def open(cls):
        loop = asyncio.get_running_loop()
        return (await loop.create_datagram_endpoint(cls, remote_addr=("127.0.0.1", DNS)))[1]

    def close(self):
        self.transport.close()


class Stream(Asker, asyncio.Protocol):
    def __init__(self):
        super().__init__()
        self.buffer = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        while len(self.buffer) >= 2:
            length = struct.unpack("!H", self.buffer[:2])[0]
            if len(self.buffer) < 2 + length:
                return
            self.received(self.buffer[2 : 2 + length])
            self.buffer = self.buffer[2 + length :]

    def send(self, message):
        self.transport.write(struct.pack("!H", len(message)) + message)

    @classmethod
    async def open(cls):
        return (await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", DNS))[1]

    def close(self):
        self.transport.close()


def replies():
    """Replies so far, by serving thread."""
    text = urllib.request.urlopen(f"http://127.0.0.1:{METRICS}/metrics").read().decode()
    counts = {}
    pattern = r'hostmaster_dns_replies_total\{transport="(\w+)",thread="(\d+)",rcode="\w+"\} (\d+)'
    for transport, thread, count in re.findall(pattern, text):
        counts[transport, thread] = counts.get((transport, thread), 0) + int(count)
    return counts


async def one_for_each_thread(kind, transport):
    """Which thread gets a socket is the kernel's choice: open more until each has been reached."""
    wanted = {thread for thread in replies() if thread[0] == transport}
    found = {}
    for _ in range(200):
        asker = await kind.open()
        before = replies()
        await asker.ask("example.com")
        after = replies()
        thread = next(thread for thread in after if after[thread] != before[thread])
        if thread in found:
            asker.close()
        else:
            found[thread] = asker
        if found.keys() == wanted:
            return list(found.values())
    raise SystemExit(f"not every thread was reached: {found.keys()} of {wanted}")


class Caller:
    async def open(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", HTTP)

    async def create(self, name, address):
        body = json.dumps({"type": 0, "name": name, "value": ".".join(map(str, address))})
        self.writer.write(
            f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: {TOKEN}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        body = await self.reader.readexactly(int(length.group(1)))
        return int(head[9:12]), body


async def main():
    askers = await one_for_each_thread(Datagrams, "udp") + await one_for_each_thread(Stream, "tcp")
    before = replies()
    result = {"created": 0, "asked": 0, "wrong": 0, "silent": 0, "threads": len(askers)}
    numbers = iter(range(CREATES))

    async def call():
        caller = Caller()
        await caller.open()
        for number in numbers:
            address = bytes([10, number >> 16 & 255, number >> 8 & 255, number & 255])
            status, body = await caller.create(f"n{number}", address)
            if status != 201:
                print(status, body, file=sys.stderr)
                continue
            result["created"] += 1
            answers = await asyncio.gather(
                *(asker.ask(f"n{number}.example.com") for asker in askers), return_exceptions=True
            )
            for answer in answers:
                result["asked"] += 1
                if isinstance(answer, Exception):
                    result["silent"] += 1
                elif not is_right(answer, address):
                    result["wrong"] += 1
                    print(number, answer.hex(), file=sys.stderr)

    start = time.monotonic()
    await asyncio.gather(*(call() for _ in range(CALLERS)))
    result["seconds"] = round(time.monotonic() - start, 1)
    after = replies()
    result["fewest"] = min(after[thread] - before[thread] for thread in after)
    print(json.dumps(result))


asyncio.run(main())
