extension TargetGeneration {
  /// Warnings about folders for imports that the settings have named since SwiftPM planned the build: only
  /// a plan makes files inputs of the command.
  var unwatchedImports: [Finding] {
    let watched = Set(sources.target.inputs)
    let folders = sources.settings.importPaths.filter { folder in
      inputs.keys.contains { $0.hasPrefix("\(folder)/") && !watched.contains($0) }
    }
    return folders.map { folder in
      Finding(
        ruleID: "unwatched-import", isError: false, place: nil,
        message:
          "edits of the protos in \(folder) aren't noticed yet, because importPaths has changed "
          + "since the build was planned; run swift build --disable-build-manifest-caching once")
    }
  }
}
