#!/usr/bin/env bash
# Compiles the Windows installer around a file that is no program: the script is checked, not the program.
# Needs: nsis.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'MZ not a program' > "$work/rollcall.exe"
makensis -V2 -WX "-DBINARY=$work/rollcall.exe" "-DOUTPUT=$work/rollcall-setup.exe" "$here/rollcall.nsi"
[ -s "$work/rollcall-setup.exe" ]
echo "the Windows installer compiles"
