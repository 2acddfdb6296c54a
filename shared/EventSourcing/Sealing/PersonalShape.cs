using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>What is personal in the JSON of one event type, by reflection once: members of the event itself, not of what they hold.</summary>
/// <param name="Fields">Names of its personal members, UTF-8.</param>
/// <param name="SubjectField">Name of the member that says whose they are; null = none does.</param>
/// <param name="Empties">
/// The personal members that must not be missing, with nothing in them, as they stand in JSON. What may be null is left out. So every fold
/// and projection goes on after a key was destroyed.
/// </param>
internal sealed record PersonalShape(IReadOnlyList<byte[]> Fields, byte[]? SubjectField, byte[] Empties)
{
    private static readonly FrozenDictionary<string, PersonalShape> Shapes = EventCatalog.All
        // An installation's secret is no citizen's, and needed before any key can be had.
        .Where(pair => !pair.Value.IsAssignableTo(typeof(InstallationEvent)))
        .ToFrozenDictionary(pair => pair.Key, pair => Of(pair.Value));

    /// <summary>Null for a type that this program does not know, and for the installation's secrets.</summary>
    public static PersonalShape? Of(string type) => Shapes.GetValueOrDefault(type);

    private static PersonalShape Of(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var personal = type.GetProperties().Where(property => property.GetCustomAttribute<PersonalAttribute>() is not null).ToArray();
        var subject = type.GetProperties().FirstOrDefault(property => property.GetCustomAttribute<SubjectAttribute>() is not null);
        var empties = personal
            .Where(property => nullability.Create(property).ReadState == NullabilityState.NotNull)
            .Select(property => $"\"{NameOf(property)}\":{EmptyOf(property.PropertyType)}");
        return new PersonalShape(
            [.. personal.Select(property => Encoding.UTF8.GetBytes(NameOf(property)))],
            subject is null ? null : Encoding.UTF8.GetBytes(NameOf(subject)),
            Encoding.UTF8.GetBytes(string.Join(',', empties)));
    }

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string EmptyOf(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(byte[]) => "\"\"",
        _ when type == typeof(ContactPoint) => JsonSerializer.Serialize(ContactPoint.ErasedOne, ContractJson.Options),
        { IsGenericType: true } or { IsArray: true } => "[]",
        _ => "{}",
    };
}
