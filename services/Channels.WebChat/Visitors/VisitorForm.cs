using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>What a visitor filled in before the first message. It is claimed, not proven: nothing is linked by it.</summary>
internal static class VisitorForm
{
    private const int MostFields = 20;
    private const int LongestName = 40;
    private const int LongestValue = 500;

    /// <summary>Null when there is nothing in it. What is too much is left out: a form must not keep a message from coming.</summary>
    public static MessageDetails? DetailsOf(IReadOnlyDictionary<string, string?>? form)
    {
        var fields = (form ?? new Dictionary<string, string?>())
            .Where(field => field.Key.Length is > 0 and <= LongestName && !string.IsNullOrWhiteSpace(field.Value) && field.Value.Length <= LongestValue)
            .Take(MostFields).ToDictionary(field => field.Key, field => field.Value!.Trim());
        return fields.Count == 0 ? null : new MessageDetails
        {
            Form = JsonSerializer.Serialize(fields, ContractJson.Options),
            SenderName = fields.GetValueOrDefault("name"),
            ReplyTo = ProvenAddress.OfEmail(fields.GetValueOrDefault("email")).FirstOrDefault(),
        };
    }
}
