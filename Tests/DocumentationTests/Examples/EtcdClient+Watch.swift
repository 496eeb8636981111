import EtcdStore

func watchNodes(_ client: EtcdClient) async throws {
  // EXAMPLE
}
