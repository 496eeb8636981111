import Foundation

/// What a process takes up, as Linux counts it.
struct ProcessFigures {
  let id: pid_t

  /// The memory that the process has at present, in bytes.
  var memory: Int { value(of: "VmRSS") }

  /// The most memory that the process ever had, in bytes.
  var mostMemory: Int { value(of: "VmHWM") }

  /// The time of the processor that the process has used, in seconds.
  var processorTime: Double {
    let text = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
    // The second field is a name in parentheses, which may contain anything.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return 0
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private func value(of name: String) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("\(name):") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) << 10
  }
}
