#!/usr/bin/env bash
# Real servers for tests: a private PostgreSQL, a private RabbitMQ and, run by root, a private Postfix in one folder, on free loopback ports.
# Whatever the machine itself runs is never touched; only processes started here are ever stopped.
#
#   infra/test-servers.sh start DIR                        start them, wait until they answer, write DIR/env
#   infra/test-servers.sh stop DIR                         stop them; the files stay, and start goes on with them
#   infra/test-servers.sh with COMMAND…                    run a command between start and stop, in a folder of its own
#   infra/test-servers.sh restart-postgres-immediate DIR   PostgreSQL loses power and comes back
#   infra/test-servers.sh kill-rabbitmq DIR                RabbitMQ loses power
#   infra/test-servers.sh start-rabbitmq DIR               … and comes back, same ports, same queues
#   infra/test-servers.sh rabbitmqctl DIR …                ask this broker
#   infra/test-servers.sh start-kannel DIR ORIGIN SECRET   a Kannel that brings messages to ORIGIN, write DIR/kannel/env
#   infra/test-servers.sh stop-kannel DIR                  stop it; stop does so too
#   infra/test-servers.sh start-dovecot DIR NAME ORIGIN    a Dovecot whose tokens ORIGIN knows about, write DIR/dovecot-NAME/env
#   infra/test-servers.sh kill-dovecot DIR NAME            it loses power; start-dovecot brings it back, same ports, same mail
#   infra/test-servers.sh stop-dovecot DIR NAME            stop it; stop stops all of them
set -euo pipefail

self=$(realpath "$0")
readonly self patience=60 # seconds for a server to start or stop; four are usual

die() {
  echo "test-servers: $*" >&2
  exit 1
}

# --- one process, known by its pid and its time of birth: a pid alone may long belong to somebody else ---

birth() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -ra stat <<<"${stat##*) }"
  [[ ${stat[0]} != Z ]] && echo "${stat[19]}"
}

pid_of() {
  local pid born
  { read -r pid born <"$dir/$1.pid"; } 2>/dev/null || return 1
  [[ -n $born && $(birth "$pid") == "$born" ]] && echo "$pid"
}

# as USER COMMAND…: in a subshell, for it execs. Root steps down to USER, anybody else stays who they are.
as() {
  if ((EUID == 0)); then exec setpriv --reuid "$1" --regid "$1" --init-groups "${@:2}"; fi
  exec "${@:2}"
}

# spawn NAME USER COMMAND…: everything here execs in place, so $! is the server itself. setsid keeps Ctrl-C for the tests.
spawn() {
  (as "$2" setsid "${@:3}") </dev/null >>"$dir/$1.log" 2>&1 &
  echo "$! $(birth $!)" >"$dir/$1.pid"
}

# end NAME SIGNAL: ask, wait, insist.
end() {
  local pid
  if pid=$(pid_of "$1"); then
    kill "-$2" "$pid" 2>/dev/null || true
    within "$patience" gone "$1" || kill -KILL "$pid" 2>/dev/null || true
    within 10 gone "$1" || die "$1 ($pid) does not end"
  fi
  rm -f "$dir/$1.pid"
}

gone() { ! pid_of "$1" >/dev/null; }

within() {
  local deadline=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

answers_or_gone() { "$2" || gone "$1"; }

# await NAME [ANSWERS]: until the server says something of its own.
await() {
  local answers=${2:-$1_answers}
  within "$patience" answers_or_gone "$1" "$answers" || true
  if gone "$1" || ! "$answers"; then
    tail -n 30 "$dir/$1.log" >&2
    stop
    die "$1 did not start; above is the end of $dir/$1.log"
  fi
}

# --- the folder ---

# Ports below the ephemeral range, so that no outgoing connection takes one between choosing and listening.
free_ports() {
  local first port
  while first=$((20000 + RANDOM % 12000)); do
    for port in "$first" $((first + 1)) $((first + 2)) $((first + 3)) $((first + 4)) $((first + 5)); do
      ! listening "$port" || continue 2
    done
    echo "$first"
    return
  done
}

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Chosen once: after a restart clients must find their server where it was.
choose_settings() {
  local first socket_dir=$dir/postgres
  first=$(free_ports)
  # A unix socket's path holds 107 bytes.
  if ((${#socket_dir} > 85)); then socket_dir=$(mktemp -d /tmp/pg.XXXXXX); fi
  cat >"$dir/settings" <<END
postgres_port=$first
amqp_port=$((first + 1))
distribution_port=$((first + 2))
epmd_port=$((first + 3))
smtp_port=$((first + 4))
lmtp_port=$((first + 5))
node=test-$(od -An -N4 -tx4 /dev/urandom | tr -d ' ')@localhost
socket_dir=$socket_dir
END
}

# own FOLDER USER: private to the user the server runs as, reachable through DIR.
own() {
  mkdir -p "$1"
  chmod 700 "$1"
  if ((EUID == 0)); then chown "$2:" "$1" && chmod a+x "$dir"; fi
  (as "$2" test -w "$1") || die "$2 cannot reach $1: choose a folder below /tmp"
}

write_env() {
  cat >"$dir/env" <<END
export OMNICHANNEL_TEST_SERVERS='$dir'
export OMNICHANNEL_TEST_POSTGRES='Host=127.0.0.1;Port=$postgres_port;Username=omnichannel;Database=omnichannel'
export OMNICHANNEL_TEST_RABBITMQ='amqp://guest:guest@127.0.0.1:$amqp_port'
export OMNICHANNEL_TEST_POSTGRES_PID='$(pid_of postgres)'
export OMNICHANNEL_TEST_RABBITMQ_PID='$(pid_of rabbitmq)'
export OMNICHANNEL_TEST_EPMD_PID='$(pid_of epmd)'
END
  gone postfix || cat >>"$dir/env" <<END
export OMNICHANNEL_TEST_SMTP_PORT='$smtp_port'
export OMNICHANNEL_TEST_LMTP_PORT='$lmtp_port'
export OMNICHANNEL_TEST_MAIL='$dir/postfix/mail'
END
}

# --- PostgreSQL ---

postgres_bin() {
  local initdb
  initdb=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  [[ -x $initdb ]] || initdb=$(command -v initdb) || die "PostgreSQL is not installed: infra/install-test-packages.sh"
  dirname "$initdb"
}

start_postgres() {
  gone postgres || return 0
  local bin data=$dir/postgres/data
  bin=$(postgres_bin)
  own "$dir/postgres" postgres
  own "$socket_dir" postgres
  if [[ ! -f $data/PG_VERSION ]]; then create_cluster "$bin" "$data"; fi
  # Durable as in production: what the tests prove about losing power must hold there too.
  spawn postgres postgres "$bin/postgres" -D "$data" -p "$postgres_port" -k "$socket_dir" -c listen_addresses=127.0.0.1 \
    -c max_connections=200 -c fsync=on -c synchronous_commit=on -c full_page_writes=on
  await postgres
  has_database || createdb "${connection[@]}" omnichannel
}

create_cluster() {
  spawn initdb postgres "$1/initdb" --pgdata "$2" --username omnichannel --auth trust --encoding UTF8 --locale C.UTF-8
  within "$patience" gone initdb || end initdb TERM
  rm -f "$dir/initdb.pid"
  [[ -f $2/PG_VERSION ]] || { cat "$dir/initdb.log" >&2; die "initdb failed"; }
}

postgres_answers() { pg_isready --quiet "${connection[@]}" --timeout 2; }

has_database() { psql "${connection[@]}" --no-psqlrc --quiet --dbname omnichannel --command 'select 1' >/dev/null 2>&1; }

# --- RabbitMQ ---

start_rabbitmq() {
  gone rabbitmq || return 0
  if [[ ! -d $dir/rabbitmq ]]; then create_broker; fi
  start_epmd
  # The package's wrapper insists on the system's folders; the script below it takes ours. Believing itself under systemd, it
  # execs the virtual machine instead of staying before it. Everything goes to one log.
  spawn rabbitmq rabbitmq env --chdir "$dir/rabbitmq" "${broker[@]}" RUNNING_UNDER_SYSTEMD=true RABBITMQ_LOGS=- \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' "$(rabbitmq_bin)/rabbitmq-server"
  await rabbitmq
}

rabbitmq_bin() {
  [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || die "RabbitMQ is not installed: infra/install-test-packages.sh"
  echo /usr/lib/rabbitmq/bin
}

create_broker() {
  own "$dir/rabbitmq" rabbitmq
  echo "listeners.tcp.1 = 127.0.0.1:$amqp_port" >"$dir/rabbitmq/rabbitmq.conf"
  echo '[].' >"$dir/rabbitmq/enabled_plugins"
  touch "$dir/rabbitmq/rabbitmq-env.conf" # empty: the system's own must not speak here
  od -An -N16 -tx4 /dev/urandom | tr -d ' \n' >"$dir/rabbitmq/.erlang.cookie"
  chmod 400 "$dir/rabbitmq/.erlang.cookie"
  if ((EUID == 0)); then chown -R rabbitmq: "$dir/rabbitmq"; fi
}

# Started before the broker, which would otherwise start one of its own: without our address, and for good.
start_epmd() {
  gone epmd || return 0
  spawn epmd rabbitmq epmd -address 127.0.0.1 -port "$epmd_port"
  await epmd
}

epmd_answers() { listening "$epmd_port"; }

# A broker that is up answers the AMQP header with a method frame, whose first byte is 1.
rabbitmq_answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$amqp_port"
    printf 'AMQP\000\000\011\001' >&3
    [[ $(timeout 2 head -c 1 <&3) == $'\001' ]]
  ) 2>/dev/null
}

rabbitmqctl() {
  (as rabbitmq env --chdir "$dir/rabbitmq" "${broker[@]}" LC_ALL=C.UTF-8 "$(rabbitmq_bin)/rabbitmqctl" "$@")
}

# --- Kannel: bearerbox with a fake SMS centre's port, and smsbox ---

start_kannel() {
  [[ -x /usr/sbin/bearerbox && -x /usr/sbin/smsbox ]] || die "Kannel is not installed: infra/install-test-packages.sh"
  [[ $1 =~ ^https?://[A-Za-z0-9.:-]+$ && $2 =~ ^[A-Za-z0-9]{16,}$ ]] || die "ORIGIN is like http://127.0.0.1:8080, SECRET 16 letters and digits or more"
  stop_kannel
  own "$dir/kannel" daemon # Kannel's own user has no group of its name
  kannel_port=$(free_ports)
  write_kannel_conf "$1" "$2"
  spawn bearerbox daemon /usr/sbin/bearerbox "$dir/kannel/kannel.conf"
  await bearerbox
  spawn smsbox daemon /usr/sbin/smsbox "$dir/kannel/kannel.conf"
  await smsbox
  cat >"$dir/kannel/env" <<END
export OMNICHANNEL_TEST_KANNEL='http://127.0.0.1:$((kannel_port + 2))'
export OMNICHANNEL_TEST_FAKE_SMSC_PORT='$((kannel_port + 3))'
END
  echo "Kannel is up: sendsms on port $((kannel_port + 2)), fake SMS centres on port $((kannel_port + 3))"
}

stop_kannel() {
  end smsbox TERM
  end bearerbox TERM
  rm -f "$dir/kannel/env"
}

bearerbox_answers() { listening $((kannel_port + 1)) && listening $((kannel_port + 3)); }

smsbox_answers() { listening $((kannel_port + 2)); }

# What docs/channels/sms.md tells operators to write, with a fake SMS centre.
write_kannel_conf() {
  cat >"$dir/kannel/kannel.conf" <<END
group = core
admin-port = $kannel_port
admin-password = $2
admin-interface = 127.0.0.1
smsbox-port = $((kannel_port + 1))
smsbox-interface = 127.0.0.1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-level = 1

group = smsc
smsc = fake
smsc-id = FAKE
port = $((kannel_port + 3))
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = $((kannel_port + 1))
sendsms-port = $((kannel_port + 2))
sendsms-interface = 127.0.0.1
sendsms-chars = "0123456789 +-"
log-level = 1
http-request-retry = 10
http-queue-delay = 1

group = sendsms-user
username = omnichannel
password = $2
max-messages = 10
concatenation = true
omit-empty = true

group = sms-service
keyword = default
catch-all = true
get-url = "$1/sms/webhooks/kannel?secret=$2&from=%p&to=%P&id=%I&smsc=%i&ts=%T&coding=%c&charset=%C&udh=%u&hex=%e"
max-messages = 0
omit-empty = true
END
}

# --- Postfix: home.example's mailboxes are maildirs, city.example's mail goes to whoever listens on the LMTP port ---

# Its parts run as three users, so that only root can start it; without it the tests that need it say that they are skipped.
start_postfix() {
  ((EUID == 0)) && [[ -x /usr/sbin/postfix ]] || return 0
  gone postfix || return 0
  [[ -d $dir/postfix ]] || create_mail_server
  # The package's wrapper would stay before the server; it only lends its check, which makes the queue's folders.
  /usr/sbin/postfix -c "$dir/postfix/etc" check
  spawn postfix root /usr/lib/postfix/sbin/master -c "$dir/postfix/etc" -s
  await postfix
}

create_mail_server() {
  local folder
  own "$dir/postfix" root
  chmod 755 "$dir/postfix"
  for folder in data mail; do own "$dir/postfix/$folder" postfix; done
  mkdir -p "$dir/postfix/etc" "$dir/postfix/queue"
  echo "anna@home.example anna/" >"$dir/postfix/etc/mailboxes"
  echo "city.example lmtp:inet:127.0.0.1:$lmtp_port" >"$dir/postfix/etc/transport"
  # Unknown recipients are taken and come back: a bounce is what the tests are after.
  cat >"$dir/postfix/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $dir/postfix/queue
data_directory = $dir/postfix/data
daemon_directory = /usr/lib/postfix/sbin
maillog_file = $dir/postfix/mail.log
maillog_file_prefixes = $dir
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.home.example
mydestination =
mynetworks = 127.0.0.0/8
relay_domains = city.example
transport_maps = texthash:$dir/postfix/etc/transport
virtual_mailbox_domains = home.example
virtual_mailbox_base = $dir/postfix/mail
virtual_mailbox_maps = texthash:$dir/postfix/etc/mailboxes
virtual_minimum_uid = 1
virtual_uid_maps = static:$(id -u postfix)
virtual_gid_maps = static:$(id -g postfix)
smtpd_reject_unlisted_recipient = no
alias_maps =
END
  cat >"$dir/postfix/etc/master.cf" <<END
127.0.0.1:$smtp_port inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
END
}

postfix_answers() { listening "$smtp_port"; }

# --- Dovecot: any user's password is "secret", and a token is whose ORIGIN/introspection says it is ---

start_dovecot() {
  [[ -x /usr/sbin/dovecot && -x /usr/lib/dovecot/imap ]] || die "Dovecot is not installed: infra/install-test-packages.sh"
  [[ $1 =~ ^dovecot-[a-z0-9]{1,20}$ && $2 =~ ^https?://[A-Za-z0-9.:-]+$ ]] || die "NAME is of small letters and digits, ORIGIN is like http://127.0.0.1:8080"
  local home=$dir/$1
  gone "$1" || return 0
  mkdir -p "$home"
  [[ -f $home/port ]] || free_ports >"$home/port"
  dovecot_port=$(<"$home/port")
  [[ -f $home/cert.pem ]] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$home/key.pem" -out "$home/cert.pem" 2>/dev/null
  write_dovecot_conf "$home" "$2"
  # The sockets of a run that was cut off would be found taken.
  rm -rf "$home/run"
  spawn "$1" root /usr/sbin/dovecot -F -c "$home/dovecot.conf"
  await "$1" dovecot_answers
  cat >"$home/env" <<END
export OMNICHANNEL_TEST_IMAP_PORT='$dovecot_port'
export OMNICHANNEL_TEST_IMAPS_PORT='$((dovecot_port + 1))'
export OMNICHANNEL_TEST_IMAP_CERTIFICATE='$home/cert.pem'
END
  echo "Dovecot is up: IMAP on port $dovecot_port, with TLS from the start on port $((dovecot_port + 1))"
}

dovecot_answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$dovecot_port"
    [[ $(timeout 2 head -c 4 <&3) == '* OK' ]]
  ) 2>/dev/null
}

# Its parts are processes of the same group.
kill_dovecot() {
  local pid
  pid=$(pid_of "$1") || return 0
  kill -KILL -- "-$pid"
  within 10 gone "$1" || die "$1 ($pid) does not end"
  rm -f "$dir/$1.pid"
}

# Run by root its parts step down to users of the package; by anybody else they stay who they are.
write_dovecot_conf() {
  local internal login mail
  if ((EUID == 0)); then internal=dovecot login=dovenull mail=mail; else internal=$(id -un) login=$internal mail=$internal; fi
  mkdir -p "$1/mail"
  if ((EUID == 0)); then chown "$mail:" "$1/mail" && chmod a+x "$dir" "$1"; fi
  cat >"$1/oauth2.conf" <<END
introspection_mode = post
introspection_url = $2/introspection
username_attribute = username
active_attribute = active
active_value = true
END
  cat >"$1/dovecot.conf" <<END
base_dir = $1/run
state_dir = $1/state
log_path = $1/dovecot.log
protocols = imap
listen = 127.0.0.1, 127.0.0.2
ssl = yes
ssl_cert = <$1/cert.pem
ssl_key = <$1/key.pem
disable_plaintext_auth = no
default_internal_user = $internal
default_internal_group = $(id -gn "$internal")
default_login_user = $login
mail_location = maildir:$1/mail/%u
first_valid_uid = 1
auth_mechanisms = plain xoauth2 oauthbearer
auth_failure_delay = 0
mail_max_userip_connections = 100
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $1/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain
  args = password=secret
}
userdb {
  driver = static
  args = uid=$(id -u "$mail") gid=$(id -g "$mail") home=$1/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $dovecot_port
  }
  inet_listener imaps {
    port = $((dovecot_port + 1))
  }
}
service anvil {
  chroot =
}
END
}

# --- the verbs ---

start() {
  if ! gone postgres && ! gone rabbitmq && { ! gone postfix || ((EUID != 0)); }; then
    echo "test servers are already running in $dir"
    return
  fi
  postgres_bin >/dev/null && rabbitmq_bin >/dev/null # complain before half of it runs
  start_postgres
  start_rabbitmq
  start_postfix
  write_env
  echo "test servers are up: PostgreSQL on port $postgres_port, RabbitMQ on port $amqp_port ($dir/env)"
}

stop() {
  local pid_file
  stop_kannel
  for pid_file in "$dir"/dovecot-*.pid; do
    [[ ! -f $pid_file ]] || end "$(basename "$pid_file" .pid)" TERM
  done
  end postfix TERM
  end rabbitmq TERM
  end epmd TERM
  end postgres INT # fast: clients are disconnected, everything is written
  rm -f "$dir/env"
  [[ $socket_dir == "$dir"/* ]] || rmdir "$socket_dir" 2>/dev/null || true
}

restart_postgres_immediate() {
  end postgres QUIT # immediate: no checkpoint, recovery at the next start
  start_postgres
  write_env
}

# The tests' exit code is ours, and the servers never outlive us.
with() {
  dir=$(mktemp -d /tmp/oc.XXXXXX)
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap '"$self" stop "$dir" && rm -rf "$dir"' EXIT
  "$self" start "$dir"
  # shellcheck disable=SC1091
  source "$dir/env"
  "$@"
}

enter() {
  [[ $1 =~ ^[A-Za-z0-9/._-]+$ ]] || die "DIR may hold letters, digits and / . _ - only: $1"
  mkdir -p "$1"
  dir=$(cd "$1" && pwd)
  cd "$dir" # a folder that the servers' users may enter
  [[ -f $dir/settings ]] || choose_settings
  # shellcheck disable=SC1091
  source "$dir/settings"
  connection=(--host 127.0.0.1 --port "$postgres_port" --username omnichannel)
  broker=(HOME="$dir/rabbitmq" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$epmd_port" ERL_CRASH_DUMP="$dir/rabbitmq/erl_crash.dump"
    RABBITMQ_NODENAME="$node" RABBITMQ_DIST_PORT="$distribution_port" RABBITMQ_CONF_ENV_FILE="$dir/rabbitmq/rabbitmq-env.conf"
    RABBITMQ_CONFIG_FILE="$dir/rabbitmq/rabbitmq.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$dir/rabbitmq/enabled_plugins"
    RABBITMQ_MNESIA_BASE="$dir/rabbitmq/mnesia" RABBITMQ_LOG_BASE="$dir/rabbitmq/log"
    RABBITMQ_GENERATED_CONFIG_DIR="$dir/rabbitmq/config")
}

usage() {
  sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0"
  exit 2
}

main() {
  (($# >= 2)) || usage
  case $1 in
    start) enter "$2"; start ;;
    stop) if [[ -f $2/settings ]]; then enter "$2"; stop; fi ;;
    with) with "${@:2}" ;;
    restart-postgres-immediate) enter "$2"; restart_postgres_immediate ;;
    kill-rabbitmq) enter "$2"; end rabbitmq KILL; write_env ;;
    start-rabbitmq) enter "$2"; start_rabbitmq; write_env ;;
    rabbitmqctl) enter "$2"; rabbitmqctl "${@:3}" ;;
    start-kannel) (($# == 4)) || usage; enter "$2"; start_kannel "$3" "$4" ;;
    stop-kannel) if [[ -f $2/settings ]]; then enter "$2"; stop_kannel; fi ;;
    start-dovecot) (($# == 4)) || usage; enter "$2"; start_dovecot "dovecot-$3" "$4" ;;
    kill-dovecot) (($# == 3)) || usage; enter "$2"; kill_dovecot "dovecot-$3" ;;
    stop-dovecot) (($# == 3)) || usage; enter "$2"; end "dovecot-$3" TERM ;;
    *) usage ;;
  esac
}

main "$@"
