import HTTPTypes
import Hummingbird

/// Refuses requests whose `Host` isn't one of the server's own names.
///
/// A page of another site can make a browser ask a server on the user's own machine: it lets its name
/// lead to 127.0.0.1. Such a request still has the other site's name in `Host`.
struct HostCheck<Context: RequestContext>: RouterMiddleware {
  let hosts: AllowedHosts

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard hosts.allow(request.head.authority) else {
      return Response(
        status: .misdirectedRequest,
        body: .init(byteBuffer: .init(string: "This server doesn't serve the name in Host.\n")))
    }
    return try await next(request, context)
  }
}
