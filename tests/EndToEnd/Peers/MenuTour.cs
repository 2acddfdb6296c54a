using System.Xml.Linq;

namespace Omnichannel.EndToEnd;

/// <summary>A caller who tries every way through the menu that a document offers, and keeps all documents that were heard.</summary>
internal sealed class MenuTour(Installation city)
{
    private const int Most = 200;

    /// <summary>A menu with a node of every kind.</summary>
    private const string Menu = """
        menu: every
        languages: [en-GB]
        start: hello
        nodes:
          hello:
            gather:
              say: Hello
              input: both
              choices:
                "1": {title: one, words: [one], next: music}
                "2": {title: two, words: [two], next: ring}
                "3": {title: three, words: [three], next: agent}
                "4": {title: four, words: [four], next: wait}
                "9": {title: nine, words: [nine], next: call}
                "0": {title: none, words: [none], next: note}
              otherwise: note
          music: {play: "https://city.example/music.mp3", next: bye}
          ring: {dial: {numbers: ["+15550101"], sips: ["sip:desk@city.example"], timeout: 20}, next: bye, otherwise: note}
          agent: {dial: {queue: service}, next: bye, otherwise: bye}
          wait: {enqueue: {queue: service, maxWait: 600, callback: true}, next: bye, otherwise: note}
          call: {callback: {queue: service, say: We call you}, next: bye}
          note: {record: {say: Speak}, next: bye}
          bye: {hangup: Bye}
        """;

    private static readonly string[] Keys = ["1", "2", "3", "4", "9", "0", ""];
    private readonly HashSet<string> _gone = [];
    private readonly List<XDocument> _heard = [];

    /// <summary>Writes the menu down; its path is for <c>Voice:Menus</c>.</summary>
    public static string WriteMenu()
    {
        var file = Path.Combine(Path.GetTempPath(), $"omnichannel-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, Menu);
        return file;
    }

    public async Task<List<XDocument>> DocumentsAsync()
    {
        using var http = city.Channels.NewClient();
        var waiting = new Queue<(string Path, string Digits)>([("/voice/webhooks/twilio", "")]);
        while (waiting.TryDequeue(out var next) && _heard.Count < Most)
        {
            if (!_gone.Add($"{next.Path} {next.Digits}"))
                continue;
            using var request = Installation.Twilio.Signed(city.Channels.Address, next.Path, FieldsOf(next.Digits));
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            if (await response.Content.ReadAsStringAsync() is not { Length: > 0 } twiml)
                continue;
            var document = XDocument.Parse(twiml);
            _heard.Add(document);
            foreach (var step in StepsOf(document))
                waiting.Enqueue(step);
        }

        return _heard;
    }

    private static IEnumerable<(string Path, string Digits)> StepsOf(XDocument document) =>
        from element in document.Descendants()
        let url = element.Name.LocalName == "Redirect" ? element.Value.Trim() : element.Attribute("action")?.Value ?? element.Attribute("waitUrl")?.Value
        where url?.StartsWith(Installation.PublicUrl, StringComparison.Ordinal) == true
        from digits in element.Name.LocalName == "Gather" ? Keys : [""]
        select (url[Installation.PublicUrl.Length..], digits);

    private static Dictionary<string, string> FieldsOf(string digits)
    {
        var fields = new Dictionary<string, string>
        {
            ["CallSid"] = "CA00000000000000000000000000000001",
            ["AccountSid"] = "AC00000000000000000000000000000000",
            ["From"] = "+447946000001",
            ["To"] = "+15550100",
            ["CallStatus"] = "in-progress",
            ["Direction"] = "inbound",
            ["ApiVersion"] = "2010-04-01",
        };
        if (digits.Length > 0)
            fields["Digits"] = digits;
        return fields;
    }
}
