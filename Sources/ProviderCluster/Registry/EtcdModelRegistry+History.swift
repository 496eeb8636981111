import EtcdStore
public import TrainingProvider

extension EtcdModelRegistry {
  /// The first entry of a model's history and the last 200.
  public func history(ofModelWithID id: String) async throws -> [ModelTransition] {
    try await translatingErrors {
      try await etcd.read(EtcdQuery(keys.history(ofModel: id))).entries
        .map { try Training_Cluster_TransitionRecord($0).transition }
    }
  }

  public func operatorChanges(after number: Int64) async throws -> [OperatorChange] {
    let range = EtcdKeyRange.from(
      keys.operatorChanges.start, upTo: keys.operatorChange(number))
    return try await translatingErrors {
      var changes: [OperatorChange] = []
      try await etcd.readPages(EtcdQuery(range)) { page in
        changes += try page.entries.map(change)
      }
      return changes.reversed()
    }
  }

  public func lastOperatorChange() async throws -> Int64 {
    try await translatingErrors {
      let page = try await etcd.read(EtcdQuery(keys.operatorChanges, limit: 1))
      return try page.entries.first.map { try change($0).number } ?? 0
    }
  }

  private func change(_ entry: EtcdEntry) throws -> OperatorChange {
    let record = try Training_Cluster_OperatorChangeRecord(entry)
    return OperatorChange(
      number: record.number, modelID: record.modelID, revision: record.revision)
  }
}
