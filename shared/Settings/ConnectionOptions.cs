namespace Omnichannel.Settings;

/// <summary>The databases and the broker; without them everything is embedded in the one process.</summary>
public sealed record ConnectionOptions : ISettings
{
    private static readonly string[] Schemes = ["amqp", "amqps", "rabbitmq", "rabbitmqs"];

    public static string Section => "ConnectionStrings";

    /// <summary>The log: a connection string of PostgreSQL, or <c>esdb://…</c> for EventStoreDB. Without it SQLite, <c>log.db</c> in the data folder.</summary>
    [Secret]
    public string EventStore { get; set; } = "";

    /// <summary>PostgreSQL of the read models and checkpoints. Without it as the log when that is PostgreSQL, else SQLite, <c>read.db</c> in the data folder.</summary>
    [Secret]
    public string ReadModels { get; set; } = "";

    /// <summary>The broker, as <c>amqp://user:password@host:5672/vhost</c>. Without it messages stay in memory.</summary>
    [Secret]
    public string RabbitMq { get; set; } = "";

    public IEnumerable<InvalidSetting> Validate()
    {
        if (RabbitMq.Length > 0 && !(Uri.TryCreate(RabbitMq, UriKind.Absolute, out var broker) && Schemes.Contains(broker.Scheme)))
            yield return new(nameof(RabbitMq), "is no address of a broker; write it as amqp://user:password@host:5672/vhost");
    }
}
