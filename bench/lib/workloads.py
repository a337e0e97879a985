"""What is served and asked: the same names for every server. Deterministic."""

import random
import struct
from dataclasses import dataclass

from .places import folder

TYPES = {"A": 1, "NS": 2, "SOA": 6, "MX": 15, "TXT": 16, "AAAA": 28}
NAME_SERVER = "ns1.example.net"


def scattered(i):
    """The same label for the same number, and no order in them: a hash table or a tree gets no help."""
    return f"h{(i * 0x9E3779B1) & 0xFFFFFFFF:08x}"


def address(i):
    return f"10.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}"


@dataclass(frozen=True)
class Workload:
    name: str
    domains: int
    names: int  # in each domain, beside its apex
    questions: int = 0

    def domain(self, d):
        return f"{self.name}.test" if self.domains == 1 else f"z{d:05d}-{scattered(d)}.test"

    def label(self, i):
        return scattered(i) if self.domains == 1 else "www"

    def records(self, d):
        """(name, type, TTL, value) of one domain, without its SOA and NS."""
        if self.domains > 1:
            yield "@", "A", 300, address(d)
            yield "@", "MX", 300, "10 mail.example.net"
            yield "www", "A", 300, address(d)
            return
        for i in range(self.names):
            yield self.label(i), "A", 300, address(i)

    @property
    def last_name(self):
        """One that a server has only when it has loaded everything."""
        return f"{self.label(self.names - 1)}.{self.domain(self.domains - 1)}"

    # Files, made once.

    def _file(self, name, write):
        path = folder("workloads", self.name) / name
        if not path.exists():
            new = path.with_suffix(".new")
            with open(new, "wb") as file:
                write(file)
            new.rename(path)
        return path

    def records_file(self):
        """For `fill`: `domain name type ttl value`, one record a line."""

        def write(file):
            for d in range(self.domains):
                domain = self.domain(d)
                file.write("".join(f"{domain} {n} {t} {ttl} {v}\n" for n, t, ttl, v in self.records(d)).encode())

        return self._file("records.txt", write)

    def zone_files(self):
        """[(domain, path)]: master files for the other servers."""
        zones = folder("workloads", self.name, "zones")
        paths = [(self.domain(d), zones / f"{d % 100:02d}" / self.domain(d)) for d in range(self.domains)]
        if not paths[-1][1].exists():
            for d, (domain, path) in enumerate(paths):
                path.parent.mkdir(exist_ok=True)
                with open(path, "w") as file:
                    file.write(f"$ORIGIN {domain}.\n")
                    file.write(f"@ 3600 SOA {NAME_SERVER}. hostmaster 1 3600 600 1209600 300\n")
                    file.write(f"@ 3600 NS {NAME_SERVER}.\n")
                    for name, kind, ttl, value in self.records(d):
                        file.write(f"{name} {ttl} {kind} {value}{'.' if kind == 'MX' else ''}\n")
        return paths

    def queries_file(self):
        """Messages as over TCP (RFC 1035 §4.2.2): 80 % are there, 10 % ask for another type, 10 % for no name."""
        chance = random.Random(42)

        def message(name, kind):
            labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
            question = struct.pack(">HHHHHH", 0, 0, 1, 0, 0, 0) + labels + b"\0" + struct.pack(">HH", TYPES[kind], 1)
            return struct.pack(">H", len(question)) + question

        def write(file):
            for _ in range(self.questions):
                domain, label = self.domain(chance.randrange(self.domains)), self.label(chance.randrange(self.names))
                name = domain if self.domains > 1 and chance.random() < 0.5 else f"{label}.{domain}"
                dice = chance.random()
                if dice < 0.8:
                    file.write(message(name, "A"))
                elif dice < 0.9:
                    file.write(message(name, chance.choice(["AAAA", "TXT", "NS"])))
                else:
                    file.write(message(f"nx{chance.randrange(1 << 30):x}.{domain}", "A"))

        return self._file("queries", write)


WORKLOADS = {
    w.name: w
    for w in [
        Workload("empty", 0, 0),
        Workload("ten", 1, 10),
        Workload("small", 1, 1_000, 200_000),
        Workload("hundred-thousand", 1, 100_000),
        Workload("million", 1, 1_000_000, 1_000_000),
        Workload("zones", 100_000, 1, 500_000),
    ]
}
