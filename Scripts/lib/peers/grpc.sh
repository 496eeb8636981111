# Tests and examples of gRPC Swift with messages and stubs of this generator. Source this file.

case=Tests/Peers/GRPC
copy=.build/peer-tests/grpc
log=$copy.log
checkouts=$PWD/.build/checkouts

lay_out() {
  link "$PWD" .build/peer-tests/swift-training
  link "$PWD/$case/Package.swift" "$copy/Package.swift"
  lay_out_tests
  lay_out_worker
  local example
  for example in $(expected example); do lay_out_example "$example"; done
}

lay_out_tests() {
  local peer=$checkouts/grpc-swift-protobuf tests=$copy/Tests/GRPCProtobufTests
  link "$peer/Tests/GRPCProtobufTests/ProtobufCodingTests.swift" "$tests/ProtobufCodingTests.swift"
  link "$peer/Tests/GRPCProtobufTests/Errors/DetailedErrorTests.swift" \
    "$tests/DetailedErrorTests.swift"
  protos=$peer/dev/protos/local
  place UseAccessLevelOnImports=true "$tests/Generated" error-service.proto
}

lay_out_worker() {
  local peer=$checkouts/grpc-swift-nio-transport
  local worker=$copy/Sources/WorkerService file
  for file in "$peer"/IntegrationTests/grpc-performance-tests/Sources/WorkerService/*.swift; do
    link "$file" "$worker/${file##*/}"
  done
  link "$peer/IntegrationTests/grpc-performance-tests/Tests/WorkerServiceTests" \
    "$copy/Tests/WorkerServiceTests"
  protos=$peer/dev/protos/upstream
  # Its other files import without access levels, and imports in all files have to agree.
  local options=Visibility=Package,UseAccessLevelOnImports=false,FileNaming=PathToUnderscores
  place $options "$worker/Generated" grpc/core/stats.proto \
    grpc/testing/{payloads,control,messages,stats,benchmark_service,worker_service}.proto
}

lay_out_example() {
  local peer=$checkouts/grpc-swift-2/Examples/$1/Sources file
  for file in "$peer"/*; do link "$file" "$copy/Examples/$1/${file##*/}"; done
  protos=$peer/Protos
  place FileNaming=DropPath "$copy/Examples/$1/Generated" \
    $(cd "$protos" && find . -name '*.proto' | cut -c3-)
}

# place OPTIONS FOLDER PROTO…: generates files from protos in $protos into FOLDER.
place() {
  rm -rf "$spare"
  generate "$1" "$spare" "${@:3}"
  replace "$spare" "$2"
}

check() {
  if [ -n "$baseline" ]; then say "grpc has no --baseline: leave one of the arguments out"; exit 2; fi
  lay_out
  run_tests "$copy" "$log"
  hold_tests "$log"
  echo "$ran tests, $failed failed; $(expected example | wc -l) examples built;" \
    "$(ours "$copy"/{Examples/*,Sources/*,Tests/*}/Generated | wc -l) files by this generator"
}
