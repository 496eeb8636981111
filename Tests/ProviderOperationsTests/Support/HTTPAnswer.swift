import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What a server answers to a request.
struct HTTPAnswer {
  let status: Int
  let headers: [String: String]
  let text: String

  /// Sends a request to a port of this machine.
  static func get(
    _ path: String, port: Int, method: String = "GET", host: String = "127.0.0.1"
  ) async throws -> HTTPAnswer {
    guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else {
      throw URLError(.badURL)
    }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.setValue(host, forHTTPHeaderField: "Host")
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
    let headers = response.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
    return HTTPAnswer(
      status: response.statusCode, headers: Dictionary(headers) { $1 },
      text: String(decoding: data, as: UTF8.self))
  }
}
