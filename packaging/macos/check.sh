#!/usr/bin/env bash
# Makes Rollcall.app around a file that is no program and reads it back: the parts an app needs are there and agree.
# Needs: python3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '#!/bin/sh\n' > "$work/rollcall"
chmod +x "$work/rollcall"
app=$("$here/bundle.sh" --binary "$work/rollcall")
python3 - "$app" <<'PY'
import os, plistlib, struct, sys
contents = os.path.join(sys.argv[1], "Contents")
info = plistlib.load(open(os.path.join(contents, "Info.plist"), "rb"))
assert os.access(os.path.join(contents, "MacOS", info["CFBundleExecutable"]), os.X_OK)
assert info["CFBundleVersion"] != "0.0.0"
opened = {name for kind in info["CFBundleDocumentTypes"] for name in kind["LSItemContentTypes"]}
declared = {kind["UTTypeIdentifier"] for kind in info["UTExportedTypeDeclarations"]}
assert opened == declared, (opened, declared)
icon = open(os.path.join(contents, "Resources", info["CFBundleIconFile"] + ".icns"), "rb").read()
assert icon[:4] == b"icns" and struct.unpack(">I", icon[4:8])[0] == len(icon)
print("Rollcall.app is whole")
PY
