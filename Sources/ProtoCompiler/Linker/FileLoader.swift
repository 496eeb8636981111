/// Finds and parses files and everything that they import.
struct FileLoader {
  private let resolver: any Resolver
  private let crew: Crew

  /// What came of each file, by name.
  private(set) var outcomes: [String: Outcome] = [:]

  /// What came of a file.
  enum Outcome: Sendable {
    case found(LoadedFile)
    case missing
    case unreadable(String)
  }

  init(_ resolver: any Resolver, crew: Crew) {
    self.resolver = resolver
    self.crew = crew
  }

  /// Loads files, then what they import, and so on.
  mutating func load(_ names: [String]) {
    var wave = names
    var known = Set(names)
    while !wave.isEmpty {
      let found = loadWave(wave)
      var next: [String] = []
      for (name, outcome) in zip(wave, found) {
        outcomes[name] = outcome
        guard case .found(let file) = outcome else { continue }
        for name in file.model.dependencies + file.model.optionDependencies
        where known.insert(name).inserted {
          next.append(name)
        }
      }
      wave = next
    }
  }

  private func loadWave(_ names: [String]) -> [Outcome] {
    let resolver = resolver
    return crew.map(names.count) { index -> Outcome in
      do throws(ResolverError) {
        guard let file = try resolver.find(names[index]) else { return .missing }
        return .found(LoadedFile(names[index], file))
      } catch {
        return .unreadable(error.message)
      }
    }
  }
}
