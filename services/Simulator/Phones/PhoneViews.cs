using System.Globalization;

namespace Omnichannel.Simulator;

/// <param name="Id">The number.</param>
/// <param name="Messages">How many there are.</param>
internal sealed record PhoneSummary(string Id, int Messages, PhoneMessageView Last);

/// <param name="Id">The number.</param>
/// <param name="Position">Where <c>live?after=</c> goes on without a gap.</param>
/// <param name="Messages">Oldest first.</param>
internal sealed record PhoneView(string Id, string Position, IReadOnlyList<PhoneMessageView> Messages);

/// <summary>The phones, a page at a time, and the position at which <c>live?after=</c> goes on without a gap.</summary>
internal sealed record PhonePage(IReadOnlyList<PhoneSummary> Items, string? Next, string Position);

/// <param name="Direction"><c>inbound</c> = the citizen wrote it, <c>outbound</c> = we did.</param>
/// <param name="With">Our number.</param>
/// <param name="State">
/// Outbound: <c>queued</c>, <c>sent</c>, <c>delivered</c>, <c>undelivered</c>. Inbound: <c>receiving</c>, <c>received</c>, <c>failed</c>.
/// </param>
/// <param name="Provider">The one it went over: <c>twilio</c>, <c>kannel</c> or <c>vonage</c>.</param>
/// <param name="ErrorCode">Twilio's, for <c>undelivered</c>.</param>
/// <param name="WebhookStatus">What our webhook answered to an inbound message; absent when it did not answer.</param>
internal sealed record PhoneMessageView(
    string Id, string Phone, string Direction, string With, string Provider, string Text, IReadOnlyList<string> Media, string State, int? ErrorCode,
    int? WebhookStatus, DateTimeOffset At, DateTimeOffset ChangedAt, string Position)
{
    public static PhoneMessageView Of(PhoneMessage message) => new(
        message.Sid, message.Phone, message.IsInbound ? "inbound" : "outbound", message.Ours, message.Provider, message.Text, message.Media, message.State,
        message.ErrorCode, message.WebhookStatus, message.At, message.ChangedAt, message.Position.ToString(CultureInfo.InvariantCulture));
}
