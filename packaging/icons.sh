#!/usr/bin/env bash
# Renders every icon from assets/icon/rollcall.svg. Run it after changing the drawing and commit what changed.
# Needs: rsvg-convert (librsvg2-bin), ImageMagick, python3.
set -euo pipefail
cd "$(dirname "$0")/../assets/icon"

for size in 16 24 32 48 64 128 256 512; do
  rsvg-convert --width "$size" --height "$size" rollcall.svg --output "rollcall-$size.png"
done

magick=$(command -v magick || echo /usr/bin/convert)
"$magick" rollcall-16.png rollcall-24.png rollcall-32.png rollcall-48.png rollcall-64.png rollcall-256.png rollcall.ico

# The macOS container: a header, then type, length and PNG for each size.
python3 - <<'PY'
import struct
kinds = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512}
body = b""
for kind, size in kinds.items():
    png = open(f"rollcall-{size}.png", "rb").read()
    body += kind + struct.pack(">I", len(png) + 8) + png
open("rollcall.icns", "wb").write(b"icns" + struct.pack(">I", len(body) + 8) + body)
PY
