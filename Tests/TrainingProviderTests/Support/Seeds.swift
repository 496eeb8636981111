import Foundation

/// The seeds for random tests: the first `count`, or those of an environment variable such as
/// `SEEDS=1000..<5000`.
func seeds(_ count: UInt64) -> Range<UInt64> {
  let text = ProcessInfo.processInfo.environment["SEEDS"] ?? ""
  let bounds = text.components(separatedBy: "..<").compactMap(UInt64.init)
  return bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]..<bounds[1] : 0..<count
}
