namespace Omnichannel.Channels.Email;

/// <summary>What parsing a mail led to.</summary>
/// <param name="Root">Null when a bound was passed.</param>
/// <param name="Problem">Which bound: <c>mail.too-deep</c>, <c>mail.too-many-parts</c> or <c>mail.headers-too-large</c>; else null.</param>
/// <param name="Visited">Bytes looked at: never more than a small multiple of the mail's own.</param>
internal sealed record MimeReading(MimePart? Root, string? Problem, long Visited);
