using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Messages over WhatsApp or Messenger: JSON with an HMAC-SHA256 over its bytes.</summary>
/// <param name="channel"><c>whatsapp</c> or <c>messenger</c>.</param>
internal sealed class MetaMessages(string channel) : IProvider
{
    private const string AppSecret = "an-app-secret-for-tests";
    private const long SentAt = 1_795_262_400;

    public string Name => $"meta {channel}";

    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; } =
    [
        .. new[] { ("AppSecret", AppSecret), ("VerifyToken", "a-verify-token"), ("AccessToken", "an-access-token"), ("PhoneNumberId", "1067"), ("PageId", "1067"), ("BaseUrl", "http://127.0.0.1:9") }
            .Select(pair => new KeyValuePair<string, string>($"{(channel == "whatsapp" ? "WhatsApp" : "Messenger")}__Meta__{pair.Item1}", pair.Item2)),
    ];

    public byte[] Render(string id, string number, string words)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(channel == "whatsapp" ? WhatsApp(id, number[1..], words) : Messenger(id, number[1..], words));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), body));
        return Wire.Post($"/{channel}/webhooks/meta", "application/json", body, ("X-Hub-Signature-256", $"sha256={signature}"));
    }

    private static object WhatsApp(string id, string number, string words) => new
    {
        @object = "whatsapp_business_account",
        entry = new[]
        {
            new
            {
                id = "2048",
                changes = new[]
                {
                    new
                    {
                        field = "messages",
                        value = new
                        {
                            messaging_product = "whatsapp",
                            metadata = new { display_phone_number = "15550100", phone_number_id = "1067" },
                            contacts = new[] { new { profile = new { name = "Anna" }, wa_id = number } },
                            messages = new[] { new { from = number, id = $"wamid.{id}", timestamp = $"{SentAt}", type = "text", text = new { body = words } } },
                        },
                    },
                },
            },
        },
    };

    private static object Messenger(string id, string number, string words) => new
    {
        @object = "page",
        entry = new[]
        {
            new
            {
                id = "1067",
                time = SentAt * 1_000,
                messaging = new[]
                {
                    new { sender = new { id = number }, recipient = new { id = "1067" }, timestamp = SentAt * 1_000, message = new { mid = $"m_{id}", text = words } },
                },
            },
        },
    };
}
