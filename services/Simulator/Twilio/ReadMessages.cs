using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Simulator;

/// <summary>Lists messages, newest first, and shows one.</summary>
internal sealed class ReadMessages(PhoneNetwork network, SimulatorAccount account)
{
    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 1_000;

    public IResult One(string sid) => network.TryFind(sid, out var message)
        ? Results.Json(TwilioMessage.Of(message, account.Twilio.AccountSid), TwilioJson.Options)
        : TwilioError.Of(404, 20404, "The requested resource was not found");

    public IResult List(HttpRequest request)
    {
        var (to, from) = (request.Query["To"].ToString(), request.Query["From"].ToString());
        var size = Math.Clamp(NumberOf(request, "PageSize") ?? DefaultPageSize, 1, MaxPageSize);
        var page = Math.Clamp(NumberOf(request, "Page") ?? 0, 0, int.MaxValue / MaxPageSize - 1);
        var found = MessagesOf(to, from).Skip(page * size).Take(size + 1).ToList();
        var shown = found.Take(size).Select(message => TwilioMessage.Of(message, account.Twilio.AccountSid)).ToList();
        return Results.Json(
            new Envelope(
                PageUri(0), page * size + Math.Max(shown.Count - 1, 0), shown, found.Count > size ? PageUri(page + 1) : null, page, size,
                page > 0 ? PageUri(page - 1) : null, page * size, PageUri(page)),
            TwilioJson.Options);

        string PageUri(int number) =>
            $"/{TwilioRoutes.Version}/Accounts/{account.Twilio.AccountSid}/Messages.json?To={Uri.EscapeDataString(to)}&From={Uri.EscapeDataString(from)}" +
            $"&PageSize={size.ToString(CultureInfo.InvariantCulture)}&Page={number.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Our sender searches by number, under load too: a phone's own messages are searched before everybody's.</summary>
    private IEnumerable<PhoneMessage> MessagesOf(string to, string from)
    {
        var phone = to.Length > 0 && network.Of(to).Messages is { Count: > 0 } toPhone ? toPhone
            : from.Length > 0 && network.Of(from).Messages is { Count: > 0 } fromPhone ? fromPhone
            : null;
        return (phone?.Reverse() ?? network.All()).Where(message =>
            (to.Length == 0 || to == (message.IsInbound ? message.Ours : message.Phone))
            && (from.Length == 0 || from == (message.IsInbound ? message.Phone : message.Ours)));
    }

    private static int? NumberOf(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Envelope(
        string FirstPageUri, int End, IReadOnlyList<TwilioMessage> Messages, string? NextPageUri, int Page, int PageSize, string? PreviousPageUri,
        int Start, string Uri);
}
