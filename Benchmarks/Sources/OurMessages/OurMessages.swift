// The messages of Benchmarks/Protos as protoc-gen-swift-training generates them: Generated/ is
// written by Scripts/benchmark.
