#!/usr/bin/env bash
# Installs what the tests need and this machine lacks: PostgreSQL, RabbitMQ, Chromium, Kannel, Postfix, Dovecot and swaks, from the Debian-like system's own
# packages. No system service is started or left to start: the tests run servers of their own (infra/test-servers.sh).
set -euo pipefail

die() {
  echo "install-test-packages: $*" >&2
  exit 1
}

browser=chromium-headless-shell

missing() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
  [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || echo rabbitmq-server
  command -v chromium-headless-shell >/dev/null || command -v "$browser" >/dev/null || echo "$browser"
  [[ -x /usr/sbin/bearerbox ]] || echo kannel
  [[ -x /usr/lib/kannel/test/fakesmsc ]] || echo kannel-extras
  [[ -x /usr/sbin/postfix ]] || echo postfix
  [[ -x /usr/lib/dovecot/imap ]] || echo dovecot-imapd
  command -v swaks >/dev/null || echo swaks
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

# Lists of packages may be old or not there yet: fetch them only when it does not work without.
install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet --yes)
  as_root "${apt[@]}" install --no-install-recommends "$@" && return
  echo "install-test-packages: once more, with fresh package lists" >&2
  as_root "${apt[@]}" update && as_root "${apt[@]}" install --no-install-recommends "$@"
}

# replace FILE TEXT: until restore, FILE holds TEXT.
replaced=()
replace() {
  if [[ -e $1 && ! -e $1.before-tests ]]; then as_root cp --preserve "$1" "$1.before-tests"; fi
  replaced+=("$1")
  as_root tee "$1" <<<"$2" >/dev/null
}

restore() {
  local file
  for file in "${replaced[@]}"; do
    if [[ -e $file.before-tests ]]; then as_root mv "$file.before-tests" "$file"; else as_root rm -f "$file"; fi
  done
}

main() {
  local packages
  mapfile -t packages < <(missing)
  ((${#packages[@]})) || return 0
  command -v apt-get >/dev/null || die "missing: ${packages[*]}; this is no Debian-like system, please install them by hand"
  as_root true 2>/dev/null || die "missing: ${packages[*]}; run as root: apt-get install --no-install-recommends ${packages[*]}"

  echo "installing ${packages[*]} …"
  trap restore EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  replace /usr/sbin/policy-rc.d $'#!/bin/sh\nexit 101' # 101: not allowed, asked by every package before it starts a service
  as_root chmod +x /usr/sbin/policy-rc.d
  if [[ ${packages[*]} == *postgresql* ]]; then
    # Its configuration first: it is read when the server's package makes a cluster that would start with the machine.
    install postgresql-common || die "cannot install postgresql-common, and so not ${packages[*]}"
    replace /etc/postgresql-common/createcluster.conf 'create_main_cluster = false'
  fi
  if [[ ${packages[*]} == *postfix* ]]; then
    # Without a configuration of its own it has nothing to start.
    as_root debconf-set-selections <<<'postfix postfix/main_mailer_type select No configuration'
  fi
  if ! install "${packages[@]}"; then
    # Older systems have the whole browser only; with it the tests take longer.
    browser=chromium
    mapfile -t packages < <(missing)
    ((${#packages[@]} == 0)) || install "${packages[@]}" || true
  fi

  mapfile -t packages < <(missing)
  ((${#packages[@]} == 0)) || die "still missing: ${packages[*]}"
}

main "$@"
