/// Protos to change.
public struct MutationSamples: Sendable {
  private struct Sample {
    let name: String
    let file: String
    let input: CompilerInput
    let text: [UInt8]
  }

  private let samples: [Sample]
  private let include: String

  /// - Parameters:
  ///   - corpora: protos to change. Random ones are added, one for each of them.
  ///   - include: the folder with the well-known protos.
  ///   - largest: the size in bytes up to which protos are used.
  public init(_ corpora: [Corpus], include: String, largest: Int) throws {
    self.include = include
    self.samples = try corpora.flatMap { corpus in
      try zip(corpus.files, corpus.inputs).map { file, input in
        Sample(
          name: "\(corpus.name)/\(file)", file: file, input: input, text: try corpus.text(of: file))
      }
    }.filter { $0.text.count <= largest }
  }

  /// One proto with a change. Each seed gives another.
  public func mutated(seed: UInt64) -> (name: String, input: CompilerInput) {
    let sample = sample(seed)
    var mutator = ProtoMutator(seed: seed, text: sample.text)
    var input = sample.input
    input.files[sample.file] = mutator.mutated()
    return ("\(sample.name), seed \(seed)", input)
  }

  /// The proto to change: half of them are random.
  private func sample(_ seed: UInt64) -> Sample {
    let number = Int(seed % UInt64(max(1, 2 * samples.count)))
    if number < samples.count { return samples[number] }
    let (input, file) = (RandomProto.input(seed: seed, include: include), "random.proto")
    return Sample(name: "random", file: file, input: input, text: input.files[file] ?? [])
  }
}
