#!/usr/bin/env bash
# Builds the Dockerfile without a Docker daemon and runs what came out: Debian's buildah (chroot isolation, as root) on a base
# image made with debootstrap and the Node at hand. Slow: some minutes, and not part of the gate.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
[ "$(id -u)" = 0 ] || { echo 'skipped: needs root' >&2; exit 0; }

missing=()
command -v buildah >/dev/null || missing+=(buildah)
command -v debootstrap >/dev/null || missing+=(debootstrap)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
    { echo "skipped: cannot install ${missing[*]}" >&2; exit 0; }
fi

work=$(mktemp -d)
storage=(--root "$work/storage" --runroot "$work/run" --storage-driver vfs)
containers=()
cleanup() {
  for container in "${containers[@]}"; do
    buildah "${storage[@]}" umount "$container" >/dev/null 2>&1 || true
    buildah "${storage[@]}" rm "$container" >/dev/null 2>&1 || true
  done
  rm -rf "$work"
}
trap cleanup EXIT
failed=0
say() { printf '%s (%s s)\n' "$1" "$SECONDS"; }
check() {
  if [ "$2" = "$3" ]; then printf '✓ %s: %s\n' "$1" "$2"; else printf '✗ %s: %s, not %s\n' "$1" "$2" "$3"; failed=1; fi
}

# Base: a minimal Debian, this Node and its npm, and the certificates npm is told to trust, if any: Node trusts them, too.
base=$work/base
debootstrap --variant=minbase bookworm "$base" >"$work/debootstrap.log" 2>&1 || { tail -20 "$work/debootstrap.log"; exit 1; }
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
mkdir -p "$base/usr/local/bin" "$base/usr/local/lib/node_modules" "$base/usr/local/share"
cp "$(readlink -f "$(command -v node)")" "$base/usr/local/bin/node"
cp -r "$npm" "$base/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$base/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$base/usr/local/bin/npx"
certificates=$(npm config get cafile)
trusted=()
if [ -f "$certificates" ]; then
  cp -L "$certificates" "$base/usr/local/share/certificates.pem"
  trusted=(--env NODE_EXTRA_CA_CERTS=/usr/local/share/certificates.pem)
fi
rm -rf "$base"/var/cache/apt/* "$base"/var/lib/apt/lists/*
scratch=$(buildah "${storage[@]}" from scratch)
containers+=("$scratch")
buildah "${storage[@]}" copy -q "$scratch" "$base" / >/dev/null
buildah "${storage[@]}" config --env PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin "${trusted[@]}" "$scratch"
buildah "${storage[@]}" commit -q "$scratch" localhost/node-base >/dev/null
base_size=$(du -sm "$base" | cut -f1)
rm -rf "$base"
say "base image: $base_size MB, node $(node --version)"

buildah "${storage[@]}" build --isolation chroot --build-arg NODE_IMAGE=localhost/node-base -t bot-v2 "$root" \
  >"$work/build.log" 2>&1 || { tail -40 "$work/build.log"; exit 1; }
say 'built'

image() { buildah "${storage[@]}" inspect --type image --format "$1" bot-v2; }
check 'CMD' "$(image '{{.OCIv1.Config.Cmd}}')" '[bot-v2]'
check 'user' "$(image '{{.OCIv1.Config.User}}')" '10001:10001'

container=$(buildah "${storage[@]}" from bot-v2)
containers+=("$container")
mount=$(buildah "${storage[@]}" mount "$container")
echo "application: $(du -sm "$mount/app" | cut -f1) MB on the base image"
# Without a network: an empty network namespace.
inside() { unshare --net buildah "${storage[@]}" run --isolation chroot "$container" -- "$@"; }
check 'runs as' "$(inside node -p 'process.getuid()')" 10001
check 'network' "$(inside node -e "fetch('https://registry.npmjs.org').then(() => console.log('there'), () => console.log('none'))")" none
check 'writes only /data' "$(inside node -e "
  const writable = (d) => { try { require('fs').accessSync(d, 2); return true; } catch { return false; } };
  console.log(['/', '/app', '/usr/local/bin', '/data'].filter(writable).join())")" /data
report=$(inside bot-v2 --mode backtest --symbols AAPL --output json 2>/dev/null)
hash() { node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).portfolio.result.backtest.orderHash.slice(0, 16)'; }
check 'backtest in the image' "$(hash <<<"$report")" \
  "$(cd "$work" && BOT_V2_STATE_DIR="$work/state" node "$root/apps/cli/dist/bin.js" --mode backtest --symbols AAPL --output json 2>/dev/null | hash)"
inside bot-v2 demo 2>&1 | tail -12
say 'done'
exit "$failed"
