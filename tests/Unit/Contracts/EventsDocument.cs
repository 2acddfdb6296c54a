using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Unit.Contracts;

/// <summary>docs/events.md, from the contracts.</summary>
internal static class EventsDocument
{
    private static readonly JsonSerializerOptions Indented = new(ContractJson.Options) { WriteIndented = true };

    public static string Write()
    {
        var text = new StringBuilder();
        text.AppendLine("# Events").AppendLine();
        text.AppendLine("Generated from `shared/Contracts` by a test; `make docs` writes it anew. Every stored event with a sample of its `data`.");
        text.AppendLine("Fields with a † are personal: feeds show them only to keys with the scope `personal`.");
        foreach (var family in ContractSamples.Events.GroupBy(type => type.DeclaringType!))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {family.Key.Name}");
            foreach (var type in family)
            {
                var personal = ContractSamples.Members(type).Where(member => member.GetCustomAttribute<PersonalAttribute>() is not null).Select(member => member.Name).ToHashSet();
                var fields = ContractSamples.Members(type)
                    .Select(member => $"`{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}`{(personal.Contains(member.Name) ? "†" : "")}");
                text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### `{ContractSamples.NameOf(type)}`").AppendLine();
                text.AppendLine(string.Join(", ", fields)).AppendLine();
                text.AppendLine("```json").AppendLine(JsonSerializer.Serialize(ContractSamples.Of(type), type, Indented)).AppendLine("```");
            }
        }

        return text.ToString();
    }
}
