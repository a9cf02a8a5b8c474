#!/usr/bin/env bash
# Installs and builds what is missing or out of date; returns at once when nothing is. Two at a time are one after the other.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
stamp=node_modules/.bot-v2-built
lock=.bot-v2-bootstrap.lock

fresh() {
  [ -f "$stamp" ] && [ -f apps/cli/dist/bin.js ] && [ -z "$(find package.json pnpm-lock.yaml turbo.json configs packages apps \
    \( -name node_modules -o -name dist -o -name .turbo -o -name '*.test.ts' -o -name '*.md' \) -prune -o -type f -newer "$stamp" -print -quit)" ]
}

fresh && exit 0

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || {
  echo "bot-v2 needs Node 20.19 or newer; this is $(node --version)." >&2
  exit 2
}

# The lock is a directory with the owner's pid; a dead owner's lock is taken over.
waiting=
until mkdir "$lock" 2>/dev/null; do
  owner=$(cat "$lock/pid" 2>/dev/null || true)
  if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
    rm -rf "$lock"
    continue
  fi
  [ -n "$waiting" ] || echo "Waiting for another first use to finish installing…" >&2
  waiting=1
  sleep 0.5
done
echo $$ >"$lock/pid"
trap 'rm -rf "$lock"' EXIT
fresh && exit 0

log=$(mktemp)
trap 'rm -rf "$lock" "$log"' EXIT
step() {
  local what=$1 began=$SECONDS
  shift
  printf '%s… ' "$what" >&2
  if "$@" >"$log" 2>&1; then
    echo "✓ ($((SECONDS - began)) s)" >&2
  else
    echo "✗" >&2
    cat "$log" >&2
    exit 1
  fi
}
step "First use: installing packages" bash configs/pnpm.sh install --frozen-lockfile
# Declarations are for programs that import the packages, and can wait.
step "First use: building" bash configs/pnpm.sh exec turbo run build
touch "$stamp"
