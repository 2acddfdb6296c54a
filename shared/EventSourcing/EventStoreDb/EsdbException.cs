using System.Data.Common;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>EventStoreDB is away, too slow, or refused a call.</summary>
internal sealed class EsdbException : DbException
{
    public EsdbException(GrpcCode code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    public GrpcCode Code { get; }

    /// <summary>The name that the server gave the failure, such as <c>access-denied</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the leader is, when the node that was called is not it.</summary>
    public EsdbHost? Leader { get; init; }

    /// <summary>The same call may succeed later or elsewhere. A write may have happened all the same.</summary>
    public override bool IsTransient => Leader is not null || Code is GrpcCode.Unavailable or GrpcCode.DeadlineExceeded or GrpcCode.Aborted or GrpcCode.Cancelled;
}

/// <summary>gRPC's codes, as far as they are met here.</summary>
internal enum GrpcCode
{
    Ok = 0,
    Cancelled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    Aborted = 10,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
