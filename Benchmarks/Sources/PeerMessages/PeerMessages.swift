// The messages of Benchmarks/Protos. Scripts/benchmark generates them into Generated/ with
// protoc-gen-swift.
