import ProviderOperations

@main
struct App {
  static func main() {
    let registry = PrometheusRegistry()
    print(registry.text().isEmpty ? "ready" : "not ready")
  }
}
