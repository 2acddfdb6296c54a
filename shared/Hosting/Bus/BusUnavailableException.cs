namespace Omnichannel.Hosting;

/// <summary>The broker did not confirm, or has no queue for the message: nothing was accepted.</summary>
public sealed class BusUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
