namespace Omnichannel.Channels.Email;

/// <summary>Sender and recipients of a mail, as given in the dialogue.</summary>
/// <param name="From">Empty = the null sender.</param>
internal sealed record MailEnvelope(string From, List<string> To)
{
    /// <summary>The mail with what a mail server writes on top when it delivers; read again later, it still knows its envelope.</summary>
    public byte[] Stamp(byte[] mail, string recipient, string received)
    {
        var head = System.Text.Encoding.UTF8.GetBytes($"Return-Path: <{From}>\r\nDelivered-To: {recipient}\r\nReceived: {received}\r\n");
        return [.. head, .. mail];
    }
}
