"""Messages as dnspython sees them, names and RDATA in hexadecimal without compression.

    messages.py describe           messages in hexadecimal on stdin -> a description each, or {"error"}
    messages.py make COUNT SEED                                     -> a description each with its "message"
"""

import json
import random
import sys

import dns.edns
import dns.flags
import dns.message
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rrset

IN = dns.rdataclass.IN


def described(wire):
    message = dns.message.from_wire(wire, one_rr_per_rrset=True)
    section = lambda rrsets: [
        {
            "owner": rrset.name.to_wire().hex(),
            "type": int(rrset.rdtype),
            "class": int(rrset.rdclass),
            "ttl": rrset.ttl,
            "rdata": rrset[0].to_wire().hex(),
        }
        for rrset in rrsets
    ]
    edns = None
    if message.edns >= 0:
        edns = {
            "payload": message.payload,
            "version": message.edns,
            "flags": message.ednsflags & 0x8000,
            "options": [[int(option.otype), option.to_wire().hex()] for option in message.options],
        }
    return {
        "id": message.id,
        "flags": int(message.flags) & 0x87B0,
        "opcode": int(message.opcode()),
        "rcode": int(message.rcode()),
        "questions": [[q.name.to_wire().hex(), int(q.rdtype), int(q.rdclass)] for q in message.question],
        "answers": section(message.answer),
        "authorities": section(message.authority),
        "additionals": section(message.additional),
        "edns": edns,
    }


def describe():
    for line in sys.stdin:
        try:
            answer = described(bytes.fromhex(line.strip()))
        except Exception as error:
            answer = {"error": repr(error)}
        print(json.dumps(answer))


SUFFIXES = [[b"example"], [b"Example", b"com"], [b"a", b"very", b"long", b"suffix", b"example"]]


def name():
    labels = [random.choice([b"www", b"mail", b"MAIL", b"_sip", b"*", random.randbytes(3)]) for _ in range(random.randint(0, 3))]
    return dns.name.Name(labels + random.choice(SUFFIXES) + [b""])


def rrset():
    rdtype, text = random.choice(
        [
            ("A", "192.0.2.1"),
            ("AAAA", "2001:db8::1"),
            ("NS", name().to_text()),
            ("CNAME", name().to_text()),
            ("PTR", name().to_text()),
            ("MX", f"{random.randrange(65536)} {name().to_text()}"),
            ("SOA", f"{name().to_text()} {name().to_text()} 1 2 3 4 5"),
            ("TXT", '"some text" "more"'),
            ("SRV", f"1 2 3 {name().to_text()}"),
            ("HTTPS", f"1 {name().to_text()} alpn=h2"),
            ("CAA", '0 issue "ca.example"'),
            ("TYPE65280", "\\# 3 c00c00"),
        ]
    )
    rdata = dns.rdata.from_text(IN, rdtype, text, relativize=False)
    return dns.rrset.from_rdata_list(name(), random.randrange(2**31), [rdata])


def make(count, seed):
    random.seed(seed)
    for _ in range(count):
        message = dns.message.make_query(name(), random.choice(["A", "MX", "ANY", "TYPE65280"]))
        message.id = random.randrange(65536)
        message.flags = dns.flags.QR | random.choice([0, 0x0400, 0x0100, 0x0020, 0x0010, 0x05B0])
        message.answer = [rrset() for _ in range(random.randint(0, 30))]
        message.authority = [rrset() for _ in range(random.randint(0, 5))]
        message.additional = [rrset() for _ in range(random.randint(0, 5))]
        if random.random() < 0.5:
            options = [dns.edns.GenericOption(random.randint(65001, 65534), random.randbytes(random.randint(0, 9)))]
            message.use_edns(0, random.choice([0, 0x8000]), random.randrange(65536), options=options)
        message.set_rcode(random.randint(0, 10))
        wire = message.to_wire(max_size=65535)
        print(json.dumps({"message": wire.hex(), **described(wire)}))


if sys.argv[1] == "describe":
    describe()
else:
    make(int(sys.argv[2]), int(sys.argv[3]))
