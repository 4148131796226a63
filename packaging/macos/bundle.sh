#!/usr/bin/env bash
# Puts a built program into Rollcall.app.
#
#   packaging/macos/bundle.sh [--binary PATH] [--output FOLDER] [--sign IDENTITY]
#
# PATH is target/release/rollcall unless said otherwise, FOLDER is the one PATH lies in. On a Mac the app is signed
# (ad hoc without an identity) and packed into a disk image; elsewhere only the folder is made, which is enough to check it.
# Needs: python3; on a Mac also codesign and hdiutil, which are part of the system.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

binary=$root/target/release/rollcall
output=
identity=-
while [ $# -gt 0 ]; do
  case $1 in
    --binary) binary=$2; shift 2 ;;
    --output) output=$2; shift 2 ;;
    --sign) identity=$2; shift 2 ;;
    *) echo "unknown option: $1" >&2; exit 2 ;;
  esac
done
[ -x "$binary" ] || { echo "no program at $binary: build it, or name it with --binary" >&2; exit 1; }
output=${output:-$(dirname "$binary")}
version=$(sed -n '/^\[package\]/,/^\[/s/^version = "\(.*\)"/\1/p' "$root/Cargo.toml")

app=$output/Rollcall.app
rm -rf "$app"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources"
cp "$binary" "$app/Contents/MacOS/rollcall"
cp "$root/assets/icon/rollcall.icns" "$root/LICENSE" "$app/Contents/Resources/"
python3 - "$here/Info.plist" "$app/Contents/Info.plist" "$version" <<'PY'
import plistlib, sys
source, target, version = sys.argv[1:]
info = plistlib.load(open(source, "rb"))
info["CFBundleShortVersionString"] = info["CFBundleVersion"] = version
plistlib.dump(info, open(target, "wb"))
PY

if [ "$(uname)" = Darwin ]; then
  codesign --force --options runtime --timestamp=none --sign "$identity" "$app"
  hdiutil create -quiet -ov -volname Rollcall -srcfolder "$app" "$output/Rollcall-$version.dmg"
fi
echo "$app"
