using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Omnichannel.Outreach;

/// <summary>Reads a campaign from YAML or JSON: the same members either way, and none that a campaign does not have.</summary>
internal static partial class CampaignFile
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 20_000;
    private static readonly JsonSerializerOptions Strict = MakeStrict();

    /// <summary>The campaign, or what is wrong with the file; what is wrong with the campaign says <see cref="CampaignValidation"/>.</summary>
    public static (CampaignDefinition? Campaign, string? Mistake) ReadYaml(string yaml)
    {
        try
        {
            return Read(ToJson(yaml));
        }
        catch (YamlException exception)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"Line {exception.Start.Line}: this is no YAML: {exception.Message}"));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser has met what it did not expect, and cannot say where.
            return (null, "This is no YAML.");
        }
    }

    public static (CampaignDefinition? Campaign, string? Mistake) Read(JsonNode? json)
    {
        try
        {
            return json.Deserialize<CampaignDefinition>(Strict) is { } campaign ? (campaign, null) : (null, "There is nothing in it.");
        }
        catch (JsonException exception)
        {
            // Its own message: where in the file, and what is not a member or not of that kind.
            return (null, $"At {exception.Path ?? "$"}: {Plain(exception.Message)}");
        }
    }

    /// <summary>The reader's message without the names of our types.</summary>
    private static string Plain(string message)
    {
        if (Missing().Match(message) is { Success: true } missing)
            return $"missing: {missing.Groups[1].Value.Replace("'", "", StringComparison.Ordinal)}.";
        return Unknown().Match(message) is { Success: true } unknown
            ? $"'{unknown.Groups[1].Value}' is no member here."
            : Unfitting().IsMatch(message) ? "this is not of the kind that is expected here." : "this cannot be read.";
    }

    [GeneratedRegex("missing required properties including: (.*?)\\.")]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property '(.*?)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("could not be converted|Words are expected|doesn't allow setting null")]
    private static partial Regex Unfitting();

    /// <summary>As events, not as nodes: depth and number are bounded while it is read, and an alias is refused.</summary>
    private static JsonNode? ToJson(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return null;
        var nodes = 0;
        var root = Node(parser, 0, ref nodes);
        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _))
            throw new YamlException(parser.Current!.Start, parser.Current.End, "there is more than one document.");
        return root;
    }

    private static JsonNode? Node(Parser parser, int depth, ref int nodes)
    {
        var here = parser.Current!;
        if (depth > MaxDepth || ++nodes > MaxNodes)
            throw new YamlException(here.Start, here.End, depth > MaxDepth ? $"there are more than {MaxDepth} levels." : "it is too long.");
        if (parser.TryConsume<Scalar>(out var scalar))
            return Value(scalar);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                list.Add(Node(parser, depth + 1, ref nodes));
            return list;
        }

        if (!parser.TryConsume<MappingStart>(out _))
            throw new YamlException(here.Start, here.End, "references are not read.");
        var members = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (members.ContainsKey(key.Value))
                throw new YamlException(key.Start, key.End, $"'{key.Value}' is there twice.");
            members[key.Value] = Node(parser, depth + 1, ref nodes);
        }

        return members;
    }

    /// <summary>Only what is unmistakable is a number or a boolean: <c>yes</c> and <c>no</c> are text here, and often a choice's id.</summary>
    private static JsonNode? Value(Scalar scalar) => scalar.Style != ScalarStyle.Plain ? scalar.Value : scalar.Value switch
    {
        "" or "~" or "null" => null,
        "true" => true,
        "false" => false,
        _ when int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == scalar.Value => number,
        _ => scalar.Value,
    };

    private static JsonSerializerOptions MakeStrict()
    {
        var options = new JsonSerializerOptions
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        ContractJson.Apply(options);
        // A plain number is text where text is expected: an attribute's value, say.
        options.Converters.Insert(0, new WordConverter());
        return options;
    }

    private sealed class WordConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetInt64().ToString(CultureInfo.InvariantCulture),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.String or JsonTokenType.Null => reader.GetString(),
            _ => throw new JsonException("Words are expected here."),
        };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
    }
}
