using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>What an answer to a single append says when it is not a success; the call itself lives on.</summary>
internal static class EsdbRefusal
{
    private const string TypePrefix = "type.googleapis.com/event_store.client.";

    public static bool IsWrongVersion(Status? status) => status?.Detail?.TypeUrl == $"{TypePrefix}WrongExpectedVersion";

    public static EsdbException Of(Status? status)
    {
        var reason = status?.Detail?.TypeUrl is { } type && type.StartsWith(TypePrefix, StringComparison.Ordinal) ? type[TypePrefix.Length..] : null;
        var code = (status?.Code ?? 0, reason) switch
        {
            // Timed out on the server: it may be written or not, and a repeat finds out.
            (_, "Timeout") => GrpcCode.Aborted,
            // No leader is known at present; it is said without a code.
            (0, _) => GrpcCode.Unavailable,
            var (given, _) => (GrpcCode)given,
        };
        return new EsdbException(code, $"EventStoreDB refused an append: {status?.Message} ({reason ?? $"status {status?.Code}"})") { Reason = reason };
    }
}
