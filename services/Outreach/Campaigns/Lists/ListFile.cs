using System.Text.RegularExpressions;
using Omnichannel.Contracts;

namespace Omnichannel.Outreach;

/// <summary>Reads a list of addresses: one a line, or CSV whose first line names columns among which <c>address</c>, <c>name</c>, <c>language</c> count.</summary>
internal static partial class ListFile
{
    /// <param name="ContactPoint">Null = the line holds no address.</param>
    internal sealed record Line(int Number, ContactPoint? ContactPoint, string? Name, string? Language);

    /// <summary>Null when there are more lines than may be.</summary>
    /// <param name="region">Where telephone numbers without a country code belong; null = they are none.</param>
    public static async Task<List<Line>?> ReadAsync(TextReader reader, int most, string? region, CancellationToken ct)
    {
        var lines = new List<Line>();
        var (address, name, language) = (0, -1, -1);
        for (var number = 1; await reader.ReadLineAsync(ct) is { } text; number++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var cells = CellsOf(text.TrimStart('\uFEFF'));
            if (lines.Count == 0 && number == 1 && cells.FindIndex(cell => IsNamed(cell, "address")) is >= 0 and var column)
            {
                (address, name, language) = (column, cells.FindIndex(cell => IsNamed(cell, "name")), cells.FindIndex(cell => IsNamed(cell, "language")));
                continue;
            }

            if (lines.Count == most)
                return null;
            lines.Add(new Line(number, AddressOf(CellOr(cells, address), region), CellOr(cells, name), CellOr(cells, language) is { Length: <= 35 } code ? code : null));
        }

        return lines;
    }

    private static ContactPoint? AddressOf(string? text, string? region)
    {
        if (text is null || text.Length > 254)
            return null;
        if (text.Contains('@', StringComparison.Ordinal))
            return Mail().IsMatch(text) ? ContactPoint.Of("email", text) : null;
        // Nobody is reached at a short code.
        return PhoneNumber.Read(text, region) is { IsInternational: true, Address: var number } ? new ContactPoint(ContactPoint.Phone, number) : null;
    }

    private static bool IsNamed(string cell, string name) => string.Equals(cell.Trim(), name, StringComparison.OrdinalIgnoreCase);

    private static string? CellOr(List<string> cells, int column) =>
        column >= 0 && column < cells.Count && cells[column].Trim() is { Length: > 0 and <= 254 } cell ? cell : null;

    /// <summary>Comma or semicolon; quotes around what holds one (RFC 4180). No line breaks within.</summary>
    private static List<string> CellsOf(string line)
    {
        var separator = line.Contains(';', StringComparison.Ordinal) && !line.Contains(',', StringComparison.Ordinal) ? ';' : ',';
        var (cells, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == separator && !quoted)
                cells.Add(Take());
            else
                cell.Append(line[i]);
        }

        cells.Add(Take());
        return cells;

        string Take()
        {
            var taken = cell.ToString();
            cell.Clear();
            return taken;
        }
    }

    [GeneratedRegex(@"^[^\s@<>""]{1,64}@[^\s@<>""]{1,255}\.[^\s@<>""]{2,}\z")]
    private static partial Regex Mail();
}
