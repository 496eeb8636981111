# SwiftProtobuf's own tests with messages of this generator, which are coded by ProtoWire. Source
# this file.

case=Tests/Peers/SwiftProtobuf
peer=$PWD/.build/checkouts/swift-protobuf
protos=$peer/Protos/Tests/SwiftProtobufTests
copy=.build/peer-tests/swift-protobuf
log=$copy.log

lay_out() {
  local tests=$copy/Tests/SwiftProtobufTests file
  link "$PWD/$case/Package.swift" "$copy/Package.swift"
  link "$PWD/$case/Routing" "$copy/Sources/Routing"
  link "$PWD/Sources/ProtoWire" "$copy/Sources/ProtoWire"
  link "$peer/Sources/SwiftProtobuf" "$copy/Sources/SwiftProtobuf"
  link "$PWD/$case/CountedCoding.swift" "$tests/CountedCoding.swift"
  for file in "$peer"/Tests/SwiftProtobufTests/*.swift; do
    case $file in *.pb.swift) ;; *) link "$file" "$tests/${file##*/}" ;; esac
  done
  cp "$peer"/Tests/SwiftProtobufTests/*.pb.swift "$fresh"
  if [ -z "$baseline" ]; then generate_messages; fi
  replace "$fresh" "$tests"
}

# Replaces SwiftProtobuf's files by the plugin's, except for those that the expectations keep.
generate_messages() {
  local proto accepted=() options=Client=false,Server=false,FileNaming=DropPath
  for proto in "$protos"/*.proto; do
    proto=${proto##*/}
    if ! expected keep | grep -qxF "$proto"; then
      accepted+=("$proto")
    elif generate $options "$spare" "$proto" 2>/dev/null; then
      say "the plugin no longer refuses $proto: remove it from the expectations"
      status=1
    fi
  done
  generate $options "$fresh" "${accepted[@]}"
  comm -23 <(cd "$fresh" && ls) <(cd "$fresh" && ours . | cut -c3- | sort) | sed 's/\.pb\.swift$/.proto/' |
    hold "file of SwiftProtobuf's for" <(expected keep) || status=1
}

# Checks that messages of the tests' own types are coded by ProtoWire, except for those that the
# expectations name.
hold_tally() {
  through=$(grep -aoE '^Tally: through .*' "$log" | cut -d' ' -f3- || true)
  if [ -n "$baseline" ]; then return; fi
  { grep -aoE '^Tally: past SwiftProtobufTests\..*' "$log" || true; } | cut -d' ' -f3- |
    hold "way past ProtoWire for" <(expected past) || status=1
  case ${through:-0} in 0*) say "no message went through ProtoWire"; status=1 ;; esac
}

check() {
  lay_out
  run_tests "$copy" "$log"
  hold_tests "$log"
  hold_tally
  echo "$ran tests, $failed failed; $(ours "$fresh" | wc -l) of $(ls "$fresh" | wc -l) files" \
    "by this generator; ${through:-0 messages} through ProtoWire"
}
