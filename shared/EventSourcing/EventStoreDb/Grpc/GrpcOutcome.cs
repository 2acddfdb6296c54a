using System.Globalization;
using System.Net.Http.Headers;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// How a call ended. After messages the status stands in the trailers; a call that failed before the first message has it among the headers,
/// and what is not gRPC at all has only HTTP's.
/// </summary>
internal static class GrpcOutcome
{
    /// <summary>Null when the call succeeded. Valid only once the body was read to its end.</summary>
    public static EsdbException? FailureOf(HttpResponseMessage response)
    {
        if (CodeIn(response.TrailingHeaders) is { } late)
            return Of(late, response.TrailingHeaders);
        if (CodeIn(response.Headers) is { } early)
            return Of(early, response.Headers);
        return (int)response.StatusCode switch
        {
            200 => new EsdbException(GrpcCode.Unavailable, "The server ended a call without saying how."),
            401 or 403 => new EsdbException(GrpcCode.PermissionDenied, "The server refuses this login."),
            404 => new EsdbException(GrpcCode.Unimplemented, "The server does not know this call: it is no EventStoreDB, or an old one."),
            429 or 502 or 503 or 504 => new EsdbException(GrpcCode.Unavailable, $"The server answered with HTTP {(int)response.StatusCode}."),
            var status => new EsdbException(GrpcCode.Unknown, $"The server answered with HTTP {status}."),
        };
    }

    private static int? CodeIn(HttpHeaders headers) =>
        int.TryParse(Value(headers, "grpc-status"), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;

    private static EsdbException? Of(int code, HttpHeaders headers)
    {
        if (code == 0)
            return null;
        var message = Uri.UnescapeDataString(Value(headers, "grpc-message") ?? "");
        var leader = Value(headers, "leader-endpoint-host") is { Length: > 0 } host
            && int.TryParse(Value(headers, "leader-endpoint-port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new EsdbHost(host, port)
                : (EsdbHost?)null;
        return new EsdbException(
            // It is said with the code of a programming error, and is the state of an election.
            (GrpcCode)code == GrpcCode.Unknown && message.Contains("leader info", StringComparison.OrdinalIgnoreCase) ? GrpcCode.Unavailable : (GrpcCode)code,
            $"EventStoreDB: {message} (status {code})")
        {
            Reason = Value(headers, "exception"),
            Leader = leader,
        };
    }

    private static string? Value(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
