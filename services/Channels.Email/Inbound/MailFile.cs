namespace Omnichannel.Channels.Email;

/// <summary>A file in a mail.</summary>
/// <param name="Name">As its sender gave it; null = none.</param>
/// <param name="ContentType">As its sender declares it.</param>
/// <param name="ContentId">What the mail's HTML calls it; null = nothing.</param>
internal sealed record MailFile(string? Name, string ContentType, string? ContentId, byte[] Content);
