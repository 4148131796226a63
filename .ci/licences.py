"""Fails if a crate that ends up in the program has a licence that does not go with MIT or Apache-2.0.

An expression is fine if each part joined by AND offers an allowed licence among those joined by OR.
"""
import json
import re
import subprocess
import sys

ALLOWED = {
    "MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Zlib", "BSL-1.0",
    "Unicode-3.0", "Unlicense", "CC0-1.0", "MIT-0", "blessing", "WTFPL",
    # Fonts, shipped unchanged and named in LICENSE.
    "OFL-1.1", "Ubuntu-font-1.0",
}
# Crates with another licence, and why they may stay.
EXCEPTIONS = {
    "colored": "MPL-2.0, unchanged, and only in the tests",
    "libfuzzer-sys": "NCSA beside MIT or Apache-2.0, and only in the fuzz targets",
}


def allowed(expression):
    """Whether a licence expression can be met with allowed licences."""
    tokens = re.findall(r"\(|\)|\bAND\b|\bOR\b|/|[\w.+-]+(?: WITH [\w.-]+)?", expression)
    words = {"AND": "and", "OR": "or", "/": "or", "(": "(", ")": ")"}
    return bool(eval(" ".join(words.get(token, str(token in ALLOWED)) for token in tokens)))


def check_the_check():
    assert allowed("MIT OR GPL-3.0") and allowed("(MIT OR LGPL-2.1-or-later) AND BSD-3-Clause") and allowed("MIT/Apache-2.0")
    assert not allowed("GPL-3.0-only") and not allowed("MIT AND GPL-2.0-only") and not allowed("MPL-2.0")


def main():
    check_the_check()
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--offline"]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["packages"]
    bad = [
        f"{package['name']} {package['version']}: {package['license'] or 'no licence named'}"
        for package in packages
        if package["name"] not in EXCEPTIONS and not (package["license"] and allowed(package["license"]))
    ]
    print("\n".join(bad + [f"{len(packages)} crates, {len(bad)} with a licence to look at"]))
    sys.exit(1 if bad else 0)


main()
