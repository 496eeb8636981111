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
