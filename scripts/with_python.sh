#!/bin/sh
# Runs a script with the first Python on this machine that is new enough: `with_python.sh FILE …`.
# Plain sh, because at this point nothing else is known to be there.
set -eu

is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c "$is_new_enough" 2>/dev/null; then
        exec "$python" "$@"
    fi
done
echo "Kraftsamling needs Python 3.11 or later, and none was found (looked for python3 and" \
    "python3.11 to python3.14). Install it (Debian, Ubuntu: apt-get install python3 python3-venv)" \
    "and run make again." >&2
exit 1
