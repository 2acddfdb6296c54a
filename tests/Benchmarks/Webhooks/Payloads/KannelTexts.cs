using System.Text;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Texts over Kannel: everything in the query of a GET, with the secret that stands for a signature.</summary>
internal sealed class KannelTexts : IProvider
{
    private const string Secret = "a-secret-for-the-tests";

    public string Name => "kannel";

    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; } =
    [
        new("Sms__Kannel__Username", "tester"), new("Sms__Kannel__Password", "a-password"), new("Sms__Kannel__Secret", Secret),
        new("Sms__Kannel__From", "+15550100"), new("Sms__Kannel__BaseUrl", "http://127.0.0.1:9"),
    ];

    public byte[] Render(string id, string number, string words) => Wire.Get(
        $"/sms/webhooks/kannel?secret={Secret}&from={Uri.EscapeDataString(number)}&to=%2B15550100&id={id}&ts=1795262400&coding=0&charset=UTF-8" +
        $"&hex={Convert.ToHexString(Encoding.UTF8.GetBytes(words))}");
}
