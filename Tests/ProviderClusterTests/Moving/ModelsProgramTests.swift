import EtcdStore
import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

/// The program `models` on a registry in etcd and a folder that machines share.
@Suite(.needsEtcd) struct ModelsProgramTests {
  /// Whoever follows the page about moving a provider runs these commands.
  @Test func movesAreMadeByCommands() async throws {
    try await withPlaces { places, models in
      let exported = try await places.models([
        "export", places.archive.path, "-d", places.data.path,
      ])
      #expect(exported.status == 0, "\(exported.errors)")
      #expect(exported.text.hasPrefix("30 models are in \(places.archive.path)\n"))
      let imported = try await places.models(
        ["import", places.archive.path, "--json"] + places.cluster)
      #expect(imported.status == 0, "\(imported.errors)")
      let json = try #require(
        JSONSerialization.jsonObject(with: imported.output) as? [String: Any])
      let counts = try await models.registry.modelCounts()
      #expect((json["models"] as? [String: Int])?.values.reduce(0, +) == 30)
      #expect((json["models"] as? [String: Int])?["DELETED"] == counts[.deleted])
      #expect(try await json["registry"] as? String == models.registry.identity())
      let again = try await places.models(["export", places.archive.path, "-d", places.data.path])
      #expect(again.text == exported.text)
    }
  }

  /// What operators see and do in etcd is what they see and do in a data directory.
  @Test func operatorsWorkInEtcd() async throws {
    try await withPlaces { places, models in
      _ = try await places.exportData()
      _ = try await places.importToEtcd()
      let data = ["-d", places.data.path]
      // Models are deleted without their addresses, but not by these tests.
      let alive = ["--status", "created", "validating", "validated", "training", "ready_to_use"]
      for arguments in [
        ["list"], ["list", "--limit", "7"], ["list", "--limit", "7", "--after", "model-9980"],
        ["list", "--status", "errored", "deleted"], ["list", "--method", "Service.tts"],
        ["list", "--method", "stt", "--limit", "3"], ["list", "--method", "Other.tts"],
        ["list", "--address", " 0XA"] + alive,
        ["list", "--address", "0xb", "--method", "tts"] + alive,
        ["list", "--address", "0xa", "--after", "model-9985"] + alive, ["jobs"],
        ["show", "model-9985"],
        ["list", "--after", "nobody"], ["show", "nobody"],
      ] {
        let expected = try await places.models(arguments + data)
        let outcome = try await places.models(arguments + places.cluster)
        #expect(outcome.text == expected.text, "\(arguments)")
        #expect(outcome.errors == expected.errors, "\(arguments)")
        #expect(outcome.status == expected.status)
      }
      let updated = try await places.models(["list", "--sort", "updated"] + places.cluster)
      #expect(updated.status == 2 && updated.errors.contains("by their creation"))
      let disk = try await places.models(["disk"] + places.cluster)
      #expect(disk.text.contains("models: "))
      let backup = try await places.models(
        ["backup", places.root.appendingPathComponent("b").path] + places.cluster)
      #expect(backup.status == 2 && backup.errors.contains("use models export"))
    }
  }

  @Test func modelsAreChangedInEtcd() async throws {
    try await withPlaces { places, models in
      try await models.registry.insert(
        StoredModel(
          id: "m", status: .validating, revision: 1, serviceName: "S", methodName: "m",
          candidate: StoredDataset(file: "m/d", name: "d", byteCount: 4)), limit: nil)
      let file = places.data.appendingPathComponent("datasets/m/d")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("data".utf8).write(to: file)
      _ = try await places.exportData()
      _ = try await places.importToEtcd()
      let failed = try await places.models(["fail", "m", "--reason", "why"] + places.cluster)
      #expect(failed.text.hasPrefix("m was VALIDATING and is ERRORED now. No provider runs"))
      let retried = try await places.models(["retry", "m"] + places.cluster)
      #expect(retried.text.hasPrefix("m was ERRORED and is VALIDATING now."))
      let copy = places.shared.appendingPathComponent("datasets/m/d").path
      #expect(FileManager.default.fileExists(atPath: copy))
      let deleted = try await places.models(["delete", "m"] + places.cluster)
      #expect(deleted.text.hasPrefix("m was VALIDATING and is DELETED now."))
      #expect(!FileManager.default.fileExists(atPath: copy))
      let registry = try places.registry()
      #expect(try await registry.history(ofModelWithID: "m").suffix(3).allSatisfy(\.isByOperator))
    }
  }

  @Test func optionsAreChecked() async throws {
    try await withPlaces { places, _ in
      for (options, status, part): ([String], Int32, String) in try [
        (["--etcd", "localhost:1"], 64, "--etcd and --shared-folder belong together"),
        (["--etcd", "a b", "--shared-folder", "x"], 64, "isn't an address"),
        (places.cluster + ["--etcd-key", "x"], 64, "--etcd-certificate and --etcd-key"),
        (places.cluster + ["--etcd-user", "x"], 64, "--etcd-user needs a password"),
        (places.cluster + ["--etcd-ca", "/nowhere"], 2, "check the paths of the certificates"),
      ] {
        let outcome = try await places.models(["jobs"] + options)
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.errors.contains(part), "\(outcome.errors)")
      }
    }
  }

  /// A cluster that demands a password gets it from a file or from the environment, and never shows it.
  @Test func passwordsAreRead() async throws {
    let cluster = try EtcdCluster()
    defer { cluster.end() }
    let etcd = try EtcdClient(ports: cluster.ports)
    // It takes a moment until the cluster answers.
    _ = try await etcd.get("x")
    try await etcd.demandUser(root: "secret word")
    try await withTemporaryDirectory { root in
      let file = root.appendingPathComponent("password")
      try Data("secret word\n".utf8).write(to: file)
      let options = [
        "jobs", "--etcd", "127.0.0.1:\(cluster.ports[0])", "--shared-folder", root.path,
        "--etcd-user", "root",
      ]
      let right = try await Command(
        BuiltProduct.path("models"), options + ["--etcd-password-file", file.path]
      ).run()
      #expect(right.status == 0 && right.text == "nothing runs or waits\n", "\(right.errors)")
      for password in ["secret word", "wrong word"] {
        let outcome = try await Command(
          BuiltProduct.path("models"), options, environment: ["TRAINING_ETCD_PASSWORD": password]
        ).run()
        #expect((outcome.status == 0) == (password == "secret word"), "\(outcome.errors)")
        #expect(!outcome.errors.contains(password))
        #expect(outcome.status == 0 || outcome.errors.contains("etcd didn't accept the user"))
      }
    }
  }

  private func withPlaces(_ body: (MovePlaces, RandomModels) async throws -> Void) async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      try await body(places, try await RandomModels.make(30, seed: 8, in: places.data))
    }
  }
}

extension MovePlaces {
  /// Runs the program.
  func models(_ arguments: [String]) async throws -> CommandOutcome {
    try await Command(BuiltProduct.path("models"), arguments).run()
  }

  /// The options that name the cluster.
  var cluster: [String] {
    get throws {
      [
        "--etcd", "127.0.0.1:\(try EtcdCluster.shared.get().ports[0])", "--etcd-prefix", prefix,
        "--shared-folder", shared.path,
      ]
    }
  }
}
