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
    return dns.rdata.GenericRdata(IN, rdtype, octets(0, 100))


def make(rdtype, count, seed):
    random.seed(seed)
    for _ in range(count):
        print(json.dumps(described(made(dns.rdatatype.from_text(rdtype)))))


if sys.argv[1] == "check":
    check()
else:
    make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
