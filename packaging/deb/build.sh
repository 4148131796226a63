#!/usr/bin/env bash
# Builds the Debian package from a program that is already built.
#
#   packaging/deb/build.sh [--binary PATH] [--output FOLDER]
#
# PATH is target/release/rollcall unless said otherwise, FOLDER is the one PATH lies in. Prints the package's path.
# Name, version and texts come from Cargo.toml and its [package.metadata.deb]; the libraries that the program opens
# while it runs are listed there, those it is linked with are found by dpkg-shlibdeps. The same inputs give the same bytes.
# Needs: dpkg-dev, binutils, python3 (3.11 or newer).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

binary=$root/target/release/rollcall
output=
while [ $# -gt 0 ]; do
  case $1 in
    --binary) binary=$2; shift 2 ;;
    --output) output=$2; shift 2 ;;
    *) echo "unknown option: $1" >&2; exit 2 ;;
  esac
done
[ -x "$binary" ] || { echo "no program at $binary: build it, or name it with --binary" >&2; exit 1; }
binary=$(realpath "$binary")
output=${output:-$(dirname "$binary")}

field() {
  /usr/bin/python3 - "$root/Cargo.toml" "$1" <<'PY'
import sys, tomllib
value = tomllib.load(open(sys.argv[1], "rb"))["package"]
for key in sys.argv[2].split("."):
    value = value[key]
print(", ".join(value) if isinstance(value, list) else value)
PY
}

version=$(field version)-1
architecture=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(dpkg-parsechangelog -l "$here/changelog" -S Timestamp)}
[ "$(dpkg-parsechangelog -l "$here/changelog" -S Version)" = "$version" ] ||
  { echo "packaging/deb/changelog does not begin with $version" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
put() { install -D --mode="$1" "$2" "$tree/$3"; }

put 755 "$binary" usr/bin/rollcall
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$tree/usr/bin/rollcall"
put 644 "$root/packaging/linux/rollcall.desktop" usr/share/applications/rollcall.desktop
put 644 "$root/packaging/linux/rollcall-mime.xml" usr/share/mime/packages/rollcall.xml
put 644 "$root/packaging/linux/io.github.rollcall.Rollcall.metainfo.xml" \
  usr/share/metainfo/io.github.rollcall.Rollcall.metainfo.xml
put 644 "$root/assets/icon/rollcall.svg" usr/share/icons/hicolor/scalable/apps/rollcall.svg
for size in 16 24 32 48 64 128 256 512; do
  put 644 "$root/assets/icon/rollcall-$size.png" "usr/share/icons/hicolor/${size}x$size/apps/rollcall.png"
done
put 644 "$here/copyright" usr/share/doc/rollcall/copyright
put 644 "$root/packaging/linux/rollcall.1" usr/share/man/man1/rollcall.1
put 644 "$here/changelog" usr/share/doc/rollcall/changelog.Debian
gzip --best --no-name "$tree/usr/share/man/man1/rollcall.1" "$tree/usr/share/doc/rollcall/changelog.Debian"

# dpkg-shlibdeps wants to stand in a source package.
mkdir "$work/debian"
printf 'Source: rollcall\n\nPackage: rollcall\nArchitecture: any\n' > "$work/debian/control"
linked=$(cd "$work" && dpkg-shlibdeps -O "$tree/usr/bin/rollcall" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')

mkdir "$tree/DEBIAN"
cat > "$tree/DEBIAN/control" <<CONTROL
Package: rollcall
Version: $version
Architecture: $architecture
Maintainer: $(field metadata.deb.maintainer)
Installed-Size: $(du --summarize --apparent-size --block-size=1024 "$tree/usr" | cut -f1)
Depends: $linked, $(field metadata.deb.depends)
Recommends: $(field metadata.deb.recommends)
Section: $(field metadata.deb.section)
Priority: optional
Description: $(field metadata.deb.summary)
$(field metadata.deb.extended-description | sed 's/^$/./; s/^/ /')
CONTROL
(cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum > DEBIAN/md5sums)
find "$tree" -type d -exec chmod 755 {} +
find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

package=$output/rollcall_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" > /dev/null
echo "$package"
