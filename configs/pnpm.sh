#!/usr/bin/env bash
# Runs the pnpm version that package.json pins, through npx: nothing need be installed beforehand.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
pin=$(sed -n 's/.*"packageManager": *"\(pnpm@[^"]*\)".*/\1/p' "$root/package.json")
cd "$root"
exec npx --yes "$pin" "$@"
