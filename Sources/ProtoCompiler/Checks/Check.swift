/// A rule for the files of a compilation.
protocol Check: SendableMetatype {
  /// Looks at the file of a reporter.
  static func check(_ reporter: inout Reporter)
}
