using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Channels.Simulated;
using Omnichannel.Channels.Sms;
using Omnichannel.Testing;

namespace Omnichannel.Integration.OpenApi;

/// <summary>Citizens write by every provider of texts, over Meta and in the web chat, and are answered.</summary>
internal sealed class MessagesOfTheDay(DescribedCity city)
{
    public async Task RunAsync()
    {
        await TextAsync();
        await KannelAsync();
        await VonageAsync();
        await MetaAsync("whatsapp", "+447700900555", "+447700900555");
        await MetaAsync("messenger", "7100000000000071", "messenger:7100000000000071");
        await ChatAsync();
    }

    private async Task TextAsync()
    {
        await city.GetAsync("/simulator/account");
        await city.PostAsync("/simulator/faults", new { duplicateWebhooks = true });
        await city.GetAsync("/simulator/faults");
        await city.SendAsync(HttpMethod.Delete, "/simulator/faults", null);
        await city.RefusedAsync(422, HttpMethod.Post, "/simulator/faults", new { fail = "everything" });
        foreach (var (provider, phone) in new[] { ("twilio", "+447946000011"), ("kannel", "+447946000012"), ("vonage", "+447946000013") })
        {
            await city.StreamAsync("/simulator/phones/live", () => city.PostAsync($"/simulator/phones/{phone}/messages", new { text = "Hello", provider }));
            await city.StreamAsync($"/simulator/phones/{phone}/live", () => city.AnswerAsync(phone, "Good morning."));
            await city.GetAsync($"/simulator/phones/{phone}");
        }

        await city.GetAsync("/simulator/phones?limit=2");
        await city.RefusedAsync(422, HttpMethod.Get, "/simulator/phones/none");
    }

    /// <summary>By POST: with GET the simulator plays it.</summary>
    private async Task KannelAsync()
    {
        var secret = city.Server.Services.GetRequiredService<KannelOptions>().Secret;
        await city.PostAsync($"/sms/webhooks/kannel?secret={secret}&from=%2B447946000014&to=%2B15550101&id=1", new StringContent("Hello"));
        await city.PostAsync($"/sms/webhooks/kannel/status?secret={secret}", new FormUrlEncodedContent(new Dictionary<string, string> { ["type"] = "1", ["fid"] = "1" }));
    }

    /// <summary>By GET: with POST the simulator plays it.</summary>
    private async Task VonageAsync()
    {
        var account = city.Server.Services.GetRequiredService<VonageOptions>();
        foreach (var (path, text) in new[] { ("/sms/webhooks/vonage", "Hello"), ("/sms/webhooks/vonage/status", "") })
        {
            var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["api-key"] = account.ApiKey,
                ["messageId"] = "1",
                ["msisdn"] = "447946000015",
                ["status"] = "delivered",
                ["text"] = text,
                ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ["to"] = "15550102",
            };
            var signed = string.Concat(fields.Select(field => $"&{field.Key}={field.Value}"));
            fields["sig"] = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(account.SignatureSecret), Encoding.UTF8.GetBytes(signed)));
            await city.GetAsync($"{path}?{string.Join('&', fields.Select(field => $"{field.Key}={field.Value}"))}");
        }
    }

    private async Task MetaAsync(string channel, string person, string contactPoint)
    {
        var app = city.Server.Services.GetRequiredService<SimulatedMeta>();
        await city.GetAsync($"/{channel}/webhooks/meta?hub.mode=subscribe&hub.challenge=1&hub.verify_token={app.VerifyToken}");
        await city.PostAsync($"/simulator/people/{channel}/{person}/messages", new { text = "Hello", name = "Dora" });
        await city.AnswerAsync(contactPoint, "Good morning.");
        await city.GetAsync($"/simulator/people/{channel}/{person}");
    }

    private async Task ChatAsync()
    {
        await using var page = await ChatPage.OpenAsync(city.Server.Address);
        using var nobody = city.Client(null);
        using var upload = new HttpRequestMessage(HttpMethod.Post, "/webchat/attachments?id=c1&name=bin.png") { Content = Picture() };
        upload.Headers.Add("Omnichannel-Visitor", page.Token);
        (await nobody.SendAsync(upload)).EnsureSuccessStatusCode();
        await page.SendAsync(new { type = "send", clientId = "c1", text = "Hello" });
        await city.StreamAsync("/webchat/live", () => page.SayAsync(new { type = "typing", isTyping = true }));
        var conversation = await city.FirstAsync("/conversations?channel=webchat", one => one.GetProperty("status").GetString() == "open");
        await city.PostAsync("/webchat/signals", new { visitor = conversation.GetProperty("contactPoint").GetProperty("address").GetString(), sign = "typing" });
        var plan = await city.PostAsync("/attachments?name=plan.png", Picture());
        await city.PostAsync($"/conversations/{conversation.GetProperty("id").GetString()}/replies", new { text = "The plan", attachments = new[] { plan } });
        var link = (await page.HearReplyAsync()).GetProperty("attachments")[0].GetProperty("url").GetString();
        (await nobody.GetAsync(link)).EnsureSuccessStatusCode();
        await city.PostAsync("/webchat/demo/identity", new { phone = "+44 7946 000001" });
    }

    private static ByteArrayContent Picture() => new([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { Headers = { ContentType = new("image/png") } };
}
