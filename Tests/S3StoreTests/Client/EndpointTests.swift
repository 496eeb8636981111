import Testing

@testable import S3Store

@Suite struct EndpointTests {
  @Test func bucketsAreNamedInTwoWays() throws {
    let aws = S3Endpoint.aws(region: "eu-central-1")
    #expect("\(aws)" == "https://s3.eu-central-1.amazonaws.com")
    #expect(aws.authority(of: "b") == "b.s3.eu-central-1.amazonaws.com")
    #expect(aws.path(of: "a b/ü", in: "b") == "/a%20b/%C3%BC")
    #expect(aws.path(of: nil, in: "b") == "/")
    let other = try S3Endpoint("https://store.example:9000/")
    #expect(other.authority(of: "b") == "store.example:9000")
    #expect(other.path(of: "k", in: "b") == "/b/k")
    #expect(other.path(of: nil, in: "b") == "/b")
    #expect(try S3Endpoint("https://store.example:443").authority(of: "b") == "store.example")
    #expect("\(S3Endpoint.aws(region: "cn-north-1"))".hasSuffix(".amazonaws.com.cn"))
  }

  /// Without encryption, only this machine is reached unless that is asked for.
  @Test func plaintextHasToBeAskedFor() throws {
    for url in ["http://127.0.0.1:9000", "http://localhost", "http://[::1]:9000"] {
      #expect(try S3Endpoint(url).isEncrypted == false)
    }
    for url in ["http://10.0.0.1", "http://127.example", "http://localhost.example"] {
      let error = #expect(throws: S3Error.self) { try S3Endpoint(url) }
      #expect(error?.code == .invalidConfiguration)
      #expect(try S3Endpoint(url, allowsPlaintext: true).isEncrypted == false)
    }
  }

  @Test(arguments: [
    "", "store.example", "ftp://store.example", "https://", "https://user:secret@store.example",
    "https://store.example/path", "https://store.example?query", "https://store.example:99999",
  ])
  func otherAddressesAreRefused(_ url: String) {
    let error = #expect(throws: S3Error.self) { try S3Endpoint(url) }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message.contains("secret") == false)
  }

  @Test func partsAreLargeEnoughForTenThousand() throws {
    var configuration = S3Configuration(endpoint: .aws(region: "r"), bucket: "b")
    #expect(configuration.partBytes(forUpTo: 1) == 8 << 20)
    #expect(configuration.partBytes(forUpTo: 100 << 30) == 11 << 20)
    #expect(configuration.partBytes(forUpTo: .max) == 64 << 20)
    configuration.partBytes = 1
    #expect(configuration.partBytes == 5 << 20)
    configuration.concurrentTransfers = -1
    #expect(configuration.concurrentTransfers == 1)
  }
}
