using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Three processes over RabbitMQ and PostgreSQL, and a provider of texts.</summary>
public sealed class ThreeProcesses : IAsyncLifetime
{
    public TwilioStub Twilio { get; private set; } = null!;

    internal Installation Installation { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Twilio = await TwilioStub.StartAsync();
        Installation = await Installation.DistributedAsync(new KeyValuePair<string, string>("Sms__Twilio__BaseUrl", Twilio.Address.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        await Installation.DisposeAsync();
        await Twilio.DisposeAsync();
    }
}
