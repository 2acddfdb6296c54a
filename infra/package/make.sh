#!/usr/bin/env bash
# Makes self-contained archives of the program with the desk inside, their checksums and their SBOMs, in artifacts/packages.
# Made again from the same commit it is the same byte for byte: names are sorted, and every file is as old as the commit.
#
#   infra/package/make.sh [RID]…     linux-x64 linux-arm64 win-x64 osx-arm64 when none is named
#   VERSION=1.2.3                    0.0.0-gCOMMIT when it is not set
set -euo pipefail
cd "$(dirname "$0")/../.."
export TZ=UTC LC_ALL=C

readonly out=$PWD/artifacts/packages build=$PWD/artifacts/package-build
commit=$(git rev-parse --short=12 HEAD)
made_at=$(git log -1 --format=%ct)
version=${VERSION:-0.0.0-g$commit}

die() {
  echo "package: $*" >&2
  exit 1
}

publish() {
  dotnet publish services/Server --configuration Release --runtime "$1" --self-contained --nologo --verbosity quiet \
    -p:CustomBeforeDirectoryBuildProps="$PWD/infra/package/package.props" -p:ArtifactsPath="$build" -p:Version="$version" --output "$2"
}

# What others wrote and is inside, with versions, hashes and licenses: NuGet packages, .NET itself, npm packages in the desk.
sbom() {
  dotnet CycloneDX services/Server/Server.csproj --base-intermediate-output-path "$build" --runtime "$1" --disable-package-restore \
    --spec-version 1.6 --output-format Json --no-serial-number --set-name omnichannel --set-version "$version" \
    --output "$build" --filename "server-$1.cdx.json" >"$build/sbom-$1.log" || { cat "$build/sbom-$1.log" >&2; return 1; }
  npm --prefix services/AgentDesk/web sbom --omit dev --sbom-format cyclonedx --sbom-type application >"$build/desk.cdx.json"
  node infra/package/sbom.mjs "$build/server-$1.cdx.json" "$build/desk.cdx.json" "$2/omnichannel.deps.json" "$made_at" >"$3"
}

papers() {
  cp README.md LICENSE infra/package/omnichannel.env "$1"
  cp docs/deploying.md "$1/DEPLOYING.md"
  if [[ $2 == linux-* ]]; then cp infra/package/omnichannel.service "$1"; fi
}

archive() {
  local rid=$1 name=$2 list
  find "$build/$name" -exec touch --no-dereference --date="@$made_at" {} +
  list=$(cd "$build" && find "$name" -type f | sort)
  if [[ $rid == win-* ]]; then
    (cd "$build" && rm -f "$out/$name.zip" && zip -q -X -@ "$out/$name.zip" <<<"$list")
  else
    tar --create --directory "$build" --files-from - --format=ustar --owner=0 --group=0 --numeric-owner <<<"$list" | gzip -n -9 >"$out/$name.tar.gz"
  fi
}

make_one() {
  local name=omnichannel-$version-$1
  rm -rf "${build:?}/$name" "$out/$name".*
  publish "$1" "$build/$name"
  chmod -R u=rwX,go=rX "$build/$name"
  papers "$build/$name" "$1"
  sbom "$1" "$build/$name" "$out/$name.cdx.json"
  cp "$out/$name.cdx.json" "$build/$name/sbom.cdx.json"
  archive "$1" "$name"
}

main() {
  local rid code failed=() all=("$@")
  ((${#all[@]})) || all=(linux-x64 linux-arm64 win-x64 osx-arm64)
  [[ -f services/AgentDesk/wwwroot/index.html ]] || die "the desk is not built: make desk (it needs Node.js)"
  mkdir -p "$out" "$build"
  dotnet tool restore --verbosity quiet >/dev/null || die "the tool that writes the SBOM cannot be restored"
  for rid in "${all[@]}"; do
    echo "── $rid"
    # Not as a condition: the shell would go on after an error.
    set +e
    (set -e; make_one "$rid") >"$build/$rid.log" 2>&1
    code=$?
    set -e
    if ((code == 0)); then
      (cd "$out" && du -h "omnichannel-$version-$rid".{tar.gz,zip} 2>/dev/null) || true
    else
      failed+=("$rid: $(grep -m 1 -E 'error|cannot|not found' "$build/$rid.log" || tail -n 1 "$build/$rid.log")")
    fi
  done
  (cd "$out" && sha256sum omnichannel-"$version"-*.{tar.gz,zip,cdx.json} 2>/dev/null >"omnichannel-$version.sha256") || true
  if ((${#failed[@]})); then
    printf 'NOT MADE  %s\n' "${failed[@]}" >&2
    exit 1
  fi
}

main "$@"
