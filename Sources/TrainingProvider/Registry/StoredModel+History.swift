import Foundation
import TrainingProtos

extension StoredModel {
  /// Returns the entries of the history that have yet to be stored, and removes them from the model.
  ///
  /// A registry calls this for each model that it stores. One that keeps a history stores the entries
  /// in the same transaction as the model.
  public mutating func takeTransitions() -> [ModelTransition] {
    defer { transitions = [] }
    return transitions
  }

  /// The first entry of the history of a model that is being inserted.
  package var creation: ModelTransition {
    let next = transitions.first
    return ModelTransition(
      revision: next.map { $0.revision - 1 } ?? revision, date: createdAt, from: nil,
      to: next?.oldStatus ?? status, reason: "the model was created")
  }

  /// Adds an entry for a change to the present status.
  mutating func record(
    from oldStatus: Training_Status, because reason: String, at date: Date
  ) {
    transitions.append(
      ModelTransition(
        revision: revision, date: date, from: oldStatus, to: status, reason: reason))
  }

  /// Marks the entries that have yet to be stored as made by hand.
  mutating func attributeTransitionsToOperator() {
    for index in transitions.indices { transitions[index].isByOperator = true }
  }
}
