namespace Omnichannel.Hosting;

/// <param name="IsInProcess">True without a broker: what was accepted is in the log already.</param>
public sealed record BusMode(bool IsInProcess);
