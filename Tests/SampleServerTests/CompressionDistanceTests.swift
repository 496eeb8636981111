import Foundation
import Testing

@testable import sample_server

@Suite struct CompressionDistanceTests {
  @Test func equalStringsAreNearAndNoiseIsFar() throws {
    let noise = (0..<2).map { _ in Data((0..<50_000).map { _ in UInt8.random(in: 0...255) }) }
    #expect(try distance(noise[0], noise[0]) < 0.01)
    #expect(try distance(noise[0], noise[1]) > 0.98)
    #expect(try abs(distance(noise[0], noise[0].prefix(25_000)) - 0.5) < 0.02)
  }

  /// Two clips of the largest size fit into the compressor's window.
  @Test func windowHoldsTwoClips() throws {
    let clip = Data((0..<ClipLimits.maxClipBytes).map { _ in UInt8.random(in: 0...255) })
    #expect(try distance(clip, clip) < 0.01)
  }

  @Test func sizeCountsEveryPartAndNoPadding() throws {
    let noise = Data((0..<1000).map { _ in UInt8.random(in: 0...255) })
    let size = try CompressedSize.of([noise])
    #expect((1000...1100).contains(size))
    #expect(try CompressedSize.of([noise.prefix(1), noise.dropFirst()]) == size)
  }

  private func distance(_ x: Data, _ y: Data) throws -> Double {
    CompressionDistance(
      joint: try CompressedSize.of([x, y]), first: try CompressedSize.of([x]),
      second: try CompressedSize.of([y])
    ).value
  }
}
