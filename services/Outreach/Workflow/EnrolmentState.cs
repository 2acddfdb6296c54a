using System.Collections.Immutable;
using Omnichannel.Contracts;

namespace Omnichannel.Outreach;

/// <summary>Where a campaign is with one citizen.</summary>
internal sealed record EnrolmentState
{
    public static EnrolmentState Initial { get; } = new();

    public bool Exists { get; init; }

    public Guid CampaignId { get; init; }

    public int Version { get; init; }

    public Guid CitizenId { get; init; }

    public IReadOnlyList<NamedValue> Fields { get; init; } = [];

    /// <summary>Never written to: for comparison.</summary>
    public bool IsHeldOut { get; init; }

    public string Step { get; init; } = "";

    /// <summary>Why it is at that step.</summary>
    public string Because { get; init; } = "begun";

    /// <summary>When there is something to do.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How it ended: an outcome, <c>handed-over</c>, or why it was stopped; null = it goes on.</summary>
    public string? Outcome { get; init; }

    /// <summary>The channels that each step has used up.</summary>
    public ImmutableDictionary<string, ImmutableList<string>> Used { get; init; } = ImmutableDictionary<string, ImmutableList<string>>.Empty;

    public ImmutableDictionary<Guid, WantedMessage> Messages { get; init; } = ImmutableDictionary<Guid, WantedMessage>.Empty;

    public Guid LastMessage { get; init; }

    /// <summary>What the citizen said that was taken for an answer.</summary>
    public ImmutableHashSet<Guid> Heard { get; init; } = [];

    /// <summary>What was understood, by step.</summary>
    public ImmutableDictionary<string, string> Answers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public DateTimeOffset? AnsweredAt { get; init; }

    public bool GoesOn => Exists && Outcome is null;

    /// <param name="State">Only forward; <see cref="DeliveryState.Pending"/> at first.</param>
    internal sealed record WantedMessage(string Step, string Channel, DeliveryState State);
}
