using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Campaigns;

/// <summary>The tests' provider as a process of its own until its input ends: it takes all it is given, at once, and tells to whom.</summary>
internal static class StubProvider
{
    public static async Task<int> RunAsync(string port)
    {
        await using var stub = await TwilioStub.StartAsync(int.Parse(port, CultureInfo.InvariantCulture), Map);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static void Map(TwilioStub stub, WebApplication app)
    {
        app.MapGet("/count", () => stub.Messages.Count.ToString(CultureInfo.InvariantCulture));
        // Whoever fetches them takes them away: the next run begins with none.
        app.MapPost("/taken", () =>
        {
            var numbers = new List<string>();
            while (stub.Messages.TryDequeue(out var message))
                numbers.Add(message.To);
            return string.Join('\n', numbers);
        });
    }
}
