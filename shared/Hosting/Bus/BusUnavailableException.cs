namespace Omnichannel.Hosting;

/// <summary>The broker did not confirm, or has no queue for the message: nothing was accepted.</summary>
public sealed class BusUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when the broker is there and gave the message back: no queue is bound for it.</summary>
    public bool NoQueue => InnerException is MassTransit.MessageReturnedException;
}
