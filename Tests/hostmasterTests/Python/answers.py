"""Asks for each record on standard input, over UDP and TCP, and compares RDATA as dnspython reads it."""

import json
import sys

import dns.message
import dns.query
import dns.rdata
import dns.rdataclass
import dns.rdatatype


def main():
    port = int(sys.argv[1])
    wrong = 0
    for record in json.load(sys.stdin):
        rdtype = dns.rdatatype.from_text(record["type"])
        expected = dns.rdata.from_text(dns.rdataclass.IN, rdtype, record["rdata"])
        for ask in (dns.query.udp, dns.query.tcp):
            query = dns.message.make_query(record["name"], rdtype, use_edns=0)
            reply = ask(query, "127.0.0.1", port=port, timeout=5)
            # The name servers of a delegation stand in the authority section.
            found = [rdata for rrset in reply.answer + reply.authority if rrset.rdtype == rdtype for rdata in rrset]
            if found != [expected] or reply.rcode() != 0:
                print(f"{record['name']} {record['type']}: expected {expected}, got {found}")
                wrong += 1
    sys.exit(1 if wrong else 0)


main()
