import Foundation
import TestSupport
import TrainingProtos

/// Uploads damaged archives.
struct ArchiveTraps {
  let target: TrapTarget
  var random: SeededRandom

  mutating func run(_ count: Int) async {
    guard let sound = try? Self.sound() else { return }
    var place: (id: String, endpoints: Endpoints)?
    for _ in 0..<count {
      guard let endpoints = await target.endpoints else { return }
      if place?.endpoints != endpoints || random.chance(2) {
        place = (try? await RawCall.create(on: endpoints.maintenance)).map { ($0, endpoints) }
      }
      guard let id = place?.id else {
        try? await Task.sleep(for: .milliseconds(100))
        continue
      }
      let (kind, whole) = random.one(of: sound)
      let archive = damaged(whole)
      let sample = Hexadecimal.digits(archive.prefix(60))
      let isMade = await target.make(
        "archives", { "an archive of \(archive.count) bytes: \(sample)…" }
      ) { endpoints in
        let daemon = Daemon(endpoints: endpoints, timeout: target.patience)
        try await daemon.payAndUpload(Upload(archive, kind), to: id)
        try await daemon.expectEnd(of: id, within: target.patience)
      }
      guard isMade else { return }
    }
  }

  private mutating func damaged(_ archive: Data) -> Data {
    Data(Mutation.damage(Array(archive), &random))
  }

  /// Small archives in which every byte matters, so that all damage has an effect.
  private static func sound() throws -> [(kind: Archive, bytes: Data)] {
    let dataset = Dataset(number: 1, clipCount: 2, clipBytes: 900)
    let entries = dataset.clips.flatMap { clip in
      [("\(clip.index).mp3", clip.speech), ("\(clip.index).txt", Data(clip.transcript.utf8))]
    }
    return try Archive.allCases.map { ($0, try $0.pack(entries)) }
  }
}
