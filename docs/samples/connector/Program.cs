// A connector for a channel of your own: hands a citizen's message over, waits for what became of it, and then follows what happens in the
// conversation, such as the agent's reply that the channel is to bring to the citizen.
//
//   dotnet run --project docs/samples/connector -- http://127.0.0.1:8080 KEY +447946000001 "My bin was not collected"
//
// The key needs the scopes connect and analyst; with personal, the feed shows the words too.
using System.Globalization;
using System.Net.ServerSentEvents;
using Omnichannel.Client;
using Omnichannel.Client.Models;

if (args is not [var address, var key, var from, var text])
{
    Console.Error.WriteLine("connector ADDRESS KEY FROM TEXT");
    return 2;
}

var omnichannel = Connection.Open(new Uri(address), key);
try
{
    // The same id again is the same message: keep yours, and hand it over again whenever you are not sure.
    var accepted = await omnichannel.Conversations.Messages.PostAsync(new PostMessageBody
    {
        Channel = "sms",
        Provider = "sample-connector",
        ProviderMessageId = Guid.NewGuid().ToString(),
        From = from,
        Text = text,
    });
    Console.WriteLine($"accepted {accepted!.MessageId}");

    var status = await StatusAsync(accepted.MessageId!.Value);
    Console.WriteLine($"in conversation {status.ConversationId} of citizen {status.CitizenId} at {status.Position}");

    var live = await omnichannel.Feeds.Live.GetAsync(request =>
    {
        request.QueryParameters.After = long.Parse(status.Position!, CultureInfo.InvariantCulture);
        request.QueryParameters.Streams = $"conversation-{status.ConversationId}";
    });
    await foreach (var item in SseParser.Create(live!).EnumerateAsync())
        Console.WriteLine($"{item.EventId} {item.EventType}");
    return 0;
}
catch (Problem problem)
{
    Console.Error.WriteLine($"{problem.Code}: {problem.Detail}");
    return 1;
}

// The read model follows the log a moment later.
async Task<PostMessageStatus> StatusAsync(Guid messageId)
{
    while (true)
    {
        try
        {
            return (await omnichannel.Conversations.Messages[messageId].GetAsync())!;
        }
        catch (Problem problem) when (problem.Code == "message.missing")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }
}
