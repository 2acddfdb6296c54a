using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>
/// Comma-separated values after RFC 4180, in UTF-8. With types given there is a column for each of their fields, else one with the
/// whole content as JSON. Cells that a spreadsheet would take for a formula begin with an apostrophe (OWASP, CSV injection).
/// </summary>
internal sealed class CsvFormat : IReplayFormat
{
    private static readonly string[] Envelope = ["position", "time", "type", "stream", "streamversion", "id", "correlationid", "causationid"];
    private static readonly SearchValues<char> Dangerous = SearchValues.Create("=+-@\t\r\n");

    private readonly bool _showPersonal;
    private readonly string[] _fields;

    /// <param name="types">Event types, or with a star how they begin; one that this program does not know has no fields of its own.</param>
    public CsvFormat(IReadOnlyCollection<string> types, bool showPersonal)
    {
        _showPersonal = showPersonal;
        var known = EventCatalog.All.ToDictionary();
        _fields =
        [
            .. types.SelectMany(Named).Where(known.ContainsKey).Distinct().SelectMany(type => known[type].GetProperties()
                    .Where(property => showPersonal || !property.IsDefined(typeof(PersonalAttribute), false)))
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Distinct(),
        ];
    }

    private static IEnumerable<string> Named(string type) => type.EndsWith('*')
        ? EventCatalog.All.Select(pair => pair.Key).Where(name => name.StartsWith(type[..^1], StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [type];

    public void WriteHead(IBufferWriter<byte> output) =>
        WriteLine(output, [.. Envelope, .. _fields.Length == 0 ? ["data"] : _fields.Select(field => $"data.{field}")]);

    public void Write(IBufferWriter<byte> output, RecordedEvent recorded)
    {
        var cells = new List<string?>(Envelope.Length + Math.Max(1, _fields.Length))
        {
            recorded.Position.ToString(CultureInfo.InvariantCulture),
            recorded.Context.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            recorded.Type,
            recorded.Stream,
            recorded.Version.ToString(CultureInfo.InvariantCulture),
            recorded.Id.ToString(),
            recorded.Context.CorrelationId,
            recorded.Context.CausationId,
        };
        using var content = JsonDocument.Parse(_showPersonal ? recorded.Content : PersonalFields.Without(recorded));
        if (_fields.Length == 0)
            cells.Add(content.RootElement.GetRawText());
        foreach (var field in _fields)
            cells.Add(content.RootElement.TryGetProperty(field, out var value) ? TextOf(value) : null);
        WriteLine(output, cells);
    }

    public long? PositionOf(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line, out long position, out var read) && line[read..] is [(byte)',', ..] ? position : null;

    /// <summary>The cell's text without the quotes around it. A line break within would make two lines of one event.</summary>
    internal static string Safe(string text) =>
        (text.Length > 0 && Dangerous.Contains(text[0]) ? "'" + text : text).Replace("\r", "", StringComparison.Ordinal).Replace('\n', '␊');

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static void WriteLine(IBufferWriter<byte> output, IReadOnlyList<string?> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                line.Append(',');
            var cell = Safe(cells[i] ?? "");
            if (cell.AsSpan().IndexOfAny(',', '"') >= 0 || cell.StartsWith(' ') || cell.EndsWith(' '))
                line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                line.Append(cell);
        }

        Encoding.UTF8.GetBytes(line.Append("\r\n").ToString(), output);
    }
}
