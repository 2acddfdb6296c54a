using System.Globalization;
using System.Text;
using Omnichannel.Settings;

namespace Omnichannel.Unit.Settings;

/// <summary>docs/settings.md, from the classes that are registered.</summary>
internal static class SettingsDocument
{
    private const string Preface = """
        # Settings

        Generated from the program's classes by a test; `make docs` writes it anew. Nothing is required: what is absent has a default, and a provider
        without an account is played by the simulator. An empty value is an absent one.

        As environment variables, `:` is written `__`: `Sms__Twilio__AccountSid`.

        | Type | Written |
        | --- | --- |
        | span | `00:00:30` (hours, minutes, seconds), `3.12:00:00` (days before them) |
        | time, day | `20:00`, `2026-12-25` |
        | list of … | `Name__0`, `Name__1` …, or all in `Name` with commas between them |
        | table of … | `Name__key`, one for each key |
        | `*` in a name | a name of your own, once for each of several: `Email__Mailboxes__city__Host` |
        | secret | a text that is never shown |

        What cannot be read or meant ends the start with a sentence that names it. `omnichannel doctor` also names what is set under these sections and
        read by nothing.
        """;

    /// <summary>What the program has from .NET and its libraries; they declare it themselves.</summary>
    private const string Others = """
        ## Of .NET and libraries

        | Setting | What it does |
        | --- | --- |
        | `ASPNETCORE_URLS` | Where to listen, such as `http://0.0.0.0:8080`, instead of loopback and `OMNICHANNEL_PORT`. Beyond loopback the admin key must be set. |
        | `Logging:LogLevel:Default` | How much the log says: `Debug`, `Information` …, also of parts of it, such as `Logging:LogLevel:Omnichannel.Feeds`. |
        | `Logging:Console:FormatterName` | `json` makes each line of the log a JSON object. |
        | `OTEL_EXPORTER_OTLP_ENDPOINT` | Where traces and metrics go. Without it nowhere. Its sisters (`OTEL_EXPORTER_OTLP_PROTOCOL`, `OTEL_EXPORTER_OTLP_HEADERS` …) hold too. |
        """;

    public static string Write()
    {
        var text = new StringBuilder(Preface).AppendLine();
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in ProductSettings.Registered)
        {
            // The simulator looks at others' settings too: they stand where they belong.
            var settings = one.Settings.Where(setting => written.Add(setting.Name)).ToList();
            if (settings.Count == 0)
                continue;
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {(one.Section.Length > 0 ? one.Section : "Of every process")}").AppendLine();
            text.AppendLine(DocComments.Of(one.Type)).AppendLine();
            text.AppendLine("| Setting | Type | Default | What it does |").AppendLine("| --- | --- | --- | --- |");
            var defaults = Activator.CreateInstance(one.Type)!;
            foreach (var setting in settings)
                text.AppendLine(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {TypeOf(setting)} | {DefaultOf(setting, defaults)} | {DocComments.Of(setting.Property).Replace("|", "\\|", StringComparison.Ordinal)} |");
        }

        return text.AppendLine().AppendLine(Others).ToString();
    }

    private static string TypeOf(Setting setting) => setting switch
    {
        { IsSecret: true } => "secret",
        { IsList: true } => $"list of {Name(setting.ValueType)}s",
        { IsTable: true } => $"table of {Name(setting.ValueType)}s",
        _ => Name(setting.ValueType),
    };

    private static string Name(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "span"
        : type == typeof(TimeOnly) ? "time"
        : type == typeof(DateOnly) ? "day"
        : "number";

    private static string DefaultOf(Setting setting, object defaults) => setting.Property.GetValue(defaults) switch
    {
        null or "" => "–",
        string text => $"`{text}`",
        bool flag => flag ? "`true`" : "`false`",
        TimeSpan span => $"`{span:c}`",
        DateOnly day when day == default => "–",
        TimeOnly time => $"`{time.ToString("HH:mm", CultureInfo.InvariantCulture)}`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => "–",
    };
}
