"""RDATA as dnspython sees it.

    records.py check               lines {"type", "text"} on stdin -> {"wire", "text", "digest"} or {"error"}
    records.py make TYPE COUNT SEED                               -> {"type", "text", "wire", "digest"}
"""

import json
import random
import sys

import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rdtypes.svcbbase as svcb

IN = dns.rdataclass.IN


def described(rdata):
    # Read back from the wire, so that reader and writer are both dnspython's.
    wire = rdata.to_wire()
    again = dns.rdata.from_wire(IN, rdata.rdtype, wire, 0, len(wire))
    return {
        "type": dns.rdatatype.to_text(rdata.rdtype),
        "wire": wire.hex(),
        "text": again.to_text(),
        "digest": again.to_digestable().hex(),
    }


def check():
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            rdtype = dns.rdatatype.from_text(asked["type"])
            answer = described(dns.rdata.from_text(IN, rdtype, asked["text"], relativize=False))
        except Exception as error:
            answer = {"error": repr(error)}
        print(json.dumps(answer))


def octets(least, most):
    return bytes(random.choice([random.randrange(256), random.choice(b'abcXYZ09-_.,;"\\=() ')]) for _ in range(random.randint(least, most)))


def name():
    suffix = random.choice([[], [b"example"], [b"Example", b"COM"], [b"a", b"long", b"suffix", b"example"]])
    labels = [random.choice([b"www", b"Mail", b"_sip", b"*", octets(1, 12)]) for _ in range(random.randint(0, 4))]
    return dns.name.Name(labels + suffix + [b""])


def uint(bits):
    return random.choice([0, 2**bits - 1, random.randrange(2**bits), random.randrange(2**bits)])


def service():
    priority = uint(16)
    params = {}
    if priority > 0:
        if random.random() < 0.5:
            params[1] = svcb.ALPNParam([octets(1, 20) for _ in range(random.randint(1, 3))])
            if random.random() < 0.3:
                params[2] = None
        if random.random() < 0.3:
            params[3] = svcb.PortParam(uint(16))
        if random.random() < 0.3:
            params[4] = svcb.IPv4HintParam([".".join(str(b) for b in random.randbytes(4)) for _ in range(random.randint(1, 3))])
        if random.random() < 0.3:
            params[5] = svcb.ECHParam(b"\x00\x08\xfe\x0d\x00\x04" + random.randbytes(4))
        if random.random() < 0.3:
            import ipaddress

            params[6] = svcb.IPv6HintParam([str(ipaddress.IPv6Address(ipv6())) for _ in range(random.randint(1, 3))])
        if random.random() < 0.2:
            params[7] = svcb.GenericParam(b"/dns-query{?dns}")
        if random.random() < 0.2:
            params[8] = None
        for _ in range(random.randint(0, 2)):
            params[random.randint(1000, 65534)] = random.choice([None, svcb.GenericParam(octets(1, 30))])
        mandatory = [key for key in params if random.random() < 0.3]
        if mandatory:
            params[0] = svcb.MandatoryParam(mandatory)
    return priority, name(), params


def ipv6():
    return b"".join(random.choice([b"\0\0", random.randbytes(2), b"\xff\xff"]) for _ in range(8))


def wire_name():
    return name().to_wire()


def number(bits, least=0):
    return max(least, uint(bits)).to_bytes(bits // 8, "big")


def string(most=255):
    text = octets(0, random.choice([20, most]))
    return bytes([len(text)]) + text


def bitmap(least=0):
    types = random.sample([1, 2, 5, 6, 15, 16, 28, 33, 43, 46, 47, 48, 257, 1000, 65000], random.randint(least, 8))
    windows = {}
    for code in types:
        bits = windows.setdefault(code >> 8, bytearray(32))
        bits[(code & 255) >> 3] |= 0x80 >> (code & 7)
    return b"".join(bytes([window, len(bits.rstrip(b"\0"))]) + bits.rstrip(b"\0") for window, bits in sorted(windows.items()))


def digest(lengths):
    kind, length = random.choice(lengths)
    return bytes([kind]) + random.randbytes(length)


def key():
    return number(16) + number(8) + number(8) + random.randbytes(random.randint(1, 300))


def delegation():
    return number(16) + number(8) + digest([(1, 20), (2, 32), (4, 48), (9, 7)])


def association():
    return random.randbytes(2) + digest([(0, 50), (1, 32), (2, 64), (9, 7)])


def strings():
    return b"".join(string() for _ in range(random.randint(1, 5)))


def gateway(head):
    kind = random.randrange(4)
    return head(kind) + [b"", random.randbytes(4), ipv6(), wire_name()][kind]


def prefix():
    family, size = random.choice([(1, 4), (2, 16)])
    address = random.randbytes(random.randint(0, size)).rstrip(b"\0")
    length = random.randint(0, size * 8)
    return family.to_bytes(2, "big") + bytes([length, len(address) | random.choice([0, 128])]) + address


def location():
    def size():
        base = random.randint(0, 9)
        return bytes([base << 4 | (random.randint(0, 9) if base else 0)])

    def angle(degrees):
        return (2**31 + random.randint(-degrees * 3600000, degrees * 3600000)).to_bytes(4, "big")

    # Whole metres: dnspython counts in floating point.
    altitude = (100 * random.randrange(42949672)).to_bytes(4, "big")
    return b"\0" + size() + size() + size() + angle(90) + angle(180) + altitude


def host_identity():
    tag, public = random.randbytes(random.randint(1, 40)), random.randbytes(random.randint(1, 100))
    return bytes([len(tag)]) + number(8) + len(public).to_bytes(2, "big") + tag + public


def signature():
    ttl = (uint(32) >> 1).to_bytes(4, "big")
    return number(16, 1) + number(8) + number(8) + ttl + number(32) + number(32) + number(16) + wire_name() + key()


def hashed():
    salt, owner = random.randbytes(random.choice([0, 8, 255])), random.randbytes(random.randint(1, 40))
    head = b"\1" + number(8) + number(16) + bytes([len(salt)]) + salt
    return head, bytes([len(owner)]) + owner


# The wire form of each type whose class takes more than its constructor says.
WIRES = {
    "HINFO": lambda: string() + string(),
    "RP": lambda: wire_name() + wire_name(),
    "AFSDB": lambda: number(16) + wire_name(),
    "X25": lambda: b"\x07" + str(random.randint(10**6, 10**7 - 1)).encode(),
    "RT": lambda: number(16) + wire_name(),
    # More bits and there would be no key (RFC 2535 §3.1.2).
    "KEY": lambda: (uint(16) & 0x3FFF).to_bytes(2, "big") + key()[2:],
    "PX": lambda: number(16) + wire_name() + wire_name(),
    "LOC": location,
    "NAPTR": lambda: number(16) + number(16) + string() + string() + string() + wire_name(),
    "KX": lambda: number(16) + wire_name(),
    "CERT": lambda: number(16) + number(16) + number(8) + random.randbytes(random.randint(1, 100)),
    "DNAME": wire_name,
    "APL": lambda: b"".join(prefix() for _ in range(random.randint(0, 4))),
    "DS": delegation,
    "SSHFP": lambda: number(8) + digest([(1, 20), (2, 32), (7, 9)]),
    "IPSECKEY": lambda: number(8) + gateway(lambda kind: bytes([kind, 2])) + random.randbytes(random.randint(1, 60)),
    "RRSIG": signature,
    "NSEC": lambda: wire_name() + bitmap(1),
    "DNSKEY": key,
    "DHCID": lambda: random.randbytes(random.randint(1, 60)),
    "NSEC3": lambda: b"".join(hashed()) + bitmap(),
    "NSEC3PARAM": lambda: hashed()[0],
    "TLSA": association,
    "SMIMEA": association,
    "HIP": lambda: host_identity() + b"".join(wire_name() for _ in range(random.randint(0, 3))),
    "CDS": delegation,
    "CDNSKEY": key,
    "OPENPGPKEY": lambda: random.randbytes(random.randint(1, 300)),
    "CSYNC": lambda: number(32) + number(16) + bitmap(),
    "ZONEMD": lambda: number(32) + b"\1" + digest([(1, 48), (2, 64), (77, 20)]),
    "DSYNC": lambda: number(16, 1) + number(8) + number(16) + wire_name(),
    "SPF": strings,
    "NID": lambda: number(16) + random.randbytes(8),
    "L32": lambda: number(16) + random.randbytes(4),
    "L64": lambda: number(16) + random.randbytes(8),
    "LP": lambda: number(16) + wire_name(),
    "EUI48": lambda: random.randbytes(6),
    "EUI64": lambda: random.randbytes(8),
    "URI": lambda: number(16) + number(16) + octets(1, 300),
    "AVC": strings,
    "NINFO": strings,
    "AMTRELAY": lambda: number(8) + gateway(lambda kind: bytes([kind | random.choice([0, 128])])),
    "RESINFO": strings,
    "WALLET": strings,
    "DLV": delegation,
}


def made(rdtype):
    cls = dns.rdata.get_rdata_class(IN, rdtype)
    text = dns.rdatatype.to_text(rdtype)
    if text == "A":
        return cls(IN, rdtype, ".".join(str(octet) for octet in random.randbytes(4)))
    if text == "AAAA":
        wire = ipv6()
        return dns.rdata.from_wire(IN, rdtype, wire, 0, 16)
    if text in ("NS", "CNAME", "PTR"):
        return cls(IN, rdtype, name())
    if text == "MX":
        return cls(IN, rdtype, uint(16), name())
    if text == "SOA":
        return cls(IN, rdtype, name(), name(), *(uint(32) for _ in range(5)))
    if text == "TXT":
        return cls(IN, rdtype, [octets(0, random.choice([20, 255])) for _ in range(random.randint(1, 5))])
    if text == "SRV":
        return cls(IN, rdtype, uint(16), uint(16), uint(16), name())
    if text == "CAA":
        return cls(IN, rdtype, uint(8), random.choice([b"issue", b"issuewild", b"iodef", b"X1"]), octets(0, 300))
    if text in ("SVCB", "HTTPS"):
        return cls(IN, rdtype, *service())
    if text in WIRES:
        wire = WIRES[text]()
        return dns.rdata.from_wire(IN, rdtype, wire, 0, len(wire))
    return dns.rdata.GenericRdata(IN, rdtype, octets(0, 100))


def make(rdtype, count, seed):
    random.seed(seed)
    for _ in range(count):
        print(json.dumps(described(made(dns.rdatatype.from_text(rdtype)))))


if sys.argv[1] == "check":
    check()
else:
    make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
