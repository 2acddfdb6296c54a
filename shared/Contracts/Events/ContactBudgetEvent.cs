namespace Omnichannel.Contracts.Events;

/// <summary>
/// How often one citizen was written to first, by all departments and campaigns together. Stream <c>contactbudget-{citizen id}</c>: one
/// stream, so that two campaigns at once never both take the last contact.
/// </summary>
public abstract record ContactBudgetEvent
{
    private ContactBudgetEvent()
    {
    }

    /// <param name="Passes">It does not count, but is recorded: an emergency, or an answer to the citizen's own message.</param>
    [EventType("contact-budget.spent.v1")]
    public sealed record Spent(
        Guid MessageId, Guid OutreachId, Guid CampaignId, string Department, string Purpose, string Channel, bool Passes, DateTimeOffset At) : ContactBudgetEvent;

    /// <summary>The message never reached the citizen.</summary>
    [EventType("contact-budget.returned.v1")]
    public sealed record Returned(Guid MessageId, string Reason, DateTimeOffset At) : ContactBudgetEvent;
}
