import EtcdStore
import TrainingProtos
package import TrainingProvider

extension EtcdModelRegistry: ListableRegistry {
  /// A page of the models of a selection, newest first.
  ///
  /// Each status is read from its own list, and the results are merged. If a method is selected, models of
  /// others are read as well. If an address is selected, all of its models are read.
  package func page(_ selection: ModelSelection) async throws -> ModelPage {
    guard selection.order == .created else {
      throw ProviderError(
        .invalidRequest,
        "a registry in etcd lists models by their creation, not by their last update")
    }
    let statuses =
      selection.statuses.isEmpty ? Training_Status.allCases : Array(Set(selection.statuses))
    var models: [StoredModel] = []
    if let address = selection.address {
      models = try await self.models(ofAddress: address, limit: .max / 2).models
        .filter { statuses.contains($0.status) && selection.selects(methodOf: $0) }
      models = try await self.models(models, after: selection.previous)
    } else {
      for status in statuses { models += try await self.models(in: status, for: selection) }
    }
    // Whatever its status is, a model's place is that of its creation.
    let places = models.map { (keys.list(of: .created, $0), $0) }.sorted { $0.0 < $1.0 }
    return ModelPage(
      models: places.prefix(selection.limit).map(\.1), hasMore: places.count > selection.limit)
  }

  /// As many models with a status as a page needs to show whether there are more.
  private func models(
    in status: Training_Status, for selection: ModelSelection
  ) async throws -> [StoredModel] {
    var (models, previous) = ([StoredModel](), selection.previous)
    while models.count <= selection.limit {
      let page = try await self.models(in: status, after: previous, limit: selection.limit + 1)
      models += page.models.filter(selection.selects(methodOf:))
      previous = page.models.last?.id ?? previous
      if !page.hasMore { break }
    }
    return models
  }

  private func models(
    _ models: [StoredModel], after id: String?
  ) async throws -> [StoredModel] {
    guard let id else { return models }
    guard let previous = try await storedModel(withID: id) else {
      throw ProviderError.modelNotFound(id)
    }
    let place = keys.list(of: .created, previous)
    return models.filter { place < keys.list(of: .created, $0) }
  }
}

extension ModelSelection {
  /// Whether a model is one of the selected method.
  fileprivate func selects(methodOf model: StoredModel) -> Bool {
    guard let names = method?.split(separator: ".", omittingEmptySubsequences: false) else {
      return true
    }
    return model.methodName == names.last ?? ""
      && (names.count == 1 || model.serviceName == names.dropLast().joined(separator: "."))
  }
}
