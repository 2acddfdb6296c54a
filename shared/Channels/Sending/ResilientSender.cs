using Omnichannel.Contracts.Messages;
using Polly.CircuitBreaker;

namespace Omnichannel.Channels;

/// <summary>One provider of a channel: how it sends, within which limits, and which of our numbers are its.</summary>
public sealed class ResilientSender(IMessageSender sender, SendLimits limits, TimeProvider time)
{
    /// <summary>Internal to this class: the provider was asked and does not have it.</summary>
    private static readonly SendOutcome NotThere = new SendOutcome.Rejected("not-there", null);

    private readonly SendPipeline _pipeline = new(limits, time);

    public IMessageSender Sender { get; } = sender;

    public string Name => Sender.Provider;

    /// <summary>Our senders at this provider: replies to what was written to one of them leave here.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Its share of what no number decides.</summary>
    public int Share { get; init; }

    /// <summary>Sends within the limits. Before any attempt after one whose outcome is not known, the provider is asked.</summary>
    /// <param name="attempted">Called with the outcome and duration of each call.</param>
    public Task<SendOutcome> SendAsync(SendMessage message, Action<SendOutcome, TimeSpan> attempted, CancellationToken ct)
    {
        var isDoubtful = false;
        return RunAsync(
            message,
            async attempt =>
            {
                if (isDoubtful && await Sender.FindAsync(message, attempt) is { } found)
                    return found;
                // An attempt that runs out of time ends in an exception, past the line after it.
                isDoubtful = true;
                var begun = time.GetTimestamp();
                SendOutcome outcome = new SendOutcome.Unclear("provider.timeout");
                try
                {
                    outcome = await Sender.SendAsync(message, attempt);
                }
                finally
                {
                    attempted(outcome, time.GetElapsedTime(begun));
                }

                // A refusal is no doubt: the provider said that it did not take it.
                isDoubtful = outcome is SendOutcome.Unclear;
                return outcome;
            },
            ct);
    }

    /// <summary>Looks the message up: accepted if it is there, null if it surely is not, unclear if the provider cannot say.</summary>
    public async Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct)
    {
        if (!Sender.CanLookUp)
            return new SendOutcome.Unclear("provider.cannot-be-asked");
        var found = await RunAsync(message, async attempt => await Sender.FindAsync(message, attempt) ?? NotThere, ct);
        return found switch
        {
            _ when ReferenceEquals(found, NotThere) => null,
            SendOutcome.TryLater => new SendOutcome.Unclear("provider.cannot-be-asked"),
            _ => found,
        };
    }

    private async Task<SendOutcome> RunAsync(SendMessage message, Func<CancellationToken, Task<SendOutcome>> attempt, CancellationToken ct)
    {
        try
        {
            return await _pipeline.RunAsync(message.From ?? "", attempt, ct);
        }
        catch (BrokenCircuitException)
        {
            return new SendOutcome.TryLater("provider.failing", null);
        }
    }
}
