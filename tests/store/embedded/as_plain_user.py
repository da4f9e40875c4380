"""Run by a test as root: give up every right for good, then start, ask and stop a server; prints what was seen as JSON.

The imports come first, as the plain user may have no access to the folder that this interpreter lies in.
"""

import json
import os
import pwd
import sys
from pathlib import Path

import psycopg

from nianbao.store import embedded_roles
from nianbao.store.embedded import EmbeddedServer

name, site, home = sys.argv[1:]
sys.path.insert(0, site)
assert embedded_roles.OWNER == "nianbao"
user = pwd.getpwnam(name)
os.setgroups([])
os.setgid(user.pw_gid)
os.setuid(user.pw_uid)

server = EmbeddedServer(Path(home))
server.start()
server.ensure_database("nianbao")
with psycopg.connect(server.url("nianbao")) as connection:
    answer = connection.execute("SELECT current_user::text").fetchall()[0][0]
owner = (server.home / "postgres").owner()
server.stop()
print(json.dumps({"owner": owner, "answer": answer, "stopped": not server.running()}))
