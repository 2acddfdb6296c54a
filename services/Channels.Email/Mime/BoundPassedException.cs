namespace Omnichannel.Channels.Email;

/// <summary>A mail passes one of <see cref="MimeLimits"/>: thrown out of MimeKit's walk, and caught where that began.</summary>
/// <param name="problem">Its code, such as <c>mail.too-deep</c>.</param>
internal sealed class BoundPassedException(string problem) : Exception(problem);
