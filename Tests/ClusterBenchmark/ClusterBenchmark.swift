import ArgumentParser

/// Measures what a cluster costs and how far it goes; see `Scripts/benchmark-cluster`.
@main struct ClusterBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster-benchmark",
    abstract: "Measures a registry in etcd with many models, and several nodes that share one.",
    subcommands: [RegistryCommand.self, ScalingCommand.self, NodeCommand.self])
}
