#!/usr/bin/env bash
# Checks a built package and the files in it, then installs it, runs the program and removes it again.
#
#   packaging/deb/check.sh PACKAGE.deb
#
# The last part needs root and is left out, with a word, without it.
# Needs: lintian, desktop-file-utils, appstream, groff-base, python3, shared-mime-info.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
package=$(realpath "$1")
linux=$root/packaging/linux

desktop-file-validate "$linux/rollcall.desktop"
appstreamcli validate --no-net --explain "$linux/io.github.rollcall.Rollcall.metainfo.xml"
/usr/bin/python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$linux/rollcall-mime.xml"
warnings=$(groff -man -Tutf8 -ww -z "$linux/rollcall.1" 2>&1)
[ -z "$warnings" ] || { echo "the man page: $warnings" >&2; exit 1; }
# The one tag left out asks for the number of a request to package the program; there is none, it is not uploaded to Debian.
lintian --allow-root --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$package"

if [ "$(id -u)" != 0 ]; then
  echo "not root: the package was not installed"
  exit 0
fi
if dpkg --status rollcall > /dev/null 2>&1; then
  echo "rollcall is installed here already: not touched" >&2
  exit 1
fi
DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends "$package" > /dev/null
trap 'dpkg --purge rollcall > /dev/null' EXIT
expected="rollcall $(dpkg-query --show --showformat='${Version}' rollcall | sed 's/-[0-9]*$//')"
said=$(/usr/bin/rollcall --version)
[ "$said" = "$expected" ] || { echo "rollcall --version says '$said', not '$expected'" >&2; exit 1; }
grep --quiet ':application/x-rollcall:\*\.rollcall' /usr/share/mime/globs2
dpkg --verify rollcall
trap - EXIT
dpkg --purge rollcall > /dev/null
[ ! -e /usr/bin/rollcall ]
echo "$(basename "$package"): valid; installs, runs as $expected, and goes without a trace"
