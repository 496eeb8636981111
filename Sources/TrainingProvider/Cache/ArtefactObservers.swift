import Synchronization

/// An object that keeps what it has read from artefacts.
protocol ArtefactObserver: AnyObject, Sendable {
  /// The registry has stored that a model has other artefacts, or none any more, and the previous
  /// ones are about to be removed.
  ///
  /// - Parameter version: the version of the model's present artefacts; `nil` if the model was
  ///   deleted.
  func artefactsDidChange(modelID: String, version: String?)

  /// The provider is shutting down.
  func providerWillShutDown()
}

/// The observers of a provider's artefacts. They aren't kept alive.
final class ArtefactObservers: Sendable {
  private let observers = Mutex<[Reference]>([])

  private struct Reference {
    weak var observer: (any ArtefactObserver)?
  }

  func add(_ observer: any ArtefactObserver) {
    observers.withLock { observers in
      observers.removeAll { $0.observer == nil }
      observers.append(Reference(observer: observer))
    }
  }

  func notify(modelID: String, version: String?) {
    for observer in present { observer.artefactsDidChange(modelID: modelID, version: version) }
  }

  func shutDown() {
    for observer in present { observer.providerWillShutDown() }
  }

  private var present: [any ArtefactObserver] {
    observers.withLock { $0.compactMap(\.observer) }
  }
}
