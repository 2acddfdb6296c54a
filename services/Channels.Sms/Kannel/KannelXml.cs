using System.Text;
using System.Xml;

namespace Omnichannel.Channels.Sms;

/// <summary>Kannel's <c>post-xml</c>. No document type is followed and no entity resolved; what is no XML adds nothing.</summary>
internal static class KannelXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = 64 * 1024,
        MaxCharactersFromEntities = 0,
    };

    private static readonly Dictionary<string, string> Names = new()
    {
        ["oa/number"] = "from",
        ["da/number"] = "to",
        ["submit/ud"] = "text",
        ["dcs/coding"] = "coding",
        ["submit/from"] = "smsc",
        ["udh"] = "udhhex",
    };

    public static void AddTo(KannelFields fields, byte[] body)
    {
        var path = new Stack<string>();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), Settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement && path.Count < 16)
                    path.Push(reader.LocalName);
                else if (reader.NodeType == XmlNodeType.EndElement && path.Count > 0)
                    path.Pop();
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && NameOf(path) is { } name)
                    fields.Add(name, Encoding.UTF8.GetBytes(reader.Value));
            }
        }
        catch (XmlException)
        {
            // Without a sender it is parked, as whatever else cannot be read.
        }

        if (fields.Bytes("text") is not null)
            fields.Add("charset", "UTF-8"u8.ToArray());
        if (KannelFields.BytesOfHex(fields.Text("udhhex")) is { } header)
            fields.Add("udh", header);
    }

    private static string? NameOf(Stack<string> path)
    {
        if (!path.TryPeek(out var own))
            return null;
        return Names.GetValueOrDefault($"{path.ElementAtOrDefault(1)}/{own}") ?? Names.GetValueOrDefault(own);
    }
}
