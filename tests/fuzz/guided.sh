#!/usr/bin/env bash
# Runs the targets guided by coverage, with the stable compiler and a C++ compiler: tests/fuzz/guided.sh [SECONDS] [TARGET...]
# SECONDS are for each target, 5 where none are given. What a run finds is left in the folder that it names.
#
# cargo calls this file again in place of the compiler, for this package alone: only it is instrumented.
set -euo pipefail

if [ "${ROLLCALL_INSTRUMENT:-}" = 1 ]; then
  exec "$@" -C passes=sancov-module -C codegen-units=1 \
    -C llvm-args=-sanitizer-coverage-level=4 -C llvm-args=-sanitizer-coverage-inline-8bit-counters \
    -C llvm-args=-sanitizer-coverage-pc-table -C llvm-args=-sanitizer-coverage-trace-compares
fi

self=$(realpath "$0")
cd "$(dirname "$self")/../.."
seconds=${1:-5}
[ $# -eq 0 ] || shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=($(sed -n 's/^ *name: "\(.*\)",$/\1/p' tests/fuzz/table.rs))

ROLLCALL_INSTRUMENT=1 RUSTC_WORKSPACE_WRAPPER=$self cargo build --locked --quiet --example guided --features guided
binary=${CARGO_TARGET_DIR:-target}/debug/examples/guided
found=$(mktemp -d)
for target in "${targets[@]}"; do
  mkdir -p "$found/$target/inputs" "$found/$target/seeds"
  log=$found/$target/log
  if ! ROLLCALL_FUZZ=$target ROLLCALL_FUZZ_SEEDS=$found/$target/seeds "$binary" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=4096 -max_len=65536 -artifact_prefix="$found/$target/" "$found/$target/inputs" "$found/$target/seeds" > "$log" 2>&1
  then
    tail -n 30 "$log"
    echo "$target failed; the input is in $found/$target"
    exit 1
  fi
  echo "$target: $(sed -n 's/^#\([0-9]*\).*DONE *cov: \([0-9]*\).*/\1 inputs, \2 places reached/p' "$log")"
done
rm -r "$found"
