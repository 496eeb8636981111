// The messages of Benchmarks/Protos as protoc-gen-swift generates them: Generated/ is written by
// Scripts/benchmark.
