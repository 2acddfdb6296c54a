using System.CommandLine;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Server;

/// <summary><c>omnichannel redeliver QUEUE</c>: puts what failed back into its queue.</summary>
internal static class RedeliverVerb
{
    public static Command Make(IOfflineCommand offline)
    {
        var queue = new Argument<string>("queue") { Description = "The queue's name without '_error', such as 'sms.send-message'" };
        var command = new Command("redeliver", "Put the messages of an error queue back into their queue") { queue };
        command.SetAction((parsed, ct) => offline.RunAsync(async (services, _, output) =>
        {
            var broker = services.GetRequiredService<ConnectionOptions>().RabbitMq;
            if (broker.Length == 0)
            {
                await output.WriteLineAsync("Without ConnectionStrings:RabbitMq there are no error queues.");
                return 1;
            }

            var name = parsed.GetRequiredValue(queue);
            var moved = await ErrorQueue.RedeliverAsync(new Uri(broker), name, ct);
            await output.WriteLineAsync(moved is null ? $"There is no queue {name}." : $"{moved} messages went back into {name}.");
            return moved is null ? 1 : 0;
        }));
        return command;
    }
}
