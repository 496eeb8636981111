import ArgumentParser

/// How findings are written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif
}
