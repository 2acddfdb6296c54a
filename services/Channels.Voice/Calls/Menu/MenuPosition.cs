using System.Globalization;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// Where in its menu a call is. It travels in the query of every address that Twilio is given, which Twilio's signature covers: so any
/// process can answer the next request, and nobody can make up a position.
/// </summary>
/// <param name="At">The node; null = the beginning.</param>
/// <param name="Try">How often that node has asked already.</param>
/// <param name="Step">Nodes passed so far: bounds every call, and makes a repeated request the same fact.</param>
/// <param name="GoOn">Where a caller whose matter is open may go straight on; null when that is not what was asked.</param>
internal sealed record MenuPosition(string? Menu, string? At, string? Language, int Try, int Step, string? GoOn)
{
    /// <summary>The caller waits again after an agent's phone was not answered: the queue would announce a position that is not theirs.</summary>
    public bool IsBack { get; init; }

    public static MenuPosition Beginning { get; } = new(null, null, null, 0, 0, null);

    public static MenuPosition Of(CallRequest request) => new(
        request.Query("menu"), request.Query("at"), request.Query("lang"), Number(request.Query("try")), Number(request.Query("step")),
        request.Query("goon"))
    {
        IsBack = request.Query("back") is not null,
    };

    public string ToQuery()
    {
        var query = $"menu={Uri.EscapeDataString(Menu ?? "")}&at={Uri.EscapeDataString(At ?? "")}&lang={Uri.EscapeDataString(Language ?? "")}" +
            string.Create(CultureInfo.InvariantCulture, $"&try={Try}&step={Step}") + (IsBack ? "&back=1" : "");
        return GoOn is null ? query : $"{query}&goon={Uri.EscapeDataString(GoOn)}";
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, 1_000) : 0;
}
