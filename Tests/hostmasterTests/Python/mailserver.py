"""A mail server that keeps each mail that it takes in a folder, as the standard library reads it."""

import argparse
import email
import email.policy
import json
import os
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

options = argparse.ArgumentParser()
options.add_argument("folder")
options.add_argument("port", type=int)
options.add_argument("--certificate")
options.add_argument("--key")
options.add_argument("--tls", choices=["none", "offered", "always"], default="none")
options.add_argument("--login", help="user:password, without which nothing is taken")
options.add_argument("--without", action="append", default=[], help="a way to log in that is not offered")
options.add_argument("--refuse", action="append", default=[], help="what to say to one RCPT after the other")
options = options.parse_args()


class Keeper:
    count = 0
    tried = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        self.tried += 1
        if self.tried <= len(options.refuse):
            return options.refuse[self.tried - 1]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        kept = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "helo": session.host_name,
            "tls": server.transport.get_extra_info("sslcontext") is not None,
            "login": bool(session.authenticated),
            "header": [[name, str(value)] for name, value in mail.items()],
            "date": int(mail["Date"].datetime.timestamp()),
            "defects": [str(defect) for defect in mail.defects],
            "text": mail.get_content().replace("\r\n", "\n"),
            "longest": max(len(line) for line in envelope.original_content.split(b"\r\n")),
            "bare": envelope.original_content.replace(b"\r\n", b"").count(b"\n"),
        }
        place = os.path.join(options.folder, f"{self.count}.json")
        self.count += 1
        with open(place + ".new", "w") as file:
            json.dump(kept, file)
        os.rename(place + ".new", place)
        return "250 2.0.0 Ok"


def authenticate(server, session, envelope, mechanism, data):
    user, _, password = options.login.partition(":")
    return AuthResult(handled=False, success=data.login == user.encode() and data.password == password.encode())


context = None
if options.tls != "none":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate, options.key)
# It takes only TLS that began with STARTTLS for TLS.
login = dict(authenticator=authenticate, auth_required=True, auth_require_tls=options.tls != "always") if options.login else {}
controller = Controller(
    Keeper(),
    hostname="127.0.0.1",
    port=options.port,
    ssl_context=context if options.tls == "always" else None,
    tls_context=context if options.tls == "offered" else None,
    auth_exclude_mechanism=options.without,
    **login,
)
controller.start()
with open(os.path.join(options.folder, "ready"), "w"):
    pass
# Until whoever began it is gone.
sys.stdin.read()
controller.stop()
