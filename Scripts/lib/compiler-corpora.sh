# The protos for the comparison of compilers. Source this file after corpus.sh.

# Debian packages with protos, which are unpacked and not installed.
compiler_packages=(libignition-msgs-dev libonnx-dev libosmpbf-dev libprotobuf-c-dev libprotobuf-dev)

# need_compiler_corpora: fetches protos into .build/corpus.
need_compiler_corpora() {
  need_corpus
  need_more_corpus
  local debian=$corpus/debian package
  if [ "$(cat "$corpus/debian.packages" 2>/dev/null)" = "${compiler_packages[*]}" ]; then return; fi
  say "fetching protos of Debian packages into .build/corpus"
  rm -rf "$debian"
  mkdir -p "$debian/packages"
  (cd "$debian/packages" && apt-get download "${compiler_packages[@]}" >/dev/null 2>&1) || {
    say "the packages cannot be fetched: apt-get update, apt-get download ${compiler_packages[*]}"
    exit 1
  }
  for package in "$debian"/packages/*.deb; do dpkg-deb -x "$package" "$debian/files"; done
  echo "${compiler_packages[*]}" >"$corpus/debian.packages"
}

# compiler_corpora: prints the folders, as NAME:FOLDER:INCLUDE….
compiler_corpora() {
  local swift=$PWD/.build/checkouts/swift-protobuf protos=$PWD/Sources/TrainingProtos/Protos
  local known=${PROTOC%/_bin/protoc}/include folder
  local debian=$corpus/debian/files/usr/include
  cat <<FOLDERS
well-known:$known
googleapis:$corpus/protos:$known
upb:$swift/Sources/protobuf/protobuf:$swift/Sources/protobuf/protobuf/src:$known
swift-internal-imports:$swift/Protos/CompileTests/InternalImportsByDefault:$known
swift-conformance:$swift/Protos/Sources/Conformance:$known
swift-library:$swift/Protos/Sources/SwiftProtobuf
swift-plugin:$swift/Protos/Sources/SwiftProtobufPluginLibrary:$known
contract:$protos:$known
FOLDERS
  corpus_folders | sed "s|\$|:$known:$protos|"
  printf 'debian:%s:%s\n' "$debian" "$known"
  for folder in "$debian"/ignition/msgs*; do
    printf 'debian/%s:%s:%s\n' "${folder##*/include/}" "$folder" "$known"
  done
  for folder in Fixtures/*/ Fixtures/rules/*/*/ Fixtures/compiler/*/; do
    if [ -n "$(find "$folder" -maxdepth 1 -name '*.proto' -print -quit)" ]; then
      printf '%s:%s:%s:%s\n' "${folder%/}" "$PWD/${folder%/}" "$protos" "$known"
    fi
  done
}
