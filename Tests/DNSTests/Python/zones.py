"""Master files as other programs see them.

    zones.py PROGRAM ORIGIN     lines of JSON, each a master file -> {"ok", "dump"}

PROGRAM is named-checkzone, which says what it has read as text, or kzonecheck, which only says whether it could.
"""

import json
import subprocess
import sys
import tempfile

COMMANDS = {
    "named-checkzone": "named-checkzone -q -i none -k ignore -m ignore -M ignore -n ignore -r ignore -S ignore "
    "-T ignore -W ignore -s full -D -o -",
    "kzonecheck": "kzonecheck -d off -o",
}

program, origin = sys.argv[1:]
with tempfile.NamedTemporaryFile(mode="w", encoding="utf-8", newline="") as file:
    for line in sys.stdin:
        file.seek(0)
        file.truncate()
        file.write(json.loads(line))
        file.flush()
        # What it would take gigabytes for, it does not accept.
        command = ["prlimit", "--as=2000000000"] + COMMANDS[program].split() + [origin, file.name]
        try:
            ran = subprocess.run(command, capture_output=True, timeout=20)
        except subprocess.TimeoutExpired:
            print(json.dumps({"ok": False, "dump": "", "said": "not ended within 20 seconds"}))
            continue
        print(json.dumps({"ok": ran.returncode == 0, "dump": ran.stdout.decode(), "said": ran.stderr.decode()}))
