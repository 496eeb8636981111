import Foundation
import TestSupport
import Testing

@testable import SpeechRecognition

@Suite struct ModelFileTests {
  @Test func whatIsWrittenIsRead() throws {
    let (file, written) = try Self.file()
    let reader = try ModelReader(file)
    #expect(reader.index == written.index)
    #expect(reader.width == written.width)
    #expect(reader.threshold == written.threshold)
    let rows = file.dropFirst(reader.rowsOffset).withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
    }
    #expect(rows == written.rows)
  }

  @Test func filesMayEndAnywhere() throws {
    let (file, _) = try Self.file()
    for end in 0..<file.count {
      let error = #expect(throws: ModelError.self) { try ModelReader(file.prefix(end)) }
      #expect(error?.description == "the model's file is damaged: train the model again")
    }
    #expect(throws: ModelError.self) { try ModelReader(file + [0]) }
  }

  /// Whatever is changed, the model can't be read, or it can be used.
  @Test func bytesMayBeChanged() async throws {
    let (file, _) = try Self.file()
    let utterance = try Sounds.utterance("home/door.mp3")
    var generator = SeededRandom(seed: 1)
    try await withTemporaryDirectory { directory in
      let place = directory.appendingPathComponent("model.bin")
      var read = 0
      for number in 0..<1_000 {
        var damaged = file
        damaged[number % 100] = .random(in: 0...255, using: &generator)
        let index = Int.random(in: 0..<100, using: &generator)
        damaged[index] = [0, 1, 255].randomElement(using: &generator) ?? 0
        try damaged.write(to: place)
        guard let recogniser = try? Recogniser(contentsOf: place) else { continue }
        _ = try recogniser.recognise(utterance)
        read += 1
      }
      #expect(read > 0)
    }
  }

  @Test func otherVersionsAreRefused() throws {
    var (file, _) = try Self.file()
    file[8] = 1
    let error = #expect(throws: ModelError.self) { try ModelReader(file) }
    #expect(
      error?.description
        == "the model has version 1, and this program reads version 2: train the model again")
  }

  /// A small model and the bytes of its file.
  private static func file() throws -> (Data, ModelWriter) {
    var index = VocabularyIndex()
    index.append(rows: 3, transcript: "one")
    index.append(rows: 2, transcript: "zwölf")
    index.append(rows: 4, transcript: "one")
    let width = FeatureSettings().width
    let rows = (0..<9 * width).map { Float($0) / 100 }
    let writer = ModelWriter(index: index, rows: rows, width: width, threshold: 1.5)
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
    defer { try? FileManager.default.removeItem(at: place) }
    try writer.write(to: place)
    return (try Data(contentsOf: place), writer)
  }
}
