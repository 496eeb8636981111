# Protobuf's conformance runner and its protos, which are part of the recent protoc. Source this
# file after environment.sh.

# need_runner: sets "${runner[@]}" to the runner's command, $runner_protos to the folder of its
# protos, and $PROTOC to a protoc that can read them.
need_runner() {
  need_recent_protoc
  runner=("${PROTOC%/protoc}/conformance_test_runner")
  runner_protos=${PROTOC%/_bin/protoc}/include
  if runner_starts; then return; fi
  local libraries=$PWD/.build/debian-13
  if [ ! -d "$libraries" ]; then fetch_libraries "$libraries"; fi
  libraries=$(echo "$libraries"/usr/lib/*-linux-gnu)
  runner=("$libraries"/ld-linux-*.so.* --library-path "$libraries" "${runner[@]}")
  if runner_starts; then return; fi
  say "protobuf's conformance runner does not start:"
  "${runner[@]}" --help >&2 || true
  exit 1
}

runner_starts() { [[ $("${runner[@]}" --help 2>&1) == *Usage:* ]]; }

# fetch_libraries FOLDER: downloads the C and C++ libraries of Debian 13. Only the runner uses them,
# because it needs newer ones than Debian 12 has. Signatures are checked, as for all packages that
# apt installs.
fetch_libraries() {
  local packages=(libc6 libgcc-s1 libstdc++6) site
  site=$(apt-get -o Debug::NoLocking=1 update --print-uris |
    awk -F"'|dists/" '$2 ~ "/debian/$" { site = $2 } END { print site }') || true
  if [ -z "$site" ]; then
    say "protobuf's conformance runner needs the C and C++ libraries of Debian 13 or newer"
    exit 1
  fi
  say "unpacking ${packages[*]} of Debian 13 into ${1#"$PWD/"}, only for the conformance runner"
  local fresh=$1.fresh
  rm -rf "$fresh"
  mkdir -p "$fresh/lists/partial" "$fresh/cache/archives/partial" "$fresh/libraries"
  local keys=/usr/share/keyrings/debian-archive-keyring.gpg
  echo "deb [signed-by=$keys] $site trixie main" >"$fresh/trixie.list"
  local options=(
    -o Dir::Etc::SourceList="$fresh/trixie.list" -o Dir::Etc::SourceParts=/dev/null
    -o Dir::State::Lists="$fresh/lists" -o Dir::Cache="$fresh/cache"
    -o Acquire::Languages=none -o APT::Sandbox::User=root)
  (
    cd "$fresh" &&
      apt-get "${options[@]}" -qq update &&
      apt-get "${options[@]}" -qq download "${packages[@]}" &&
      for package in *.deb; do dpkg-deb -x "$package" libraries || exit; done
  ) >"$fresh/log" 2>&1 || {
    cat "$fresh/log" >&2
    exit 1
  }
  mv "$fresh/libraries" "$1"
  rm -rf "$fresh"
}
