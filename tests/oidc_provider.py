"""A real OpenID provider on this machine, for those named on the command line; a process of its own.

`python -m tests.oidc_provider '{"kari": {"groups": ["red"]}}'` prints its port and runs until its input ends.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parent.parent
STYLE_FROM_THE_NET = re.compile(rb'<link[^>]+href="https://[^>]+>')


@contextmanager
def provider(users: Mapping[str, Mapping[str, object]]) -> Iterator[int]:
    """Run a provider that knows `users`, each with claims; the value is its port."""
    command = [sys.executable, "-m", "tests.oidc_provider", json.dumps(users)]
    quiet, pipe = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=quiet) as process:  # noqa: S603 - our own
        assert process.stdin is not None
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.stdin.close()


def main() -> None:
    """Run the provider."""
    from flask import Response
    from oidc_provider_mock import User, app
    from werkzeug.serving import make_server

    users = [User(sub=sub, claims=claims) for sub, claims in json.loads(sys.argv[1]).items()]
    application = app(user_claims=users)

    def without_the_net(response: Response) -> Response:
        response.set_data(STYLE_FROM_THE_NET.sub(b"", response.get_data()))
        return response

    application.after_request(without_the_net)
    server = make_server("127.0.0.1", 0, application)
    Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 - the answer to who started it
    sys.stdin.read()


if __name__ == "__main__":
    main()
